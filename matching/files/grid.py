"""A file in, its cells as columns of text out: one sheet of a workbook, or a csv file."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final, Self
from xml.etree import ElementTree
from zipfile import BadZipFile
from zlib import error as BadDeflate  # noqa: N812 - its own name says nothing

import fastexcel
import numpy as np
import polars as pl

from matching.domain.columns import Bool, Rows
from matching.domain.errors import ErrorCode, FileFault
from matching.files.identity import has_identity_number
from matching.files.vocabulary import plain
from matching.files.workbook import refuse_large_archive, refuse_sheet

FORMATS: Final = (".xlsx", ".csv")
_SEPARATORS: Final = ";\t,"


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
        FileFault: the file is missing, of another kind, too large, cannot be read, has a formula that failed,
            or has an identity number in its name or that of the sheet; the name is not repeated.
    """
    if has_identity_number(path.name):
        raise FileFault(ErrorCode.IDENTITY_NUMBER, file=None, part="file")
    if not path.is_file():
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=path.name)
    kind = path.suffix.casefold()
    if kind not in FORMATS:
        raise FileFault(ErrorCode.FILE_FORMAT, file=path.name, format=kind, allowed="; ".join(FORMATS))
    return _read_workbook(path, sheet) if kind == ".xlsx" else _read_csv(path)


def _read_workbook(path: Path, sheet: str) -> Grid:
    try:
        refuse_large_archive(path)
        book = fastexcel.read_excel(path)
        names = book.sheet_names
        if not names:
            raise FileFault(ErrorCode.FILE_EMPTY, file=path.name)
        name = next((name for name in names if plain(name) == plain(sheet)), names[0])
        if has_identity_number(name):
            raise FileFault(ErrorCode.IDENTITY_NUMBER, file=path.name, part="sheet")
        refuse_sheet(path, name)
        # skip_rows=0 keeps empty rows above the heading, so that row numbers are those of the spreadsheet
        cells = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError, OSError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    except (BadZipFile, BadDeflate, EOFError, RuntimeError) as error:  # damaged, or locked with a password
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    except (KeyError, StopIteration, ElementTree.ParseError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    return Grid(path.name, name, tuple(Texts.of(column) for column in cells.get_columns()))


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
