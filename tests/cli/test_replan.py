"""A plan made anew on the command line: those who have said yes are kept, and little changes for the rest."""

import json
from pathlib import Path
from typing import Any

import pytest

from matching.domain.plan import PLAN_SCHEMA_VERSION
from matching.screen.usage import ExitCode
from tests.cli.run import lists, run

PEOPLE = [f"{name};Vestre Toten;bil;100;100;;" for name in "ABCD"]
OPENINGS = [
    "L1;Firma A;CNC-maskineringsfaget;Vestre Toten;1;dag;ja",
    "L2;Firma B;CNC-maskineringsfaget;Gjøvik;1;dag;ja",
]
DAY = ("--date", "2026-11-21")
HEAD = {"schema_version": PLAN_SCHEMA_VERSION, "mode": "places"}
PAIRS = [["A", "L1"], ["B", "L2"]]
LIMIT = """
[[employer_totals]]
employer = "Firma A"
most = 2
"""
NO_PLANS = (
    "",
    "{",
    "{}",
    "[]",
    json.dumps({**HEAD, "assignments": 1}),
    json.dumps({**HEAD, "assignments": [{"candidate": 1, "opening": None}]}),
    json.dumps({"assignments": []}),
)
VETO = """
[[vetoes]]
candidate = "A"
opening = "L3"
by = "Kari Eksempel"
reason = "Kjenner saken."
"""


def files(
    folder: Path, people: list[str] | None = None, openings: list[str] | None = None
) -> tuple[Path, Path]:
    return lists(folder, people or PEOPLE, openings or OPENINGS)


def earlier(folder: Path, pairs: list[list[str]] | None = None, **more: Any) -> Path:
    path = folder / "forrige.json"
    named = [{"candidate": one, "opening": place} for one, place in (pairs or PAIRS)]
    path.write_text(json.dumps({**HEAD, "assignments": named, **more}), "utf-8")
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
    assert "1 kandidat får noe annet enn før" in told.output
    assert (
        "A: L1 Firma A, Vestre Toten → uten forslag (plassen er gitt til en som har takket ja)" in told.output
    )
    assert "1 kandidat har forslag, og hadde det ikke før" in told.output
    assert "D: uten forslag → L1 Firma A, Vestre Toten (har takket ja til denne plassen)" in told.output


def test_who_moves_where_nobody_accepted_moves_for_the_whole(tmp_path: Path) -> None:
    """B had L1 and said yes to L2; A, who had L2, takes the free L1, and C gets nothing of it."""
    yes = accepted(tmp_path, "B;L2;Kari Eksempel")
    old = earlier(tmp_path, [["A", "L2"], ["B", "L1"]])
    people, openings = files(tmp_path, PEOPLE[:2])
    told = run("replan", people, openings, "--plan", old, "--accepted", yes, "--to", tmp_path / "ut", *DAY)
    assert "2 kandidater får noe annet enn før" in told.output
    assert "B: L1 Firma A, Vestre Toten → L2 Firma B, Gjøvik (har takket ja til denne plassen)" in told.output
    assert "2 (dette forslaget)" in told.output
    assert "hadde det ikke før" not in told.output


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


def test_a_plan_under_limits_that_is_not_the_best_tells_amounts_that_are_possible(tmp_path: Path) -> None:
    home = [f"{name};{place};bil;100;100;;" for name, place in (("A", "Gjøvik"), ("B", "Vestre Toten"))]
    far = "L3;Firma C;CNC-maskineringsfaget;Gjøvik;1;dag;ja"
    people, openings = files(tmp_path, home, [OPENINGS[0].replace(";1;", ";2;"), OPENINGS[1], far])
    policy = tmp_path / "valg.toml"
    for veto in ("", VETO):
        policy.write_text(f"schema_version = 1\n{LIMIT}{veto}", "utf-8")
        words = ("replan", people, openings, "--plan", earlier(tmp_path), "--policy", policy, "--json")
        told = run(*words, *DAY)
        assert told.exit_code == ExitCode.DONE, told.output
        plan = json.loads(told.stdout)["plan"]
        assert (plan["status"], plan["audit"]["findings"]) == ("feasible", [])
        fewer = next(one for one in plan["seat_values"] if one["opening"] == "L1")
        assert (fewer["one_fewer"]["points"], fewer["one_fewer_at_most"]) == (0, None)


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


@pytest.mark.parametrize("text", NO_PLANS)
def test_what_is_no_plan_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "forrige.json"
    path.write_text(text, "utf-8")
    told = run("replan", *files(tmp_path), "--plan", path, *DAY)
    assert told.exit_code == ExitCode.FILE
    assert "forrige.json" in told.output
    assert "Dette er ikke en plan.json fra innenfor fill" in told.output
    assert "uten å endre noe i den, eller lag forslaget på nytt med fill" in told.output


@pytest.mark.parametrize(("more", "mended"), [(1, "oppgrader programmet"), (-1, "bruk den nye plan.json")])
def test_a_plan_of_another_version_is_refused_with_the_way_to_upgrade(
    tmp_path: Path, more: int, mended: str
) -> None:
    old = earlier(tmp_path, schema_version=PLAN_SCHEMA_VERSION + more)
    told = run("replan", *files(tmp_path), "--plan", old, *DAY)
    assert told.exit_code == ExitCode.FILE
    assert mended in told.output


@pytest.mark.parametrize("second", ["L1", "L2"])
def test_a_person_proposed_twice_is_refused(tmp_path: Path, second: str) -> None:
    old = earlier(tmp_path, [["A", "L1"], ["A", second]])
    told = run("replan", *files(tmp_path), "--plan", old, *DAY)
    assert told.exit_code == ExitCode.FILE
    assert "Forslag nummer 2" in told.output


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
