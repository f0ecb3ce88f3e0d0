"""A market and its best choice in, the least and greatest prices that prove it out.

A price is what room for one more proposal is worth, in value units. Least prices are the least numbers with
p_k >= 0, p_k >= what an addition brings, and p_k >= p_j + (value_ik - value_ij) for each person i proposed at j and
not at k: the value of the best chain of moves that one more room at k sets off. Greatest prices likewise from
above: what the chain costs when one room is taken away. (Shapley and Shubik 1971; Demange and Gale 1985.)
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np

from matching.allocation.base import rising
from matching.allocation.base.market import Market
from matching.blocks.compiling import either
from matching.domain.allocation import NO_LIMIT
from matching.domain.columns import Bool, Int64

WORTH_COMPILING: Final = 20_000
"""Pairs from which the search for prices is compiled: speed alone."""


class NotOptimal(RuntimeError):
    """A chain of moves improves the choice for ever: it was not the best one."""


def both_prices(market: Market, chosen: Bool) -> tuple[Int64, Int64]:
    """Least and greatest prices, found side by side.

    Raises:
        NotOptimal: the choice is not the best one, so there are no such prices.
    """
    with ThreadPoolExecutor(1) as beside:
        least = beside.submit(least_prices, market, chosen)
        greatest = greatest_prices(market, chosen)
        return least.result(), greatest


def least_prices(market: Market, chosen: Bool) -> Int64:
    """Exact gain of room for one more proposal at each opening, shape (openings,).

    Raises:
        NotOptimal: the choice is not the best one, so there are no such prices.
    """
    proposals = market.proposals_of_people(chosen)
    may_add = ~chosen & (proposals < market.lists)[market.person]
    person, opening = market.person[may_add], market.opening[may_add]
    brings = market.value[may_add] + np.where(proposals[person] == 0, market.first[person], 0)
    prices = np.zeros(len(market.capacities), dtype=np.int64)
    np.maximum.at(prices, opening, brings)
    return _settled("least", market, chosen, prices)


def greatest_prices(market: Market, chosen: Bool) -> Int64:
    """Exact loss of room for one proposal at each opening, NO_LIMIT where there is none; shape (openings,).

    Raises:
        NotOptimal: the choice is not the best one, so there are no such prices.
    """
    proposals = market.proposals_of_people(chosen)
    full = market.proposals_of_openings(chosen) == market.capacities
    person, opening = market.person[chosen], market.opening[chosen]
    keeps = market.value[chosen] + np.where(proposals[person] == 1, market.first[person], 0)
    prices = np.where(full, NO_LIMIT, 0).astype(np.int64)
    np.minimum.at(prices, opening, keeps)
    return _settled("greatest", market, chosen, prices)


def _settled(which: str, market: Market, chosen: Bool, prices: Int64) -> Int64:
    functions: Any = either(rising, len(market.person), WORTH_COMPILING)
    graph = rising.Graph(
        market.starts, *market.by_person, market.person, market.opening, market.value, chosen
    )
    if not getattr(functions, which)(graph, prices):
        raise NotOptimal(which)
    return prices


def thresholds(market: Market, chosen: Bool, prices: Int64) -> Int64:
    """For each person, the number between what is proposed and what is not, net of prices; shape (people,).

    See Proof in the nouns: with it the certificate needs one comparison for each pair.
    """
    proposals = market.proposals_of_people(chosen)
    lowest = np.full(len(market.lists), NO_LIMIT, dtype=np.int64)
    person, opening = market.person[chosen], market.opening[chosen]
    np.minimum.at(lowest, person, market.value[chosen] - prices[opening])
    partly = np.where(proposals < market.lists, np.minimum(lowest, 0), lowest)
    return np.where(proposals == 0, -market.first, partly)


def bound_of(market: Market, chosen: Bool, prices: Int64, threshold: Int64) -> int:
    """The value no choice of pairs can pass at these prices, in whole numbers."""
    open_people = market.lists > 0
    rents = np.maximum(market.first + threshold, 0) + (market.lists - 1) * np.maximum(threshold, 0)
    surplus = market.value[chosen] - prices[market.opening[chosen]] - threshold[market.person[chosen]]
    rooms = zip(market.capacities.tolist(), prices.tolist(), strict=True)
    # Python's own whole numbers: at the size of a country the sums outgrow 64 bits, though no term does.
    paid: int = sum(room * price for room, price in rooms)
    people: int = sum(rents[open_people].tolist())
    pairs: int = sum(surplus.tolist())
    return paid + people + pairs
