"""What forcing each pair in would lose of the most its employer's openings can be worth."""

from typing import Final

import numpy as np

from matching.allocation.constrained.firms import joined, shared
from matching.allocation.constrained.ground import IMPOSSIBLE, Ground, Numbers, most_people, net, pinned
from matching.allocation.constrained.knapsack import counted, knapsack
from matching.allocation.constrained.tables import Book, booked, merged, summed
from matching.blocks.compiling import compiled
from matching.domain.columns import Int64

NEVER: Final = 1 << 60
"""The loss of a pair that cannot be chosen."""


@compiled
def beside(ground: Ground, firm: int, tables: Int64, out: Int64) -> None:
    """For each opening, the best of all others of its employer when it takes t people, shape (openings, t)."""
    size, wide = tables.shape
    people = np.zeros(size, dtype=np.int64)
    if ground.totals[firm] < 0:
        total = shared(ground, firm, tables, people)
        for place in range(size):
            out[place, :] = total - tables[place, people[place]] if total > IMPOSSIBLE else IMPOSSIBLE
        return
    room = min(ground.totals[firm], size * (wide - 1))
    before = np.full((size + 1, room + 1), IMPOSSIBLE, dtype=np.int64)
    after = np.full((size + 1, room + 1), IMPOSSIBLE, dtype=np.int64)
    rest, pick = np.empty(room + 1, dtype=np.int64), np.empty(room + 1, dtype=np.int64)
    before[0, 0], after[size, 0] = 0, 0
    for place in range(size):
        joined(before[place], tables[place], before[place + 1], pick)
        back = size - 1 - place
        joined(after[back + 1], tables[back], after[back], pick)
    for place in range(size):
        joined(before[place], after[place + 1], rest, pick)
        best = IMPOSSIBLE
        filled = 0
        for left in range(wide):
            out[place, left] = IMPOSSIBLE
        for used in range(room + 1):
            best = max(best, rest[used])
            filled = room - used
            if filled < wide:
                out[place, filled] = best
        for left in range(min(filled, wide)):
            out[place, left] = best


@compiled
def with_one(ground: Ground, opening: int, held: int, worth: Int64, rest: Int64) -> int:
    """The best of an employer when one more pair, worth nothing, is forced at an opening."""
    best = IMPOSSIBLE
    for free in range(len(worth)):
        people = free + held + 1
        able = people < len(rest) and ground.least[opening] <= people <= ground.most[opening]
        if able and worth[free] > IMPOSSIBLE and rest[people] > IMPOSSIBLE:
            best = max(best, worth[free] + rest[people])
    return int(best)


@compiled
def forced_best(
    ground: Ground, numbers: Numbers, firm: int, place: int, book: Book, size: int, skip: int, rest: Int64
) -> int:
    """The best of an employer when a pair of this size, worth nothing, is forced at an opening.

    `skip` is its place among those listed of its size, which is then not used again; -1 where it is not listed.
    """
    opening = ground.order[ground.employers[firm] + place]
    base, held, room = pinned(ground, numbers, opening)
    most = min(most_people(ground, firm, opening) - held - 1, room - size)
    if most < 0:
        return IMPOSSIBLE
    worth = np.empty(most + 1, dtype=np.int64)
    if ground.paired:
        count = book.many[place]
        sums = np.empty((2, max(count[0], count[1]) + 1), dtype=np.int64)
        half = summed(book.values[place, 0], count[0], skip if size == 1 else -1, sums[0])
        full = summed(book.values[place, 1], count[1], skip if size == 2 else -1, sums[1])
        merged(sums[0], half, sums[1], full, room - size, worth)
    else:
        counted(ground, knapsack(ground, numbers, firm, opening, room - size, most + 1), room - size, worth)
    best = with_one(ground, opening, held, worth, rest)
    return best if best == IMPOSSIBLE else best + base


@compiled
def lost(ground: Ground, numbers: Numbers, loss: Int64) -> None:
    """What each pair loses at least of its employer's best when it is forced, NEVER where it cannot be chosen."""
    for firm in range(len(ground.employers) - 1):
        book = booked(ground, numbers, firm)
        rest = np.empty(book.tables.shape, dtype=np.int64)
        best = shared(ground, firm, book.tables, np.zeros(len(rest), dtype=np.int64))
        beside(ground, firm, book.tables, rest)
        for place in range(len(rest)):
            lost_at(ground, numbers, firm, place, book, best, rest[place], loss)


@compiled
def lost_at(
    ground: Ground, numbers: Numbers, firm: int, place: int, book: Book, best: int, rest: Int64, loss: Int64
) -> None:
    """The losses of the pairs of one opening, by its place in the book."""
    opening = ground.order[ground.employers[firm] + place]
    begin, end = ground.starts[opening], ground.starts[opening + 1]
    most = 0
    for pair in range(begin, end):
        most = max(most, ground.size[pair])
    others = np.full(most + 1, IMPOSSIBLE, dtype=np.int64)
    for size in range(1, most + 1):
        others[size] = forced_best(ground, numbers, firm, place, book, size, -1, rest)
    for pair in range(begin, end):
        loss[pair] = less(ground, numbers, opening, pair, best, others[ground.size[pair]])
    for row in range(2):
        for one in range(book.many[place, row]):
            other = forced_best(ground, numbers, firm, place, book, row + 1, one, rest)
            pair = book.pairs[place, row, one]
            loss[pair] = less(ground, numbers, opening, pair, best, other)


@compiled
def less(ground: Ground, numbers: Numbers, opening: int, pair: int, best: int, other: int) -> int:
    """What a pair loses of the best, from what others are worth beside it."""
    if ground.forced[pair]:
        return 0
    if other == IMPOSSIBLE:
        return NEVER
    return int(max(best - other - net(ground, numbers, opening, pair), 0))
