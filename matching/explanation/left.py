"""An allocation in, why each person left and each seat empty is so out, with nobody else's data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.verdicts import VerdictSource
from matching.domain.allocation import NO_LIMIT, Allocation
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int64, Rows
from matching.domain.plan import EmptySeats, Proof, Unassigned
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode


@dataclass(frozen=True, eq=False)
class Openness:
    """How many pairs of each person and of each opening are eligible, not known, and vetoed by people."""

    eligible_of_people: Int64
    unknown_of_people: Int64
    vetoed_of_people: Int64
    eligible_of_openings: Int64
    unknown_of_openings: Int64
    vetoed_of_openings: Int64

    @classmethod
    def of(cls, fits: FitSource, cohort: Cohort, policy: Policy) -> Self:
        """Count once over all blocks; a vetoed pair counts as vetoed alone."""
        of_people, of_openings = np.zeros((3, fits.people), np.int64), np.zeros((3, fits.openings), np.int64)
        for block in fits.blocks():
            vetoed = vetoed_pairs(block, cohort, policy)
            for number, pairs in enumerate((~(block.unknown | vetoed), block.unknown & ~vetoed, vetoed)):
                of_people[number] += np.bincount(block.person[pairs], minlength=fits.people)
                of_openings[number] += np.bincount(block.opening[pairs], minlength=fits.openings)
        return cls(*of_people, *of_openings)


def vetoed_pairs(block: FitBlock, cohort: Cohort, policy: Policy) -> Bool:
    """Which pairs of a block people have decided not to propose, shape (pairs,)."""
    vetoed = np.zeros(len(block), dtype=np.bool_)
    for veto in policy.vetoes:
        person = np.searchsorted(cohort.people.id, veto.candidate)
        opening = np.searchsorted(cohort.openings.id, veto.opening)
        vetoed |= (block.person == person) & (block.opening == opening)
    return vetoed


def people_left(
    allocation: Allocation,
    fits: FitSource,
    verdicts: VerdictSource,
    openness: Openness,
    cohort: Cohort,
    policy: Policy,
) -> tuple[Unassigned, ...]:
    """Everyone without a proposal, and why: competition and how far, or the questions and rules in the way."""
    left = np.flatnonzero(np.bincount(allocation.person, minlength=fits.people) == 0)
    nearest = dict(_nearest(allocation, fits, left, cohort, policy))
    by_rule = left[openness.eligible_of_people[left] == 0]
    stopped = dict(zip(by_rule.tolist(), verdicts.why_no_opening(by_rule), strict=True))
    found = []
    for person in left.tolist():
        vetoed = int(openness.vetoed_of_people[person])
        reasons = (nearest[person],) if person in nearest else ()
        if not openness.eligible_of_people[person] and vetoed:
            reasons = (*reasons, Reason.of(ReasonCode.VETOED, count=vetoed))
        found.append(
            Unassigned(
                candidate=str(cohort.people.id[person]),
                eligible=int(openness.eligible_of_people[person]),
                unknown=int(openness.unknown_of_people[person]),
                reasons=(*reasons, *stopped.get(person, ())),
            )
        )
    return tuple(found)


def seats_empty(
    allocation: Allocation, fits: FitSource, verdicts: VerdictSource, openness: Openness, cohort: Cohort
) -> tuple[EmptySeats, ...]:
    """Every opening with room nobody is proposed for, and why."""
    proposed = np.bincount(allocation.opening, minlength=fits.openings)
    room = allocation.room - proposed
    empty = np.flatnonzero(room > 0)
    by_rule = empty[openness.eligible_of_openings[empty] <= proposed[empty]]
    stopped = dict(zip(by_rule.tolist(), verdicts.why_no_person(by_rule), strict=True))
    found = []
    for opening in empty.tolist():
        eligible, vetoed = (
            int(openness.eligible_of_openings[opening]),
            int(openness.vetoed_of_openings[opening]),
        )
        elsewhere = eligible - int(proposed[opening])
        reasons = [Reason.of(ReasonCode.PROPOSED_ELSEWHERE, count=elsewhere)] if elsewhere > 0 else []
        if elsewhere <= 0:
            reasons.append(Reason.of(ReasonCode.NOBODY_ELIGIBLE, here=int(proposed[opening]) or None))
        if vetoed:
            reasons.append(Reason.of(ReasonCode.VETOED, count=vetoed))
        found.append(
            EmptySeats(
                opening=str(cohort.openings.id[opening]),
                room=int(room[opening]),
                eligible=eligible,
                unknown=int(openness.unknown_of_openings[opening]),
                reasons=(*reasons, *stopped.get(opening, ())),
            )
        )
    return tuple(found)


def _nearest(
    allocation: Allocation, fits: FitSource, left: Rows, cohort: Cohort, policy: Policy
) -> Iterator[tuple[int, Reason]]:
    """For each person left who may be proposed somewhere: where it would cost least to propose her, and how much.

    Greatest price less what she brings is exactly what the rest of the plan loses to make room for her.
    """
    proof, greatest = allocation.proof, allocation.greatest_prices
    if proof is None or greatest is None:
        return
    waiting = np.zeros(fits.people, dtype=np.bool_)
    waiting[left] = True
    for pairs in _waiting_pairs(fits, waiting, cohort, policy):
        cost = (
            greatest[pairs.opening]
            - pairs.points.astype(np.int64)
            - proof.scale.proposal
            - proof.scale.person
        )
        least = np.full(fits.people, 2 * NO_LIMIT)
        np.minimum.at(least, pairs.person, cost)
        cheapest = np.flatnonzero(cost == least[pairs.person])
        first = np.unique(pairs.person[cheapest], return_index=True)[1]
        for place in cheapest[first].tolist():
            opening = int(pairs.opening[place])
            yield int(pairs.person[place]), _competition(int(cost[place]), opening, allocation, proof, cohort)


def _waiting_pairs(fits: FitSource, waiting: Bool, cohort: Cohort, policy: Policy) -> Iterator[FitBlock]:
    blocks = [
        block.take(waiting[block.person] & (~block.unknown | policy.allow_unknown)) for block in fits.blocks()
    ]
    # A person's pairs lie in several blocks, and the nearest is sought over all of them.
    pairs = FitBlock.joined(blocks)
    yield pairs.take(~vetoed_pairs(pairs, cohort, policy))


def _competition(cost: int, opening: int, allocation: Allocation, proof: Proof, cohort: Cohort) -> Reason:
    if cost > NO_LIMIT // 2:
        full_of_pins = bool(allocation.room[opening])
        return Reason(ReasonCode.SEATS_TAKEN_BY_PINS if full_of_pins else ReasonCode.NO_SEATS)
    loss = proof.scale.total(cost)
    return Reason.of(
        ReasonCode.COMPETITION,
        opening=str(cohort.openings.id[opening]),
        people=loss.people,
        proposals=loss.proposals,
        points=loss.points,
    )
