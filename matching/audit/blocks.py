"""One firm's openings in, the most its pairs can be worth by themselves out: every number of people tried.

Slow and plain, and right: the pairs of an opening are tried from the one worth most and down, so many at half time
beside so many at full time, and the openings of a firm one after the other, so many people in all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from matching.audit.meeting import Pair

BestOf = Mapping[int, int]
"""For each number of people that is possible, the most they can be worth."""


@dataclass(frozen=True)
class Valued:
    """A pair, what it takes of the room, what it is worth, and whether people have pinned it."""

    pair: Pair
    size: int
    worth: int
    pinned: bool


@dataclass(frozen=True)
class Room:
    """What one opening may take: its capacity, and how many people where it is a class."""

    capacity: int
    least: int = 0
    most: int | None = None

    def allows(self, people: int) -> bool:
        """Whether so many may be there; of a class also nobody."""
        return people == 0 or (self.least <= people and (self.most is None or people <= self.most))


def block(openings: Sequence[tuple[Room, Sequence[Valued]]], total: int | None) -> int | None:
    """The most a firm's openings can be worth, `total` people at most; None where they cannot keep their pins."""
    best: BestOf = {0: 0}
    for room, pairs in openings:
        here = best_of_opening(room, pairs)
        found: dict[int, int] = {}
        for people, worth in best.items():
            for more, added in here.items():
                if total is None or people + more <= total:
                    found[people + more] = max(found.get(people + more, worth + added), worth + added)
        best = found
    return max(best.values(), default=None)


def best_of_opening(room: Room, pairs: Sequence[Valued]) -> BestOf:
    """For each number of people an opening may take, pins among them, the most they can be worth."""
    found: dict[int, int] = {}
    whole = list(_best_first([one for one in pairs if one.size == 2]))
    half = list(_best_first([one for one in pairs if one.size == 1]))
    for (wholes, worth), (halves, added) in ((one, other) for one in whole for other in half):
        people = wholes + halves
        if 2 * wholes + halves <= room.capacity and room.allows(people):
            found[people] = max(found.get(people, worth + added), worth + added)
    return found


def _best_first(pairs: Sequence[Valued]) -> Iterator[tuple[int, int]]:
    """How many of pairs of one size, from those pinned to all, and the most so many can be worth."""
    pinned = [one.worth for one in pairs if one.pinned]
    others = sorted((one.worth for one in pairs if not one.pinned), reverse=True)
    for more, worth in enumerate(accumulate(others, initial=sum(pinned))):
        yield len(pinned) + more, worth
