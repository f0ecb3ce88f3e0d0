"""Two shares compared: the ratio and its interval, against known answers and another way of reckoning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.audit.fairness_ratio import is_ratio
from matching.domain.fairness import Ratio
from matching.fairness.ratio import ratio

SIZES = st.integers(1, 500)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int, int]:
    whole, other = draw(SIZES), draw(SIZES)
    return draw(st.integers(0, whole)), whole, draw(st.integers(0, other)), other


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ((7, 34, 1, 34), Ratio(700, 122, 4258)),
        ((1, 34, 7, 34), Ratio(14, 2, 82)),
        ((30, 100, 30, 100), Ratio(100, 65, 153)),
        ((0, 50, 20, 60), Ratio(0, 0, 22)),
    ],
)
def test_known_counts_give_known_intervals(given_: tuple[int, int, int, int], told: Ratio) -> None:
    """The first two are the same table both ways round, so each interval is the other's inverse."""
    assert ratio(*given_) == told


@given(counts())
def test_the_interval_is_what_the_test_leaves_whichever_way_it_is_reckoned(
    given_: tuple[int, int, int, int],
) -> None:
    found = ratio(*given_)
    assert (found is None) == (given_[2] == 0)
    if found:
        assert found.low <= found.hundredths <= found.high
        assert is_ratio(found, *given_)


@given(st.integers(1, 200), st.integers(1, 5), st.integers(1, 5), st.data())
def test_equal_shares_give_a_ratio_of_one_inside_the_interval(
    size: int, times: int, others: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(1, size))
    found = ratio(times * part, times * size, others * part, others * size)
    assert found is not None
    assert found.hundredths == 100
    assert found.low < 100 < found.high


@given(counts())
def test_more_people_of_the_same_share_never_widen_the_interval(given_: tuple[int, int, int, int]) -> None:
    once, thrice = ratio(*given_), ratio(*(3 * one for one in given_))
    if once and thrice:
        assert once.low <= thrice.low
        assert thrice.high <= once.high


def test_over_a_share_of_nobody_there_is_no_ratio() -> None:
    assert ratio(5, 10, 0, 20) is None
    assert ratio(5, 10, 0, 0) is None
