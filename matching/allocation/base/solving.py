"""A market in, the best choice of the pairs it holds out: shortest paths, or OR-Tools' flow where they toil."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from matching.allocation.base import flow, mending, paths
from matching.allocation.base.market import Market
from matching.blocks.compiling import either
from matching.domain.columns import Bool, Int64

EFFORT: Final = 500
"""Pairs that may be looked at for each pair held, in all rounds, before the search for paths is given up."""

MENDING: Final = 100
"""As many where only some people are placed anew, each time."""

WORTH_COMPILING: Final = 20_000
"""Pairs held from which the search is compiled: speed alone."""

WORTH_MENDING: Final = 20
"""One in so many people may be tempted away before all is solved anew: speed alone."""

ALGORITHM: Final = "shortest_paths_on_core"


@dataclass(frozen=True, eq=False)
class Choice:
    """The pairs chosen, shape (pairs,), how they were found, and how much of the effort for each pair it took."""

    chosen: Bool
    algorithm: str
    spent: int = 0


def best_choice(market: Market, effort: int = EFFORT, prices: Int64 | None = None) -> Choice:
    """Most people, then most proposals, then most points; or most points alone, where the market's units say so.

    The effort counts operations and not seconds, so the same market is always solved in the same way. Prices near
    the best ones shorten the search and change nothing else.
    """
    nothing, left = np.zeros(len(market.person), dtype=np.bool_), -1
    if prices is None:
        standing = _standing(market, nothing, np.zeros_like(market.capacities), -market.first)
        search: Any = either(paths, len(market.person), WORTH_COMPILING)
        left = search.open_seats(_listed(market), standing, effort * _size(market))
    elif effort >= 0:
        standing = _standing(market, nothing, prices, -market.first)
        search = either(mending, len(market.person), WORTH_COMPILING)
        left = search.begin(_listed(market), standing, market.by_person, effort * _size(market))
    if left < 0:
        return Choice(flow.best_choice(market), flow.ALGORITHM, effort + 1)
    return Choice(standing.chosen, ALGORITHM, effort - left // _size(market))


def chosen_again(
    market: Market, before: Choice, prices: Int64, threshold: Int64, effort: int = EFFORT
) -> Choice:
    """The best choice of a market that holds more pairs than before, when a best choice of those was `before`.

    `before` is told in the pairs held now, with prices that proved it among those held then.
    """
    net = market.value - prices[market.opening] - threshold[market.person]
    is_tempted = np.zeros(len(market.lists), dtype=np.bool_)
    is_tempted[market.person[(net > 0) & ~before.chosen]] = True
    tempted = np.flatnonzero(is_tempted).astype(np.int32)
    if not len(tempted):
        return replace(before, spent=0)
    if len(tempted) * WORTH_MENDING > len(market.lists):
        return best_choice(market, effort, prices)
    standing = _standing(market, before.chosen, prices, threshold)
    functions: Any = either(mending, len(market.person), WORTH_COMPILING)
    left = functions.mend(_listed(market), standing, tempted, market.by_person, MENDING * _size(market))
    return Choice(standing.chosen, before.algorithm) if left >= 0 else best_choice(market, effort, prices)


def _size(market: Market) -> int:
    return len(market.person) + len(market.lists) + len(market.capacities) + 1


def _listed(market: Market) -> paths.Listed:
    return paths.Listed(
        starts=market.starts,
        person=market.person,
        opening=market.opening,
        value=market.value,
        lists=market.lists.copy(),
        first=market.first,
        capacities=market.capacities,
    )


def _standing(market: Market, chosen: Bool, prices: Int64, threshold: Int64) -> paths.Standing:
    people = len(market.lists)
    holds = np.full((people, max(int(market.lists.max(initial=0)), 1)), -1, dtype=np.int64)
    held = np.flatnonzero(chosen)
    held = held[np.argsort(market.person[held], kind="stable")]
    count = market.proposals_of_people(chosen)
    holds[market.person[held], np.arange(len(held)) - np.repeat(np.cumsum(count) - count, count)] = held
    return paths.Standing(
        chosen=chosen.copy(),
        holds=holds,
        held=count,
        taken=market.proposals_of_openings(chosen),
        price=prices.copy(),
        threshold=threshold.copy(),
    )
