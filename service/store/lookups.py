"""Who has looked at whom: a row for each display, kept before what is shown is sent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from service.access import Actor
from service.store.tables.records import lookup

ROWS_AT_ONCE: Final = 8
"""Rows read at a time: one that shows a county's list is of tens of thousands of keys."""

_INSERT: Final = insert(lookup)


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """One display of persons, or one that was denied (oppslag)."""

    at: datetime
    actor: str
    role: str
    action: str
    """What was shown: the name of the route, never its address."""
    round: int | None
    opening: int | None
    persons: tuple[int, ...]
    """Keys of the persons shown, or asked for and denied."""
    denied: bool


def looked(
    connection: Connection,
    actor: Actor,
    action: str,
    persons: Iterable[int],
    *,
    at: datetime,
    round_key: int | None = None,
    opening: int | None = None,
    denied: bool = False,
) -> None:
    """Keep that somebody was shown persons, or that it was denied; a display of nobody leaves no trace."""
    keys = tuple(sorted(set(persons)))
    if keys or denied:
        one = Lookup(
            at=at,
            actor=actor.id,
            role=actor.role,
            action=action,
            round=round_key,
            opening=opening,
            persons=keys,
            denied=denied,
        )
        keep(connection, [one])


def keep(connection: Connection, displays: Sequence[Lookup]) -> None:
    """Keep several displays."""
    connection.execute(_INSERT, [vars(one) for one in displays])


def looked_at(connection: Connection, person: int) -> Iterator[Lookup]:
    """Who has looked at a person, first to last: hers to be given."""
    # One row holds all who were shown together, so that a page of fifty is one write and not fifty.
    rows = select(lookup).order_by(lookup.c.key).execution_options(yield_per=ROWS_AT_ONCE)
    for row in connection.execute(rows):
        if person in row.persons:
            told = row._asdict()
            del told["key"]
            yield Lookup(**{**told, "persons": (person,)})


def drop(connection: Connection, *, before: datetime) -> int:
    """Drop what is older than a moment; how many."""
    return connection.execute(delete(lookup).where(lookup.c.at < before)).rowcount
