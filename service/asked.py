"""What a route is given: the thing it was asked about, and who asks; by then it is known that she may."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Annotated, TypeVar

from fastapi import Path, Request

from service.access import Actor, Kind
from service.desk import Desk
from service.door.actors import Actors
from service.door.forms import GREATEST
from service.door.problems import Refused, ServiceFault
from service.shown.addresses import named
from service.shown.kept import KeptRounds
from service.shown.rounds import LoadedRound
from service.shown.sight import Sight
from service.store.rounds import KeptRound

RoundId = Annotated[str, Path(description="The id of a round (runde).")]
OpeningId = Annotated[str, Path(description="The id of an opening (læreplass).")]
PersonId = Annotated[str, Path(description="The id of a candidate (kandidat): a pseudonym.")]
JobKey = Annotated[int, Path(description="The key of a calculation (beregning).", ge=1, le=GREATEST)]
InAddress = TypeVar("InAddress")
EntryKey = Annotated[int, Path(description="The key of an entry on an opening's list.", ge=1, le=GREATEST)]


class NotFound(Exception):
    """There is no such thing, or it is not the actor's to see; which of the two is not told."""


@dataclass(frozen=True, eq=False)
class Held:
    """What the service holds while it runs."""

    rounds: Mapping[str, LoadedRound]
    actors: Actors
    desk: Desk | None = None
    """Where kept rounds are worked with; None where there are none."""


@dataclass(frozen=True, eq=False)
class Sights:
    """The rounds somebody may see, each as she may see it; loaded when they are first looked at, and not before."""

    actor: Actor
    held: Held

    def __iter__(self) -> Iterator[Sight]:
        return iter(self._loaded)

    @cached_property
    def _loaded(self) -> tuple[Sight, ...]:
        rounds = self.held.rounds
        hers = rounds.of_units(self.actor.units) if isinstance(rounds, KeptRounds) else rounds.values()
        sights = (Sight(self.actor, one, self.held.desk) for one in hers)
        return tuple(sight for sight in sights if sight.may_read(Kind.ROUND))


@dataclass(frozen=True, eq=False)
class OneEntry:
    """An entry somebody asks about."""

    sight: Sight
    key: int


@dataclass(frozen=True, eq=False)
class OneKept:
    """A kept round somebody works with."""

    actor: Actor
    desk: Desk
    round: KeptRound


@dataclass(frozen=True, eq=False)
class OneDesk:
    """Somebody at work."""

    actor: Actor
    desk: Desk


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


def put_together(kind: Callable[..., InAddress]) -> Callable[..., Coroutine[None, None, InAddress]]:
    """What is asked for in an address as a dependency: it is only put together, and needs no thread for that."""

    async def asked(**told: object) -> InAddress:
        return kind(**told)

    asked.__signature__ = signature(kind)  # type: ignore[attr-defined]  # what the framework reads the fields from
    return asked


def held_of(request: Request) -> Held:
    """What the service holds."""
    held: Held = request.app.state.held
    return held


def actor_of(request: Request) -> Actor:
    """Who asks.

    Raises:
        NotFound: nobody who is known.
        Refused: somebody with a token that does not hold.
    """
    actor = held_of(request).actors(request)
    if actor is None:
        # A token that does not hold is told to be one; who brings none is told nothing.
        raise Refused(ServiceFault.TOKEN) if "authorization" in request.headers else NotFound
    request.state.role = actor.role  # for the log
    return actor


def sight_of(request: Request, name: str) -> Sight:
    """A round as who asks may see it.

    Raises:
        NotFound: there is none of that id, or nobody known asks.
    """
    # Who asks comes first: or else who brings no token that holds could tell which rounds there are.
    held, actor = held_of(request), actor_of(request)
    found = held.rounds.get(named(name))
    if found is None:
        raise NotFound
    return Sight(actor, found, held.desk)


def desk_of(request: Request) -> Desk:
    """Where kept rounds are worked with.

    Raises:
        NotFound: none are.
    """
    desk = held_of(request).desk
    if desk is None:
        raise NotFound
    return desk
