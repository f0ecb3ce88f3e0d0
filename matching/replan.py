"""A round and what people have now in, a plan of few changes out, and what fewer or more of them would come to."""

from collections.abc import Sequence
from dataclasses import replace
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
    found: list[FewChanges] = []
    people, openings = set(cohort.people.id.tolist()), set(cohort.openings.id.tolist())
    here = sorted({pair for pair in standing.proposals if pair[0] in people})
    there = [pair for pair in here if pair[1] in openings]

    def anew(
        fits: FitSource,
        places: Int64,
        policy: Policy,
        people_ids: Text,
        opening_ids: Text,
        *,
        seed: int,
        under: Constraints,
    ) -> Allocation:
        now = Kept(
            person=positions(people_ids, [candidate for candidate, _ in there], "candidate"),
            opening=positions(opening_ids, [opening for _, opening in there], "opening"),
            count=len(here),
            changes=standing.changes,
        )
        found.append(few_changes(fits, places, policy, people_ids, opening_ids, now, seed=seed, under=under))
        return found[-1].allocation

    decided = pinning(policy, standing.accepted)
    plan = fill(cohort, catalogue, decided, on=on, seed=seed, progress=progress, allocator=anew)
    frontier = found[-1]
    lapsed = np.zeros(len(there), dtype=np.bool_) if frontier.lapsed is None else frontier.lapsed
    gone = {pair for pair, past in zip(there, lapsed.tolist(), strict=True) if past} | (
        set(here) - set(there)
    )
    return Replan(
        plan=plan,
        before=len(here),
        accepted=len(standing.accepted),
        lapsed=tuple(sorted(candidate for candidate, _ in gone)),
        chosen=frontier.chosen,
        tradeoffs=tuple(_tradeoff(one, len(here)) for one in frontier.choices),
        moved=moves(here, pairs_of(plan)),
    )


def pinning(policy: Policy, accepted: Sequence[Decision]) -> Policy:
    """The policy with what people have accepted pinned, each pair once."""
    already = {(one.candidate, one.opening) for one in policy.pins}
    more = (one for one in accepted if (one.candidate, one.opening) not in already)
    return replace(policy, pins=(*policy.pins, *more))


def _tradeoff(choice: Choice, before: int) -> Tradeoff:
    return Tradeoff(
        changes=before - choice.kept,
        people=int(np.count_nonzero(choice.chosen)),
        points=choice.points,
        proven=choice.proven,
    )
