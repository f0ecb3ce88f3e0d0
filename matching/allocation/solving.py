"""A market in, the best choice of the pairs it holds out: shortest paths, or OR-Tools' flow where they toil."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from matching.allocation import flow, mending, paths
from matching.allocation.market import Market
from matching.blocks.compiling import either
from matching.domain.columns import Bool, Int64

EFFORT: Final = 500
"""Pairs that may be looked at for each pair held before the search for paths is given up."""

WORTH_COMPILING: Final = 20_000
"""Pairs held from which the search is compiled: speed alone."""

WORTH_MENDING: Final = 20
"""One in so many people may be tempted away before all is solved anew: speed alone."""

ALGORITHM: Final = "shortest_paths_on_core"


@dataclass(frozen=True, eq=False)
class Choice:
    """The pairs chosen, shape (pairs,), and how they were found."""

    chosen: Bool
    algorithm: str


def best_choice(market: Market, effort: int = EFFORT) -> Choice:
    """Most people, then most proposals, then most points; or most points alone, where the market's units say so.

    The effort counts operations and not seconds, so the same market is always solved in the same way.
    """
    functions: Any = either(paths, len(market.person), WORTH_COMPILING)
    openings = len(market.capacities)
    nothing = np.zeros(len(market.person), dtype=np.bool_)
    standing = _standing(market, nothing, np.zeros(openings, dtype=np.int64), -market.first)
    if functions.open_seats(_listed(market), standing, _allowance(market, effort)) < 0:
        return Choice(flow.best_choice(market), flow.ALGORITHM)
    return Choice(standing.chosen, ALGORITHM)


def chosen_again(
    market: Market, before: Choice, prices: Int64, threshold: Int64, effort: int = EFFORT
) -> Choice:
    """The best choice of a market that holds more pairs than before, when a best choice of those was `before`.

    `before` is told in the pairs held now, with prices that proved it among those held then.
    """
    net = market.value - prices[market.opening] - threshold[market.person]
    tempted = np.unique(market.person[(net > 0) & ~before.chosen])
    if not len(tempted):
        return before
    if before.algorithm != ALGORITHM or len(tempted) * WORTH_MENDING > len(market.lists):
        return best_choice(market, effort)
    standing = _standing(market, before.chosen, prices, threshold)
    functions: Any = either(mending, len(market.person), WORTH_COMPILING)
    order = np.argsort(market.person, kind="stable")
    left = functions.mend(_listed(market), standing, tempted, order, _allowance(market, effort))
    return Choice(standing.chosen, ALGORITHM) if left >= 0 else best_choice(market, effort)


def _allowance(market: Market, effort: int) -> int:
    return effort * (len(market.person) + len(market.lists) + len(market.capacities))


def _listed(market: Market) -> paths.Listed:
    return paths.Listed(
        starts=np.searchsorted(market.opening, np.arange(len(market.capacities) + 1)).astype(np.int64),
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
