"""A file in, one table of text columns under known headings out; what is wrong with the whole file stops it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

import numpy as np

from matching.domain.columns import Bool, Rows
from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.headings.column_names import ColumnNames, ColumnQuestion
from matching.files.headings.meanings import CHOSEN_IN, IGNORED, NOTHING_CHOSEN, Meanings
from matching.files.headings.names import ALIASES, MARKS, key, written
from matching.files.headings.refused import refused_subject
from matching.files.headings.shielding import RESTRICTION, closed_rows, says_shielded
from matching.files.source.elsewhere import refuse_identity_numbers, refuse_identity_numbers_elsewhere
from matching.files.source.grid import Grid, Texts, read_grid
from matching.files.source.identity import has_identity_number
from matching.files.source.text_file import is_garbled
from matching.files.source.vocabulary import plain

OF_FAULTS: Final = "feil"
"""The column of an error copy that says what is wrong in each row; it is never read."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of a file: text columns under their headings, empty rows left out."""

    file: str
    name: str
    """Name of the sheet; empty for a csv file."""
    rows: Rows
    """Row number of each row as the spreadsheet shows it."""
    columns: Mapping[str, Texts]
    written: tuple[tuple[str, Texts], ...] = ()
    """Every column of the list, read or not, under its heading as written; those read are the same objects."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Headings by the known one they stand for, as written, where that is another."""

    withheld: frozenset[str] = field(default=frozenset(), repr=False)
    """The ids of closed rows in plain form: never told, only to pass over the same people in other lists."""

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
        return type(self)(self.file, self.name, self.rows[rows], columns, names=self.names)


def read_sheet(
    path: Path,
    sheet: str,
    headings: Sequence[str],
    required: Collection[str],
    *,
    closed: Mapping[str, Callable[[str], bool]] = MappingProxyType({}),
    meanings: Meanings = NOTHING_CHOSEN,
) -> Sheet:
    """A .xlsx or .csv file in, its columns as text out, named by the known heading they stand for.

    `sheet` is the kind of list, and the sheet of a workbook to read; without it the only one with cells is read.
    The heading is the first row that is not empty. How headings are compared, and the other names they have, stand
    in headings.py; what else a column means, or that it must not be read, is chosen in `meanings`. A row whose cell
    under any of the headings of `closed` is of that kind is left out before anything else of it is looked at; these
    columns may stand there more than once, and none of them is among those given back. The first of `headings` is
    that of the ids.

    Raises:
        FileFault: the file cannot be read, is empty or another kind of list, holds an identity number anywhere, or
            says in other cells that somebody must not be found, or has columns that no list may have, that are
            missing, unknown, without a heading, or there twice.
    """
    table = _open(path, ColumnNames(sheet, headings, closed, meanings), closed)
    missing = [heading for heading in headings if heading in required and heading not in table.meant]
    _refuse_unknown(table)
    columns = _columns(table)
    if missing:
        raise _fault(table.grid, ErrorCode.COLUMN_MISSING, column=", ".join(missing))
    named = tuple((column, texts) for column, texts in table.named if key(column) != OF_FAULTS)
    grid, other_names = table.grid, _other_names(table)
    return Sheet(grid.file, grid.sheet, table.rows + 1, columns, named, other_names, table.withheld)


def columns_asked(
    path: Path,
    sheet: str,
    headings: Sequence[str],
    *,
    closed: Mapping[str, Callable[[str], bool]] = MappingProxyType({}),
    meanings: Meanings = NOTHING_CHOSEN,
) -> tuple[ColumnQuestion, ...]:
    """A list in, a question for each of its columns nobody has said the meaning of out.

    Raises:
        FileFault: the file cannot be read at all.
    """
    table = _open(path, ColumnNames(sheet, headings, closed, meanings), closed)
    return tuple(table.names.question(column) for column in table.unknown)


@dataclass(frozen=True, eq=False)
class _Open:
    """A file that may be read: its columns under their headings as written, and what each stands for."""

    grid: Grid
    names: ColumnNames
    rows: Rows
    """Places of the rows that hold something and are not closed, the heading aside."""
    withheld: frozenset[str]
    """The ids of the closed ones."""
    named: Sequence[tuple[str, Texts]]

    @cached_property
    def meant(self) -> tuple[str | None, ...]:
        """For each column the heading it stands for, IGNORED, or None."""
        return tuple(
            IGNORED if key(column) == OF_FAULTS else self.names.heading(column) for column, _ in self.named
        )

    @property
    def unknown(self) -> list[str]:
        """The columns nobody has said the meaning of."""
        return [
            column for (column, _), heading in zip(self.named, self.meant, strict=True) if heading is None
        ]


def _open(path: Path, names: ColumnNames, closed: Mapping[str, Callable[[str], bool]]) -> _Open:
    grid = read_grid(path, names.sheet)
    filled = grid.filled()
    if not filled.any():
        raise _fault(grid, ErrorCode.FILE_EMPTY)
    top = int(np.argmax(filled))
    shut = _closed(grid, top, names, closed)
    filled &= ~shut
    _refuse_columns(grid, top, names)
    refuse_identity_numbers(grid, filled)
    refuse_identity_numbers_elsewhere(path, grid.sheet)
    rows = np.flatnonzero(filled)[1:]
    table = _Open(grid, names, rows, _ids(grid, top, names, shut), _named(grid, top, rows))
    for column, texts in table.named if closed else ():
        if key(column) != OF_FAULTS and any(map(says_shielded, texts.distinct)):
            raise _fault(grid, ErrorCode.CELL_SHIELDS, column=column)
    _refuse_other_list(table)
    return table


def _closed(grid: Grid, top: int, names: ColumnNames, closed: Mapping[str, Callable[[str], bool]]) -> Bool:
    """The rows below the heading that must not be looked at."""
    shut = np.zeros(len(grid.columns[0].place), dtype=np.bool_)
    for texts in grid.columns:
        is_closed = closed.get(names.heading(written(texts[top])) or "")
        if is_closed:
            shut |= closed_rows(grid, texts, top, is_closed)
    return shut


def _ids(grid: Grid, top: int, names: ColumnNames, shut: Bool) -> frozenset[str]:
    """What stands under the heading of ids in some rows, in plain form."""
    of = [texts for texts in grid.columns if names.heading(written(texts[top])) == names.headings[0]]
    return frozenset(plain(texts[row]) for texts in of for row in np.flatnonzero(shut).tolist()) - {""}


def _refuse_columns(grid: Grid, top: int, names: ColumnNames) -> None:
    """Stop at columns no list may have, filled or not, whatever is chosen of them, and at garbled headings."""
    columns = [written(texts[top]) for texts in grid.columns]
    if any(map(is_garbled, columns)):
        raise _fault(grid, ErrorCode.FILE_TEXT, cause="garbled", row=top + 1)
    about = [(column, refused_subject(column)) for column in columns if not names.is_known(column)]
    found = [(column, subject) for column, subject in about if subject and not has_identity_number(column)]
    if found:
        others = ", ".join(f"«{column}»" for column, _ in found[1:])
        raise _fault(
            grid, ErrorCode.COLUMN_REFUSED, column=found[0][0], subject=str(found[0][1]), others=others
        )


def _named(grid: Grid, top: int, rows: Rows) -> list[tuple[str, Texts]]:
    """The columns with the heading of each as written; an empty column without a heading is passed over."""
    named: list[tuple[str, Texts]] = []
    for texts in grid.columns:
        heading, cells = written(texts[top]), texts.take(rows)
        if heading:
            named.append((heading, cells))
        elif any(cells.distinct):
            after, row = named[-1][0] if named else None, int(rows[np.argmax(cells.where(bool))]) + 1
            raise _fault(grid, ErrorCode.COLUMN_UNNAMED, after=after, row=row)
    return named


def _refuse_other_list(table: _Open) -> None:
    """A list of openings given as people, and the like, is told as such."""
    wanted, unknown = table.names.sheet, set(map(key, table.unknown))
    columns = {key(column) for column, _ in table.named}
    for other, marks in MARKS.items() if wanted in MARKS and unknown else ():
        names = [{key(mark), *map(key, ALIASES[other].get(mark, ()))} for mark in marks]
        if all(columns & each for each in names) and any(unknown & each for each in names):
            raise _fault(table.grid, ErrorCode.LIST_OF_OTHER_KIND, found=other, wanted=wanted)


def _refuse_unknown(table: _Open) -> None:
    """Stop at the columns nobody has said the meaning of, all named at once."""
    if table.unknown:
        first, *others = table.unknown
        raise _fault(
            table.grid,
            ErrorCode.COLUMN_UNKNOWN if table.names.sheet in CHOSEN_IN else ErrorCode.COLUMN_NOT_HERE,
            column=first,
            nearest=table.names.nearest(first),
            closing=RESTRICTION if table.names.closed else None,
            others=", ".join(f"«{column}»" for column in others),
        )


def _columns(table: _Open) -> dict[str, Texts]:
    """The columns by known heading, without those that have closed their rows or must not be read."""
    columns: dict[str, Texts] = {}
    first: dict[str, str] = {}
    for (column, texts), heading in zip(table.named, table.meant, strict=True):
        if heading not in table.names.headings or heading is None:
            continue
        if heading in columns:
            other = None if key(first[heading]) == key(column) else column
            raise _fault(
                table.grid, ErrorCode.COLUMN_TWICE, column=first[heading], other=other, heading=heading
            )
        columns[heading], first[heading] = texts, column
    return columns


def _other_names(table: _Open) -> dict[str, str]:
    """Known headings to the ones they are written as, where these are others."""
    meant = zip(table.named, table.meant, strict=True)
    return {heading: column for (column, _), heading in meant if heading and key(heading) != key(column)}


def _fault(grid: Grid, code: ErrorCode, **facts: Fact) -> FileFault:
    return FileFault(code, file=grid.file, sheet=grid.sheet, **facts)
