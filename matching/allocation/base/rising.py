"""Prices that rise, or fall, along single moves until nothing changes: marked functions, openings in a queue."""

from typing import NamedTuple

import numpy as np

from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int32, Int64


class Graph(NamedTuple):
    """Pairs by opening, opening j has starts[j]:starts[j + 1]; by person, order[begins[i]:begins[i + 1]]."""

    starts: Int64
    order: Int64
    begins: Int64
    person: Int32
    opening: Int32
    value: Int64
    chosen: Bool


@compiled
def least(graph: Graph, prices: Int64) -> bool:
    """Raise prices until p_k >= p_j + value there - value here for each move from j to k; False if for ever."""
    openings = len(prices)
    queue, waits, turns = np.arange(openings), np.ones(openings, np.bool_), np.zeros(openings, np.int64)
    held = _held(graph)
    at, left = 0, openings
    while left > 0:
        here = queue[at]
        at, left = (at + 1) % openings, left - 1
        waits[here] = False
        turns[here] += 1
        if turns[here] > openings + 1:
            return False
        for one in held[1][held[0][here] : held[0][here + 1]]:
            who, base = graph.person[one], prices[here] - graph.value[one]
            for place in range(graph.begins[who], graph.begins[who + 1]):
                other = graph.order[place]
                there = graph.opening[other]
                if prices[there] < base + graph.value[other] and not graph.chosen[other]:
                    prices[there] = base + graph.value[other]
                    if not waits[there]:
                        waits[there], queue[(at + left) % openings] = True, there
                        left += 1
    return True


@compiled
def greatest(graph: Graph, prices: Int64) -> bool:
    """Lower prices until p_j <= p_k + value here - value there for each move from j to k; False if for ever."""
    openings = len(prices)
    queue, waits, turns = np.arange(openings), np.ones(openings, np.bool_), np.zeros(openings, np.int64)
    begins, holds = _holders(graph)
    at, left = 0, openings
    while left > 0:
        there = queue[at]
        at, left = (at + 1) % openings, left - 1
        waits[there] = False
        turns[there] += 1
        if turns[there] > openings + 1:
            return False
        for one in range(graph.starts[there], graph.starts[there + 1]):
            who = graph.person[one]
            if graph.chosen[one]:
                continue
            for other in holds[begins[who] : begins[who + 1]]:
                here, price = graph.opening[other], prices[there] + graph.value[other] - graph.value[one]
                if price < prices[here]:
                    prices[here] = price
                    if not waits[here]:
                        waits[here], queue[(at + left) % openings] = True, here
                        left += 1
    return True


@compiled
def _held(graph: Graph) -> tuple[Int64, Int64]:
    """The chosen pairs of each opening: where each one's begin, and the pairs."""
    starts, pairs = np.zeros(len(graph.starts), np.int64), np.flatnonzero(graph.chosen)
    for one in pairs:
        starts[graph.opening[one] + 1] += 1
    for place in range(1, len(starts)):
        starts[place] += starts[place - 1]
    return starts, pairs


@compiled
def _holders(graph: Graph) -> tuple[Int64, Int64]:
    """The chosen pairs of each person: where each one's begin, and the pairs."""
    begins = np.zeros(len(graph.begins), np.int64)
    for one in np.flatnonzero(graph.chosen):
        begins[graph.person[one] + 1] += 1
    for place in range(1, len(begins)):
        begins[place] += begins[place - 1]
    pairs, filled = np.empty(begins[-1], np.int64), begins.copy()
    for one in np.flatnonzero(graph.chosen):
        pairs[filled[graph.person[one]]] = one
        filled[graph.person[one]] += 1
    return begins, pairs
