"""The commands about the interest form, from the form to a list of people with six numbers."""

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from matching.files.lists.people import read_people
from matching.screen.usage import ExitCode
from tests.builders import CATALOGUE
from tests.cli.run import run as run_command

FORM = CATALOGUE.interest_form
HEADING = ";".join(("kandidatnummer", *(str(number) for number in range(1, len(FORM) + 1))))
PRACTICAL = [5 if one.interest == 0 else 2 for one in FORM]
NUMBERS = [70, 25, 25, 25, 25, 25]
"""What these answers come to."""


def run(*words: str | Path) -> Result:
    return run_command("interests", *words)


def answers(folder: Path, *rows: tuple[str, Sequence[object]]) -> Path:
    path = folder / "svar.csv"
    lines = (";".join((name, *map(str, given))) for name, given in rows)
    path.write_text("\n".join((HEADING, *lines)), "utf-8")
    return path


def test_the_form_and_the_list_of_answers_are_written_once_and_not_over(tmp_path: Path) -> None:
    for command, name in (("form", "ut/skjema.html"), ("template", "ut/svar.xlsx")):
        done = run(command, "--to", tmp_path / name)
        assert done.exit_code == 0, done.output
        assert f"Skrevet: {tmp_path / name}." in done.output
        assert run(command, "--to", tmp_path / name).exit_code == ExitCode.WRONG_USE
        assert run(command, "--to", tmp_path / name, "--force").exit_code == 0
    assert "Sage til en planke" in (tmp_path / "ut/skjema.html").read_text("utf-8")
    assert openpyxl.load_workbook(tmp_path / "ut/svar.xlsx").sheetnames[0] == "Interesseskjema"


@pytest.mark.parametrize(("command", "name"), [("form", "skjema.pdf"), ("template", "svar.csv")])
def test_a_file_of_another_kind_is_wrong_use(tmp_path: Path, command: str, name: str) -> None:
    done = run(command, "--to", tmp_path / name)
    assert done.exit_code == ExitCode.WRONG_USE
    assert "må ende på" in done.output


def test_answers_become_six_numbers_and_what_they_do_not_say_is_told(tmp_path: Path) -> None:
    given = answers(
        tmp_path, ("K1", PRACTICAL), ("K2", [3] * 30), ("K3", [""] * 30), ("K4", ["liker godt"] * 30)
    )
    done = run("score", given, "--to", tmp_path / "tall.xlsx")
    assert done.exit_code == 0, done.output
    assert "4 har svart, og 3 har fått seks tall." in done.output
    assert "2 har svart så likt på alt" in done.output
    assert "De seks tallene teller da ikke for K2 og K4; interesseområder teller fortsatt." in done.output
    assert "1 har svart på for få utsagn" in done.output
    assert "ikke prøvd ut på folk" in done.output
    sheet = openpyxl.load_workbook(tmp_path / "tall.xlsx")["Interesser"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["kandidatnummer", "R", "I", "A", "S", "E", "C", "besvart", "sier noe"]
    assert rows[1] == ["K1", 7, 2.5, 2.5, 2.5, 2.5, 2.5, 30, "ja"]


def test_the_numbers_are_set_into_the_list_of_people(tmp_path: Path) -> None:
    people = tmp_path / "kandidater.csv"
    people.write_text(
        "kandidatnummer;kommune;R;I;A;S;E;C\nK1;3443;;;;;;\nK2;3443;1;2;3;4;5;6\nK3;3443;;;;;;\n", "utf-8"
    )
    given = answers(tmp_path, ("K1", PRACTICAL), ("K2", PRACTICAL))
    done = run("score", given, "--people", people, "--to", tmp_path / "nye.xlsx")
    assert done.exit_code == 0, done.output
    assert "1 hadde seks tall i listen fra før" in done.output
    read = read_people(tmp_path / "nye.xlsx", CATALOGUE)
    assert read.faults == ()
    assert read.people.id.tolist() == ["K1", "K2", "K3"]
    assert read.people.interests.tolist() == [NUMBERS, [10, 20, 30, 40, 50, 60], [-1] * 6]


def test_faults_of_both_lists_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    people = tmp_path / "kandidater.csv"
    people.write_text("kandidatnummer;kommune\nK1;3443\nK2;Atlantis\n", "utf-8")
    given = answers(tmp_path, ("K1", [9, *PRACTICAL[1:]]), ("K2", PRACTICAL), ("K7", PRACTICAL))
    done = run("score", given, "--people", people, "--to", tmp_path / "nye.xlsx")
    assert done.exit_code == ExitCode.ROWS
    for told in ("rad 3, kolonne «kommune»", "rad 2, kolonne «1»: «9»", "rad 4, kolonne «kandidatnummer»"):
        assert told in done.output
    assert "rad 3, kolonne «kandidatnummer»" not in done.output, "the fault of K2 is told already"
    assert not (tmp_path / "nye.xlsx").exists()


def test_a_list_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    given = answers(tmp_path, ("K1", PRACTICAL))
    book = tmp_path / "kandidater.xlsx"
    assert run("template", "--to", book).exit_code == 0
    done = run("score", given, "--people", book, "--to", book, "--force")
    assert done.exit_code == ExitCode.WRONG_USE


def test_the_check_tells_of_each_interest_and_statement_and_that_the_answers_are_few(tmp_path: Path) -> None:
    interests = list(enumerate(one.interest for one in FORM))
    spread = [
        [1 + (person * (interest + 2) + number) % 5 for number, interest in interests] for person in range(9)
    ]
    given = answers(tmp_path, *((f"K{number}", row) for number, row in enumerate(spread)))
    done = run("check", given)
    assert done.exit_code == 0, done.output
    assert "for få svar til å stole på tallene: 9 der det bør være minst 200" in done.output
    assert all(one.label in done.output for one in FORM)
    found = json.loads(run("check", given, "--json").stdout)
    assert found["people"] == 9
    assert [one["interest"] for one in found["interests"]] == list("RIASEC")
    assert all(len(one["rest"]) == 5 for one in found["interests"])


@pytest.mark.parametrize("command", ["form", "template", "score", "check"])
def test_help_is_in_bokmal_and_within_eighty_columns(command: str) -> None:
    told = run(command, "--help").stdout
    assert told.startswith("Bruk: ")
    assert max(map(len, told.splitlines())) <= 80
