"""A list with faults in, a copy out that says in each row what is wrong, to be mended and read again.

All columns and rows are there as text; rows of people with an address restriction are not. Of a file refused
as a whole, such as one with an identity number, there is no reading and so no copy.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from matching.domain.errors import ErrorCode, RowFault
from matching.files.fields.rows import Reading
from matching.files.out.sheet_rows import Row
from matching.files.out.workbook_out import TableOut, widths
from matching.wording import Words

FAULTS: Final = "Feil"
"""Heading of the column of sentences, which is passed over when the copy is read."""
_WIDE: Final = 60


def error_copy(read: Reading, faults: Sequence[RowFault], sheet: str, words: Words) -> TableOut:
    """A list and its faults in, the copy out; `sheet` is the name of the sheet where the list has none.

    An example is no fault, and nothing is said of it.
    """
    written = read.sheet.written
    told: dict[int, list[str]] = {}
    repeated = (one for one in read.passed_over if one.code is not ErrorCode.ROW_EXAMPLE)
    for fault in sorted((*faults, *repeated), key=lambda one: one.row):
        told.setdefault(_place(read, fault.row), []).append(_sentence(read, fault, words))
    rows: tuple[Row, ...] = tuple(
        ("\n".join(told.get(row, ())), *(texts[row] for _, texts in written))
        for row in range(len(read.sheet))
    )
    headings = (FAULTS, *(heading for heading, _ in written))
    return TableOut(
        title=read.sheet.name or sheet,
        headings=headings,
        widths=(_WIDE, *widths(headings, rows)[1:]),
        rows=rows,
        filled_in=len(rows),
        marked=frozenset(_marked(read, faults)),
    )


def _marked(read: Reading, faults: Sequence[RowFault]) -> set[tuple[int, int]]:
    """The cells with a fault, and the sentences beside them."""
    place = {id(texts): column for column, (_, texts) in enumerate(read.sheet.written, 1)}
    columns = {heading: place[id(texts)] for heading, texts in read.sheet.columns.items()}
    rows = [(_place(read, fault.row), columns.get(fault.column, 0)) for fault in faults]
    return {*rows, *((row, 0) for row, _ in rows)}


def _sentence(read: Reading, fault: RowFault, words: Words) -> str:
    """What is wrong, with rows and columns named as they stand in the copy, where some rows may be left out."""
    facts = tuple((name, _in_copy(read, fact) if name == "other" else fact) for name, fact in fault.facts)
    what = words.what_is_wrong(replace(fault, facts=facts))
    return words.say("error_copy.cell", column=fault.written or fault.column, what=what)


def _in_copy(read: Reading, other: str | int | None) -> str | int | None:
    return _place(read, other) + 2 if isinstance(other, int) else read.sheet.names.get(str(other), other)


def _place(read: Reading, row: int) -> int:
    """The place in the sheet of a row of the file."""
    return int(np.searchsorted(read.sheet.rows, row))
