"""What was said twice is one: a round for each form that begins one, and one talk with a person on a day."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TALK = sa.table("checkin", *map(sa.column, ("key", "entry")), sa.column("due", sa.Date), sa.column("done"))


def upgrade() -> None:
    """The step."""
    op.add_column("round", sa.Column("request", sa.String(64)))
    op.create_index("uq_round_made_by_request", "round", ["made_by", "request"], unique=True)
    _one_talk_a_day()
    op.create_index("uq_checkin_entry_due", "checkin", ["entry", "due"], unique=True)


def _one_talk_a_day() -> None:
    """Of talks on one day one stays, best one that was held; another that was held is due on the next free day."""
    connection = op.get_bind()
    held_first = sa.select(_TALK).order_by(_TALK.c.done.is_(None), _TALK.c.key)
    found, taken = connection.execute(held_first).all(), set()
    there = {(row.entry, row.due) for row in found}
    for row in found:
        one, due = _TALK.c.key == row.key, row.due
        if (row.entry, due) not in taken:
            taken.add((row.entry, due))
        elif row.done is None:
            connection.execute(sa.delete(_TALK).where(one))
        else:
            while (row.entry, due) in there:
                due += timedelta(days=1)
            there.add((row.entry, due))
            connection.execute(sa.update(_TALK).where(one).values(due=due))
