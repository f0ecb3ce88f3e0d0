"""A choice in, a better one out: the openings of a few employers are filled anew at their best, again and again."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.allocation.constrained.bounding import least_of
from matching.allocation.constrained.goal import Goal, worth
from matching.allocation.constrained.keeping import missing, within
from matching.allocation.constrained.layout import Layout
from matching.allocation.constrained.mip import best
from matching.allocation.constrained.neighbourhoods import Neighbourhoods
from matching.allocation.constrained.programme import programme
from matching.allocation.constrained.work import LINE, Work
from matching.domain.columns import Bool, Int64

PRICE: Final = 200_000
"""What one person too few costs a choice that is short of something, in points."""

PAIRS, MOST_PAIRS = 400, 2_000
"""Pairs looked at together at first and at last (trial)."""

LOOK, WHOLE = (200, 1e-5), (1, 1.5e-4)
"""Nodes and gap at which the solver stops: looking at some employers, and at all at once (trial)."""

ENOUGH: Final = 4.0
"""Looks at each employer after which nothing more is expected (trial)."""

LARGE, ACCEPTED = 8_000, 2e-4
"""Of more pairs than so many a choice this share below the bound is near enough: no search would prove more."""

AT_ONCE, PER_ROOM = 20_000, 3
"""The pairs looked at all at once: so many for each whole seat, and at most so many in all (trial)."""

PATTERN_KEPT: Final = (0.0, 0.5, 1.0, 2.0, 3.0)
"""Looks at each employer after which all people change places at once, with seats shared as they are (trial)."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A choice of pairs and how good it is: first what is missing, then its worth."""

    chosen: Bool
    missing: int
    worth: int

    def better(self, other: "Candidate") -> bool:
        """Whether it is better than another."""
        return (self.missing, -self.worth) < (other.missing, -other.worth)


def judged(layout: Layout, goal: Goal, chosen: Bool) -> Candidate:
    """A choice with how good it is."""
    return Candidate(chosen, missing(layout, chosen, goal), worth(goal, layout.model, chosen))


def reached(near: Neighbourhoods, found: Candidate) -> bool:
    """Whether a choice is as good as the bound of the stage."""
    stage = worth(near.relaxation.goal, near.layout.model, found.chosen)
    return found.missing == 0 and stage >= near.bounded.bound


def near_enough(near: Neighbourhoods, found: Candidate) -> bool:
    """Whether nothing more is asked of a choice, proven best or not."""
    left = near.bounded.bound - worth(near.relaxation.goal, near.layout.model, found.chosen)
    close = len(near.core) > LARGE and found.missing == 0 and left <= ACCEPTED * near.bounded.bound
    return close or reached(near, found)


def at_once(near: Neighbourhoods, goal: Goal, found: Candidate, work: Work) -> Candidate:
    """All employers filled anew together, where room and lists alone tie them: nearly a flow, and soon solved."""
    model = near.layout.model
    count = PER_ROOM * int(model.capacities.sum()) // max(int(model.size.max(initial=1)), 1)
    if not near.layout.plain or count > AT_ONCE or work.over():
        return found
    few = near.core[least_of(near.bounded.losses[near.core], count)]
    free = np.union1d(few, np.flatnonzero(found.chosen))
    other = solved_among(near.layout, goal, free, free[:0], work, until=WHOLE)
    return found if other is None or not other.better(found) else other


def improve(near: Neighbourhoods, goal: Goal, start: Candidate, work: Work, looks: float) -> Candidate:
    """The best choice found in so many looks at each employer, never worse than the first."""
    found, last, number = start, None, 0
    tries = np.zeros(near.employers)
    short = near.short(found.chosen)
    rounds = list(PATTERN_KEPT)
    while len(near.core) and tries.mean() < looks and not work.over() and not near_enough(near, found):
        if rounds and tries.mean() >= rounds[0]:
            rounds.pop(0)
            other = None if found is last else moved(near, goal, found, work)
            last = found if other is None or not other.better(found) else other
        else:
            size = int(min(PAIRS * (1 + tries.mean()), MOST_PAIRS))
            among = near.around(short, tries, number, size)
            other = anew(near, goal, found, among, work)
            number += 1
            tries[among] += 0.5
        if other is not None and other.better(found):
            found, short = other, near.short(other.chosen)
    return found


def moved(near: Neighbourhoods, goal: Goal, found: Candidate, work: Work) -> Candidate | None:
    """All people in their best places, seats shared and classes held as they are in a choice."""
    free = np.union1d(near.core, np.flatnonzero(found.chosen))
    return solved_among(near.layout, goal, free, free[:0], work, found.chosen)


def anew(near: Neighbourhoods, goal: Goal, found: Candidate, among: Bool, work: Work) -> Candidate | None:
    """The openings of some employers filled at their best; None where the solver finds nothing that holds."""
    layout = near.layout
    model = layout.model
    now = np.flatnonzero(found.chosen)
    inside = among[model.employer[model.opening[now]]]
    held = now[~inside]
    busy = np.bincount(model.person[held], minlength=len(model.lists)) >= model.lists
    able = near.core[among[near.employer]]
    free = np.union1d(able[~busy[model.person[able]]], now[inside])
    return solved_among(layout, goal, free, held, work)


def solved_among(
    layout: Layout,
    goal: Goal,
    free: Int64,
    held: Int64,
    work: Work,
    like: Bool | None = None,
    until: tuple[int, float] = LOOK,
) -> Candidate | None:
    """The best choice of free pairs beside those held, checked in whole numbers."""
    rows = programme(layout, goal, free, held, PRICE, like)
    answer = best(rows, *until)
    work.add(LINE * rows.table.nnz * (20 + answer.nodes) // 20)
    if answer.chosen is None:
        return None
    chosen = np.zeros(len(layout.model.person), dtype=np.bool_)
    chosen[held] = True
    chosen[free[answer.chosen]] = True
    return judged(layout, goal, chosen) if within(layout, chosen) else None
