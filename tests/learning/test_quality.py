"""Figures of quality on cases counted by hand, and their intervals."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pytest

from matching.domain.columns import Rows
from matching.learning.examples import CRITERIA, Examples, Float64
from matching.learning.quality import SCALE, brier, by_group, ece, estimate, gain, quality


def test_brier_is_the_mean_square_of_what_was_missed_by() -> None:
    assert brier(np.array([0.8, 0.4]), np.array([True, False])) == pytest.approx((0.04 + 0.16) / 2)


def test_calibration_error_is_the_mean_distance_of_ten_equally_large_bins() -> None:
    chances = np.repeat([0.2, 0.8], 50)
    as_expected = np.tile([True, False, False, False, False, True, True, True, True, False], 10)
    of_each_bin = np.concatenate([np.tile(as_expected[:5], 10), np.tile(as_expected[5:10], 10)])
    assert ece(chances, of_each_bin) == pytest.approx(0)
    assert ece(chances + 0.1, of_each_bin) == pytest.approx(0.1)


def test_calibration_error_of_what_is_always_wrong_is_1() -> None:
    assert ece(np.repeat([0.0, 1.0], 50), np.repeat([True, False], 50)) == 1


def mean_of(values: Float64, rows: Rows) -> float:
    return float(values[rows].mean())


def test_the_interval_holds_the_truth_about_19_times_of_20() -> None:
    chance = np.random.default_rng(1)
    times, held = 400, 0
    for _ in range(times):
        values = chance.random(200)
        found = estimate(partial(mean_of, values), len(values))
        held += found.low <= SCALE // 2 <= found.high
        assert found.high - found.value == pytest.approx(found.value - found.low, abs=1)
    assert 0.92 <= held / times <= 0.98


def test_a_gain_is_above_0_where_the_first_is_nearer() -> None:
    completed = np.arange(100) % 2 == 0
    near, far = np.where(completed, 0.9, 0.1), np.full(100, 0.5)
    assert gain(near, far, completed).value == round(SCALE * (0.25 - 0.01))
    assert gain(far, near, completed).high < 0


def told(groups: Mapping[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    """Groups with how many outcomes they have, and how many of those completed, in; what is told of them out."""
    named = [name for name, (size, _) in groups.items() for _ in range(size)]
    completed = [place < done for size, done in groups.values() for place in range(size)]
    examples = Examples(
        np.zeros((len(named), len(CRITERIA))),
        np.array(completed),
        np.zeros(len(named), dtype=np.int32),
        np.array(named),
    )
    found = by_group(np.full(len(named), 0.5), examples)
    return [(one.group, one.outcomes, one.completed) for one in found]


@pytest.mark.parametrize(
    "groups",
    [
        {"high": (100, 50), "low": (9, 5)},
        {"high": (100, 50), "low": (30, 9)},
        {"high": (100, 50), "low": (30, 21)},
        {"high": (100, 50), "low": (30, 0), "none": (20, 3)},
    ],
)
def test_one_group_of_few_of_either_kind_hides_the_next_since_the_totals_are_told(
    groups: dict[str, tuple[int, int]],
) -> None:
    assert not {name for name, *_ in told(groups)} & {"high", "low" if groups["low"][1] else "none"}


def test_groups_that_are_large_enough_are_told() -> None:
    assert told({"high": (40, 20), "low": (20, 10)}) == [("high", 40, 20), ("low", 20, 10)]


def test_of_many_groups_the_large_ones_are_told_beside_those_hidden() -> None:
    groups = {"a": (200, 100), "b": (60, 30), "c": (40, 4)}
    assert told(groups) == [("a", 200, 100)]


def test_quality_counts_what_it_rests_on() -> None:
    found = quality(np.full(40, 0.25), np.arange(40) % 4 == 0)
    assert (found.outcomes, found.completed, found.group) == (40, 10, "")
