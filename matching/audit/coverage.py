"""Who may meet whom in, the pairs the certificate is held against out: all of them, or a spread sample."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from math import gcd
from typing import Final, NamedTuple

from matching.audit.meeting import Meetings, Pair
from matching.audit.memo import Memo
from matching.domain.answers import YES

TRIES: Final = 30
"""People looked at in an opening for each pair the sample wants of it, at most."""

Free = Callable[[Pair], bool]
"""Whether a pair that may meet is still open to be proposed: not pinned, and the person has proposals left."""


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
    """The allowed pairs that are checked, and whether they are all there are."""

    complete: bool
    pairs: list[Pair]


def cover(meetings: Meetings, free: Free, depth: Depth, key: str, *, surely: int = 0) -> Coverage:
    """Every allowed pair where they are few enough, else a sample spread evenly over openings; `key` decides which.

    `surely`: how many there are for certain, so that they need not be found one by one to be too many.
    """
    pairs: list[Pair] = []
    if surely > depth.all_up_to:
        return Coverage(complete=False, pairs=_sample(meetings, free, depth.sample, key))
    for opening in range(len(meetings.round.cohort.openings)):
        pairs += _allowed_at(meetings, opening, free)
        if len(pairs) > depth.all_up_to:
            return Coverage(complete=False, pairs=_sample(meetings, free, depth.sample, key))
    return Coverage(complete=True, pairs=pairs)


def shuffled(count: int, key: str) -> Iterator[int]:
    """The numbers below `count`, each once, in an order that the key alone decides."""
    if count == 0:
        return
    chance = int.from_bytes(sha256(key.encode()).digest())
    start, step = chance % count, chance // count % count
    while gcd(step, count) != 1:
        step += 1
    for place in range(count):
        yield (start + place * step) % count


def _allowed_at(meetings: Meetings, opening: int, free: Free) -> Iterator[Pair]:
    eligible, unknown = meetings.of_opening[opening]
    people = eligible + unknown if meetings.round.policy.allow_unknown else eligible
    return ((person, opening) for person in people if free((person, opening)))


def _sample(meetings: Meetings, free: Free, size: int, key: str) -> list[Pair]:
    """Pairs taken in equal shares from all openings, then from those that have more."""
    openings = len(meetings.round.cohort.openings)
    tries = TRIES * (size // openings + 1)
    within: Memo[int, list[int]] = Memo(lambda municipality: _within(meetings, municipality))
    draws = [islice(_drawn(meetings, opening, within, key), tries) for opening in range(openings)]
    taken: list[Pair] = []
    while draws and len(taken) < size:
        share, still = max(1, (size - len(taken)) // len(draws)), []
        for draw in draws:
            got = list(islice((pair for pair in draw if pair is not None and free(pair)), share))
            taken += got
            if len(got) == share:
                still.append(draw)
        draws = still
    return taken[:size]


def _within(meetings: Meetings, municipality: int) -> list[int]:
    """People who may be proposed for work in a municipality by the rules of travel and of the person alone."""
    least, of_person = meetings.least, meetings.judgements.of_person
    near = (people for answer, people in meetings.near[municipality] if answer >= least)
    return [person for people in near for person in people if of_person[person] >= least]


def _drawn(meetings: Meetings, opening: int, within: Memo[int, list[int]], key: str) -> Iterator[Pair | None]:
    """One pair after the other of those who may travel there, None for a pair that may not meet."""
    judgements, least = meetings.judgements, meetings.least
    if judgements.of_offer[opening] < least:
        return
    people = within[meetings.round.offers[opening].municipality]
    for place in shuffled(len(people), f"{key}:{meetings.round.opening_ids[opening]}"):
        pair = (people[place], opening)
        allowed = pair not in meetings.vetoes and judgements.of_pair(YES, *pair) >= least
        yield pair if allowed else None
