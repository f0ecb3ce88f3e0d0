"""All the store has of a person, as it stands there: what she may ask to be given (innsyn)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Table, select

from service.store.erasure import OF_ENTRY, OF_PERSON
from service.store.lookups import looked_at
from service.store.tables.identities import contact, identity
from service.store.tables.lists import entry
from service.store.tables.records import decision
from service.store.tables.rounds import opening, person, plan, round_

Rows = tuple[Mapping[str, Any], ...]
KEYS: Final = frozenset({"key", "person", "secret"})
"""Columns that say nothing of her: numbers the store gives its rows."""
LOOKUPS: Final = "lookup"
_NAMES: Final = {"round": round_.c.name, "opening": opening.c.id, "plan": plan.c.number}
"""What a reference to a row is told as, instead of its key."""


def own_data(connection: Connection, identities: Connection, key: int) -> Mapping[str, Rows]:
    """The rows about a person by the name of their table, who has looked at her last; no row of anybody else.

    Plans name her too; of them the proposals about her are in the confirmations and the lists, and the rest is
    about others.

    Raises:
        LookupError: there is no such person.
    """
    who = connection.execute(select(person).where(person.c.key == key)).one_or_none()
    if who is None:
        raise LookupError(key)
    entries = connection.execute(select(entry.c.key).where(entry.c.person == key)).scalars().all()
    found: dict[str, Rows] = {"person": _told([who])}
    for table in OF_PERSON:
        found[table.name] = _told(connection.execute(_named(table).where(table.c.person == key)).all())
    for table in OF_ENTRY:
        found[table.name] = _told(connection.execute(_named(table).where(table.c.entry.in_(entries))).all())
    for table in (identity, contact):
        hers = select(table).where(table.c.unit == who.unit, table.c.person == who.id)
        found[table.name] = _told(identities.execute(hers).all())
    about = decision.c.key.in_(entries) & (decision.c.thing == "entry") | (
        (decision.c.key == key) & (decision.c.thing == "person")
    )
    found["decision"] = _told(connection.execute(select(decision).where(about)).all())
    found[LOOKUPS] = tuple(_lookup(vars(one)) for one in looked_at(connection, key))
    return MappingProxyType(found)


def _named(table: Table) -> Select[Any]:
    """The rows of a table with what they refer to by name."""
    joined, columns = table, []
    for column in table.columns:
        to = _NAMES.get(column.name)
        if to is not None and column.foreign_keys:
            joined = joined.join(to.table, to.table.c.key == column)  # type: ignore[assignment]  # a join
        columns.append(to.label(column.name) if to is not None and column.foreign_keys else column)
    return select(*columns).select_from(joined)


def _told(rows: Iterable[Row[Any]]) -> Rows:
    return tuple(
        {name: _plain(value) for name, value in row._asdict().items() if name not in KEYS} for row in rows
    )


def _lookup(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A display of her; who else was shown at the same time is theirs."""
    hers = ("at", "actor", "role", "action", "denied")
    return {name: _plain(told[name]) for name in hers}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
