"""Deferred acceptance in marked functions (Gale and Shapley 1962): people ask, openings hold the best who ask.

Pairs stand in parallel columns in any order, no pair twice. `of_person` is what the person's side gives a pair,
`of_opening` the opening's side; equal ones go by the ties, the smaller first, no two alike.
"""

from typing import NamedTuple

import numpy as np

from matching.blocks.compiling import compiled
from matching.domain.columns import Int16, Int32, Int64

NOBODY = -1

SIDE = 1 << 12
"""More than either side gives a pair; what they give is at least -1."""


class Sides(NamedTuple):
    """Pairs and what each side gives them."""

    person: Int32
    opening: Int32
    of_person: Int16
    of_opening: Int16
    person_tie: Int64
    """Shape (people,)."""
    opening_tie: Int64
    """Shape (openings,)."""


class Held(NamedTuple):
    """Who is held: the slots of opening j are first[j]:first[j + 1], filled[j] of them in use."""

    first: Int64
    filled: Int64
    person: Int32
    rank: Int64
    """How high the opening ranks who is in each slot."""
    above: Int64
    """The rank one must be above to be held, shape (openings,)."""


@compiled
def deferred_acceptance(sides: Sides, capacities: Int64) -> Int32:
    """The plan in which no two would rather have each other, the best such for people.

    The opening of each person, NOBODY for those who have none, shape (people,). A person asks the opening she ranks
    highest of those that would hold her now, which is where she would end if she asked all above it in turn, for
    what an opening asks of a person only ever rises.
    """
    starts, cells = by_person(sides)
    first = np.zeros(len(capacities) + 1, np.int64)
    above = np.full(len(capacities), -(np.int64(1) << 40))
    for opening in range(len(capacities)):
        first[opening + 1] = first[opening] + capacities[opening]
        if capacities[opening] == 0:
            above[opening] = np.int64(1) << 62
    slots = first[-1]
    filled, rank = np.zeros(len(capacities), np.int64), np.zeros(slots, np.int64)
    held = Held(first, filled, np.full(slots, NOBODY, np.int32), rank, above)
    where = np.full(len(sides.person_tie), NOBODY, np.int32)
    for someone in range(len(where)):
        asking = someone
        while asking != NOBODY:
            tie = sides.person_tie[asking]
            opening, worth = _highest(
                cells[starts[asking] : starts[asking + 1]], tie, sides.opening_tie, above
            )
            if opening == NOBODY:
                break
            where[asking] = opening
            asking = _hold(held, opening, asking, worth)
            if asking != NOBODY:
                where[asking] = NOBODY
    return where


@compiled
def by_person(sides: Sides) -> tuple[Int64, Int64]:
    """Where each person's pairs begin, shape (people + 1,), and the sides and opening of each as one number."""
    starts = np.zeros(len(sides.person_tie) + 1, np.int64)
    for person in sides.person:
        starts[person + 1] += 1
    for person in range(len(sides.person_tie)):
        starts[person + 1] += starts[person]
    place, cells = starts.copy(), np.empty(len(sides.person), np.int64)
    for pair in range(len(cells)):
        person = sides.person[pair]
        given = (np.int64(sides.of_person[pair]) + 1) * SIDE + sides.of_opening[pair] + 1
        cells[place[person]] = (given << 32) + sides.opening[pair]
        place[person] += 1
    return starts, cells


@compiled
def _highest(cells: Int64, tie: int, opening_tie: Int64, above: Int64) -> tuple[int, int]:
    """Of the openings that would hold the person the one she ranks highest, and how high it ranks her."""
    best, points, rank = NOBODY, np.int64(0), np.int64(0)
    for cell in cells:
        given, opening = cell >> 32, cell & 0xFFFFFFFF
        side = given // SIDE
        if side < points:
            continue
        worth = (given % SIDE << 32) - tie
        if worth > above[opening]:
            if side == points and best != NOBODY and opening_tie[opening] > opening_tie[best]:
                continue
            best, points, rank = opening, side, worth
    return best, int(rank)


@compiled
def _hold(held: Held, opening: int, person: int, rank: int) -> int:
    """Hold a person; the one who is no longer held for it, or nobody."""
    start, end = held.first[opening], held.first[opening + 1]
    slot, gone = start + held.filled[opening], NOBODY
    if slot < end:
        held.filled[opening] += 1
    else:
        slot = start
        while held.rank[slot] != held.above[opening]:
            slot += 1
        gone = held.person[slot]
    held.person[slot], held.rank[slot] = person, rank
    if start + held.filled[opening] == end:
        lowest = held.rank[start]
        for other in range(start + 1, end):
            lowest = min(lowest, held.rank[other])
        held.above[opening] = lowest
    return gone
