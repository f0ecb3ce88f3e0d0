"""Lists of a round in and out of the store: rows merged by id, what differs shown before it is kept.

A blank in a new list takes nothing away, and a row that is not in it stays: what is known changes by what is said,
never by what is left out. Places people hold are not in the lists, so no list changes them. Whoever has an address
restriction is passed over without a word. An id in other letters is the same id; the first spelling is kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    bindparam,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.exc import IntegrityError

from matching.files.source.vocabulary import plain
from service.statuses import SHOWABLE
from service.store.decisions import By, record
from service.store.order import lock_rounds, raise_revision
from service.store.rows import OPENINGS, PEOPLE, CellChange, Cells, Difference, Kind, ListFault, ListRow
from service.store.tables.lists import entry
from service.store.tables.rounds import round_, taking_part

JOINED: Final = "påmeldt"
"""The one cell that belongs to a person in a round, and not to the person."""
FIRM: Final = "bedrift"
"""The cell of an opening that says whose it is."""
_ANSWERS: Final = {"ja": True, "nei": False, "": None}
_TOLD: Final = {True: "ja", False: "nei", None: ""}

MANY: Final = 1_000
"""Rows of which it is no longer asked one by one in which rounds they are."""


def difference(
    connection: Connection,
    round_key: int,
    kind: Kind,
    rows: Sequence[ListRow],
    closed: Collection[str] = (),
) -> Difference:
    """A new list in, what it would change out; nothing is kept.

    `closed`: ids, in plain form, of people who have an address restriction by this list.
    """
    known = _known(connection, round_key, kind, closed)
    return _difference(known, _spelled(known, kind, rows))


def merge(
    connection: Connection,
    round_key: int,
    kind: Kind,
    rows: Sequence[ListRow],
    by: By,
    *,
    expected: str,
    corrects: bool = False,
) -> Difference:
    """A list kept, as its difference was shown; people it closes are to be hidden before.

    `corrects`: what is said of somebody who is there, which a closed round takes too.

    Raises:
        ListFault: `closed`: the round is; `changed`: the difference is no longer the one that was shown; `taken`:
            an opening would have fewer seats than are held or set aside; `firm`: an opening would become that of
            another firm, and people have said yes to being shown to the one it has.
    """
    # Rows belong to the office, so whoever merges into any of its rounds follows the one before.
    unit = connection.execute(select(round_.c.unit).where(round_.c.key == round_key)).scalar()
    of_round = lock_rounds(connection, unit).get(round_key)
    if of_round is None:
        raise ListFault("changed")  # the round is gone, and with it what was shown
    if of_round.closed_at is not None and not corrects:
        raise ListFault("closed")  # it is soon erased, and with it those who are only in it
    known = _known(connection, round_key, kind)
    rows = _spelled(known, kind, rows)
    found = _difference(known, rows)
    if found.digest != expected:
        raise ListFault("changed")
    owner = {"unit": of_round.unit} if kind.joined is not None else {"round": round_key}
    fresh = [row for row in rows if row.id not in known]
    touched = {one.id for one in found.changed}
    if kind is OPENINGS:
        _check_firms(connection, [known[one.id].key for one in found.changed if one.heading == FIRM])
    _insert(connection, kind.table, [{**owner, **_values(row, row.cells)} for row in fresh])
    _update(connection, kind.table, [(known[row.id], row) for row in rows if row.id in touched])
    if kind.joined is not None:
        of_others = set(found.added) | {one.id for one in found.changed if one.heading == JOINED}
        _join(connection, of_round, kind, [row for row in rows if row.id in of_others])
    if found.added or found.changed:
        raise_revision(connection, _reached(of_round, kind, [known[name].key for name in touched]))
        _tell(connection, of_round, kind, found, by)
    return found


def rows_of(
    connection: Connection, round_key: int, kind: Kind, only: Collection[int] | None = None
) -> list[ListRow]:
    """The rows of a list of a round, by id; nobody with an address restriction is among them.

    `only`: the keys of the rows asked for; None for all.
    """
    known = _known(connection, round_key, kind, only=only).values()
    return [ListRow(one.id, one.cells) for one in known if one.in_round and not one.hidden]


@dataclass(frozen=True)
class _Known:
    """A row as the store has it."""

    key: int
    id: str
    cells: Cells
    in_round: bool
    hidden: bool


def _known(
    connection: Connection,
    round_key: int,
    kind: Kind,
    closed: Collection[str] = (),
    only: Collection[int] | None = None,
) -> dict[str, _Known]:
    """The rows of the office, or of the round where they belong to it, by id, in order."""
    table, joined = kind.table, kind.joined
    some: ColumnElement[bool] = true() if only is None else table.c.key.in_(only)
    if joined is None:
        found = select(table.c.key, table.c.id, table.c.cells).where(table.c.round == round_key, some)
        return {row.id: _Known(*row, True, False) for row in connection.execute(found.order_by(table.c.id))}
    unit = select(round_.c.unit).where(round_.c.key == round_key).scalar_subquery()
    here = and_(joined.c[table.name] == table.c.key, joined.c.round == round_key)
    answer = [taking_part.c.joined] if kind is PEOPLE else []
    found = select(table, joined.c.key.label("part"), *answer).outerjoin(joined, here)
    rows = connection.execute(found.where(table.c.unit == unit, some).order_by(table.c.id))
    return {row.id: _known_row(row._asdict(), kind, closed) for row in rows}


def _spelled(known: Collection[str], kind: Kind, rows: Sequence[ListRow]) -> list[ListRow]:
    """Rows in, the same under the spelling of their ids that is kept out."""
    spelling = {plain(one): one for one in known}
    found = [(row, spelling.get(plain(row.id), row.id)) for row in rows]
    return [
        row if row.id == name else replace(row, id=name, cells={**row.cells, kind.heading: name})
        for row, name in found
    ]


def _check_firms(connection: Connection, openings: Collection[int]) -> None:
    """That nobody has said yes to the firm of an opening that is to be another's."""
    agreed = select(entry.c.key).where(entry.c.opening.in_(openings), entry.c.status.in_(sorted(SHOWABLE)))
    if connection.execute(agreed.limit(1)).first():
        raise ListFault("firm")


def _known_row(row: Mapping[str, Any], kind: Kind, closed: Collection[str]) -> _Known:
    answer = _TOLD[row["joined"]] if kind is PEOPLE else ""
    hidden = kind is PEOPLE and (row["hidden"] or plain(row["id"]) in closed)
    cells = {**row["cells"], JOINED: answer} if answer else row["cells"]
    return _Known(row["key"], row["id"], cells, row["part"] is not None, hidden)


def _difference(known: Mapping[str, _Known], rows: Sequence[ListRow]) -> Difference:
    in_round = {one.id for one in known.values() if one.in_round and not one.hidden}
    seen = [row for row in rows if not (row.id in known and known[row.id].hidden)]
    changed = tuple(
        CellChange(row.id, heading, known[row.id].cells.get(heading, ""), text)
        for row in seen
        if row.id in known
        for heading, text in sorted(row.cells.items())
        if known[row.id].cells.get(heading, "") != text
    )
    touched = {one.id for one in changed}
    return Difference(
        added=tuple(row.id for row in seen if row.id not in in_round),
        changed=changed,
        unchanged=sum(row.id in in_round and row.id not in touched for row in seen),
        absent=tuple(sorted(in_round - {row.id for row in seen})),
    )


def _values(row: ListRow, cells: Cells) -> dict[str, Any]:
    kept = {heading: text for heading, text in cells.items() if heading != JOINED}
    return {"id": row.id, "cells": kept, **row.beside}


def _insert(connection: Connection, table: Table, values: list[dict[str, Any]]) -> None:
    if values:
        connection.execute(insert(table), values)


def _update(connection: Connection, table: Table, changed: list[tuple[_Known, ListRow]]) -> None:
    if not changed:
        return
    values = [{"the_key": known.key, **_values(row, {**known.cells, **row.cells})} for known, row in changed]
    names = [name for name in values[0] if name != "the_key"]
    wanted = update(table).where(table.c.key == bindparam("the_key"))
    stays = {"version": table.c.version + 1, **{name: bindparam(name) for name in names}}
    try:
        connection.execute(wanted.values(stays), values)
    except IntegrityError:
        raise ListFault("taken") from None


def _join(connection: Connection, of_round: Row[Any], kind: Kind, rows: list[ListRow]) -> None:
    """The rows put into the round, with the answers of people to it; what was said before stays."""
    if kind.joined is None or not rows:
        return
    known = _known(connection, of_round.key, kind)
    name = kind.table.name
    fresh = [row for row in rows if not known[row.id].in_round]
    _insert(connection, kind.joined, [{"round": of_round.key, name: known[row.id].key} for row in fresh])
    answered = [
        {"the_round": of_round.key, "who": known[row.id].key, "answer": _ANSWERS[row.cells[JOINED]]}
        for row in rows
        if JOINED in row.cells
    ]
    if answered:
        hers = and_(taking_part.c.round == bindparam("the_round"), taking_part.c.person == bindparam("who"))
        connection.execute(update(taking_part).where(hers).values(joined=bindparam("answer")), answered)


def _reached(of_round: Row[Any], kind: Kind, keys: list[int]) -> ColumnElement[bool]:
    """The rounds that rest on some rows of an office: of very many rows, all its rounds."""
    here: ColumnElement[bool] = round_.c.key == of_round.key
    if kind.joined is None or not keys:
        return here
    if len(keys) > MANY:
        of_unit: ColumnElement[bool] = round_.c.unit == of_round.unit
        return of_unit
    also = select(kind.joined.c.round).where(kind.joined.c[kind.table.name].in_(keys))
    reached: ColumnElement[bool] = or_(here, round_.c.key.in_(also))
    return reached


def _tell(connection: Connection, of_round: Row[Any], kind: Kind, found: Difference, by: By) -> None:
    record(
        connection,
        by.decided(
            "merge",
            "round",
            of_round.key,
            unit=of_round.unit,
            facts={"list": kind.table.name, "added": len(found.added), "changed": len(found.changed)},
        ),
    )
