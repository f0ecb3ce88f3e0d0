"""People who have got an address restriction: from then on they are nowhere, and their row stays unseen."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from matching.files.source.vocabulary import plain
from service.store.lists import raise_revision
from service.store.tables.rounds import draft, person, plan, round_, taking_part


def hide(connection: Connection, unit: str, ids: Iterable[str]) -> int:
    """People of an office who have got an address restriction, hidden from here on; how many were known."""
    wanted = set(map(plain, ids))
    seen = select(person.c.key, person.c.id).where(person.c.unit == unit, ~person.c.hidden)
    keys = [row.key for row in connection.execute(seen) if plain(row.id) in wanted]
    if keys:
        # A list that was brought and is not kept may have her cells.
        of_unit = select(round_.c.key).where(round_.c.unit == unit)
        connection.execute(delete(draft).where(draft.c.round.in_(of_unit)))
    for key in keys:
        connection.execute(update(person).where(person.c.key == key).values(hidden=True))
        rounds = select(taking_part.c.round).where(taking_part.c.person == key)
        raise_revision(connection, round_.c.key.in_(rounds))
        # A plan counts her in much that does not name her, so none that she is in is shown again.
        connection.execute(update(plan).where(plan.c.round.in_(rounds)).values(body=None))
    return len(keys)


def hidden_ids(connection: Connection, round_key: int) -> set[str]:
    """Ids of the people of a round whom nobody may see."""
    hers = select(person.c.id).join(taking_part).where(taking_part.c.round == round_key, person.c.hidden)
    return set(connection.execute(hers).scalars())
