"""Every requirement, how it is told of, and what it reads: rules to be asked of one person and several offers."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.audit.reading import Offer, Round
from matching.audit.requirements import OF_THE_OFFER, OF_THE_PAIR, OF_THE_PERSON, Requirement, travels
from matching.domain.answers import YES
from matching.domain.people import Candidate
from matching.domain.reasons import ReasonCode


@dataclass(frozen=True)
class Told:
    """How a requirement is told of: its reason, its question, and what it reads of each side."""

    no: ReasonCode
    ask: ReasonCode | None
    """None where it is never unknown."""
    person: Callable[[Candidate], Hashable] = lambda _: None
    offer: Callable[[Offer], Hashable] = lambda _: None
    ask_firm: ReasonCode | None = None
    """Asked in its place where the person's cell is not blank."""
    columns: tuple[str, ...] = ()
    """The columns of people that it reads."""

    def question(self, who: Candidate) -> ReasonCode | None:
        """The question that settles it for a person."""
        said = self.person(who) is not None
        return self.ask_firm if said and self.ask_firm else self.ask


Code = ReasonCode
PERSON_TOLD = (
    Told(Code.NOT_IN_ROUND, None, person=lambda who: who.in_round, columns=("in_round",)),
    Told(
        Code.NOT_REGISTERED,
        Code.ASK_REGISTERED,
        person=lambda who: who.registered,
        columns=("registered",),
    ),
    Told(
        Code.EFFORT_GROUP_TOO_LOW,
        Code.ASK_EFFORT_GROUP,
        person=lambda who: who.effort_levels,
        columns=("effort_levels",),
    ),
    Told(Code.TOO_YOUNG, Code.ASK_BIRTHDAY, person=lambda who: who.birth_year, columns=("birth_year",)),
    Told(Code.TOO_OLD, Code.ASK_BIRTHDAY, person=lambda who: who.birth_year, columns=("birth_year",)),
)
OFFER_TOLD = (
    Told(Code.TRADE_OUTSIDE_PROGRAMME, None, offer=lambda what: what.in_programme),
    Told(Code.REGION_OUTSIDE_PROGRAMME, None, offer=lambda what: what.municipality),
    Told(Code.NOT_APPROVED, Code.ASK_APPROVAL, offer=lambda what: what.approval),
    Told(Code.SEAT_NOT_CONFIRMED, Code.ASK_NEED, offer=lambda what: what.need),
)
TRAVEL_TOLD = Told(
    Code.TRAVEL_TOO_LONG,
    Code.ASK_TRAVEL,
    person=lambda who: (who.municipality, who.travel_mode, who.travel_limit),
    offer=lambda what: what.municipality,
    columns=("municipality", "travel_mode", "travel_limit"),
)
PAIR_TOLD = (
    Told(
        Code.LICENCE_MISSING,
        Code.ASK_LICENCE,
        lambda who: who.licences,
        lambda what: what.licence,
        columns=("licences",),
    ),
    Told(
        Code.NORWEGIAN_TOO_LOW,
        Code.ASK_NORWEGIAN,
        lambda who: who.norwegian,
        lambda what: what.norwegian,
        columns=("norwegian",),
    ),
    Told(
        Code.HOURS_NOT_POSSIBLE,
        Code.ASK_HOURS,
        lambda who: who.shifts,
        lambda what: what.hours,
        Code.ASK_EMPLOYER_HOURS,
        ("shifts",),
    ),
    Told(
        Code.START_TOO_LATE,
        Code.ASK_START,
        lambda who: who.start_from,
        lambda what: what.last_start,
        columns=("start_from",),
    ),
    Told(
        Code.EXTENT_APART,
        Code.ASK_EXTENT,
        lambda who: who.extent,
        lambda what: what.extent,
        Code.ASK_EMPLOYER_EXTENT,
        ("extent_from", "extent_to"),
    ),
    Told(
        Code.NO_EARLY_TRANSIT,
        Code.ASK_EARLY_TRAVEL,
        lambda who: (who.municipality, who.travel_mode),
        lambda what: (what.municipality, what.hours),
        columns=("municipality", "travel_mode"),
    ),
)
"""In the order of the requirements of requirements.py."""

ASKED_OF_FIRMS: Final = frozenset(
    {told.ask for told in OFFER_TOLD if told.ask} | {told.ask_firm for told in PAIR_TOLD if told.ask_firm}
)

Rule = Callable[[Candidate, Sequence[Offer], Round], Sequence[int]]
"""What a requirement answers one person about each of several offers."""


def _rules() -> Iterator[tuple[Told, Rule]]:
    for told, of_person in zip(PERSON_TOLD, OF_THE_PERSON, strict=True):
        yield told, _of_person(of_person)
    for told, of_offer in zip(OFFER_TOLD, OF_THE_OFFER, strict=True):
        yield told, _of_offer(of_offer)
    yield TRAVEL_TOLD, _of_travel
    for told, (made_by, of_pair) in zip(PAIR_TOLD, OF_THE_PAIR, strict=True):
        yield told, _of_pair(made_by, of_pair)


def _of_person(ask: Callable[[Candidate, Round], int]) -> Rule:
    return lambda who, offers, round_: [ask(who, round_)] * len(offers)


def _of_offer(ask: Callable[[Offer, Round], int]) -> Rule:
    return lambda _, offers, round_: [ask(what, round_) for what in offers]


def _of_travel(who: Candidate, offers: Sequence[Offer], round_: Round) -> Sequence[int]:
    works = np.array([what.municipality for what in offers], dtype=np.intp)
    found: list[int] = travels((who.municipality, who.travel_mode, who.travel_limit), works, round_).tolist()
    return found


def _of_pair(made_by: Callable[[Offer], bool], ask: Requirement) -> Rule:
    return lambda who, offers, round_: [ask(who, what, round_) if made_by(what) else YES for what in offers]


REQUIREMENTS: tuple[tuple[Told, Rule], ...] = tuple(_rules())
"""Every requirement by itself, with how it is told of."""
