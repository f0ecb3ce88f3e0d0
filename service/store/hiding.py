"""People who have got an address restriction: from then on they are nowhere, and their row stays unseen."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, delete, select, update

from matching.files.source.vocabulary import plain
from service.store.decisions import By, record
from service.store.drafts import of_people
from service.store.erased import show_again
from service.store.order import lock_rounds, raise_revision
from service.store.tables.rounds import draft, person, plan, round_, taking_part


@dataclass(frozen=True)
class Hiding:
    """Whom hiding people would hide, and what goes with that, by keys in order."""

    ids: tuple[str, ...]
    """All that were asked about, in plain form, known or not."""
    people: tuple[int, ...]
    """Those of them who are known and are not hidden."""
    rounds: tuple[int, ...]
    """The rounds they are in."""
    drafts: tuple[int, ...]
    """Lists that were brought and not kept, and are thrown away."""

    @property
    def digest(self) -> str:
        """All of it, in short."""
        told = [self.ids, self.people, self.rounds, self.drafts]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def hide(connection: Connection, unit: str, ids: Iterable[str], by: By) -> int:
    """People of an office who have got an address restriction, hidden from here on; how many were known.

    Lists that were brought and have a row of one of them go too, also of one who is not known.
    """
    wanted = frozenset(map(plain, ids))
    keys = _changed(connection, unit, wanted, hidden=True)
    connection.execute(delete(draft).where(draft.c.key.in_(of_people(connection, unit, wanted))))
    if keys:
        # A plan counts her in much that does not name her, so none that she is in is shown again.
        connection.execute(update(plan).where(plan.c.round.in_(_rounds_of(keys))).values(body=None))
    _log(connection, unit, keys, by, "hide")
    return len(keys)


def would_hide(connection: Connection, unit: str, ids: Iterable[str]) -> Hiding:
    """Whom hiding people of an office would hide, and what goes with that.

    That stays so until the transaction ends.
    """
    wanted = frozenset(map(plain, ids))
    keys = _others(connection, unit, wanted, hidden=True)
    rounds = connection.execute(_rounds_of(keys).distinct()).scalars()
    drafts = of_people(connection, unit, wanted)
    return Hiding(tuple(sorted(wanted)), tuple(keys), tuple(sorted(rounds)), tuple(drafts))


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


def _rounds_of(keys: Collection[int]) -> Select[int]:
    return select(taking_part.c.round).where(taking_part.c.person.in_(keys))


def _log(connection: Connection, unit: str, keys: Collection[int], by: By, action: str) -> None:
    for key in keys:
        record(connection, by.decided(action, "person", key, unit=unit, facts={}))
