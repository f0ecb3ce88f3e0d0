"""What work in rounds adds: places set aside, talks, drafts of lists, who was erased, and veiled addresses."""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

from service.store.migrations.laws import Law, make_laws
from service.store.migrations.second import numbers, tables

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OVER = """
    SELECT sum(percent) FROM reservation WHERE {side} = {row} AND held HAVING sum(percent) > {limit}
"""
_SEATS = "(SELECT tenths * 10 FROM opening WHERE opening.key = NEW.{key})"
_OF_PERSON = _OVER.format(side="person", row="NEW.person", limit="100")
_OF_OPENING = _OVER.format(side="opening", row="NEW.opening", limit=_SEATS.format(key="opening"))
_HELD = """
    (SELECT coalesce(sum(place.percent), 0) FROM place JOIN entry ON entry.key = place.entry
        WHERE place.opening = NEW.key AND place.held
            AND entry.status IN ('contract', 'started', 'paused', 'test_passed'))
"""
_OF_FEWER = _OVER.format(side="opening", row="NEW.key", limit=f"NEW.tenths * 10 - {_HELD}")
_WRITTEN = ("INSERT", "UPDATE")
_LAWS = (
    Law("reservation_person", "reservation", _WRITTEN, _OF_PERSON, "a person is set aside twice"),
    Law("reservation_opening", "reservation", _WRITTEN, _OF_OPENING, "a seat is set aside twice"),
    Law("opening_aside", "opening", ("UPDATE",), _OF_FEWER, "an opening has fewer seats than are set aside"),
)


def upgrade() -> None:
    """The step."""
    op.add_column("round", sa.Column("secret", sa.String(64), nullable=False, server_default=""))
    rounds = sa.table("round", sa.column("key"), sa.column("secret"))
    connection = op.get_bind()
    for key in connection.execute(sa.select(rounds.c.key)).scalars().all():
        connection.execute(sa.update(rounds).where(rounds.c.key == key).values(secret=token_hex(16)))
    op.add_column("entry_event", sa.Column("due", sa.Date()))
    op.add_column("job", sa.Column("stopped_by", sa.String(80)))
    tables.make()
    numbers.give()
    make_laws(_LAWS, {"reservation": {"person": "NEW.person", "opening": "NEW.opening"}})
