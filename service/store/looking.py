"""Who has looked at whom in the rounds of some offices, last first: for those who check why."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, true

from service.store.tables.records import lookup
from service.store.tables.rounds import opening, person, round_

AT_ONCE: Final = 500
"""Rows read, and keys asked about, at a time."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which look-ups are asked for; None for whatever it is."""

    role: str | None = None
    by: int | None = None
    """One look-up by her whose look-ups they are: her own id would stand in an address."""
    action: str | None = None
    denied: bool = False
    """Those that were denied alone."""
    since: datetime | None = None
    until: datetime | None = None
    """As `since`, the first moment after."""
    older: int | None = None
    """Those before this one."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look-up (oppslag), as it is kept."""

    key: int
    at: datetime
    actor: str
    role: str
    action: str
    denied: bool
    round: int | None
    """The key of the round; None of one that lies across rounds, or is erased."""
    name: str
    """What the round is called; empty where there is none."""
    opening: str | None
    persons: tuple[int, ...]


def look_ups(connection: Connection, units: Collection[str], wanted: Wanted, limit: int) -> tuple[Look, ...]:
    """The last so many look-ups about rounds of some offices, or about their people across rounds."""
    by = None if wanted.by is None else _actor(connection, units, wanted.by)
    if wanted.by is not None and by is None:
        return ()
    found = []
    for one in _in(connection, units, and_(*_conditions(wanted, by))):
        found.append(one)
        if len(found) == limit:
            break
    return tuple(found)


def last_by(connection: Connection, units: Collection[str], actor: str) -> int | None:
    """The last look-up by somebody in some offices; None where there is none."""
    return next((one.key for one in _in(connection, units, lookup.c.actor == actor)), None)


def people_of(connection: Connection, units: Collection[str]) -> Mapping[int, tuple[str, str]]:
    """Office and id of the people of some offices, by key; nobody with an address restriction is among them."""
    hers = select(person.c.key, person.c.unit, person.c.id).where(person.c.unit.in_(units), ~person.c.hidden)
    return {row.key: (row.unit, row.id) for row in connection.execute(hers)}


def _conditions(wanted: Wanted, by: str | None) -> Iterator[ColumnElement[bool]]:
    yield true()
    if wanted.role is not None:
        yield lookup.c.role == wanted.role
    if by is not None:
        yield lookup.c.actor == by
    if wanted.action is not None:
        yield lookup.c.action == wanted.action
    if wanted.denied:
        yield lookup.c.denied
    if wanted.since is not None:
        yield lookup.c.at >= wanted.since
    if wanted.until is not None:
        yield lookup.c.at < wanted.until
    if wanted.older is not None:
        yield lookup.c.key < wanted.older


def _actor(connection: Connection, units: Collection[str], key: int) -> str | None:
    """Whose a look-up in some offices is."""
    return next((one.actor for one in _in(connection, units, lookup.c.key == key)), None)


def _in(connection: Connection, units: Collection[str], where: ColumnElement[bool]) -> Iterator[Look]:
    """The look-ups of some offices, last first, read no further than they are asked for."""
    found = (
        select(lookup, round_.c.unit, round_.c.name, opening.c.id.label("place"))
        .join(round_, round_.c.key == lookup.c.round, isouter=True)
        .join(opening, opening.c.key == lookup.c.opening, isouter=True)
        .where(where, or_(round_.c.unit.in_(units), round_.c.key.is_(None)))
        .order_by(lookup.c.key.desc())
        .execution_options(yield_per=AT_ONCE)
    )
    with connection.execute(found) as rows:
        for row in rows:
            if row.unit is not None or _is_about(connection, row.persons, units):
                yield _look(row)


def _is_about(connection: Connection, persons: Collection[int], units: Collection[str]) -> bool:
    """Whether people of some offices are among some: where no round tells whose a look-up is."""
    # No more in one question than any database takes; most often the first tells.
    keys = list(persons)
    hers = select(person.c.key).where(person.c.unit.in_(units)).limit(1)
    return any(
        connection.execute(hers.where(person.c.key.in_(keys[begin : begin + AT_ONCE]))).scalar() is not None
        for begin in range(0, len(keys), AT_ONCE)
    )


def _look(row: Row[Any]) -> Look:
    return Look(
        key=row.key,
        at=row.at,
        actor=row.actor,
        role=row.role,
        action=row.action,
        denied=row.denied,
        round=row.round if row.unit is not None else None,
        name=row.name or "",
        opening=row.place,
        persons=tuple(row.persons),
    )
