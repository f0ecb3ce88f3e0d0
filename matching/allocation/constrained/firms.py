"""The most each employer's openings can be worth together, and which pairs that is."""

import numpy as np

from matching.allocation.constrained.ground import IMPOSSIBLE, Ground, Numbers, pinned
from matching.allocation.constrained.knapsack import knapsack, picked
from matching.allocation.constrained.tables import Book, booked
from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int64


@compiled
def joined(first: Int64, second: Int64, out: Int64, pick: Int64) -> None:
    """The best of two tables for each number of people in both; how many of them are of the second."""
    for people in range(len(out)):
        out[people] = IMPOSSIBLE
        pick[people] = 0
        for mine in range(max(0, people - len(first) + 1), min(people + 1, len(second))):
            if first[people - mine] > IMPOSSIBLE and second[mine] > IMPOSSIBLE:
                value = first[people - mine] + second[mine]
                if value > out[people]:
                    out[people] = value
                    pick[people] = mine


@compiled
def best_place(table: Int64) -> int:
    """Where a table is greatest, the first of equals."""
    best = 0
    for people in range(len(table)):
        if table[people] > table[best]:
            best = people
    return best


@compiled
def solved(ground: Ground, numbers: Numbers, worth: Int64, chosen: Bool) -> None:
    """What each employer's openings are worth at most, IMPOSSIBLE where nothing keeps its limits, into `worth`.

    The pairs that reach it are marked in `chosen`, which is all False before.
    """
    for firm in range(len(worth)):
        book = booked(ground, numbers, firm)
        people = np.zeros(len(book.tables), dtype=np.int64)
        worth[firm] = shared(ground, firm, book.tables, people)
        if worth[firm] > IMPOSSIBLE:
            for place in range(len(people)):
                mark(ground, numbers, firm, place, book, people[place], chosen)


@compiled
def shared(ground: Ground, firm: int, tables: Int64, people: Int64) -> int:
    """The best of an employer from the tables of its openings; how many people each then takes into `people`."""
    total = 0
    if ground.totals[firm] < 0:
        for place in range(len(tables)):
            people[place] = best_place(tables[place])
            if tables[place, people[place]] == IMPOSSIBLE:
                return IMPOSSIBLE
            total += tables[place, people[place]]
        return int(total)
    room = min(ground.totals[firm], len(tables) * (tables.shape[1] - 1))
    best = np.zeros((len(tables) + 1, room + 1), dtype=np.int64)
    pick = np.zeros((len(tables) + 1, room + 1), dtype=np.int64)
    best[0, 1:] = IMPOSSIBLE
    for place in range(len(tables)):
        joined(best[place], tables[place], best[place + 1], pick[place + 1])
    left = best_place(best[len(tables)])
    total = best[len(tables), left]
    for place in range(len(tables) - 1, -1, -1):
        people[place] = pick[place + 1, left]
        left -= people[place]
    return int(total)


@compiled
def mark(
    ground: Ground, numbers: Numbers, firm: int, place: int, book: Book, people: int, chosen: Bool
) -> None:
    """Mark the best pairs of an opening, by its place in the book, that takes so many people."""
    opening = ground.order[ground.employers[firm] + place]
    _, held, room = pinned(ground, numbers, opening)
    for pair in range(ground.starts[opening], ground.starts[opening + 1]):
        if ground.forced[pair]:
            chosen[pair] = True
    free = people - held
    if free == 0:
        return
    if not ground.paired:
        grid = knapsack(ground, numbers, firm, opening, room, free + 1)
        for pair in picked(ground, grid, len(grid[0]) - 1, room):
            chosen[pair] = True
        return
    values, half, full = book.values[place], book.many[place, 0], book.many[place, 1]
    best, twos = IMPOSSIBLE, 0
    for number in range(max(0, free - half), min(full, free, room - free) + 1):
        value = values[0, : free - number].sum() + values[1, :number].sum()
        if value > best:
            best, twos = value, number
    for one in range(twos):
        chosen[book.pairs[place, 1, one]] = True
    for one in range(free - twos):
        chosen[book.pairs[place, 0, one]] = True
