"""A ratio and the counts it is of in, whether it is right out: docs/fairness.md again, without its algebra."""

from math import log

from matching.domain.fairness import Ratio

LIMIT = 3.8414588
"""95 % of the chi-square distribution of one degree of freedom."""
SLACK = 0.001
STEPS = 200


def is_ratio(told: Ratio, part: int, whole: int, other_part: int, other_whole: int) -> bool:
    """Whether it is the first share over the second, and the test rejects just what is outside the interval."""
    counts = (part, whole, other_part, other_whole)
    over, under = 200 * part * other_whole, 2 * whole * other_part
    if not under * told.hundredths <= over + under // 2 < under * (told.hundredths + 1):
        return False
    middle = over / under
    ends = [end for end in (told.low, told.high) if end]
    within = [told.low + 1] * (told.low + 1 <= middle) + [told.high - 1] * (told.high - 1 >= middle)
    return (
        told.low <= middle <= told.high
        and all(_apart(end / 100, *counts) >= LIMIT - SLACK for end in ends)
        and all(_apart(end / 100, *counts) <= LIMIT + SLACK for end in within if end)
    )


def _apart(ratio: float, part: int, whole: int, other_part: int, other_whole: int) -> float:
    """The chi-square distance from the likeliest pair of shares with this ratio."""

    def likelihood(share: float) -> float:
        return _log(part, whole, ratio * share) + _log(other_part, other_whole, share)

    low, high = 0.0, min(1.0, 1 / ratio)
    for _ in range(STEPS):
        third = (high - low) / 3
        if likelihood(low + third) < likelihood(high - third):
            low += third
        else:
            high -= third
    share = (low + high) / 2
    return _distance(part, whole, ratio * share) + _distance(other_part, other_whole, share)


def _log(part: int, whole: int, share: float) -> float:
    hit = part * log(share) if part and share > 0 else (-1e300 if part else 0.0)
    missed = whole - part
    return hit + (missed * log(1 - share) if missed and share < 1 else (-1e300 if missed else 0.0))


def _distance(part: int, whole: int, share: float) -> float:
    spread = whole * share * (1 - share)
    return (part - whole * share) ** 2 / spread if spread > 1e-9 else 0.0
