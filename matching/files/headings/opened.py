"""A file in, the columns and rows of it that may be read out; what must not be read stops it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from matching.domain.columns import Bool, Rows
from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.headings.column_names import ColumnNames
from matching.files.headings.meanings import IGNORED
from matching.files.headings.names import ALIASES, MARKS, key, written
from matching.files.headings.refused import refused_subject
from matching.files.headings.shielding import closed_rows, says_shielded
from matching.files.source.elsewhere import refuse_identity_numbers, refuse_identity_numbers_elsewhere
from matching.files.source.grid import Grid, Texts, read_grid
from matching.files.source.identity import has_identity_number
from matching.files.source.text_file import is_garbled
from matching.files.source.vocabulary import plain

OF_FAULTS: Final = "feil"
"""The column of an error copy that says what is wrong in each row; it is never read."""


@dataclass(frozen=True, eq=False)
class Opened:
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

    def fault(self, code: ErrorCode, **facts: Fact) -> FileFault:
        """What is wrong with the file as a whole."""
        return _fault(self.grid, code, **facts)


def opened(path: Path, names: ColumnNames, closed: Mapping[str, Callable[[str], bool]]) -> Opened:
    """A file in, what of it may be read out; rows of the kind `closed` are left out before all else is looked at.

    Raises:
        FileFault: the file must not or cannot be read.
    """
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
    table = Opened(grid, names, rows, _ids(grid, top, names, shut), _named(grid, top, rows))
    for column, texts in table.named if closed else ():
        if key(column) != OF_FAULTS and any(map(says_shielded, texts.distinct)):
            raise _fault(grid, ErrorCode.CELL_SHIELDS, column=column)
    _refuse_other_list(table)
    return table


def closed_ids(path: Path, names: ColumnNames, closed: Mapping[str, Callable[[str], bool]]) -> frozenset[str]:
    """The ids of the closed rows of a file, in plain form, also of one that must not be read any further.

    Raises:
        FileFault: the file has no cells to look at.
    """
    grid = read_grid(path, names.sheet)
    filled = grid.filled()
    if not filled.any():
        return frozenset()
    top = int(np.argmax(filled))
    return _ids(grid, top, names, _closed(grid, top, names, closed))


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


def _refuse_other_list(table: Opened) -> None:
    """A list of openings given as people, and the like, is told as such."""
    wanted, unknown = table.names.sheet, set(map(key, table.unknown))
    columns = {key(column) for column, _ in table.named}
    for other, marks in MARKS.items() if wanted in MARKS and unknown else ():
        names = [{key(mark), *map(key, ALIASES[other].get(mark, ()))} for mark in marks]
        if all(columns & each for each in names) and any(unknown & each for each in names):
            raise table.fault(ErrorCode.LIST_OF_OTHER_KIND, found=other, wanted=wanted)


def _fault(grid: Grid, code: ErrorCode, **facts: Fact) -> FileFault:
    return FileFault(code, file=grid.file, sheet=grid.sheet, **facts)
