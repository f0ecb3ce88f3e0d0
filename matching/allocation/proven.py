"""A solved model in, how good its plan is out: what it reaches, what no plan can pass, and why."""

from dataclasses import replace

import numpy as np

from matching.allocation.constrained.goal import total
from matching.allocation.constrained.solve import Solved
from matching.allocation.model import Model
from matching.domain.plan import Status
from matching.domain.proof import Aim, BoundKind, Bounds, StageProof, Total


def bounds_of(model: Model, solved: Solved, limits: int) -> Bounds:
    """What a plan reaches and what no plan can pass; `limits`: how many are told, people together and apart too.

    Where the solver says that nothing is better and the numbers do not show it, the bound is its claim.
    """
    objective = total(model, solved.chosen)
    open_ = [stage for stage in solved.stages if stage.bound > stage.objective]
    claimed = solved.status is Status.OPTIMAL and bool(open_)
    bound = _passed(objective, open_[0]) if open_ and not claimed else objective
    rest = np.zeros(limits - len(model.limits), dtype=np.int64)
    stages = tuple(replace(stage, limits=np.concatenate([stage.limits, rest])) for stage in solved.stages)
    kind = BoundKind.SOLVER if claimed else BoundKind.CERTIFIED
    return Bounds(objective=objective, bound=bound, bound_kind=kind, stages=stages)


def _passed(reached: Total, stage: StageProof) -> Total:
    if stage.aim is Aim.POINTS:
        return replace(reached, points=stage.bound)
    if stage.aim is Aim.PROPOSALS:
        return replace(reached, proposals=stage.bound)
    return replace(reached, people=stage.bound, proposals=reached.proposals + stage.bound - stage.objective)
