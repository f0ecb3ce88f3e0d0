"""A best choice and its prices in, the one best choice that a seeded number of each pair prefers out.

At given prices the best choices are exactly those that use no pair below its person's threshold, every pair above
it, fill every opening with a price, and give every person with a rent what she may have (complementary slackness).
Among them the second flow maximises the sum of the pairs' seeded numbers, so the plan is the same whichever
optimum the first solver found, and no point is ever traded for a tie.
"""

import numpy as np

from matching.allocation.base.flow import Arcs, arcs, solve
from matching.allocation.base.market import Market
from matching.blocks.ties import Hash, pair_hashes
from matching.domain.columns import Bool, Int64


def canonical(
    market: Market, chosen: Bool, prices: Int64, threshold: Int64, people: Hash, openings: Hash
) -> Bool:
    """The preferred one of all best choices, shape (pairs,)."""
    net = market.value - prices[market.opening] - threshold[market.person]
    free, forced = np.flatnonzero((net == 0) & (market.lists > 0)[market.person]), chosen & (net > 0)
    if not len(free):
        return chosen
    least, most = _bounds_of_people(market, threshold)
    taken_by = market.proposals_of_people(forced)
    supply, option = np.maximum(least - taken_by, 0), most - np.maximum(least, taken_by)
    room = market.capacities - market.proposals_of_openings(forced)
    demand = np.where(prices > 0, room, 0)
    ties = pair_hashes(people, openings, market.person[free], market.opening[free])
    flows = solve(*_network(market, free, ties, supply, option, room, demand))
    preferred = forced.copy()
    preferred[free] = flows[: len(free)] > 0
    return preferred


def _bounds_of_people(market: Market, threshold: Int64) -> tuple[Int64, Int64]:
    """The fewest and most proposals each person has in a best choice."""
    some = (market.first + threshold > 0).astype(np.int64)
    least = np.where(threshold > 0, market.lists, np.minimum(some, market.lists))
    most = np.where(threshold < 0, np.minimum(market.lists, 1), market.lists)
    return least, most


def _network(
    market: Market,
    free: Int64,
    ties: Int64,
    supply: Int64,
    option: Int64,
    room: Int64,
    demand: Int64,
) -> tuple[Arcs, dict[int, int]]:
    """The network of free pairs; what must be used is supply and demand, what may be used comes from two hubs.

    What is not used passes all pairs by.
    """
    people, openings = len(supply), len(room)
    source, sink = people + openings, people + openings + 1
    units = int(supply.sum() + option.sum() + demand.sum())
    # Only those whom some free pair is about: at the size of a country they are few.
    maybe, loose = np.unique(market.person[free]), np.unique(market.opening[free])
    maybe, loose = maybe[option[maybe] > 0], loose[(demand[loose] == 0) & (room[loose] > 0)]
    network = Arcs.joined(
        arcs(market.person[free], people + market.opening[free], 1, -ties),
        arcs(source, maybe, option[maybe], 0),
        arcs(people + loose, sink, room[loose], 0),
        arcs(source, [sink], units, 0),
    )
    supplies = {int(node): int(supply[node]) for node in np.flatnonzero(supply)}
    supplies |= {people + int(node): -int(demand[node]) for node in np.flatnonzero(demand)}
    supplies[source], supplies[sink] = units - int(supply.sum()), int(demand.sum()) - units
    return network, supplies
