"""People who have got an address restriction: from then on they are nowhere, and their row stays unseen."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, delete, select, update

from matching.files.source.vocabulary import plain
from service.store.decisions import By, record
from service.store.erased import show_again
from service.store.lists import raise_revision
from service.store.order import lock_rounds
from service.store.tables.rounds import draft, person, plan, round_, taking_part


def hide(connection: Connection, unit: str, ids: Iterable[str], by: By) -> int:
    """People of an office who have got an address restriction, hidden from here on; how many were known."""
    keys = _changed(connection, unit, ids, hidden=True)
    if keys:
        # A list that was brought and is not kept may have her cells.
        of_unit = select(round_.c.key).where(round_.c.unit == unit)
        connection.execute(delete(draft).where(draft.c.round.in_(of_unit)))
        # A plan counts her in much that does not name her, so none that she is in is shown again.
        connection.execute(update(plan).where(plan.c.round.in_(_rounds_of(keys))).values(body=None))
    _log(connection, unit, keys, by, "hide")
    return len(keys)


def unhide(connection: Connection, unit: str, ids: Iterable[str], by: By) -> int:
    """People of an office who have no address restriction any more, seen again; how many were hidden."""
    keys = _changed(connection, unit, ids, hidden=False)
    names = connection.execute(select(person.c.id).where(person.c.key.in_(keys))).scalars()
    show_again(connection, unit, names)
    _log(connection, unit, keys, by, "unhide")
    return len(keys)


def hidden_ids(connection: Connection, round_key: int) -> set[str]:
    """Ids of the people of a round whom nobody may see."""
    hers = select(person.c.id).join(taking_part).where(taking_part.c.round == round_key, person.c.hidden)
    return set(connection.execute(hers).scalars())


def _changed(connection: Connection, unit: str, ids: Iterable[str], *, hidden: bool) -> list[int]:
    """The keys of those who were not so before; their rounds rest on something else from here on."""
    wanted = set(map(plain, ids))
    if not wanted:
        return []
    lock_rounds(connection, unit)
    before = select(person.c.key, person.c.id).where(person.c.unit == unit, person.c.hidden.is_not(hidden))
    keys = [row.key for row in connection.execute(before.order_by(person.c.key)) if plain(row.id) in wanted]
    if keys:
        connection.execute(update(person).where(person.c.key.in_(keys)).values(hidden=hidden))
        raise_revision(connection, round_.c.key.in_(_rounds_of(keys)))
    return keys


def _rounds_of(keys: Collection[int]) -> Select[int]:
    return select(taking_part.c.round).where(taking_part.c.person.in_(keys))


def _log(connection: Connection, unit: str, keys: Collection[int], by: By, action: str) -> None:
    for key in keys:
        record(connection, by.decided(action, "person", key, unit=unit, facts={}))
