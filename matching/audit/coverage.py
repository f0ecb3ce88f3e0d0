"""Who may meet whom in, the pairs the certificate is held against out: all of them, or a spread sample."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import gcd
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from matching.audit.judging import Numbers
from matching.audit.meeting import Meetings

TRIES: Final = 30
"""People looked at in an opening for each pair the sample wants of it, at most."""
TOGETHER: Final = 1 << 20
"""Pairs that are judged together, about."""

Free = Callable[[Numbers, Numbers], npt.NDArray[np.bool_]]
"""Of pairs that may meet, which are still open to be proposed: not pinned, and the person has proposals left."""


@dataclass(frozen=True, kw_only=True)
class Depth:
    """How much is checked where there is too much to check all of it."""

    all_up_to: int = 200_000
    """Allowed pairs up to which every one is checked."""
    sample: int = 100_000
    """Allowed pairs checked above that."""
    people: int = 200
    """People without a proposal whose openings are counted above that."""
    openings: int = 20
    """Openings whose people are counted above that."""


THOROUGH: Final = Depth()


class Coverage(NamedTuple):
    """The allowed pairs that are checked, opening by opening, and whether they are all there are."""

    complete: bool
    people: Numbers
    openings: Numbers

    @property
    def pairs(self) -> int:
        """How many are checked."""
        return len(self.people)


def cover(meetings: Meetings, free: Free, depth: Depth, key: str, *, surely: int = 0) -> Coverage:
    """Every allowed pair where they are few enough, else a sample spread evenly over openings; `key` decides which.

    `surely`: how many there are for certain, so that they need not be found one by one to be too many.
    """
    people, openings, found = [_NOBODY], [_NOBODY], 0
    for opening in range(len(meetings.round.opening_ids)):
        if max(found, surely) > depth.all_up_to:
            break
        here = meetings.allowed_at(opening)
        here = here[free(here, np.full(len(here), opening))]
        found += len(here)
        people.append(here)
        openings.append(np.full(len(here), opening))
    if max(found, surely) > depth.all_up_to:
        return Coverage(False, *_sample(meetings, free, depth.sample, key))
    return Coverage(True, np.concatenate(people), np.concatenate(openings))


def shuffled(count: int, key: str) -> Iterator[int]:
    """The numbers below `count`, each once, in an order that the key alone decides."""
    if count == 0:
        return
    start, step = _stride(count, key)
    for place in range(count):
        yield (start + place * step) % count


def _stride(count: int, key: str) -> tuple[int, int]:
    chance = int.from_bytes(sha256(key.encode()).digest())
    start, step = chance % count, chance // count % count
    while gcd(step, count) != 1:
        step += 1
    return start, step


_NOBODY: Final = np.zeros(0, dtype=np.intp)


def _sample(meetings: Meetings, free: Free, size: int, key: str) -> tuple[Numbers, Numbers]:
    """Pairs taken in equal shares from all openings, then from those that have more."""
    openings = len(meetings.round.opening_ids)
    tries = TRIES * (size // openings + 1)
    step = max(1, TOGETHER // tries)
    drawn = [
        _allowed(
            meetings,
            free,
            [_drawn(meetings, one, tries, key) for one in range(first, min(first + step, openings))],
            first,
        )
        for first in range(0, openings, step)
    ]
    people, places = (np.concatenate(several) for several in zip(*drawn, strict=True))
    counts = np.bincount(places, minlength=openings)
    number_there = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    taken = number_there < _shares(counts, size)[places]
    return people[taken], places[taken]


def _drawn(meetings: Meetings, opening: int, tries: int, key: str) -> Numbers:
    """So many, at most, of the people who may travel to an opening, in an order that the key alone decides."""
    people = meetings.near(opening)
    if not len(people):
        return people
    start, step = _stride(len(people), f"{key}:{meetings.round.opening_ids[opening]}")
    return people[(start + np.arange(min(tries, len(people))) * step) % len(people)]


def _allowed(meetings: Meetings, free: Free, drawn: list[Numbers], first: int) -> tuple[Numbers, Numbers]:
    """Those drawn for each opening from the first on in, the pairs of them that are allowed out."""
    people = np.concatenate(drawn)
    places = np.repeat(np.arange(first, first + len(drawn)), [len(one) for one in drawn])
    kept = meetings.may_meet(people, places)
    people, places = people[kept], places[kept]
    kept = free(people, places)
    return people[kept], places[kept]


def _shares(counts: Numbers, size: int) -> Numbers:
    """How many to take of each, equal shares as long as there are, so that they come to the size at most."""
    shares = np.zeros_like(counts)
    while (left := size - shares.sum()) > 0 and len(more := np.flatnonzero(counts > shares)):
        some = more[:left]
        shares[some] = np.minimum(counts[some], shares[some] + max(1, left // len(more)))
    return shares
