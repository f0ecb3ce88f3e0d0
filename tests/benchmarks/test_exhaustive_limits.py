"""Exhaustive search under all constraints is right by hand, and the solver and it agree."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.exhaustive_drawn import OBJECTIVES
from benchmarks.exhaustive_drawn import model as drawn
from benchmarks.exhaustive_limits import best, difference, differences, recounted
from matching.allocation.constrained.solve import solve
from matching.allocation.limited.model import Limit, Model
from matching.domain.constraints import LimitKind
from matching.domain.plan import Status
from matching.domain.policy import Objective

COUPLE = np.array([[0, 1]], dtype=np.int32)


def table(points: list[list[int]], capacities: list[int], **more: Any) -> Model:
    """A model of a table, people down and openings across, each opening a firm of its own unless told."""
    worth = np.array(points, dtype=np.int64)
    opening, person = np.nonzero(worth.T >= 0)
    nobody = np.empty((0, 2), dtype=np.int32)
    fields = {
        "person": person.astype(np.int32),
        "opening": opening.astype(np.int32),
        "points": worth[person, opening],
        "size": np.ones(len(person), dtype=np.int64),
        "forced": np.zeros(len(person), dtype=np.bool_),
        "lists": np.ones(len(worth), dtype=np.int64),
        "capacities": np.array(capacities, dtype=np.int64),
        "employer": np.arange(len(capacities), dtype=np.int32),
        "together": nobody,
        "apart": nobody,
    }
    return Model(**{**fields, **more})


def openings(*marks: int) -> Any:
    return np.array(marks, dtype=np.bool_)


PEOPLE = [[900, 100], [800, 700], [500, -1]]
"""Three people and two openings, as worked by hand in docs/allocation.md."""


def test_without_limits_it_is_the_allocation_worked_by_hand() -> None:
    assert best(table(PEOPLE, [1, 1])) == (2, 2, 1600)
    assert best(table(PEOPLE, [1, 1], objective=Objective.POINTS)) == (0, 0, 1600)
    assert best(table(PEOPLE, [2, 1])) == (3, 3, 2100)


def test_points_alone_may_leave_people_out() -> None:
    worth = [[1000, 0], [999, -1]]
    assert best(table(worth, [1, 1])) == (2, 2, 999)
    assert best(table(worth, [1, 1], objective=Objective.POINTS)) == (0, 0, 1000)


@pytest.mark.parametrize(
    ("limit", "truth"),
    [
        (Limit(kind=LimitKind.EMPLOYER, name="", openings=openings(1, 0), most=0), (1, 1, 700)),
        (Limit(kind=LimitKind.CAP, name="", openings=openings(1, 1), most=1), (1, 1, 900)),
        (Limit(kind=LimitKind.FLOOR, name="", people=openings(0, 0, 1), least=1), (2, 2, 1200)),
        (Limit(kind=LimitKind.FLOOR, name="", people=openings(0, 0, 1), least=2), None),
        (Limit(kind=LimitKind.RESOURCE, name="", people=openings(1, 1, 0), most=1), (2, 2, 1200)),
        (Limit(kind=LimitKind.CLASS, name="", openings=openings(0, 1), least=2, or_none=True), (1, 1, 900)),
        (Limit(kind=LimitKind.CLASS, name="", openings=openings(0, 1), least=2), None),
    ],
)
def test_each_kind_of_limit_limits_as_it_says(limit: Limit, truth: tuple[int, int, int] | None) -> None:
    assert best(table(PEOPLE, [1, 1], limits=(limit,))) == truth


def test_companions_are_together_at_a_firm_or_nowhere_and_apart_at_none() -> None:
    both = [[900, 100], [800, 700]]
    assert best(table(both, [1, 1], together=COUPLE)) == (0, 0, 0)
    assert best(table(both, [2, 1], together=COUPLE)) == (2, 2, 1700)
    assert best(table(both, [2, 1], apart=COUPLE)) == (2, 2, 1600)
    assert best(table(both, [2, 1], apart=COUPLE, employer=np.zeros(2, dtype=np.int32))) == (1, 1, 900)


def test_two_at_half_time_share_a_seat_and_a_pin_is_kept_whatever_it_costs() -> None:
    halves = table(PEOPLE, [2, 0])
    assert best(replace(halves, size=np.array([1, 2, 1, 1, 1])[halves.opening * 0 + halves.person])) == (
        2,
        2,
        1400,
    )
    pinned = (halves.person == 2) & (halves.opening == 0)
    assert best(replace(table(PEOPLE, [1, 1]), forced=pinned)) == (2, 2, 1200)


def test_a_person_on_two_lists_counts_once() -> None:
    assert best(table(PEOPLE, [1, 1], lists=np.array([2, 2, 1]))) == (2, 2, 1600)
    assert best(table(PEOPLE[:1], [1, 1], lists=np.array([2]))) == (1, 2, 1000)


def test_a_choice_that_breaks_a_constraint_is_worth_nothing() -> None:
    made = table(PEOPLE, [1, 1])
    assert recounted(made, np.ones(len(made.person), dtype=np.bool_)) is None
    assert recounted(made, np.zeros(len(made.person), dtype=np.bool_)) == (0, 0, 0)


def test_a_solver_that_is_wrong_about_a_total_a_bound_or_an_end_is_found_out() -> None:
    made = table(
        PEOPLE, [1, 1], limits=(Limit(kind=LimitKind.CAP, name="", openings=openings(1, 1), most=1),)
    )
    right = solve(made)
    assert difference(made, right) is None
    worse = np.arange(len(made.person)) == 1
    assert difference(made, replace(right, chosen=worse)) is not None
    assert difference(made, replace(right, status=Status.INFEASIBLE)) is not None
    low = tuple(replace(stage, bound=stage.bound - 1) for stage in right.stages)
    assert difference(made, replace(right, stages=low)) is not None


def test_drawn_instances_have_every_kind_of_constraint() -> None:
    chance = np.random.default_rng(1)
    made = [drawn(chance) for _ in range(200)]
    assert {limit.kind for one in made for limit in one.limits} == set(LimitKind) - {
        LimitKind.APART,
        LimitKind.TOGETHER,
    }
    assert any(len(one.together) for one in made)
    assert any(len(one.apart) for one in made)
    assert all(any(one.objective is objective for one in made) for objective in OBJECTIVES)


def test_search_and_solver_agree() -> None:
    found = list(differences(40, 7))
    assert [told for _, told in found if told] == []
    assert {status for status, _ in found} == {Status.OPTIMAL, Status.INFEASIBLE}
