"""Tables of pages in, the same as files out: a workbook, or text with a column for each heading."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from fastapi import Response

from matching.files.out.workbook_out import TableOut, widths, workbook_bytes
from service.pages.tables import Cell, Table

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula: a program of spreadsheets would reckon it."""


def workbook_of(tables: Iterable[tuple[str, Table]], name: str, *, title: str, on: date) -> Response:
    """Tables, each with its title, as sheets of a workbook of that name."""
    content = workbook_bytes([_out(*one) for one in tables], title=title, on=on)
    return _file(content, XLSX, name)


def text_of(table: Table, name: str) -> Response:
    """A table as text, as programs of spreadsheets here read it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([table.headings, *([_plain(cell) for cell in row] for row in table.rows)])
    return _file(text.getvalue().encode("utf-8-sig"), CSV, name)


def _out(title: str, table: Table) -> TableOut:
    rows = tuple(tuple(_text(cell) for cell in row) for row in table.rows)
    return TableOut(title=title, headings=table.headings, widths=widths(table.headings, rows), rows=rows)


def _text(cell: Cell) -> str | float | None:
    return cell[1] if isinstance(cell, tuple) else cell


def _plain(cell: Cell) -> str | float:
    text = _text(cell)
    if text is None:
        return ""
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
