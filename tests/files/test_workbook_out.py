"""What every workbook is made by: text stays as it is given, and the same tables give the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.files.out import workbook_out
from matching.files.out.sheet_rows import LONGEST_TEXT, Row
from matching.files.out.workbook_out import (
    TableOut,
    Told,
    widths,
    workbook_bytes,
    write_workbook,
)
from matching.files.source.grid import read_grid
from matching.files.source.identity import has_identity_number

DAY = date(2026, 11, 21)
CELLS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=12).filter(
    lambda text: text == text.strip() and text not in ("\ufffe", "\uffff") and not has_identity_number(text)
)


def table(*texts: str, filled_in: int = 0) -> TableOut:
    return TableOut(
        title="Ark", headings=("a",), widths=(9,), rows=tuple((text,) for text in texts), filled_in=filled_in
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(CELLS.filter(lambda text: not {"\ufffe", "\uffff"} & set(text)), min_size=1, max_size=5))
def test_a_text_is_read_back_to_the_letter(tmp_path: Path, texts: list[str]) -> None:
    texts = [*texts, "siste"]
    write_workbook(tmp_path / "ut.xlsx", [table(*texts)], title="Ut", on=DAY)
    (column,) = read_grid(tmp_path / "ut.xlsx", "Ark").columns
    assert [column[row] for row in range(1, len(texts) + 1)] == texts


def test_a_text_too_long_for_a_cell_is_cut_and_not_left_out(tmp_path: Path) -> None:
    write_workbook(tmp_path / "ut.xlsx", [table("x" * (LONGEST_TEXT + 1))], title="Ut", on=DAY)
    cell = openpyxl.load_workbook(tmp_path / "ut.xlsx")["Ark"]["A2"].value
    assert cell == "x" * LONGEST_TEXT


def test_the_same_tables_on_the_same_day_are_the_same_bytes() -> None:
    made = [workbook_bytes([table("a", filled_in=filled)], title="Ut", on=DAY) for filled in (1, 1, 0)]
    assert made[0] == made[1] != made[2]
    assert workbook_bytes([table("a")], title="Ut", on=date(2026, 11, 22)) != made[2]


def test_what_cannot_be_written_leaves_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "ut.xlsx").mkdir()
    with pytest.raises(OSError, match=r"ut\.xlsx"):
        write_workbook(tmp_path / "ut.xlsx", [table("a")], title="Ut", on=DAY)
    assert [file.name for file in tmp_path.iterdir()] == ["ut.xlsx"]


def test_columns_are_as_wide_as_most_texts_within_bounds() -> None:
    assert widths(("a", "b", "c"), (("x", "y" * 20, "z" * 99),)) == (10, 22, 40)


def test_rows_that_are_told_when_read_are_read_as_often_as_asked_and_no_further_than_asked() -> None:
    read: list[int] = []

    def tell() -> Iterator[Row]:
        for number in range(10):
            read.append(number)
            yield (number,)

    rows = Told(10, tell)
    assert (len(rows), rows[:3], rows[2]) == (10, ((0,), (1,), (2,)), (2,))
    assert max(read) == 2
    assert list(rows) == list(rows) == [(number,) for number in range(10)]


def test_rows_no_sheet_has_room_for_go_on_in_further_sheets_with_headings_and_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = replace(table("=1+1", "æ", "x", "y", "siste"), marked=frozenset({(1, 0), (3, 0)}))
    whole = sheet_of(workbook_bytes([long], title="Ut", on=DAY), tmp_path, "Ark")
    monkeypatch.setattr(workbook_out, "MOST_ROWS", 2)
    content = workbook_bytes([long, replace(table("kort"), title="Ark 9")], title="Ut", on=DAY)
    parts = [sheet_of(content, tmp_path, name) for name in ("Ark 1", "Ark 2", "Ark 3")]
    assert [part[0] for part in parts] == ["a"] * 3
    assert [text for part in parts for text in part[1:]] == whole[1:]
    assert sheet_of(content, tmp_path, "Ark 9") == ["a", "kort"]
    (tmp_path / "ut.xlsx").write_bytes(content)
    book = openpyxl.load_workbook(tmp_path / "ut.xlsx")
    assert [book[name]["A3"].fill.fgColor.rgb for name in ("Ark 1", "Ark 2")] == ["FFFFD799", "FFFFD799"]
    assert book["Ark 3"].auto_filter.ref == "A1:A2"


def test_the_sheet_says_how_far_its_rows_go_and_blanks_and_numbers_stay_what_they_are(tmp_path: Path) -> None:
    rows: tuple[Row, ...] = (("a", 1, None), ("", 2.5, "siste"))
    made = TableOut(title="Ark", headings=("a", "b", "c"), widths=(9, 9, 9), rows=rows)
    write_workbook(tmp_path / "ut.xlsx", [made], title="Ut", on=DAY)
    sheet = openpyxl.load_workbook(tmp_path / "ut.xlsx")["Ark"]
    assert sheet.dimensions == sheet.auto_filter.ref == "A1:C3"
    assert [[cell.value for cell in row] for row in sheet["A2:C3"]] == [["a", 1, None], [None, 2.5, "siste"]]
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A1"].font.bold


def test_what_xml_cannot_hold_is_told_by_its_number_and_a_text_that_looks_so_is_not(tmp_path: Path) -> None:
    texts = ["a\x00b\x1f", "_x0041_", "\ufffe_x0041", "<&>\"'", " rom ", "to\nlinjer\r"]
    write_workbook(tmp_path / "ut.xlsx", [table(*texts)], title="Ut", on=DAY)
    with ZipFile(tmp_path / "ut.xlsx") as made:
        book = ElementTree.fromstring(made.read("xl/worksheets/sheet1.xml"))
    told = [one.text for one in book.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t")]
    assert told == [
        *("a_x0000_b_x001F_", "_x005F_x0041_", "_xFFFE__x0041", "<&>\"'", " rom ", "to\nlinjer_x000D_"),
    ]


def test_a_cell_holds_as_many_characters_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    write_workbook(tmp_path / "ut.xlsx", [table("\U0001f600" * LONGEST_TEXT)], title="Ut", on=DAY)
    cell = openpyxl.load_workbook(tmp_path / "ut.xlsx")["Ark"]["A2"].value
    assert cell == "\U0001f600" * (LONGEST_TEXT // 2)


def sheet_of(content: bytes, folder: Path, name: str) -> list[str]:
    path = folder / "lest.xlsx"
    path.write_bytes(content)
    (column,) = read_grid(path, name).columns
    return [column[row] for row in range(len(column.place))]
