"""Filling a round: what is shown, what is written, and when nothing is."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import fastexcel
import pytest
import typer

from matching.domain.plan import AuditReport, Finding
from matching.screen.given import RoundFiles
from matching.screen.round import read_round
from matching.wording import NO_BREAK
from tests.cli.run import OPENINGS, PEOPLE, POLICY, ROOT, ROUND, lists, run

PIN = """schema_version = 1
[[pins]]
candidate = "K1"
opening = "L1"
by = "Kari Eksempel"
reason = "Avtalt."
"""
GIVEN = RoundFiles(people=Path(PEOPLE), openings=Path(OPENINGS), policy=Path(POLICY))


def test_the_proof_is_told_in_one_line(tmp_path: Path) -> None:
    done = run("fill", *ROUND, "--to", tmp_path)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert (
        "26 kandidater, 11 plasser: 10 foreslått, samlet samsvar 6 078, og det best mulige er 6 078 (avstand 0); "
        "kontroll: bestått, " in done.stdout.replace(NO_BREAK, " ")
    )


def test_both_files_are_written_and_named(tmp_path: Path) -> None:
    done = run("fill", *ROUND, "--to", tmp_path / "ny")
    assert {file.name for file in (tmp_path / "ny").iterdir()} == {"plan.json", "plan.xlsx", "report.html"}
    folder = tmp_path / "ny"
    assert (
        f"Skrevet: {folder / 'plan.json'}, {folder / 'plan.xlsx'} og {folder / 'report.html'}." in done.stdout
    )


def test_files_are_written_where_one_stands_when_no_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("fill", *ROUND).exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == {"plan.json", "plan.xlsx", "report.html"}


def test_every_proposal_is_a_line_with_firm_place_fit_and_reasons(tmp_path: Path) -> None:
    lines = run("fill", *ROUND, "--to", tmp_path).stdout.splitlines()
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    for one in plan["assignments"]:
        (line,) = (line for line in lines if line.startswith(f"{one['candidate']} ") and "reise" in line)
        assert f"{one['opening']} " in line
        assert f"{one['fit']['points']} av 1000" in line
        assert "(oppdiktet)" in line


def test_everybody_left_and_every_empty_seat_is_told_with_why(tmp_path: Path) -> None:
    done = run("fill", *ROUND, "--to", tmp_path)
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert plan["unassigned"]
    for name in [one["candidate"] for one in plan["unassigned"]]:
        assert any(line.startswith(f"{name} ") for line in done.stdout.splitlines())
    assert "L08 Mjøsrobot AS (oppdiktet), Gjøvik, 1 ledig" in done.stdout
    assert "Spør bedriften: Er dere godkjent som lærebedrift i faget?" in done.stdout


def test_all_pairs_are_told_and_the_questions_that_open_most(tmp_path: Path) -> None:
    lines = run("fill", *ROUND, "--to", tmp_path).stdout.splitlines()
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    funnel = plan["funnel"]
    assert any(line.startswith(f"{funnel['pairs']} par: {funnel['eligible']} oppfyller") for line in lines)
    first = lines.index("Spør først om dette") + 1
    for line, one in zip(lines[first : first + 5], plan["open_questions"], strict=False):
        assert line.startswith(f"- {one['about']} ")
        assert f" av {one['facts']['total']} " in line
    assert lines[first + 5] == f"{plan['questions_in_all'] - 5} spørsmål til. Spørrelisten står i plan.xlsx."


def test_a_reason_that_alone_stops_everything_stands_alone(tmp_path: Path) -> None:
    lines = run("fill", *ROUND, "--to", tmp_path).stdout.splitlines()
    (line,) = (line for line in lines if line.startswith("K10 "))
    assert line.split(maxsplit=1)[1] == "Kandidaten har sagt nei til å være med i runden."


def test_a_person_with_an_address_restriction_is_nowhere(tmp_path: Path) -> None:
    done = run("fill", *ROUND, "--to", tmp_path)
    assert "K27" not in done.stdout
    assert b"K27" not in (tmp_path / "plan.json").read_bytes()


def test_json_alone_is_the_plan_and_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("fill", *ROUND, "--json")
    assert json.loads(done.stdout)["status"] == "optimal"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_json_with_a_folder_is_the_same_as_the_file(tmp_path: Path) -> None:
    done = run("fill", *ROUND, "--json", "--to", tmp_path)
    assert done.stdout_bytes == (tmp_path / "plan.json").read_bytes()


def test_the_day_is_today_when_none_is_named(tmp_path: Path) -> None:
    before = date.today()  # noqa: DTZ011 - the local day is what is meant
    told = json.loads(run("fill", PEOPLE, OPENINGS, "--policy", POLICY, "--json").stdout)["on"]
    assert before <= date.fromisoformat(told) <= date.today()  # noqa: DTZ011 - as above


def test_meetings_are_told_as_meetings(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('schema_version = 1\nmode = "meetings"\n')
    done = run("fill", PEOPLE, OPENINGS, "--policy", policy, "--date", "2026-11-21", "--to", tmp_path)
    assert done.exit_code == 0
    assert "møter mellom kandidater og bedrifter" in done.stdout
    assert "møteplasser:" in done.stdout


def test_the_users_own_journey_times_take_the_place_of_the_estimate(tmp_path: Path) -> None:
    people, openings = lists(tmp_path, ["K1;3407;bil;100;100;B2;ja"], ["L1;A AS;CNC;3443;1;nei;godkjent"])
    times = tmp_path / "reisetid.csv"
    times.write_text("fra;til;bil\n3407;3443;33\n", "utf-8")
    done = run("fill", people, openings, "--travel", times, "--to", tmp_path)
    assert "reise 33 min" in done.stdout


def test_lists_with_faults_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    files = lists(tmp_path / "inn", ["K1;301;bil;;;;"], ["L1;A AS;CNC;3443;1;;"])
    done = run("fill", *files, "--to", tmp_path / "ut")
    assert done.exit_code == 4
    assert done.stdout == ""
    assert "1 rad har feil" in done.stderr
    assert "Mente du «0301 Oslo»?" in done.stderr
    assert not (tmp_path / "ut").exists()


def test_what_cannot_be_kept_is_told_in_words_and_nothing_is_written(tmp_path: Path) -> None:
    files = lists(tmp_path / "inn", ["K1;3443;bil;100;100;B2;ja"], ["L1;A AS;CNC;3443;0;nei;godkjent"])
    (tmp_path / "policy.toml").write_text(PIN)
    done = run("fill", *files, "--policy", tmp_path / "policy.toml", "--to", tmp_path / "ut")
    assert done.exit_code == 5
    assert "1 kandidat er låst til L1, som har plass til 0." in done.stderr
    assert not (tmp_path / "ut").exists()
    asked = run("fill", *files, "--policy", tmp_path / "policy.toml", "--json")
    assert (asked.exit_code, json.loads(asked.stdout)["status"]) == (5, "infeasible")


def test_a_plan_the_control_disagrees_with_is_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    given = read_round(GIVEN, on=date(2026, 11, 21), seed=1)
    plan = given.plan(quiet=True)
    assert plan.audit is not None
    found = AuditReport(plan.audit.checks, (Finding("room", "L02 has 2 proposals, room for 1"),), "all", 1)
    with pytest.raises(typer.Exit) as ended:
        given.stop_where_wrong(replace(plan, audit=found))
    assert ended.value.exit_code == 6
    told = capsys.readouterr().err
    assert "en feil i programmet, ikke i listene" in told
    assert "room: L02 has 2 proposals, room for 1" in told


@pytest.mark.parametrize("mode", ["places", "meetings"])
def test_a_pin_that_lets_somebody_in_is_told_with_its_questions_and_what_it_gives(
    tmp_path: Path, mode: str
) -> None:
    files = lists(tmp_path, ["K1;3443;bil;100;100;B2;"], ["L1;A AS;CNC;3443;1;ja;godkjent"])
    policy = tmp_path / "policy.toml"
    policy.write_text(PIN.replace("1\n", f'1\nmode = "{mode}"\n', 1), "utf-8")
    done = run("fill", *files, "--policy", policy, "--to", tmp_path / "ut")
    assert done.exit_code == 0, done.stderr
    asked = "Spør kandidaten: "
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("K1 "))
    assert asked in line
    assert line.index(asked) < line.index("Merk: ")
    person = run("explain", *files, "--policy", policy, "--candidate", "K1").stdout
    assert person.index(asked) < person.index("Låst av")
    book = fastexcel.read_excel(tmp_path / "ut" / "plan.xlsx")
    (row,) = book.load_sheet("Forslag", dtypes="string").to_polars().iter_rows(named=True)
    assert row["Spør om"].startswith(asked)
    control = dict(book.load_sheet("Kontroll", dtypes="string").to_polars().iter_rows())
    assert control["Låst"].startswith("K1 og L1: gir 1 kandidat til")
    (one,) = json.loads((tmp_path / "ut" / "plan.json").read_text("utf-8"))["assignments"]
    assert one["questions"]


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.json", "report.html"])
def test_a_list_is_never_written_over(tmp_path: Path, name: str) -> None:
    own = tmp_path / name
    own.write_bytes(Path(PEOPLE).read_bytes())
    done = run("fill", own, OPENINGS, "--to", tmp_path)
    assert done.exit_code == 2
    assert f"{own} er en av listene det leses fra" in done.stderr
    assert own.read_bytes() == Path(PEOPLE).read_bytes()


def test_no_file_takes_its_name_where_one_cannot(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    assert run("fill", *ROUND, "--to", tmp_path).exit_code == 3
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_screen_that_is_closed_loses_no_file(tmp_path: Path) -> None:
    program = "import sys; sys.stdout.close(); from matching.cli.app import app; app()"
    subprocess.run(
        [sys.executable, "-c", program, "fill", *ROUND, "--to", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert {file.name for file in tmp_path.iterdir()} == {"plan.json", "plan.xlsx", "report.html"}


def test_a_name_is_shown_as_it_is_written(tmp_path: Path) -> None:
    firm = "[bold]A[/bold] :smile: AS"
    files = lists(tmp_path, ["K1;3443;bil;100;100;B2;ja"], [f"L1;{firm};CNC;3443;1;nei;godkjent"])
    assert f"L1 {firm}, Vestre Toten" in run("fill", *files, "--to", tmp_path).stdout
