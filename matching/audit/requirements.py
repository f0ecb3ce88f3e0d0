"""One person and one offer in, NO, UNKNOWN or YES out: docs/requirements.md a second time, one by one."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.audit.reading import Offer, Round
from matching.domain.answers import (
    BLANK,
    FULL_TIME,
    NO,
    UNKNOWN,
    YES,
    Approval,
    NeedStatus,
    TravelMode,
    WorkHours,
)
from matching.domain.people import Candidate
from matching.domain.policy import Mode, NeedsFilled, Policy

Way = tuple[int, TravelMode | None, int | None]
"""Where a person lives, how she travels and the minutes she accepts."""

Requirement = Callable[[Candidate, Offer, Round], int]


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


def travels(way: Way, works: npt.NDArray[Any], round_: Round) -> npt.NDArray[np.int8]:
    """Whether somebody who lives and travels so may work in each of several municipalities."""
    home, mode, limit = way
    if mode is None:
        each = np.stack([travels((home, one, limit), works, round_) for one in TravelMode])
        return np.where((each == each[0]).all(axis=0), each[0], np.int8(UNKNOWN))
    minutes, policy = round_.catalogue.travel.minutes[mode, home, works].astype(np.int64), round_.policy
    if limit is None:
        yes, perhaps = minutes <= policy.assumed_travel_limit, minutes <= policy.longest_travel
    else:
        yes = minutes <= limit
        perhaps = round_.catalogue.travel.estimated & (100 * minutes <= policy.travel_uncertainty * limit)
    found = np.where(yes, YES, np.where(perhaps, UNKNOWN, NO))
    return np.where(minutes == BLANK, UNKNOWN, found).astype(np.int8)


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
