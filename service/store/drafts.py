"""Lists somebody has brought and not yet kept (utkast): their cells as they were written, for a day at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from service.store.decisions import By
from service.store.tables.rounds import draft

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


def kinds(connection: Connection, round_key: int) -> set[str]:
    """The kinds of lists that were brought to a round and are not kept."""
    return set(connection.execute(select(draft.c.kind).where(draft.c.round == round_key)).scalars())


def drop(connection: Connection, round_key: int, kind: str) -> int:
    """A list that was brought thrown away; how many."""
    return connection.execute(delete(draft).where(draft.c.round == round_key, draft.c.kind == kind)).rowcount


def drop_drafts(connection: Connection, *, before: datetime) -> int:
    """Lists that were brought before a moment thrown away; how many."""
    return connection.execute(delete(draft).where(draft.c.made_at < before)).rowcount
