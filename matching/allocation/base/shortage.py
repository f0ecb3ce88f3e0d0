"""Where people are short of seats, whoever gets them: marked functions.

One after another is given a seat, others moving on where they must (augmenting paths, Berge 1957). Where that
fails, the openings that she and all who would have to move could have are full and stay so, and nobody need look
there again: there one seat more is one person more.
"""

from typing import Final, NamedTuple

import numpy as np

from matching.allocation.base.bidding import Bidders
from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int32, Int64

NOBODY: Final = -1


class Seats(NamedTuple):
    """Opening j has the seats starts[j]:starts[j + 1], taken up to taken[j]."""

    starts: Int64
    taken: Int64
    place: Int32
    """The opening of each seat."""
    holder: Int32
    """Who has each seat that is taken."""


class Search(NamedTuple):
    """Openings one search came to: the turn it was, whose seat they came from (NOBODY's: hers), in order."""

    turn: Int64
    giver: Int64
    queue: Int32


@compiled
def short_of_seats(bidders: Bidders, effort: int) -> Bool:
    """Openings at which one seat more is one more who has a seat, shape (openings,).

    Those found until too many pairs were looked at.
    """
    openings = len(bidders.capacities)
    seats = _seats(bidders.capacities)
    search = Search(np.full(openings, -1), np.empty(openings, np.int64), np.empty(openings, np.int32))
    short: Bool = seats.starts[:-1] == seats.starts[1:]
    for turn in range(len(bidders.turns)):
        found, size, looked = _seek(bidders, seats, search, short, turn)
        effort -= looked
        if effort < 0:
            break
        if found < 0:
            short[search.queue[:size]] = True
        else:
            _seat(seats, search, found, bidders.turns[turn])
    short &= bidders.capacities > 0
    return short


@compiled
def _seats(capacities: Int64) -> Seats:
    starts = np.zeros(len(capacities) + 1, np.int64)
    for opening in range(len(capacities)):
        starts[opening + 1] = starts[opening] + max(capacities[opening], 0)
    place = np.empty(starts[-1], np.int32)
    for opening in range(len(capacities)):
        place[starts[opening] : starts[opening + 1]] = opening
    return Seats(starts, starts[:-1].copy(), place, np.empty(starts[-1], np.int32))


@compiled
def _seek(bidders: Bidders, seats: Seats, search: Search, short: Bool, turn: int) -> tuple[int, int, int]:
    """The nearest opening with a free seat, or -1; how many openings without, and how many pairs, were seen."""
    person, giver, size, at, looked = bidders.turns[turn], NOBODY, 0, 0, 0
    while True:
        looked += bidders.begins[person + 1] - bidders.begins[person] + 1
        for opening in bidders.opening[bidders.begins[person] : bidders.begins[person + 1]]:
            if short[opening] or search.turn[opening] == turn:
                continue
            search.turn[opening], search.giver[opening] = turn, giver
            if seats.taken[opening] < seats.starts[opening + 1]:
                return opening, size, looked
            search.queue[size] = opening
            size += 1
        giver += 1
        if at == 0 or giver == seats.taken[search.queue[at - 1]]:
            if at == size:
                return -1, size, looked
            giver, at = seats.starts[search.queue[at]], at + 1
        person = seats.holder[giver]


@compiled
def _seat(seats: Seats, search: Search, opening: int, person: int) -> None:
    """Let a person have a seat, and everyone on the way to the free one move on."""
    free = seats.taken[opening]
    seats.taken[opening] += 1
    while search.giver[opening] != NOBODY:
        giver = search.giver[opening]
        seats.holder[free] = seats.holder[giver]
        free, opening = giver, seats.place[giver]
    seats.holder[free] = person
