"""The two sides' sums in, whole points and their exact parts out."""

from typing import Final

import numpy as np

from matching.domain.columns import Int16, Int64
from matching.domain.fit import FULL_POINTS, Criterion, Side
from matching.domain.policy import SIDE_WEIGHT
from matching.scoring.scales import FULL

FULL_SIDE: Final = SIDE_WEIGHT * FULL
"""A side's sum of weight x grade when everything is as good as can be: F in docs/fit.md."""

OURS: Final = np.array([one.side is Side.OPENING for one in Criterion])
"""The criteria that count in the opening's side, in the order of Criterion."""


def total_points(opening_side: Int64, candidate_side: Int64, one_sided: int) -> Int16:
    """Points 0-1000 of pairs with the sums A and B, rounded half up, in 64-bit whole numbers throughout.

    The largest product is 2 * 1000 * 100 * (2 F)**2 = 8e17, below 2**63.
    """
    both, apart = opening_side + candidate_side, opening_side - candidate_side
    numerator = FULL_POINTS * (100 * both * both - one_sided * apart * apart)
    denominator = np.maximum(200 * FULL_SIDE * both, 1)
    return np.asarray((2 * numerator + denominator) // (2 * denominator), dtype=np.int16)


def side_points(side: Int64) -> Int16:
    """A side's own subtotal of 1000, rounded half up."""
    return np.asarray((2 * FULL_POINTS * side + FULL_SIDE) // (2 * FULL_SIDE), dtype=np.int16)


def evidence_percent(known: Int16) -> Int16:
    """Share of the weight of both sides that rests on known facts, percent, rounded half up.

    `known` is the weight that does, in percent, times hundredths of it.
    """
    return np.asarray((known + SIDE_WEIGHT) // (2 * SIDE_WEIGHT), dtype=np.int16)


def contributions(points: Int16, weighted: Int64, one_sided: int) -> Int64:
    """Whole parts of pairs, each criterion's and last ONE_SIDED's, that sum to their points exactly.

    Each exact part is rounded down, and the rest goes to the largest remainders, of equals to the first. `weighted`
    is weight x grade, shape (pairs, criteria); the parts have one column more.
    """
    both = weighted.sum(axis=1)
    apart = 2 * weighted[:, OURS].sum(axis=1) - both
    denominator = np.maximum(200 * FULL_SIDE * both, 1)[:, None]
    of_criteria = FULL_POINTS * 100 * weighted * both[:, None]
    exact = np.column_stack([of_criteria, -FULL_POINTS * one_sided * apart * apart])
    whole, remainder = np.divmod(exact, denominator)
    order = np.argsort(-remainder, axis=1, kind="stable")
    short = (points - whole.sum(axis=1))[:, None]
    more = np.zeros_like(whole)
    np.put_along_axis(more, order, np.arange(whole.shape[1]) < short, axis=1)
    return whole + more


def limiting_side(opening_points: int, candidate_points: int, taken: int) -> Side | None:
    """The side with fewer points of its own where the part ONE_SIDED takes whole points away, else None."""
    if taken >= 0 or opening_points == candidate_points:
        return None
    return Side.OPENING if opening_points < candidate_points else Side.CANDIDATE


def moved(weighted: Int64, ends: Int64, one_sided: int) -> Int16:
    """Points of pairs were one criterion at an end and the others as they are, shape (pairs, criteria, ends).

    `weighted` is weight x grade, shape (pairs, criteria), `ends` that of each criterion at its ends.
    """
    ours = weighted[:, OURS].sum(axis=1)[:, None, None]
    hers = weighted.sum(axis=1)[:, None, None] - ours
    more = ends - weighted[:, :, None]
    is_ours = OURS[:, None]
    return total_points(ours + more * is_ours, hers + more * ~is_ours, one_sided)
