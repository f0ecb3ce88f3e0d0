"""The two sides' sums in, whole points and their exact parts out."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from matching.domain.columns import Int16, Int64
from matching.domain.fit import FULL_POINTS, ONE_SIDED, Contribution, Criterion, Movement, Side
from matching.domain.policy import SIDE_WEIGHT
from matching.scoring.scales import FULL

FULL_SIDE: Final = SIDE_WEIGHT * FULL
"""A side's sum of weight x grade when everything is as good as can be: F in docs/fit.md."""


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


def contributions(
    points: int, weighted: dict[Criterion, int], unknown: frozenset[Criterion], one_sided: int
) -> tuple[Contribution, ...]:
    """Whole parts that sum to `points` exactly: each exact part rounded down, the rest to the largest remainders.

    `weighted` is weight x grade of each criterion.
    """
    opening = sum(value for criterion, value in weighted.items() if criterion is Criterion.SKILLS)
    both, apart = sum(weighted.values()), 2 * opening - sum(weighted.values())
    denominator = 200 * FULL_SIDE * both
    exact = {str(criterion): FULL_POINTS * value * 100 * both for criterion, value in weighted.items()}
    exact[ONE_SIDED] = -FULL_POINTS * one_sided * apart * apart
    whole = {part: value // max(denominator, 1) for part, value in exact.items()}
    short = points - sum(whole.values())
    by_remainder = sorted(exact, key=lambda part: -(exact[part] % max(denominator, 1)))
    for part in by_remainder[:short]:
        whole[part] += 1
    return tuple(Contribution(part, share, known=part not in unknown) for part, share in whole.items())


def limiting_side(opening_points: int, candidate_points: int, parts: tuple[Contribution, ...]) -> Side | None:
    """The side with fewer points of its own where the part ONE_SIDED takes whole points away, else None."""
    taken = any(part.part == ONE_SIDED and part.points < 0 for part in parts)
    if not taken or opening_points == candidate_points:
        return None
    return Side.OPENING if opening_points < candidate_points else Side.CANDIDATE


def movements(
    weighted: Mapping[Criterion, int], ends: Mapping[Criterion, tuple[int, int]], one_sided: int
) -> tuple[Movement, ...]:
    """How far each criterion not known could move the points, the others as they are; the greatest width first.

    `weighted` is weight x grade of each criterion, `ends` that of each not known at its worst and at its best.
    """
    sides = {side: sum(value for one, value in weighted.items() if one.side is side) for side in Side}
    moved = [[(one.side, end - weighted[one]) for end in several] for one, several in ends.items()]
    ours, hers = (
        np.array([[sides[side] + more * (of is side) for of, more in both] for both in moved], dtype=np.int64)
        for side in Side
    )
    reached = total_points(ours, hers, one_sided).tolist()
    found = [Movement(one, least, most) for one, (least, most) in zip(ends, reached, strict=True)]
    return tuple(sorted(found, key=lambda one: -one.width))
