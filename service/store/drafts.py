"""Lists somebody has brought and not yet kept (utkast): their cells as they were written, for a day at most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from matching.files.headings.column_names import ColumnNames
from matching.files.headings.meanings import NOTHING_CHOSEN
from matching.files.lists import people
from matching.files.source.vocabulary import plain
from service.store.decisions import By
from service.store.tables.rounds import draft, round_

OF_PEOPLE: Final = "kandidater"
"""The kind of a list of people."""

Written = Sequence[Sequence[str]]
"""The rows of a list, headings first; each begins with the number its row has in the spreadsheet."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A list that was brought."""

    key: int
    round: int
    kind: str
    rows: Written
    made_by: str
    made_at: datetime


def put(
    connection: Connection, round_key: int, kind: str, rows: Written, by: By, since: datetime | None = None
) -> None:
    """A list brought, or mended where it was brought before (`since`); an earlier one of its kind gives way."""
    drop(connection, round_key, kind)
    told = {"round": round_key, "kind": kind, "rows": [list(row) for row in rows]}
    connection.execute(insert(draft).values(**told, made_by=by.actor.id, made_at=since or by.at))


def read(connection: Connection, round_key: int, kind: str) -> Draft | None:
    """The list of a kind that was brought; None where there is none."""
    found = select(draft).where(draft.c.round == round_key, draft.c.kind == kind)
    row = connection.execute(found).one_or_none()
    return Draft(**row._asdict()) if row else None


def is_there(connection: Connection, one: Draft) -> bool:
    """Whether a list that was brought is there as it was read; mended, it is another."""
    return connection.execute(select(draft.c.key).where(draft.c.key == one.key)).first() is not None


def kinds(connection: Connection, round_key: int) -> set[str]:
    """The kinds of lists that were brought to a round and are not kept."""
    return set(connection.execute(select(draft.c.kind).where(draft.c.round == round_key)).scalars())


def of_people(connection: Connection, unit: str, ids: Collection[str]) -> list[int]:
    """The keys of lists brought to the rounds of an office that have a row of somebody; `ids`: in plain form.

    An id may be a mere number, which stands under other headings too.
    """
    if not ids:
        return []
    brought = select(draft.c.key, draft.c.rows).join(round_)
    found = connection.execute(brought.where(round_.c.unit == unit, draft.c.kind == OF_PEOPLE))
    return sorted(row.key for row in found if not _ids(row.rows).isdisjoint(ids))


def _ids(rows: Written) -> set[str]:
    """The ids of a list of people, in plain form."""
    names = ColumnNames(people.SHEET, (people.ID,), (), NOTHING_CHOSEN)
    places = [place for place, heading in enumerate(rows[0]) if place and names.heading(heading) == people.ID]
    return {plain(row[place]) for row in rows[1:] for place in places}


def drop(connection: Connection, round_key: int, kind: str) -> int:
    """A list that was brought thrown away; how many."""
    return connection.execute(delete(draft).where(draft.c.round == round_key, draft.c.kind == kind)).rowcount


def drop_drafts(connection: Connection, *, before: datetime) -> int:
    """Lists that were brought before a moment thrown away; how many."""
    return connection.execute(delete(draft).where(draft.c.made_at < before)).rowcount
