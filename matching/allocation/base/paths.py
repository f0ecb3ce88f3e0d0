"""Successive shortest paths, seat by seat: marked functions over the pairs of a market.

Every opening begins closed, at a price at which nobody would come. A seat is opened by the cheapest chain: someone
new takes it, or someone moves to it and leaves a hole, which is filled in turn or stays. The length of the chain
then lowers the prices it passed, so that all pairs keep what optimality asks of them: with value v, price p of the
opening and threshold a of the person, v - p - a <= 0 for pairs not chosen and >= 0 for those chosen.
"""

from typing import Final, NamedTuple

import numpy as np

from matching.allocation.base.heap import Heap, emptied, heap_for, popped, pushed
from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int32, Int64

FAR: Final = 1 << 61
"""Longer than any chain."""


class Listed(NamedTuple):
    """The pairs of a market, of each opening by falling value: opening j has starts[j]:starts[j + 1]."""

    starts: Int64
    person: Int32
    opening: Int32
    value: Int64
    lists: Int64
    first: Int64
    capacities: Int64


class Standing(NamedTuple):
    """What is chosen so far, and the prices that prove it best for the seats opened."""

    chosen: Bool
    holds: Int64
    """The pairs each person has, shape (people, most lists)."""
    held: Int64
    """How many they are, shape (people,)."""
    taken: Int64
    """How many each opening has, shape (openings,)."""
    price: Int64
    threshold: Int64


class Search(NamedTuple):
    """What one search for a chain knows: distances, how each hole came about, and what to forget again."""

    hole: Int64
    """Distance to a hole at each opening; FAR in between."""
    reach: Int64
    """Distance to each person; FAR in between."""
    enters: Int64
    leaves: Int64
    """The pair someone took and the pair she left for it, where each hole came from."""
    heap: Heap
    """Holes from which nobody has moved on yet."""
    holes: Int32
    people: Int32
    sizes: Int64
    """How many there are of holes and of people reached."""
    best: Int64
    """The length of the best chain so far, and how it ends: see whoever searches."""
    head: Int64
    """Of each opening, its first pair that may not be chosen."""


@compiled
def open_seats(listed: Listed, standing: Standing, effort: int) -> int:
    """Open all seats of a market of which nothing is chosen; the effort left, below 0 if it was not enough."""
    search, most = search_for(listed), greatest(listed.first)
    for person in range(len(listed.lists)):
        standing.threshold[person] = -listed.first[person]
    for opening in range(len(listed.capacities)):
        if listed.starts[opening] < listed.starts[opening + 1]:
            standing.price[opening] = listed.value[listed.starts[opening]] + most
    for opening in range(len(listed.capacities)):
        while standing.taken[opening] < listed.capacities[opening] and standing.price[opening] > 0:
            effort -= open_seat(listed, standing, search, opening, most)
            if effort < 0:
                return effort
    return effort


@compiled
def greatest(values: Int64) -> int:
    """The greatest of some numbers, at least 0."""
    most = 0
    for value in values:
        most = max(most, value)
    return most


@compiled
def search_for(listed: Listed) -> Search:
    """Room for what one search knows."""
    people, openings = len(listed.lists), len(listed.capacities)
    return Search(
        hole=np.full(openings, FAR),
        reach=np.full(people, FAR),
        enters=np.empty(openings, np.int64),
        leaves=np.empty(openings, np.int64),
        heap=heap_for(openings),
        holes=np.empty(openings, np.int32),
        people=np.empty(people, np.int32),
        sizes=np.zeros(2, np.int64),
        best=np.zeros(3, np.int64),
        head=listed.starts.copy(),
    )


@compiled
def open_seat(listed: Listed, standing: Standing, search: Search, source: int, most: int) -> int:
    """Open one seat by the cheapest chain; how many pairs were looked at.

    The chain ends with a pair that someone new takes, best[1], or with a hole that stays at the opening best[2].
    """
    search.best[0], search.best[1], search.best[2] = standing.price[source], -1, source
    search.hole[source], search.holes[0], search.sizes[0] = 0, source, 1
    pushed(search.heap, 0, source)
    looked = 1
    while search.heap.size[0] > 0:
        distance, opening = search.heap.key[0], search.heap.node[0]
        popped(search.heap)
        if distance >= search.best[0]:
            break
        last, base = listed.starts[opening + 1], distance + standing.price[opening]
        while search.head[opening] < last and standing.chosen[search.head[opening]]:
            search.head[opening] += 1
        for pair in range(search.head[opening], last):
            looked += 1
            if base - listed.value[pair] - most >= search.best[0]:
                break
            person = listed.person[pair]
            reach = base - listed.value[pair] + standing.threshold[person]
            if reach < search.best[0] and reach < search.reach[person] and not standing.chosen[pair]:
                looked += _reached(listed, standing, search, pair, reach)
    _move(listed, standing, search, source)
    return looked + settle(standing, search, 1)


@compiled
def _reached(listed: Listed, standing: Standing, search: Search, pair: int, reach: int) -> int:
    """Someone may take the pair: as one more of hers, or for one she leaves; how many she has."""
    person = listed.person[pair]
    note(search, person, reach)
    count = standing.held[person]
    if count < listed.lists[person]:
        fresh = reach - standing.threshold[person] - (listed.first[person] if count == 0 else 0)
        if fresh < search.best[0]:
            search.best[0], search.best[1], search.best[2] = fresh, pair, -1
    for number in range(count):
        left = standing.holds[person, number]
        place = listed.opening[left]
        gone = reach + listed.value[left] - standing.price[place] - standing.threshold[person]
        if gone < search.best[0] and gone < search.hole[place]:
            mark(search, place, gone, pair, left)
            pushed(search.heap, gone, place)
            if gone + standing.price[place] < search.best[0]:
                search.best[0], search.best[2] = gone + standing.price[place], place
    return int(count)


@compiled
def note(search: Search, person: int, reach: int) -> None:
    """Note how far it is to a person."""
    if search.reach[person] == FAR:
        search.people[search.sizes[1]] = person
        search.sizes[1] += 1
    search.reach[person] = reach


@compiled
def mark(search: Search, place: int, distance: int, enters: int, leaves: int) -> None:
    """Note how far it is to an opening, and by which two pairs."""
    if search.hole[place] == FAR:
        search.holes[search.sizes[0]] = place
        search.sizes[0] += 1
    search.hole[place], search.enters[place], search.leaves[place] = distance, enters, leaves


@compiled
def settle(standing: Standing, search: Search, sign: int) -> int:
    """Let the length of the chain lower the prices it passed (sign 1) or raise them; how much is forgotten."""
    best = search.best[0]
    for place in search.holes[: search.sizes[0]]:
        standing.price[place] -= sign * max(best - search.hole[place], 0)
        search.hole[place] = FAR
    for person in search.people[: search.sizes[1]]:
        standing.threshold[person] += sign * max(best - search.reach[person], 0)
        search.reach[person] = FAR
    knew = search.sizes[0] + search.sizes[1]
    search.sizes[:] = 0
    emptied(search.heap)
    return int(knew)


@compiled
def _move(listed: Listed, standing: Standing, search: Search, source: int) -> None:
    """Move everyone along the chain."""
    enters, opening = search.best[1], search.best[2]
    standing.taken[source] += 1
    if opening < 0:
        person = listed.person[enters]
        standing.holds[person, standing.held[person]] = enters
        standing.held[person] += 1
        standing.chosen[enters] = True
        opening = listed.opening[enters]
    else:
        standing.taken[opening] -= 1
    while opening != source:
        pair = search.enters[opening]
        swap(listed, standing, search, pair, search.leaves[opening])
        opening = listed.opening[pair]


@compiled
def swap(listed: Listed, standing: Standing, search: Search, pair: int, left: int) -> None:
    """Someone takes a pair for one she leaves."""
    person, opening = listed.person[pair], listed.opening[left]
    for number in range(standing.held[person]):
        if standing.holds[person, number] == left:
            standing.holds[person, number] = pair
    standing.chosen[left], standing.chosen[pair] = False, True
    search.head[opening] = min(search.head[opening], left)
