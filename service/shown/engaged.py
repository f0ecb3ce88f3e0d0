"""What a round is calculated from in, the same out with nothing in it that somebody holds already."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.domain.cohort import Cohort
from matching.domain.policy import Decision, Mode, Policy
from matching.wording import Words
from service.store.holding import Held, Holding

_PERCENT_OF_A_TENTH: Final = 10


def free_of(cohort: Cohort, policy: Policy, held: Holding, words: Words) -> tuple[Cohort, Policy]:
    """Cohort and policy in, the same out with places that are held taken into account.

    Who holds a place through this round is locked there, as far as there is room for a whole proposal. Others who
    hold one, or have one set aside through another round, are not free, and neither is what they use of openings.
    Where somebody has said no, the two are ruled out.
    """
    policy = _ruling_out(policy, cohort, held, words)
    locked = [one for one in held.here if _may_lock(one, cohort, policy, held)]
    gone = set(held.engaged) | {one.person for one in held.here if one not in locked}
    used = Counter(dict(held.used))
    for one in held.here:
        if one not in locked:
            used[one.opening] += one.percent
    if not (locked or gone or used):
        return cohort, policy
    people = cohort.people.take(np.flatnonzero(~np.isin(cohort.people.id, sorted(gone))))
    openings = replace(cohort.openings, seats=_left(cohort, used))
    return replace(cohort, people=people, openings=openings), _locking(_without(policy, gone), locked, words)


def _may_lock(one: Held, cohort: Cohort, policy: Policy, held: Holding) -> bool:
    """Whether holding a place is what a pin is: one place each, and no more of them than whole proposals fit."""
    tenths = dict(zip(cohort.openings.id.tolist(), cohort.openings.seats.tolist(), strict=True))
    people = set(cohort.people.id.tolist()) - held.engaged
    left = tenths.get(one.opening, 0) - _tenths(held.used.get(one.opening, 0))
    here = sum(other.opening == one.opening for other in held.here)
    hers = sum(other.person == one.person for other in held.here)
    vetoed = any((veto.candidate, veto.opening) == (one.person, one.opening) for veto in policy.vetoes)
    fits = here <= max(left // TENTHS_IN_A_SEAT, min(left, 1)) and hers == 1 and not vetoed
    return policy.mode is Mode.PLACES and one.person in people and fits


def _left(cohort: Cohort, used: Mapping[str, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Seats of each opening without what is used; a part of a position that is left over is not filled."""
    seats = cohort.openings.seats.copy()
    for row, name in enumerate(cohort.openings.id.tolist()):
        if used.get(name):
            left = max(int(seats[row]) - _tenths(used[name]), 0)
            seats[row] = left if left >= TENTHS_IN_A_SEAT else 0
    return seats


def _tenths(percent: int) -> int:
    return -(-percent // _PERCENT_OF_A_TENTH)


def _locking(policy: Policy, held: list[Held], words: Words) -> Policy:
    """The policy with a pin for each place that is held; a pin of the same person elsewhere gives way."""
    by, reason = words.say("lead.held.by"), words.say("lead.held.reason")
    names = {one.person for one in held}
    pins = tuple(one for one in policy.pins if one.candidate not in names)
    more = (Decision(candidate=one.person, opening=one.opening, by=by, reason=reason) for one in held)
    return replace(policy, pins=(*pins, *more))


def _ruling_out(policy: Policy, cohort: Cohort, held: Holding, words: Words) -> Policy:
    """The policy with a veto where somebody has said no; a pin of the same two gives way."""
    by, reason = words.say("lead.said_no.by"), words.say("lead.said_no.reason")
    people, openings = set(cohort.people.id.tolist()), set(cohort.openings.id.tolist())
    decided = {(one.candidate, one.opening) for one in policy.vetoes}
    more = (
        Decision(candidate=who, opening=where, by=by, reason=reason)
        for who, where in sorted(held.ruled_out - decided)
        if who in people and where in openings
    )
    pins = tuple(one for one in policy.pins if (one.candidate, one.opening) not in held.ruled_out)
    return replace(policy, pins=pins, vetoes=(*policy.vetoes, *more))


def _without(policy: Policy, gone: Collection[str]) -> Policy:
    """The policy without what is decided about some people."""
    return replace(
        policy,
        pins=tuple(one for one in policy.pins if one.candidate not in gone),
        vetoes=tuple(one for one in policy.vetoes if one.candidate not in gone),
        together=tuple(one for one in policy.together if not {one.first, one.second} & set(gone)),
        apart=tuple(one for one in policy.apart if not {one.first, one.second} & set(gone)),
    )
