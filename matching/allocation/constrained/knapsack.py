"""What each number of people at one opening is worth where sizes are any whole numbers: the knapsack table."""

import numpy as np

from matching.allocation.constrained.ground import IMPOSSIBLE, Ground, Numbers, net
from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int64


@compiled
def is_counted(ground: Ground, firm: int, opening: int) -> bool:
    """Whether anything but size limits how many people an opening takes."""
    if ground.totals[firm] >= 0 or ground.least[opening] > 0:
        return True
    return bool(ground.most[opening] < ground.capacities[opening])


@compiled
def candidates(ground: Ground, numbers: Numbers, opening: int, room: int) -> tuple[Int64, Int64]:
    """The pairs of an opening that could be worth taking, and what each is worth."""
    floor = IMPOSSIBLE if ground.least[opening] > 0 else 0
    count = int(ground.starts[opening + 1] - ground.starts[opening])
    pairs, values = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    place = 0
    for pair in range(ground.starts[opening], ground.starts[opening + 1]):
        value = net(ground, numbers, opening, pair)
        if value > floor and ground.size[pair] <= room and not ground.forced[pair]:
            pairs[place], values[place] = pair, value
            place += 1
    return pairs[:place], values[:place]


@compiled
def knapsack(
    ground: Ground, numbers: Numbers, firm: int, opening: int, room: int, rows: int
) -> tuple[Int64, Bool, Int64]:
    """The best worth of t people in room c, what was taken for it, and the pairs: shapes (t, c), (pairs, t, c).

    Where people are not counted there is one row, of any number of them.
    """
    pairs, values = candidates(ground, numbers, opening, room)
    tally = is_counted(ground, firm, opening)
    height = rows if tally else 1
    grid = np.full((height, room + 1), IMPOSSIBLE, dtype=np.int64)
    grid[0, :] = 0
    taken = np.zeros((len(pairs), height, room + 1), dtype=np.bool_)
    for place in range(len(pairs)):
        size = ground.size[pairs[place]]
        for row in range(height - 1, -1 if not tally else 0, -1):
            before = row - 1 if tally else 0
            for left in range(room, size - 1, -1):
                value = grid[before, left - size]
                if value > IMPOSSIBLE and value + values[place] > grid[row, left]:
                    grid[row, left] = value + values[place]
                    taken[place, row, left] = True
    return grid, taken, pairs


@compiled
def picked(ground: Ground, solved: tuple[Int64, Bool, Int64], row: int, room: int) -> Int64:
    """The pairs behind one number of a knapsack table."""
    _, taken, pairs = solved
    tally = taken.shape[1] > 1
    out = np.empty(len(pairs), dtype=np.int64)
    count = 0
    for place in range(len(pairs) - 1, -1, -1):
        if taken[place, row, room]:
            out[count] = pairs[place]
            count += 1
            room -= ground.size[pairs[place]]
            row -= 1 if tally else 0
    return out[:count]


@compiled
def counted(ground: Ground, solved: tuple[Int64, Bool, Int64], room: int, worth: Int64) -> None:
    """What t people are worth, t = 0, 1, ..., from a knapsack table; without counting only the best is told."""
    grid = solved[0]
    worth[:] = IMPOSSIBLE
    if len(grid) > 1 or len(worth) == 1:
        for people in range(min(len(worth), len(grid))):
            worth[people] = grid[people, room]
    else:
        worth[0] = 0
        worth[len(picked(ground, solved, 0, room))] = grid[0, room]
