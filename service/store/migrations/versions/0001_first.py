"""The store as it was first made: its tables, and what sums of places may be."""

from alembic import op

from service.store.migrations.first import lists, records, rounds

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A sum is largest on a day on which some place begins, so those days are enough to look at.
_OVER = """
    SELECT 1 FROM place AS day
    WHERE day.{side} = {row}.{side} AND day.held AND {limit} < (
        SELECT sum(one.percent) FROM place AS one
        WHERE one.{side} = day.{side} AND one.held AND one.first <= day.first
            AND (one.last IS NULL OR one.last >= day.first)
    )
"""
_OF_PERSON = _OVER.format(side="person", row="NEW", limit="100")
_OF_OPENING = _OVER.format(
    side="opening", row="NEW", limit="(SELECT tenths * 10 FROM opening WHERE opening.key = NEW.opening)"
)
_OF_FEWER = _OF_OPENING.replace("NEW.opening", "NEW.key")
_LAWS = (
    ("place_person", "place", ("INSERT", "UPDATE"), _OF_PERSON, "places of a person pass 100 percent"),
    ("place_opening", "place", ("INSERT", "UPDATE"), _OF_OPENING, "places at an opening pass its seats"),
    ("opening_tenths", "opening", ("UPDATE",), _OF_FEWER, "places at an opening pass its seats"),
)
"""Name, table, when, what must not be found, and what it means."""


def upgrade() -> None:
    """The step."""
    for tables in (rounds, lists, records):
        tables.make()
    op.execute(f"INSERT INTO log_end (key, number, digest) VALUES (1, 0, '{'0' * 64}')")
    _laws_of_sqlite() if op.get_bind().dialect.name == "sqlite" else _laws_of_postgresql()


def _laws_of_sqlite() -> None:
    for name, table, events, found, told in _LAWS:
        for event in events:
            op.execute(
                f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {table} "
                f"WHEN EXISTS ({found}) BEGIN SELECT RAISE(ABORT, '{told}'); END"
            )


def _laws_of_postgresql() -> None:
    for name, table, events, found, told in _LAWS:
        # Two who write about the same person or opening follow one another, and what comes after the lock sees
        # what the other has kept.
        rows = {"person": "NEW.person", "opening": "NEW.opening"} if table == "place" else {}
        locks = "".join(
            f"PERFORM 1 FROM {of} WHERE key = {key} FOR NO KEY UPDATE; " for of, key in rows.items()
        )
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {locks}"
            f"IF EXISTS ({found}) THEN RAISE EXCEPTION '{told}' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} AFTER {' OR '.join(events)} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
