"""A form of the conversation in, the person as it says she is out; what is not asked about stays as it was."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import FULL_TIME, TravelMode, WorkHours
from matching.domain.people import UNWANTED, WISHES, Candidate
from matching.domain.reference import Entry
from matching.files.source.identity import has_identity_number
from service.door.forms import FormFault, number_in
from service.pages.adviser.parts import Part

Form = Mapping[str, str]

NOT_YET: Final = "vet"
"""«Vet ikke ennå»: takes an answer away."""
NONE: Final = "ingen"
"""None of them, which is an answer."""
LIKED, DISLIKED = "liker", "ikke"
YES, MAYBE = "ja", "kanskje"
CAN, A_LITTLE = "kan", "litt"
BETWEEN: Final = "-"
LONGEST: Final = 240
"""Minutes one way that a list of people may hold."""


class Contradiction(StrEnum):
    """Answers that cannot all be kept; the texts under [adviser.fault] have the sentences."""

    WISH_AND_NO = "wish_and_no"
    TOO_MANY_NO = "too_many_no"


def answered(part: Part, form: Form, person: Candidate, catalogue: Catalogue) -> Candidate:
    """The person as the form of a part says she is.

    Raises:
        FormFault: a field has what it cannot have.
    """
    try:
        return replace(person, **_READ[part](form, person, catalogue))
    except (KeyError, ValueError):
        raise FormFault from None


def asked(part: Part, form: Form) -> Form:
    """The fields of a form that its part asks for, to be written back.

    Raises:
        FormFault: one of them has what may be an identity number.
    """
    found = {name: text for name, text in form.items() if name.partition(".")[0] in _ASKED[part]}
    if any(has_identity_number(f"{name} {text}") for name, text in found.items()):
        raise FormFault
    return found


def contradiction(person: Candidate) -> Contradiction | None:
    """What of a person's answers cannot all be kept; None where all can."""
    if person.unwanted.intersection(person.wishes):
        return Contradiction.WISH_AND_NO
    return Contradiction.TOO_MANY_NO if len(person.unwanted) > UNWANTED else None


def _likes(form: Form, person: Candidate, catalogue: Catalogue) -> dict[str, Any]:
    said = {place: form.get(f"miljo.{one.key}", "") for place, one in enumerate(catalogue.contexts)}
    likes, dislikes = (frozenset(place for place in said if said[place] == one) for one in (LIKED, DISLIKED))
    # «Ingen» of the list is kept until something is said: there is no other way to say it here.
    nothing = person.likes if not (person.likes or person.dislikes) else None
    told = bool(likes or dislikes)
    return {
        "areas": _some(form, "omrade", catalogue.areas),
        "leisure": _some(form, "fritid", catalogue.leisure),
        "likes": likes if told else nothing,
        "dislikes": dislikes if told else nothing,
    }


def _trades(form: Form, person: Candidate, catalogue: Catalogue) -> dict[str, Any]:
    places = {one.key: place for place, one in enumerate(catalogue.trades)}
    said = [(form.get(f"onske.{rank}", ""), form.get(f"svar.{rank}", YES)) for rank in range(1, WISHES + 1)]
    wished: dict[int, bool] = {}
    for key, answer in said:
        if key:
            wished.setdefault(places[key], answer == MAYBE)
    return {
        "wishes": tuple(wished),
        "maybe": frozenset(place for place, maybe in wished.items() if maybe),
        "unwanted": _some(form, "nei", catalogue.trades) or frozenset(),
    }


def _skills(form: Form, person: Candidate, catalogue: Catalogue) -> dict[str, Any]:
    places = {one.key: place for place, one in enumerate(catalogue.skills)}
    said = {
        places[name.removeprefix("kan.")]: answer for name, answer in form.items() if name.startswith("kan.")
    }
    held = (person.skills or frozenset()) - {place for place, answer in said.items() if answer == NOT_YET}
    held |= {place for place, answer in said.items() if answer in (CAN, A_LITTLE)}
    slight = {place for place, answer in said.items() if answer == A_LITTLE}
    # To take away the last skill is to say that nothing is known; that there are none is another answer.
    nothing = person.skills if not person.skills else None
    return {
        "skills": frozenset(held) if held else nothing,
        "slight": frozenset((person.slight - set(said)) & held | slight),
    }


def _days(form: Form, person: Candidate, catalogue: Catalogue) -> dict[str, Any]:
    extent, hours, way = (_one(form, name) for name in ("omfang", "tid", "reise"))
    minutes, level = _one(form, "minutter"), _one(form, "norsk")
    return {
        "extent": None if extent is None else _extent(extent),
        "shifts": None
        if hours is None
        else frozenset(WorkHours[one.upper()] for one in hours.split(BETWEEN)) - {WorkHours.DAY},
        "travel_mode": None if way is None else TravelMode[way.upper()],
        "travel_limit": None if minutes is None else _within(minutes, 5, LONGEST),
        "norwegian": None if level is None else _within(level, 0, max(one.rank for one in catalogue.levels)),
        "licences": _some(form, "forerkort", catalogue.licences),
    }


def _one(form: Form, name: str) -> str | None:
    """The one answer to a question; None where there is none, or it is taken away."""
    answer = form.get(name, "")
    return None if answer in ("", NOT_YET) else answer


def _some(form: Form, name: str, entries: Sequence[Entry]) -> frozenset[int] | None:
    """Those that were ticked, by position; None where nothing was, or the answer is taken away."""
    ticked = {field.partition(".")[2] for field in form if field.partition(".")[0] == name}
    if NOT_YET in ticked:
        return None
    places = {one.key: place for place, one in enumerate(entries)}
    found = frozenset(places[key] for key in ticked - {NONE})
    return found if ticked else None


def _extent(text: str) -> tuple[int, int]:
    low, _, high = text.partition(BETWEEN)
    least = _within(low, 1, FULL_TIME)
    return least, _within(high, least, FULL_TIME)


def _within(text: str, least: int, most: int) -> int:
    return number_in({"": text}, "", least, most)


_ASKED: Final[Mapping[Part, tuple[str, ...]]] = MappingProxyType(
    {
        Part.LIKES: ("omrade", "fritid", "miljo"),
        Part.TRADES: ("onske", "svar", "nei"),
        Part.SKILLS: ("kan",),
        Part.DAYS: ("omfang", "tid", "reise", "minutter", "norsk", "forerkort"),
    }
)
"""What the fields of each part begin with."""
_READ: Final[Mapping[Part, Callable[[Form, Candidate, Catalogue], dict[str, Any]]]] = MappingProxyType(
    {Part.LIKES: _likes, Part.TRADES: _trades, Part.SKILLS: _skills, Part.DAYS: _days}
)
