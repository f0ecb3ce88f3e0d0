"""A market and its best choice in, the least and greatest prices that prove it out.

A price is what room for one more proposal is worth, in value units. Least prices are the least numbers with
p_k >= 0, p_k >= what an addition brings, and p_k >= p_j + (value_ik - value_ij) for each person i proposed at j and
not at k: the value of the best chain of moves that one more room at k sets off. Greatest prices likewise from
above: what the chain costs when one room is taken away. (Shapley and Shubik 1971; Demange and Gale 1985.)
"""

from dataclasses import dataclass

import numpy as np

from matching.allocation.market import Market
from matching.domain.allocation import NO_LIMIT
from matching.domain.columns import Bool, Int32, Int64


class NotOptimal(RuntimeError):
    """A chain of moves improves the choice for ever: it was not the best one."""


@dataclass(frozen=True, eq=False)
class Moves:
    """Moves of one person from an opening where proposed to one where not: gain = value there - value here."""

    here: Int32
    there: Int32
    gain: Int64


@dataclass(frozen=True, eq=False)
class Graph:
    """Arcs of openings grouped by tail: node j has arcs starts[j]:starts[j + 1]."""

    starts: Int64
    head: Int32
    length: Int64

    @classmethod
    def of(cls, nodes: int, tail: Int32, head: Int32, length: Int64) -> "Graph":
        """Group arcs given in any order."""
        order = np.argsort(tail, kind="stable")
        starts = np.searchsorted(tail[order], np.arange(nodes + 1)).astype(np.int64)
        return cls(starts, head[order], length[order])

    def longest(self, floor: Int64) -> Int64:
        """The least numbers >= floor with number[head] >= number[tail] + length on every arc, shape (nodes,).

        Raises:
            NotOptimal: some cycle has a positive length, so there are none.
        """
        numbers, active = floor.copy(), np.arange(len(floor))
        for _ in range(len(floor) + 1):
            counts = self.starts[active + 1] - self.starts[active]
            tails = np.repeat(active, counts)
            arcs = np.arange(counts.sum()) + np.repeat(
                self.starts[active] - np.cumsum(counts) + counts, counts
            )
            before = numbers.copy()
            np.maximum.at(numbers, self.head[arcs], before[tails] + self.length[arcs])
            active = np.flatnonzero(numbers > before)
            if not len(active):
                return numbers
        raise NotOptimal("prices rise for ever")


def moves(market: Market, chosen: Bool) -> Moves:
    """Every single move open to a person who has a proposal, one for each pair of here and there."""
    proposals = market.proposals_of_people(chosen)
    held = np.flatnonzero(chosen)
    held = held[np.argsort(market.person[held], kind="stable")]
    starts = np.concatenate([[0], np.cumsum(proposals)])
    open_pairs = np.flatnonzero(~chosen & (proposals[market.person] > 0))
    parts = []
    for number in range(int(proposals.max(initial=0))):
        there = open_pairs[proposals[market.person[open_pairs]] > number]
        here = held[starts[market.person[there]] + number]
        gain = market.value[there] - market.value[here]
        parts.append(Moves(market.opening[here], market.opening[there], gain))
    empty = np.empty(0, dtype=np.int32)
    return Moves(
        np.concatenate([empty, *(part.here for part in parts)]),
        np.concatenate([empty, *(part.there for part in parts)]),
        np.concatenate([empty.astype(np.int64), *(part.gain for part in parts)]),
    )


def least_prices(market: Market, chosen: Bool, between: Moves) -> Int64:
    """Exact gain of room for one more proposal at each opening, shape (openings,)."""
    proposals = market.proposals_of_people(chosen)
    may_add = ~chosen & (proposals < market.lists)[market.person]
    person, opening = market.person[may_add], market.opening[may_add]
    brings = market.value[may_add] + np.where(proposals[person] == 0, market.first[person], 0)
    floor = np.zeros(len(market.capacities), dtype=np.int64)
    np.maximum.at(floor, opening, brings)
    return Graph.of(len(floor), between.here, between.there, between.gain).longest(floor)


def greatest_prices(market: Market, chosen: Bool, between: Moves) -> Int64:
    """Exact loss of room for one proposal at each opening, NO_LIMIT where there is none; shape (openings,)."""
    proposals, full = (
        market.proposals_of_people(chosen),
        market.proposals_of_openings(chosen) == market.capacities,
    )
    person, opening = market.person[chosen], market.opening[chosen]
    keeps = market.value[chosen] + np.where(proposals[person] == 1, market.first[person], 0)
    ceiling = np.where(full, NO_LIMIT, 0).astype(np.int64)
    np.minimum.at(ceiling, opening, keeps)
    # Turned upside down, falling from above is rising from below; each move then leads the other way.
    return -Graph.of(len(ceiling), between.there, between.here, between.gain).longest(-ceiling)


def thresholds(market: Market, chosen: Bool, prices: Int64) -> Int64:
    """For each person, the number between what is proposed and what is not, net of prices; shape (people,).

    See Proof in the nouns: with it the certificate needs one comparison for each pair.
    """
    proposals = market.proposals_of_people(chosen)
    net = market.value - prices[market.opening]
    lowest = np.full(len(market.lists), NO_LIMIT, dtype=np.int64)
    np.minimum.at(lowest, market.person[chosen], net[chosen])
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
