"""Each kind of limit from policy to plan, on small rounds worked by hand: who gives way, and what is told of it."""

import pytest

from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    Floor,
    LimitKind,
    OfficeTotal,
    SharedResource,
)
from matching.domain.plan import Status
from matching.domain.policy import Policy
from matching.domain.proof import Total
from matching.domain.reasons import ReasonCode
from tests.allocation.limited_rounds import (
    CNC_KEY,
    GROUND,
    filled,
    people,
    places,
    proposed,
    reasons,
    round_of,
    three,
)
from tests.builders import CNC, candidate, municipality, skill, trade


@pytest.mark.parametrize("named", ["Fabrikk A", " fabrikk  a", "999999999"])
def test_a_firm_takes_no_more_than_its_total_over_all_its_openings(named: str) -> None:
    round_ = round_of(three(), places({}, {}, {"employer": 1}))
    plan = filled(round_, Policy(employer_totals=(EmployerTotal(employer=named, most=1),)))
    assert (plan.status, plan.objective) == (Status.OPTIMAL, Total(2, 2, 480 + 428))
    assert len({opening for _, opening in proposed(plan)} & {"p1", "p2"}) == 1
    assert [(one.kind, one.name, one.most, one.used) for one in plan.limits] == [
        (LimitKind.EMPLOYER, "Fabrikk A", 1, 1)
    ]
    (left,) = {"k2", "k3"} - people(plan)
    assert reasons(plan, left) == [
        (ReasonCode.CONSTRAINED, {}),
        (ReasonCode.LIMIT_REACHED, {"employer": "Fabrikk A"}),
    ]


def test_a_training_office_takes_no_more_than_its_total_over_firms() -> None:
    both = {"training_office": 0}
    round_ = round_of(three(), places(both, {**both, "employer": 1}, {"employer": 1}))
    plan = filled(round_, Policy(office_totals=(OfficeTotal(office="kontor a", most=1),)))
    assert plan.objective == Total(2, 2, 480 + 428)
    assert len({opening for _, opening in proposed(plan)} & {"p1", "p2"}) == 1


@pytest.mark.parametrize(("region", "counted"), [("", 3), ("34", 2), ("3443", 1), ("0301", 0)])
def test_a_cap_counts_the_openings_of_its_trade_in_its_region(region: str, counted: int) -> None:
    """p1 in Vestre Toten, p2 in Gjøvik in the same county, p3 far off where a person lives; p4 in another trade."""
    far, gjovik = municipality("5001"), municipality("3407")
    everybody = [*three(), candidate(id="k4", municipality=far), candidate(id="k5")]
    openings = places(
        {"trades": (trade("kokkfaget"), CNC)},
        {"municipality": gjovik, "employer": 1},
        {"municipality": far},
        {"trades": (trade("kokkfaget"),)},
    )
    plan = filled(round_of(everybody, openings), Policy(caps=(Cap(trade=CNC_KEY, region=region, most=0),)))
    assert len(plan.assignments) == 4 - counted
    assert ReasonCode.NOTE_ORDINARY not in {one.code for one in plan.notes}


def test_without_caps_the_plan_says_it_is_not_weighed_against_ordinary_applicants() -> None:
    total = EmployerTotal(employer="Fabrikk A", most=5)
    for policy in (Policy(), Policy(employer_totals=(total,))):
        plan = filled(round_of(three(), places({})), policy)
        assert ReasonCode.NOTE_ORDINARY in {one.code for one in plan.notes}


@pytest.mark.parametrize(("least", "most", "in_class"), [(2, 3, 3), (2, 2, 2), (4, 5, 0)])
def test_a_class_is_of_its_size_or_not_held(least: int, most: int, in_class: int) -> None:
    round_ = round_of(three(), places({"seats": 50}))
    plan = filled(round_, Policy(classes=(ClassSize(opening="p1", least=least, most=most),)))
    assert len(plan.assignments) == in_class
    assert plan.limits[0].used == in_class
    if not in_class:
        assert reasons(plan, "k1") == [
            (ReasonCode.CONSTRAINED, {}),
            (ReasonCode.CLASS_NOT_HELD, {"opening": "p1", "least": least}),
        ]


def test_those_who_hold_the_skill_need_no_seat_at_the_course() -> None:
    """k1 and k2 need the one seat, k3 holds the skill; k4 holds a little of it, and needs one too."""
    held = frozenset({skill("caliper")})
    everybody = [
        candidate(id="k1", wishes=(CNC,)),
        candidate(id="k2"),
        candidate(id="k3", skills=held),
        candidate(id="k4", skills=held, slight=held),
    ]
    course = SharedResource(name="Kurs", seats=1, trades=(CNC_KEY,), unless_skill="caliper")
    plan = filled(round_of(everybody, places({"seats": 40})), Policy(resources=(course,)))
    assert "k3" in people(plan)
    assert len(people(plan)) == 2
    assert plan.limits[0].used == 1


def test_a_supervisor_is_shared_by_the_openings_named() -> None:
    one = SharedResource(name="Veileder", seats=1, openings=("p1", "p3"))
    plan = filled(round_of(three(), places({}, {}, {"employer": 1})), Policy(resources=(one,)))
    assert len(plan.assignments) == 2
    assert len({opening for _, opening in proposed(plan)} & {"p1", "p3"}) == 1


def test_two_people_together_are_at_the_same_firm_or_nowhere() -> None:
    """One place at each firm: k1 cannot have k2 with her, so k3 is the only one who is proposed."""
    companions = Companions(first="k1", second="k2", by="A", reason="B")
    apart = round_of(three(), places({}, {"employer": 1}))
    assert people(filled(apart, Policy(together=(companions,)))) == {"k3"}
    same = round_of(three(), places({}, {}))
    assert people(filled(same, Policy(together=(companions,)))) == {"k1", "k2"}


def test_two_people_apart_are_at_different_firms() -> None:
    companions = Companions(first="k1", second="k2", by="A", reason="B")
    plan = filled(round_of(three(), places({}, {})), Policy(apart=(companions,)))
    assert people(plan) == {"k1", "k3"}
    assert [(one.name, one.used, one.by, one.ground) for one in plan.limits] == [("k1, k2", 0, "A", "B")]


def test_a_floor_puts_its_people_first_and_tells_what_it_costs() -> None:
    floor = Floor(name="Gruppe", least=1, ground=GROUND, by="Leder", members=frozenset({"k2"}))
    plan = filled(round_of(three(), places({})), Policy(floors=(floor,)))
    assert people(plan) == {"k2"}
    (told,) = plan.limits
    assert (told.price, told.price_at_most, told.ground, told.by) == (
        Total(0, 0, 480 - 428),
        None,
        GROUND,
        "Leder",
    )
    assert told.used is None, "one person of a group is not told as a number"
    assert reasons(plan, "k1") == [(ReasonCode.CONSTRAINED, {})], "nobody is told of a group"
