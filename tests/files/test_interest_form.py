"""The list of answers to the interest form: read in any order of columns, every fault told, six numbers written."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.answers import BLANK
from matching.domain.errors import ErrorCode, FileFault
from matching.files.headings.refused import refused_subject
from matching.files.lists.interest_form import ANSWERS, SHEET, AnswerList, answer_fields, read_answers
from matching.files.out.interest_form import SCORED, answer_sheet, scored_table
from matching.files.out.workbook_out import write_workbook
from matching.interest_form import score
from matching.wording import Words
from tests.files.written import CATALOGUE, REFUSED_NUMBER, Row, table, write_csv, write_xlsx

FORM = CATALOGUE.interest_form
WORDS = Words(CATALOGUE)
NUMBERS = tuple(str(number) for number in range(1, len(FORM) + 1))
STEPS = [1 + place % 5 for place in range(len(FORM))]
"""An answer to every statement, all five among them."""


def row(name: str = "K1", **answers: object) -> Row:
    """A row with every answer, save those given as s7="…"."""
    given = {number: str(step) for number, step in zip(NUMBERS, STEPS, strict=True)}
    return {"kandidatnummer": name, **given, **{key[1:]: value for key, value in answers.items()}}


def read(folder: Path, *rows: Row, candidates: list[str] | None = None) -> AnswerList:
    return read_answers(write_csv(folder / "svar.csv", table(rows)), FORM, candidates)


def faults(found: AnswerList) -> list[tuple[int, str, ErrorCode]]:
    return [(one.row, one.column, one.code) for one in found.faults]


def test_words_and_numbers_are_the_same_answers_and_a_blank_is_none(tmp_path: Path) -> None:
    words = {f"s{number}": list(ANSWERS)[step - 1] for number, step in zip(NUMBERS, STEPS, strict=True)}
    found = read(tmp_path, row("K1"), row("K2", **words), row("K3", s7="", s8="LIKER  Godt"))
    assert found.faults == ()
    assert found.ids.tolist() == ["K1", "K2", "K3"]
    assert found.answers[:2].tolist() == [STEPS, STEPS]
    assert found.answers[2, 6:8].tolist() == [BLANK, 4]


def test_numbers_of_a_spreadsheet_are_answers(tmp_path: Path) -> None:
    cells: list[list[object]] = [["kandidatnummer", *NUMBERS], ["K1", *STEPS]]
    found = read_answers(write_xlsx(tmp_path / "svar.xlsx", {SHEET: cells}), FORM)
    assert (found.faults, found.answers.tolist()) == ((), [STEPS])


@pytest.mark.parametrize("heading", ["{label}", "{number}. {label}", "{number} {label}", "{number}: {label}"])
def test_a_column_may_be_called_by_its_statement(tmp_path: Path, heading: str) -> None:
    headings = [heading.format(number=number, label=one.label) for number, one in enumerate(FORM, 1)]
    cells: list[list[object]] = [["kandidatnummer", *headings], ["K1", *STEPS]]
    found = read_answers(write_csv(tmp_path / "svar.csv", cells), FORM)
    assert (found.faults, found.answers.tolist()) == ((), [STEPS])


def test_no_statement_is_taken_for_a_column_that_no_list_may_have() -> None:
    assert [one.label for one in FORM if refused_subject(one.label)] == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(["kandidatnummer", *NUMBERS]))
def test_the_order_of_columns_makes_no_difference(tmp_path: Path, order: list[str]) -> None:
    cells = row()
    found = read_answers(
        write_csv(tmp_path / "svar.csv", table([{name: cells[name] for name in order}])), FORM
    )
    assert (found.faults, found.answers.tolist()) == ((), [STEPS])


def test_every_fault_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row("K1", s3="6", s30="kanskje"),
        row("K2"),
        row("K2", s1="5"),
        row("", s2="4,5"),
        row("K5"),
    )
    assert faults(found) == [
        (2, "3", ErrorCode.CELL_NOT_A_CHOICE),
        (2, "30", ErrorCode.CELL_NOT_A_CHOICE),
        (3, "kandidatnummer", ErrorCode.ID_TWICE),
        (4, "kandidatnummer", ErrorCode.ID_TWICE),
        (5, "kandidatnummer", ErrorCode.CELL_REQUIRED),
        (5, "2", ErrorCode.CELL_NOT_A_CHOICE),
    ]
    assert found.ids.tolist() == ["K5"]
    told = WORDS.fault(found.faults[0])
    assert told.startswith("svar.csv, rad 2, kolonne «3»: «6»")
    assert "liker svært godt" in told


def test_whoever_is_in_no_list_of_people_is_a_fault(tmp_path: Path) -> None:
    found = read(tmp_path, row("K1"), row("K9"), candidates=["K1", "K2"])
    assert faults(found) == [(3, "kandidatnummer", ErrorCode.ID_UNKNOWN)]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kari Eksempel", ErrorCode.CANDIDATE_NAMED), (REFUSED_NUMBER, ErrorCode.IDENTITY_NUMBER)],
)
def test_a_name_or_an_identity_number_stops_the_file_and_is_not_repeated(
    tmp_path: Path, name: str, code: ErrorCode
) -> None:
    with pytest.raises(FileFault) as found:
        read(tmp_path, row(name))
    assert found.value.code is code
    assert name not in WORDS.error(found.value)


def test_people_with_an_address_restriction_are_passed_over_in_silence(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", table([row("K1"), row("K5")]))
    found = read_answers(path, FORM, ["K1"], frozenset({"k5"}))
    assert (found.ids.tolist(), found.faults) == (["K1"], ())
    closed = read(tmp_path, {**row("K1"), "adressesperre": "nei"}, {**row("K2"), "adressesperre": "ja"})
    assert (closed.ids.tolist(), closed.faults) == (["K1"], ())


def test_a_cell_that_says_somebody_must_not_be_found_stops_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as found:
        read(tmp_path, row("K1", s7="kode 6"))
    assert found.value.code is ErrorCode.CELL_SHIELDS


def test_the_sheet_to_fill_in_tells_each_statement_and_is_read_when_filled(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    write_workbook(path, answer_sheet(WORDS), title="svar", on=date(2026, 1, 1))
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    notes = [cell.comment.text for cell in sheet[1]]
    assert [note.split(". ", 1)[1] for note in notes[1:]] == [one.label for one in FORM]
    with pytest.raises(FileFault) as found:
        read_answers(path, FORM)
    assert (found.value.code, found.value.facts["example"]) == (ErrorCode.FILE_EMPTY, "EKSEMPEL")
    words = list(ANSWERS)
    for column, step in enumerate(STEPS, 2):
        sheet.cell(3, column, words[step - 1])
    sheet.cell(3, 1, "K1")
    book.save(path)
    assert read_answers(path, FORM).answers.tolist() == [STEPS]


def test_an_answer_is_written_back_as_its_word() -> None:
    field = answer_fields(FORM)[1]
    ((name, build),) = field.columns.items()
    assert field.tell({name: build([field.parse(word) for word in ANSWERS])}) == list(ANSWERS)


def test_the_list_of_numbers_says_who_is_flat_and_who_has_answered_too_little(tmp_path: Path) -> None:
    steps = {f"s{number}": str(5 if one.interest == 0 else 2) for number, one in enumerate(FORM, 1)}
    few = dict.fromkeys(("s1", "s7"), "")
    flat = {f"s{number}": "4" for number in NUMBERS}
    found = read(tmp_path, row("K1", **steps), row("K2", **flat), row("K3", **steps | few))
    made = scored_table(found, score(found.answers, FORM), WORDS)
    assert made.headings == SCORED
    assert made.rows == (
        ("K1", 7.0, 2.5, 2.5, 2.5, 2.5, 2.5, 30, "ja"),
        ("K2", *[5.5] * 6, 30, "nei, svarene er for like"),
        ("K3", *[None] * 6, 28, "nei, for få svar"),
    )
