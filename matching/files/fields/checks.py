"""What is wrong in a row though each of its cells can be read: ids given twice, ranges that are none."""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from matching.domain.answers import BLANK
from matching.domain.columns import Bool
from matching.domain.errors import ErrorCode, Fact, RowFault
from matching.files.fields.field import Table
from matching.files.source.vocabulary import nearest_ids, plain

_SEARCHED: Final = 20
"""Unknown ids of a column the nearest known one is looked for."""


def places(holds: Bool) -> list[int]:
    """The rows where something holds."""
    return [int(row) for row in np.flatnonzero(holds)]


def check_ids(table: Table, heading: str) -> Iterator[RowFault]:
    """An id stands in one row only, in any case; every row of one given twice names the first of the others."""
    seen: dict[str, list[int]] = {}
    rows = places(table.read(heading))
    for row, number in zip(rows, table.columns["id"][rows].tolist(), strict=True):
        seen.setdefault(plain(number), []).append(row)
    for rows in seen.values():
        for row in rows if len(rows) > 1 else ():
            other = rows[1] if row == rows[0] else rows[0]
            one, same = (str(table.columns["id"][place]) for place in (row, other))
            facts = id_twice(one, same, int(table.sheet.rows[other]))
            yield table.fault(row, heading, ErrorCode.ID_TWICE, **facts)


def id_twice(one: str, other: str, row: int) -> dict[str, Fact]:
    """The facts of an id that stands in another row too: the row, and the id there where its case differs."""
    return {"other": row} if one == other else {"other": row, "text": other}


def check_known(table: Table, heading: str, column: str, ids: Iterable[str]) -> Iterator[RowFault]:
    """Every cell under a heading names a candidate or an opening, as `column` says, that is in the round.

    The first unknown ones are told the nearest: where many are unknown, another list was meant, and a search among
    the ids of a country takes long.
    """
    known = list(ids)
    rows = places(~np.isin(table.columns[column], known) & table.read(heading))
    texts = [table.sheet.text(row, heading) for row in rows]
    searched = list(dict.fromkeys(texts))[:_SEARCHED]
    near = dict(zip(searched, nearest_ids(searched, known), strict=True))
    for row, text in zip(rows, texts, strict=True):
        yield table.fault(row, heading, ErrorCode.ID_UNKNOWN, id=text, kind=column, nearest=near.get(text))


def check_pair(table: Table, low: str, high: str) -> Iterator[RowFault]:
    """Two ends of a range of percent are given together or not at all."""
    read = table.read(low, high)
    blank = {heading: table.sheet.column(heading).where(lambda text: not text) for heading in (low, high)}
    for missing, other in ((low, high), (high, low)):
        for row in places(read & blank[missing] & ~blank[other]):
            yield table.fault(row, missing, ErrorCode.RANGE_HALF, other=other)


def check_order(table: Table, low: tuple[str, str], high: tuple[str, str]) -> Iterator[RowFault]:
    """The lower end of a range, given as (heading, column), is not above the upper one."""
    first, last = table.columns[low[1]], table.columns[high[1]]
    both = table.read(low[0], high[0]) & (first != BLANK) & (last != BLANK)
    for row in places(both & (first > last)):
        limit = table.sheet.text(row, high[0])
        yield table.fault(row, low[0], ErrorCode.RANGE_REVERSED, other=high[0], limit=limit)
