"""A market in, its best choice with both price vectors out: solved on a core of pairs, proven over all of them.

A choice that is best within the core, at prices at which no pair outside it would be preferred, is best over all
pairs; and the core's least (greatest) prices are then the least (greatest) of the whole market, because more pairs
can only raise (lower) them. Pairs that break the proof join the core, so the last round is always a proof.
"""

from dataclasses import dataclass, replace

import numpy as np

from matching.allocation.flow import best_choice
from matching.allocation.market import Market
from matching.allocation.prices import greatest_prices, least_prices, moves, thresholds
from matching.domain.columns import Bool, Int64

SMALL = 200_000
"""Pairs up to which the core is everything."""

PER_ROOM, BESIDE = 8, 16
"""The core begins with each opening's best 8 pairs per room and 16 more, and each person's best (trials)."""


@dataclass(frozen=True, eq=False)
class Solution:
    """A best choice and what proves it."""

    chosen: Bool
    prices: Int64
    greatest: Int64


def solve_market(
    market: Market, *, small: int = SMALL, per_room: int = PER_ROOM, beside: int = BESIDE
) -> Solution:
    """The best choice of pairs with least and greatest prices that hold for every pair of the market.

    The numbers of the first core change how long it takes and nothing else.
    """
    core = _first_core(market, small, per_room, beside)
    while True:
        places = np.flatnonzero(core)
        part = _only(market, places)
        picked = best_choice(part)
        between = moves(part, picked)
        prices, greatest = least_prices(part, picked, between), greatest_prices(part, picked, between)
        chosen = np.zeros(len(core), dtype=np.bool_)
        chosen[places[picked]] = True
        broken = _breaks(market, chosen, prices) | _breaks(market, chosen, greatest)
        if not broken.any():
            return Solution(chosen, prices, greatest)
        core |= broken


def _first_core(market: Market, small: int, per_room: int, beside: int) -> Bool:
    pairs = len(market.person)
    if pairs <= small:
        return np.ones(pairs, dtype=np.bool_)
    best = np.full(len(market.lists), -1)
    np.maximum.at(best, market.person, market.value)
    core: Bool = market.value == best[market.person]
    starts = np.searchsorted(market.opening, np.arange(len(market.capacities) + 1))
    for opening, room in enumerate(market.capacities.tolist()):
        values = market.value[starts[opening] : starts[opening + 1]]
        count = max(per_room * room + beside, 1)
        if count < len(values):
            least = np.partition(values, len(values) - count)[len(values) - count]
            core[starts[opening] : starts[opening + 1]] |= values >= least
        else:
            core[starts[opening] : starts[opening + 1]] = True
    return core


def _only(market: Market, places: Int64) -> Market:
    return replace(
        market, person=market.person[places], opening=market.opening[places], value=market.value[places]
    )


def _breaks(market: Market, chosen: Bool, prices: Int64) -> Bool:
    """Pairs not chosen that would be preferred at these prices, shape (pairs,)."""
    net = market.value - prices[market.opening]
    return ~chosen & (net > thresholds(market, chosen, prices)[market.person])
