"""The rows of a list in, those to be read out; examples and repeated rows are passed over, and told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.domain.columns import Bool, Rows
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.domain.rows import RowCounts
from matching.files.fields.lexicon import Link
from matching.files.headings.sheet import Sheet

EXAMPLE: Final = "EKSEMPEL"
"""The id of a row that shows how a list is filled in begins like this."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Reading:
    """What became of the rows of a list, whatever stands in them."""

    sheet: Sheet
    """Every row of the list as it stands there."""
    sound: Rows
    """Places in the sheet of the rows without a fault, in the order of the columns that came of them."""
    faults: tuple[RowFault, ...]
    """Every fault of the others, in the order one meets them in the file."""
    passed_over: tuple[RowFault, ...]
    """Rows that are not read: examples, and rows equal to an earlier one in every cell."""
    links: tuple[Link, ...] = ()
    """Every word that was read as another one."""

    @property
    def counts(self) -> RowCounts:
        """How many rows were read, and what became of them."""
        return self.counted(self.faults)

    def counted(self, faults: Sequence[RowFault]) -> RowCounts:
        """The same with all these faults: its own, and those found by looking at other lists too."""
        codes = [one.code for one in self.passed_over]
        rejected = {fault.row for fault in faults}
        return RowCounts(
            file=self.sheet.file,
            read=len(self.sheet) - codes.count(ErrorCode.ROW_EXAMPLE),
            accepted=sum(row not in rejected for row in self.sheet.rows[self.sound].tolist()),
            rejected=len(rejected),
            duplicates=codes.count(ErrorCode.ROW_REPEATED),
        )


@dataclass(frozen=True, eq=False)
class ToRead:
    """The rows of a list that are to be read, where they stand in it, and those passed over."""

    sheet: Sheet
    places: Rows
    passed_over: tuple[RowFault, ...]


def rows_to_read(sheet: Sheet, heading: str) -> ToRead:
    """A sheet and the heading of its ids in, the rows to be read out.

    Rows with the same id and the same text in every cell are one: the first is read. Rows with the same id that
    differ anywhere are all read, and refused later, since nobody here can tell which of them is right.

    Raises:
        FileFault: there is no row to read.
    """
    passed_over = tuple(sorted((*_examples(sheet, heading), *_repeated(sheet, heading)), key=_row))
    stays: Bool = ~np.isin(sheet.rows, [fault.row for fault in passed_over])
    if not stays.any():
        example = EXAMPLE if passed_over else None
        raise FileFault(ErrorCode.FILE_EMPTY, file=sheet.file, sheet=sheet.name, example=example)
    return ToRead(sheet.where(stays) if passed_over else sheet, np.flatnonzero(stays), passed_over)


def _examples(sheet: Sheet, heading: str) -> Iterator[RowFault]:
    for row in np.flatnonzero(sheet.column(heading).where(_is_example)).tolist():
        yield _passed(sheet, row, heading, ErrorCode.ROW_EXAMPLE)


def _repeated(sheet: Sheet, heading: str) -> Iterator[RowFault]:
    ids = sheet.column(heading)
    often = np.bincount(ids.place, minlength=len(ids.distinct)) > 1
    first: dict[tuple[str, ...], int] = {}
    named = ids.where(lambda text: bool(text) and not _is_example(text))
    for row in np.flatnonzero(often[ids.place] & named).tolist():
        other = first.setdefault(tuple(texts[row] for texts in sheet.columns.values()), row)
        if other != row:
            yield _passed(sheet, row, heading, ErrorCode.ROW_REPEATED, int(sheet.rows[other]))


def _is_example(text: str) -> bool:
    return text.startswith(EXAMPLE)


def _passed(sheet: Sheet, row: int, heading: str, code: ErrorCode, other: int | None = None) -> RowFault:
    return RowFault(
        file=sheet.file,
        sheet=sheet.name,
        row=int(sheet.rows[row]),
        column=heading,
        value=sheet.text(row, heading),
        code=code,
        facts=() if other is None else (("other", other),),
        written=sheet.names.get(heading, ""),
    )


def _row(fault: RowFault) -> int:
    return fault.row
