"""Tables of texts and numbers in, a workbook out; text stays text, and the same tables give the same bytes.

The workbook is laid out with its headings alone, by xlsxwriter; the rows are then told straight into its sheets, so
that those of a country are never all in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final, overload
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from matching.files.out.sheet_rows import Row, letters, rows_as_xml
from matching.files.whole import whole

_OPTIONS: Final = MappingProxyType(
    {
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "in_memory": True,
    }
)
"""Text stays text."""

MOST_ROWS: Final = 1_048_575
"""Rows a sheet has room for below its headings; a longer table goes on in further sheets."""

_EFFORT: Final = 4
"""How hard zlib tries: half the time of its usual 6, and a tenth more bytes."""
_END_OF_ROW: Final = b"</row>"
_END_OF_ROWS: Final = b"</sheetData>"

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
_STYLES: Final = MappingProxyType({name: number for number, name in enumerate(_FORMATS, 1)})
"""The number of each format in the workbook; 0 is the one of cells that have none."""


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
    with whole(path) as part, part.open("wb") as file:
        _write(file, tables, title=title, on=on)


def workbook_bytes(tables: Iterable[TableOut], *, title: str, on: date) -> bytes:
    """Tables in, the bytes of a workbook out, said to be made on a day, which stands in place of the clock."""
    content = BytesIO()
    _write(content, tables, title=title, on=on)
    return content.getvalue()


def _write(file: IO[bytes], tables: Iterable[TableOut], *, title: str, on: date) -> None:
    sheets, outline = tuple(chain.from_iterable(map(_sheets, tables))), BytesIO()
    with Workbook(outline, dict(_OPTIONS)) as book:
        book.set_properties({"created": datetime.combine(on, time()), "title": title})
        formats = {
            name: book.add_format({**one, "xf_index": _STYLES[name]}) for name, one in _FORMATS.items()
        }
        for table in sheets:
            _lay_out(book.add_worksheet(table.title), table, formats)
    rows = {f"xl/worksheets/sheet{number}.xml": table for number, table in enumerate(sheets, 1)}
    with ZipFile(outline) as empty, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_EFFORT) as book_out:
        for part in empty.namelist():
            with book_out.open(part, "w") as to:
                content = empty.read(part)
                to.writelines(_filled(content, rows[part]) if part in rows else [content])


def _sheets(table: TableOut) -> Iterator[TableOut]:
    """A table in, itself out, or where no sheet has room for it, its parts."""
    if len(table.rows) <= MOST_ROWS:
        yield table
        return
    for number, first in enumerate(range(0, len(table.rows), MOST_ROWS), 1):
        size = min(MOST_ROWS, len(table.rows) - first)
        yield replace(
            table,
            title=f"{table.title} {number}",
            rows=Told(size, partial(islice, table.rows, first, first + size)),
            filled_in=min(table.filled_in, size),
            marked=frozenset((row - first, column) for row, column in table.marked),
        )


def _filled(outline: bytes, table: TableOut) -> Iterator[bytes]:
    """The XML of a sheet with its headings alone in, the same with the rows of its table out."""
    headings, rest = outline.split(_END_OF_ROW, 1)
    yield headings + _END_OF_ROW
    shown = _STYLES["text" if table.filled_in else "body"], _STYLES["marked"]
    yield from rows_as_xml(table.rows, len(table.headings), shown, table.marked)
    yield rest[rest.index(_END_OF_ROWS) :]


def _lay_out(sheet: Any, table: TableOut, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """A sheet with all but the rows of its table; a blank where the last of them ends tells how far they go."""
    body = formats["text" if table.filled_in else "body"]
    sheet.write_blank(len(table.rows), len(table.headings) - 1, None, body)
    for column, (text, width) in enumerate(zip(table.headings, table.widths, strict=True)):
        sheet.set_column(column, column, width, body if table.filled_in else None)
        sheet.write_string(0, column, text, formats["heading"])
    for column, text in table.notes.items():
        sheet.write_comment(0, column, text, {"x_scale": 2.5, "y_scale": 2})
    for column, choices in table.choices.items():
        _let_choose(sheet, table.filled_in, column, choices)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), table.filled_in), len(table.headings) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _let_choose(sheet: Any, rows: int, column: int, choices: Choices) -> None:  # noqa: ANN401 - as above
    letter = letters(choices.column)
    source = f"='{choices.title}'!${letter}$2:${letter}${choices.count + 1}"
    # A warning that can be passed by: the reader knows more words than are worth listing.
    rule = {"validate": "list", "source": source, "show_error": not choices.several, "error_type": "warning"}
    sheet.data_validation(1, column, rows, column, rule)


def widths(headings: Sequence[str], rows: Sequence[Row], greatest: int = 40) -> tuple[int, ...]:
    """Widths that show most texts whole."""
    columns = zip(headings, *rows[:200], strict=True)
    return tuple(min(max(10, *(len(str(cell or "")) + 2 for cell in column)), greatest) for column in columns)
