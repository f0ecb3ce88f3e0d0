"""A mixed integer programme in, its best choice out, by HiGHS; those who call check it in whole numbers."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.allocation.constrained.goal import Goal
from matching.allocation.constrained.keeping import keeps
from matching.allocation.constrained.layout import lay_out
from matching.allocation.constrained.programme import Programme, programme
from matching.allocation.constrained.quiet import hushed
from matching.allocation.limited.model import Model
from matching.domain.columns import Bool

_OPTIMAL, _STOPPED, _INFEASIBLE = 0, 1, 2
NODES: Final = 100_000
"""Nodes of the search for one answer, where nobody says otherwise."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What the solver says of a programme."""

    chosen: Bool | None
    """The pairs chosen, shape (pairs of the programme,); None where no choice was found."""
    proven: bool
    """It says that no choice is better, or that there is none."""
    nodes: int = 0
    """How many it took."""


def best(of: Programme, nodes: int = NODES, gap: float = 0.0) -> Answer:
    """The best choice of a programme within so many nodes, to within a share of its worth."""
    if not len(of.worth):
        possible = bool((of.low <= 0).all() and (of.high >= 0).all())
        return Answer(np.zeros(0, dtype=np.bool_) if possible else None, proven=True)
    with hushed():
        found = milp(
            -of.worth,
            integrality=np.arange(len(of.worth)) >= of.flowing,
            bounds=Bounds(of.least, of.most),
            constraints=LinearConstraint(of.table, of.low, of.high),
            options={"node_limit": nodes, "mip_rel_gap": gap},
        )
    took = int(found.mip_node_count or 0)
    if found.status not in (_OPTIMAL, _STOPPED) or found.x is None:
        return Answer(None, proven=found.status == _INFEASIBLE, nodes=took)
    return Answer(found.x[: of.pairs] > 0.5, proven=found.status == _OPTIMAL, nodes=took)


def feasible(model: Model, *, nodes: int = NODES) -> bool | None:
    """Whether any plan keeps a whole model's forced pairs, limits and companions; None where nodes do not tell."""
    layout = lay_out(model)
    every = np.arange(len(model.person))
    goal = Goal(worth=np.zeros_like(model.points))
    answer = best(programme(layout, goal, every, every[:0]), nodes)
    if answer.chosen is not None:
        return keeps(layout, answer.chosen) or None
    return False if answer.proven else None
