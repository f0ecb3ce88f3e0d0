"""A market in, a core of pairs and prices near the best ones out: where to begin, which changes no result."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from matching.allocation.base import bidding, shortage
from matching.allocation.base.market import Market, View
from matching.blocks.compiling import either
from matching.domain.columns import Int64

NEAR: Final = 8
"""Pairs of each person in the core."""

STEPS: Final = 8, 1
"""By how many points a bid goes beyond what it must, one turn after another."""

TURNS: Final = 3
"""Turns of bids and of each person's nearest pairs at them, unless few of these are new before."""

FEW_NEW: Final = 4
"""Fewer new pairs than one in so many."""

EFFORT: Final = 200
"""Pairs looked at for each pair held, before bidding stops where it is."""

EFFORT_OF_SEATS: Final = 50
"""As many before the search for where people are short of seats does."""

EFFORT_OF_CORE: Final = 500
EFFORT_OF_ALL: Final = 40
"""As many when a guess is solved."""

WORTH_COMPILING: Final = 20_000
"""Pairs from which bidding is compiled: speed alone."""


@dataclass(frozen=True, eq=False)
class Guess:
    """A market that holds a core of pairs, and prices."""

    market: Market
    prices: Int64
    effort: int
    """The most that may be looked at for each pair held, when it is solved from here."""


def guessed(market: Market, near: int = NEAR) -> Guess:
    """Begin with the pairs held and each person's nearest, at prices at which some of them were bid for."""
    prices = np.zeros(len(market.capacities), dtype=np.int64)
    heard = market
    for _ in range(TURNS):
        more = heard.holding(market.nearest(prices, near))
        new = len(more.keys) - len(heard.keys)
        heard, prices = more, _bid_for(more)
        if new * FEW_NEW < len(more.keys):
            break
    core = market.holding(market.nearest(prices, near))
    return Guess(core, prices + _of_seats(core), EFFORT_OF_CORE)


def guessed_of_all(market: Market) -> Guess:
    """Begin with all pairs, which must have room in memory, at prices at which they were bid for."""
    nothing = np.zeros(len(market.capacities), dtype=np.int64)
    found, _ = market.above(View(nothing, np.zeros(len(market.lists), dtype=np.int64), 0))
    whole = market.holding(found)
    return Guess(whole, _bid_for(whole) + _of_seats(whole), EFFORT_OF_ALL)


def _bid_for(market: Market) -> Int64:
    """Prices in points, shape (openings,), at which each pair held was bid for."""
    functions: Any = either(bidding, len(market.person), WORTH_COMPILING)
    prices, bidders = np.zeros(len(market.capacities), dtype=np.int64), _bidders(market, market.lists)
    for step in STEPS:
        prices = np.maximum(prices - 2 * step, 0)
        functions.bid(bidders, prices, step, EFFORT * (len(market.person) + len(bidders.turns)))
    return prices


def _of_seats(market: Market) -> Int64:
    """What a seat is worth beyond points where people are short of them, shape (openings,)."""
    worth = np.zeros(len(market.capacities), dtype=np.int64)
    functions: Any = either(shortage, len(market.person), WORTH_COMPILING)
    first = np.where(market.pinned, 0, np.minimum(market.lists, 1))
    effort = EFFORT_OF_SEATS * (len(market.person) + len(market.lists))
    for unit, lists in ((market.scale.person, first), (market.scale.proposal, market.lists)):
        if unit:
            worth += unit * functions.short_of_seats(_bidders(market, lists), effort)
    return worth


def _bidders(market: Market, lists: Int64) -> bidding.Bidders:
    order, begins = market.by_person
    points = market.value[order] - market.scale.proposal
    turns = np.repeat(np.arange(len(lists), dtype=np.int32), np.maximum(lists, 0))
    return bidding.Bidders(begins, market.opening[order], points, market.capacities, turns)
