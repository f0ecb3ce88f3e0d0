"""Multipliers whose bound is low: sub-gradient steps with memory, their size following how well they do."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.allocation.constrained.relaxation import Multipliers, Relaxation, Relaxed, ends_of, free_of
from matching.allocation.constrained.work import Work
from matching.domain.columns import Int32, Int64

MEMORY: Final = 0.7
RISE, UP, PATIENCE, DOWN = 3, 1.3, 8, 0.6
"""So many better steps on end raise the level so much, so many worse ones lower it (trials)."""

ENOUGH: Final = 1e-7
"""The level, as a share of the bound, at which steps are no longer worth taking; nor below one scaled unit."""

SLOW, KEPT = 5.0, 0.02
"""A limit of most n moves at SLOW / n of a person's pace, the aims before at KEPT (trials)."""

COARSE, FINE, SLOWER = 4, 2_000, 85
"""The first and last change of price where it begins, as parts of the most a pair is worth, and how each is to the
one before, in hundredths (trial)."""


@dataclass(frozen=True, eq=False)
class Descended:
    """The best multipliers met, what they bound over the pairs they were sought on, and the level reached."""

    at: Multipliers
    numerator: int
    level: float


class Point:
    """Multipliers as one column of real numbers: what people, limits and the aims before are charged."""

    def __init__(self, relaxation: Relaxation, start: Multipliers) -> None:
        self.relaxation = relaxation
        layout, goal = relaxation.layout, relaxation.goal
        self.people, self.least, self.most = len(layout.model.lists), *ends_of(layout)
        kept = [np.inf if goal.people else 0.0, np.inf if goal.proposals else 0.0]
        below = np.where(layout.relaxed & (self.least > 0), -np.inf, 0.0)
        above = np.where(layout.relaxed & ~free_of(self.most), np.inf, 0.0)
        self.low = np.concatenate([np.zeros(self.people), below, [0.0, 0.0]])
        self.high = np.concatenate([np.full(self.people, np.inf), above, kept])
        largest = np.maximum(np.where(free_of(self.most), self.least, self.most), 1)
        self.pace = np.concatenate([np.ones(self.people), np.minimum(1.0, SLOW / largest), [KEPT, KEPT]])
        self.put(start)

    def put(self, at: Multipliers) -> None:
        """Go to these multipliers."""
        people = at.people + self.relaxation.first(at)
        kept = [at.kept_people, at.kept_proposals]
        self.value = np.clip(np.concatenate([people, at.limits, kept]).astype(float), self.low, self.high)

    def whole(self) -> Multipliers:
        """The same in whole numbers."""
        number = np.rint(self.value).astype(np.int64)
        free = Multipliers(
            people=number[: self.people],
            limits=number[self.people : -2],
            kept_people=int(number[-2]),
            kept_proposals=int(number[-1]),
        )
        return free.less(self.relaxation.first(free))

    def slope(self, at: Multipliers, relaxed: Relaxed) -> np.ndarray:
        """How the bound grows with each number, 0 where it has a kink that leaves it be."""
        relaxation = self.relaxation
        model, goal = relaxation.layout.model, relaxation.goal
        pairs = relaxation.pairs[relaxed.chosen]
        used = np.bincount(model.person[pairs], minlength=self.people)
        charged = at.people + relaxation.first(at) > 0
        extra = (model.lists - 1) * (at.people > 0)
        wanted = np.where(charged, 1 + extra, np.minimum(used, 1))
        counts = relaxation.layout.counts(pairs)
        side = np.where(at.limits > 0, self.most, np.where(at.limits < 0, self.least, counts))
        side = np.where(at.limits == 0, np.clip(counts, self.least, self.most), side)
        kept = [float((used - extra).sum() - goal.people), float(len(pairs) - goal.proposals)]
        return np.concatenate([wanted - used, side - counts, kept])

    def move(self, size: float, along: np.ndarray) -> bool:
        """Step against a slope with memory by a size in the bound; False where it is flat."""
        paced = self.pace * along
        norm = float(along @ paced)
        if norm < 1e-9:
            return False
        self.value = np.clip(self.value - size / norm * paced, self.low, self.high)
        return True


def start_of(relaxation: Relaxation) -> Multipliers:
    """What each would pay for her best pair, when openings too many want grow dearer and others cheaper."""
    model, ground = relaxation.layout.model, relaxation.ground
    first = relaxation.goal.first * relaxation.scale
    worth, price = ground.worth + first, np.zeros(len(model.capacities), dtype=np.int64)
    most = int(worth.max(initial=0))
    change = most // COARSE
    while change > most // FINE:
        net = worth - price[model.opening] * ground.size
        best = _best(net, model.person, len(model.lists))
        wanted = (net > 0) & (net == best[model.person])
        used = np.bincount(model.opening[wanted], weights=ground.size[wanted], minlength=len(price))
        price = np.maximum(price + change * np.sign(used - model.capacities).astype(np.int64), 0)
        change = change * SLOWER // 100
    return Multipliers(
        people=_best(worth - price[model.opening] * ground.size, model.person, len(model.lists)) - first,
        limits=np.zeros(len(model.limits), dtype=np.int64),
    )


def _best(net: Int64, person: Int32, people: int) -> Int64:
    """The greatest number of each person, no less than 0, shape (people,)."""
    best = np.zeros(people, dtype=np.int64)
    np.maximum.at(best, person, net)
    return best


def descend(relaxation: Relaxation, start: Multipliers, steps: int, level: float, work: Work) -> Descended:
    """Multipliers in, better ones out; never worse than those given on the pairs of the relaxation."""
    point = Point(relaxation, start)
    at, relaxed = start, relaxation.solve(start)
    best, memory = Descended(start, relaxed.numerator, level), point.slope(start, relaxed)
    unit = max(abs(relaxed.numerator), 1)
    won, failed, around = 0, 0, (start, relaxed)
    for _ in range(steps):
        work.add(len(relaxation.pairs) + 20 * len(relaxation.ground.capacities))
        if not point.move(relaxed.numerator - best.numerator + level * unit, memory) or work.over():
            break
        at = point.whole()
        relaxed = relaxation.solve(at)
        won, failed = (won + 1, 0) if relaxed.numerator < best.numerator else (won, failed + 1)
        if failed == 0:
            best, around = Descended(at, relaxed.numerator, level), (at, relaxed)
        if won >= RISE:
            level, won = level * UP, 0
        slope = point.slope(at, relaxed)
        memory = (1 - MEMORY) * slope + MEMORY * memory
        if failed >= PATIENCE:
            level, failed, won = level * DOWN, 0, 0
            at, relaxed = around
            point.put(at)
            memory = point.slope(at, relaxed)
            if level < ENOUGH or level * unit < 1:
                break
    return Descended(best.at, best.numerator, level)
