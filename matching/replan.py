"""A round and what people have now in, a plan of few changes out, and what fewer or more of them would come to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from matching.allocation.few_changes.frontier import Choice
from matching.allocation.few_changes.plan import FewChanges, Kept, few_changes
from matching.allocation.limited.constraints import Constraints
from matching.blocks.decided import positions
from matching.blocks.fits import FitSource
from matching.catalogue.catalogue import Catalogue
from matching.domain.allocation import Allocation
from matching.domain.cohort import Cohort
from matching.domain.columns import Int64, Text
from matching.domain.policy import Decision, Policy
from matching.domain.replan import Replan, Standing, Tradeoff
from matching.pipeline import Progress, fill, silent
from matching.scenario import moves, pairs_of


def replan(
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    standing: Standing,
    *,
    on: date,
    seed: int,
    progress: Progress = silent,
) -> Replan:
    """The plan that keeps everybody who has accepted, has most people, and changes no more than asked for the rest.

    People who are no longer in the round are not counted.

    Raises:
        PolicyFault: a decision names somebody who is not in the round, or the policy asks for meetings, a stable
            plan, or limits in a round too large for what lies between.
    """
    people, openings = set(cohort.people.id.tolist()), set(cohort.openings.id.tolist())
    here = sorted({pair for pair in standing.proposals if pair[0] in people})
    there = [pair for pair in here if pair[1] in openings]
    anew = _Anew(_kept(there, cohort, count=len(here), changes=standing.changes))
    decided = pinning(policy, standing.accepted)
    plan = fill(cohort, catalogue, decided, on=on, seed=seed, progress=progress, allocator=anew)
    (found,) = anew.found
    gone = set(here) - set(there)
    if found.lapsed is not None:
        gone |= {there[place] for place in np.flatnonzero(found.lapsed).tolist()}
    return Replan(
        plan=plan,
        before=len(here),
        accepted=len(standing.accepted),
        lapsed=tuple(sorted(candidate for candidate, _ in gone)),
        chosen=found.chosen,
        tradeoffs=tuple(_tradeoff(one, len(here)) for one in found.choices),
        moved=moves(here, pairs_of(plan)),
    )


@dataclass(frozen=True, eq=False)
class _Anew:
    """An allocator that changes little of what people have now, and keeps what it found beside the plan."""

    now: Kept
    found: list[FewChanges] = field(default_factory=list)

    def __call__(
        self,
        fits: FitSource,
        places: Int64,
        policy: Policy,
        people_ids: Text,
        opening_ids: Text,
        *,
        seed: int,
        under: Constraints,
    ) -> Allocation:
        """An allocation of the round; see few_changes."""
        ids = people_ids, opening_ids
        self.found.append(few_changes(fits, places, policy, *ids, self.now, seed=seed, under=under))
        return self.found[-1].allocation


def pinning(policy: Policy, accepted: Sequence[Decision]) -> Policy:
    """The policy with what people have accepted pinned, each pair once."""
    already = {(one.candidate, one.opening) for one in policy.pins}
    more = (one for one in accepted if (one.candidate, one.opening) not in already)
    return replace(policy, pins=(*policy.pins, *more))


def _kept(pairs: Sequence[tuple[str, str]], cohort: Cohort, *, count: int, changes: int | None) -> Kept:
    return Kept(
        person=positions(cohort.people.id, [candidate for candidate, _ in pairs], "candidate"),
        opening=positions(cohort.openings.id, [opening for _, opening in pairs], "opening"),
        count=count,
        changes=changes,
    )


def _tradeoff(choice: Choice, before: int) -> Tradeoff:
    return Tradeoff(
        changes=before - choice.kept,
        people=int(np.count_nonzero(choice.chosen)),
        points=choice.points,
        proven=choice.proven,
    )
