"""A solved model in, how good its plan is out: what it reaches, what no plan can pass, and why."""

from dataclasses import replace

import numpy as np

from matching.allocation.constrained.goal import goal_of, reach, total
from matching.allocation.constrained.layout import lay_out
from matching.allocation.constrained.relaxation import Multipliers, relax
from matching.allocation.constrained.solve import Solved
from matching.allocation.few_changes.reached import passed
from matching.allocation.limited.model import Model
from matching.domain.columns import Bool
from matching.domain.plan import Status
from matching.domain.proof import BoundKind, Bounds, StageProof


def bounds_of(model: Model, solved: Solved, limits: int) -> Bounds:
    """What a plan reaches and what no plan can pass; `limits`: how many are told, people together and apart too.

    Where the solver says that nothing is better and the numbers do not show it, the bound is its claim.
    """
    objective = total(model, solved.chosen)
    open_ = [stage for stage in solved.stages if stage.bound > stage.objective]
    claimed = solved.status is Status.OPTIMAL and bool(open_)
    bound = objective if claimed else passed(objective, solved.stages)
    rest = np.zeros(limits - len(model.limits), dtype=np.int64)
    stages = tuple(replace(stage, limits=np.concatenate([stage.limits, rest])) for stage in solved.stages)
    kind = BoundKind.SOLVER if claimed else BoundKind.CERTIFIED
    return Bounds(objective=objective, bound=bound, bound_kind=kind, stages=stages)


def counted_again(model: Model, stage: StageProof, chosen: Bool) -> StageProof:
    """The numbers of a stage held against another choice: what it reaches, and what none can that keeps as much.

    What is kept are the people and proposals of the choice, so the bound is another where these are others.
    """
    amount = total(model, chosen)
    at = Multipliers(
        people=stage.people,
        limits=stage.limits[: len(model.limits)],
        kept_people=stage.kept_people,
        kept_proposals=stage.kept_proposals,
    )
    relaxed = relax(lay_out(model), goal_of(model, stage.aim, amount)).solve(at)
    return replace(
        stage,
        objective=reach(stage.aim, amount),
        bound=relaxed.numerator // stage.scale,
        limits=at.limits,
        blocks=relaxed.blocks,
    )
