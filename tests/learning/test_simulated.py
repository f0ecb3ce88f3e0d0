"""A small run of the measurement in benchmarks/learning.py: what it promises, on few seeds."""

import numpy as np
import pytest

from benchmarks.learning import one_repeat, summary
from benchmarks.policy_value import planned, points
from benchmarks.simulator import COMPLETE, STRENGTH, WORLDS, Pool, World, chances, pool, unrecorded
from matching.learning.examples import CRITERIA
from tests.builders import CATALOGUE

SEEDS = range(3)


@pytest.fixture(scope="module")
def made() -> Pool:
    return pool(300, 60, seed=0, catalogue=CATALOGUE)


@pytest.mark.parametrize("size", [200, 2_000])
@pytest.mark.parametrize("world", WORLDS)
def test_learned_weights_are_never_clearly_worse_than_the_experts(made: Pool, world: str, size: int) -> None:
    found = summary([one_repeat(WORLDS[world], made.grades, size, seed) for seed in SEEDS])
    assert found["learned_worse_than_expert"]["mean"] <= 0.002
    assert found["in_use_worse_than_expert"]["mean"] <= 0.002
    assert found["brier"]["oracle"] < found["brier"]["learned"]


def test_a_wrong_weight_is_mended_by_2000_outcomes(made: Pool) -> None:
    found = summary([one_repeat(WORLDS["expert wrong sign"], made.grades, 2_000, seed) for seed in SEEDS])
    assert found["brier"]["learned"] <= found["brier"]["without_prior"] + 0.005
    assert found["brier"]["learned"] < found["brier"]["expert"] - 0.002


def test_every_world_tells_as_much_as_is_said_and_no_more(made: Pool) -> None:
    for name, world in WORLDS.items():
        truth = chances(world, made.grades, np.zeros(len(made.grades)), made.grades)
        spread = np.log(truth / (1 - truth)).std()
        assert spread == pytest.approx(0 if name == "noise" else STRENGTH, abs=1e-6)
        assert truth.mean() == pytest.approx(COMPLETE, abs=0.05)


def test_less_is_recorded_and_nothing_else_is_changed(made: Pool) -> None:
    people = made.scorer.people
    less = unrecorded(people, np.random.default_rng(1), 1 / 3)
    assert len(less.skills.values) / len(people.skills.values) == pytest.approx(2 / 3, abs=0.05)
    for row in range(len(people)):
        assert set(less.skills.row(row)) <= set(people.skills.row(row))
        assert less.skills_known[row] == (
            people.skills_known[row] and (not people.skills.row(row) or bool(less.skills.row(row)))
        )


def test_a_plan_by_the_truth_is_better_than_one_by_points_and_that_than_one_by_chance(made: Pool) -> None:
    only_one = np.eye(len(CRITERIA))[0]
    truth = chances(
        World({}, lambda grades, _: grades @ only_one), made.grades, np.zeros(len(made.grades)), made.grades
    )
    by_chance = planned(made, np.random.default_rng(1).random(len(truth)), truth)
    assert by_chance < planned(made, points(made), truth) < planned(made, truth, truth)
