"""What is asked of the look-up log in, look-ups an actor may see out; that she is shown them is one more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from service.access import Action, Actor, Kind, Thing, may
from service.desk import Desk
from service.shown.rounds import veiled
from service.shown.sight import Sight
from service.store.looking import Look, People, SeenIn, Wanted, look_ups
from service.store.lookups import looked
from service.store.rounds import KeptRound, rounds_for


@dataclass(frozen=True, eq=False)
class Seen:
    """Somebody of a look-up whom the actor may see herself, and the round she sees her in."""

    key: int
    candidate: str
    round: KeptRound
    sight: Sight | None
    """The round, where there is a page of her in it."""

    @property
    def ref(self) -> str:
        """What stands for the person in an address."""
        return veiled(self.candidate, self.round.secret)


@dataclass(frozen=True, eq=False, kw_only=True)
class ShownLook:
    """One look-up, as the actor may see it."""

    key: int
    at: datetime
    actor: str
    role: str
    action: str
    denied: bool
    name: str
    """What the round is called; empty of what lies across rounds, or is erased."""
    round: KeptRound | None
    sight: Sight | None
    """The round, where it can be shown: where there is a plan of it."""
    opening: str | None
    persons: tuple[Seen, ...]
    others: bool
    """There were more: too many, erased since, or not the actor's to see; which of them is not told."""


@dataclass(frozen=True, eq=False)
class Looks:
    """Some look-ups, last first, and where to read on; None where these were the last."""

    shown: tuple[ShownLook, ...]
    older: int | None


def looks(
    actor: Actor,
    desk: Desk,
    sights: Iterable[Sight],
    wanted: Wanted,
    *,
    limit: int,
    most: int,
    action: str = "looks",
) -> Looks:
    """So many look-ups with at most so many people each; kept as a display of those people before it is given."""
    with desk.database.reading() as connection:
        rounds = {one.key: one for one in rounds_for(connection, actor)}
        reader = _Reader(actor, rounds, {sight.round.key: sight for sight in sights}, most)
        people = People(connection, actor)
        with closing(look_ups(connection, actor.units, wanted)) as found:
            # Each is made into what is shown as it is read: together they are more than can be held.
            shown = tuple(reader.shown(one, people) for one in islice(found, limit))
            is_last = next(found, None) is None
    _keep(actor, desk, action, shown)
    return Looks(shown, None if is_last else shown[-1].key)


def _keep(actor: Actor, desk: Desk, action: str, shown: Iterable[ShownLook]) -> None:
    keys: dict[int, set[int]] = defaultdict(set)
    for person in (person for one in shown for person in one.persons):
        keys[person.round.key].add(person.key)
    if keys:
        with desk.database.writing() as connection:
            for round_key, of in keys.items():
                looked(connection, actor, action, of, at=desk.clock(), round_key=round_key)


@dataclass(frozen=True, eq=False)
class _Reader:
    """Who reads, and the rounds of hers."""

    actor: Actor
    rounds: Mapping[int, KeptRound]
    sights: Mapping[int | None, Sight]
    most: int

    def shown(self, one: Look, people: People) -> ShownLook:
        """One look-up as she may see it."""
        found = (self._first(one.round, places) for places in people.of(one.persons))
        persons = tuple(islice(filter(None, found), self.most))
        return ShownLook(
            key=one.key,
            at=one.at,
            actor=one.actor,
            role=one.role,
            action=one.action,
            denied=one.denied,
            name=one.name,
            round=None if one.round is None else self.rounds.get(one.round),
            sight=self.sights.get(one.round),
            # Where nobody is told, it would tell where those stand who are not.
            opening=one.opening if persons else None,
            persons=persons,
            others=len(persons) < len(one.persons),
        )

    def _first(self, round_key: int | None, places: Iterable[SeenIn]) -> Seen | None:
        """A person in the round she was looked at in; across rounds, in the first where the actor may see her."""
        here = (self._seen(one) for one in places if round_key in (None, one.round))
        return next(filter(None, here), None)

    def _seen(self, one: SeenIn) -> Seen | None:
        held, sight = self.rounds[one.round], self.sights.get(one.round)
        has_page = sight is not None and one.id in sight.people
        # No row of the store tells who is of the target group: a role that is not to know needs the round itself.
        if not (has_page or may(self.actor, Action.READ, Thing(Kind.TARGET_GROUP, held.unit))):
            return None
        return Seen(one.key, one.id, held, sight if has_page else None)
