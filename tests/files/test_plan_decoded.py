"""A plan read back from its JSON is the plan: written again it is the same text, whatever kind of plan it is."""

import json
from typing import Any

import pytest

from matching.domain.plan import PLAN_SCHEMA_VERSION
from matching.files.out.plan_decoded import PlanFault, plan_from_json
from matching.files.out.plan_json import plan_as_json
from tests.service.asked import samples


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_plan_written_and_read_is_the_same(name: str) -> None:
    plan = samples()[name].plan
    text = plan_as_json(plan)
    found = plan_from_json(text)
    assert plan_as_json(found) == text
    assert found.assignments == plan.assignments
    assert found.unassigned == plan.unassigned
    assert found.seat_values == plan.seat_values
    assert found.audit == plan.audit


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "3", "null", f'{{"schema_version": {PLAN_SCHEMA_VERSION}}}', '{"a": "\\ud800"}']
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanFault):
        plan_from_json(text)


def changed(*way: str | int, value: object) -> str:
    told = json.loads(plan_as_json(samples()["innherred"].plan))
    at: Any = told
    for step in way[:-1]:
        at = at[step]
    at[way[-1]] = value
    return json.dumps(told)


@pytest.mark.parametrize(
    "text",
    [
        changed("assignments", 0, "fit", value=[]),
        changed("assignments", 0, value="K-1"),
        changed("status", value="splendid"),
        changed("reserves", value=None),
        changed("mode", value=None),
    ],
)
def test_a_plan_with_something_else_in_it_is_refused(text: str) -> None:
    with pytest.raises(PlanFault):
        plan_from_json(text)


@pytest.mark.parametrize("more", ["garbage", "{}", "]"])
def test_what_stands_after_a_plan_is_no_part_of_one(more: str) -> None:
    with pytest.raises(PlanFault):
        plan_from_json(plan_as_json(samples()["innherred"].plan) + more)


def test_a_plan_of_another_version_says_which() -> None:
    with pytest.raises(PlanFault) as fault:
        plan_from_json(changed("schema_version", value=PLAN_SCHEMA_VERSION - 1))
    assert fault.value.found == PLAN_SCHEMA_VERSION - 1
