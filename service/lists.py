"""Openings' lists as an actor may see and change them: each step hers, in one transaction with its log."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from service.access import Action
from service.clock import Clock
from service.sight import Sight
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import Step, propose, step, undo
from service.store.listing import Listed, entry_of, on_list
from service.store.lookups import looked
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person


class NotHers(Exception):
    """There is no such entry or person, or it is not the actor's to change; which of the two is not told."""


@dataclass(frozen=True, eq=False)
class Lists:
    """The lists of the openings of kept rounds."""

    database: Database
    clock: Clock

    def at(self, sight: Sight, name: str) -> list[Listed]:
        """The list of an opening."""
        with self.database.reading() as connection:
            return on_list(connection, _key(sight), name, sight.actor)

    def propose(self, sight: Sight, name: str, candidate: str) -> int:
        """A person the actor may see put on an opening's list; the key of where she stands.

        Raises:
            NotHers: the person is not hers to see.
            EntryFault: somebody else did so at the same time.
        """
        if candidate not in sight.people:
            sight.denies("list", candidate)
            raise NotHers
        unit = sight.round.unit
        with self.database.writing() as connection:
            who, where = (
                connection.execute(
                    select(table.c.key).where(table.c.unit == unit, table.c.id == name_of)
                ).scalar_one()
                for table, name_of in ((person, candidate), (opening, name))
            )
            return propose(connection, _key(sight), where, who, self._by(sight)).key

    def step(self, sight: Sight, key: int, version: int, wanted: Step) -> str:
        """An entry taken a step on; the id of the opening whose list it is on.

        Raises:
            NotHers: the entry is not hers to change.
            EntryFault: the step cannot be taken.
        """
        with self.database.writing() as connection:
            name = self._hers(connection, sight, key)
            if name is not None:
                step(connection, key, version, wanted, self._by(sight))
        return _there(name)

    def undo(self, sight: Sight, key: int, version: int) -> str:
        """The last step of an entry taken back; the id of the opening whose list it is on.

        Raises:
            NotHers: the entry is not hers to change.
            EntryFault: there is nothing to take back, or the place is no longer free.
        """
        with self.database.writing() as connection:
            name = self._hers(connection, sight, key)
            if name is not None:
                undo(connection, key, version, self._by(sight))
        return _there(name)

    def _hers(self, connection: Connection, sight: Sight, key: int) -> str | None:
        """The opening of an entry; None, and the attempt is kept, where it is not hers to change."""
        name = entry_of(connection, key, _key(sight), sight.actor, Action.STEP)
        if name is None:
            whose = select(entry.c.person).where(entry.c.key == key, entry.c.round == _key(sight))
            who = connection.execute(whose).scalars().all()
            if who:
                looked(
                    connection, sight.actor, "step", who, at=self.clock(), round_key=_key(sight), denied=True
                )
        return name

    def _by(self, sight: Sight) -> By:
        return By(sight.actor, self.clock())


def _key(sight: Sight) -> int:
    if sight.round.key is None:
        raise NotHers
    return sight.round.key


def _there(name: str | None) -> str:
    if name is None:
        raise NotHers
    return name
