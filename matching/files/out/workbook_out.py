"""Tables of texts and numbers in, a workbook out; text stays text, and the same tables give the same bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, overload

from xlsxwriter import Workbook

from matching.files.whole import whole

Cell = str | float | None
Row = tuple[Cell, ...]

_OPTIONS: Final = MappingProxyType(
    {
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
)
"""Text stays text."""

LONG: Final = 50_000
"""Rows of a table from which a workbook is written row by row, each text where it stands, as it is read."""

LONGEST_TEXT: Final = 32_767
"""Characters a cell can hold; a longer text is cut, as it would otherwise be left out."""

_WRAPPED: Final = MappingProxyType({"text_wrap": True, "valign": "top"})
_TEXT: Final = MappingProxyType({**_WRAPPED, "num_format": "@"})
"""The format of cells that stay text when somebody fills them in."""
_FORMATS: Final = MappingProxyType(
    {
        "heading": {**_WRAPPED, "bold": True, "bottom": 1},
        "body": _WRAPPED,
        "text": _TEXT,
        "marked": {**_TEXT, "bg_color": "#FFD799", "border": 1},
    }
)


@dataclass(frozen=True, eq=False)
class Told(Sequence[Row]):
    """Rows that are told each time they are read, so that those of a country are never all in memory."""

    size: int
    tell: Callable[[], Iterable[Row]]

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Row]:
        return iter(self.tell())

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        """The first rows, without telling the others; or one row."""
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(self.size)))
        return next(islice(self, range(self.size)[place], None))


@dataclass(frozen=True)
class Choices:
    """What can be chosen in a column that is filled in."""

    title: str
    """The sheet the words stand in."""
    column: int
    count: int
    """The words stand below the heading of that column."""
    several: bool
    """Other texts than these are let through, such as two of them."""


@dataclass(frozen=True, kw_only=True)
class TableOut:
    """One sheet: headings with the width of their columns in characters, and rows."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Row]
    filled_in: int = 0
    """How many rows people are expected to fill in or mend, all as text; 0 for a table that is read."""
    marked: frozenset[tuple[int, int]] = frozenset()
    """Cells that stand out, as (row, column) counted from 0."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """What is told beside the heading of a column."""
    choices: Mapping[int, Choices] = field(default_factory=dict)


def write_workbook(path: Path, tables: Iterable[TableOut], *, title: str, on: date) -> None:
    """Tables in, a workbook out. No text is ever taken for a formula, a number or a link.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    content = workbook_bytes(tables, title=title, on=on)
    with whole(path) as part:
        part.write_bytes(content)


def workbook_bytes(tables: Iterable[TableOut], *, title: str, on: date) -> bytes:
    """Tables in, the bytes of a workbook out, said to be made on a day, which stands in place of the clock."""
    content, tables = BytesIO(), tuple(tables)
    long = any(len(table.rows) >= LONG for table in tables)
    with Workbook(content, {**_OPTIONS, "in_memory": not long, "constant_memory": long}) as book:
        book.set_properties({"created": datetime.combine(on, time()), "title": title})
        formats = {name: book.add_format(dict(one)) for name, one in _FORMATS.items()}
        for table in tables:
            _write(book.add_worksheet(table.title), table, formats)
    return content.getvalue()


def _write(sheet: Any, table: TableOut, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    body = formats["text" if table.filled_in else "body"]
    for column, (text, width) in enumerate(zip(table.headings, table.widths, strict=True)):
        sheet.set_column(column, column, width, body if table.filled_in else None)
        sheet.write_string(0, column, text, formats["heading"])
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            shown = formats["marked"] if (number - 1, column) in table.marked else body
            _write_cell(sheet, number, column, cell, shown)
    for column, text in table.notes.items():
        sheet.write_comment(0, column, text, {"x_scale": 2.5, "y_scale": 2})
    for column, choices in table.choices.items():
        _let_choose(sheet, table.filled_in, column, choices)
    _lay_out(sheet, table)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, shown: Any) -> None:  # noqa: ANN401 - as above
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:LONGEST_TEXT], shown)
    elif cell is not None:
        sheet.write_number(row, column, cell, shown)


def _let_choose(sheet: Any, rows: int, column: int, choices: Choices) -> None:  # noqa: ANN401 - as above
    letter = _letters(choices.column)
    source = f"='{choices.title}'!${letter}$2:${letter}${choices.count + 1}"
    # A warning that can be passed by: the reader knows more words than are worth listing.
    rule = {"validate": "list", "source": source, "show_error": not choices.several, "error_type": "warning"}
    sheet.data_validation(1, column, rows, column, rule)


def _lay_out(sheet: Any, table: TableOut) -> None:  # noqa: ANN401 - as above
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), table.filled_in), len(table.headings) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _letters(column: int) -> str:
    """The letters of a column counted from 0."""
    first, last = divmod(column, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def widths(headings: Sequence[str], rows: Sequence[Row], greatest: int = 40) -> tuple[int, ...]:
    """Widths that show most texts whole."""
    columns = zip(headings, *rows[:200], strict=True)
    return tuple(min(max(10, *(len(str(cell or "")) + 2 for cell in column)), greatest) for column in columns)
