"""What one thing more or less is worth under constraints: exact, or between two down to the first open aim."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.allocation.constrained.whole import best_total
from matching.allocation.limited.model import Limit, Model
from matching.allocation.limited.resolving import Best, Known, _amount, _gain
from matching.domain.cohort import Cohort
from matching.domain.constraints import Floor, LimitKind, SharedResource
from matching.domain.openings import Employer
from matching.domain.plan import Plan
from matching.domain.policy import Decision, Objective, Policy
from matching.domain.proof import Aim, Total
from matching.pipeline import fill
from tests.allocation.enumerated import model, plans
from tests.builders import CATALOGUE, CNC, ON, candidate, opening


def best(*aims: tuple[Aim, int, int]) -> Best:
    return tuple(Known(*one) for one in aims)


def meetings(people: tuple[int, int], proposals: tuple[int, int], points: tuple[int, int]) -> Best:
    return best((Aim.PEOPLE, *people), (Aim.PROPOSALS, *proposals), (Aim.POINTS, *points))


def test_what_counts_less_than_an_aim_that_is_open_is_not_told() -> None:
    plan, other = meetings((5, 5), (8, 9), (4000, 4000)), meetings((5, 5), (9, 9), (4100, 4100))
    assert _amount(other, plan) == (Total(), Total(0, 1, 0))


def test_where_people_and_proposals_are_the_same_both_are_told() -> None:
    plan = best((Aim.PEOPLE, 5, 6), (Aim.POINTS, 4000, 4100))
    other = best((Aim.PEOPLE, 7, 7), (Aim.POINTS, 4200, 4200))
    assert _amount(other, plan) == (Total(1, 1, 0), Total(2, 2, 0))


def test_an_aim_closed_by_what_can_be_no_worse_opens_the_next() -> None:
    """The plan's 5 people are the best there is, since not even the other has more: so its points tell too."""
    plan = best((Aim.PEOPLE, 5, 6), (Aim.POINTS, 4000, 4100))
    other = best((Aim.PEOPLE, 5, 5), (Aim.POINTS, 4300, 4300))
    assert _gain(other, plan) == (Total(0, 0, 200), Total(0, 0, 300))


def test_points_of_a_plan_with_too_few_people_are_no_least() -> None:
    plan = best((Aim.PEOPLE, 5, 5), (Aim.POINTS, 4000, 4000))
    other = best((Aim.PEOPLE, 4, 5), (Aim.POINTS, 4300, 4400))
    assert _gain(other, plan) == (Total(), Total(0, 0, 400))


def test_where_points_alone_count_points_alone_are_told() -> None:
    """One seat that may be shared: one at full time is worth less than the two at half time a floor asks for, who
    are more people; what the floor and the seat are worth is told in points."""
    half = (50, 50)
    people = [
        candidate(id="k1", wishes=(CNC,)),
        candidate(id="k2", extent=half),
        candidate(id="k3", extent=half),
    ]
    made = Cohort.of(people, [opening(id="p1", extent=(50, 100), sharing=True)], [Employer(name="A")])
    floor = Floor(name="G", least=2, ground="G", by="A", members=frozenset({"k2", "k3"}))
    policy = Policy(objective=Objective.POINTS, reserves=0, share_seats=True, floors=(floor,))
    plan = fill(made, CATALOGUE, policy, on=ON, seed=1)
    assert plan.audit is not None
    assert plan.audit.findings == ()
    told = [one.price for one in plan.limits] + [one.one_more for one in plan.seat_values]
    assert all(one is not None and (one.people, one.proposals) == (0, 0) for one in told)
    assert plan.seat_values[0].one_more.points > 0


def told_of(people: int, openings: int, **changes: Any) -> Plan:
    made = generate(people, openings, seed=3, catalogue=CATALOGUE)
    names = made.openings.id.tolist()
    course = SharedResource(name="Kurs", seats=3, openings=tuple(names[::2]))
    policy = replace(Policy(allow_unknown=True, resources=(course,)), **changes)
    plan = fill(made, CATALOGUE, policy, on=ON, seed=1)
    assert plan.audit is not None
    assert plan.audit.findings == ()
    return plan


def test_a_round_of_ninety_people_and_twenty_one_places_is_told_what_places_and_decisions_are_worth() -> None:
    first = told_of(90, 21)
    one = first.assignments[0]
    veto = Decision(candidate=one.candidate, opening=one.opening, by="A", reason="B")
    plan = told_of(90, 21, vetoes=(veto,))
    assert len(plan.seat_values) == 21
    assert max(value.one_more for value in plan.seat_values) > Total()
    assert plan.decision_costs[0].cost is not None
    assert plan.objective is not None
    assert first.objective == plan.objective + plan.decision_costs[0].cost


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
    st.integers(0, 2),
    st.integers(1, 2),
    st.sampled_from((Objective.PEOPLE, Objective.POINTS)),
)
def test_the_solver_alone_finds_what_the_best_of_all_plans_comes_to(
    points: list[int], most: int, lists: int, objective: Objective
) -> None:
    cap = Limit(kind=LimitKind.CAP, name="tak", openings=np.array([True, False]), most=most)
    asked: Model = model(
        points=np.array(points) * 100,
        limits=(cap,),
        lists=np.full(3, lists),
        capacities=np.array([2, 1]),
        objective=objective,
    )
    worth = {(p, o): n for p, o, n in zip(asked.person, asked.opening, asked.points.tolist(), strict=True)}
    totals = [
        Total(len({person for person, _ in plan}), len(plan), sum(worth[pair] for pair in plan))
        for plan in plans(asked)
    ]
    found, certain = best_total(asked)
    assert certain
    assert found is not None
    if objective is Objective.POINTS:
        assert found.points == max(one.points for one in totals)
    else:
        assert found == max(totals)


def test_nothing_that_keeps_the_limits_is_certain_too() -> None:
    least = Limit(kind=LimitKind.FLOOR, name="minst", least=9)
    assert best_total(model(limits=(least,))) == (None, True)
