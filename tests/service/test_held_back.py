"""Who may not know the target group cannot tell who is outside it from who has not said yes to the round."""

import json
from dataclasses import replace
from functools import cache
from typing import Any, Final

import numpy as np
import pytest

from matching.domain.answers import ANY_EFFORT_LEVEL, BLANK, NO, UNKNOWN
from matching.enquiry import Enquiry
from matching.files.out.plan_json import plan_as_json
from matching.pipeline import fill
from service.access import Role
from service.shown.addresses import person_page
from service.shown.rounds import LoadedRound
from service.shown.sight import Sight
from tests.service.asked import CNC, actor, ask, samples, service_for
from tests.thorough import THOROUGH

STANDARD_EFFORT: Final = 1
"""The set of levels that holds the lowest alone."""
OUTSIDE: Final = {
    "registered": NO,
    "effort_levels": STANDARD_EFFORT,
    "birth_year": 2015,
}
NOT_KNOWN: Final = {
    "registered": UNKNOWN,
    "effort_levels": ANY_EFFORT_LEVEL,
    "birth_year": BLANK,
}
CHANGES: Final = [*OUTSIDE.items(), *NOT_KNOWN.items()]
PEOPLE: Final = sorted(samples()[CNC].person_rows)[: None if THOROUGH else 2 * len(CHANGES)]
CASES: Final = [(name, *CHANGES[number % len(CHANGES)]) for number, name in enumerate(PEOPLE)]
"""People of the sample, each brought outside the target group, or into doubt, in one of the ways."""

HIDDEN_FROM: Final = [Role.COUNTY, Role.TRAINING_PARTNER, Role.AUDITOR]


@cache
def changed(name: str, column: str, value: int) -> LoadedRound:
    """The sample with one answer of one person changed."""
    held = samples()[CNC]
    people = held.cohort.people
    told: Any = np.array(getattr(people, column))
    told[held.person_rows[name]] = value
    changes: dict[str, Any] = {column: told}
    cohort = replace(held.cohort, people=replace(people, **changes))
    one = held.enquiry
    plan = fill(cohort, one.catalogue, one.policy, on=one.on, seed=one.seed)
    return replace(held, enquiry=Enquiry(cohort, one.catalogue, one.policy, one.on, one.seed), plan=plan)


def seen(role: Role, held: LoadedRound) -> dict[str, Any]:
    """All that a role is shown of a round, but the hash that names what it was made from."""
    sight = Sight(actor(role), held)
    plan = json.loads(plan_as_json(sight.plan))
    del plan["input_hash"]
    return {
        "plan": plan,
        "people": sight.people,
        "counts": sight.counts,
        "most helped": sight.most_helped,
        "suggestions": [sight.people_for(name, 50) for name in held.opening_rows],
    }


@pytest.mark.parametrize(("name", "column", "value"), CASES)
def test_who_is_outside_the_target_group_is_hidden_as_one_who_has_said_no(
    name: str, column: str, value: int
) -> None:
    outside, said_no = changed(name, column, value), changed(name, "in_round", NO)
    assert name not in outside.target_group
    for role in HIDDEN_FROM:
        assert seen(role, outside) == seen(role, said_no), role


@pytest.mark.parametrize("role", HIDDEN_FROM)
@pytest.mark.parametrize("name", ["K03", "K06", "K12", "K18", "K24"])
def test_those_stopped_by_the_target_group_are_not_there_in_any_answer(role: Role, name: str) -> None:
    held, service = samples()[CNC], service_for(role)
    assert name not in held.target_group
    api = f"/api/v1/rounds/{CNC}"
    absent = ask(service, f"{api}/people/K99").content
    assert ask(service, f"{api}/people/{name}").content == absent
    assert ask(service, f"{api}/pairs/{name}/L01").content == absent
    assert ask(service, person_page(held, name)).status_code == 404
    openings = [f"{api}/openings/{opening}?count=50" for opening in held.opening_rows]
    for address in (f"{api}/people", f"{api}/plan", f"{api}/questions", *openings):
        assert f'"{name}"' not in ask(service, address).text, address
    for address in (f"/runder/{CNC}", f"/runder/{CNC}/forslag", f"/runder/{CNC}/lareplasser/L01?antall=50"):
        assert f">{name}<" not in ask(service, address).text, address


@pytest.mark.parametrize("role", HIDDEN_FROM)
def test_nobody_is_told_why_some_are_not_there(role: Role) -> None:
    html = ask(service_for(role), f"/runder/{CNC}/forslag").text
    assert "målgruppe" not in html
    assert "ikke alle av dem" in html


@pytest.mark.parametrize("role", [Role.MARKET_CONTACT, Role.ADVISER, Role.PROGRAMME_LEAD])
def test_nav_sees_everybody(role: Role) -> None:
    held = samples()[CNC]
    assert Sight(actor(role), held).people == frozenset(held.person_rows)
