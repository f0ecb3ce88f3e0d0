"""Made-up lists as real files: .xlsx by a spreadsheet writer, .csv as bytes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from matching.catalogue.loader import load_catalogue
from matching.domain.errors import ErrorCode, Fact, RowFault
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.files.headings.sheet import Sheet, read_sheet
from matching.files.lists.openings import OpeningsList, read_openings
from matching.files.lists.people import PeopleList, read_people

CATALOGUE = load_catalogue()
REFUSED_NUMBER = "99999999999"
"""Eleven digits that are nobody's: no month is 99."""
NUMBER = "999999999"
"""A made-up organisation number whose last digit is the check digit of the others."""

HEADINGS = ("nummer", "kommune", "maks reisetid", "R")

Row = Mapping[str, object]

PERSON: Row = {"kandidatnummer": "k1", "kommune": "3443"}
SCORES: Row = dict(zip("RIASEC", ("6,4", "2.8", 1, "7", 1.25, "5,4"), strict=True))
OPENING: Row = {
    "nummer": "p1",
    "bedrift": "Fabrikk A",
    "lærefag": "CNC-maskineringsfaget",
    "kommune": "3443",
    "plasser": "1",
}


def table(rows: Sequence[Row]) -> list[list[object]]:
    """Rows by heading as a heading row and rows of cells; a cell not given is blank."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return [list(headings), *([row.get(heading, "") for heading in headings] for row in rows)]


def write_csv(path: Path, cells: Sequence[Sequence[object]], encoding: str = "utf-8") -> Path:
    """Cells with semicolons between, every one in quotation marks."""
    lines = (";".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in cells)
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], first_row: int = 0) -> Path:
    """Sheets of cells with the types they have here; dates as date cells."""
    book = xlsxwriter.Workbook(path)
    shown_as_date = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(cells, first_row):
            for column, value in enumerate(values):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(row, column, value, shown_as_date)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value) if value else None
                elif value is not None:
                    sheet.write(row, column, value)
    book.close()
    return path


def csv_of(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "liste.csv"
    path.write_bytes(text.encode(encoding))
    return path


def xlsx_of(folder: Path, *rows: Sequence[object], sheet: str = "Kandidater", first_row: int = 0) -> Path:
    return write_xlsx(folder / "liste.xlsx", {sheet: rows}, first_row)


def read_list(path: Path) -> Sheet:
    """A list with a few columns, as text."""
    return read_sheet(path, "Kandidater", HEADINGS, {"nummer", "kommune"})


def people_of(folder: Path, *rows: Row) -> PeopleList:
    """A list of people, read back from a workbook; each row has an id and a municipality unless it says."""
    filled = [{**PERSON, **row} for row in rows]
    return read_people(write_xlsx(folder / "kandidater.xlsx", {"Kandidater": table(filled)}), CATALOGUE)


def person_of(folder: Path, **cells: object) -> Candidate:
    """The one person of a list with these cells."""
    read = people_of(folder, cells)
    assert not read.faults, read.faults
    return read.people.candidate(0)


def openings_of(folder: Path, *rows: Row) -> OpeningsList:
    """A list of openings, read back from a workbook; each row has what is required unless it says."""
    filled = [{**OPENING, **row} for row in rows]
    return read_openings(write_xlsx(folder / "plasser.xlsx", {"Læreplasser": table(filled)}), CATALOGUE)


def opening_of(folder: Path, **cells: object) -> Opening:
    """The one opening of a list with these cells."""
    read = openings_of(folder, cells)
    assert not read.faults, read.faults
    return read.openings.opening(0)


def person_fault(folder: Path, **cells: object) -> tuple[ErrorCode, dict[str, Fact]]:
    """The one fault of a list of one person, found in the cell given first."""
    return _told_of(people_of(folder, cells).faults, "kandidater.xlsx", "Kandidater", cells)


def opening_fault(folder: Path, **cells: object) -> tuple[ErrorCode, dict[str, Fact]]:
    """The one fault of a list of one opening, found in the cell given first."""
    return _told_of(openings_of(folder, cells).faults, "plasser.xlsx", "Læreplasser", cells)


def _told_of(
    faults: Sequence[RowFault], file: str, sheet: str, cells: Row
) -> tuple[ErrorCode, dict[str, Fact]]:
    (fault,) = faults
    heading, value = next(iter(cells.items()))
    where = fault.file, fault.sheet, fault.row, fault.column, fault.value
    assert where == (file, sheet, 2, heading, str(value))
    return told(fault)


def told(fault: RowFault) -> tuple[ErrorCode, dict[str, Fact]]:
    """What a fault says: its code, and its facts by name."""
    return fault.code, dict(fault.facts)
