"""An entry somebody wants to do something with in, whether it is hers to do that with out; attempts are kept."""

from sqlalchemy import Connection, select

from service.access import Action, Actor
from service.desk import Desk
from service.store.listing import entry_of
from service.store.lookups import looked
from service.store.tables.lists import entry


class NotHers(Exception):
    """There is no such entry or person, or it is not the actor's to change; which of the two is not told."""


def opening_of(
    connection: Connection, actor: Actor, desk: Desk, round_key: int, key: int, action: Action
) -> str | None:
    """The opening of an entry of a round; None, and the attempt is kept, where she may not do that with it.

    Not an exception: it would take back what is kept of the attempt.
    """
    name = entry_of(connection, key, round_key, actor, action)
    if name is None:
        whose = select(entry.c.person).where(entry.c.key == key, entry.c.round == round_key)
        who = connection.execute(whose).scalars().all()
        if who:
            looked(connection, actor, action, who, at=desk.clock(), round_key=round_key, denied=True)
    return name


def hers(name: str | None) -> str:
    """The opening of an entry that is hers.

    Raises:
        NotHers: it is not.
    """
    if name is None:
        raise NotHers
    return name
