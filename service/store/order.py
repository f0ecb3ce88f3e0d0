"""The order in which rows are locked: the rounds of an office before all else, the end of the log last.

Whoever changes what several rounds rest on begins here, so that two who do so at once follow one another, and
neither waits for what the other has.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from service.store.tables.rounds import round_


def lock_rounds(connection: Connection, unit: str | None) -> Mapping[int, Row[Any]]:
    """The rounds of an office, locked in one order, by key."""
    of_unit = select(round_).where(round_.c.unit == unit).order_by(round_.c.key).with_for_update()
    return {row.key: row for row in connection.execute(of_unit)}
