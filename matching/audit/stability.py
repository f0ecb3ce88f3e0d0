"""Checks of what a plan says of pairs who would rather have each other than what they are proposed."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from matching.audit.case import Case
from matching.audit.meeting import are_among, columns
from matching.domain.policy import Mode, Objective
from matching.domain.reasons import ReasonCode

OF_STABILITY: Final = (ReasonCode.NOTE_STABLE, ReasonCode.NOTE_BLOCKING)
"""Notes that these checks are about."""

TOLD_UP_TO: Final = 50_000
"""Pairs that may be proposed up to which every plan of places with a proof tells them."""

NOBODY: Final = 1 << 30
NOTHING: Final = -1
"""A side above that of any pair, and one below."""


def blocking_is_counted(case: Case) -> Iterator[str]:
    """The pairs told who would rather have each other are as many as we find, or no fewer in a sample.

    A plan that was to be stable says that there are none.
    """
    told = _told(case)
    if case.policy.objective is Objective.STABLE and told != [0]:
        yield "the policy asks for a stable plan, and the plan does not say it is one"
    if len(told) > 1:
        yield f"told {len(told)} times how many would rather have each other"
    few = case.coverage.complete and case.coverage.pairs <= TOLD_UP_TO
    if not told and few and case.plan.proof is not None and case.policy.mode is Mode.PLACES:
        yield "not told how many would rather have each other"
    if told:
        found = _blocking(case)
        if found > told[0] or (case.coverage.complete and found != told[0]):
            yield f"told that {told[0]} pairs would rather have each other, found {found}"


def _told(case: Case) -> list[int]:
    """How many pairs each note of stability tells of."""
    notes = (one for one in case.plan.notes if one.code in OF_STABILITY)
    return [int(dict(one.facts).get("pairs") or 0) for one in notes]


def _blocking(case: Case) -> int:
    """Pairs of which both would rather have each other; what people have pinned is not theirs to leave."""
    people, openings = case.coverage.people, case.coverage.openings
    theirs, hers = case.scores.sides(people, openings)
    least_of, has = np.full(len(case.opening_at), NOBODY), np.full(len(case.person_at), NOTHING)
    pairs = sorted(case.proposed)
    for pair, their_side, her_side in zip(
        pairs, *(one.tolist() for one in case.scores.sides(*columns(pairs))), strict=True
    ):
        has[pair[0]] = her_side
        if pair not in case.pins:
            least_of[pair[1]] = min(least_of[pair[1]], their_side)
    kept = np.isin(people, [person for person, _ in case.pins])
    full = np.array([case.proposals_at[one] >= room for one, room in enumerate(case.rooms)], dtype=np.bool_)
    both = (hers > has[people]) & (~full[openings] | (theirs > least_of[openings]))
    return int(np.count_nonzero(both & ~kept & ~are_among(people, openings, case.proposed)))
