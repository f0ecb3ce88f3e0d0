"""The plan as a whole: everybody is accounted for, reasons are true, and nothing but the content matters."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exhaustive import best_total
from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.domain.answers import Approval
from matching.domain.cohort import Cohort
from matching.domain.plan import Plan, Status
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.programme import OPEN_PROGRAMME
from matching.domain.proof import Total
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.files.out.plan_json import plan_as_json
from matching.pipeline import fill
from matching.scoring.score import Scorer, score
from tests.builders import CATALOGUE, ON, candidate, cohort, municipality, opening
from tests.thorough import examples

GJOVIK, TRONDHEIM = municipality("3407"), municipality("5001")


def filled(people: Cohort, policy: Policy | None = None, *, on: date = ON, seed: int = 1) -> Plan:
    return fill(people, CATALOGUE, policy or Policy(), on=on, seed=seed)


def reasons(plan: Plan, name: str) -> list[ReasonCode]:
    return [reason.code for one in plan.unassigned if one.candidate == name for reason in one.reasons]


def points_of(people: Cohort, policy: Policy) -> np.ndarray:
    """Points of every pair that may be proposed, -1 elsewhere, shape (people, openings)."""
    openings = complete(people.openings, people.programme, CATALOGUE)
    verdicts = judge(people.people, openings, Terms.of(people.programme, CATALOGUE, policy, on=ON))
    pairs = score(Scorer(people.people, openings, CATALOGUE, policy), verdicts.blocks()).pairs
    table = np.full((len(people.people), len(openings)), -1, dtype=np.int64)
    sure = ~pairs.unknown
    table[pairs.person[sure], pairs.opening[sure]] = pairs.points[sure]
    return table


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("seed", [31, 32, 33])
def test_everybody_is_proposed_or_left_with_a_reason_and_the_audit_passes(mode: Mode, seed: int) -> None:
    people = generate(120, 40, seed=seed, catalogue=CATALOGUE)
    plan = filled(people, Policy(mode=mode))
    proposed, left = {one.candidate for one in plan.assignments}, [one.candidate for one in plan.unassigned]
    assert proposed | set(left) == set(people.people.id.tolist())
    assert len(left) == len(set(left) - proposed)
    assert all(one.reasons for one in plan.unassigned)
    assert all(one.reasons for one in plan.empty_seats)
    assert plan.audit is not None
    assert plan.audit.findings == ()


@given(order=st.randoms(use_true_random=False), seed=st.integers(0, 99))
@settings(max_examples=examples(15), deadline=None)
def test_the_plan_is_the_same_whatever_order_the_rows_came_in(order: object, seed: int) -> None:
    people = generate(60, 20, seed=5, catalogue=CATALOGUE)
    chance = np.random.default_rng(seed)
    shuffled = Cohort.of(
        people.people.take(chance.permutation(len(people.people))),
        people.openings.take(chance.permutation(len(people.openings))),
        people.employers,
        people.training_offices,
        people.programme,
    )
    assert plan_as_json(filled(shuffled)) == plan_as_json(filled(people))


def test_what_competition_is_told_to_cost_is_what_forcing_the_pair_costs() -> None:
    people = generate(150, 8, seed=8, catalogue=CATALOGUE)
    policy = Policy()
    plan, points = filled(people, policy), points_of(people, policy)
    room = tuple(int(max(seats // 10, 1)) for seats in people.openings.seats)
    told = [
        (one.candidate, one.reasons[0]) for one in plan.unassigned if one.reasons[0].code == "competition"
    ]
    assert len(told) >= 5
    assert plan.proof is not None
    for name, reason in told:
        person = people.people.id.tolist().index(name)
        place = people.openings.id.tolist().index(reason.fact("opening"))
        without = points.copy()
        without[person] = -1
        left = tuple(count - (number == place) for number, count in enumerate(room))
        forced = best_total(without, left, 1) + Total(1, 1, int(points[person, place]))
        cost = Total(*(int(str(reason.fact(part))) for part in ("people", "proposals", "points")))
        assert plan.proof.objective - forced == cost


def test_a_person_stopped_by_a_rule_is_told_the_rule_and_not_competition() -> None:
    people = cohort([candidate(id="a"), candidate(id="b", in_round=False)], [opening()])
    assert reasons(filled(people), "b") == [ReasonCode.NOT_IN_ROUND]


def test_a_person_about_whom_something_is_unknown_gets_the_question() -> None:
    # From Gjøvik by car is within half an hour, by bus it may not be: the way of travel decides.
    people = cohort([candidate(travel_mode=None, travel_limit=30, municipality=GJOVIK)], [opening()])
    plan = filled(people)
    assert reasons(plan, "k1")[0] is ReasonCode.ASK_TRAVEL
    assert plan.empty_seats[0].unknown == 1


def test_unknown_pairs_are_proposed_only_when_the_policy_allows_it() -> None:
    people = cohort([candidate(travel_mode=None, travel_limit=30, municipality=GJOVIK)], [opening()])
    assert not filled(people).assignments
    assert len(filled(people, Policy(allow_unknown=True)).assignments) == 1


def test_an_empty_seat_says_whether_nobody_may_or_nobody_more() -> None:
    people = cohort([candidate()], [opening(id="x", seats=20), opening(id="y", municipality=TRONDHEIM)])
    empty = {one.opening: one for one in filled(people).empty_seats}
    assert empty["x"].reasons == (Reason.of(ReasonCode.NOBODY_ELIGIBLE, here=1),)
    assert [reason.code for reason in empty["y"].reasons] == [
        ReasonCode.NOBODY_ELIGIBLE,
        ReasonCode.TRAVEL_TOO_LONG,
    ]


def test_a_person_whose_only_place_is_pinned_to_another_is_told_so() -> None:
    pin = Decision(candidate="a", opening="p1", by="Kari Eksempel", reason="avtalt")
    people = cohort([candidate(id="a"), candidate(id="b")], [opening()])
    plan = filled(people, Policy(pins=(pin,)))
    assert reasons(plan, "b") == [ReasonCode.SEATS_TAKEN_BY_PINS]
    assert [note.code for note in plan.assignments[0].notes] == [ReasonCode.NOTE_PINNED]


def test_a_person_vetoed_at_her_only_place_is_told_so() -> None:
    veto = Decision(candidate="a", opening="p1", by="Kari Eksempel", reason="samme familie")
    plan = filled(cohort([candidate(id="a")], [opening()]), Policy(vetoes=(veto,)))
    assert reasons(plan, "a") == [ReasonCode.VETOED]
    assert [reason.code for reason in plan.empty_seats[0].reasons][-1] is ReasonCode.VETOED


def test_an_opening_without_seats_is_the_reason_where_it_is_the_only_one() -> None:
    assert reasons(filled(cohort([candidate()], [opening(seats=0)])), "k1") == [ReasonCode.NO_SEATS]


def test_a_pin_that_cannot_be_kept_gives_no_plan_but_its_cause() -> None:
    pin = Decision(candidate="a", opening="p1", by="Kari Eksempel", reason="avtalt")
    people = cohort([candidate(id="a", in_round=False)], [opening()])
    plan = filled(people, Policy(pins=(pin,)))
    assert plan.status is Status.INFEASIBLE
    assert [cause.code for cause in plan.causes] == [ReasonCode.PINNED_INELIGIBLE]
    assert plan.audit is not None
    assert plan.audit.passed


def test_a_firm_not_approved_may_meet_people_but_gets_no_place() -> None:
    people = cohort([candidate()], [opening(approval=Approval.NOT_APPROVED)])
    assert not filled(people).assignments
    meeting = filled(people, Policy(mode=Mode.MEETINGS)).assignments
    assert [note.code for note in meeting[0].notes] == [ReasonCode.NOTE_APPROVAL]


def test_a_class_outside_its_size_and_unused_parts_of_positions_are_noted() -> None:
    programme = replace(OPEN_PROGRAMME, id="made-up", class_size=(6, 15))
    plan = filled(cohort([candidate()], [opening(seats=15)], programme))
    codes = [note.code for note in plan.notes]
    assert ReasonCode.NOTE_CLASS_SIZE in codes
    assert ReasonCode.NOTE_TENTHS_UNUSED in codes


def test_a_round_of_nobody_is_an_empty_plan() -> None:
    plan = filled(cohort([], []))
    assert (plan.status, plan.assignments, plan.unassigned) == (Status.OPTIMAL, (), ())
    assert plan.audit is not None
    assert plan.audit.passed
