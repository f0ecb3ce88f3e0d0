"""The catalogue on the command line: what is found in its files, ours or an office's own copy."""

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from matching.screen.usage import ExitCode
from tests.cli.run import OPENINGS, PEOPLE, ROUND, lists, run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An office's own copy of the catalogue."""
    with as_file(files("matching.catalogue") / "data") as data:
        return Path(shutil.copytree(data, tmp_path / "katalog"))


def test_the_shipped_catalogue_is_in_order_and_counted() -> None:
    told = run("catalogue", "check")
    assert told.exit_code == ExitCode.DONE
    assert "357 kommuner" in told.output.splitlines()[-1]


def test_a_fault_of_a_copy_is_told_with_its_place_and_what_mends_it(own: Path) -> None:
    trades = own / "trades.csv"
    text = trades.read_text("utf-8").replace("cnc-operation;", "cnc-operasjon;", 1)
    trades.write_text(text, "utf-8")
    told = run("catalogue", "check", "--data", own)
    assert told.exit_code == ExitCode.ROWS
    place = next(line for line in told.output.splitlines() if "cnc-operasjon" in line)
    assert place.startswith("trades.csv, linje 2, «cnc-maskineringsfaget»")


def test_findings_are_told_as_json_too(own: Path) -> None:
    (own / "skills.csv").unlink()
    told = run("catalogue", "check", "--data", own, "--json")
    assert told.exit_code == ExitCode.ROWS
    (finding,) = json.loads(told.output)["findings"]
    assert (finding["code"], finding["file"]) == ("file_missing", "skills.csv")


@pytest.mark.parametrize(
    ("content", "told"), [(None, "en fil finnes ikke i mappen"), ("tull", "en fil kan ikke leses")]
)
def test_a_catalogue_without_a_file_is_told_in_words(own: Path, content: str | None, told: str) -> None:
    (own / "skills.csv").unlink()
    if content:
        (own / "skills.csv").write_text(content, "utf-8")
    done = run("check", PEOPLE, OPENINGS, "--catalogue", own)
    assert done.exit_code == ExitCode.POLICY
    assert f"Katalogen kan ikke brukes: {told} (skills.csv)." in done.stderr


def test_a_round_is_read_with_an_office_s_own_catalogue(own: Path, tmp_path: Path) -> None:
    trades = own / "trades.csv"
    rows = trades.read_text("utf-8").splitlines()
    new = rows[1].replace("cnc-maskineringsfaget", "knappefaget").replace("CNC3004", "", 1)
    heading = rows[0].split(",")
    cells = new.split(",")
    cells[heading.index("name")], cells[heading.index("synonyms")] = "Knappefaget", ""
    trades.write_text("\n".join([*rows, ",".join(cells), ""]), "utf-8")
    people, openings = lists(
        tmp_path,
        ["A;Vestre Toten;bil;100;100;;"],
        ["L1;Firma;Knappefaget;Vestre Toten;1;dag;godkjent"],
    )
    assert run("check", people, openings).exit_code == ExitCode.ROWS
    told = run("check", people, openings, "--catalogue", own)
    assert told.exit_code == ExitCode.DONE, told.output
    plan = run("fill", people, openings, "--catalogue", own, "--date", "2026-11-21", "--json")
    assert [one["trade"] for one in json.loads(plan.output)["assignments"]] == ["knappefaget"]


def test_a_round_with_the_same_catalogue_in_a_folder_of_its_own_is_the_same(own: Path) -> None:
    ours = run("explain", *ROUND, "--opening", "L02", "--json")
    theirs = run("explain", *ROUND, "--opening", "L02", "--json", "--catalogue", own)
    assert theirs.output == ours.output


def test_a_catalogue_that_cannot_be_used_says_how_to_see_what_is_wrong(own: Path, tmp_path: Path) -> None:
    (own / "skills.csv").unlink()
    for folder in (own, tmp_path / "finnes-ikke"):
        told = run("check", PEOPLE, OPENINGS, "--catalogue", folder)
        assert told.exit_code == ExitCode.POLICY
        assert "innenfor catalogue check --data" in told.stderr


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    told = run("catalogue", "check", "--data", tmp_path / "borte")
    assert told.exit_code == ExitCode.WRONG_USE
    assert "finnes ikke" in told.stderr
