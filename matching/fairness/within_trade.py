"""Best fits by person and trade in, a group compared with everybody else inside each trade out."""

from fractions import Fraction
from math import floor

import numpy as np

from matching.blocks.fits import ABSENT
from matching.domain.columns import Bool, Int16
from matching.domain.fairness import WithinTrade
from matching.hiding import LEAST_SHOWN


def within_trade(best: Int16, mine: Bool) -> WithinTrade | None:
    """Most points by person and trade, shape (people, trades), and who is of the group, shape (people,), in.

    In each trade where the group and the others are both LEAST_SHOWN people or more, the mean of either; then the
    mean over those trades, each with the weight of all who have a fit there: the same weights for both, so that a
    group that wishes for other trades does not look worse for it (direct standardisation). None where no trade can
    be compared.
    """
    has = best != ABSENT
    sums, counts = (_by_side(table, mine) for table in (np.where(has, best, 0).astype(np.int64), has))
    compared = [
        (group, others, of_group + of_others, of_group, of_others)
        for group, others, of_group, of_others in zip(*sums, *counts, strict=True)
        if min(of_group, of_others) >= LEAST_SHOWN
    ]
    weight = sum(both for _, _, both, _, _ in compared)
    if not weight:
        return None
    ours = [Fraction(group * both, count * weight) for group, _, both, count, _ in compared]
    theirs = [Fraction(others * both, count * weight) for _, others, both, _, count in compared]
    return WithinTrade(_rounded_sum(ours), _rounded_sum(theirs), len(compared))


def _by_side(
    table: np.ndarray[tuple[int, ...], np.dtype[np.generic]], mine: Bool
) -> tuple[list[int], list[int]]:
    return table[mine].sum(axis=0).tolist(), table[~mine].sum(axis=0).tolist()


def _rounded_sum(values: list[Fraction]) -> int:
    return floor(sum(values, Fraction(1, 2)))
