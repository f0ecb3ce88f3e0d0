"""What a column of a list is: its heading, how one text of it is read, and the columns that come of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import numpy as np

from matching.domain.columns import Bool, Int8, Int16, Int32, Ragged, Rows, Text
from matching.domain.errors import ErrorCode, Fact, RowFault
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.headings.sheet import Sheet, read_sheet
from matching.files.source.grid import Texts
from matching.files.source.vocabulary import says_nothing

Parse = Callable[[str], Any]
"""One text that is not empty to its value; raises Faulty. Asked once per distinct text of a column."""

Column = Text | Int8 | Int16 | Int32 | Bool | Ragged
Build = Callable[[Sequence[Any]], Column]
"""Values, None for a blank, to a column of the same length."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a text, with the facts that say what would mend it, ordered by name."""

    code: ErrorCode
    facts: tuple[tuple[str, Fact], ...] = ()

    @classmethod
    def of(cls, code: ErrorCode, **facts: Fact) -> Self:
        """A fault with its facts given by name."""
        return cls(code, tuple(sorted(facts.items())))


class Faulty(Exception):
    """A text that cannot be read, and everything that is wrong in it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True)
class Told:
    """How what was read is written back, in the words one would choose oneself."""

    tell: Callable[..., str]
    """What one row has in each column of a field, in their order, to a text that is read as the same."""
    choices: tuple[str, ...] = ()
    """Every text that can stand in a cell, where they are few enough to choose among."""
    several: bool = False
    """Whether a cell may hold several of the choices."""
    words: tuple[str, ...] = ()
    """What a text may name, where something more must be said of it."""


@dataclass(frozen=True)
class Field:
    """One column of a list, and the columns of the table it gives, by name."""

    heading: str
    parse: Parse
    columns: Mapping[str, Build]
    told: Told = Told(str)
    required: bool = False

    def tell(self, columns: Mapping[str, Any]) -> list[str]:
        """The columns of a table in, one text for each row out; empty for a blank."""
        rows = zip(*(_cells(columns[name]) for name in self.columns), strict=True)
        known: dict[Any, str] = {}
        return [known[row] if row in known else known.setdefault(row, self.told.tell(*row)) for row in rows]


@dataclass(frozen=True, eq=False)
class Table:
    """A sheet read by its fields: one value per row and column, and all faults of its cells."""

    sheet: Sheet
    columns: Mapping[str, Any]
    faulty: Mapping[str, Bool]
    """For each heading, the rows whose cell could not be read, shape (rows,)."""
    faults: tuple[RowFault, ...]

    def read(self, *headings: str) -> Bool:
        """The rows where the cells of all these headings could be read, shape (rows,)."""
        wrong = np.column_stack([self.faulty[heading] for heading in headings])
        return np.logical_not(wrong.any(axis=1))

    def fault(self, row: int, heading: str, code: ErrorCode, **facts: Fact) -> RowFault:
        """A fault found in a cell by looking at other cells too."""
        return _row_fault(self.sheet, row, heading, Fault.of(code, **facts))

    def order(self, faults: Sequence[RowFault]) -> tuple[RowFault, ...]:
        """The faults of the cells and these, in the order one meets them in the file."""
        places = {heading: place for place, heading in enumerate(self.faulty)}
        return tuple(sorted((*self.faults, *faults), key=lambda fault: (fault.row, places[fault.column])))

    def at(self, rows: Rows) -> dict[str, Any]:
        """The columns at some rows."""
        return {name: _spread(column, rows) for name, column in self.columns.items()}

    def sound(self, faults: Sequence[RowFault]) -> Rows:
        """Places of the rows in which none of these faults is."""
        return np.flatnonzero(~np.isin(self.sheet.rows, [fault.row for fault in faults]))


def read_fields(
    path: Path,
    sheet: str,
    fields: Sequence[Field],
    *,
    closed: Mapping[str, Callable[[str], bool]] = MappingProxyType({}),
    meanings: Meanings = NOTHING_CHOSEN,
) -> Sheet:
    """A file and the fields of its list in, the texts under their headings out; the rest is as in read_sheet.

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    headings = [field.heading for field in fields]
    required = {field.heading for field in fields if field.required}
    return read_sheet(path, sheet, headings, required, closed=closed, meanings=meanings)


def read_table(sheet: Sheet, fields: Sequence[Field]) -> Table:
    """A sheet and its fields in, columns and the faults of their cells out."""
    columns: dict[str, Column] = {}
    faulty: dict[str, Bool] = {}
    faults: list[RowFault] = []
    for field in fields:
        texts = sheet.column(field.heading)
        values, wrong = _read_each(field, texts)
        for name, build in field.columns.items():
            columns[name] = _spread(build(values), texts.place)
        faulty[field.heading] = np.array([bool(found) for found in wrong], dtype=np.bool_)[texts.place]
        for row in np.flatnonzero(faulty[field.heading]).tolist():
            faults += [_row_fault(sheet, row, field.heading, one) for one in wrong[texts.place[row]]]
    return Table(sheet, columns, faulty, tuple(faults))


def _read_each(field: Field, texts: Texts) -> tuple[list[Any], list[tuple[Fault, ...]]]:
    """The value of each distinct text, None where it is blank or faulty, and what is wrong with it."""
    values: list[Any] = []
    wrong: list[tuple[Fault, ...]] = []
    for text in texts.distinct:
        value, found = _read(field, text)
        values.append(value)
        wrong.append(found)
    return values, wrong


def _read(field: Field, text: str) -> tuple[Any, tuple[Fault, ...]]:
    if not text:
        return None, (Fault.of(ErrorCode.CELL_REQUIRED),) if field.required else ()
    if says_nothing(text):
        return None, (Fault.of(ErrorCode.CELL_NO_VALUE),)
    try:
        return field.parse(text), ()
    except Faulty as error:
        return None, error.faults


def _cells(column: Column) -> list[Any]:
    """What a column has for each row: a text, a number, yes or no, or a tuple of numbers."""
    if isinstance(column, Ragged):
        return [column.row(row) for row in range(len(column))]
    return list(map(tuple, column.tolist())) if column.ndim > 1 else list(column.tolist())


def _spread(column: Column, place: Rows) -> Column:
    return column.take(place) if isinstance(column, Ragged) else column[place]


def _row_fault(sheet: Sheet, row: int, heading: str, fault: Fault) -> RowFault:
    return RowFault(
        file=sheet.file,
        sheet=sheet.name,
        row=int(sheet.rows[row]),
        column=heading,
        value=sheet.text(row, heading),
        code=fault.code,
        facts=fault.facts,
        written=sheet.names.get(heading, ""),
    )
