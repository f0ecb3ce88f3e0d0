"""The interface tells what the core says, in codes, and nothing it does not name."""

import json
from typing import Any

import pytest

from matching.domain.reasons import ReasonCode
from matching.files.out.plan_json import plan_as_json
from service.access import Role
from tests.builders import candidate, cohort, opening
from tests.service.asked import CNC, ask, loaded, samples, service_for

API = f"/api/v1/rounds/{CNC}"


def told(address: str, role: Role = Role.PROGRAMME_LEAD) -> Any:
    answer = ask(service_for(role), address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def test_the_rounds_are_the_shipped_ones_and_say_they_are_made_up() -> None:
    rounds = told("/api/v1/rounds")
    assert [one["id"] for one in rounds] == list(samples())
    assert all(one["synthetic"] for one in rounds)


def test_the_plan_is_the_plan_of_the_core() -> None:
    plan, core = told(f"{API}/plan"), json.loads(plan_as_json(samples()[CNC].plan))
    for name in ("assignments", "unassigned", "empty_seats", "reserves", "seat_values", "notes"):
        assert without(plan[name], "evidence_level") == without(core[name], "evidence", "module", "phase"), (
            name
        )
    assert plan["digest"] == samples()[CNC].digest


def without(told: Any, *names: str) -> Any:
    """What is told, without some of its names however deep."""
    if isinstance(told, dict):
        return {name: without(one, *names) for name, one in told.items() if name not in names}
    return [without(one, *names) for one in told] if isinstance(told, list) else told


def test_suggestions_are_those_of_the_core_in_their_order() -> None:
    core = samples()[CNC].enquiry.people_for("L01", 4)
    shown = told(f"{API}/openings/L01?count=4")["suggestions"]
    assert [(one["candidate"], one["fit"]["points"]) for one in shown] == [
        (one.candidate, one.fit.points) for one in core if one.fit
    ]


def test_the_parts_of_a_fit_sum_to_it() -> None:
    for one in told(f"{API}/people/K01?count=50")["suggestions"]:
        assert sum(part["points"] for part in one["fit"]["contributions"]) == one["fit"]["points"]


def test_a_pair_that_may_not_meet_says_why_and_has_no_fit() -> None:
    people = [candidate(id="k1", in_round=False)]
    service = service_for(rounds=[loaded(cohort(people, [opening(id="p1")]))])
    pair = ask(service, "/api/v1/rounds/prove/pairs/k1/p1").json()
    assert pair["fit"] is None
    assert pair["verdict"] == {
        "outcome": "ineligible",
        "reasons": [{"code": ReasonCode.NOT_IN_ROUND, "facts": {}}],
        "notes": [],
    }


def test_what_is_not_known_is_null_and_what_is_none_is_empty() -> None:
    people = [candidate(id="k1", skills=None, licences=frozenset())]
    service = service_for(rounds=[loaded(cohort(people, [opening(id="p1")]))])
    person = ask(service, "/api/v1/rounds/prove/people/k1").json()["person"]
    assert person["skills"] is None
    assert person["licences"] == []


@pytest.mark.parametrize("role", list(Role))
def test_innsatsgruppe_and_age_are_never_told_of_a_person(role: Role) -> None:
    for name in samples()[CNC].person_rows:
        answer = ask(service_for(role), f"{API}/people/{name}")
        if answer.status_code == 200:
            assert not set(answer.json()["person"]) & {
                "effort_levels",
                "birth_year",
                "registered",
                "interests",
            }


def test_the_planner_is_told_no_count_of_people() -> None:
    seats = told(f"{API}/plan", Role.PLANNER)["empty_seats"]
    assert seats
    assert all(one["eligible"] is one["unknown"] is None and one["reasons"] == [] for one in seats)
    assert told(f"{API}/openings/L08", Role.PLANNER)["empty_seats"]["eligible"] is None


@pytest.mark.parametrize("count", ["0", "51", "-1", "x", "1.5", "", "99999999999999999999", "10%20or%201"])
def test_a_count_out_of_range_is_a_problem_that_says_which_are_in_it(count: str) -> None:
    answer = ask(service_for(), f"{API}/openings/L01?count={count}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "request"
    assert answer.json()["detail"] == "«count» må være et helt tall fra 1 til 50."


def test_every_route_is_described() -> None:
    described = told("/api/v1/openapi.json")
    assert described["openapi"].startswith("3.1")
    paths = {path.removeprefix("/api/v1/rounds") for path in described["paths"]}
    assert paths == {
        "",
        "/{round}",
        "/{round}/openings",
        "/{round}/openings/{opening}",
        "/{round}/openings/{opening}/why-empty",
        "/{round}/people",
        "/{round}/people/{person}",
        "/{round}/people/{person}/why-left",
        "/{round}/pairs/{person}/{opening}",
        "/{round}/plan",
        "/{round}/funnel",
        "/{round}/questions",
    }
    assert all(set(path) == {"get"} for path in described["paths"].values())


def test_there_is_no_page_of_documentation_loaded_from_elsewhere() -> None:
    for address in ("/docs", "/redoc", "/openapi.json"):
        assert ask(service_for(), address).status_code == 404


def test_the_funnel_adds_up() -> None:
    funnel = told(f"{API}/funnel")
    assert funnel["pairs"] == funnel["eligible"] + funnel["unknown"] + funnel["ineligible"]
    held = samples()[CNC]
    assert funnel["pairs"] == len(held.cohort.people) * len(held.cohort.openings)


def test_questions_lead_to_people_and_openings_of_the_round() -> None:
    held = samples()[CNC]
    for one in told(f"{API}/questions")["questions"]:
        known = held.opening_rows if one["party"] == "employer" else held.person_rows
        assert one["about"] in known


def test_a_fit_says_which_side_limits_and_what_mapping_is_worth_as_the_core_does() -> None:
    core = samples()[CNC].enquiry.openings_for("K24", 3)
    shown = told(f"{API}/people/K24?count=3")
    for one, pair in zip(shown["suggestions"], core, strict=True):
        assert pair.fit is not None
        assert one["fit"]["limiting"] == pair.fit.limiting
        assert one["fit"]["movements"] == [vars(moved) for moved in pair.fit.movements]
        assert pair.fit.movements
    expected = [vars(question) for question in samples()[CNC].enquiry.to_map("K24", core)]
    assert shown["mapping_questions"] == expected
    assert expected


def test_those_in_reserve_stand_with_how_well_they_are_mapped() -> None:
    plan, enquiry = told(f"{API}/plan"), samples()[CNC].enquiry
    name, queue = next((name, queue) for name, queue in plan["reserves"].items() if queue)
    for one in queue:
        fit = enquiry.pair(one["candidate"], name).fit
        assert fit is not None
        assert (one["points"], one["evidence_level"]) == (fit.points, fit.evidence_level)
    assert told(f"{API}/openings/{name}")["reserves"] == queue
