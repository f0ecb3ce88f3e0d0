"""The store as it was first made: its tables, and what sums of places may be."""

from alembic import op

from service.store.migrations.first import lists, records, rounds
from service.store.migrations.laws import Law, make_laws

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
_WRITTEN = ("INSERT", "UPDATE")
_LAWS = (
    Law("place_person", "place", _WRITTEN, _OF_PERSON, "places of a person pass 100 percent"),
    Law("place_opening", "place", _WRITTEN, _OF_OPENING, "places at an opening pass its seats"),
    Law("opening_tenths", "opening", ("UPDATE",), _OF_FEWER, "places at an opening pass its seats"),
)


def upgrade() -> None:
    """The step."""
    for tables in (rounds, lists, records):
        tables.make()
    op.execute(f"INSERT INTO log_end (key, number, digest) VALUES (1, 0, '{'0' * 64}')")
    make_laws(_LAWS, {"place": {"person": "NEW.person", "opening": "NEW.opening"}})
