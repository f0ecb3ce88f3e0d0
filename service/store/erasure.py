"""What the store holds of a person or a round, counted before it is erased, and erased for good.

Data that served the selection go some time after a round is closed; those of people who hold a place go some time
after the last of them no longer does. In the decision log keys alone remain, which then lead to nobody. That
somebody was erased is kept as a digest, so that an older copy of the store does not bring her back.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Table, delete, exists, func, or_, select, update

from service.store.decisions import By, record
from service.store.erased import Gone, mark
from service.store.holding import before_person_goes, before_round_goes
from service.store.identities import forget
from service.store.naming import cells, without
from service.store.order import lock_rounds
from service.store.tables.lists import checkin, entry, entry_event, place
from service.store.tables.records import job
from service.store.tables.rounds import (
    confirmation,
    draft,
    need,
    on_offer,
    person,
    plan,
    policy,
    reservation,
    round_,
    taking_part,
)

Counts = Mapping[str, int]
"""Rows that go, by the name of their table."""

OF_PERSON: Final = (taking_part, confirmation, reservation, entry, place)
"""Tables whose rows name a person and go with her."""
OF_ROUND: Final = (taking_part, on_offer, need, policy, plan, draft, entry, job)
"""Tables whose rows belong to a round and go with it."""
OF_ENTRY: Final = (entry_event, checkin)
"""Tables whose rows tell of an entry and go with it."""


def of_person(connection: Connection, key: int) -> Counts:
    """What would go with a person: the rows about her, and the bodies of the plans she is in."""
    found = {table.name: _count(connection, table, table.c.person == key) for table in OF_PERSON}
    entries = select(entry.c.key).where(entry.c.person == key)
    found |= {table.name: _count(connection, table, table.c.entry.in_(entries)) for table in OF_ENTRY}
    bodies = _count(connection, plan, plan.c.key.in_(_plans_with(key)))
    who = connection.execute(select(person.c.unit, person.c.id).where(person.c.key == key)).one_or_none()
    drafts = _drafts_naming(connection, who.unit, [who.id]) if who else []
    named = {"policy": len(_policies_naming(connection, key)), "draft": len(drafts)}
    return MappingProxyType({**found, "plan": bodies, **named})


def erase_person(
    connection: Connection, identities: Connection, key: int, by: By, *, expected: Counts
) -> bool:
    """A person erased with all there is of her; False, and nothing done, where that is not what was expected.

    Her yes and no, her lists and places go with her row; what she was called goes too. Plans she is in lose their
    body, and their rounds have to be calculated anew.
    """
    lock_rounds(connection, connection.execute(select(person.c.unit).where(person.c.key == key)).scalar())
    who = connection.execute(select(person).where(person.c.key == key).with_for_update()).one_or_none()
    if who is None or dict(of_person(connection, key)) != dict(expected):
        return False
    before_person_goes(connection, key)
    connection.execute(update(plan).where(plan.c.key.in_(_plans_with(key))).values(body=None))
    for of, tables in _policies_naming(connection, key).items():
        connection.execute(update(policy).where(policy.c.key == of).values(tables=tables))
    _erase(connection, identities, [who], by)
    _told(connection, "person", key, who.unit, by, expected)
    return True


def of_round(connection: Connection, key: int) -> Counts:
    """What would go with a round: its rows, and the people and events that are in no other one."""
    found = {table.name: _count(connection, table, table.c.round == key) for table in OF_ROUND}
    entries = select(entry.c.key).where(entry.c.round == key)
    found |= {table.name: _count(connection, table, table.c.entry.in_(entries)) for table in OF_ENTRY}
    people = connection.execute(select(func.count()).select_from(_alone_in(key).subquery())).scalar_one()
    return MappingProxyType({**found, "person": people})


def erase_round(
    connection: Connection, identities: Connection, key: int, by: By, *, expected: Counts
) -> bool:
    """A round erased, with the people who are in no other; False, and nothing done, where that was not expected."""
    unit = connection.execute(select(round_.c.unit).where(round_.c.key == key)).scalar()
    what = lock_rounds(connection, unit).get(key)
    if what is None or dict(of_round(connection, key)) != dict(expected):
        return False
    before_round_goes(connection, key)
    alone = connection.execute(_alone_in(key)).all()
    connection.execute(delete(round_).where(round_.c.key == key))
    _erase(connection, identities, alone, by)
    mark(connection, Gone.ROUND, what.unit, what.id, by.at)
    _told(connection, "round", key, what.unit, by, expected)
    return True


def rounds_due(connection: Connection, *, closed_before: datetime, ended_before: date) -> list[int]:
    """Rounds whose time is out: closed for long, and nobody who came of them holds a place, or did so lately."""
    held = exists().where(
        place.c.entry == entry.c.key,
        entry.c.round == round_.c.key,
        place.c.held,
        or_(place.c.last.is_(None), place.c.last >= ended_before),
    )
    old = select(round_.c.key).where(round_.c.closed_at < closed_before, ~held)
    return list(connection.execute(old.order_by(round_.c.key)).scalars())


def people_due(connection: Connection, *, closed_before: datetime, ended_before: date) -> list[int]:
    """People whose time is out: all their rounds are closed for long, and they hold no place, or did so lately."""
    here = exists().where(taking_part.c.person == person.c.key)
    runs = exists().where(
        taking_part.c.person == person.c.key,
        round_.c.key == taking_part.c.round,
        or_(round_.c.closed_at.is_(None), round_.c.closed_at >= closed_before),
    )
    held = exists().where(
        place.c.person == person.c.key,
        place.c.held,
        or_(place.c.last.is_(None), place.c.last >= ended_before),
    )
    return list(connection.execute(select(person.c.key).where(here, ~runs, ~held).order_by("key")).scalars())


def _erase(
    connection: Connection, identities: Connection, people: Iterable[Row[*tuple[Any, ...]]], by: By
) -> None:
    """People's rows and what hangs on them, the lists that name them, and what they were called."""
    for unit in {who.unit for who in people}:
        drafts = _drafts_naming(connection, unit, [who.id for who in people if who.unit == unit])
        connection.execute(delete(draft).where(draft.c.key.in_(drafts)))
    for who in people:
        connection.execute(delete(person).where(person.c.key == who.key))
        forget(identities, who.unit, who.id)
        mark(connection, Gone.PERSON, who.unit, who.id, by.at)


def _plans_with(key: int) -> Select[int]:
    """Plans of the rounds a person is in that still have a body."""
    rounds = select(taking_part.c.round).where(taking_part.c.person == key)
    return select(plan.c.key).where(plan.c.round.in_(rounds), plan.c.body.is_not(None))


def _policies_naming(connection: Connection, key: int) -> dict[int, Any]:
    """What was decided about the rounds of a person that names her, without that, by its key."""
    name = connection.execute(select(person.c.id).where(person.c.key == key)).scalar()
    rounds = select(taking_part.c.round).where(taking_part.c.person == key)
    found = connection.execute(select(policy.c.key, policy.c.tables).where(policy.c.round.in_(rounds))).all()
    scrubbed = {row.key: without(row.tables, {str(name)}) for row in found}
    return {row.key: scrubbed[row.key] for row in found if scrubbed[row.key] != row.tables}


def _drafts_naming(connection: Connection, unit: str, names: Iterable[str]) -> list[int]:
    """Lists that were brought to rounds of an office, not yet kept, and have a cell with one of these names."""
    brought = connection.execute(select(draft.c.key, draft.c.rows).join(round_).where(round_.c.unit == unit))
    wanted = set(map(str.casefold, names))
    return [row.key for row in brought if not wanted.isdisjoint(cells(row.rows))]


def _alone_in(key: int) -> Select[int, str, str]:
    other = taking_part.alias()
    elsewhere = exists().where(other.c.person == person.c.key, other.c.round != key)
    here = exists().where(taking_part.c.person == person.c.key, taking_part.c.round == key)
    return select(person.c.key, person.c.unit, person.c.id).where(here, ~elsewhere)


def _count(connection: Connection, table: Table, where: object) -> int:
    found = select(func.count()).select_from(table).where(where)  # type: ignore[arg-type]  # a condition on its columns
    return connection.execute(found).scalar_one()


def _told(connection: Connection, thing: str, key: int, unit: str, by: By, counts: Counts) -> None:
    record(connection, by.decided("erase", thing, key, unit=unit, facts=dict(counts)))
