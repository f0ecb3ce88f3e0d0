"""What every route depends on: who asks, what about, and whether they may; absent and not yours are one answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Path, Request

from service.access import Action, Actor, Kind, Thing, may
from service.actors import Actors
from service.addresses import named
from service.kept import KeptRounds
from service.lists import Lists
from service.records import Records
from service.rounds import LoadedRound
from service.sight import Sight

RoundId = Annotated[str, Path(description="The id of a round (runde).")]
OpeningId = Annotated[str, Path(description="The id of an opening (læreplass).")]
PersonId = Annotated[str, Path(description="The id of a candidate (kandidat): a pseudonym.")]
EntryKey = Annotated[int, Path(description="The key of an entry on an opening's list.", ge=1, lt=2**31)]


MOST: Final = 50
"""Suggestions in one answer, at most."""


class NotFound(Exception):
    """There is no such thing, or it is not the actor's to see; which of the two is not told."""


@dataclass(frozen=True, eq=False)
class Held:
    """What the service holds while it runs."""

    rounds: Mapping[str, LoadedRound]
    actors: Actors
    records: Records | None = None
    lists: Lists | None = None


@dataclass(frozen=True)
class AsksOfService:
    """A route about the service itself."""

    kind: Kind = Kind.SERVICE

    def __call__(self, request: Request) -> tuple[Sight, ...]:
        """The rounds the actor may see, as she may see them.

        Raises:
            NotFound: there is nothing here for the actor.
        """
        actor, held = _actor(request), _held(request)
        if not may(actor, Action.READ, Thing(self.kind)):
            raise NotFound
        rounds = held.rounds
        hers = rounds.of_units(actor.units) if isinstance(rounds, KeptRounds) else rounds.values()
        sights = (Sight(actor, one, held.records) for one in hers)
        return tuple(sight for sight in sights if sight.may_read(Kind.ROUND))


@dataclass(frozen=True)
class AsksOfRound:
    """A route about a round, or about one kind of thing in it."""

    kind: Kind

    def __call__(self, request: Request, round: RoundId) -> Sight:  # noqa: A002 - the name in the address
        """The round as the actor may see it.

        Raises:
            NotFound: there is no such round, or the actor may not see that kind of thing in it.
        """
        sight = _sight(request, round)
        if not (sight.may_read(self.kind) or (self.kind is Kind.PERSON and sight.reach)):
            raise NotFound
        return sight


@dataclass(frozen=True)
class AsksOfOpening:
    """A route about one opening."""

    kind: Kind = Kind.OPENING

    def __call__(self, request: Request, round: RoundId, opening: OpeningId) -> "OneOpening":  # noqa: A002 - as above
        """The opening.

        Raises:
            NotFound: there is no such opening, or it is not the actor's to see.
        """
        sight, name = _sight(request, round), named(opening)
        if name not in sight.round.opening_rows or not sight.may_read(self.kind):
            raise NotFound
        return OneOpening(sight, name)


@dataclass(frozen=True)
class AsksOfPerson:
    """A route about one person, or about one kind of thing about her."""

    kind: Kind | None = None

    def __call__(self, request: Request, round: RoundId, person: PersonId) -> "OnePerson":  # noqa: A002 - as above
        """The person.

        Raises:
            NotFound: there is no such person, or she is not the actor's to see.
        """
        sight, name = _sight(request, round), named(person)
        if name not in sight.people or not (self.kind is None or sight.may_read(self.kind)):
            sight.denies("person", name)
            raise NotFound
        return OnePerson(sight, name)


@dataclass(frozen=True)
class AsksOfPair:
    """A route about one person and one opening."""

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
class AsksOfList:
    """A route about the list of one opening; only kept rounds have them."""

    action: Action

    def __call__(self, request: Request, round: RoundId, opening: OpeningId) -> "OneList":  # noqa: A002 - as above
        """The list.

        Raises:
            NotFound: there is no such opening or list, or the actor may not do that with it.
        """
        one, lists = AsksOfOpening()(request, round, opening), _held(request).lists
        if lists is None or one.sight.round.key is None or not one.sight.may(self.action, Kind.ENTRY):
            raise NotFound
        return OneList(one.sight, lists, one.name)


@dataclass(frozen=True)
class AsksOfEntry:
    """A route that changes where one person stands on a list."""

    def __call__(self, request: Request, round: RoundId, entry: EntryKey) -> "OneEntry":  # noqa: A002 - as above
        """The entry; whether it is there, and hers, is asked where it is changed.

        Raises:
            NotFound: there is no such round, or the actor may change no list in it.
        """
        sight, lists = _sight(request, round), _held(request).lists
        if lists is None or sight.round.key is None or not sight.may(Action.STEP, Kind.ENTRY):
            raise NotFound
        return OneEntry(sight, lists, entry)


@dataclass(frozen=True, eq=False)
class OneList:
    """The list of an opening an actor may see."""

    sight: Sight
    lists: Lists
    name: str


@dataclass(frozen=True, eq=False)
class OneEntry:
    """An entry somebody wants to change."""

    sight: Sight
    lists: Lists
    key: int


@dataclass(frozen=True, eq=False)
class OneOpening:
    """An opening an actor may see."""

    sight: Sight
    name: str


@dataclass(frozen=True, eq=False)
class OnePerson:
    """A person an actor may see."""

    sight: Sight
    name: str


@dataclass(frozen=True, eq=False)
class OnePair:
    """A person and an opening an actor may see."""

    sight: Sight
    person: str
    opening: str


Asks = AsksOfService | AsksOfRound | AsksOfOpening | AsksOfPerson | AsksOfPair | AsksOfList | AsksOfEntry
"""The dependencies of which every route has one."""


def _held(request: Request) -> Held:
    held: Held = request.app.state.held
    return held


def _actor(request: Request) -> Actor:
    actor = _held(request).actors(request)
    if actor is None:
        raise NotFound
    return actor


def _sight(request: Request, name: str) -> Sight:
    held = _held(request)
    found = held.rounds.get(named(name))
    if found is None:
        raise NotFound
    return Sight(_actor(request), found, held.records)
