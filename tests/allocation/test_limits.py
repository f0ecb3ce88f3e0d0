"""Each kind of limit from policy to plan, on small rounds worked by hand: who gives way, and what is told of it.

K1 wishes CNC and gets 480 points anywhere near home; the others get 428.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.domain.cohort import Cohort
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
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.openings import Employer, Opening, TrainingOffice
from matching.domain.people import Candidate
from matching.domain.plan import Plan, Status
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.proof import Total
from matching.domain.reasons import ReasonCode
from matching.pipeline import fill
from tests.builders import CATALOGUE, CNC, ON, candidate, municipality, opening, skill, trade

CNC_KEY = CATALOGUE.trades[CNC].key
GROUND = "Oppdiktet grunnlag for en prøve."
HALF = (50, 50)


def round_of(people: Sequence[Candidate], openings: Sequence[Opening]) -> Cohort:
    """Two firms and one training office."""
    firms = [Employer(name="Fabrikk A", organisation_number="999999999"), Employer(name="Fabrikk B")]
    return Cohort.of(people, openings, firms, [TrainingOffice(name="Kontor A")])


def three(**of_k1: Any) -> list[Candidate]:
    return [candidate(id="k1", wishes=(CNC,), **of_k1), candidate(id="k2"), candidate(id="k3")]


def places(*openings: dict[str, Any]) -> list[Opening]:
    return [opening(id=f"p{number}", **changes) for number, changes in enumerate(openings, 1)]


def filled(round_: Cohort, policy: Policy, seed: int = 1) -> Plan:
    plan = fill(round_, CATALOGUE, policy, on=ON, seed=seed)
    assert plan.audit is not None
    assert plan.audit.findings == ()
    return plan


def proposed(plan: Plan) -> set[tuple[str, str]]:
    return {(one.candidate, one.opening) for one in plan.assignments}


def people(plan: Plan) -> set[str]:
    return {one.candidate for one in plan.assignments}


def reasons(plan: Plan, name: str) -> list[tuple[ReasonCode, dict[str, Any]]]:
    return [
        (one.code, dict(one.facts))
        for left in plan.unassigned
        if left.candidate == name
        for one in left.reasons
    ]


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
            (ReasonCode.LIMIT_REACHED, {"opening": "p1"}),
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


def test_a_floor_of_meetings_is_refused() -> None:
    floor = Floor(name="Gruppe", least=1, ground=GROUND, by="Leder", members=frozenset({"k2"}))
    with pytest.raises(PolicyFault) as caught:
        filled(round_of(three(), places({})), Policy(mode=Mode.MEETINGS, floors=(floor,)))
    assert caught.value.facts["expected"] == "places_alone"


def test_two_at_half_time_share_a_seat_where_the_firm_says_so() -> None:
    everybody = [candidate(id="k1", extent=HALF), candidate(id="k2", extent=HALF), candidate(id="k3")]
    shared = {"extent": (50, 100), "sharing": True}
    plan = filled(round_of(everybody, places(shared)), Policy(share_seats=True))
    assert people(plan) == {"k1", "k2"}
    assert plan.bounds is not None
    for policy, opening_ in (
        (Policy(), shared),
        (Policy(share_seats=True), {**shared, "sharing": None}),
        (Policy(share_seats=True), {**shared, "sharing": False}),
    ):
        other = filled(round_of(everybody, places(opening_)), policy)
        assert len(other.assignments) == 1
        assert other.proof is not None, "where nobody can share, prices prove the plan"


def test_one_and_a_half_positions_take_one_at_full_and_one_at_half_time() -> None:
    everybody = [candidate(id="k1", extent=HALF), candidate(id="k2"), candidate(id="k3")]
    round_ = round_of(everybody, places({"seats": 15, "extent": (50, 100), "sharing": True}))
    plan = filled(round_, Policy(share_seats=True))
    assert "k1" in people(plan)
    assert len(people(plan)) == 2
    assert plan.empty_seats == ()
    assert ReasonCode.NOTE_TENTHS_UNUSED not in {one.code for one in plan.notes}


def test_a_half_left_is_told_as_room_for_one() -> None:
    round_ = round_of(
        [candidate(id="k1", extent=HALF)], places({"seats": 20, "extent": (50, 100), "sharing": True})
    )
    plan = filled(round_, Policy(share_seats=True))
    assert [(one.opening, one.room) for one in plan.empty_seats] == [("p1", 2)], "a half and a whole"


def test_whoever_has_not_said_takes_a_whole_seat() -> None:
    blank = [candidate(id="k1", extent=None), candidate(id="k2", extent=HALF)]
    round_ = round_of(blank, places({"extent": None, "sharing": True}))
    plan = filled(round_, Policy(share_seats=True, allow_unknown=True))
    assert len(plan.assignments) == 1


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


def test_seats_are_not_shared_where_meetings_are_proposed() -> None:
    everybody = [candidate(id=name, extent=HALF) for name in ("k1", "k2", "k3")]
    round_ = round_of(everybody, places({"extent": (50, 100), "sharing": True}))
    plan = filled(round_, Policy(mode=Mode.MEETINGS, people_per_seat=2, share_seats=True))
    assert (len(plan.assignments), plan.bounds) == (2, None)


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


def test_more_pins_than_a_shared_seat_has_halves_are_refused() -> None:
    everybody = [candidate(id=f"k{number}", extent=HALF) for number in (1, 2, 3)]
    round_ = round_of(everybody, places({"extent": (50, 100), "sharing": True}))
    pins = tuple(Decision(candidate=f"k{n}", opening="p1", by="A", reason="avtalt") for n in (1, 2, 3))
    assert len(filled(round_, Policy(pins=pins[:2], share_seats=True)).assignments) == 2
    plan = filled(round_, Policy(pins=pins, share_seats=True))
    assert [(one.code, one.fact("pins"), one.fact("room")) for one in plan.causes] == [
        (ReasonCode.PINS_EXCEED_SEATS, 3, 2)
    ]


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


@pytest.mark.parametrize(
    ("limit", "kind"),
    [
        ({"employer_totals": (EmployerTotal(employer="Ingen", most=1),)}, "firm"),
        ({"office_totals": (OfficeTotal(office="Ingen", most=1),)}, "office"),
        ({"classes": (ClassSize(opening="p9", least=1, most=1),)}, "opening"),
        ({"resources": (SharedResource(name="K", seats=1, openings=("p9",)),)}, "opening"),
        ({"together": (Companions(first="k1", second="k9", by="A", reason="B"),)}, "candidate"),
    ],
)
def test_a_limit_on_what_is_not_in_the_round_is_refused(limit: dict[str, Any], kind: str) -> None:
    with pytest.raises(PolicyFault) as caught:
        filled(round_of(three(), places({})), Policy(**limit))
    assert (caught.value.code, caught.value.facts["kind"]) == (ErrorCode.ID_UNKNOWN, kind)


def test_a_name_of_several_firms_asks_for_the_organisation_number() -> None:
    firms = [Employer(name="Kjede", organisation_number=f"99999999{number}") for number in (1, 2)]
    round_ = Cohort.of(three(), places({}), firms)
    with pytest.raises(PolicyFault) as caught:
        filled(round_, Policy(employer_totals=(EmployerTotal(employer="Kjede", most=1),)))
    assert caught.value.facts["expected"] == "organisation_number"


def test_a_name_of_several_training_offices_asks_for_a_name_of_its_own() -> None:
    offices = [TrainingOffice(name="Kontor"), TrainingOffice(name="Kontor")]
    round_ = Cohort.of(three(), places({"training_office": 0}), [Employer(name="Fabrikk A")], offices)
    with pytest.raises(PolicyFault) as caught:
        filled(round_, Policy(office_totals=(OfficeTotal(office="Kontor", most=1),)))
    assert caught.value.facts["key"] == "office_totals"
    assert caught.value.facts["expected"] == "office_of_its_own_name"


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
