"""Searches for chains at the level of their columns: what one search may hold at once."""

from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.base import heap, paths
from matching.blocks.compiling import fast

STEPS, LISTS = 40, 20
WORTH, PRICE = 10**6, 10**5


def test_who_is_reached_ever_more_cheaply_makes_each_of_her_many_holes_ever_nearer() -> None:
    """One person is on many lists; each step of a ladder reaches her anew, a little more cheaply."""
    listed, standing = ladder()
    for searched in (paths, fast(paths)):
        now = deepcopy(standing)
        search = paths.search_for(listed)
        searched.open_seat(listed, now, search, 0, 0)
        assert len(search.heap.key) == len(listed.capacities)
        assert now.price[0] == 0  # nobody gains by coming, so the seat is open and empty
        assert not search.heap.size[0]
        net = listed.value - now.price[listed.opening] - now.threshold[listed.person]
        assert (net[~now.chosen] <= 0).all()
        assert (net[now.chosen] >= 0).all()


def ladder() -> tuple[paths.Listed, paths.Standing]:
    """One closed seat, steps of one person each that lead to the person of many lists, and what she has."""
    steps, mine = np.arange(1, STEPS + 1), np.arange(STEPS + 1, STEPS + LISTS + 1)
    nobody, nothing = np.zeros_like(steps), np.zeros_like(mine)
    opening = np.concatenate([steps, nobody, steps, mine])
    person = np.concatenate([steps, steps, nobody, nothing])
    short = np.concatenate([nobody, steps, 503 - 3 * steps, nothing])
    order = np.lexsort((person, short, opening))
    opening, person, value, chosen = opening[order], person[order], WORTH - short[order], short[order] == 0
    people, openings = STEPS + 1, 1 + STEPS + LISTS
    taken = np.bincount(opening[chosen], minlength=openings)
    listed = paths.Listed(
        starts=np.searchsorted(opening, np.arange(openings + 1)),
        person=person.astype(np.int32),
        opening=opening.astype(np.int32),
        value=value,
        lists=np.where(np.arange(people) == 0, LISTS, 1),
        first=np.zeros(people, np.int64),
        capacities=np.where(np.arange(openings) == 0, 1, taken),
    )
    holds, held = np.full((people, LISTS), -1), np.bincount(person[chosen], minlength=people)
    for who in range(people):
        holds[who, : held[who]] = np.flatnonzero(chosen & (person == who))
    price, threshold = np.full(openings, PRICE), np.full(people, WORTH - PRICE)
    return listed, paths.Standing(chosen, holds, held, taken, price, threshold)


@pytest.mark.parametrize("searched", [heap, fast(heap)])
@settings(deadline=None)  # the first run compiles
@given(moves=st.lists(st.tuples(st.integers(0, 7), st.integers(-50, 50)), max_size=60))
def test_a_heap_gives_the_nearest_node_and_holds_none_twice(
    searched: object, moves: list[tuple[int, int]]
) -> None:
    one, told = heap.heap_for(8), dict[int, int]()
    for node, key in moves:
        if key < told.get(node, 51):
            told[node] = key
            searched.pushed(one, key, node)  # type: ignore[attr-defined]  # a module or its compiled twin
        elif told:
            least, nearest = int(one.key[0]), int(one.node[0])
            searched.popped(one)  # type: ignore[attr-defined]  # a module or its compiled twin
            assert least == min(told.values()) == told.pop(nearest)
        assert one.size[0] == len(told)
    searched.emptied(one)  # type: ignore[attr-defined]  # a module or its compiled twin
    assert not one.size[0]
    assert (one.place == -1).all()
