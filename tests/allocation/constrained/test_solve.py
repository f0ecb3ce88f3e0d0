"""The allocation under constraints is best, told as it is, and the same for the same input."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.instances_constrained import constrained
from matching.allocation.constrained.goal import total
from matching.allocation.constrained.keeping import keeps
from matching.allocation.constrained.layout import lay_out
from matching.allocation.constrained.mip import feasible
from matching.allocation.constrained.solve import solve
from matching.allocation.limited.model import Limit, Model
from matching.domain.constraints import LimitKind
from matching.domain.plan import Status
from matching.domain.policy import Objective
from matching.domain.proof import BoundKind
from tests.allocation.constrained.tiny import best, plans, tiny


@pytest.mark.parametrize("part", range(8))
def test_the_plan_is_the_best_of_all_there_are(part: int) -> None:
    for seed in range(part * 50, part * 50 + 50):
        model = tiny(seed)
        solved, wanted = solve(model), best(model)
        if wanted is None:
            assert solved.status is Status.INFEASIBLE, seed
            continue
        assert solved.status is Status.OPTIMAL, seed
        assert (plans(model) == solved.chosen).all(axis=1).any(), seed
        amount = total(model, solved.chosen)
        found = (amount.people, amount.proposals, amount.points)
        points_alone = model.objective is Objective.POINTS
        assert found[2] == wanted[2] if points_alone else found == wanted, seed


@pytest.mark.parametrize("part", range(4))
def test_seats_shared_and_nothing_else_are_filled_at_their_best(part: int) -> None:
    for seed in range(part * 20, part * 20 + 20):
        given = tiny(seed)
        few = np.minimum(given.size, 2)
        alone = replace(given, limits=(), together=given.together[:0], apart=given.apart[:0], size=few)
        wanted = best(alone)
        solved = solve(alone)
        assert solved.status is (Status.INFEASIBLE if wanted is None else Status.OPTIMAL), seed
        if wanted is not None:
            assert (plans(alone) == solved.chosen).all(axis=1).any(), seed
            assert total(alone, solved.chosen).points == wanted[2], seed


def test_whether_any_plan_keeps_a_model_is_told() -> None:
    for seed in range(100):
        model = tiny(seed)
        assert feasible(model) is (best(model) is not None), seed


def test_a_plan_is_told_as_proven_by_its_bound_only_where_they_are_equal() -> None:
    for seed in range(60):
        solved = solve(tiny(seed))
        equal = all(stage.bound == stage.objective for stage in solved.stages)
        assert (solved.bound_kind is BoundKind.CERTIFIED) is equal, seed


def test_a_small_round_with_every_kind_is_proven_best() -> None:
    model = constrained("S", 20)
    solved = solve(model)
    assert solved.status is Status.OPTIMAL
    assert keeps(lay_out(model), solved.chosen)


def test_most_people_come_before_most_points() -> None:
    by_points = constrained("S", 21)
    by_people = solve(replace(by_points, objective=Objective.PEOPLE))
    people = total(by_points, by_people.chosen)
    points = total(by_points, solve(by_points).chosen)
    assert people.people >= points.people
    assert people.points <= points.points
    assert [stage.objective for stage in by_people.stages] == [people.people, people.points]


def test_the_same_input_gives_the_same_plan_and_proof() -> None:
    model = constrained("S", 2)
    first, second = solve(model, seed=1), solve(model, seed=1)
    assert (first.chosen == second.chosen).all()
    assert (first.stages[0].people == second.stages[0].people).all()


def test_little_work_gives_the_best_so_far_and_a_bound_that_holds() -> None:
    model = constrained("S", 2)
    little, usual = solve(model, effort=1), solve(model)
    assert little.status is Status.FEASIBLE
    assert not little.stopped
    assert keeps(lay_out(model), little.chosen)
    assert little.stages[0].objective <= usual.stages[0].objective <= usual.stages[0].bound
    assert usual.stages[0].bound <= little.stages[0].bound


def test_a_deadline_that_comes_is_told() -> None:
    assert solve(constrained("S", 2), deadline=lambda: True).stopped


def test_a_floor_that_cannot_be_reached_has_no_plan() -> None:
    model = constrained("S", 2)
    few = np.arange(len(model.lists)) < 5
    floor = Limit(kind=LimitKind.FLOOR, name="too high", people=few, least=6)
    assert solve(replace(model, limits=(*model.limits, floor))).status is Status.INFEASIBLE


@pytest.mark.parametrize("seed", range(6))
def test_a_generalised_assignment_with_sizes_of_each_pair_is_solved(seed: int) -> None:
    chance = np.random.default_rng(seed)
    jobs, agents = 6, 2
    model = Model(
        person=np.tile(np.arange(jobs, dtype=np.int32), agents),
        opening=np.repeat(np.arange(agents, dtype=np.int32), jobs),
        points=chance.integers(10, 50, size=jobs * agents),
        size=chance.integers(5, 26, size=jobs * agents),
        forced=np.zeros(jobs * agents, dtype=np.bool_),
        lists=np.ones(jobs, dtype=np.int64),
        capacities=np.full(agents, 40),
        employer=np.arange(agents, dtype=np.int32),
        together=np.empty((0, 2), dtype=np.int32),
        apart=np.empty((0, 2), dtype=np.int32),
        objective=Objective.POINTS,
    )
    wanted = best(model)
    assert wanted is not None
    assert solve(model).stages[0].objective == wanted[2]
