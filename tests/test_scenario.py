"""What-ifs: a round as it is beside the same round under named changes."""

from datetime import date

import numpy as np
import pytest

from matching.blocks.executor import SERIAL
from matching.blocks.processes import Processes
from matching.domain.answers import TravelMode
from matching.domain.cohort import Cohort
from matching.domain.constraints import ClassSize, SharedResource
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.openings import Employer
from matching.domain.plan import Status
from matching.domain.policy import Decision, Policy
from matching.domain.programme import Programme, TargetGroup
from matching.domain.reasons import Reason, ReasonCode
from matching.domain.scenario import Move, ProgrammeChange, Scenario, Variant
from matching.files.out.plan_json import as_json
from matching.scenario import changed, compare
from tests.builders import CATALOGUE, ON, candidate, cohort, municipality, opening

BASE = "as it is"


def tried(
    given: Cohort, *scenarios: Scenario, policy: Policy | None = None, on: date = ON
) -> tuple[Variant, ...]:
    return compare(given, CATALOGUE, policy or Policy(), scenarios, on=on, seed=1, base=BASE)


def three_people_one_place() -> Cohort:
    return cohort([candidate(id=name) for name in "ABC"], [opening(id="L")])


def test_the_round_as_it_is_comes_first_and_is_compared_with_nothing() -> None:
    base, _ = tried(three_people_one_place(), Scenario(name="same"))
    assert (base.name, base.people, base.filled, base.room, base.moved) == (BASE, 1, 1, 1, ())


def test_a_what_if_without_changes_changes_nothing() -> None:
    base, same = tried(three_people_one_place(), Scenario(name="same"))
    assert same.moved == ()
    assert same.plan.assignments == base.plan.assignments
    assert same.plan.input_hash == base.plan.input_hash


def test_more_seats_give_more_people_a_proposal_and_say_who() -> None:
    base, more = tried(three_people_one_place(), Scenario(name="more", seats={"L": 20}))
    assert (more.people, more.filled, more.room) == (2, 2, 2)
    proposed = {one.candidate for one in base.plan.assignments}
    assert [one.before for one in more.moved] == [()]
    assert more.moved[0].after == ("L",)
    assert more.moved[0].candidate not in proposed


def test_variants_filled_side_by_side_in_processes_are_the_same_to_the_byte() -> None:
    pin = Decision(candidate="A", opening="L", by="Kari", reason="avtalt")
    given, scenarios = (
        three_people_one_place(),
        (
            Scenario(name="more", seats={"L": 20}),
            Scenario(name="closed", seats={"L": 0}),
        ),
    )
    here, apart, alone = (
        compare(given, CATALOGUE, Policy(pins=(pin,)), scenarios, on=ON, seed=1, base=BASE, executor=executor)
        for executor in (SERIAL, Processes(2), Processes(1))
    )
    assert as_json({"variants": here}) == as_json({"variants": apart}) == as_json({"variants": alone})


def test_an_opening_without_seats_is_closed_and_who_had_it_is_told() -> None:
    base, closed = tried(three_people_one_place(), Scenario(name="closed", seats={"L": 0}))
    had = base.plan.assignments[0].candidate
    assert (closed.people, closed.room) == (0, 0)
    assert closed.moved == (Move(had, ("L",), ()),)


def test_a_firm_that_drops_out_takes_all_its_openings_with_it() -> None:
    firms = (Employer(name="Stays"), Employer(name="Leaves", organisation_number="123456785"))
    openings = [opening(id="L1", employer=1), opening(id="L2", employer=1), opening(id="L3", employer=0)]
    given = Cohort.of([candidate(id="A")], openings, firms)
    for name in ("Leaves", "123456785"):
        left, _ = changed(given, Policy(), Scenario(name="out", without_firms=(name,)))
        assert left.openings.id.tolist() == ["L3"]


def test_decisions_about_openings_that_drop_out_lapse_and_are_told() -> None:
    pin = Decision(candidate="A", opening="L", by="Kari", reason="avtalt")
    base, closed = tried(
        three_people_one_place(), Scenario(name="closed", seats={"L": 0}), policy=Policy(pins=(pin,))
    )
    assert base.plan.assignments[0].pinned
    assert closed.lapsed == (pin,)
    assert closed.plan.status is Status.OPTIMAL


def test_a_travel_limit_is_accepted_by_those_who_said_less_and_by_those_who_said_nothing() -> None:
    near, far = municipality("3443"), municipality("3403")
    people = [
        candidate(id="less", municipality=near, travel_limit=10, travel_mode=TravelMode.CAR),
        candidate(id="nothing", municipality=near, travel_limit=None, travel_mode=TravelMode.CAR),
        candidate(id="more", municipality=near, travel_limit=120, travel_mode=TravelMode.CAR),
    ]
    given = cohort(people, [opening(id="L", municipality=far)])
    other, policy = changed(given, Policy(), Scenario(name="far", travel_limit=100))
    limits = dict(zip(other.people.id.tolist(), other.people.travel_limit.tolist(), strict=True))
    assert limits == {"less": 100, "nothing": 100, "more": 120}
    assert policy.longest_travel == 100


def test_half_time_lets_in_those_who_want_half_a_position() -> None:
    given = cohort([candidate(id="A", extent=(50, 50))], [opening(id="L", extent=(100, 100))])
    base, half = tried(given, Scenario(name="half", half_time=True))
    assert (base.people, half.people) == (0, 1)


def test_half_time_leaves_an_opening_of_part_of_a_position_within_what_it_is() -> None:
    given = cohort(
        [candidate(id="A")], [opening(id="L", seats=4, extent=(20, 40)), opening(id="M", extent=None)]
    )
    other, _ = changed(given, Policy(), Scenario(name="half", half_time=True))
    assert list(zip(other.openings.extent_from.tolist(), other.openings.extent_to.tolist(), strict=True)) == [
        (20, 40),
        (50, 100),
    ]


def test_a_rule_of_the_programme_may_be_dropped_or_be_another() -> None:
    target = TargetGroup(ground="decided", least_age=19)
    programme = Programme(id="p", name="P", target=target)
    given = cohort([candidate(id="A", birth_year=ON.year - 17)], [opening(id="L")], programme)
    without = Scenario(name="no age", programme=ProgrammeChange(without=("least_age",)))
    lower = Scenario(name="lower", programme=ProgrammeChange(least_age=16))
    base, free, younger = tried(given, without, lower)
    assert (base.people, free.people, younger.people) == (0, 1, 1)
    assert changed(given, Policy(), lower)[0].programme.target.least_age == 16


def test_a_bound_on_people_where_there_was_none_has_the_what_if_as_its_ground() -> None:
    scenario = Scenario(name="adults only", programme=ProgrammeChange(least_age=20))
    programme = changed(three_people_one_place(), Policy(), scenario)[0].programme
    assert (programme.target.least_age, programme.target.ground) == (20, "adults only")


def test_every_variant_is_audited() -> None:
    variants = tried(three_people_one_place(), Scenario(name="more", seats={"L": 20}))
    assert all(one.plan.audit and one.plan.audit.passed for one in variants)


@pytest.mark.parametrize(
    ("scenario", "kind"),
    [(Scenario(name="x", seats={"N": 10}), "opening"), (Scenario(name="x", without_firms=("N",)), "firm")],
)
def test_an_opening_or_firm_that_is_not_there_is_told(scenario: Scenario, kind: str) -> None:
    with pytest.raises(PolicyFault) as raised:
        changed(three_people_one_place(), Policy(), scenario)
    assert raised.value.code is ErrorCode.ID_UNKNOWN
    assert raised.value.facts == {"id": "N", "kind": kind}


def test_the_round_given_is_not_changed() -> None:
    given = three_people_one_place()
    before = given.digest()
    changed(given, Policy(), Scenario(name="all", seats={"L": 5}, travel_limit=60, half_time=True))
    assert given.digest() == before
    assert np.array_equal(given.openings.seats, [10])


@pytest.mark.parametrize("limit", [1, 20, 45, 60, 120])
def test_a_travel_limit_never_leaves_anybody_with_less_than_before(limit: int) -> None:
    people = [
        candidate(id=f"K{number}", municipality=municipality("3407"), travel_limit=own)
        for number, own in enumerate((None, 10, 30, 45, 60))
    ]
    base, other = tried(cohort(people, [opening(seats=50)]), Scenario(name="limit", travel_limit=limit))
    assert other.people >= base.people
    assert other.points >= base.points


def test_a_round_without_an_opening_left_says_so_to_everybody_and_passes_the_audit() -> None:
    base, closed = tried(three_people_one_place(), Scenario(name="none", seats={"L": 0}))
    assert base.people == 1
    assert closed.plan.audit is not None
    assert closed.plan.audit.passed
    assert {one.reasons for one in closed.plan.unassigned} == {(Reason(ReasonCode.NO_OPENINGS),)}


def test_seats_for_an_opening_whose_firm_drops_out_are_refused_as_a_contradiction() -> None:
    with pytest.raises(PolicyFault) as raised:
        changed(
            three_people_one_place(),
            Policy(),
            Scenario(name="both", seats={"L": 20}, without_firms=("Fabrikk A",)),
        )
    assert raised.value.code is ErrorCode.SCENARIO_CONTRADICTS


def test_what_is_limited_of_an_opening_that_drops_out_drops_out_too() -> None:
    given = cohort([candidate(id="A")], [opening(id="L1"), opening(id="L2")])
    policy = Policy(
        classes=(ClassSize(opening="L1", least=1, most=2), ClassSize(opening="L2", least=1, most=1)),
        resources=(
            SharedResource(name="Kurs", seats=1, openings=("L1", "L2")),
            SharedResource(name="Veileder", seats=1, openings=("L1",)),
        ),
    )
    _, decided = changed(given, policy, Scenario(name="uten L1", seats={"L1": 0}))
    assert [one.opening for one in decided.classes] == ["L2"]
    assert [(one.name, one.openings) for one in decided.resources] == [("Kurs", ("L2",))]
    (_, variant) = tried(given, Scenario(name="uten L1", seats={"L1": 0}), policy=policy)
    assert variant.plan.status is Status.OPTIMAL
