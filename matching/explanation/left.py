"""An allocation in, why each person left and each seat empty is so out, with nobody else's data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.blocks.decided import pairs_decided
from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.verdicts import VerdictSource
from matching.domain.allocation import NO_LIMIT, Allocation
from matching.domain.cohort import Cohort
from matching.domain.columns import Int64, Rows
from matching.domain.plan import EmptySeats, Unassigned
from matching.domain.policy import Policy
from matching.domain.proof import Proof
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
            vetoed = pairs_decided(block, policy.vetoes, cohort)
            for number, pairs in enumerate((~(block.unknown | vetoed), block.unknown & ~vetoed, vetoed)):
                of_people[number] += np.bincount(block.person[pairs], minlength=fits.people)
                of_openings[number] += np.bincount(block.opening[pairs], minlength=fits.openings)
        return cls(*of_people, *of_openings)


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
        if not fits.openings:
            reasons = (Reason(ReasonCode.NO_OPENINGS),)
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
    allocation: Allocation,
    fits: FitSource,
    verdicts: VerdictSource,
    openness: Openness,
    cohort: Cohort,
    policy: Policy,
) -> tuple[EmptySeats, ...]:
    """Every opening with room nobody is proposed for, and why."""
    proposed = np.bincount(allocation.opening, minlength=fits.openings)
    room = allocation.room - proposed
    empty = np.flatnonzero(room > 0)
    elsewhere_of = openness.eligible_of_openings - proposed + _unsure_here(allocation, fits, policy)
    by_rule = empty[elsewhere_of[empty] == 0]
    stopped = dict(zip(by_rule.tolist(), verdicts.why_no_person(by_rule), strict=True))
    found = []
    for opening in empty.tolist():
        eligible, vetoed = (
            int(openness.eligible_of_openings[opening]),
            int(openness.vetoed_of_openings[opening]),
        )
        elsewhere = int(elsewhere_of[opening])
        reasons = [Reason.of(ReasonCode.PROPOSED_ELSEWHERE, count=elsewhere)] if elsewhere else []
        if not elsewhere:
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


def _unsure_here(allocation: Allocation, fits: FitSource, policy: Policy) -> Int64:
    """How many of those proposed at each opening do not surely meet its requirements, shape (openings,)."""
    unsure = np.zeros(fits.openings, dtype=np.int64)
    if not policy.allow_unknown and not policy.pins:
        return unsure
    proposed = allocation.opening.astype(np.int64) * fits.people + allocation.person
    for block in fits.blocks():
        maybe = block.take(block.unknown)
        here = np.isin(maybe.opening.astype(np.int64) * fits.people + maybe.person, proposed)
        unsure += np.bincount(maybe.opening[here], minlength=fits.openings)
    return unsure


def _nearest(
    allocation: Allocation, fits: FitSource, left: Rows, cohort: Cohort, policy: Policy
) -> Iterator[tuple[int, Reason]]:
    """For each person left who may be proposed somewhere: where it would cost least to propose her, and how much.

    Greatest price less what she brings is exactly what the plan as a whole loses by making room for her.
    """
    proof = allocation.proof
    if proof is None:
        return
    pairs = _pairs_of(fits, left, cohort, policy)
    brings = pairs.points.astype(np.int64) + proof.scale.proposal + proof.scale.person
    cost = proof.greatest[pairs.opening] - brings
    had_room = np.zeros(fits.people, dtype=np.bool_)
    had_room[pairs.person[allocation.room[pairs.opening] > 0]] = True
    least = np.full(fits.people, 2 * NO_LIMIT)
    np.minimum.at(least, pairs.person, cost)
    cheapest = np.flatnonzero(cost == least[pairs.person])
    first = np.unique(pairs.person[cheapest], return_index=True)[1]
    for place in cheapest[first].tolist():
        person, opening = int(pairs.person[place]), int(pairs.opening[place])
        if cost[place] > NO_LIMIT // 2:
            yield person, Reason(ReasonCode.SEATS_TAKEN_BY_PINS if had_room[person] else ReasonCode.NO_SEATS)
        else:
            yield person, _competition(int(cost[place]), opening, proof, cohort)


def _pairs_of(fits: FitSource, people: Rows, cohort: Cohort, policy: Policy) -> FitBlock:
    """The pairs in which these people may be proposed, whatever room there is."""
    mine = np.zeros(fits.people, dtype=np.bool_)
    mine[people] = True
    blocks = (
        block.take(mine[block.person] & (~block.unknown | policy.allow_unknown)) for block in fits.blocks()
    )
    pairs = FitBlock.joined(blocks)
    return pairs.take(~pairs_decided(pairs, policy.vetoes, cohort))


def _competition(cost: int, opening: int, proof: Proof, cohort: Cohort) -> Reason:
    loss = proof.scale.total(cost)
    return Reason.of(
        ReasonCode.COMPETITION,
        opening=str(cohort.openings.id[opening]),
        people=loss.people,
        proposals=loss.proposals,
        points=loss.points,
    )
