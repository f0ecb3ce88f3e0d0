"""People who have got an address restriction: from then on they are nowhere, and their row stays unseen."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, delete, func, select, update

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
        connection.execute(delete(draft).where(draft.c.round.in_(_of_unit(unit))))
        # A plan counts her in much that does not name her, so none that she is in is shown again.
        connection.execute(update(plan).where(plan.c.round.in_(_rounds_of(keys))).values(body=None))
    _log(connection, unit, keys, by, "hide")
    return len(keys)


def would_hide(connection: Connection, unit: str, ids: Iterable[str]) -> dict[str, int]:
    """How many hiding people of an office would hide, the rounds they are in, and the lists thrown away with it.

    That stays so until the transaction ends.
    """
    keys = _others(connection, unit, ids, hidden=True)
    rounds = select(func.count(taking_part.c.round.distinct())).where(taking_part.c.person.in_(keys))
    drafts = select(func.count(draft.c.key)).where(draft.c.round.in_(_of_unit(unit)))
    return {
        "people": len(keys),
        "rounds": connection.execute(rounds).scalar_one(),
        "drafts": connection.execute(drafts).scalar_one() if keys else 0,
    }


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
    keys = _others(connection, unit, ids, hidden=hidden)
    if keys:
        connection.execute(update(person).where(person.c.key.in_(keys)).values(hidden=hidden))
        raise_revision(connection, round_.c.key.in_(_rounds_of(keys)))
    return keys


def _others(connection: Connection, unit: str, ids: Iterable[str], *, hidden: bool) -> list[int]:
    """The keys of those who are not so now; the rounds of their office are locked."""
    wanted = set(map(plain, ids))
    if not wanted:
        return []
    lock_rounds(connection, unit)
    now = select(person.c.key, person.c.id).where(person.c.unit == unit, person.c.hidden.is_not(hidden))
    return [row.key for row in connection.execute(now.order_by(person.c.key)) if plain(row.id) in wanted]


def _of_unit(unit: str) -> Select[int]:
    return select(round_.c.key).where(round_.c.unit == unit)


def _rounds_of(keys: Collection[int]) -> Select[int]:
    return select(taking_part.c.round).where(taking_part.c.person.in_(keys))


def _log(connection: Connection, unit: str, keys: Collection[int], by: By, action: str) -> None:
    for key in keys:
        record(connection, by.decided(action, "person", key, unit=unit, facts={}))
