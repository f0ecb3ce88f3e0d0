"""A person in, how many openings are open to her out, and which single answer would open more.

Nothing is judged here: she is asked about as she is and as she could be, all at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import (
    BLANK,
    FULL_TIME,
    SHORTEST_APPRENTICE_EXTENT,
    UNKNOWN,
    YES,
    Answers,
    TravelMode,
    WorkHours,
)
from matching.domain.columns import bits
from matching.domain.errors import Fact
from matching.domain.openings import Openings
from matching.domain.people import Candidate
from matching.enquiry import Enquiry

FURTHER: Final = 15
"""Minutes one way that a journey is taken to be longer (source: assumption)."""
FURTHEST: Final = 120
"""Minutes one way beyond which nobody is asked to go (source: assumption)."""

FULL, HALF = FULL_TIME, SHORTEST_APPRENTICE_EXTENT


class Answer(StrEnum):
    """What of a person could be other than it is, or is not known yet."""

    LICENCE = "licence"
    NORWEGIAN = "norwegian"
    EXTENT = "extent"
    HOURS = "hours"
    TRAVEL_LIMIT = "travel_limit"
    TRAVEL_MODE = "travel_mode"


@dataclass(frozen=True, order=True)
class Open:
    """How many openings are open to a person (åpne læreplasser)."""

    met: int = 0
    """All requirements are met, as far as they are known."""
    asking: int = 0
    """Nothing stops her, and something is not known yet."""

    @property
    def both(self) -> int:
        """All that nothing stops."""
        return self.met + self.asking


@dataclass(frozen=True, kw_only=True)
class Opener:
    """One answer that would open more, all else as it is."""

    answer: Answer
    facts: tuple[tuple[str, Fact], ...]
    known: bool
    """She has answered, and would have to learn, get or accept it; else it may be so already."""
    met: int
    """How many more have all their requirements met; something may have been asked about them before."""
    both: int
    """How many more nothing stops any longer."""


@dataclass(frozen=True, kw_only=True)
class Opens:
    """What is open to a person."""

    open: Open
    wished: Open
    """Those of them in a trade she wishes for."""
    openers: tuple[Opener, ...]
    """The best of each kind of answer, what opens most first."""
    trades: dict[int, Open]
    """Of each trade there is an opening in, by position."""


def opens(person: Candidate, enquiry: Enquiry) -> Opens:
    """A person as she is, or as she would be, in; what of all openings is open to her out."""
    openings, catalogue = enquiry.openings, enquiry.catalogue
    # A no to a trade stops nothing, and there may be more of them said here than a list has room for.
    person = replace(person, unwanted=frozenset())
    assumed = enquiry.policy.assumed_travel_limit
    tried = list(_otherwise(person, openings, catalogue, assumed))
    answers = enquiry.answers([person, *(replace(person, **fields) for _, _, _, fields in tried)])
    now = _open(answers[0])
    openers = [
        Opener(
            answer=answer,
            facts=tuple(sorted(facts.items())),
            known=known,
            met=then.met - now.met,
            both=then.both - now.both,
        )
        for (answer, known, facts, _), then in zip(tried, map(_open, answers[1:]), strict=True)
    ]
    trades = {
        trade: _open(answers[0][(openings.trades == trade).any(axis=1)])
        for trade in np.unique(openings.trades).tolist()
        if trade != BLANK
    }
    wished = np.isin(openings.trades, person.wishes).any(axis=1)
    return Opens(open=now, wished=_open(answers[0][wished]), openers=_best(openers), trades=trades)


def trades_liked(person: Candidate, catalogue: Catalogue) -> dict[int, int]:
    """The trades that speak to what a person likes, by position, each with the foremost area of it that she likes.

    Liked are the areas she names and those her leisure tells of; trades whose main area is liked come first.
    """
    told = (catalogue.leisure[one].areas for one in person.leisure or ())
    liked = (person.areas or frozenset[int]()).union(*told)
    found = [
        (trade.areas.index(area), place, area)
        for place, trade in enumerate(catalogue.trades)
        for area in [next((one for one in trade.areas if one in liked), None)]
        if area is not None
    ]
    return {place: area for _, place, area in sorted(found)}


_Other = tuple[Answer, bool, dict[str, Fact], dict[str, Any]]
"""What is answered, whether she has answered already, the facts of the other answer, and the fields it changes."""


def _otherwise(
    person: Candidate, openings: Openings, catalogue: Catalogue, assumed_limit: int
) -> Iterator[_Other]:
    """Every single answer that could open more, of each kind the smallest first."""
    held = person.licences or frozenset()
    asked = {one for demand in np.unique(openings.licence).tolist() if demand > 0 for one in bits(demand)}
    for one in sorted(asked - held):
        facts: dict[str, Fact] = {"licence": catalogue.licences[one].key}
        yield Answer.LICENCE, person.licences is not None, facts, {"licences": held | {one}}
    for level in catalogue.levels:
        if level.rank > (person.norwegian or 0) and level.rank in openings.norwegian:
            facts = {"level": level.key}
            yield Answer.NORWEGIAN, person.norwegian is not None, facts, {"norwegian": level.rank}
    for least, most in ((FULL, FULL), (HALF, HALF), (HALF, FULL)):
        if person.extent is None or (least <= person.extent[0] and person.extent[1] <= most):
            facts = {"least": least, "most": most}
            yield Answer.EXTENT, person.extent is not None, facts, {"extent": (least, most)}
    for hours in ({WorkHours.EVENING}, {WorkHours.SHIFT}, {WorkHours.EVENING, WorkHours.SHIFT}):
        if hours >= (person.shifts or frozenset()):
            facts = {one.name.lower(): one.name.lower() for one in hours}
            yield Answer.HOURS, person.shifts is not None, facts, {"shifts": frozenset(hours)}
    yield from _journeys(person, assumed_limit)


def _journeys(person: Candidate, assumed_limit: int) -> Iterator[_Other]:
    limit = assumed_limit if person.travel_limit is None else person.travel_limit
    if limit + FURTHER <= FURTHEST:
        facts: dict[str, Fact] = {"minutes": limit + FURTHER}
        yield (
            Answer.TRAVEL_LIMIT,
            person.travel_limit is not None,
            facts,
            {"travel_limit": limit + FURTHER},
        )
    for way in TravelMode:
        if person.travel_mode is None or (person.travel_mode, way) == (TravelMode.TRANSIT, TravelMode.CAR):
            facts = {"mode": way.name.lower()}
            yield Answer.TRAVEL_MODE, person.travel_mode is not None, facts, {"travel_mode": way}


def _open(answers: Answers) -> Open:
    return Open(int(np.count_nonzero(answers == YES)), int(np.count_nonzero(answers == UNKNOWN)))


def _best(openers: list[Opener]) -> tuple[Opener, ...]:
    """The best of each kind that opens something, what opens most first; of a language the next step."""
    best = list[Opener]()
    for kind in Answer:
        able = [one for one in openers if one.answer is kind and _worth(one) > (0, 0)]
        if able:
            best.append(able[0] if kind is Answer.NORWEGIAN else max(able, key=_worth))
    return tuple(sorted(best, key=_worth, reverse=True))


def _worth(one: Opener) -> tuple[int, int]:
    return one.met, one.both
