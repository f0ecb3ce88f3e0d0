"""The cohort as read in, people and offers one by one out, with every blank the trade can fill filled."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from matching.audit.memo import Memo
from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, Approval, NeedStatus, TravelMode, WorkHours
from matching.domain.cohort import Cohort
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Mode, Policy

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One opening as it is judged: what the firm has not said is what its first trade demands."""

    id: str
    trades: tuple[int, ...]
    """Alternatives of the programme; all of them where none is."""
    in_programme: bool
    municipality: int
    room: int
    """Proposals it can take, pins included: places, or meetings."""
    licence: frozenset[int]
    norwegian: int
    hours: frozenset[WorkHours]
    certificates: tuple[int, ...]
    extent: Extent | None
    last_start: date | None
    approval: Approval
    need: NeedStatus | None
    """None where it comes of no need."""
    must: frozenset[int] | None
    nice: frozenset[int] | None
    slight: frozenset[int]
    learnable: frozenset[int]
    """Of the opening and of its programme."""


@dataclass(frozen=True, eq=False)
class Round:
    """All that decides what a pair is: cohort, catalogue, policy and the day of the run.

    People and openings are named by their positions in the cohort.
    """

    cohort: Cohort
    catalogue: Catalogue
    policy: Policy
    on: date

    @cached_property
    def people(self) -> Memo[int, Candidate]:
        """Each person's row."""
        return Memo(self.cohort.people.candidate)

    @cached_property
    def offers(self) -> Memo[int, Offer]:
        """Each opening, its blanks filled."""
        return Memo(lambda place: self._offer(self.cohort.openings.opening(place)))

    @cached_property
    def person_ids(self) -> list[str]:
        """Every person's id, by position."""
        return [str(name) for name in self.cohort.people.id]

    @cached_property
    def opening_ids(self) -> list[str]:
        """Every opening's id, by position."""
        return [str(name) for name in self.cohort.openings.id]

    @property
    def start(self) -> date:
        """The day that decides the ages."""
        return self.cohort.programme.start_from or self.on

    @property
    def lists(self) -> int:
        """Proposals one person may get, pins included."""
        return 1 if self.policy.mode is Mode.PLACES else self.policy.lists_per_person

    def minutes(self, mode: TravelMode, home: int, work: int) -> int | None:
        """Journey one way; None where it is not known."""
        minutes = int(self.catalogue.travel.minutes[mode, home, work])
        return None if minutes == BLANK else minutes

    def journey(self, person: Candidate, offer: Offer) -> int | None:
        """Minutes by the person's own way of travel; None for a blank way or time."""
        if person.travel_mode is None:
            return None
        return self.minutes(person.travel_mode, person.municipality, offer.municipality)

    def _offer(self, opening: Opening) -> Offer:
        programme = self.cohort.programme
        inside = tuple(
            trade
            for trade in opening.trades
            if not programme.trades or self.catalogue.trades[trade].key in programme.trades
        )
        trades = inside or opening.trades
        first = self.catalogue.trades[trades[0]]
        certificates = first.certificates if opening.certificates is None else opening.certificates
        return Offer(
            id=opening.id,
            trades=trades,
            in_programme=bool(inside),
            municipality=opening.municipality,
            room=self._room(opening.seats),
            licence=first.licence if opening.licence is None else opening.licence,
            norwegian=first.norwegian if opening.norwegian is None else opening.norwegian,
            hours=first.hours if opening.hours is None else opening.hours,
            certificates=tuple(sorted(certificates)),
            extent=_extent(opening),
            last_start=opening.start_to or programme.start_to,
            approval=opening.approval,
            need=opening.need,
            must=opening.must,
            nice=opening.nice,
            slight=opening.slight,
            learnable=opening.learnable | self._learnable,
        )

    @cached_property
    def _learnable(self) -> frozenset[int]:
        """What can be learnt on the way, whatever the opening."""
        keys = self.cohort.programme.learnable
        return frozenset(place for place, one in enumerate(self.catalogue.skills) if one.key in keys)

    def _room(self, seats: int) -> int:
        """Whole positions, one for a part of one; times the people to meet for each."""
        positions = 1 if 0 < seats < 10 else seats // 10
        return positions if self.policy.mode is Mode.PLACES else positions * self.policy.people_per_seat


def _extent(opening: Opening) -> Extent | None:
    if opening.extent is None and 0 < opening.seats < 10:
        return (opening.seats * 10, opening.seats * 10)
    return opening.extent


def agreed_extent(person: Candidate, offer: Offer) -> Extent | None:
    """Extents both accept; what one side says where the other is blank; None where both are."""
    if person.extent is None or offer.extent is None:
        return person.extent or offer.extent
    return (max(person.extent[0], offer.extent[0]), min(person.extent[1], offer.extent[1]))
