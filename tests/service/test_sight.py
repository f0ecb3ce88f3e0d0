"""What each role sees of a round: what is held back is in no part of the plan."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from matching.domain.constraints import ClassSize
from matching.domain.plan import Status
from matching.domain.policy import Decision, Policy
from matching.domain.reasons import ReasonCode
from matching.files.out.plan_json import plan_as_json
from service.access import Kind, Role
from service.shown.rounds import TARGET_GROUP, LoadedRound
from service.shown.sight import Sight
from tests.builders import CNC as CNC_TRADE
from tests.builders import candidate, cohort, opening
from tests.service.asked import CNC, actor, loaded, samples


def sight(role: Role, held: LoadedRound | None = None) -> Sight:
    return Sight(actor(role), held or samples()[CNC])


def mixed() -> LoadedRound:
    """Four people, of whom two have not said yes to the round, and room for two."""
    people = [
        candidate(id="AGREED-1"),
        candidate(id="AGREED-2", licences=None),
        candidate(id="NOT-ASKED", in_round=None),
        candidate(id="SAID-NO", in_round=False),
    ]
    openings = [opening(id="p1"), opening(id="p2")]
    pins = (Decision(candidate="NOT-ASKED", opening="p2", by="Kari Eksempel", reason="Avtalt."),)
    return loaded(cohort(people, openings), Policy(pins=pins))


@pytest.mark.parametrize("role", [Role.PLANNER, Role.ADMIN, Role.EMPLOYER])
@pytest.mark.parametrize("sample", [True, False])
def test_who_sees_no_persons_finds_none_anywhere_in_the_plan(role: Role, sample: bool) -> None:
    held = samples()[CNC] if sample else mixed()
    told = plan_as_json(sight(role, held).plan)
    assert not [name for name in held.person_rows if f'"{name}"' in told]
    assert not sight(role, held).people_for(next(iter(held.opening_rows)), 50)


@pytest.mark.parametrize("role", [Role.COUNTY, Role.TRAINING_PARTNER])
def test_who_sees_those_who_agreed_finds_nobody_else(role: Role) -> None:
    seen = sight(role, mixed())
    told = plan_as_json(seen.plan)
    assert "AGREED-1" in told
    assert "NOT-ASKED" not in told
    assert "SAID-NO" not in told
    assert {one.candidate for one in seen.people_for("p1", 50)} == {"AGREED-1", "AGREED-2"}


@pytest.mark.parametrize("role", Role)
def test_why_there_is_no_plan_tells_nobody_else_what_was_written_of_a_pin(role: Role) -> None:
    people = [candidate(id="AGREED-1"), candidate(id="AGREED-2")]
    pins = (Decision(candidate="AGREED-1", opening="p1", by="Kari Eksempel", reason="HOLDES-INNE"),)
    classes = (ClassSize(opening="p1", least=2, most=2),)
    policy = Policy(pins=pins, minimum_fit=990, classes=classes)
    seen = sight(role, loaded(cohort(people, [opening(id="p1", seats=20)]), policy))
    assert seen.plan.status is Status.INFEASIBLE
    told = [one for one in seen.plan.causes if one.code is ReasonCode.CONFLICT_PIN]
    assert bool(told) == seen.may_read(Kind.PERSON, agreed=True)
    assert ("HOLDES-INNE" in plan_as_json(seen.plan)) == seen.may_read(Kind.REMARK)


def test_those_not_seen_leave_no_gap_in_a_short_ranking() -> None:
    people = [candidate(id="seen"), candidate(id="not-seen", in_round=None, wishes=(CNC_TRADE,))]
    held = loaded(cohort(people, [opening(id="p1")]))
    assert [one.candidate for one in sight(Role.ADVISER, held).people_for("p1", 2)] == ["not-seen", "seen"]
    assert [one.candidate for one in sight(Role.COUNTY, held).people_for("p1", 1)] == ["seen"]


@pytest.mark.parametrize("role", [Role.COUNTY, Role.TRAINING_PARTNER, Role.AUDITOR, Role.PLANNER])
def test_nothing_of_the_target_group_is_told_to_those_who_may_not_know(role: Role) -> None:
    seen = sight(role)
    told = plan_as_json(seen.plan)
    assert "effort" not in told
    assert not [code for code in TARGET_GROUP if f'"{code}"' in told]


@pytest.mark.parametrize("role", [Role.MARKET_CONTACT, Role.ADVISER, Role.PROGRAMME_LEAD])
def test_nav_is_told_what_it_must_ask_about(role: Role) -> None:
    told = plan_as_json(sight(role).plan)
    assert ReasonCode.ASK_EFFORT_GROUP in told


def test_every_reason_that_reads_the_target_group_is_known_as_one() -> None:
    told = {
        code for code in ReasonCode if any(word in code for word in ("effort", "registered", "young", "old"))
    }
    assert told - {ReasonCode.COMPETITION} == TARGET_GROUP - {ReasonCode.ASK_BIRTHDAY}


def test_who_sees_everybody_sees_the_plan_as_it_is() -> None:
    held = samples()[CNC]
    assert json.loads(plan_as_json(sight(Role.PROGRAMME_LEAD).plan)) == json.loads(plan_as_json(held.plan))


def test_counts_of_people_are_not_told_to_those_who_see_none() -> None:
    seats = sight(Role.PLANNER).plan.empty_seats
    assert seats
    assert all(one.reasons == () for one in seats)


@pytest.mark.parametrize("role", [Role.COUNTY, Role.TRAINING_PARTNER, Role.AUDITOR])
@pytest.mark.parametrize("name", sorted(samples()))
def test_who_is_proposed_and_not_seen_is_told_neither_by_room_nor_by_reasons(role: Role, name: str) -> None:
    held = samples()[name]
    seen, whole = sight(role, held), held.plan
    here, there = (Counter(one.opening for one in plan.assignments) for plan in (seen.plan, whole))
    room, left = ({one.opening: one.room for one in plan.empty_seats} for plan in (seen.plan, whole))
    for place in held.opening_rows:
        # As of a plan in which nobody else is: all that is not of those seen is room.
        assert room.get(place, 0) + here[place] == left.get(place, 0) + there[place]
        assert seen.counts.at[place].room == room.get(place, 0)
    assert not {one for one in seen.most_helped if there[one] > here[one]}
    reasons = {reason.code for one in seen.plan.unassigned for reason in one.reasons}
    assert ReasonCode.COMPETITION in {reason.code for one in whole.unassigned for reason in one.reasons}
    assert ReasonCode.COMPETITION not in reasons
    assert reasons


def test_another_office_sees_nothing_of_the_round() -> None:
    seen = Sight(actor(Role.PROGRAMME_LEAD), replace(samples()[CNC], unit="another office"))
    assert seen.people == frozenset()
