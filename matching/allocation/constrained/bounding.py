"""A stage in, a low bound over all its pairs out: multipliers are sought on the pairs that matter."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from matching.allocation.constrained.descent import descend, start_of
from matching.allocation.constrained.relaxation import Multipliers, Relaxation, Relaxed
from matching.allocation.constrained.work import Work
from matching.domain.columns import Bool, Int64

ROUNDS: Final = (12, 40, 40, 60, 60, 100, 100, 200, 200, 200)
"""Steps of each round; between rounds the pairs are sieved again (trial). The first is over all pairs."""

SMALL_ROUNDS: Final = 7
"""Rounds where all pairs matter."""

LEVEL: Final = 0.02
"""How much of the bound the first steps aim to take off (trial)."""

LARGE, WORTH = 10_000, 1e-5
"""Pairs from which a round must lower the bound by this share for another to be worth taking (trial)."""

EASED: Final = 5
"""The round after which those who are not chosen are charged less (trial)."""

PER_ROOM, LEAST_PAIRS = 4, 4_000
"""The pairs that matter: so many for each unit of room, those that lose the bound least (trial)."""


@dataclass(frozen=True, eq=False)
class Bounded:
    """The best multipliers of a stage and the bound over all its pairs."""

    at: Multipliers
    relaxed: Relaxed
    losses: Int64
    """What the bound loses at least when a pair is forced, scaled, shape (pairs,)."""
    scale: int

    @property
    def bound(self) -> int:
        """What no plan passes."""
        return self.relaxed.numerator // self.scale


def tighten(
    relaxation: Relaxation, start: Multipliers | None, work: Work, enough: int = -1, core: Int64 | None = None
) -> Bounded:
    """The lowest bound found in the rounds, or before them one that is no more than `enough`.

    `core` are pairs known to matter, by position; where there are none the first round is over all pairs.
    """
    at = start_of(relaxation) if start is None else start
    best = relaxation.solve(at)
    best_at, level = at, LEVEL
    matter = np.zeros(len(relaxation.pairs), dtype=np.bool_)
    if core is not None:
        matter[core] = True
    for number, steps in enumerate(ROUNDS[:SMALL_ROUNDS] if len(matter) <= LEAST_PAIRS else ROUNDS):
        if best.numerator // relaxation.scale <= enough or not best.possible or work.over():
            break
        part = relaxation
        if (number or core is not None) and len(matter) > LEAST_PAIRS:
            matter |= least_of(relaxation.losses(best_at if number < 3 else at), _count(relaxation))
            work.add(3 * len(matter))
            part = relaxation.only(np.flatnonzero(matter))
        found = descend(part, at, steps, level, work)
        at, level = found.at, max(found.level, 1e-5)
        whole = relaxation.solve(at)
        work.add(len(matter))
        if number >= EASED:
            at, whole = eased(relaxation, at, whole)
            work.add(3 * len(matter))
        gain = best.numerator - whole.numerator
        if gain > 0:
            best, best_at = whole, at
        if len(matter) > LARGE and number > 3 and 0 <= gain < WORTH * best.numerator:
            break
        if (
            found.level < max(2e-6, 2 / max(whole.numerator, 1))
            and whole.numerator - found.numerator < relaxation.scale
        ):
            break
    return Bounded(best_at, best, relaxation.losses(best_at), relaxation.scale)


def eased(relaxation: Relaxation, at: Multipliers, relaxed: Relaxed) -> tuple[Multipliers, Relaxed]:
    """Who is not chosen pays no more than leaves her so, where that lowers the bound; steps are slow at it."""
    person = relaxation.layout.model.person
    charged = np.maximum(at.people + relaxation.first(at), 0)
    least = charged.copy()
    np.minimum.at(least, person, relaxation.losses(at))
    least[person[relaxed.chosen]] = 0
    other = replace(at, people=at.people - least)
    lower = relaxation.solve(other)
    return (other, lower) if lower.numerator < relaxed.numerator else (at, relaxed)


def _count(relaxation: Relaxation) -> int:
    return max(PER_ROOM * int(relaxation.layout.model.capacities.sum()), LEAST_PAIRS)


def least_of(losses: Int64, count: int) -> Bool:
    """The pairs of the least losses, shape (pairs,)."""
    if count >= len(losses):
        return np.ones(len(losses), dtype=np.bool_)
    few = np.zeros(len(losses), dtype=np.bool_)
    few[np.argpartition(losses, count)[:count]] = True
    return few
