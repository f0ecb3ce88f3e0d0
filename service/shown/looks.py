"""What is asked of the look-up log in, look-ups an actor may see out; that she is shown them is one more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from service.access import Actor, Reach
from service.desk import Desk
from service.shown.sight import Sight
from service.store.looking import Look, Wanted, look_ups, people_of


@dataclass(frozen=True, eq=False)
class Seen:
    """Somebody of a look-up whom the actor may see herself, and the round she sees her in."""

    candidate: str
    sight: Sight

    @property
    def ref(self) -> str:
        """What stands for the person in an address."""
        return self.sight.round.ref_of(self.candidate)


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
    sight: Sight | None
    """The round, where it can be shown."""
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
        found = look_ups(connection, actor.units, wanted, limit + 1)
        people = people_of(connection, actor.units)
    of = {sight.round.key: sight for sight in sights}
    shown = tuple(_shown(one, of, people, most) for one in found[:limit])
    persons: dict[Sight, set[str]] = defaultdict(set)
    for one in shown:
        for person in one.persons:
            persons[person.sight].add(person.candidate)
    for sight, candidates in persons.items():
        sight.shows(action, candidates)
    return Looks(shown, shown[-1].key if len(found) > limit else None)


def _shown(
    one: Look, of: Mapping[int | None, Sight], people: Mapping[int, tuple[str, str]], most: int
) -> ShownLook:
    here = of.get(one.round)
    # Who was looked at in a round is in it: so only who may be seen there is told.
    among = tuple(of.values()) if one.round is None else tuple(filter(None, (here,)))
    found = (_seen(*people[key], among) for key in one.persons if key in people)
    persons = tuple(islice(filter(None, found), most))
    # An opening where nobody she may see was looked at would tell where those stand whom she may not.
    opening = one.opening if persons or (here and here.reach is Reach.ALL) else None
    told = {name: told for name, told in vars(one).items() if name not in ("round", "persons", "opening")}
    return ShownLook(
        **told, sight=here, opening=opening, persons=persons, others=len(persons) < len(one.persons)
    )


def _seen(unit: str, candidate: str, among: Iterable[Sight]) -> Seen | None:
    """A person of an office in the first of some rounds where the actor may see her."""
    hers = (one for one in among if one.round.unit == unit and candidate in one.people)
    sight = next(hers, None)
    return Seen(candidate, sight) if sight else None
