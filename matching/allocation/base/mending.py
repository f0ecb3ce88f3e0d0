"""A best choice and new pairs in, the best choice with them out: everyone whom a new pair tempts is placed anew.

First they are all taken out, and the seats they leave are filled by the cheapest chains (paths.py). Then one after
another comes back where she brings most: into an opening with room, or in the place of someone who moves on, or who
is left without. The length of that chain raises the prices it passed.
"""

from matching.allocation.base.heap import popped, pushed
from matching.allocation.base.paths import (
    FAR,
    Listed,
    Search,
    Standing,
    greatest,
    mark,
    note,
    open_seat,
    search_for,
    settle,
    swap,
)
from matching.blocks.compiling import compiled
from matching.domain.columns import Int32, Int64

ByPerson = tuple[Int64, Int64]
"""Places of all pairs by person, and where each one's begin: see grouped.py."""


@compiled
def mend(listed: Listed, standing: Standing, tempted: Int32, by_person: ByPerson, effort: int) -> int:
    """Place the people named anew; the effort left, below 0 if it was not enough and all is to be forgotten."""
    search, most = search_for(listed), greatest(listed.first)
    lists = listed.lists[tempted].copy()
    for person in tempted:
        listed.lists[person], standing.threshold[person] = 0, FAR // 4
    for person in tempted:
        effort -= _take_out(listed, standing, search, person, most)
        if effort < 0:
            return effort
    for place in range(len(tempted)):
        person = tempted[place]
        listed.lists[person] = lists[place]
        effort -= _most_worth(listed, standing, by_person, person)
        effort -= _bring_back(listed, standing, search, by_person, person)
        if effort < 0:
            return effort
    return effort


@compiled
def begin(listed: Listed, standing: Standing, by_person: ByPerson, effort: int) -> int:
    """Choose from nothing, at prices near the best ones; the effort left, below 0 if it was not enough.

    Whoever finds room where it is worth most to her takes it, the others are brought in one after another, and
    last the seats are opened that have a price and nobody.
    """
    search, most = search_for(listed), greatest(listed.first)
    for person in range(len(listed.lists)):
        effort -= _most_worth(listed, standing, by_person, person)
        _take_tight(listed, standing, by_person, person)
    for person in range(len(listed.lists)):
        effort -= _bring_back(listed, standing, search, by_person, person)
        if effort < 0:
            return effort
    for opening in range(len(listed.capacities)):
        while standing.taken[opening] < listed.capacities[opening] and standing.price[opening] > 0:
            effort -= open_seat(listed, standing, search, opening, most)
            if effort < 0:
                return effort
    return effort


@compiled
def _take_tight(listed: Listed, standing: Standing, by_person: ByPerson, person: int) -> None:
    """Let someone who has nothing take what is worth most to her and has room."""
    order, begins = by_person
    for pair in order[begins[person] : begins[person + 1]]:
        count, place = standing.held[person], listed.opening[pair]
        unit = listed.first[person] if count == 0 else 0
        if count >= listed.lists[person] or standing.threshold[person] + unit <= 0:
            break
        tight = listed.value[pair] - standing.price[place] == standing.threshold[person]
        if tight and standing.taken[place] < listed.capacities[place]:
            standing.chosen[pair], standing.holds[person, count] = True, pair
            standing.held[person] += 1
            standing.taken[place] += 1


@compiled
def _take_out(listed: Listed, standing: Standing, search: Search, person: int, most: int) -> int:
    """Take all pairs of a person and fill the seats she leaves; how many pairs were looked at."""
    looked = 0
    while standing.held[person] > 0:
        standing.held[person] -= 1
        left = standing.holds[person, standing.held[person]]
        opening = listed.opening[left]
        standing.chosen[left] = False
        search.head[opening] = min(search.head[opening], left)
        standing.taken[opening] -= 1
        if standing.price[opening] > 0:
            looked += open_seat(listed, standing, search, opening, most)
    return looked


@compiled
def _most_worth(listed: Listed, standing: Standing, by_person: ByPerson, person: int) -> int:
    """Note what is worth most to someone who has nothing; how many pairs were looked at."""
    order, begins = by_person
    most = -listed.first[person]
    for pair in order[begins[person] : begins[person + 1]]:
        most = max(most, listed.value[pair] - standing.price[listed.opening[pair]])
    standing.threshold[person] = most
    return int(begins[person + 1] - begins[person])


@compiled
def _bring_back(listed: Listed, standing: Standing, search: Search, by_person: ByPerson, person: int) -> int:
    """Place a person as often as she may be and it is worth it; how many pairs were looked at."""
    looked = 0
    for _ in range(standing.held[person], listed.lists[person]):
        unit = listed.first[person] if standing.held[person] == 0 else 0
        if standing.threshold[person] + unit <= 0:
            break
        looked += _place(listed, standing, search, by_person, person)
    return looked


@compiled
def _place(listed: Listed, standing: Standing, search: Search, by_person: ByPerson, source: int) -> int:
    """Place one person once more by the cheapest chain, or leave it; how many pairs were looked at.

    The chain ends at the opening best[1], which has room, or at which someone loses the pair best[2].
    """
    unit = listed.first[source] if standing.held[source] == 0 else 0
    search.best[0], search.best[1], search.best[2] = standing.threshold[source] + unit, -1, -1
    note(search, source, 0)
    looked = _reach_out(listed, standing, search, by_person, source, -1)
    while search.heap.size[0] > 0 and search.heap.key[0] < search.best[0]:
        distance, opening = search.heap.key[0], search.heap.node[0]
        popped(search.heap)
        left = standing.taken[opening]
        for pair in range(listed.starts[opening], listed.starts[opening + 1]):
            if left == 0:
                break
            looked += 1
            if not standing.chosen[pair]:
                continue
            left -= 1
            person = listed.person[pair]
            reach = distance + listed.value[pair] - standing.price[opening] - standing.threshold[person]
            if reach < search.best[0] and reach < search.reach[person]:
                note(search, person, reach)
                only = listed.first[person] if standing.held[person] == 1 else 0
                if reach + standing.threshold[person] + only < search.best[0]:
                    search.best[0] = reach + standing.threshold[person] + only
                    search.best[1], search.best[2] = opening, pair
                looked += _reach_out(listed, standing, search, by_person, person, pair)
    if search.best[1] >= 0:
        _move_on(listed, standing, search)
    return looked + settle(standing, search, -1)


@compiled
def _reach_out(
    listed: Listed, standing: Standing, search: Search, by_person: ByPerson, person: int, left: int
) -> int:
    """Note every opening a person could go to when she leaves a pair, or comes; how many pairs were looked at."""
    order, begins = by_person
    base = search.reach[person] + standing.threshold[person]
    for pair in order[begins[person] : begins[person + 1]]:
        place = listed.opening[pair]
        distance = base + standing.price[place] - listed.value[pair]
        if standing.chosen[pair] or distance >= search.best[0] or distance >= search.hole[place]:
            continue
        mark(search, place, distance, pair, left)
        if standing.taken[place] < listed.capacities[place]:
            search.best[0], search.best[1], search.best[2] = distance, place, -1
        else:
            pushed(search.heap, distance, place)
    return int(begins[person + 1] - begins[person])


@compiled
def _move_on(listed: Listed, standing: Standing, search: Search) -> None:
    """Move everyone along the chain."""
    opening, loses = search.best[1], search.best[2]
    if loses < 0:
        standing.taken[opening] += 1
    else:
        person = listed.person[loses]
        standing.held[person] -= 1
        for number in range(standing.held[person]):
            if standing.holds[person, number] == loses:
                standing.holds[person, number] = standing.holds[person, standing.held[person]]
        standing.chosen[loses] = False
        search.head[opening] = min(search.head[opening], loses)
    while search.leaves[opening] >= 0:
        left = search.leaves[opening]
        swap(listed, standing, search, search.enters[opening], left)
        opening = listed.opening[left]
    pair = search.enters[opening]
    person = listed.person[pair]
    standing.chosen[pair] = True
    standing.holds[person, standing.held[person]] = pair
    standing.held[person] += 1
