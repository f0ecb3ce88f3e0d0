"""What every route depends on: who asks, what about, and whether they may; absent and not yours are one answer."""

from dataclasses import dataclass
from typing import ClassVar, Final

from fastapi import Request

from service.access import KEPT_ALONE, Action, Kind, Thing, may
from service.asked import (
    EntryKey,
    NotFound,
    OneDesk,
    OneEntry,
    OneKept,
    OneOpening,
    OnePair,
    OnePerson,
    OpeningId,
    PersonId,
    RoundId,
    Sights,
    actor_of,
    desk_of,
    held_of,
    sight_of,
)
from service.shown.addresses import named
from service.shown.sight import Sight
from service.store.rounds import named as round_named

MOST: Final = 50
"""Suggestions in one answer, at most."""


@dataclass(frozen=True)
class AsksOfService:
    """A route about the service itself."""

    kind: Kind = Kind.SERVICE
    action: ClassVar[Action] = Action.READ

    def __call__(self, request: Request) -> "Sights":
        """The rounds the actor may see, as she may see them; none is loaded before it is looked at.

        Raises:
            NotFound: there is nothing here for the actor.
        """
        actor, held = actor_of(request), held_of(request)
        if not may(actor, Action.READ, Thing(self.kind)):
            raise NotFound
        return Sights(actor, held)


@dataclass(frozen=True)
class AsksOfRound:
    """A route about a round, or about one kind of thing in it."""

    kind: Kind
    action: Action = Action.READ

    def __call__(self, request: Request, round: RoundId) -> Sight:  # noqa: A002 - the name in the address
        """The round as the actor may see it.

        Raises:
            NotFound: there is no such round, or the actor may not do that with that kind of thing in it.
        """
        sight = sight_of(request, round)
        _check(sight, self.action, self.kind)
        return sight


@dataclass(frozen=True)
class AsksOfOpening:
    """A route about one opening."""

    kind: Kind = Kind.OPENING
    action: Action = Action.READ

    def __call__(self, request: Request, round: RoundId, opening: OpeningId) -> "OneOpening":  # noqa: A002 - as above
        """The opening.

        Raises:
            NotFound: there is no such opening, or the actor may not see it, or not do that with it.
        """
        sight, name = sight_of(request, round), named(opening)
        if name not in sight.round.opening_rows or not sight.may_read(Kind.OPENING):
            raise NotFound
        _check(sight, self.action, self.kind)
        return OneOpening(sight, name)


@dataclass(frozen=True)
class AsksOfPerson:
    """A route about one person, or about one kind of thing about her."""

    kind: Kind = Kind.PERSON
    action: Action = Action.READ

    def __call__(self, request: Request, round: RoundId, person: PersonId) -> "OnePerson":  # noqa: A002 - as above
        """The person.

        Raises:
            NotFound: there is no such person, or the actor may not see her, or not do that about her.
        """
        sight = sight_of(request, round)
        name = whom(sight, named(person), self.action, self.kind)
        return OnePerson(sight, name)


@dataclass(frozen=True)
class AsksOfPair:
    """A route about one person and one opening."""

    kind: ClassVar[Kind] = Kind.PERSON
    action: ClassVar[Action] = Action.READ

    def __call__(
        self,
        request: Request,
        round: RoundId,  # noqa: A002 - as above
        person: PersonId,
        opening: OpeningId,
    ) -> "OnePair":
        """The two of them.

        Raises:
            NotFound: one of them is not there, or not the actor's to see.
        """
        one = AsksOfPerson()(request, round, person)
        other = AsksOfOpening()(request, round, opening)
        return OnePair(one.sight, one.name, other.name)


@dataclass(frozen=True)
class AsksOfEntry:
    """A route about one person on a list."""

    action: Action
    kind: ClassVar[Kind] = Kind.ENTRY

    def __call__(self, request: Request, round: RoundId, entry: EntryKey) -> "OneEntry":  # noqa: A002 - as above
        """The entry; whether it is there, and hers, is asked where it is read or changed.

        Raises:
            NotFound: there is no such round, or the actor may do that with no list in it.
        """
        sight = sight_of(request, round)
        _check(sight, self.action, Kind.ENTRY)
        return OneEntry(sight, entry)


@dataclass(frozen=True)
class AsksOfKept:
    """A route about a kept round, whether there is a plan of it or not."""

    kind: Kind
    action: Action

    def __call__(self, request: Request, round: RoundId) -> "OneKept":  # noqa: A002 - as above
        """The round as it is kept.

        Raises:
            NotFound: there is no such round, or the actor may not do that with that kind of thing in it.
        """
        actor, desk = actor_of(request), desk_of(request)
        with desk.database.reading() as connection:
            found = round_named(connection, named(round))
        if found is None or not may(actor, self.action, Thing(self.kind, found.unit)):
            raise NotFound
        return OneKept(actor, desk, found)


@dataclass(frozen=True)
class AsksOfDesk:
    """A route about work of the actor's that belongs to no one round."""

    kind: Kind
    action: Action

    def __call__(self, request: Request) -> "OneDesk":
        """The desk, for somebody who may do that in one office of hers at least.

        Raises:
            NotFound: there is nothing here for the actor.
        """
        actor, desk = actor_of(request), desk_of(request)
        if not any(may(actor, self.action, Thing(self.kind, unit)) for unit in actor.units):
            raise NotFound
        return OneDesk(actor, desk)


@dataclass(frozen=True)
class AsksOfFirm:
    """A route for somebody who speaks for a firm, about what is its own."""

    kind: Kind = Kind.OPENING
    action: Action = Action.READ

    def __call__(self, request: Request) -> "OneDesk":
        """The desk, for somebody who may do that with what belongs to her firm, in one office at least.

        Raises:
            NotFound: she speaks for no firm, or there is nothing here for her.
        """
        actor, desk = actor_of(request), desk_of(request)
        of_hers = (Thing(self.kind, unit, firm=actor.firm) for unit in actor.units)
        if actor.firm is None or not any(may(actor, self.action, one) for one in of_hers):
            raise NotFound
        return OneDesk(actor, desk)


Asks = (
    AsksOfService
    | AsksOfRound
    | AsksOfOpening
    | AsksOfPerson
    | AsksOfPair
    | AsksOfEntry
    | AsksOfKept
    | AsksOfDesk
    | AsksOfFirm
)
"""The dependencies of which every route has one."""


def whom(sight: Sight, ref: str, action: Action = Action.READ, kind: Kind = Kind.PERSON) -> str:
    """The id of the person something in an address stands for.

    Raises:
        NotFound: there is no such person, or the actor may not see her, or not do that about her; that is kept.
    """
    name = sight.round.person_of(ref)
    if name is None:
        raise NotFound
    if name not in sight.people or not _may(sight, action, kind):
        sight.denies("person", name)
        raise NotFound
    return name


def _may(sight: Sight, action: Action, kind: Kind) -> bool:
    """Whether the actor may do something with things of a kind in a round; what changes things needs a kept one."""
    if not sight.is_kept and (action is not Action.READ or kind in KEPT_ALONE):
        return False
    return sight.may(action, kind) or (action is Action.READ and kind is Kind.PERSON and bool(sight.reach))


def _check(sight: Sight, action: Action, kind: Kind) -> None:
    if not _may(sight, action, kind):
        raise NotFound
