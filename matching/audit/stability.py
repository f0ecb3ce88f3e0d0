"""Checks of what a plan says of pairs who would rather have each other than what they are proposed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from matching.audit.case import Case
from matching.domain.policy import Mode, Objective
from matching.domain.reasons import ReasonCode

OF_STABILITY: Final = (ReasonCode.NOTE_STABLE, ReasonCode.NOTE_BLOCKING)
"""Notes that these checks are about."""

TOLD_UP_TO: Final = 50_000
"""Pairs that may be proposed up to which every plan of places with a proof tells them."""


def blocking_is_counted(case: Case) -> Iterator[str]:
    """The pairs told who would rather have each other are as many as we find, or no fewer in a sample.

    A plan that was to be stable says that there are none.
    """
    told = _told(case)
    if case.policy.objective is Objective.STABLE and told != [0]:
        yield "the policy asks for a stable plan, and the plan does not say it is one"
    if len(told) > 1:
        yield f"told {len(told)} times how many would rather have each other"
    few = case.coverage.complete and len(case.coverage.pairs) <= TOLD_UP_TO
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
    sides, has, movable = case.scores.sides, dict(case.proposed), defaultdict[int, list[int]](list)
    kept = {person for person, _ in case.pins}
    for person, opening in case.proposed:
        if (person, opening) not in case.pins:
            movable[opening].append(sides[person, opening][0])
    count = 0
    for person, opening in case.coverage.pairs:
        if person in kept or (person, opening) in case.proposed:
            continue
        theirs, hers = sides[person, opening]
        wants = person not in has or hers > sides[person, has[person]][1]
        room = case.proposals_at[opening] < case.rooms[opening]
        count += wants and (room or any(theirs > one for one in movable[opening]))
    return count
