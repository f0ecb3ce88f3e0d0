"""What stands for people on the sheets of firms, kept from here on; who had said yes keeps hers."""

import sqlalchemy as sa
from alembic import op

_ENTRY = sa.table("entry", *map(sa.column, ("key", "round", "opening", "shown_as")))
_EVENT = sa.table("entry_event", *map(sa.column, ("key", "entry", "after")))
_ON_OFFER = sa.table("on_offer", *map(sa.column, ("round", "opening", "shown")))


def give() -> None:
    """The columns made, and filled in the order in which people said yes at each opening."""
    op.add_column("entry", sa.Column("shown_as", sa.Integer()))
    op.add_column("on_offer", sa.Column("shown", sa.Integer(), nullable=False, server_default="0"))
    wanted = (
        sa.select(_ENTRY.c.key, _ENTRY.c.round, _ENTRY.c.opening)
        .join(_EVENT, _EVENT.c.entry == _ENTRY.c.key)
        .where(_EVENT.c.after == "agreed")
        .group_by(_ENTRY.c.key, _ENTRY.c.round, _ENTRY.c.opening)
        .order_by(sa.func.min(_EVENT.c.key))
    )
    connection, last = op.get_bind(), dict[tuple[int, int], int]()
    for key, *where in connection.execute(wanted).all():
        number = last[where[0], where[1]] = last.get((where[0], where[1]), 0) + 1
        connection.execute(sa.update(_ENTRY).where(_ENTRY.c.key == key).values(shown_as=number))
    for (round_key, opening), number in last.items():
        here = _ON_OFFER.c.round == round_key, _ON_OFFER.c.opening == opening
        connection.execute(sa.update(_ON_OFFER).where(*here).values(shown=number))
