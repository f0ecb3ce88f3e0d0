"""Draws over whole columns: shares are kept, and nothing is drawn twice in a row."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.chance import ascending, ids, masks, padded, pick, ragged, ranked
from matching.domain.answers import BLANK
from matching.domain.columns import bits

ROWS = 4_000


def test_values_come_in_their_shares_which_need_not_sum_to_a_hundred() -> None:
    drawn = pick(np.random.default_rng(1), {7: 3, BLANK: 1}, ROWS, np.int16)
    assert set(drawn) == {7, BLANK}
    assert abs(np.mean(drawn == 7) - 0.75) < 0.03


def test_a_pair_of_values_is_drawn_as_one() -> None:
    drawn = pick(np.random.default_rng(1), {(50, 100): 1, (100, 100): 1}, ROWS, np.int16)
    assert {tuple(row) for row in drawn.tolist()} == {(50, 100), (100, 100)}


def test_the_heavier_is_drawn_sooner_and_what_weighs_nothing_not_at_all() -> None:
    weights = np.array([[8, 1, 1, 0], [0, 1, 1, 8]], dtype=np.float32)
    group = np.arange(ROWS, dtype=np.int16) % 2
    drawn = ranked(np.random.default_rng(1), group, weights, 3)
    assert abs(np.mean(drawn[group == 0, 0] == 0) - 0.8) < 0.03
    assert not (drawn[group == 0] == 3).any()
    assert not (drawn[group == 1] == 0).any()


@given(st.integers(0, 2**32), st.integers(1, 9))
def test_nothing_is_drawn_twice_by_one_row(seed: int, most: int) -> None:
    group = np.zeros(30, dtype=np.int16)
    drawn = ranked(np.random.default_rng(seed), group, np.ones((1, 9), dtype=np.float32), most)
    assert all(len(set(row)) == most for row in drawn.tolist())


def test_a_list_cut_short_is_the_same_as_padded_ragged_sorted_or_a_set() -> None:
    lists, lengths = np.array([[5, 2, 9], [1, 3, 0], [4, 6, 7]]), np.array([2, 0, 3])
    assert padded(lists, lengths).tolist() == [[5, 2, BLANK], [BLANK] * 3, [4, 6, 7]]
    assert [ragged(lists, lengths).row(row) for row in range(3)] == [(5, 2), (), (4, 6, 7)]
    assert [ascending(lists, lengths).row(row) for row in range(3)] == [(2, 5), (), (4, 6, 7)]
    assert [bits(held) for held in masks(lists, lengths).tolist()] == [{2, 5}, set(), {4, 6, 7}]


def test_ids_sort_as_their_numbers_do() -> None:
    assert ids("K", 12)[[0, 8, 11]].tolist() == ["K01", "K09", "K12"]
    assert (np.argsort(ids("K", 120)) == np.arange(120)).all()
