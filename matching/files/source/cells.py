"""One sheet of a workbook as the archive has it; refused where the reader would fill memory or see a blank."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn
from zipfile import BadZipFile, ZipFile

from matching.domain.errors import ErrorCode, FileFault
from matching.files.source.day_styles import day_styles
from matching.files.source.limits import (
    LAST_ROWS,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_EMPTY_CELLS,
    refuse_cut,
    too_large,
)
from matching.files.source.workbook import Page, pieces

_TABLE: Final = re.compile(rb"<(\w+:)?sheetData\b")
_ROW: Final = re.compile(rb'row [^<>]*?\br="(\d+)"')
_PLACE: Final = re.compile(rb' r="([A-Z]+)\d')
_FILLED: Final = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br=["\']([A-Za-z]+)([0-9]+)["\'][^/<>]*>')
_ERROR: Final = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\bt=["\']e["\'])[^<>]*\br=["\']([A-Za-z]+)([0-9]+)["\'][^<>]*>'
    rb"(?:(?!</?(?:\w+:)?c[\s>]).)*?<(?:\w+:)?v>([^<]*)",
    re.DOTALL,
)
_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c(\s[^<>]*)>\s*(<(?:\w+:)?f[\s/>](?:(?!</?(?:\w+:)?c[\s>]).)*)</(?:\w+:)?c>", re.DOTALL
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>[^<]")
_IS_TEXT: Final = re.compile(rb'\bt=["\']str["\']')
"""A formula whose value is a text may well have none: an empty text."""
_AT: Final = re.compile(rb'\br=["\']([A-Za-z]+)([0-9]+)["\']')
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?\bref=["\']([A-Z]+)(\d+):([A-Z]+\d+)["\']')


_NUMBER: Final = (
    rb'<(?:\w+:)?c(?=[^<>]* s="(?:%s)")(?![^<>]* t="(?:s|str|inlineStr|b|e|d)")[^<>]*>'
    rb"(?:<(?:\w+:)?f[^<>]*>[^<>]*</(?:\w+:)?f>)?"
    rb"<(?:\w+:)?v>(\d{7,}(?:\.\d+)?|\d(?:\.\d+)?[eE]\+?\d+)<"
)
_LONG_NUMBER: Final = re.compile(rb"v>(?:\d{7}|\d(?:\.\d+)?[eE])")
"""Stands in all of them; asked before a slow search."""
_LAST_DAY: Final = 2_958_465
"""The number of 31.12.9999, after which a reader sees a blank."""


@dataclass(frozen=True)
class _Reach:
    """How far the cells of a sheet go, and how many they are."""

    rows: int
    columns: int
    cells: int

    @property
    def is_near(self) -> bool:
        return self.columns <= MOST_COLUMNS and self.rows * self.columns <= self.cells * 10 + MOST_EMPTY_CELLS


def refuse_far_cells(path: Path, page: Page) -> None:
    """A sheet with a cell far out is refused, as the reader gives every cell up to the last row and column.

    Raises:
        FileFault: the sheet is too large, or fills the last row there is.
        BadZipFile, KeyError: the archive has no such sheet or is damaged.
    """
    with ZipFile(path) as book:
        reach = _reach(pieces(book, page.part))
        if reach.is_near and reach.rows * reach.columns <= MOST_CELLS and reach.rows < LAST_ROWS[-1]:
            return
        reach = _reach_of_filled(pieces(book, page.part))
    _refuse_reach(path, page, reach)


def _refuse_reach(path: Path, page: Page, reach: _Reach) -> None:
    size = reach.rows * reach.columns
    if reach.columns > MOST_COLUMNS:
        raise too_large(path.name, page.name, "columns", MOST_COLUMNS)
    if size > MOST_CELLS:
        raise too_large(path.name, page.name, "cells", MOST_CELLS)
    if not reach.is_near:
        raise too_large(path.name, page.name, "empty_cells", MOST_EMPTY_CELLS)
    refuse_cut(path.name, page.name, reach.rows)


def _reach(content: Iterable[bytes]) -> _Reach:
    """How far any cell goes, though nothing may stand in it."""
    rows, cells, letters, prefix = 0, 0, set[bytes](), b""
    for piece in content:
        if b"sheetData" in piece:
            prefix = next((found[1] or b"" for found in _TABLE.finditer(piece)), prefix)
        placed, numbers = _PLACE.findall(piece), _ROW.findall(piece)
        if _marks(piece, prefix + b"c") > len(placed) or _marks(piece, prefix + b"row") > len(numbers):
            raise BadZipFile("cells that do not say where they stand")
        cells += len(placed)
        letters.update(placed)
        rows = max(rows, max(map(int, numbers), default=0))
    return _Reach(rows, max(map(_column_number, letters), default=0), cells)


def _marks(piece: bytes, name: bytes) -> int:
    return sum(piece.count(b"<" + name + after) for after in (b" ", b">"))


def _reach_of_filled(content: Iterable[bytes]) -> _Reach:
    """How far the cells go in which something stands; slower."""
    rows, cells, letters = 0, 0, set[bytes]()
    for piece in content:
        for found in _FILLED.finditer(piece):
            cells += 1
            letters.add(found[1])
            rows = max(rows, int(found[2]))
    return _Reach(rows, max(map(_column_number, letters), default=0), cells)


def _column_number(letters: bytes) -> int:
    """The number of a column by its letters, A being 1."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def refuse_unseen(path: Path, page: Page) -> None:
    """A sheet with a formula that failed or was never worked out, a day that is none, or merged cells is refused.

    The reader sees a blank in each of them, and a blank means that something is not known.

    Raises:
        FileFault: there is one.
        BadZipFile, KeyError: the archive has no such sheet or is damaged.
    """
    with ZipFile(path) as book:
        styles = "|".join(map(str, day_styles(book))).encode()
        number = re.compile(_NUMBER % styles) if styles else None
        for piece in pieces(book, page.part):
            _refuse_failed(path, page, piece)
            for found in number.finditer(piece) if number and _LONG_NUMBER.search(piece) else ():
                _refuse_no_day(path, page, found)
            merged = _MERGED.search(piece) if b"mergeCell" in piece else None
            if merged:
                column, row, last = (one.decode() for one in merged.groups())
                raise FileFault(
                    ErrorCode.CELLS_MERGED, file=path.name, sheet=page.name, cells=f"{column}{row}:{last}"
                )


def _refuse_no_day(path: Path, page: Page, found: re.Match[bytes]) -> None:
    """A number shown as a day that is no day, such as 17082026 in a column of dates."""
    at = _AT.search(found[0])
    if at and float(found[1]) > _LAST_DAY:
        where = {"row": int(at[2]), "column": at[1].decode(), "value": found[1].decode()}
        raise FileFault(ErrorCode.CELL_NOT_A_DATE, file=path.name, sheet=page.name, **where)


def _refuse_failed(path: Path, page: Page, piece: bytes) -> None:
    failed = _ERROR.search(piece) if b't="e"' in piece or b"t='e'" in piece else None
    if failed:
        _raise_failed(path, page, failed[1], failed[2], failed[3].decode())
    for found in _FORMULA.finditer(piece) if has_formulas(piece) else ():
        at = _AT.search(found[1])
        if at and not _VALUE.search(found[2]) and not _IS_TEXT.search(found[1]):
            _raise_failed(path, page, at[1], at[2], None)


def has_formulas(piece: bytes) -> bool:
    """Whether some of a sheet may hold formulas; asked before a slow search."""
    return b"<f" in piece or (b"<row" not in piece and b":f" in piece)


def _raise_failed(path: Path, page: Page, column: bytes, row: bytes, value: str | None) -> NoReturn:
    raise FileFault(
        ErrorCode.CELL_FORMULA_FAILED,
        file=path.name,
        sheet=page.name,
        row=int(row),
        column=column.decode(),
        value=value,
    )
