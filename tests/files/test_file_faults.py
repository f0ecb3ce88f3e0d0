from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from matching.domain.errors import ErrorCode, Fact, FileFault
from tests.files.written import REFUSED_NUMBER, csv_of, read_list, write_csv, write_xlsx, xlsx_of


def refused(path: Path) -> tuple[ErrorCode, dict[str, Fact]]:
    with pytest.raises(FileFault) as caught:
        read_list(path)
    assert caught.value.facts["file"] == path.name
    return caught.value.code, dict(caught.value.facts)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "ingen.xlsx")[0] is ErrorCode.FILE_NOT_FOUND
    (tmp_path / "mappe.xlsx").mkdir()
    assert refused(tmp_path / "mappe.xlsx")[0] is ErrorCode.FILE_NOT_FOUND


@pytest.mark.parametrize("ending", [".pdf", ".txt", ".xltx", ""])
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"liste{ending}"
    path.write_bytes(b"nummer;kommune\n1;2\n")
    code, facts = refused(path)
    assert code is ErrorCode.FILE_FORMAT
    assert (facts["format"], facts["allowed"]) == (ending, ".xlsx; .csv")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "text"),
        (b"nummer;kommune\n", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200, "xls"),
        (b"<html>", "web_page"),
    ],
)
def test_a_workbook_that_is_none_is_told_as_what_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    code, facts = refused(path)
    assert (code, facts["kind"]) == (ErrorCode.FILE_KIND, kind)


def test_a_workbook_cut_short_is_unreadable(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, ["nummer", "kommune"], ["a", "1"])
    path.write_bytes(path.read_bytes()[:-200])
    assert refused(path)[0] is ErrorCode.FILE_UNREADABLE


def test_a_workbook_without_the_part_it_names_is_unreadable(tmp_path: Path) -> None:
    whole = xlsx_of(tmp_path, ["nummer", "kommune"], ["a", "1"])
    part = tmp_path / "del.xlsx"
    with ZipFile(whole) as book, ZipFile(part, "w") as less:
        for name in book.namelist():
            if "sheet1" not in name:
                less.writestr(name, book.read(name))
    assert refused(part)[0] is ErrorCode.FILE_UNREADABLE


@pytest.mark.parametrize(
    ("content", "cause", "row"),
    [
        (b"a;b\0;c\n", "no_text", None),
        (b'nummer;kommune\na;1\n"b;1\n', "quotation", 3),
        (b"nummer;kommune\n\x81;1\n", "encoding", None),
        ("nummer;kommune\na;Ã˜rsta\n".encode(), "garbled", 2),
    ],
)
def test_a_csv_file_that_cannot_be_read_as_text_says_why_and_where(
    tmp_path: Path, content: bytes, cause: str, row: int | None
) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    code, facts = refused(path)
    assert (code, facts["cause"], facts["row"]) == (ErrorCode.FILE_TEXT, cause, row)


def test_a_file_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    assert refused(csv_of(tmp_path, ""))[0] is ErrorCode.FILE_EMPTY
    assert refused(csv_of(tmp_path, ";;\r\n ;;\r\n"))[0] is ErrorCode.FILE_EMPTY
    assert refused(xlsx_of(tmp_path))[0] is ErrorCode.FILE_EMPTY


def test_required_columns_that_are_missing_are_all_named(tmp_path: Path) -> None:
    code, facts = refused(csv_of(tmp_path, "R\n5\n"))
    assert code is ErrorCode.COLUMN_MISSING
    assert facts["column"] == "nummer, kommune"


def test_an_unknown_column_is_named_with_the_known_one_nearest(tmp_path: Path) -> None:
    code, facts = refused(xlsx_of(tmp_path, ["nummer", "Komune"], ["a", "1"]))
    assert code is ErrorCode.COLUMN_UNKNOWN
    assert (facts["sheet"], facts["column"], facts["nearest"]) == ("Kandidater", "Komune", "kommune")


def test_all_unknown_columns_are_named_at_once(tmp_path: Path) -> None:
    facts = refused(csv_of(tmp_path, "nummer;komune;ξψω;farge\na;1;2;3\n"))[1]
    assert (facts["column"], facts["nearest"], facts["others"]) == ("komune", "kommune", "«ξψω», «farge»")


def test_an_unknown_column_like_no_other_has_no_nearest(tmp_path: Path) -> None:
    assert refused(csv_of(tmp_path, "nummer;kommune;ξψω\na;1;2\n"))[1]["nearest"] is None


def test_the_same_column_twice_is_refused(tmp_path: Path) -> None:
    code, facts = refused(csv_of(tmp_path, "nummer;kommune;Nummer *\na;1;b\n"))
    assert (code, facts["column"]) == (ErrorCode.COLUMN_TWICE, "nummer")


def test_values_under_no_heading_are_refused_and_an_empty_column_is_passed_over(tmp_path: Path) -> None:
    code, facts = refused(csv_of(tmp_path, "nummer;kommune;\na;1;2\n"))
    assert (code, facts["after"]) == (ErrorCode.COLUMN_UNNAMED, "kommune")
    assert len(read_list(csv_of(tmp_path, "nummer;;kommune;\na;;1;\n"))) == 1


def test_a_formula_that_failed_is_refused_at_its_cell_and_not_read_as_unknown(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "liste.xlsx")
    sheet = book.add_worksheet("Kandidater")
    sheet.write_row(0, 0, ["nummer", "kommune"])
    sheet.write_row(1, 0, ["a", "3443"])
    sheet.write_string(2, 0, "b")
    sheet.write_formula(2, 1, "=VLOOKUP(1,A1:A2,1)", None, "#N/A")
    book.close()
    code, facts = refused(tmp_path / "liste.xlsx")
    assert code is ErrorCode.CELL_FORMULA_FAILED
    assert (facts["row"], facts["column"], facts["value"]) == (3, "B", "#N/A")


def test_a_formula_that_failed_in_another_sheet_is_no_concern(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "liste.xlsx")
    book.add_worksheet("Kandidater").write_column(0, 0, ["nummer", "a"])
    book.get_worksheet_by_name("Kandidater").write_column(0, 1, ["kommune", "1"])
    book.add_worksheet("Regneark").write_formula(0, 0, "=1/0", None, "#DIV/0!")
    book.close()
    assert len(read_list(tmp_path / "liste.xlsx")) == 1


@pytest.mark.parametrize("written", [REFUSED_NUMBER, "999999 99999", "999999 - 99999", "99.99.99 99999"])
@pytest.mark.parametrize("around", ["{}", "fnr {} (se mappe)", "nr.{},"])
def test_an_identity_number_in_any_cell_stops_the_file_and_is_never_repeated(
    tmp_path: Path, written: str, around: str
) -> None:
    cells: list[list[str]] = [["nummer", "R"], ["a", "5"], [], ["b", around.format(written)]]
    for path in (xlsx_of(tmp_path, *cells), write_csv(tmp_path / "liste.csv", cells)):
        with pytest.raises(FileFault) as caught:
            read_list(path)
        assert caught.value.code is ErrorCode.IDENTITY_NUMBER
        assert (caught.value.facts["row"], caught.value.facts["column"]) == (4, "R")
        assert written not in str(caught.value)
        assert "99999" not in repr(caught.value)


def test_an_identity_number_entered_as_a_number_stops_the_file(tmp_path: Path) -> None:
    code, facts = refused(xlsx_of(tmp_path, ["nummer", "kommune"], [int(REFUSED_NUMBER), "1"]))
    assert (code, facts["row"], facts["column"]) == (ErrorCode.IDENTITY_NUMBER, 2, "nummer")


def test_an_identity_number_in_a_heading_stops_the_file_without_naming_the_heading(tmp_path: Path) -> None:
    code, facts = refused(csv_of(tmp_path, f"nummer;{REFUSED_NUMBER};kommune\na;1;2\n"))
    assert (code, facts["row"], facts["column"], facts["place"]) == (ErrorCode.IDENTITY_NUMBER, 1, None, 2)
    assert REFUSED_NUMBER not in str(facts)


def test_an_identity_number_in_the_name_of_a_file_or_sheet_stops_it_and_is_never_repeated(
    tmp_path: Path,
) -> None:
    cells = [["nummer", "kommune"], ["a", "1"]]
    named = write_csv(tmp_path / f"liste {REFUSED_NUMBER}.csv", cells)
    sheet = write_xlsx(tmp_path / "liste.xlsx", {"999999 99999": cells})
    for path, part in ((named, "file"), (sheet, "sheet"), (tmp_path / "999999-99999.xlsx", "file")):
        with pytest.raises(FileFault) as caught:
            read_list(path)
        assert (caught.value.code, caught.value.facts["part"]) == (ErrorCode.IDENTITY_NUMBER, part)
        assert "99999" not in f"{caught.value!r} {caught.value}"


def far_cell(path: Path, row: int, column: int, *, filled: bool = True) -> Path:
    """A list of one row with one more cell somewhere."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Kandidater")
        sheet.write_row(0, 0, ["nummer", "kommune"])
        sheet.write_row(1, 0, ["a", "3443"])
        if filled:
            sheet.write_string(row, column, "x")
        else:
            sheet.write_blank(row, column, None, book.add_format({"bold": True}))
    return path


@pytest.mark.parametrize(
    ("row", "column", "what", "limit"),
    [
        (1_048_575, 16_383, "columns", 200),
        (0, 200, "columns", 200),
        (1_048_575, 28, "cells", 30_000_000),
    ],
)
def test_a_cell_far_out_is_refused_before_the_space_up_to_it_is_filled(
    tmp_path: Path, row: int, column: int, what: str, limit: int
) -> None:
    code, facts = refused(far_cell(tmp_path / "liste.xlsx", row, column))
    assert code is ErrorCode.FILE_TOO_LARGE
    assert (facts["sheet"], facts["what"], facts["limit"]) == ("Kandidater", what, limit)


def test_a_cell_far_out_that_only_has_a_format_is_no_concern(tmp_path: Path) -> None:
    assert len(read_list(far_cell(tmp_path / "liste.xlsx", 1_048_575, 16_383, filled=False))) == 1


def test_a_sheet_may_have_two_hundred_columns(tmp_path: Path) -> None:
    code, facts = refused(far_cell(tmp_path / "liste.xlsx", 0, 199))
    assert (code, facts["column"]) == (ErrorCode.COLUMN_UNKNOWN, "x")


def test_a_workbook_that_unpacks_to_very_much_is_refused_before_any_part_is_read(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, ["nummer", "kommune"], ["a", "1"])
    with ZipFile(path, "a", ZIP_DEFLATED, compresslevel=1) as book, book.open("xl/tom.xml", "w") as part:
        for _ in range(401):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 5_000_000
    code, facts = refused(path)
    assert code is ErrorCode.FILE_TOO_LARGE
    assert (facts["what"], facts["limit"]) == ("megabytes", 400)
