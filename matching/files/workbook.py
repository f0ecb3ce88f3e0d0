"""The archive of a workbook in, before its cells are read: refused when too large or when a formula failed."""

import re
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree
from zipfile import ZipFile

from matching.domain.errors import ErrorCode, FileFault

_MOST_COLUMNS: Final = 200
_MOST_CELLS: Final = 30_000_000
_MOST_MEGABYTES: Final = 400
_FILLED_CELL: Final = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br=["\']([A-Za-z]+)([0-9]+)["\'][^/>]*>')
_ERROR_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)([0-9]+)"[^>]*>.*?<(?:\w+:)?v>([^<]*)', re.DOTALL
)


def refuse_large_archive(path: Path) -> None:
    """A workbook that would unpack to more than the memory should hold is refused, none of its parts read.

    Raises:
        FileFault: it would.
        BadZipFile: the file is no archive.
    """
    with ZipFile(path) as book:
        size = sum(part.file_size for part in book.infolist())
    if size > _MOST_MEGABYTES * 1_000_000:
        raise _too_large(path, "", "megabytes", _MOST_MEGABYTES)


def refuse_sheet(path: Path, sheet: str) -> None:
    """A sheet with a cell far out, or one like #N/A, is refused: the reader would fill the space, or see a blank.

    Raises:
        FileFault: the sheet is too large, or has a formula that failed.
        BadZipFile, KeyError, StopIteration, ParseError: the archive has no such sheet or is damaged.
    """
    with ZipFile(path) as book:
        cells = book.read(_part(book, sheet))
    _refuse_far_cell(path, sheet, cells)
    _refuse_failed_formula(path, sheet, cells)


def _refuse_far_cell(path: Path, sheet: str, cells: bytes) -> None:
    """The reader gives every cell up to the last row and column that hold something."""
    letters, numbers = set[bytes](), set[bytes]()
    for found in _FILLED_CELL.finditer(cells):
        letters.add(found[1])
        numbers.add(found[2])
    columns, rows = max(map(_column_number, letters), default=0), max(map(int, numbers), default=0)
    if columns > _MOST_COLUMNS:
        raise _too_large(path, sheet, "columns", _MOST_COLUMNS)
    if rows * columns > _MOST_CELLS:
        raise _too_large(path, sheet, "cells", _MOST_CELLS)


def _column_number(letters: bytes) -> int:
    """The number of a column by its letters, A being 1."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def _too_large(path: Path, sheet: str, what: str, limit: int) -> FileFault:
    return FileFault(ErrorCode.FILE_TOO_LARGE, file=path.name, sheet=sheet, what=what, limit=limit)


def _refuse_failed_formula(path: Path, sheet: str, cells: bytes) -> None:
    """A failure is not an unknown."""
    found = _ERROR_CELL.search(cells) if b't="e"' in cells else None
    if found:
        column, row, value = (part.decode() for part in found.groups())
        raise FileFault(
            ErrorCode.CELL_FORMULA_FAILED,
            file=path.name,
            sheet=sheet,
            row=int(row),
            column=column,
            value=value,
        )


def _part(book: ZipFile, sheet: str) -> str:
    """The name, inside the workbook's archive, of the part that holds a sheet."""
    sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter()
    named = next(node for node in sheets if node.tag.endswith("}sheet") and node.get("name") == sheet)
    relation = next(value for name, value in named.items() if name.endswith("}id"))
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    target = next(node.attrib["Target"] for node in relations if node.get("Id") == relation)
    return str(PurePosixPath("/xl", target)).lstrip("/")
