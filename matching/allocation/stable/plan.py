"""A round that asks for a stable plan in, the plan out, and how far it is from the best in people and points."""

from dataclasses import replace

import numpy as np

from matching.allocation.base.best import best_plan
from matching.allocation.few_changes.reached import Field, bounds, people_stage, points_stage
from matching.allocation.limited.constraints import Round
from matching.allocation.stable.blocking import open_pairs, stable_pairs
from matching.blocks.fits import FitBlock
from matching.domain.allocation import Allocation
from matching.domain.columns import Text
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.plan import DecisionCost, Status
from matching.domain.policy import Mode, Objective
from matching.domain.proof import Proof, Total

ALGORITHM = "deferred_acceptance"


def stable_plan(one: Round, people_ids: Text, opening_ids: Text, seed: int) -> Allocation:
    """The plan in which no two would rather have each other, the best such for people; pins kept, vetoes out.

    Raises:
        PolicyFault: the policy asks for something a stable plan cannot have.
    """
    _check(one)
    fits, decided = one.fits, one.decided
    person, opening = stable_pairs(fits, one.room, one.policy, decided, people_ids, opening_ids, seed=seed)
    pinned = np.arange(len(person) + len(decided.pin_person)) >= len(person)
    person, opening = np.append(person, decided.pin_person), np.append(opening, decided.pin_opening)
    points = fits.points(person, opening).astype(np.int64)
    reached = Total(len(person), len(person), int(points.sum()))
    field = Field(
        pairs=FitBlock.joined(open_pairs(fits, one.policy, decided)),
        left=one.room - np.bincount(decided.pin_opening, minlength=fits.openings),
        decided=decided,
        pinned_points=points[pinned],
        employer=one.constraints.employer,
    )

    most, best_points = (
        _proof_of(objective, one, people_ids, opening_ids, seed)
        for objective in (Objective.PEOPLE, Objective.POINTS)
    )
    stages = people_stage(field, most, reached), points_stage(field, best_points, reached)
    order = np.lexsort((person, opening))
    best = all(stage.bound == stage.objective for stage in stages)
    return Allocation(
        status=Status.OPTIMAL if best else Status.FEASIBLE,
        algorithm=ALGORITHM,
        person=person[order],
        opening=opening[order],
        pinned=pinned[order],
        room=one.room,
        bounds=bounds(reached, stages),
        blocking=0,
        decision_costs=not_counted(one),
    )


def _proof_of(objective: Objective, one: Round, people_ids: Text, opening_ids: Text, seed: int) -> Proof:
    """The proof of the plan that is best by another objective."""
    asked = replace(one.policy, objective=objective)
    best = best_plan(one.fits, one.room, one.lists, asked, one.decided, people_ids, opening_ids, seed)
    if best.proof is None:
        raise ValueError("a plan that nothing but room limits has its proof")
    return best.proof


def not_counted(one: Round) -> tuple[DecisionCost, ...]:
    """Every pin and veto, whose cost to a plan that is not the best is not counted."""
    decided = [(True, pin) for pin in one.policy.pins] + [(False, veto) for veto in one.policy.vetoes]
    return tuple(DecisionCost(each.candidate, each.opening, pinned, None) for pinned, each in decided)


def _check(one: Round) -> None:
    """A stable plan is of whole places, and nothing but room limits it."""
    for setting, unfit in (
        ("mode", one.policy.mode is Mode.MEETINGS),
        ("limits", one.policy.limited),
        ("share_seats", one.constraints.sharing.matters(one.fits)),
    ):
        if unfit:
            raise PolicyFault(ErrorCode.STABLE_WITH, setting=setting)
