"""Made-up people, openings and rounds: eligible by default, so a test names only what it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from matching.catalogue.loader import load_catalogue
from matching.domain.answers import FULL_TIME, Approval, TravelMode, WorkHours
from matching.domain.cohort import Cohort
from matching.domain.openings import Employer, Opening
from matching.domain.people import Candidate
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.domain.reference import Entry

CATALOGUE = load_catalogue()
ON = date(2026, 9, 1)
"""The day of the run in tests."""

FULL = (FULL_TIME, FULL_TIME)


def position(entries: Sequence[Entry], key: str) -> int:
    """The position of a key in one list of the catalogue."""
    return [entry.key for entry in entries].index(key)


def trade(key: str) -> int:
    """The position of a trade, by its key."""
    return position(CATALOGUE.trades, key)


def skill(key: str) -> int:
    """The position of a skill, by its key."""
    return position(CATALOGUE.skills, key)


def municipality(number: str) -> int:
    """The position of a municipality, by its four-digit number."""
    return position(CATALOGUE.municipalities, number)


def licence(key: str) -> int:
    """The position of a licence class, by its letters."""
    return position(CATALOGUE.licences, key)


def context(key: str) -> int:
    """The position of a work context, by its key."""
    return position(CATALOGUE.contexts, key)


def area(key: str) -> int:
    """The position of a basic interest, by its key."""
    return position(CATALOGUE.areas, key)


def leisure(key: str) -> int:
    """The position of something done in leisure, by its key."""
    return position(CATALOGUE.leisure, key)


def certificate(key: str) -> int:
    """The position of a certificate, by its key."""
    return position(CATALOGUE.certificates, key)


def level(key: str) -> int:
    """The rank of a level of Norwegian, by its key."""
    return CATALOGUE.levels[position(CATALOGUE.levels, key)].rank


CNC = trade("cnc-maskineringsfaget")
VESTRE_TOTEN = municipality("3443")

_CANDIDATE = Candidate(
    id="k1",
    municipality=VESTRE_TOTEN,
    registered=True,
    in_round=True,
    birth_year=2000,
    extent=FULL,
    travel_mode=TravelMode.CAR,
    travel_limit=45,
    start_from=date(2026, 1, 1),
)
_OPENING = Opening(
    id="p1",
    employer=0,
    trades=(CNC,),
    municipality=VESTRE_TOTEN,
    seats=10,
    extent=FULL,
    licence=frozenset(),
    norwegian=0,
    hours=frozenset({WorkHours.DAY}),
    certificates=frozenset(),
    approval=Approval.APPROVED,
)


def candidate(**changes: Any) -> Candidate:
    """A person who meets every requirement of `opening()` and of an open round; skills are not recorded."""
    return replace(_CANDIDATE, **changes)


def opening(**changes: Any) -> Opening:
    """One whole place in CNC at an approved firm in Vestre Toten, daytime, that asks for nothing beyond skills."""
    return replace(_OPENING, **changes)


def cohort(
    people: Sequence[Candidate], openings: Sequence[Opening], programme: Programme = OPEN_PROGRAMME
) -> Cohort:
    """A round of these people and openings, all of one made-up firm."""
    return Cohort.of(people, openings, [Employer(name="Fabrikk A")], programme=programme)
