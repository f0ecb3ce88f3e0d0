"""The order in which rows are locked: the rounds of an office before all else, the end of the log last.

Whoever changes what several rounds rest on begins here, so that two who do so at once follow one another, and
neither waits for what the other has.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from service.store.tables.rounds import round_


def lock_rounds(connection: Connection, unit: str | None) -> Mapping[int, Row[Any]]:
    """The rounds of an office, locked in one order, by key."""
    of_unit = select(round_).where(round_.c.unit == unit).order_by(round_.c.key).with_for_update()
    return {row.key: row for row in connection.execute(of_unit)}


def raise_revision(connection: Connection, where: ColumnElement[bool]) -> None:
    """Some rounds have gone on: what a calculation of them rests on is another."""
    # In one order, so that of two who do this at once neither waits for ever.
    connection.execute(select(round_.c.key).where(where).order_by(round_.c.key).with_for_update())
    connection.execute(update(round_).where(where).values(revision=round_.c.revision + 1))
