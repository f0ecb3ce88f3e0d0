"""All the store has of a person, as it stands there: what she may ask to be given (innsyn)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Table, and_, or_, select

from service.store.erasure import OF_ENTRY, OF_PERSON
from service.store.lookups import looked_at
from service.store.naming import cells, naming
from service.store.tables.identities import contact, identity
from service.store.tables.lists import entry
from service.store.tables.records import decision
from service.store.tables.rounds import (
    confirmation,
    draft,
    opening,
    person,
    plan,
    policy,
    round_,
    taking_part,
)

Rows = tuple[Mapping[str, Any], ...]
KEYS: Final = frozenset({"key", "person", "secret", "tables", "rows"})
"""Columns that say nothing of her, such as numbers the store gives its rows, or that tell of others too."""
LOOKUPS: Final = "lookup"
DRAFTS: Final = "draft"
_NAMES: Final = {"round": round_.c.name, "opening": opening.c.id, "plan": plan.c.number}
"""What a reference to a row is told as, instead of its key."""
_ROUND: Final = round_.c.name.label("round")


def own_data(connection: Connection, key: int, identities: Connection | None = None) -> Mapping[str, Rows]:
    """The rows about a person by the name of their table, who has looked at her last; no row of anybody else.

    What she is called, and who may be rung about her, only where the store of that is given too. Of plans that name
    her it is told which they are: their bodies are about everybody in them.

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
    found |= _plans(connection, key) | _policies(connection, who) | _drafts(connection, who)
    if identities is not None:
        for table in (identity, contact):
            hers = select(table).where(table.c.unit == who.unit, table.c.person == who.id)
            found[table.name] = _told(identities.execute(hers).all())
    found["decision"] = _told(connection.execute(_decisions(key, entries)).all())
    found[LOOKUPS] = tuple(_lookup(vars(one)) for one in looked_at(connection, key))
    return MappingProxyType(found)


def _decisions(key: int, entries: Sequence[int]) -> Select[Any]:
    said = select(confirmation.c.key).where(confirmation.c.person == key)
    about = {"person": decision.c.key == key, "entry": decision.c.key.in_(entries)}
    about["proposal"] = decision.c.key.in_(said)
    of = or_(*(and_(decision.c.thing == thing, hers) for thing, hers in about.items()))
    return select(decision).where(of).order_by(decision.c.number)


def _plans(connection: Connection, key: int) -> dict[str, Rows]:
    told = (_ROUND, plan.c.number, plan.c.digest, plan.c.made_by.label("actor"), plan.c.made_at.label("at"))
    there = select(*told).join(round_).where(plan.c.round.in_(_rounds(key)), plan.c.body.is_not(None))
    return {"plan": _told(connection.execute(there.order_by(plan.c.key)).all())}


def _policies(connection: Connection, who: Row[*tuple[Any, ...]]) -> dict[str, Rows]:
    """What is decided of her: of what is decided of two, that it is, since why may tell of the other."""
    told = (_ROUND, policy.c.number, policy.c.decided_by.label("actor"), policy.c.decided_at.label("at"))
    found = select(*told, policy.c.tables).join(round_).where(policy.c.round.in_(_rounds(who.key)))
    rows = [
        {**about, "thing": thing, "cells": _of_one(said)}
        for row in connection.execute(found.order_by(policy.c.key))
        for about in _told([row])
        for thing, said in naming(row.tables, who.id)
    ]
    return {"policy": tuple(rows)}


def _of_one(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry of a policy without ids of people; nothing of one about two."""
    if "candidate" not in said:
        return {}
    return {name: text for name, text in said.items() if name != "candidate"}


def _drafts(connection: Connection, who: Row[*tuple[Any, ...]]) -> dict[str, Rows]:
    """Her rows of lists that are brought and not yet kept."""
    told = (_ROUND, draft.c.kind.label("thing"), draft.c.made_by.label("actor"), draft.c.made_at.label("at"))
    found = select(*told, draft.c.rows).join(round_).where(round_.c.unit == who.unit)
    rows = [
        {**about, "cells": dict(zip(row.rows[0][1:], written[1:], strict=False))}
        for row in connection.execute(found.order_by(draft.c.key))
        for about in _told([row])
        for written in row.rows[1:]
        if who.id.casefold() in cells(written)
    ]
    return {DRAFTS: tuple(rows)}


def _rounds(key: int) -> Select[Any]:
    return select(taking_part.c.round).where(taking_part.c.person == key)


def _named(table: Table) -> Select[Any]:
    """The rows of a table with what they refer to by name."""
    joined, columns = table, []
    for column in table.columns:
        to = _NAMES.get(column.name)
        if to is not None and column.foreign_keys:
            joined = joined.join(to.table, to.table.c.key == column)  # type: ignore[assignment]  # a join
        columns.append(to.label(column.name) if to is not None and column.foreign_keys else column)
    return select(*columns).select_from(joined)


def _told(rows: Iterable[Row[*tuple[Any, ...]]]) -> Rows:
    return tuple(
        {name: _plain(value) for name, value in row._asdict().items() if name not in KEYS} for row in rows
    )


def _lookup(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A display of her; who else was shown at the same time is theirs."""
    hers = ("at", "actor", "role", "action", "denied")
    return {name: _plain(told[name]) for name in hers}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
