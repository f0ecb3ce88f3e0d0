"""A plan made anew on the command line: those who have said yes are kept, and little changes for the rest."""

import json
from pathlib import Path
from typing import Any

import pytest

from matching.screen.usage import ExitCode
from tests.cli.run import lists, run

PEOPLE = [f"{name};Vestre Toten;bil;100;100;;" for name in "ABCD"]
OPENINGS = [
    "L1;Firma A;CNC-maskineringsfaget;Vestre Toten;1;dag;ja",
    "L2;Firma B;CNC-maskineringsfaget;Gjøvik;1;dag;ja",
]
DAY = ("--date", "2026-11-21")
PAIRS = [["A", "L1"], ["B", "L2"]]


def files(
    folder: Path, people: list[str] | None = None, openings: list[str] | None = None
) -> tuple[Path, Path]:
    return lists(folder, people or PEOPLE, openings or OPENINGS)


def earlier(folder: Path, pairs: list[list[str]] | None = None, **more: Any) -> Path:
    path = folder / "forrige.json"
    named = [{"candidate": one, "opening": place} for one, place in (pairs or PAIRS)]
    path.write_text(json.dumps({"mode": "places", "assignments": named, **more}), "utf-8")
    return path


def accepted(folder: Path, *rows: str) -> Path:
    path = folder / "takket_ja.csv"
    path.write_text("\n".join(("kandidatnummer;nummer;registrert av", *rows)), "utf-8")
    return path


def plan_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "plan.json").read_text("utf-8"))
    return found


def pairs_of(plan: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["candidate"], one["opening"]) for one in plan["assignments"]}


def test_a_plan_that_may_stand_stands_and_is_controlled_and_written(tmp_path: Path) -> None:
    told = run("replan", *files(tmp_path), "--plan", earlier(tmp_path), "--to", tmp_path / "ut", *DAY)
    assert told.exit_code == ExitCode.DONE, told.output
    plan = plan_of(tmp_path / "ut")
    assert pairs_of(plan) == {("A", "L1"), ("B", "L2")}
    assert plan["audit"]["findings"] == []
    assert "Ingen får noe annet enn før" in told.output
    assert {file.name for file in (tmp_path / "ut").iterdir()} == {"plan.json", "plan.xlsx", "report.html"}


def test_a_place_accepted_is_pinned_by_the_one_who_noted_it(tmp_path: Path) -> None:
    yes = accepted(tmp_path, "D;L1;Kari Eksempel")
    words = (
        "replan",
        *files(tmp_path),
        "--plan",
        earlier(tmp_path),
        "--accepted",
        yes,
        "--to",
        tmp_path / "ut",
    )
    told = run(*words, *DAY)
    assert told.exit_code == ExitCode.DONE, told.output
    plan = plan_of(tmp_path / "ut")
    assert pairs_of(plan) == {("D", "L1"), ("B", "L2")}
    pinned = next(one for one in plan["assignments"] if one["candidate"] == "D")
    assert pinned["pinned"]
    assert pinned["notes"][-1]["facts"] == {"by": "Kari Eksempel", "reason": "Har takket ja til plassen."}
    assert "A: L1 Firma A, Vestre Toten → uten forslag" in told.output


def test_who_is_gone_is_not_counted_and_whose_place_is_gone_moves(tmp_path: Path) -> None:
    people, openings = files(tmp_path, PEOPLE[1:], ["L3;Firma C;CNC-maskineringsfaget;Gjøvik;2;dag;ja"])
    told = run("replan", people, openings, "--plan", earlier(tmp_path), "--json", *DAY)
    found = json.loads(told.stdout)
    assert (found["before"], found["lapsed"]) == (1, ["B"])
    assert [one["changes"] for one in found["tradeoffs"]] == [1]


def test_more_changes_may_be_asked_for_and_say_how_far_fewer_are_from_the_best(tmp_path: Path) -> None:
    home = [f"{name};{place};bil;100;100;;" for name, place in (("A", "Gjøvik"), ("B", "Vestre Toten"))]
    people, openings = files(tmp_path, home)
    words = ("replan", people, openings, "--plan", earlier(tmp_path), "--json", *DAY)
    few, many = (json.loads(run(*words, "--changes", number).stdout) for number in "02")
    assert [one["changes"] for one in few["tradeoffs"]] == [0, 2]
    assert pairs_of(few["plan"]) == {("A", "L1"), ("B", "L2")}
    assert pairs_of(many["plan"]) == {("B", "L1"), ("A", "L2")}
    assert few["plan"]["status"] == "feasible"
    assert few["plan"]["bounds"]["bound"]["points"] == many["plan"]["proof"]["objective"]["points"]
    assert (many["plan"]["status"], len(many["moved"])) == ("optimal", 2)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    words = ("replan", *files(tmp_path), "--plan", earlier(tmp_path), "--json", *DAY)
    assert run(*words).stdout == run(*words).stdout


def test_yeses_that_cannot_all_be_kept_are_no_plan_and_say_why(tmp_path: Path) -> None:
    yes = accepted(tmp_path, "C;L1;Kari Eksempel", "D;L1;Kari Eksempel")
    told = run("replan", *files(tmp_path), "--plan", earlier(tmp_path), "--accepted", yes, *DAY)
    assert told.exit_code == ExitCode.NO_PLAN
    assert "2 kandidater er låst til L1" in told.output


def test_one_who_accepts_two_places_is_a_fault_of_the_list(tmp_path: Path) -> None:
    yes = accepted(tmp_path, "C;L1;Kari Eksempel", "C;L2;Kari Eksempel", "X;L1;Kari Eksempel")
    told = run("replan", *files(tmp_path), "--plan", earlier(tmp_path), "--accepted", yes, *DAY)
    assert told.exit_code == ExitCode.ROWS
    assert "takket_ja.csv" in told.output
    assert "«X»" in told.output


@pytest.mark.parametrize("text", ["", "[]", '{"assignments": 1}', '{"assignments": [{"candidate": 1}]}'])
def test_what_is_no_plan_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "forrige.json"
    path.write_text(text, "utf-8")
    told = run("replan", *files(tmp_path), "--plan", path, *DAY)
    assert told.exit_code == ExitCode.FILE
    assert "forrige.json" in told.output


def test_a_plan_of_meetings_is_not_made_anew(tmp_path: Path) -> None:
    told = run("replan", *files(tmp_path), "--plan", earlier(tmp_path, mode="meetings"), *DAY)
    assert told.exit_code == ExitCode.POLICY
    assert "Forslaget kan ikke lages på nytt med få endringer sammen med møter" in told.output


def test_the_earlier_plan_is_not_written_over(tmp_path: Path) -> None:
    made = tmp_path / "ut"
    made.mkdir()
    (made / "plan.json").write_text(earlier(tmp_path).read_text("utf-8"), "utf-8")
    told = run("replan", *files(tmp_path), "--plan", made / "plan.json", "--to", made, *DAY)
    assert told.exit_code == ExitCode.WRONG_USE
