"""A model in, a plan that keeps all its constraints and what no plan can pass out, aim after aim."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from matching.allocation.constrained.bounding import Bounded, tighten
from matching.allocation.constrained.goal import aims, blended, goal_of, reach, total, worth
from matching.allocation.constrained.greedy import first_choice
from matching.allocation.constrained.keeping import within
from matching.allocation.constrained.layout import Layout, lay_out
from matching.allocation.constrained.neighbourhoods import Neighbourhoods, core_of
from matching.allocation.constrained.relaxation import OF_POINTS, Multipliers, Relaxation, relax
from matching.allocation.constrained.search import ENOUGH, Candidate, at_once, improve, judged, reached
from matching.allocation.constrained.whole import ANSWERABLE, PROVABLE, SMALL, ask
from matching.allocation.constrained.work import Work
from matching.allocation.limited.model import Model
from matching.domain.columns import Bool, Int64
from matching.domain.plan import Status
from matching.domain.proof import Aim, BoundKind, StageProof

ALGORITHM: Final = "lagrangian bound and neighbourhood search"
"""The name of this way of solving in a result."""

LEAST_WORK, WORK_PER_ROOM = 1_000_000_000, 60_000
"""The work usually allowed: at least, and for each unit of room (trial)."""

THOUSAND: Final = 1_000
FIRST_LOOKS: Final = 1.0
"""Looks at each employer before the solver is asked for a proof, and for aims before points (trial)."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Solved:
    """How the search for a plan under constraints ended."""

    status: Status
    algorithm: str = ALGORITHM
    chosen: Bool
    """Shape (pairs,); none where there is no plan."""
    stages: tuple[StageProof, ...] = ()
    proven: tuple[bool, ...] = ()
    """Of each stage, whether nothing is better: by its bound, or else by the solver's word."""
    bound_kind: BoundKind = BoundKind.CERTIFIED
    """SOLVER where all stages are proven, one of them by the solver's word alone."""
    stopped: bool = False
    """The deadline came before the work allowed was done, so that another run may end otherwise."""


def solve(
    model: Model, *, effort: int = 0, seed: int = 0, deadline: Callable[[], bool] | None = None
) -> Solved:
    """The best plan so much work finds, in thousands of operations, 0 for the usual; and what no plan passes."""
    usual = LEAST_WORK + WORK_PER_ROOM * int(model.capacities.sum())
    work = Work(THOUSAND * effort or usual, deadline)
    return _Search(lay_out(model), work, seed).run()


class _Search:
    """One search: the model, the work done for it, and what numbers of all aims together came to."""

    def __init__(self, layout: Layout, work: Work, seed: int) -> None:
        self.layout, self.model, self.work, self.seed = layout, layout.model, work, seed
        self.goal = blended(self.model)
        self.bounded: Bounded | None = None
        self.core: Int64 | None = None

    def run(self) -> Solved:
        """The first choice that keeps everything, then every aim in its order."""
        found, none = self._first()
        if found is None or found.missing:
            status = Status.INFEASIBLE if none else Status.UNDECIDED
            nothing = np.zeros(len(self.model.person), dtype=np.bool_)
            return Solved(status=status, chosen=nothing, stopped=self.work.late)
        chosen, stages, proven = found.chosen, [], []
        for aim in aims(self.model):
            chosen, stage, sure = self._stage(aim, chosen)
            stages.append(stage)
            proven.append(sure)
        certified = all(one.bound == one.objective for one in stages)
        return Solved(
            status=Status.OPTIMAL if all(proven) else Status.FEASIBLE,
            chosen=chosen,
            stages=tuple(stages),
            proven=tuple(proven),
            bound_kind=BoundKind.SOLVER if all(proven) and not certified else BoundKind.CERTIFIED,
            stopped=self.work.late,
        )

    def _first(self) -> tuple[Candidate | None, bool]:
        """A choice that misses as little as can be found; and whether it is certain that every choice does."""
        every = np.arange(len(self.model.person))
        if not within(self.layout, self.model.forced):
            return None, True
        found = None
        if len(every) > SMALL:
            relaxation = relax(self.layout, self.goal)
            self.bounded = tighten(relaxation, None, self.work)
            if not self.bounded.relaxed.possible or self.bounded.bound < 0:
                return None, True
            self.core = core_of(relaxation, self.bounded)
            near = self._near(relaxation, self.bounded, self.bounded.relaxed.numerator)
            losses = self.bounded.losses[near.core]
            order = near.core[np.lexsort((-self.goal.worth[near.core], losses))]
            found = judged(self.layout, self.goal, first_choice(self.layout, order))
            found = at_once(near, self.goal, found, self.work)
            found = improve(near, self.goal, found, self.work, FIRST_LOOKS)
        if (found is None or found.missing) and len(every) <= ANSWERABLE:
            other, completed = ask(self.layout, self.goal, every, self.work)
            return (other, False) if other is not None else (found, completed)
        return found, False

    def _near(self, relaxation: Relaxation, bounded: Bounded, gap: int) -> Neighbourhoods:
        """The pairs that matter to all aims together, without those a better choice cannot have."""
        core = core_of(relaxation, bounded) if self.core is None else self.core
        return Neighbourhoods(self.layout, relaxation, bounded, core[bounded.losses[core] <= gap], self.seed)

    def _stage(self, aim: Aim, chosen: Bool) -> tuple[Bool, StageProof, bool]:
        """A choice as good as can be found by one aim, those before kept; its proof; whether nothing is better."""
        goal = goal_of(self.model, aim, total(self.model, chosen))
        relaxation = relax(self.layout, goal)
        start, mine = self.bounded, judged(self.layout, goal, chosen)
        if start is None or len(aims(self.model)) > 1:
            at = None if start is None or aim is not Aim.POINTS else self._kept(start.at)
            start = tighten(relaxation, at, self.work, mine.worth, self.core)
        mine, sure = self._proven(relaxation, start, mine)
        if not sure:
            mine, sure = self._sought(aim, relaxation, start, mine)
        objective = reach(aim, total(self.model, mine.chosen))
        return mine.chosen, _proof(aim, relaxation, start, objective), sure

    def _proven(self, relaxation: Relaxation, bounded: Bounded, mine: Candidate) -> tuple[Candidate, bool]:
        """The best choice if the bound or the solver tells it, or else the same."""
        if mine.worth >= bounded.bound:
            return mine, True
        able = self._able(bounded, mine)
        if len(able) > PROVABLE or self.work.over():
            return mine, False
        other, completed = ask(self.layout, relaxation.goal, able, self.work)
        if other is None or other.worth < mine.worth:
            return mine, False
        return other, completed or other.worth >= bounded.bound

    def _kept(self, at: Multipliers) -> Multipliers:
        """Multipliers of all aims together as those of points, the aims before kept at what they were worth."""
        proposal = int(self.goal.worth[0] - self.model.points[0])
        return replace(at, kept_people=self.goal.first * OF_POINTS, kept_proposals=proposal * OF_POINTS)

    def _able(self, bounded: Bounded, mine: Candidate) -> Int64:
        """The pairs a better choice could have, and those of this one; by position."""
        gap = bounded.relaxed.numerator - bounded.scale * (mine.worth + 1)
        return np.flatnonzero((bounded.losses <= gap) | mine.chosen | self.model.forced)

    def _sought(
        self, aim: Aim, relaxation: Relaxation, bounded: Bounded, mine: Candidate
    ) -> tuple[Candidate, bool]:
        """A better choice by looking at some employers at a time, with later aims in mind from the first."""
        goal = relaxation.goal
        if aim is not Aim.POINTS:
            goal = replace(self.goal, people=goal.people, proposals=goal.proposals)
        gap = bounded.relaxed.numerator - bounded.scale * mine.worth
        near = self._near(relaxation, bounded, gap)
        looks = ENOUGH if aim is Aim.POINTS else FIRST_LOOKS
        found = improve(near, goal, judged(self.layout, goal, mine.chosen), self.work, looks)
        stage = judged(self.layout, relaxation.goal, found.chosen)
        if reached(near, found) or worth(relaxation.goal, self.model, found.chosen) == mine.worth:
            return stage, reached(near, found)
        return self._proven(relaxation, bounded, stage)


def _proof(aim: Aim, relaxation: Relaxation, bounded: Bounded, objective: int) -> StageProof:
    return StageProof(
        aim=aim,
        objective=objective,
        bound=bounded.bound,
        scale=relaxation.scale,
        kept_people=bounded.at.kept_people,
        kept_proposals=bounded.at.kept_proposals,
        people=bounded.at.people,
        limits=bounded.at.limits,
        blocks=bounded.relaxed.blocks,
    )
