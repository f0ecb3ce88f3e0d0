"""Nodes by how near they are, the nearest first: marked functions of a heap that holds each node once at most."""

from typing import NamedTuple

import numpy as np

from matching.blocks.compiling import compiled
from matching.domain.columns import Int32, Int64


class Heap(NamedTuple):
    """The nodes on it are node[:size[0]]; columns have one row per node there is."""

    key: Int64
    node: Int32
    place: Int64
    """Where each node stands on the heap; -1 if it does not."""
    size: Int64
    """How many nodes are on it, shape (1,)."""


@compiled
def heap_for(nodes: int) -> Heap:
    """An empty heap with room for all of so many nodes."""
    return Heap(
        key=np.empty(nodes, np.int64),
        node=np.empty(nodes, np.int32),
        place=np.full(nodes, -1),
        size=np.zeros(1, np.int64),
    )


@compiled
def pushed(heap: Heap, key: int, node: int) -> None:
    """Put a node on the heap, or nearer where it is on it already."""
    at = heap.place[node]
    if at < 0:
        at = heap.size[0]
        heap.size[0] += 1
    while at > 0 and heap.key[(at - 1) // 2] > key:
        up = (at - 1) // 2
        _put(heap, at, heap.key[up], heap.node[up])
        at = up
    _put(heap, at, key, node)


@compiled
def popped(heap: Heap) -> None:
    """Take the nearest node off the heap."""
    heap.place[heap.node[0]] = -1
    last = heap.size[0] - 1
    heap.size[0] = last
    if last == 0:
        return
    key, node, at = heap.key[last], heap.node[last], 0
    while 2 * at + 1 < last:
        down = 2 * at + 1
        if down + 1 < last and heap.key[down + 1] < heap.key[down]:
            down += 1
        if heap.key[down] >= key:
            break
        _put(heap, at, heap.key[down], heap.node[down])
        at = down
    _put(heap, at, key, node)


@compiled
def emptied(heap: Heap) -> None:
    """Take everything off the heap."""
    for at in range(heap.size[0]):
        heap.place[heap.node[at]] = -1
    heap.size[0] = 0


@compiled
def _put(heap: Heap, at: int, key: int, node: int) -> None:
    heap.key[at], heap.node[at], heap.place[node] = key, node, at
