"""An allocation in, why each person left and each seat empty is so out, with nobody else's data."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.blocks.fits import FitSource
from matching.blocks.verdicts import Tally, VerdictSource
from matching.domain.allocation import Allocation
from matching.domain.cohort import Cohort
from matching.domain.columns import Int32, Int64
from matching.domain.plan import EmptySeats, Unassigned
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.explanation.held import Waiting, may_hold_back, people_held
from matching.explanation.nearest import nearest, vetoed_pairs


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
    def of(cls, verdicts: VerdictSource, fits: FitSource, cohort: Cohort, policy: Policy) -> Self:
        """As the verdicts count them; a vetoed pair counts as vetoed alone."""
        vetoed = vetoed_pairs(fits, cohort, policy)

        def split(ids: Int32, tally: Tally) -> tuple[Int64, Int64, Int64]:
            sure, unsure = (
                np.bincount(ids[pairs], minlength=len(tally.eligible))
                for pairs in (~vetoed.unknown, vetoed.unknown)
            )
            return tally.eligible - sure, tally.unknown - unsure, sure + unsure

        return cls(
            *split(vetoed.person, verdicts.of_people()),
            *split(vetoed.opening, verdicts.of_openings()),
        )


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
    competing = dict(nearest(allocation, fits, left, cohort, policy))
    held = people_held(allocation, fits, left, cohort, policy)
    by_rule = left[openness.eligible_of_people[left] == 0]
    stopped = dict(zip(by_rule.tolist(), verdicts.why_no_opening(by_rule), strict=True))
    found, nowhere = [], (Reason(ReasonCode.NO_OPENINGS),)
    there = fits.openings > 0
    columns = (
        cohort.people.id,
        openness.eligible_of_people,
        openness.unknown_of_people,
        openness.vetoed_of_people,
    )
    for person, name, eligible, unknown, vetoed in zip(
        left.tolist(), *(column[left].tolist() for column in columns), strict=True
    ):
        reasons = held.get(person) or ((competing[person],) if person in competing else ())
        if not there:
            reasons = nowhere
        if not eligible:
            reasons += (Reason.of(ReasonCode.VETOED, count=vetoed),) if vetoed else ()
            reasons += stopped[person]
        found.append(Unassigned(candidate=name, eligible=eligible, unknown=unknown, reasons=reasons))
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
    waiting = Waiting.of(allocation, fits, cohort, policy) if may_hold_back(allocation, policy) else None
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
        if waiting:
            reasons = list(waiting.reasons(opening, allocation, policy))
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
