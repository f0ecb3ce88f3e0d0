"""People bid for seats until nobody is outbid: prices near the best ones, soon found; a marked function.

Everyone bids for what is worth most to her at the prices so far: as much as leaves it worth a step less than her
next choice. A full opening passes over its lowest bid, and that is its price (the auction of Bertsekas 1988).
What is found is a beginning and proves nothing.
"""

from typing import NamedTuple

import numpy as np

from matching.blocks.compiling import compiled
from matching.domain.columns import Int32, Int64


class Bidders(NamedTuple):
    """The pairs of a market by person, person i has begins[i]:begins[i + 1], and who bids in turn."""

    begins: Int64
    opening: Int32
    points: Int64
    capacities: Int64
    turns: Int32
    """Each person as often as she may have a proposal."""


class Bids(NamedTuple):
    """Bids accepted: opening j has a heap, the lowest first, from starts[j] on."""

    starts: Int64
    size: Int64
    amount: Int64
    bidder: Int32


@compiled
def bid(bidders: Bidders, price: Int64, step: int, effort: int) -> None:
    """Raise prices from those given, until everyone has a seat or wants none, or too many pairs were looked at."""
    bids, turns = _no_bids(bidders.capacities), bidders.turns.copy()
    at, left = 0, len(turns)
    while left > 0 and effort > 0:
        person = turns[at]
        at, left = (at + 1) % len(turns), left - 1
        where, best, second = -1, 0, 0
        for pair in range(bidders.begins[person], bidders.begins[person + 1]):
            net = bidders.points[pair] - price[bidders.opening[pair]]
            if net > best:
                where, best, second = bidders.opening[pair], net, best
            elif net > second:
                second = net
        effort -= bidders.begins[person + 1] - bidders.begins[person] + 1
        if where < 0 or bidders.capacities[where] <= 0:
            continue
        amount = price[where] + best - second + step
        if bids.size[where] < bidders.capacities[where]:
            _join(bids, where, amount, person)
        else:
            turns[(at + left) % len(turns)] = bids.bidder[bids.starts[where]]
            left += 1
            _outbid(bids, where, amount, person)
        if bids.size[where] == bidders.capacities[where]:
            price[where] = bids.amount[bids.starts[where]]


@compiled
def _no_bids(capacities: Int64) -> Bids:
    starts = np.zeros(len(capacities) + 1, np.int64)
    for opening in range(len(capacities)):
        starts[opening + 1] = starts[opening] + max(capacities[opening], 0)
    return Bids(
        starts,
        np.zeros(len(capacities), np.int64),
        np.empty(starts[-1], np.int64),
        np.empty(starts[-1], np.int32),
    )


@compiled
def _join(bids: Bids, opening: int, amount: int, person: int) -> None:
    """One more bid than before."""
    start, at = bids.starts[opening], bids.size[opening]
    while at > 0 and bids.amount[start + (at - 1) // 2] > amount:
        up = (at - 1) // 2
        bids.amount[start + at], bids.bidder[start + at] = bids.amount[start + up], bids.bidder[start + up]
        at = up
    bids.amount[start + at], bids.bidder[start + at] = amount, person
    bids.size[opening] += 1


@compiled
def _outbid(bids: Bids, opening: int, amount: int, person: int) -> None:
    """A bid in the place of the lowest one."""
    start, size, at = bids.starts[opening], bids.size[opening], 0
    while 2 * at + 1 < size:
        down = 2 * at + 1
        if down + 1 < size and bids.amount[start + down + 1] < bids.amount[start + down]:
            down += 1
        if bids.amount[start + down] >= amount:
            break
        bids.amount[start + at], bids.bidder[start + at] = (
            bids.amount[start + down],
            bids.bidder[start + down],
        )
        at = down
    bids.amount[start + at], bids.bidder[start + at] = amount, person
