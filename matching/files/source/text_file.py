"""A csv file in, its rows out, whichever of the common encodings and separators it has."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from matching.domain.errors import ErrorCode, FileFault
from matching.files.source.identity import has_identity_number
from matching.files.source.limits import (
    LAST_ROWS,
    MEGABYTE,
    MOST_COLUMNS,
    MOST_MEGABYTES,
    refuse_cut,
    too_large,
)

_SEPARATORS: Final = ";\t,"
_TOLD: Final = re.compile(r'"?sep=([;,\t])"?[;,\t]*\r?(?:\n|\Z)', re.IGNORECASE)
"""A first line that only names the separator; spreadsheets do not show it."""
_WIDEST: Final = 16_384
"""Columns of a spreadsheet: it may write as many separators on a line, though nothing stands between them."""
_TOO_LONG: Final = "field larger than field limit"
"""How the reader says that a cell is longer than it takes."""
_READ_TWICE: Final = re.compile("Ã[¦¸¥†˜…¤¶©\x86\x98\x85]|Â[\xa0§°«»]|\ufffd")
_READ_WRONG: Final = re.compile(r"(?:(?<=[^\W\d_])[¾¿Œ›†]|[¾¿Œ›†](?=[^\W\d_]))")
"""What æ, ø and å become when another encoding is taken for cp1252: Mac, and that of old terminals."""


def is_garbled(text: str) -> bool:
    """Whether letters of a text were lost on the way: UTF-8 once taken for another encoding."""
    return bool(_READ_TWICE.search(text))


def read_rows(path: Path) -> list[list[str]]:
    """A csv file in, its rows of cells out; lines without anything are rows too.

    Raises:
        FileFault: it is too large, may be cut, is no text, is garbled, or has a quotation that never ends
            or a row with more commas than the heading.
        OSError: it cannot be opened.
    """
    if path.stat().st_size > MOST_MEGABYTES * MEGABYTE:
        raise too_large(path.name, "", "megabytes", MOST_MEGABYTES)
    text = _decoded(path, path.read_bytes())
    told = _TOLD.match(text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    rows = list(_rows(path, text, separator))
    if separator == ",":
        _refuse_shifted(path, rows)
    return rows


def _refuse_shifted(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Stop at a row with more commas than the heading: a decimal comma without quotation marks shifts all after it.

    A blank last column would hide that.
    """
    heading = next((row for row in rows if any(cell.strip() for cell in row)), [])
    number = next((number for number, row in enumerate(rows, 1) if len(row) > len(heading)), None)
    last = [cell.strip() for cell in heading if cell.strip()][-1:]
    if number and last and not has_identity_number(last[0]):
        raise FileFault(ErrorCode.COLUMN_UNNAMED, file=path.name, sheet="", after=last[0], row=number)


def _rows(path: Path, text: str, separator: str) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    number = 0
    try:
        for number, row in enumerate(
            csv.reader(_narrow(path, lines, separator), delimiter=separator, strict=True), 1
        ):
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                raise too_large(path.name, "", "columns", MOST_COLUMNS)
            if number > LAST_ROWS[-1]:
                refuse_cut(path.name, "", number)
            yield row if len(row) <= MOST_COLUMNS else row[:MOST_COLUMNS]
    except csv.Error as error:
        cause = "long_cell" if str(error).startswith(_TOO_LONG) else "quotation"
        raise _damaged(path, cause, number + 1) from error


def _narrow(path: Path, lines: Iterator[str], separator: str) -> Iterator[str]:
    for line in lines:
        if line.count(separator) > _WIDEST:
            raise too_large(path.name, "", "columns", MOST_COLUMNS)
        yield line


def _damaged(path: Path, cause: str, row: int | None = None) -> FileFault:
    return FileFault(ErrorCode.FILE_TEXT, file=path.name, cause=cause, row=row)


def _decoded(path: Path, raw: bytes) -> str:
    """UTF-8 or UTF-16 with a byte order mark, UTF-8 without, else the code page of Excel in Norway."""
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = raw.decode("utf-16")
        elif b"\0" in raw:
            raise _damaged(path, "no_text")
        else:
            text = _of_bytes(raw)
    except UnicodeDecodeError as error:
        raise _damaged(path, "encoding") from error
    if "\0" in text:
        raise _damaged(path, "no_text")
    garbled = _READ_TWICE.search(text)
    if garbled:
        raise _damaged(path, "garbled", text.count("\n", 0, garbled.start()) + 1)
    return text


def _of_bytes(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        was_utf8 = error.reason == "unexpected end of data" or not raw[: error.start].isascii()
        text = raw.decode("cp1252")
        if was_utf8 or _READ_WRONG.search(text):
            raise
        return text


def _separator(text: str) -> str:
    """The separator the heading uses most, quoted headings aside; the semicolon of Excel in Norway in doubt."""
    heading = next((line for line in io.StringIO(text) if line.strip(f' "\r\n{_SEPARATORS}')), "")
    bare = re.sub(r'"[^"]*"', "", heading)
    return max(_SEPARATORS, key=bare.count)
