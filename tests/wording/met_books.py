"""Workbooks with a fault in their parts, to be met when they are read."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.comments import Comment
from xlsxwriter import Workbook

from tests.files.written import REFUSED_NUMBER


def with_a_failed_formula(path: Path) -> Path:
    with Workbook(path) as book:
        sheet = book.add_worksheet("Kandidater")
        sheet.write_row(0, 0, ["kandidatnummer", "kommune"])
        sheet.write_string(1, 0, "K1")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
    return path


WORKBOOKS: dict[str, dict[str, str]] = {
    "to ark.xlsx": {"Ark1": "", "Ark2": ""},
    "slått sammen.xlsx": {"Kandidater": "merged"},
    "merknad.xlsx": {"Kandidater": "noted"},
    "ikke regnet.xlsx": {"Kandidater": "formula"},
}


def workbook(path: Path, sheets: Mapping[str, str]) -> Path:
    book = Book()
    book.remove(book.worksheets[0])
    for name, what in sheets.items():
        sheet = book.create_sheet(name)
        for row in (["kandidatnummer", "kommune"], ["K1", "3443"], ["K2", "3443"]):
            sheet.append(row)
        if what == "merged":
            sheet.merge_cells("B2:B3")
        if what == "noted":
            sheet["A2"].comment = Comment(f"fnr {REFUSED_NUMBER}", "A")
        if what == "formula":
            sheet["B2"] = "=1+1"
    book.save(path)
    return path


def with_a_cell_far_out(path: Path) -> Path:
    with Workbook(path) as book:
        book.add_worksheet("Kandidater").write_string("XFD1048576", "x")
    return path
