"""Fits compared inside each trade: what a group wishes for does not make it look better or worse."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.blocks.fits import ABSENT
from matching.domain.columns import Bool, Int16
from matching.domain.fairness import WithinTrade
from matching.fairness.within_trade import within_trade


def people(*groups: tuple[bool, int, tuple[int, ...]]) -> tuple[Int16, Bool]:
    """(of the group, how many, best fit in each trade) to the table and the marks."""
    rows = [(mine, best) for mine, count, best in groups for _ in range(count)]
    return np.array([best for _, best in rows], dtype=np.int16), np.array([mine for mine, _ in rows])


def test_a_group_in_a_trade_of_low_fits_is_no_worse_when_it_fits_as_well_as_the_others_there() -> None:
    best, mine = people(
        (True, 30, (300, ABSENT)),
        (True, 10, (ABSENT, 800)),
        (False, 10, (300, ABSENT)),
        (False, 30, (ABSENT, 800)),
    )
    assert within_trade(best, mine) == WithinTrade(550, 550, 2)


def test_each_trade_weighs_as_many_as_have_a_fit_there() -> None:
    best, mine = people((True, 10, (400, 600)), (False, 10, (500, ABSENT)), (False, 20, (ABSENT, 900)))
    # 20 people in the first trade, 30 in the second: (20 * 400 + 30 * 600) / 50, and (20 * 500 + 30 * 900) / 50.
    assert within_trade(best, mine) == WithinTrade(520, 740, 2)


def test_a_trade_with_a_few_of_either_is_not_compared() -> None:
    best, mine = people((True, 9, (100, ABSENT)), (True, 10, (ABSENT, 500)), (False, 10, (900, 600)))
    assert within_trade(best, mine) == WithinTrade(500, 600, 1)


def test_where_no_trade_can_be_compared_nothing_is_told() -> None:
    assert within_trade(*people((True, 9, (100,)), (False, 30, (200,)))) is None


@given(st.lists(st.integers(0, 1000), min_size=10, max_size=30))
def test_groups_with_the_same_fits_come_out_equal(points: list[int]) -> None:
    best = np.array([[one] for one in (*points, *points)], dtype=np.int16)
    mine = np.array([True] * len(points) + [False] * len(points))
    found = within_trade(best, mine)
    assert found
    assert found.points == found.others
