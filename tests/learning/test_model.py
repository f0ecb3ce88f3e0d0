"""The slopes found are the most likely ones that are not below 0, drawn towards the expert weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.columns import Bool
from matching.domain.policy import Policy
from matching.learning.examples import CRITERIA, Examples, Float64
from matching.learning.model import (
    FEW,
    MANY,
    NARROW,
    VAGUE,
    WIDE,
    calibrate,
    learn,
    level,
    logistic,
    most_likely,
    shares_of,
    width,
)

EXPERT = Policy().weights
SIZE = len(CRITERIA)
seeds = st.integers(0, 10_000)


def drawn(seed: int, size: int, slopes: Float64) -> tuple[Float64, Bool]:
    chance = np.random.default_rng(seed)
    grades = chance.random((size, SIZE))
    return grades, chance.random(size) < logistic((grades - 0.5) @ slopes)


def started(seed: int, size: int, slopes: Float64, drift: float = 0.0) -> Examples:
    """So many examples, one starting each day; `drift` is how much the logit changes from first to last."""
    chance = np.random.default_rng(seed)
    grades, days = chance.random((size, SIZE)), np.arange(size)
    completed = chance.random(size) < logistic((grades - 0.5) @ slopes + drift * days / size)
    return Examples(grades, completed, days.astype(np.int32), np.full(size, "all"))


@settings(max_examples=50, deadline=None)
@given(seeds, st.integers(10, 300), st.floats(0.05, 5))
def test_no_step_from_what_is_found_makes_it_likelier(seed: int, size: int, wide: float) -> None:
    chance = np.random.default_rng(seed)
    grades, completed = drawn(seed, size, chance.normal(0, 2, SIZE))
    design = np.column_stack([np.ones(size), grades - grades.mean(axis=0)])
    mean, least = np.append(0, chance.random(SIZE)), np.append(-np.inf, np.zeros(SIZE))
    precision = np.append(VAGUE, np.full(SIZE, wide**-2))
    found = most_likely(design, completed, mean=mean, precision=precision, least=least)
    gradient = design.T @ (logistic(design @ found) - completed) + precision * (found - mean)
    assert (found >= least).all()
    at_least = found == least
    assert np.abs(gradient[~at_least]).max() < 1e-5 * size
    assert (gradient[at_least] >= 0).all()


def test_a_criterion_that_tells_the_opposite_falls_to_0_and_does_not_flip() -> None:
    slopes = np.array([3.0, 3.0, -3.0, 3.0, 3.0, 3.0])
    learned = learn(started(1, 5_000, slopes), EXPERT)
    assert learned.slopes[2] == 0
    assert (np.delete(learned.slopes, 2) > 0).all()


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(20, 200))
def test_with_a_prior_next_to_certain_the_expert_weights_stay(seed: int, size: int) -> None:
    known = started(seed, size, np.zeros(SIZE))
    expert = calibrate(known, EXPERT)
    learned = learn(known, EXPERT, wide=1e-6)
    assert learned.slopes == pytest.approx(expert.slopes, abs=1e-6)
    assert learned.chances(known.grades) == pytest.approx(expert.chances(known.grades), abs=1e-6)


def test_with_many_outcomes_the_slopes_are_those_that_made_them() -> None:
    slopes = np.array([2.0, 0.5, 1.0, 0.0, 3.0, 1.5])
    learned = learn(started(2, 50_000, slopes), EXPERT)
    assert learned.slopes == pytest.approx(slopes, abs=0.2)


def test_a_criterion_that_is_the_same_for_all_keeps_what_the_experts_hold() -> None:
    known = started(3, 1_000, np.full(SIZE, 2.0))
    known.grades[:, 4] = 0.5
    assert learn(known, EXPERT).slopes[4] == calibrate(known, EXPERT).slopes[4] > 0


def test_scaling_the_expert_weights_keeps_their_proportions_and_never_turns_them_round() -> None:
    agreeing = calibrate(started(4, 5_000, np.full(SIZE, 2.0)), EXPERT).slopes
    assert agreeing / agreeing.sum() == pytest.approx(shares_of(EXPERT))
    assert (calibrate(started(4, 5_000, np.full(SIZE, -2.0)), EXPERT).slopes == 0).all()


@pytest.mark.parametrize("completes", [True, False])
def test_where_all_went_the_same_way_there_is_still_an_answer(completes: bool) -> None:
    known = started(5, 100, np.zeros(SIZE))
    known.completed[:] = completes
    chances = learn(known, EXPERT).chances(known.grades)
    assert np.isfinite(chances).all()
    assert ((chances > 0.9) == completes).all()


@pytest.mark.parametrize("drift", [-1.5, 1.5])
def test_what_is_expected_is_as_things_stood_at_the_last_start(drift: float) -> None:
    known = started(6, 20_000, np.zeros(SIZE), drift)
    at_last = logistic(np.array(drift))
    for model in (level(known), calibrate(known, EXPERT), learn(known, EXPERT)):
        assert model.chances(known.grades).mean() == pytest.approx(at_last, abs=0.03)
        assert abs(float(known.completed.mean()) - float(at_last)) > 0.1


def test_of_few_outcomes_a_drift_is_hardly_believed() -> None:
    slopes = np.zeros(SIZE)
    known = [started(seed, 100, slopes, 1.5) for seed in range(20)]
    moved = [level(one).chances(one.grades).mean() - one.completed.mean() for one in known]
    assert (
        0 < np.mean(moved) < 0.06 < logistic(np.array(1.5)) - np.mean([one.completed.mean() for one in known])
    )


def test_where_all_started_on_one_day_there_is_no_drift() -> None:
    known = started(7, 500, np.full(SIZE, 2.0))
    known.started[:] = 5
    assert level(known).chances(known.grades) == pytest.approx(known.completed.mean(), abs=1e-3)


def test_the_prior_is_wider_the_more_outcomes_there_are() -> None:
    assert [width(size) for size in (0, 50, FEW)] == [NARROW] * 3
    assert [width(size) for size in (MANY, 10 * MANY)] == [WIDE] * 2
    assert NARROW < width(600) < width(700) < WIDE


def test_a_weight_of_100_on_each_side_is_half_the_score() -> None:
    assert shares_of(EXPERT).sum() == pytest.approx(1)
    assert shares_of(EXPERT)[0] == 0.5
