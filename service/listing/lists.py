"""Openings' lists as an actor may see and change them: each step hers, in one transaction with its log."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from service.access import Action, Kind
from service.followup.moving import begin
from service.listing.hers import NotHers, hers, opening_of
from service.shown.sight import Sight
from service.store.entries import EntryFault, Step
from service.store.entries import propose as put
from service.store.entries import step as take
from service.store.listing import Listed, on_list
from service.store.order import lock_rounds
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person
from service.store.undoing import undo as take_back


@dataclass(frozen=True)
class Put:
    """What putting one person on a list did."""

    key: int
    """The key of where she stands."""
    new: bool
    """False where she stood there before."""


def at(sight: Sight, name: str) -> list[Listed]:
    """The list of an opening."""
    desk, round_key = sight.kept
    with desk.database.reading() as connection:
        return on_list(connection, round_key, name, sight.actor)


def may_put(sight: Sight) -> bool:
    """Whether the actor may put people on the lists of the round: on those of a closed one nobody is put."""
    return sight.is_kept and not sight.round.closed and sight.may(Action.STEP, Kind.ENTRY)


def propose(sight: Sight, name: str, candidates: Collection[str]) -> list[Put]:
    """People the actor may see put on an opening's list: all of them, or where one cannot be, none.

    Raises:
        NotHers: one of them is not hers to see.
        EntryFault: `closed`: the round is, so what it was closed for stays; `need`: the opening is a need that no
            opening is listed for.
    """
    desk, round_key = sight.kept
    for unseen in sorted(set(candidates) - sight.people):
        sight.denies("list", unseen)
        raise NotHers
    unit = sight.round.unit
    with desk.database.writing() as connection:
        _stays_open(connection, unit, round_key)
        of_them = person.c.unit == unit, person.c.id.in_(sorted(set(candidates)))
        keys = {
            row.id: row.key for row in connection.execute(select(person.c.id, person.c.key).where(*of_them))
        }
        here = select(opening.c.key).where(opening.c.unit == unit, opening.c.id == name)
        place = connection.execute(here).scalar_one_or_none()
        if place is None:
            # It stands in the list of needs alone, so there is nothing to hang a list on.
            raise EntryFault("need")
        if len(keys) < len(set(candidates)):
            raise NotHers  # erased since
        on_it = select(entry.c.person).where(entry.c.round == round_key, entry.c.opening == place)
        there = set(connection.execute(on_it).scalars())
        by = desk.by(sight.actor)
        return [
            Put(put(connection, round_key, place, keys[one], by).key, new=keys[one] not in there)
            for one in dict.fromkeys(candidates)
        ]


def _stays_open(connection: Connection, unit: str | None, round_key: int) -> None:
    """That a round is still there and not closed, from here on until this transaction ends."""
    of = lock_rounds(connection, unit).get(round_key)
    if of is None:
        raise NotHers  # erased since
    if of.closed_at is not None:
        raise EntryFault("closed")


def step(sight: Sight, key: int, version: int, wanted: Step) -> str:
    """An entry taken a step on; the id of the opening whose list it is on.

    Raises:
        NotHers: the entry is not hers to change.
        EntryFault: the step cannot be taken.
    """
    desk, round_key = sight.kept
    with desk.database.writing() as connection:
        name = opening_of(connection, sight.actor, desk, round_key, key, Action.STEP)
        if name is not None:
            take(connection, key, version, wanted, desk.by(sight.actor))
            begin(connection, desk.catalogue, key, wanted.to, desk.by(sight.actor))
    return hers(name)


def undo(sight: Sight, key: int, version: int) -> str:
    """The last step of an entry taken back; the id of the opening whose list it is on.

    Raises:
        NotHers: the entry is not hers to change.
        EntryFault: there is nothing to take back, or the place is no longer free.
    """
    desk, round_key = sight.kept
    with desk.database.writing() as connection:
        name = opening_of(connection, sight.actor, desk, round_key, key, Action.STEP)
        if name is not None:
            take_back(connection, key, version, desk.by(sight.actor))
    return hers(name)
