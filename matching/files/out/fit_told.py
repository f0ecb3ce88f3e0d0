"""A fit in, what is told of it everywhere out: which side limits it, what is not known, what mapping is worth."""

from collections.abc import Iterable
from typing import Final

from matching.domain.fit import Criterion, Fit, SkillMatch, SkillPart
from matching.domain.funnel import MappingQuestion
from matching.wording import Words

WHOLE: Final = 100
"""Percent of evidence where all that counts is known, and none of it in part alone."""


def limiting(fit: Fit, words: Words) -> str:
    """The side that limits a fit, as a sentence; what is not known of it is no lack, and is named."""
    if fit.limiting is None:
        return words.say("fit.no_limit")
    return words.say("fit.limiting", side=fit.limiting, parts=_not_known_of_it(fit, words))


def limiting_side(fit: Fit, words: Words) -> str:
    """The same as a name."""
    if fit.limiting is None:
        return words.say("fit.no_side")
    return words.say("fit.limiting_side", side=fit.limiting, parts=_not_known_of_it(fit, words))


def not_known(fit: Fit, words: Words) -> str:
    """What of a fit is not known, as a sentence; that all is known where it is."""
    if not _not_known(fit):
        return words.say("fit.all_known" if fit.evidence == WHOLE else "fit.known_in_part")
    return words.say("fit.not_known", parts=not_known_parts(fit, words))


def not_known_parts(fit: Fit, words: Words) -> str:
    """The same as names."""
    if not _not_known(fit):
        return words.say("fit.nothing" if fit.evidence == WHOLE else "fit.in_part")
    return words.listed([words.criterion(part) for part in _not_known(fit)])


def worth_mapping(fit: Fit, words: Words) -> list[str]:
    """A sentence for each thing not known that could move a fit, in its trade; what could move it most first."""
    return [
        words.say("fit.map", part=one.part, least=one.least, most=one.most)
        for one in fit.movements
        if one.width
    ]


def worth_mapping_in_short(fit: Fit, words: Words) -> str:
    """The same as one sentence; no text where nothing could move it."""
    parts = [
        words.say("fit.map_part", part=one.part, least=one.least, most=one.most)
        for one in fit.movements
        if one.width
    ]
    return words.say("fit.maps", parts=words.listed(parts)) if parts else ""


def questions_to_map(questions: Iterable[MappingQuestion], words: Words) -> list[str]:
    """A sentence for each thing to map about a person, in the order given."""
    return [
        words.say(
            "mapping.question",
            what=what_to_map(one, words),
            moves=one.moves,
            among=one.among,
            average=_average(one),
        )
        for one in questions
    ]


def what_to_map(question: MappingQuestion, words: Words) -> str:
    """What to ask a person about, in short."""
    return words.say("mapping.areas" if question.areas else "mapping.part", part=question.part)


def _average(question: MappingQuestion) -> int | None:
    """Points over each of the fits it could move, rounded up; None of one alone, where it says nothing more."""
    return -(-question.moves // question.among) if question.among > 1 else None


def skills_told(skills: SkillMatch, words: Words, most: int | None = None) -> dict[str, str]:
    """How the skills asked for meet those held, as lists by the name of their heading; empty lists are left out.

    What is kindred says by what and how close, and what is not held in full how far the fit would rise by it. What
    is missing stands with the most first; of that and of what is not known at most `most` are named.
    """
    parts = skills.parts if skills.known else ()
    missing = sorted((part for part in parts if not part.by), key=lambda part: -part.gain)
    a_little = skills.a_little
    found = {
        "met": [words.skill(key) for key in skills.met],
        "a_little": [_worth(part, words) for part in parts if part.asked in a_little],
        "related": [_close(part, words) for part in parts if part.by and not part.held],
        "missing": _some([_worth(part, words) for part in missing], most, words),
        "unknown": _some([words.skill(key) for key in skills.unknown], most, words),
        "learnable": [words.skill(key) for key in skills.learnable],
    }
    return {name: words.listed(some) for name, some in found.items() if some}


def _worth(part: SkillPart, words: Words) -> str:
    key = "skills.worth" if part.gain else "skills.worth_nothing"
    return words.say(key, asked=words.skill(part.asked), gain=part.gain)


def _close(part: SkillPart, words: Words) -> str:
    key = "skills.close" if part.gain else "skills.close_in_full"
    held = words.skill(part.by[0])
    return words.say(key, asked=words.skill(part.asked), held=held, percent=part.percent, gain=part.gain)


def skill_sentences(skills: SkillMatch, words: Words, most: int | None = None) -> list[str]:
    """The same as sentences."""
    return [
        words.say(f"skills.{name}", skills=some) for name, some in skills_told(skills, words, most).items()
    ]


def _some(named: list[str], most: int | None, words: Words) -> list[str]:
    """The first of a list, and how many more there are where it is longer than that by two or more."""
    if most is None or len(named) <= most + 1:
        return named
    return [*named[:most], words.say("skills.more", count=len(named) - most)]


def _not_known(fit: Fit) -> list[Criterion]:
    return [Criterion(part.part) for part in fit.contributions if not part.known]


def _not_known_of_it(fit: Fit, words: Words) -> str:
    """What is not known of the side that limits a fit."""
    return words.listed([words.criterion(part) for part in _not_known(fit) if part.side is fit.limiting])
