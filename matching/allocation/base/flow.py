"""A market in, the best choice of pairs out: OR-Tools' min-cost flow on one arc per pair."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from matching.allocation.base.market import Market
from matching.domain.columns import Bool, Int64
from matching.domain.fit import FULL_POINTS

ALGORITHM = "min_cost_flow_on_core"


class FlowFailed(RuntimeError):
    """The solver did not report an optimum; with a bounded network that has a flow this does not happen."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """Arcs of a network, parallel columns."""

    tail: Int64
    head: Int64
    capacity: Int64
    cost: Int64

    @classmethod
    def joined(cls, *parts: "Arcs") -> "Arcs":
        """Arcs one list after another."""
        names = ("tail", "head", "capacity", "cost")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def arcs(tail: npt.ArrayLike, head: npt.ArrayLike, capacity: npt.ArrayLike, cost: npt.ArrayLike) -> Arcs:
    """Arcs from columns or single numbers, which broadcast."""
    columns = np.broadcast_arrays(tail, head, capacity, cost)
    return Arcs(*(np.ascontiguousarray(column, dtype=np.int64) for column in columns))


def best_choice(market: Market) -> Bool:
    """Most people, then most proposals, then most points, or most points alone; shape (pairs,).

    The largest flow has most proposals, and among largest flows the cheapest reaches most people, for a first
    proposal is worth more than all points together. Where points alone count, a flow may
    pass all pairs by.
    """
    if not len(market.person):
        return np.zeros(0, dtype=np.bool_)
    people, openings = len(market.lists), len(market.capacities)
    source, sink = people + openings, people + openings + 1
    person, opening = np.arange(people), people + np.arange(openings)
    first = np.where(market.first > 0, FULL_POINTS * int(market.capacities.sum()) + 1, 0)
    pairs = arcs(market.person, people + market.opening, 1, market.scale.proposal - market.value)
    network = Arcs.joined(
        pairs,
        arcs(source, person, np.minimum(market.lists, 1), -first),
        arcs(source, person, np.maximum(market.lists - 1, 0), 0),
        arcs(opening, sink, market.capacities, 0),
    )
    most = int(market.capacities.sum())
    if market.scale.person == 0:
        network = Arcs.joined(network, arcs(source, [sink], most, 0))
    flows = solve(network, {source: most, sink: -most}, largest=True)
    return flows[: len(pairs.tail)] > 0


def solve(network: Arcs, supplies: dict[int, int], *, largest: bool = False) -> Int64:
    """The cheapest flow that meets the supplies, or the cheapest of the largest ones; flow of each arc.

    Raises:
        FlowFailed: there is none.
    """
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(network.tail, network.head, network.capacity, network.cost)
    for node, supply in supplies.items():
        solver.set_node_supply(node, supply)
    status = solver.solve_max_flow_with_min_cost() if largest else solver.solve()
    if status != solver.OPTIMAL:
        raise FlowFailed(f"min-cost flow ended with status {status}")
    return np.asarray(solver.flows(np.arange(len(network.tail))), dtype=np.int64)
