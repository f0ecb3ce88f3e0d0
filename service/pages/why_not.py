"""Why a person or a seat is left, and what it would take, in; the parts of its page out."""

from typing import Any

from matching.domain.change import WhyEmpty, WhyLeft
from matching.files.out.why_not_told import changes_told, obstacles_told, search_told
from matching.wording import Over, Words
from service.pages.frame import frame
from service.shown.addresses import opening_page, person_page
from service.shown.sight import Sight

Part = tuple[str, str, list[str]]
"""The id of a section, its heading and its sentences."""


def person_why(sight: Sight, name: str, words: Words) -> dict[str, Any]:
    """What the page about what it would take for a person is made of."""
    why, round_ = sight.why_left(name), sight.round
    nearest = obstacles_told(why.nearest, round_.places, round_.plan.mode, words) if why else []
    title = words.say("whynot.person", candidate=name)
    reasons = [words.reason(reason) for reason in why.reasons] if why else []
    return {
        "frame": frame(sight, title, words, "kandidater"),
        "back": (person_page(round_, name), words.say("service.person.title", candidate=name)),
        "nothing": "" if why else words.say("service.why_not.person_nothing"),
        "parts": _parts(sight, why, reasons, nearest, words),
    }


def opening_why(sight: Sight, name: str, words: Words) -> dict[str, Any]:
    """What the page about what it would take to fill an opening is made of."""
    why, round_ = sight.why_empty(name), sight.round
    title = words.say("whynot.opening", opening=str(round_.places[name]))
    reasons = [words.reason(reason, Over.PEOPLE) for reason in why.reasons] if why else []
    return {
        "frame": frame(sight, title, words, "lareplasser"),
        "back": (opening_page(round_.id, name), words.say("service.opening.title", opening=name)),
        "nothing": "" if why else words.say("service.why_not.opening_nothing"),
        "parts": _parts(sight, why, reasons, [], words),
    }


def _parts(
    sight: Sight, why: WhyLeft | WhyEmpty | None, reasons: list[str], nearest: list[str], words: Words
) -> list[Part]:
    if why is None:
        return []
    told = changes_told(why, sight.round.places, sight.round.plan.mode, words)
    parts = (
        ("sum", "hvorfor", reasons),
        ("nearest", "naermest", nearest),
        ("changes", "endring", told[:1]),
        ("others", "andre", told[1:]),
        ("sought", "funnet", search_told(why, words)),
    )
    return [(place, words.say(f"service.why_not.{key}"), sentences) for key, place, sentences in parts]
