"""A plan as JSON: whole, stable, and the same whatever the order of rows."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from matching.domain.plan import PLAN_SCHEMA_VERSION, Plan
from matching.domain.policy import Mode, Policy
from matching.domain.reasons import Party
from matching.files.out.plan_json import as_json, extract_as_json, plan_as_json, write_plan_json
from matching.pipeline import fill
from tests.builders import CATALOGUE, ON
from tests.files.planned import hostile, planned, round_of, shuffled


@pytest.mark.parametrize("mode", list(Mode))
def test_every_field_of_the_plan_is_there(mode: Mode) -> None:
    plan, _ = planned(mode)
    told = json.loads(plan_as_json(plan))
    assert set(told) == {field.name for field in fields(Plan)}
    assert told["schema_version"] == PLAN_SCHEMA_VERSION
    assert told["mode"] == mode.value
    assert len(told["assignments"]) == len(plan.assignments)
    assert told["reserves"].keys() == plan.reserves.keys()


def test_the_proof_is_whole_numbers_that_can_be_checked_again() -> None:
    plan, made = planned()
    proof = json.loads(plan_as_json(plan))["proof"]
    assert plan.proof is not None
    for name in ("prices", "thresholds", "capacities"):
        assert proof[name] == getattr(plan.proof, name).tolist()
        assert all(type(number) is int for number in proof[name])
    assert len(proof["thresholds"]) == len(made.people)
    assert proof["objective"] == proof["bound"]


def test_reasons_are_codes_and_facts() -> None:
    told = json.loads(plan_as_json(planned()[0]))
    reasons = [reason for one in told["unassigned"] for reason in one["reasons"]]
    assert reasons
    assert all(set(reason) == {"code", "facts"} and isinstance(reason["facts"], dict) for reason in reasons)


def test_the_funnel_and_the_question_list_are_there_with_every_name() -> None:
    plan, _ = planned()
    told = json.loads(plan_as_json(plan))
    assert plan.funnel is not None
    assert len(told["funnel"]["rules"]) == len(plan.funnel.rules)
    assert set(told["funnel"]) == {"pairs", "eligible", "unknown", "ineligible", "rules"}
    first, line = told["open_questions"][0], plan.open_questions[0]
    assert first == {
        "question": line.question,
        "party": line.party,
        "about": line.about,
        "unlocks": line.unlocks,
        "waits": line.waits,
        "facts": dict(line.facts),
    }


def test_an_extract_asks_about_the_one_it_is_of() -> None:
    plan, _ = planned()
    for firm, names in ((True, "opening"), (False, "candidate")):
        line = next(one for one in plan.open_questions if (one.party is Party.EMPLOYER) == firm)
        candidate, opening = (line.about if names == one else None for one in ("candidate", "opening"))
        told = json.loads(extract_as_json(plan, candidate=candidate, opening=opening))["open_questions"]
        assert {one["about"] for one in told} == {line.about}
        assert line.question in {one["question"] for one in told}


def test_the_parts_of_each_fit_sum_to_its_points() -> None:
    for one in json.loads(plan_as_json(planned()[0]))["assignments"]:
        assert sum(part["points"] for part in one["fit"]["contributions"]) == one["fit"]["points"]


def test_names_are_sorted_and_letters_stand_as_they_are() -> None:
    text = plan_as_json(planned()[0])
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n" == text
    assert "\\u" not in as_json({"navn": "Lærefag"})


@pytest.mark.parametrize("mode", list(Mode))
def test_the_order_of_rows_changes_nothing(mode: Mode) -> None:
    one, other = (
        fill(made, CATALOGUE, Policy(mode=mode), on=ON, seed=1) for made in (round_of(), shuffled())
    )
    assert plan_as_json(one) == plan_as_json(other)


def test_the_seed_and_the_day_are_named() -> None:
    made = round_of()
    one, other = (
        json.loads(plan_as_json(fill(made, CATALOGUE, Policy(), on=ON, seed=seed))) for seed in (1, 2)
    )
    assert (one["seed"], other["seed"]) == (1, 2)
    assert one["on"] == ON.isoformat()


def test_a_file_is_in_utf_8_and_replaces_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("gammelt")
    write_plan_json(hostile()[0], path)
    assert path.read_bytes() == plan_as_json(hostile()[0]).encode()
    assert [file.name for file in tmp_path.iterdir()] == ["plan.json"]


def test_what_cannot_be_written_leaves_nothing_half_done(tmp_path: Path) -> None:
    (tmp_path / "plan.json").mkdir()
    with pytest.raises(OSError, match=r"plan\.json'$"):
        write_plan_json(hostile()[0], tmp_path / "plan.json")
    assert [file.name for file in tmp_path.iterdir()] == ["plan.json"]


def test_an_extract_has_one_opening_or_one_person_and_nobody_else() -> None:
    plan, _ = planned()
    one = plan.assignments[0]
    of_opening = json.loads(extract_as_json(plan, candidate=None, opening=one.opening))
    assert {found["opening"] for found in of_opening["assignments"]} == {one.opening}
    assert set(of_opening["reserves"]) <= {one.opening}
    assert of_opening["unassigned"] == []
    left = plan.unassigned[0].candidate
    of_person = json.loads(extract_as_json(plan, candidate=left, opening=None))
    assert [found["candidate"] for found in of_person["unassigned"]] == [left]
    assert of_person["assignments"] == of_person["seat_values"] == []


def test_a_thing_without_a_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no form"):
        as_json({"a": {1}})
