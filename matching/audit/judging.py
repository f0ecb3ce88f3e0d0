"""One person and one offer in, NO, UNKNOWN or YES out: docs/requirements.md a second time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from matching.audit.alike import Alike
from matching.audit.memo import Memo
from matching.audit.reading import Offer, Round
from matching.domain.answers import FULL_TIME, NO, UNKNOWN, YES, Approval, NeedStatus, TravelMode, WorkHours
from matching.domain.people import Candidate
from matching.domain.policy import Mode, NeedsFilled, Policy

Way = tuple[int, TravelMode | None, int | None]
"""Where a person lives, how she travels and the minutes she accepts."""

Requirement = Callable[[Candidate, Offer, Round], int]


@dataclass(frozen=True, eq=False)
class Judgements:
    """The verdict of every pair asked about, each part of it worked out once."""

    round: Round

    @cached_property
    def of_person(self) -> list[int]:
        """What the requirements that read the person alone answer, of everybody."""
        return self.alike(READ_OF_THE_PERSON).each(
            lambda person: _of_person(self.round.people[person], self.round)
        )

    def alike(self, columns: tuple[str, ...]) -> Alike:
        """People who are equal in some columns."""
        people = self.round.cohort.people
        return Alike.of([getattr(people, name) for name in columns], len(people))

    @cached_property
    def of_offer(self) -> Memo[int, int]:
        """What the requirements that read the opening alone answer."""
        return Memo(lambda offer: _of_offer(self.round.offers[offer], self.round))

    @cached_property
    def of_travel(self) -> Memo[tuple[Way, int], int]:
        """Whether somebody who lives and travels so may work in that municipality."""
        return Memo(lambda key: _travel(key[0], key[1], self.round))

    def answer(self, person: int, offer: int) -> int:
        """The verdict of one pair: no beats unknown beats yes."""
        who, what = self.round.people[person], self.round.offers[offer]
        way = (who.municipality, who.travel_mode, who.travel_limit)
        so_far = min(self.of_person[person], self.of_offer[offer], self.of_travel[way, what.municipality])
        return self.of_pair(so_far, person, offer)

    def of_pair(self, so_far: int, person: int, offer: int) -> int:
        """An answer so far, and with it what the requirements that read both sides answer."""
        if so_far == NO:
            return NO
        round_ = self.round
        who, what = round_.people[person], round_.offers[offer]
        for requirement in self._asked_by[offer]:
            so_far = min(so_far, requirement(who, what, round_))
            if so_far == NO:
                break
        return so_far

    @cached_property
    def _asked_by(self) -> Memo[int, list[Requirement]]:
        """The requirements on a pair that an offer makes at all."""
        offers = self.round.offers
        return Memo(lambda offer: [rule for made_by, rule in OF_THE_PAIR if made_by(offers[offer])])


def _of_person(person: Candidate, round_: Round) -> int:
    return min(requirement(person, round_) for requirement in OF_THE_PERSON)


def _of_offer(offer: Offer, round_: Round) -> int:
    return min(requirement(offer, round_) for requirement in OF_THE_OFFER)


def _answer(*, yes: bool, unknown: bool = False) -> int:
    return UNKNOWN if unknown else YES if yes else NO


def _all_or_some(answers: list[int]) -> int:
    """The answer all values of a blank agree on; unknown where they disagree."""
    return answers[0] if len(set(answers)) == 1 else UNKNOWN


def _in_the_round(person: Candidate, _: Round) -> int:
    return _answer(yes=person.in_round is not False)


def _registered(person: Candidate, round_: Round) -> int:
    if not round_.cohort.programme.target.registered:
        return YES
    return _answer(yes=person.registered is True, unknown=person.registered is None)


def _effort_group(person: Candidate, round_: Round) -> int:
    least = round_.cohort.programme.target.least_effort_level
    if least is None:
        return YES
    levels = {0, 1, 2, 3, 4, 5} if person.effort_levels is None else person.effort_levels
    return _all_or_some([YES if least <= level <= 4 else NO for level in levels] or [NO])


def _old_enough(person: Candidate, round_: Round) -> int:
    least = round_.cohort.programme.target.least_age
    if least is None:
        return YES
    if person.birth_year is None:
        return UNKNOWN
    turning = round_.start.year - person.birth_year
    return _answer(yes=turning > least, unknown=turning == least)


def _young_enough(person: Candidate, round_: Round) -> int:
    greatest = round_.cohort.programme.target.greatest_age
    if greatest is None:
        return YES
    if person.birth_year is None:
        return UNKNOWN
    turning = round_.start.year - person.birth_year
    return _answer(yes=turning <= greatest, unknown=turning == greatest + 1)


def _trade_of_programme(offer: Offer, _: Round) -> int:
    return _answer(yes=offer.in_programme)


def _region_of_programme(offer: Offer, round_: Round) -> int:
    region = round_.cohort.programme.region
    where = round_.catalogue.municipalities[offer.municipality]
    return _answer(yes=not region or where.key in region or where.county in region)


def _approved(offer: Offer, round_: Round) -> int:
    if round_.policy.mode is Mode.MEETINGS:
        return YES
    unsettled = offer.approval in (Approval.APPLIED, Approval.NOT_KNOWN)
    return _answer(yes=offer.approval is Approval.APPROVED, unknown=unsettled)


def _seat_confirmed(offer: Offer, round_: Round) -> int:
    return YES if round_.policy.mode is Mode.MEETINGS else need_filled(offer.need, round_.policy)


def need_filled(need: NeedStatus | None, policy: Policy) -> int:
    """Whether the need a place comes of, if any, has come so far that its seats are filled."""
    if need is None:
        return YES
    order = [NeedStatus.REPORTED, NeedStatus.CLARIFIED, NeedStatus.CONFIRMED]
    filled = order[list(NeedsFilled).index(policy.needs_filled) :]
    possible = order if need is NeedStatus.NOT_KNOWN else [need]
    return _all_or_some([YES if status in filled else NO for status in possible])


def _travel(way: Way, work: int, round_: Round) -> int:
    home, mode, limit = way
    if mode is None:
        return _all_or_some([_travel((home, each, limit), work, round_) for each in TravelMode])
    minutes, policy = round_.minutes(mode, home, work), round_.policy
    if minutes is None:
        return UNKNOWN
    if limit is None:
        yes, perhaps = minutes <= policy.assumed_travel_limit, minutes <= policy.longest_travel
    else:
        yes = minutes <= limit
        perhaps = round_.catalogue.travel.estimated and 100 * minutes <= policy.travel_uncertainty * limit
    return _answer(yes=yes, unknown=not yes and perhaps)


def _early_start(person: Candidate, offer: Offer, _: Round) -> int:
    """No bus may go to another municipality before the first shift."""
    away = person.municipality != offer.municipality
    return _answer(yes=True, unknown=away and person.travel_mode is not TravelMode.CAR)


def _licence(person: Candidate, offer: Offer, round_: Round) -> int:
    if person.licences is None:
        return UNKNOWN
    classes = round_.catalogue.licences
    drives = set(person.licences).union(*(classes[held].covers for held in person.licences))
    return _answer(yes=not drives.isdisjoint(offer.licence))


def _norwegian(person: Candidate, offer: Offer, _: Round) -> int:
    if person.norwegian is None:
        return UNKNOWN
    return _answer(yes=person.norwegian >= offer.norwegian)


def _hours(person: Candidate, offer: Offer, _: Round) -> int:
    if person.shifts is None:
        return UNKNOWN
    possible = person.shifts | {WorkHours.DAY}
    return _all_or_some([YES if hours in possible else NO for hours in offer.hours])


def _start(person: Candidate, offer: Offer, _: Round) -> int:
    if person.start_from is None or offer.last_start is None:
        return UNKNOWN
    return _answer(yes=person.start_from <= offer.last_start)


def _extent(person: Candidate, offer: Offer, _: Round) -> int:
    wanted, offered = person.extent, offer.extent
    if wanted is not None and offered is not None:
        return YES if wanted[0] <= offered[1] and offered[0] <= wanted[1] else NO
    if wanted is not None:
        return YES if wanted[1] >= FULL_TIME else UNKNOWN
    if offered is not None:
        return YES if offered[0] <= 50 and offered[1] >= FULL_TIME else UNKNOWN
    return UNKNOWN


OF_THE_PERSON = (_in_the_round, _registered, _effort_group, _old_enough, _young_enough)
READ_OF_THE_PERSON = ("in_round", "registered", "effort_levels", "birth_year")
"""The columns that those read."""
OF_THE_OFFER = (_trade_of_programme, _region_of_programme, _approved, _seat_confirmed)
OF_THE_PAIR: tuple[tuple[Callable[[Offer], bool], Requirement], ...] = (
    (lambda offer: bool(offer.licence), _licence),
    (lambda offer: offer.norwegian > 0, _norwegian),
    (lambda offer: bool(offer.hours - {WorkHours.DAY}), _hours),
    (lambda offer: offer.last_start is not None, _start),
    (lambda _: True, _extent),
    (lambda offer: offer.hours == {WorkHours.SHIFT}, _early_start),
)
"""The offers that make a requirement of the pair, and the requirement.

With the two tuples above and travel, which depends on where the two are alone, all of docs/requirements.md.
"""
