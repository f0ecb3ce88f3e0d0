from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, FileFault
from matching.files.headings.sheet import Sheet, read_sheet
from matching.files.source.grid import Texts
from tests.files.written import csv_of, read_list, write_csv, write_xlsx, xlsx_of


def texts(sheet: Sheet, heading: str) -> list[str]:
    return [sheet.text(row, heading) for row in range(len(sheet))]


def test_a_cell_of_a_workbook_is_the_text_of_what_was_entered(tmp_path: Path) -> None:
    entered: list[object] = [
        301,
        0.5,
        50.0,
        7.5,
        True,
        False,
        "0301",
        " ja ",
        "=1+1",
        "50 %",
        "a\nb",
        1e-3,
        -5,
    ]
    shown = [
        "301", "0.5", "50", "7.5", "true", "false", "0301", "ja", "=1+1", "50 %", "a\nb", "0.001", "-5",
    ]  # fmt: skip
    path = xlsx_of(tmp_path, ["nummer", "kommune"], *(["k", value] for value in entered))
    assert texts(read_list(path), "kommune") == shown


def test_a_date_cell_is_read_as_its_date(tmp_path: Path) -> None:
    cells = [["k", date(2026, 8, 17)], ["k", datetime(2026, 8, 17, 12, 30)]]  # noqa: DTZ001 - a workbook's times have no zone
    sheet = read_list(xlsx_of(tmp_path, ["nummer", "kommune"], *cells))
    assert texts(sheet, "kommune") == ["2026-08-17", "2026-08-17 12:30:00"]


def test_a_cell_shown_in_percent_is_read_as_its_share(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "liste.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["nummer", "kommune"])
    sheet.write_row(1, 0, ["k"])
    sheet.write_number(1, 1, 0.5, book.add_format({"num_format": "0 %"}))
    book.close()
    assert texts(read_list(tmp_path / "liste.xlsx"), "kommune") == ["0.5"]


def test_rows_are_numbered_as_the_spreadsheet_shows_them_though_some_are_empty(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["nummer", "kommune"],
        ["a", "1"],
        [],
        ["b", "2"],
        ["  ", None],
        ["c", "3"],
        [],
        [],
    ]
    sheet = read_list(xlsx_of(tmp_path, *rows))
    assert sheet.rows.tolist() == [2, 4, 6]
    assert texts(sheet, "nummer") == ["a", "b", "c"]


def test_empty_rows_and_columns_before_the_table_do_not_move_it(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [None, None, "nummer", "kommune"], [None, None, "a", "1"], first_row=3)
    sheet = read_list(path)
    assert sheet.rows.tolist() == [5]
    assert texts(sheet, "kommune") == ["1"]


def test_rows_of_a_csv_file_are_counted_with_empty_ones_and_line_breaks_in_cells(tmp_path: Path) -> None:
    sheet = read_list(csv_of(tmp_path, '\r\nnummer;kommune\r\n\r\na;"1\r\n2"\r\n;\r\nb;3\r\n\r\n'))
    assert sheet.rows.tolist() == [4, 6]
    assert sheet.name == ""
    assert texts(sheet, "kommune")[1] == "3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_file_may_have_any_common_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = f'nummer{separator}"kommune"\n"Æ{separator}1"{separator}Østre Toten\n'
    sheet = read_list(csv_of(tmp_path, lines, encoding))
    assert texts(sheet, "nummer") == [f"Æ{separator}1"]
    assert texts(sheet, "kommune") == ["Østre Toten"]


def test_a_doubled_quotation_mark_in_a_csv_cell_is_one(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "liste.csv", [["nummer", "kommune"], ['a "b"; c', "1"]])
    assert texts(read_list(path), "nummer") == ['a "b"; c']


def test_headings_match_whatever_their_case_spaces_composition_or_star(tmp_path: Path) -> None:
    sheet = read_list(xlsx_of(tmp_path, [" NUMMER * ", "Kommune*", "Maks\n  reisetid"], ["a", "1", "45"]))
    assert list(sheet.columns) == ["nummer", "kommune", "maks reisetid"]
    decomposed = csv_of(tmp_path, "nummer;kommune;a\u030a\n1;2;3\n")
    assert list(read_sheet(decomposed, "", ("nummer", "kommune", "å"), ()).columns)[2] == "å"


def test_the_sheet_with_the_name_of_the_list_is_read_else_the_only_one_with_cells(tmp_path: Path) -> None:
    rows, other = [["nummer", "kommune"], ["a", "1"]], [["noe annet"], ["x"]]
    named = write_xlsx(tmp_path / "to.xlsx", {"Les meg": other, "kandidater": rows})
    only = write_xlsx(tmp_path / "en.xlsx", {"Ark1": [], "Ark2": rows})
    assert read_list(named).name == "kandidater"
    assert read_list(only).name == "Ark2"


def test_two_sheets_with_cells_and_neither_named_as_the_list_are_a_question(tmp_path: Path) -> None:
    rows = [["nummer", "kommune"], ["a", "1"]]
    with pytest.raises(FileFault) as caught:
        read_list(write_xlsx(tmp_path / "to.xlsx", {"Ark1": rows, "Ark2": rows}))
    assert caught.value.code is ErrorCode.SHEET_AMBIGUOUS
    assert (caught.value.facts["sheets"], caught.value.facts["wanted"]) == ("«Ark1», «Ark2»", "Kandidater")


def test_a_column_that_is_not_there_is_blank_all_the_way_down(tmp_path: Path) -> None:
    sheet = read_list(csv_of(tmp_path, "nummer;kommune\na;1\nb;2\n"))
    assert sheet.column("R").distinct == ("",)
    assert texts(sheet, "R") == ["", ""]


@given(st.lists(st.text(max_size=3), min_size=1))
def test_a_column_holds_each_text_once_and_gives_every_row_its_own(cells: list[str]) -> None:
    column = Texts.of(cells)
    assert [column[row] for row in range(len(cells))] == [cell.strip() for cell in cells]
    assert len(column.distinct) == len(set(cells))


@given(st.lists(st.sampled_from("abc"), min_size=1), st.data())
def test_taking_rows_forgets_the_texts_of_the_others(cells: list[str], data: st.DataObject) -> None:
    column = Texts.of(cells)
    stays = data.draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
    sheet = Sheet("", "", column.place, {"a": column}).where(pl.Series(stays, dtype=pl.Boolean).to_numpy())
    kept = [cell for cell, stay in zip(cells, stays, strict=True) if stay]
    assert texts(sheet, "a") == kept
    assert set(sheet.column("a").distinct) == set(kept)
