"""Meeting sheets on the command line: those who have said yes to a firm stand on its sheet, and nobody else."""

from pathlib import Path

from openpyxl import load_workbook

from matching.screen.usage import ExitCode
from tests.cli.run import ROUND, run


def answers(folder: Path, *rows: str) -> Path:
    path = folder / "ja.csv"
    path.write_text("\n".join(("kandidatnummer;nummer;svar", *rows)), encoding="utf-8")
    return path


def test_the_sheets_are_written_with_those_who_said_yes_and_whom_to_ring(tmp_path: Path) -> None:
    yes = answers(tmp_path, "K01;L02;ja", "K09;L02;nei")
    done = run("sheets", *ROUND, "--agreed", yes, "--contact", "Kari, 00 00 00 00", "--to", tmp_path / "ark")
    assert done.exit_code == ExitCode.DONE
    assert "7 møteark med 1 kandidat som har sagt ja" in done.stdout
    page = (tmp_path / "ark" / "moteark.html").read_text("utf-8")
    assert "Kari, 00 00 00 00" in page
    assert page.count("Kandidat A") == 1
    assert "Kandidat B" not in page
    assert "K01" not in page, "the firm reads no number that follows a person from sheet to sheet"


def test_the_office_has_a_key_to_the_letters_of_each_sheet(tmp_path: Path) -> None:
    yes = answers(tmp_path, "K01;L02;ja", "K09;L02;ja", "K09;L01;ja")
    run("sheets", *ROUND, "--agreed", yes, "--to", tmp_path)
    key = load_workbook(tmp_path / "moteark_bokstaver.xlsx").active
    rows = list(key.iter_rows(min_row=2, values_only=True))
    assert {(opening, candidate) for opening, _, candidate in rows} == {
        ("L01", "K09"),
        ("L02", "K01"),
        ("L02", "K09"),
    }
    assert [letter for opening, letter, _ in rows if opening == "L02"] == ["A", "B"]


def test_without_answers_the_sheets_show_nobody(tmp_path: Path) -> None:
    assert run("sheets", *ROUND, "--to", tmp_path).exit_code == ExitCode.DONE
    assert "Kandidat A" not in (tmp_path / "moteark.html").read_text("utf-8")


def test_an_answer_about_somebody_who_is_not_there_stops_before_anything_is_written(tmp_path: Path) -> None:
    yes = answers(tmp_path, "K99;L02;ja")
    done = run("sheets", *ROUND, "--agreed", yes, "--to", tmp_path / "ark")
    assert done.exit_code == ExitCode.ROWS
    assert "«K99»" in done.stderr
    assert "--without-rejected" not in done.stderr
    assert not (tmp_path / "ark").exists()
