"""A file in, its cells as columns of text out: one sheet of a workbook, or a csv file."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Final, Self
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

import fastexcel
import numpy as np
import polars as pl

from matching.domain.columns import Bool, Rows
from matching.domain.errors import ErrorCode, FileFault
from matching.files.vocabulary import plain

FORMATS: Final = (".xlsx", ".csv")
_SEPARATORS: Final = ";\t,"
_ERROR_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)([0-9]+)"[^>]*>.*?<(?:\w+:)?v>([^<]*)', re.DOTALL
)


@dataclass(frozen=True, eq=False)
class Texts:
    """One column of trimmed text: its distinct texts, and for every row which of them stands there."""

    distinct: tuple[str, ...]
    place: Rows

    @classmethod
    def of(cls, cells: pl.Series) -> Self:
        """A column of text, a missing cell being an empty text."""
        cells = cells.fill_null("")
        distinct = tuple(text.strip() for text in cells.unique().sort())
        return cls(distinct, cells.rank("dense").to_numpy().astype(np.intp) - 1)

    @classmethod
    def blank(cls, rows: int) -> Self:
        """A column nobody has filled in."""
        return cls(("",), np.zeros(rows, dtype=np.intp))

    def __getitem__(self, row: int) -> str:
        return self.distinct[int(self.place[row])]

    def where(self, holds: Callable[[str], bool]) -> Bool:
        """Whether a condition holds of the text in each row, asked once per distinct text, shape (rows,)."""
        return np.array([holds(text) for text in self.distinct], dtype=np.bool_)[self.place]

    def take(self, rows: Rows) -> Self:
        """The rows asked for; a text that stands in none of them is gone."""
        place = self.place[rows]
        used = np.zeros(len(self.distinct), dtype=np.bool_)
        used[place] = True
        kept = tuple(text for text, stays in zip(self.distinct, used, strict=True) if stays)
        return type(self)(kept, (np.cumsum(used) - 1)[place])


@dataclass(frozen=True, eq=False)
class Grid:
    """All cells of one table as text; row 0 of the columns is row 1 of the spreadsheet."""

    file: str
    sheet: str
    columns: tuple[Texts, ...]


def read_grid(path: Path, sheet: str) -> Grid:
    """A .xlsx or .csv file in, its cells out; of a workbook the sheet of that name, else the first.

    Raises:
        FileFault: the file is missing, of another kind, cannot be read, or has a formula that failed.
    """
    if not path.is_file():
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=path.name)
    kind = path.suffix.casefold()
    if kind not in FORMATS:
        raise FileFault(ErrorCode.FILE_FORMAT, file=path.name, format=kind, allowed="; ".join(FORMATS))
    return _read_workbook(path, sheet) if kind == ".xlsx" else _read_csv(path)


def _read_workbook(path: Path, sheet: str) -> Grid:
    try:
        book = fastexcel.read_excel(path)
        names = book.sheet_names
        if not names:
            raise FileFault(ErrorCode.FILE_EMPTY, file=path.name)
        name = next((name for name in names if plain(name) == plain(sheet)), names[0])
        # skip_rows=0 keeps empty rows above the heading, so that row numbers are those of the spreadsheet
        cells = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
        _refuse_failed_formula(path, name)
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError, OSError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    except (BadZipFile, KeyError, StopIteration, ElementTree.ParseError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    return Grid(path.name, name, tuple(Texts.of(column) for column in cells.get_columns()))


def _refuse_failed_formula(path: Path, sheet: str) -> None:
    """Refuse a sheet with a cell like #N/A, which the reader gives as blank: a failure is not an unknown."""
    with ZipFile(path) as book:
        cells = book.read(_part(book, sheet))
    found = _ERROR_CELL.search(cells) if b't="e"' in cells else None
    if found:
        column, row, value = (part.decode() for part in found.groups())
        raise FileFault(
            ErrorCode.CELL_FORMULA_FAILED,
            file=path.name,
            sheet=sheet,
            row=int(row),
            column=column,
            value=value,
        )


def _part(book: ZipFile, sheet: str) -> str:
    """The name, inside the workbook's archive, of the part that holds a sheet."""
    sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter()
    named = next(node for node in sheets if node.tag.endswith("}sheet") and node.get("name") == sheet)
    relation = next(value for name, value in named.items() if name.endswith("}id"))
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    target = next(node.attrib["Target"] for node in relations if node.get("Id") == relation)
    return str(PurePosixPath("/xl", target)).lstrip("/")


def _read_csv(path: Path) -> Grid:
    try:
        text = _decoded(path.read_bytes())
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    return Grid(path.name, "", tuple(_column(cells) for cells in zip_longest(*rows, fillvalue="")))


def _column(cells: Sequence[str]) -> Texts:
    return Texts.of(pl.Series(cells, dtype=pl.String))


def _decoded(raw: bytes) -> str:
    """UTF-8 with or without a byte order mark, else the code page of Excel in Norway."""
    if b"\0" in raw:
        raise csv.Error("not a text file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def _separator(text: str) -> str:
    """The separator the heading uses most, quoted headings aside; the semicolon of Excel in Norway in doubt."""
    heading = next((line for line in text.splitlines() if line.strip(f' "{_SEPARATORS}')), "")
    bare = re.sub(r'"[^"]*"', "", heading)
    return max(_SEPARATORS, key=bare.count)
