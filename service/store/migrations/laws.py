"""Laws about sums over rows, held by triggers of the database, on SQLite and on PostgreSQL."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from alembic import op


class Law(NamedTuple):
    """What must not be found once a row of a table is written."""

    name: str
    table: str
    events: tuple[str, ...]
    found: str
    """A query, with the row as NEW; where it finds anything the change is refused."""
    told: str


Locks = Mapping[str, Mapping[str, str]]
"""Of each table: the rows that are locked before it is looked, each a table and its key."""


def make_laws(laws: Iterable[Law], locks: Locks) -> None:
    """Triggers that hold laws; on PostgreSQL the rows a sum is over are locked first."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for law in laws:
        if sqlite:
            _on_sqlite(law)
        else:
            _on_postgresql(law, locks.get(law.table, {}))


def _on_sqlite(law: Law) -> None:
    for event in law.events:
        op.execute(
            f"CREATE TRIGGER {law.name}_{event.lower()} AFTER {event} ON {law.table} "
            f"WHEN EXISTS ({law.found}) BEGIN SELECT RAISE(ABORT, '{law.told}'); END"
        )


def _on_postgresql(law: Law, rows: Mapping[str, str]) -> None:
    # Two who write about the same person or opening follow one another, and what comes after the lock sees what
    # the other has kept.
    locks = "".join(f"PERFORM 1 FROM {of} WHERE key = {key} FOR NO KEY UPDATE; " for of, key in rows.items())
    op.execute(
        f"CREATE FUNCTION {law.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {locks}"
        f"IF EXISTS ({law.found}) THEN RAISE EXCEPTION '{law.told}' USING ERRCODE = 'check_violation'; END IF; "
        "RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {law.name} AFTER {' OR '.join(law.events)} ON {law.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {law.name}()"
    )
