"""What answers open, and the openings a person may look at, in her own words: nothing of others, and no rank."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from matching.domain.errors import Fact
from matching.domain.fit import EvidenceLevel, Fit
from matching.domain.reasons import Reason, ReasonCode
from matching.domain.suggestion import Suggestion
from matching.opens import Answer, Opener, Opens
from matching.wording import Words
from service.pages.adviser.answers import BETWEEN
from service.shown.rounds import LoadedRound

OPENERS: Final = 4
"""Single answers told of, at most."""
SKILLS: Final = 3
"""Skills of one kind told of an opening, at most."""

ORDER: Final[MappingProxyType[str, frozenset[ReasonCode]]] = MappingProxyType(
    {
        "travel": frozenset({ReasonCode.ASK_TRAVEL, ReasonCode.ASK_EARLY_TRAVEL}),
        "licence": frozenset({ReasonCode.ASK_LICENCE}),
        "norwegian": frozenset({ReasonCode.ASK_NORWEGIAN}),
        "hours": frozenset({ReasonCode.ASK_HOURS, ReasonCode.ASK_EMPLOYER_HOURS}),
        "start": frozenset({ReasonCode.ASK_START}),
        "extent": frozenset({ReasonCode.ASK_EXTENT, ReasonCode.ASK_EMPLOYER_EXTENT}),
    }
)
"""What of an opening is in order where no question of these is open."""
HERS: Final = frozenset(
    {
        *(ReasonCode.ASK_TRAVEL, ReasonCode.ASK_EARLY_TRAVEL, ReasonCode.ASK_LICENCE, ReasonCode.ASK_START),
        *(ReasonCode.ASK_NORWEGIAN, ReasonCode.ASK_HOURS, ReasonCode.ASK_EXTENT),
    }
)
"""Questions she can answer at the screen; of all others she is told who finds out, and no more."""
OF_FIRM: Final = frozenset(
    {
        *(ReasonCode.ASK_APPROVAL, ReasonCode.ASK_NEED),
        *(ReasonCode.ASK_EMPLOYER_HOURS, ReasonCode.ASK_EMPLOYER_EXTENT),
    }
)
FOR_HER: Final = frozenset(
    {
        *(ReasonCode.INTEREST_LIKED, ReasonCode.INTERESTS_LIKE, ReasonCode.WISHED_TRADE),
        *(ReasonCode.WISHED_MAYBE, ReasonCode.CONTEXT_LIKED, ReasonCode.SHORT_TRAVEL),
        *(ReasonCode.FULL_EXTENT, ReasonCode.SKILLS_MET, ReasonCode.SKILLS_A_LITTLE),
        ReasonCode.SKILLS_RELATED,
    }
)
"""What speaks for an opening; what is not among these is not told here."""


@dataclass(frozen=True)
class Opened:
    """What is open to her, in sentences."""

    now: tuple[str, ...]
    more: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """An opening she may look at."""

    title: str
    number: str
    journey: str
    in_order: str
    asking: tuple[str, ...]
    why: tuple[str, ...]
    to_learn: str
    to_practise: str


def opened(opens: Opens, words: Words) -> Opened:
    """What is open to her now, and which single answers would open more."""
    now, wished = opens.open, opens.wished.both
    if not now.both:
        told = [words.say("adviser.opens.nothing")]
    else:
        told = [
            words.say("adviser.opens.some", met=now.met),
            *([words.say("adviser.opens.asking", asking=now.asking)] if now.asking else []),
            *([words.say("adviser.opens.wished", count=wished)] if wished else []),
        ]
    return Opened(tuple(told), tuple(opener_told(one, words) for one in opens.openers[:OPENERS]))


def opener_told(one: Opener, words: Words) -> str:
    """What one answer would open."""
    facts: dict[str, Fact] = {**dict(one.facts), "met": max(0, one.met) or None, "both": one.both}
    if one.answer is Answer.EXTENT:
        facts["extent"] = f"{facts['least']}{BETWEEN}{facts['most']}"
    if one.answer is Answer.HOURS:
        facts["hours"] = BETWEEN.join(name for name in ("evening", "shift") if name in facts)
    return words.say(f"adviser.opener.{'get' if one.known else 'say'}_{one.answer}", **facts)


def place_told(one: Suggestion, held: LoadedRound, words: Words) -> Place:
    """An opening she may look at, without what is of others."""
    row = held.cohort.people.candidate(held.person_rows[one.candidate])
    way = None if row.travel_mode is None else row.travel_mode.name.lower()
    codes = {reason.code for reason in one.verdict.reasons}
    order = [words.say(f"adviser.order.{name}") for name, asked in ORDER.items() if not asked & codes]
    journey = (
        "" if one.minutes is None else words.say("adviser.openings.journey", minutes=one.minutes, mode=way)
    )
    return Place(
        title=words.say(
            "adviser.openings.place",
            trade=one.fit.trade if one.fit else None,
            municipality=held.places[one.opening].municipality,
        ),
        number=words.say("adviser.openings.number", opening=one.opening),
        journey=journey,
        in_order=words.listed(order),
        asking=tuple(dict.fromkeys(_asked(one.verdict.reasons, words))),
        why=why_told(one.why, words),
        to_learn=_skills(one.fit.skills.learnable if one.fit else (), words),
        to_practise=_skills(_new(one.fit), words),
    )


def why_told(reasons: Iterable[Reason], words: Words) -> tuple[str, ...]:
    """What speaks for an opening, told to her."""
    return tuple(
        words.say(f"adviser.why.{one.code}", **dict(one.facts)) for one in reasons if one.code in FOR_HER
    )


def _asked(reasons: Iterable[Reason], words: Words) -> Iterator[str]:
    for one in reasons:
        who = one.code if one.code in HERS else "firm" if one.code in OF_FIRM else "office"
        yield words.say(f"adviser.missing.{who}")


def _new(fit: Fit | None) -> tuple[str, ...]:
    return fit.skills.missing if fit and fit.evidence_level is not EvidenceLevel.LOW else ()


def _skills(keys: Iterable[str], words: Words) -> str:
    return words.listed([words.skill(key) for key in list(keys)[:SKILLS]])
