"""Columns of pairs, openings and employers as loops read them, and what a pair is worth in them.

Plain loops over whole-number columns, read by the interpreter for small rounds and compiled for large ones.
"""

from typing import Final, NamedTuple

from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int32, Int64

IMPOSSIBLE: Final = -(1 << 60)


class Ground(NamedTuple):
    """Columns of pairs and openings that do not change while numbers are sought; all values are scaled."""

    starts: Int64
    person: Int32
    worth: Int64
    size: Int64
    forced: Bool
    capacities: Int64
    least: Int64
    most: Int64
    may_be_none: Bool
    order: Int64
    employers: Int64
    totals: Int64
    limit_starts: Int64
    """Where the limits of each opening that are about some people begin, shape (openings + 1,)."""
    limit: Int64
    tables: Bool
    """The people each such limit counts, shape (limits of this kind, people)."""
    paired: bool
    """Whether all sizes are 1 and 2."""


class Numbers(NamedTuple):
    """Whole-number multipliers: of people, of openings, and of limits about some people at some openings."""

    person: Int64
    opening: Int64
    limit: Int64


@compiled
def net(ground: Ground, numbers: Numbers, opening: int, pair: int) -> int:
    """What a pair is worth less all numbers that concern it."""
    who = ground.person[pair]
    value = ground.worth[pair] - numbers.person[who] - numbers.opening[opening]
    for place in range(ground.limit_starts[opening], ground.limit_starts[opening + 1]):
        if ground.tables[ground.limit[place], who]:
            value -= numbers.limit[ground.limit[place]]
    return int(value)


@compiled
def pinned(ground: Ground, numbers: Numbers, opening: int) -> tuple[int, int, int]:
    """Of the forced pairs of an opening: their worth, how many, and the room they leave."""
    value, count, room = 0, 0, ground.capacities[opening]
    for pair in range(ground.starts[opening], ground.starts[opening + 1]):
        if ground.forced[pair]:
            value += net(ground, numbers, opening, pair)
            count += 1
            room -= ground.size[pair]
    return value, count, int(room)


@compiled
def allowed(ground: Ground, opening: int, people: int) -> bool:
    """Whether an opening may take so many people."""
    if people == 0 and ground.may_be_none[opening]:
        return True
    return bool(ground.least[opening] <= people <= ground.most[opening])


@compiled
def most_people(ground: Ground, firm: int, opening: int) -> int:
    """The most people an opening could take, of the room and totals alone."""
    most = min(ground.capacities[opening], ground.most[opening])
    if ground.totals[firm] >= 0:
        most = min(most, ground.totals[firm])
    return int(max(most, 0))


@compiled
def width(ground: Ground, firm: int) -> int:
    """One more than the most people any opening of an employer could take."""
    widest = 0
    for place in range(ground.employers[firm], ground.employers[firm + 1]):
        widest = max(widest, most_people(ground, firm, ground.order[place]))
    return widest + 1
