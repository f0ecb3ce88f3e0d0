"""Limits beside pins, a least fit, meetings and each other: a plan keeps all of them and says what it came to."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    SharedResource,
)
from matching.domain.plan import Status
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.proof import Total
from matching.domain.reasons import ReasonCode
from tests.allocation.limited_rounds import (
    CNC_KEY,
    HALF,
    filled,
    people,
    places,
    proposed,
    reasons,
    round_of,
    three,
)
from tests.builders import CATALOGUE, candidate


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ({"employer_totals": (EmployerTotal(employer="Fabrikk A", most=1),)}, 2),
        ({"caps": (Cap(trade=CNC_KEY, most=1),)}, 2),
        ({"resources": (SharedResource(name="Kurs", seats=1, openings=("p1",)),)}, 2),
        ({"classes": (ClassSize(opening="p1", least=1, most=1),)}, 2),
    ],
)
def test_a_place_is_as_many_meetings_as_the_policy_says(limit: dict[str, Any], most: int) -> None:
    round_ = round_of(three(), places({"seats": 50}))
    plan = filled(round_, Policy(mode=Mode.MEETINGS, people_per_seat=2, **limit))
    assert (len(plan.assignments), plan.limits[0].most) == (2, most)


def test_a_pin_is_kept_within_the_limits_and_told_what_it_costs() -> None:
    pin = Decision(candidate="k2", opening="p1", by="A", reason="avtalt")
    total = EmployerTotal(employer="Fabrikk A", most=1)
    plan = filled(round_of(three(), places({}, {})), Policy(pins=(pin,), employer_totals=(total,)))
    assert proposed(plan) == {("k2", "p1")}
    assert [one.cost for one in plan.decision_costs] == [Total(0, 0, 480 - 428)]


def test_pins_that_pass_a_limit_leave_no_plan_and_say_which_decisions_conflict() -> None:
    pins = tuple(
        Decision(candidate=name, opening=place, by="A", reason="avtalt")
        for name, place in (("k1", "p1"), ("k2", "p2"))
    )
    total = EmployerTotal(employer="Fabrikk A", most=1)
    plan = filled(round_of(three(), places({}, {})), Policy(pins=pins, employer_totals=(total,)))
    assert plan.status is Status.INFEASIBLE
    assert plan.assignments == ()
    assert {one.code for one in plan.causes} >= {ReasonCode.CONFLICT, ReasonCode.CONFLICT_MOST}


@pytest.mark.parametrize("limit", [{}, {"caps": (Cap(trade=CNC_KEY, most=5),)}])
def test_whoever_is_below_the_least_fit_is_told_so(limit: dict[str, Any]) -> None:
    plan = filled(round_of(three(), places({"seats": 30})), Policy(minimum_fit=430, **limit))
    assert people(plan) == {"k1"}
    assert reasons(plan, "k2") == [(ReasonCode.BELOW_MINIMUM, {"count": 1, "minimum": 430})]
    (empty,) = plan.empty_seats
    assert [(one.code, one.fact("count")) for one in empty.reasons] == [(ReasonCode.BELOW_MINIMUM, 2)]


def test_a_pin_may_be_below_the_least_fit() -> None:
    pin = Decision(candidate="k2", opening="p1", by="A", reason="avtalt")
    plan = filled(round_of(three(), places({}, {})), Policy(minimum_fit=430, pins=(pin,)))
    assert people(plan) == {"k1", "k2"}


def test_most_points_alone_is_another_plan_than_most_people() -> None:
    """At firm B k1 alone would be 480; two others, who are together, are 856 there, so points and people agree;
    with k1 against one at 428, points decide."""
    round_ = round_of(three(), places({}))
    plan = filled(round_, Policy(objective=Objective.POINTS, caps=(Cap(trade=CNC_KEY, most=1),)))
    assert people(plan) == {"k1"}
    assert plan.bounds is not None
    assert [stage.aim for stage in plan.bounds.stages] == ["points"]


LIMITS: dict[str, Any] = {
    "employer_totals": (EmployerTotal(employer="999999999", most=1),),
    "classes": (ClassSize(opening="p2", least=2, most=2),),
    "apart": (Companions(first="k1", second="k2", by="A", reason="B"),),
    "caps": (Cap(trade=CNC_KEY, region="34", most=3),),
    "resources": (SharedResource(name="Kurs", seats=2, openings=("p2", "p3")),),
    "share_seats": True,
    "minimum_fit": 400,
}


@settings(max_examples=8, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(LIMITS))),
    st.sampled_from(Mode),
    st.sampled_from((Objective.PEOPLE, Objective.POINTS)),
)
def test_any_of_them_together_give_a_plan_the_control_agrees_with(
    names: set[str], mode: Mode, objective: Objective
) -> None:
    everybody = [*three(), candidate(id="k4", extent=HALF), candidate(id="k5", extent=HALF)]
    openings = places({}, {"seats": 20, "employer": 1, "extent": (50, 100), "sharing": True}, {"employer": 1})
    chosen = {name: LIMITS[name] for name in names}
    plan = filled(round_of(everybody, openings), Policy(mode=mode, objective=objective, **chosen))
    assert plan.status is Status.OPTIMAL
    assert {one.kind.value for one in plan.limits} <= {"employer", "class", "apart", "cap", "resource"}


def test_a_search_with_little_work_gives_the_best_so_far_and_says_how_much_better_there_may_be() -> None:
    made = generate(60, 20, seed=3, catalogue=CATALOGUE)
    names = made.openings.id.tolist()
    policy = Policy(
        effort=1,
        share_seats=True,
        classes=tuple(ClassSize(opening=name, least=2, most=3) for name in names[::3]),
        resources=(SharedResource(name="Kurs", seats=3, openings=tuple(names[::2])),),
    )
    plan = filled(made, policy)
    assert plan.status is Status.FEASIBLE
    assert plan.bound is not None
    assert plan.objective is not None
    assert plan.bound > plan.objective
    assert ReasonCode.NOTE_NOT_PROVEN in {one.code for one in plan.notes}
    assert replace(filled(made, policy), audit=None).assignments == plan.assignments, "the same again"
