"""The list of needs on the command line: a table by trade and place, and a round that fills what is confirmed."""

import json
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from matching.cli.lists import check
from matching.cli.needs import needs
from matching.screen.usage import Command, Commands, ExitCode
from tests.cli.run import lists, run

HEADING = "nummer;bedrift;lærefag;kommune;kvartal;plasser;status;godkjenning"
CONFIRMED = "B1;Fabrikk B;CNC-maskineringsfaget;3443;;1;bekreftet;godkjent"
REPORTED = "B2;Fabrikk B;Sveisefaget;3443;;1,5;meldt;"
PERSON = "{};3443;bil;100;100;B1;skift"
OPENING = "L1;Fabrikk A;CNC-maskineringsfaget;3443;1;nei;godkjent"

app = typer.Typer(cls=Commands)
app.command(cls=Command)(needs)
app.command(cls=Command)(check)


def table_of(*words: Path | str) -> Result:
    """The command about needs, run in this process."""
    return CliRunner().invoke(app, ["needs", *map(str, words)])


def written(folder: Path, *rows: str) -> Path:
    path = folder / "behov.csv"
    path.write_text("\n".join((HEADING, *rows)), "utf-8")
    return path


@pytest.fixture
def round_(tmp_path: Path) -> tuple[Path, Path]:
    """Two people and one place."""
    return lists(tmp_path / "runde", [PERSON.format("K1"), PERSON.format("K2")], [OPENING])


def test_the_table_says_what_is_reported_confirmed_and_listed(
    tmp_path: Path, round_: tuple[Path, Path]
) -> None:
    done = table_of(written(tmp_path, CONFIRMED, REPORTED), round_[1])
    assert done.exit_code == 0, done.output
    rows = [line.split() for line in done.output.splitlines()]
    assert ["CNC-maskineringsfaget", "Vestre", "Toten", "0", "0", "1", "0", "1"] in rows
    assert ["Sveisefaget", "Vestre", "Toten", "1,5", "0", "0", "0", "0"] in rows


def test_the_table_as_json_tells_tenths_of_a_place(tmp_path: Path, round_: tuple[Path, Path]) -> None:
    done = table_of(written(tmp_path, REPORTED), round_[1], "--json")
    cnc, welding = json.loads(done.stdout)["needs"]
    assert (cnc["trade"], cnc["listed"], cnc["proposed"]) == ("cnc-maskineringsfaget", 10, None)
    assert (welding["trade"], welding["reported"]) == ("sveisefaget", 15)


def test_faults_of_either_list_stop_the_table(tmp_path: Path, round_: tuple[Path, Path]) -> None:
    possible = CONFIRMED.replace("Fabrikk B", "Fabrikk A")
    done = table_of(written(tmp_path, possible, "B3;;Sveisefaget;3443;;1;;"), round_[1])
    assert done.exit_code == ExitCode.ROWS
    assert "De kan være den samme plassen talt to ganger" in done.output
    assert "--without-rejected" not in done.output
    assert "kolonne «bedrift»: Cellen er tom" in done.output


def test_what_is_chosen_is_used_in_the_table_too(tmp_path: Path, round_: tuple[Path, Path]) -> None:
    needed = written(tmp_path, CONFIRMED.replace("CNC-maskineringsfaget", "Trolldom"))
    chosen = tmp_path / "koblinger.csv"
    chosen.write_text("hva;tekst;betyr\nlærefag;trolldom;Sveisefaget\n", "utf-8")
    assert table_of(needed, round_[1]).exit_code == ExitCode.ROWS
    done = table_of(needed, round_[1], "--meanings", chosen, "--json")
    assert done.exit_code == 0, done.output
    assert [one["trade"] for one in json.loads(done.stdout)["needs"]][1] == "sveisefaget"


def test_a_confirmed_need_is_filled_and_one_that_is_not_is_left(
    tmp_path: Path, round_: tuple[Path, Path]
) -> None:
    needed = written(tmp_path, CONFIRMED, REPORTED)
    done = run("fill", *round_, "--needs", needed, "--date", "2026-11-21", "--json")
    assert done.exit_code == 0, done.output
    plan = json.loads(done.stdout)
    assert sorted(one["opening"] for one in plan["assignments"]) == ["B1", "L1"]


def test_a_place_of_a_need_only_reported_stays_empty_until_the_policy_fills_it(
    tmp_path: Path, round_: tuple[Path, Path]
) -> None:
    people, openings = round_
    text = (
        openings.read_text("utf-8")
        .replace("godkjenning", "godkjenning;behov")
        .replace("godkjent", "godkjent;B1")
    )
    openings.write_text(text, "utf-8")
    needed = written(tmp_path, CONFIRMED.replace("Fabrikk B", "Fabrikk A").replace("bekreftet", "meldt"))
    given = (people, openings, "--needs", needed, "--date", "2026-11-21", "--json")
    plan = json.loads(run("fill", *given).stdout)
    assert (plan["assignments"], plan["empty_seats"][0]["opening"]) == ([], "L1")
    policy = tmp_path / "policy.toml"
    policy.write_text('schema_version = 1\nneeds_filled = "reported"\n', "utf-8")
    filled = json.loads(run("fill", *given, "--policy", policy).stdout)
    assert [one["opening"] for one in filled["assignments"]] == ["L1"]


def test_the_workbook_of_a_plan_has_the_table_with_what_is_proposed(
    tmp_path: Path, round_: tuple[Path, Path]
) -> None:
    needed = written(tmp_path, CONFIRMED, REPORTED)
    done = run("fill", *round_, "--needs", needed, "--date", "2026-11-21", "--to", tmp_path / "ut")
    assert done.exit_code == 0, done.output
    sheet = load_workbook(tmp_path / "ut" / "plan.xlsx")["Behov"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert ["CNC-maskineringsfaget", "Vestre Toten", 0, 0, 1, 0, 1, 2] in cells
    assert ["Sveisefaget", "Vestre Toten", 1.5, 0, 0, 0, 0, 0] in cells


def test_a_plan_without_needs_has_no_table_of_them(tmp_path: Path, round_: tuple[Path, Path]) -> None:
    assert run("fill", *round_, "--date", "2026-11-21", "--to", tmp_path / "ut").exit_code == 0
    assert "Behov" not in load_workbook(tmp_path / "ut" / "plan.xlsx").sheetnames


def test_a_row_left_out_does_not_come_back_as_a_need(tmp_path: Path, round_: tuple[Path, Path]) -> None:
    people, openings = round_
    text = (
        openings.read_text("utf-8").replace("godkjenning", "godkjenning;behov").replace("godkjent", "feil;B1")
    )
    openings.write_text(f"{text}\nL2;Fabrikk A;Sveisefaget;3443;1;nei;godkjent;ingen", "utf-8")
    needed = written(tmp_path, CONFIRMED.replace("Fabrikk B", "Fabrikk A"))
    given = (people, openings, "--needs", needed, "--date", "2026-11-21", "--json", "--without-rejected")
    done = run("fill", *given)
    assert done.exit_code == 0, done.output
    plan = json.loads(done.stdout)
    places = {one["opening"] for one in (*plan["assignments"], *plan["empty_seats"])}
    assert places == {"L2"}


def test_an_opening_of_a_need_whose_row_is_left_out_is_a_question_and_not_filled(
    tmp_path: Path, round_: tuple[Path, Path]
) -> None:
    people, openings = round_
    text = (
        openings.read_text("utf-8")
        .replace("godkjenning", "godkjenning;behov")
        .replace("godkjent", "godkjent;B1")
    )
    openings.write_text(text, "utf-8")
    needed = written(tmp_path, CONFIRMED.replace("bekreftet", "kanskje"), REPORTED)
    given = (people, openings, "--needs", needed, "--date", "2026-11-21", "--json", "--without-rejected")
    plan = json.loads(run("fill", *given).stdout)
    assert plan["assignments"] == []
    assert "ask_need" in [reason["code"] for reason in plan["empty_seats"][0]["reasons"]]
