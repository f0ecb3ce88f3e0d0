"""A file in, one table of text columns under known headings out; what is wrong with the whole file stops it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

import numpy as np

from matching.domain.columns import Bool, Rows
from matching.domain.errors import ErrorCode, FileFault
from matching.files.grid import Grid, Texts, read_grid
from matching.files.identity import has_identity_number
from matching.files.vocabulary import nearest, plain, tidy


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of a file: text columns under their headings, empty rows left out."""

    file: str
    name: str
    """Name of the sheet; empty for a csv file."""
    rows: Rows
    """Row number of each row as the spreadsheet shows it."""
    columns: Mapping[str, Texts]

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, heading: str) -> Texts:
        """The texts under a heading; blank all the way down when the file has no such column."""
        return self.columns[heading] if heading in self.columns else Texts.blank(len(self))

    def text(self, row: int, heading: str) -> str:
        """The text of one cell."""
        return self.columns[heading][row] if heading in self.columns else ""

    def where(self, stays: Bool) -> Self:
        """The rows that stay; what only the others held is gone."""
        rows = np.flatnonzero(stays)
        columns = {heading: texts.take(rows) for heading, texts in self.columns.items()}
        return type(self)(self.file, self.name, self.rows[rows], columns)


def read_sheet(
    path: Path,
    sheet: str,
    headings: Sequence[str],
    required: Collection[str],
    *,
    closed: Mapping[str, Callable[[str], bool]] = MappingProxyType({}),
) -> Sheet:
    """A .xlsx or .csv file in, its columns as text out, named by the known heading they match.

    `sheet` is the sheet of a workbook to prefer; without it the first is read. The heading is the first row
    that is not empty. Case, spaces and a trailing * do not matter in a heading. A row whose cell under any of the
    headings of `closed` is of that kind is left out before anything else of it is looked at; these columns may
    stand there more than once, and none of them is among those given back.

    Raises:
        FileFault: the file cannot be read, is empty, holds an identity number in any cell or name, or has a column
            that is missing, unknown, without a heading, or there twice.
    """
    grid = read_grid(path, sheet)
    filled = _filled(grid)
    if not filled.any():
        raise FileFault(ErrorCode.FILE_EMPTY, file=grid.file, sheet=grid.sheet)
    top = int(np.argmax(filled))
    filled &= ~_closed(grid, top, closed)
    _refuse_identity_numbers(grid, top, filled)
    rows = np.flatnonzero(filled)[1:]
    named = _named(grid, top, rows)
    columns = _known(grid, named, headings, closed)
    missing = [heading for heading in headings if heading in required and heading not in columns]
    if missing:
        raise FileFault(ErrorCode.COLUMN_MISSING, file=grid.file, sheet=grid.sheet, column=", ".join(missing))
    return Sheet(grid.file, grid.sheet, rows + 1, columns)


def _filled(grid: Grid) -> Bool:
    """Which rows hold anything at all."""
    columns = [texts.where(bool) for texts in grid.columns]
    return np.any(columns, axis=0) if columns else np.zeros(0, dtype=np.bool_)


def _closed(grid: Grid, top: int, closed: Mapping[str, Callable[[str], bool]]) -> Bool:
    """The rows below the heading that must not be looked at."""
    shut = np.zeros(len(grid.columns[0].place), dtype=np.bool_)
    kinds = {plain(heading): is_closed for heading, is_closed in closed.items()}
    for texts in grid.columns:
        is_closed = kinds.get(plain(tidy(texts[top]).rstrip("* ")))
        if is_closed:
            shut |= texts.where(is_closed)
    shut[: top + 1] = False
    return shut


def _refuse_identity_numbers(grid: Grid, top: int, looked_at: Bool) -> None:
    """Stop at the first cell that holds an identity number; the number itself is never repeated."""
    cells = [np.flatnonzero(texts.where(has_identity_number) & looked_at) for texts in grid.columns]
    found = min(((int(rows[0]), place) for place, rows in enumerate(cells) if len(rows)), default=None)
    if found:
        row, place = found
        heading = grid.columns[place][top]
        column = None if has_identity_number(heading) else heading
        raise FileFault(
            ErrorCode.IDENTITY_NUMBER,
            file=grid.file,
            sheet=grid.sheet,
            row=row + 1,
            column=column,
            place=place + 1,
        )


def _named(grid: Grid, top: int, rows: Rows) -> list[tuple[str, Texts]]:
    """The columns with the heading of each as written; an empty column without a heading is passed over."""
    named: list[tuple[str, Texts]] = []
    for texts in grid.columns:
        heading, cells = tidy(texts[top]).rstrip("* "), texts.take(rows)
        if heading:
            named.append((heading, cells))
        elif any(cells.distinct):
            after = named[-1][0] if named else None
            raise FileFault(ErrorCode.COLUMN_UNNAMED, file=grid.file, sheet=grid.sheet, after=after)
    return named


def _known(
    grid: Grid, named: Sequence[tuple[str, Texts]], headings: Sequence[str], closed: Collection[str]
) -> dict[str, Texts]:
    """The columns by known heading, without those that have closed their rows."""
    known = {plain(heading): heading for heading in headings}
    shut = {plain(heading) for heading in closed}
    named = [(heading, texts) for heading, texts in named if plain(heading) not in shut]
    times = Counter(plain(heading) for heading, _ in named)
    for heading, _ in named:
        if plain(heading) not in known:
            raise FileFault(
                ErrorCode.COLUMN_UNKNOWN,
                file=grid.file,
                sheet=grid.sheet,
                column=heading,
                nearest=nearest(heading, [*headings, *closed]),
            )
        if times[plain(heading)] > 1:
            raise FileFault(ErrorCode.COLUMN_TWICE, file=grid.file, sheet=grid.sheet, column=heading)
    return {known[plain(heading)]: texts for heading, texts in named}
