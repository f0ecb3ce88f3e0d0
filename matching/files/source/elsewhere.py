"""What a workbook holds beside its list: other sheets, notes, properties; searched for identity numbers."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import numpy as np

from matching.domain.columns import Bool
from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.source.cells import has_formulas
from matching.files.source.grid import Grid, read_page, readable
from matching.files.source.identity import has_identity_number
from matching.files.source.workbook import pieces, read_pages

_TEXT: Final = re.compile(r">([^<>]+)<")
_HELD: Final = re.compile(r'\sv="([^"<>]+)"')
"""A value a pivot table has kept from the list it was made of."""
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?>([^<>]+)<")
_CONSTANT: Final = re.compile(r'"[^"]*"|\d+')
_MARK: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|0x[0-9a-f]+", re.IGNORECASE)
"""What programs mark things with; chance may make it all digits."""
_OF_FORM: Final = ("styles.xml", "sharedstrings.xml", "calcchain.xml", "metadata.xml")
_OF_FORM_FOLDERS: Final = ("xl/theme/", "customxml/")
_TABLE_ENDS: Final = re.compile(rb"</(?:\w+:)?sheetData>|<(?:\w+:)?sheetData/>")


def refuse_identity_numbers(grid: Grid, looked_at: Bool) -> None:
    """Stop at the first cell of some rows that holds an identity number; the number itself is never repeated.

    Raises:
        FileFault: there is one.
    """
    found = _first(grid, looked_at)
    if found:
        row, place = found
        heading = grid.columns[place][int(np.argmax(grid.filled()))]
        column = None if has_identity_number(heading) else heading
        raise _fault(grid.file, sheet=grid.sheet, row=row + 1, column=column, place=place + 1)


def _first(grid: Grid, looked_at: Bool) -> tuple[int, int] | None:
    """Row and column of the first identity number."""
    cells = [np.flatnonzero(texts.where(has_identity_number) & looked_at) for texts in grid.columns]
    return min(((int(rows[0]), place) for place, rows in enumerate(cells) if len(rows)), default=None)


def _fault(file: str, **facts: Fact) -> FileFault:
    return FileFault(ErrorCode.IDENTITY_NUMBER, file=file, **facts)


def refuse_identity_numbers_elsewhere(path: Path, sheet: str) -> None:
    """Stop at the first identity number a workbook holds beside the cells of one sheet, hidden or not.

    Raises:
        FileFault: there is one, or another sheet is too large to look through.
    """
    if path.suffix.casefold() != ".xlsx":
        return
    with readable(path):
        pages = read_pages(path)
        for page in pages:
            if page.name != sheet:
                grid = read_page(path, page)
                found = _first(grid, grid.filled())
                if found:
                    raise _fault(path.name, sheet=page.name, row=found[0] + 1)
        _refuse_in_parts(path, {page.part: page.name for page in pages})


def _refuse_in_parts(path: Path, sheets: dict[str, str]) -> None:
    with ZipFile(path) as book:
        for part in book.namelist():
            name = part.casefold()
            if not name.endswith(".xml") or name.endswith(_OF_FORM) or name.startswith(_OF_FORM_FOLDERS):
                continue
            texts = _around_cells(book, part) if part in sheets else _texts(book.read(part))
            if any(map(has_identity_number, texts)):
                raise _fault(path.name, sheet=sheets.get(part), hidden=_hidden_in(name))


def _texts(content: bytes) -> list[str]:
    """Every text of a part, without the marks of programs."""
    text = content.decode(errors="replace")
    found = (*_TEXT.findall(text), *_HELD.findall(text))
    return [unescape(_MARK.sub("x", one)) for one in found]


def _around_cells(book: ZipFile, part: str) -> Iterator[str]:
    """What a sheet holds beside values of cells: constants in formulas, headers for print, lists to choose from."""
    over = False
    for piece in pieces(book, part):
        for formula in _FORMULA.findall(piece) if has_formulas(piece) else ():
            yield from _CONSTANT.findall(unescape(formula.decode(errors="replace")))
        ends = _TABLE_ENDS.search(piece) if b"sheetData" in piece else None
        over = over or ends is not None
        if over:
            yield from _texts(piece[ends.end() :] if ends else piece)


def _hidden_in(name: str) -> str:
    """Where a part of a workbook is shown, if anywhere."""
    if "comment" in name:
        return "notes"
    if name.startswith("docprops/"):
        return "properties"
    return "header" if name.startswith("xl/worksheets/") else "workbook"
