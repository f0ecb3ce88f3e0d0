"""A file of an official download in, its rows by heading out."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from matching.domain.errors import ErrorCode, FileFault
from matching.files.source.grid import read_grid, readable
from matching.files.source.text_file import read_rows

_RELEASE: Final = re.compile(r"(?:(?<![a-z])v|db_)(\d+(?:[._]\d+)+)", re.IGNORECASE)
"""How downloads name their release: «ESCO dataset - v1.2.0 - classification», «db_29_2_text»."""


def read_official(path: Path, columns: Collection[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows that hold something, each with its number as a spreadsheet shows it; other columns are there too.

    Raises:
        FileFault: the file is missing, cannot be read, lacks a column or has one twice, or has a row cut short.
    """
    if not path.is_file():
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=path.name)
    with readable(path):
        headings, *rows = _cells(path) or [[]]
    missing = [column for column in columns if column not in headings]
    if missing:
        raise FileFault(ErrorCode.COLUMN_MISSING, file=path.name, column=", ".join(missing))
    for column, times in Counter(filter(None, headings)).items():
        if times > 1:
            raise FileFault(ErrorCode.COLUMN_TWICE, file=path.name, column=column)
    for number, cells in enumerate(rows, 2):
        if not any(cells):
            continue
        if len(cells) < len(headings):
            raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name, row=number)
        yield number, dict(zip(headings, cells, strict=False))


def release_of(path: Path) -> str | None:
    """The release that the name of a download, or of the folder around it, tells."""
    names = [path.resolve().name, path.resolve().parent.name]
    told = next((found for name in names if (found := _RELEASE.search(name))), None)
    return told[1].replace("_", ".") if told else None


def _cells(path: Path) -> list[list[str]]:
    if path.suffix.casefold() != ".xlsx":
        return read_rows(path)
    columns = read_grid(path, path.stem).columns
    return [[texts[row] for texts in columns] for row in range(len(columns[0].place) if columns else 0)]
