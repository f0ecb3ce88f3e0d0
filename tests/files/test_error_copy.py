"""A copy of a list with what is wrong in each row: as it stood, marked, and read again when it is mended."""

from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from matching.files.lists.people import PeopleList, read_people
from matching.files.out.error_copy import FAULTS, error_copy
from matching.files.out.workbook_out import write_workbook
from matching.wording import Words
from tests.files.written import CATALOGUE, PERSON, Row, people_of, table, write_csv

WORDS = Words(CATALOGUE)
ROWS: list[Row] = [
    {**PERSON, "kommune": "301", "Fødeår": "2004", "kode 6": "", "skift": "nei"},
    {**PERSON, "kandidatnummer": "hemmelig", "kode 6": "ja"},
    {**PERSON, "kandidatnummer": "k2", "Fødeår": "nan", "kode 6": "nei", "skift": "=1+1"},
    {**PERSON, "kandidatnummer": "k3", "kode 6": ""},
    {**PERSON, "kandidatnummer": "k3", "kode 6": "nei"},
    {**PERSON, "kandidatnummer": "k4", "Fødeår": "1990"},
    {**PERSON, "kandidatnummer": "k4", "Fødeår": "1991"},
]


def copied(folder: Path, rows: list[Row] = ROWS) -> tuple[PeopleList, Path]:
    read = read_people(write_csv(folder / "liste.csv", table(rows)), CATALOGUE)
    path = folder / "feil.xlsx"
    write_workbook(
        path, [error_copy(read, read.faults, "Kandidater", WORDS)], title="Feil", on=date(2026, 1, 1)
    )
    return read, path


def sheet_of(path: Path) -> Worksheet:
    (sheet,) = openpyxl.load_workbook(path).worksheets
    return sheet


def test_all_columns_and_rows_are_there_as_text_under_the_headings_as_written(tmp_path: Path) -> None:
    _, path = copied(tmp_path)
    heading, *rows = sheet_of(path).iter_rows(values_only=True)
    assert heading == (FAULTS, "kandidatnummer", "kommune", "Fødeår", "kode 6", "skift")
    kept = [one for one in ROWS if one["kandidatnummer"] != "hemmelig"]
    assert [tuple(cell or "" for cell in row[1:]) for row in rows] == [
        tuple(one.get(name, "") for name in heading[1:]) for one in kept
    ]
    assert all(cell.number_format == "@" for row in sheet_of(path).iter_rows(min_row=2) for cell in row)


def test_a_person_with_an_address_restriction_is_not_in_it(tmp_path: Path) -> None:
    _, path = copied(tmp_path)
    assert not [
        cell for row in sheet_of(path).iter_rows(values_only=True) for cell in row if cell == "hemmelig"
    ]


def test_each_row_tells_what_is_wrong_with_rows_as_they_stand_in_the_copy(tmp_path: Path) -> None:
    _, path = copied(tmp_path)
    told = [str(row[0] or "") for row in sheet_of(path).iter_rows(min_row=2, values_only=True)]
    assert told[0].startswith("kommune: «301» er ikke en kommune")
    assert [line.split(":")[0] for line in told[1].splitlines()] == ["Fødeår", "skift"]
    assert told[2] == ""
    assert told[3] == (
        "kandidatnummer: Raden er lik rad 4 i alle celler. Den er regnet med én gang; fjern den ene."
    )
    assert told[4].startswith("kandidatnummer: «k4» står også i rad 7.")
    assert told[5].startswith("kandidatnummer: «k4» står også i rad 6.")


def test_an_example_has_nothing_said_of_it(tmp_path: Path) -> None:
    _, path = copied(tmp_path, [{**PERSON, "kandidatnummer": "EKSEMPEL"}, {**PERSON, "kommune": "301"}])
    told = [row[0] for row in sheet_of(path).iter_rows(min_row=2, values_only=True)]
    assert not told[0]
    assert str(told[1]).startswith("kommune: ")


def test_other_columns_are_named_as_they_stand_in_the_list(tmp_path: Path) -> None:
    row = {**PERSON, "Min stillingsprosent": "50", "Maks stillingsprosent": ""}
    _, path = copied(tmp_path, [row])
    told = str(sheet_of(path)["A2"].value)
    assert told.startswith("Maks stillingsprosent: Cellen er tom, men kolonne «Min stillingsprosent» er")


def test_a_day_of_a_workbook_is_copied_without_its_hour(tmp_path: Path) -> None:
    read = people_of(tmp_path, {"start fra": date(2026, 11, 2), "kommune": "301"})
    copy = error_copy(read, read.faults, "Kandidater", WORDS)
    assert copy.rows[0][-1] == "2026-11-02"


def test_the_faulty_cells_are_coloured_and_no_others(tmp_path: Path) -> None:
    _, path = copied(tmp_path)
    marked = [
        cell.coordinate
        for row in sheet_of(path).iter_rows(min_row=2)
        for cell in row
        if cell.fill.fill_type == "solid"
    ]
    assert marked == ["A2", "C2", "A3", "D3", "F3", "A6", "B6", "A7", "B7"]
    assert sheet_of(path).freeze_panes == "B2"


def test_the_copy_is_mended_and_read_again_as_the_list_would_be(tmp_path: Path) -> None:
    read, path = copied(tmp_path)
    again = read_people(path, CATALOGUE)
    assert [(one.column, one.value, one.code) for one in again.faults] == [
        (one.column, one.value, one.code) for one in read.faults
    ]
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for place, text in {"C2": "0301", "D3": "2001", "F3": "nei", "B7": "k5"}.items():
        sheet[place] = text
    book.save(path)
    mended = read_people(path, CATALOGUE)
    assert mended.faults == ()
    assert mended.people.id.tolist() == ["k1", "k2", "k3", "k4", "k5"]


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    first = copied(tmp_path)[1].read_bytes()
    assert copied(tmp_path)[1].read_bytes() == first
