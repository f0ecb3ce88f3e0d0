"""A file in, its cells as columns of text out: one sheet of a workbook, or a csv file."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
from matching.files.source.cells import refuse_far_cells, refuse_unseen
from matching.files.source.identity import has_identity_number
from matching.files.source.kinds import refuse_other_kind
from matching.files.source.limits import refuse_cut
from matching.files.source.text_file import read_rows
from matching.files.source.workbook import Page, choose_page, read_pages, refuse_large_archive

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MIDNIGHT: Final = " 00:00:00"


@dataclass(frozen=True, eq=False)
class Texts:
    """One column of trimmed text: its distinct texts, and for every row which of them stands there."""

    distinct: tuple[str, ...]
    place: Rows

    @classmethod
    def of(cls, cells: Sequence[str]) -> Self:
        """A column of text, one cell of each row."""
        distinct = sorted(set(cells))
        place = {text: number for number, text in enumerate(distinct)}
        of_rows = np.fromiter(map(place.__getitem__, cells), dtype=np.intp, count=len(cells))
        return cls(tuple(map(_trimmed, distinct)), of_rows)

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


def _trimmed(text: str) -> str:
    """A text without spaces around it; a day that a spreadsheet gives as midnight without the hour."""
    text = text.strip()
    return text[:10] if text.endswith(_MIDNIGHT) and _DAY.fullmatch(text[:10]) else text


@dataclass(frozen=True, eq=False)
class Grid:
    """All cells of one table as text; row 0 of the columns is row 1 of the spreadsheet."""

    file: str
    sheet: str
    columns: tuple[Texts, ...]

    def filled(self) -> Bool:
        """Which rows hold anything at all, shape (rows,)."""
        columns = [texts.where(bool) for texts in self.columns]
        return np.any(columns, axis=0) if columns else np.zeros(0, dtype=np.bool_)


def read_grid(path: Path, sheet: str) -> Grid:
    """A .xlsx or .csv file in, its cells out; of a workbook the sheet of that name, else the only one with cells.

    Hidden rows and columns are cells like others: what is hidden on a screen is not taken out of a list.

    Raises:
        FileFault: the file is missing, of another kind, too large or perhaps cut, cannot be read, has a formula
            that failed or merged cells, or an identity number in its name or that of a sheet; it is not repeated.
    """
    if has_identity_number(path.name):
        raise FileFault(ErrorCode.IDENTITY_NUMBER, file=None, part="file")
    if not path.is_file():
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=path.name)
    with readable(path):
        grid = _read_workbook(path, sheet) if refuse_other_kind(path) == ".xlsx" else _read_csv(path)
    refuse_cut(grid.file, grid.sheet, int(np.flatnonzero(np.append(True, grid.filled()))[-1]))
    return grid


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Whatever a reader stumbles over is the fault of a file that is damaged.

    Raises:
        FileFault: a reader stumbled.
    """
    try:
        yield
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError, OSError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    except (BadZipFile, BadDeflate, EOFError, RuntimeError, NotImplementedError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error
    except (LookupError, StopIteration, ElementTree.ParseError, UnicodeDecodeError, ValueError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error


def _read_workbook(path: Path, sheet: str) -> Grid:
    refuse_large_archive(path)
    page = choose_page(path, read_pages(path), sheet)
    refuse_unseen(path, page)
    return read_page(path, page)


def read_page(path: Path, page: Page) -> Grid:
    """The cells of one sheet of a workbook that is not too large.

    Raises:
        FileFault: the sheet itself is too large.
        FastExcelError, BadZipFile, KeyError: it is damaged.
    """
    refuse_far_cells(path, page)
    book = fastexcel.read_excel(path)
    # skip_rows=0 keeps empty rows above the heading, so that row numbers are those of the spreadsheet
    cells = book.load_sheet(page.name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return Grid(path.name, page.name, tuple(Texts.of(column.to_list()) for column in cells.fill_null("")))


def _read_csv(path: Path) -> Grid:
    return Grid(path.name, "", tuple(map(Texts.of, zip_longest(*read_rows(path), fillvalue=""))))
