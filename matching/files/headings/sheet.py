"""A file in, one table of text columns under known headings out; what is wrong with the whole file stops it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Self

import numpy as np

from matching.domain.columns import Bool, Rows
from matching.domain.errors import ErrorCode
from matching.files.headings.column_names import ColumnNames, ColumnQuestion
from matching.files.headings.meanings import CHOSEN_IN, NOTHING_CHOSEN, Meanings
from matching.files.headings.names import key
from matching.files.headings.opened import OF_FAULTS, Opened, opened
from matching.files.headings.shielding import RESTRICTION
from matching.files.source.grid import Texts


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
    table = opened(path, ColumnNames(sheet, headings, closed, meanings), closed)
    missing = [heading for heading in headings if heading in required and heading not in table.meant]
    _refuse_unknown(table)
    columns = _columns(table)
    if missing:
        raise table.fault(ErrorCode.COLUMN_MISSING, column=", ".join(missing))
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
    table = opened(path, ColumnNames(sheet, headings, closed, meanings), closed)
    return tuple(table.names.question(column) for column in table.unknown)


def _refuse_unknown(table: Opened) -> None:
    """Stop at the columns nobody has said the meaning of, all named at once."""
    if table.unknown:
        first, *others = table.unknown
        raise table.fault(
            ErrorCode.COLUMN_UNKNOWN if table.names.sheet in CHOSEN_IN else ErrorCode.COLUMN_NOT_HERE,
            column=first,
            nearest=table.names.nearest(first),
            closing=RESTRICTION if table.names.closed else None,
            others=", ".join(f"«{column}»" for column in others),
        )


def _columns(table: Opened) -> dict[str, Texts]:
    """The columns by known heading, without those that have closed their rows or must not be read."""
    columns: dict[str, Texts] = {}
    first: dict[str, str] = {}
    for (column, texts), heading in zip(table.named, table.meant, strict=True):
        if heading not in table.names.headings or heading is None:
            continue
        if heading in columns:
            other = None if key(first[heading]) == key(column) else column
            raise table.fault(ErrorCode.COLUMN_TWICE, column=first[heading], other=other, heading=heading)
        columns[heading], first[heading] = texts, column
    return columns


def _other_names(table: Opened) -> dict[str, str]:
    """Known headings to the ones they are written as, where these are others."""
    meant = zip(table.named, table.meant, strict=True)
    return {heading: column for (column, _), heading in meant if heading and key(heading) != key(column)}
