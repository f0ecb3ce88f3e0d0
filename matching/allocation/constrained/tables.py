"""What each number of people at one opening is worth: from its best pairs of each size, in order."""

from typing import NamedTuple

import numpy as np

from matching.allocation.constrained.ground import (
    IMPOSSIBLE,
    Ground,
    Numbers,
    allowed,
    most_people,
    net,
    pinned,
    width,
)
from matching.allocation.constrained.knapsack import counted, knapsack
from matching.blocks.compiling import compiled
from matching.domain.columns import Int64


class Book(NamedTuple):
    """The openings of one employer: what each number of people there is worth, and the best pairs of each size."""

    tables: Int64
    """Shape (openings, people), IMPOSSIBLE for numbers an opening may not take."""
    values: Int64
    pairs: Int64
    """Best first, those of size 1 in row 0 and of size 2 in row 1, shapes (openings, 2, longest)."""
    many: Int64
    """How many are listed, shape (openings, 2)."""


@compiled
def booked(ground: Ground, numbers: Numbers, firm: int) -> Book:
    """The book of an employer at some numbers."""
    begin, end = ground.employers[firm], ground.employers[firm + 1]
    wide = width(ground, firm)
    tables = np.full((end - begin, wide), IMPOSSIBLE, dtype=np.int64)
    values = np.empty((end - begin, 2, wide), dtype=np.int64)
    pairs = np.empty((end - begin, 2, wide), dtype=np.int64)
    many = np.zeros((end - begin, 2), dtype=np.int64)
    for place in range(end - begin):
        opening = ground.order[begin + place]
        if ground.paired:
            room = pinned(ground, numbers, opening)[2]
            half, full = listed(ground, numbers, opening, room, values[place], pairs[place])
            many[place, 0], many[place, 1] = half, full
        tabled(ground, numbers, firm, opening, values[place], many[place], tables[place])
    return Book(tables, values, pairs, many)


@compiled
def listed(
    ground: Ground, numbers: Numbers, opening: int, room: int, values: Int64, pairs: Int64
) -> tuple[int, int]:
    """The best pairs of size 1 and of size 2 into two rows each, best first; how many of each."""
    count = np.zeros(2, dtype=np.int64)
    floor = IMPOSSIBLE if ground.least[opening] > 0 else 0
    for pair in range(ground.starts[opening], ground.starts[opening + 1]):
        value = net(ground, numbers, opening, pair)
        row = ground.size[pair] - 1
        most = min(room // ground.size[pair], values.shape[1])
        if value <= floor or most <= 0 or ground.forced[pair]:
            continue
        if count[row] == most and value <= values[row, most - 1]:
            continue
        count[row] = min(count[row] + 1, most)
        place = count[row] - 1
        while place > 0 and values[row, place - 1] < value:
            values[row, place] = values[row, place - 1]
            pairs[row, place] = pairs[row, place - 1]
            place -= 1
        values[row, place] = value
        pairs[row, place] = pair
    return int(count[0]), int(count[1])


@compiled
def summed(values: Int64, count: int, skip: int, out: Int64) -> int:
    """Sums of the first values without the one skipped (-1 for none); how many there are."""
    out[0] = 0
    place = 0
    for one in range(count):
        if one != skip:
            out[place + 1] = out[place] + values[one]
            place += 1
    return place


@compiled
def merged(halves: Int64, half: int, fulls: Int64, full: int, room: int, worth: Int64) -> None:
    """What t people are worth, t = 0, 1, ..., from sums of the best of each size."""
    for people in range(len(worth)):
        worth[people] = IMPOSSIBLE
        low, high = max(0, people - half), min(full, people, room - people)
        for number in range(low, high + 1):
            value = fulls[number] + halves[people - number]
            worth[people] = max(worth[people], value)


@compiled
def tabled(
    ground: Ground, numbers: Numbers, firm: int, opening: int, values: Int64, count: Int64, table: Int64
) -> None:
    """What each number of people at an opening is worth, pins among them, into a table all IMPOSSIBLE before."""
    base, held, room = pinned(ground, numbers, opening)
    most = most_people(ground, firm, opening)
    if room < 0 or held > most:
        return
    worth = np.empty(min(most - held, room) + 1, dtype=np.int64)
    if ground.paired:
        sums = np.empty((2, max(count[0], count[1]) + 1), dtype=np.int64)
        half = summed(values[0], count[0], -1, sums[0])
        full = summed(values[1], count[1], -1, sums[1])
        merged(sums[0], half, sums[1], full, room, worth)
    else:
        counted(ground, knapsack(ground, numbers, firm, opening, room, len(worth)), room, worth)
    for people in range(len(worth)):
        if worth[people] > IMPOSSIBLE and allowed(ground, opening, people + held):
            table[people + held] = worth[people] + base
