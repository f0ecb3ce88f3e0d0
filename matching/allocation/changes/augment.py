"""An optimal choice with prices that hold in, the cheapest chains of moves out: shortest paths on openings.

Nodes are the openings and, last, the outside: where nobody is proposed, and what nobody is proposed for. An arc
from opening j to k is one person who moves from j to k; to the outside, one who loses a proposal, or room that
takes one more; from the outside, one who gains a proposal, or an opening that does with one fewer. Its length,
price there less price here less what the move gains, is >= 0 where prices hold: each search is Dijkstra's, in whole
numbers. Two proposals of one person in one chain are two moves; what is shortest in sum can always be carried out.

A way is sought from both sides at once. The outside is one move from every opening, so no search goes on from
there: it is a place where two searches meet.
"""

from heapq import heappop, heappush
from typing import Final, NamedTuple

import numpy as np

from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int64

FAR: Final = 1 << 60
"""Longer than any path."""
NONE: Final = -1
FRONT: Final = -1
"""The outside in a queue, so that it comes before all nodes as near as it is."""

Queue = list[tuple[int, int]]
"""How near, and which node."""


class Net(NamedTuple):
    """Pairs that may be proposed, which of them are, and prices that prove that no choice is better."""

    starts: Int64
    """Opening j has the pairs starts[j]:starts[j + 1], the most valuable first."""
    person: Int64
    opening: Int64
    value: Int64
    order: Int64
    """Pairs by person: i has order[begins[i]:begins[i + 1]]."""
    begins: Int64
    chosen: Bool
    open: Bool
    """Pairs that may be moved to or from; the others are as they are."""
    lists: Int64
    """Proposals each person may have, shape (people,); who has none is left out of all chains."""
    first: Int64
    """What the first proposal of each person is worth beside the pair."""
    held: Int64
    """Proposals each person has."""
    room: Int64
    """Proposals each opening has room for, shape (openings,)."""
    used: Int64
    price: Int64
    """Of each node, shape (openings + 1,)."""


class Trail(NamedTuple):
    """How near each node is, from which one it was reached, and which pair ends and begins; shapes (nodes,)."""

    reach: Int64
    came: Int64
    leaves: Int64
    arrives: Int64


class Way(NamedTuple):
    """The shortest way from the beginnings to the ends."""

    length: int
    """FAR or more where there is none."""
    meet: int
    """A node on it, which it comes to as `onward` says and from which it goes on as `backward` says."""
    onward: Trail
    backward: Trail
    raised: int
    """How much what it begins with is dearer by it."""
    price: Int64
    """Prices that hold once the moves along it are made, shape (nodes,)."""


@compiled
def way(net: Net, begin: Int64, begin_cost: Int64, end: Int64, end_cost: Int64) -> Way:
    """The shortest way from one of the nodes `begin` to one of the nodes `end`, with what each of them costs."""
    size = len(net.price)
    onward, backward, found = _nowhere(size), _nowhere(size), np.array([FAR, NONE])
    price, begin_cost, end_cost = _with_outside_near(net, begin, begin_cost, end, end_cost)
    ahead = _queue(onward, backward, found, begin, begin_cost)
    behind = _queue(backward, onward, found, end, end_cost)
    far, near = ahead[0][0], behind[0][0]
    while far + near < found[0]:
        # The side whose next node is nearer; one that has come to the outside waits there.
        if behind[0][1] == FRONT or (ahead[0][1] != FRONT and far <= near):
            cost, node = heappop(ahead)
            if cost == onward.reach[node]:
                _from_opening(net, price, (onward, backward), ahead, found, (node, cost))
        else:
            cost, node = heappop(behind)
            if cost == backward.reach[node]:
                _to_opening(net, price, (backward, onward), behind, found, (node, cost))
        far, near = ahead[0][0], behind[0][0]
    far = min(far, found[0])
    for node in range(size):
        price[node] += max(0, far - onward.reach[node]) - max(0, found[0] - far - backward.reach[node])
    return Way(found[0], found[1], onward, backward, far, price)


@compiled
def _with_outside_near(
    net: Net, begin: Int64, begin_cost: Int64, end: Int64, end_cost: Int64
) -> tuple[Int64, Int64, Int64]:
    """Prices at which the outside is as near as may be where a way ends or begins there, and costs to go with them.

    A number added to the price of the outside alone moves it nearer to all openings on one side. Where a whole
    person lies between the openings and the outside, a search would else look at every opening first.
    """
    price, outside = net.price.copy(), len(net.room)
    first, last = _cost_at(outside, begin, begin_cost), _cost_at(outside, end, end_cost)
    ends, begins = last < FAR, last >= FAR and first < FAR
    by = first if ends else last
    for node in range(outside if ends or begins else 0):
        gap = price[outside] - price[node]
        if by == 0:
            break
        if (ends and net.used[node] < net.room[node]) or (begins and net.used[node] > 0):
            by = min(by, gap if ends else -gap)
        for one in range(net.starts[node], net.starts[node + 1]):
            who = net.person[one]
            if net.chosen[one] != ends or not net.open[one] or net.lists[who] == 0:
                continue
            if ends:
                by = min(by, gap + net.value[one] + _first_or_only(net, who, 1))
            elif net.held[who] < net.lists[who]:
                by = min(by, -gap - net.value[one] - _first_or_only(net, who, 0))
    by = 0 if by >= FAR else by
    price[outside] += by if begins else -by
    return (
        price,
        _raised(outside, begin, begin_cost, by if begins else -by),
        _raised(outside, end, end_cost, -by if begins else by),
    )


@compiled
def _first_or_only(net: Net, who: int, held: int) -> int:
    """What a person's first proposal is worth, if she has as many as `held`."""
    return int(net.first[who]) if net.held[who] == held else 0


@compiled
def _cost_at(node: int, nodes: Int64, costs: Int64) -> int:
    for place in range(len(nodes)):
        if nodes[place] == node:
            return int(costs[place])
    return FAR


@compiled
def _raised(node: int, nodes: Int64, costs: Int64, by: int) -> Int64:
    raised = costs.copy()
    for place in range(len(nodes)):
        if nodes[place] == node:
            raised[place] += by
    return raised


@compiled
def _from_opening(
    net: Net, price: Int64, trails: tuple[Trail, Trail], heap: Queue, found: Int64, at: tuple[int, int]
) -> None:
    """Everybody proposed here may move to each other opening that is open to them, or lose the proposal."""
    outside, (node, cost) = len(net.room), at
    for one in range(net.starts[node], net.starts[node + 1]):
        who = net.person[one]
        if not (net.chosen[one] and net.open[one]) or net.lists[who] == 0:
            continue
        here = cost + net.value[one] - price[node]
        for place in range(net.begins[who], net.begins[who + 1]):
            other = net.order[place]
            if net.open[other] and not net.chosen[other]:
                there = net.opening[other]
                nearer = here + price[there] - net.value[other]
                _reach(trails, heap, found, (there, nearer), (node, one, other))
        dropped = here + _first_or_only(net, who, 1) + price[outside]
        _reach(trails, heap, found, (outside, dropped), (node, one, NONE))
    if net.used[node] < net.room[node]:
        _reach(trails, heap, found, (outside, cost + price[outside] - price[node]), (node, NONE, NONE))


@compiled
def _to_opening(
    net: Net, price: Int64, trails: tuple[Trail, Trail], heap: Queue, found: Int64, at: tuple[int, int]
) -> None:
    """Everybody not proposed here may come from where they are, or with a proposal more; or it has one fewer."""
    outside, (node, cost) = len(net.room), at
    for one in range(net.starts[node], net.starts[node + 1]):
        who = net.person[one]
        if net.chosen[one] or not net.open[one] or net.lists[who] == 0:
            continue
        there = cost + price[node] - net.value[one]
        for place in range(net.begins[who], net.begins[who + 1]):
            other = net.order[place]
            if net.chosen[other] and net.open[other]:
                here = net.opening[other]
                nearer = there - price[here] + net.value[other]
                _reach(trails, heap, found, (here, nearer), (node, other, one))
        if net.held[who] < net.lists[who]:
            added = there - _first_or_only(net, who, 0) - price[outside]
            _reach(trails, heap, found, (outside, added), (node, NONE, one))
    if net.used[node] > 0:
        _reach(trails, heap, found, (outside, cost + price[node] - price[outside]), (node, NONE, NONE))


@compiled
def _reach(
    trails: tuple[Trail, Trail], heap: Queue, found: Int64, near: tuple[int, int], by: tuple[int, int, int]
) -> None:
    """A node may be nearer by one more arc, and a way through it shorter than the one found."""
    (mine, other), (node, cost) = trails, near
    if cost < mine.reach[node]:
        mine.reach[node] = cost
        mine.came[node], mine.leaves[node], mine.arrives[node] = by
        heappush(heap, (cost, node if node < len(mine.reach) - 1 else FRONT))
        if cost + other.reach[node] < found[0]:
            found[0], found[1] = cost + other.reach[node], node


@compiled
def _queue(mine: Trail, other: Trail, found: Int64, nodes: Int64, costs: Int64) -> Queue:
    """The nodes one may begin at, and last of all a mark for nothing left."""
    heap = [(FAR, len(mine.reach))]
    for place in range(len(nodes)):
        _reach((mine, other), heap, found, (nodes[place], costs[place]), (NONE, NONE, NONE))
    return heap


@compiled
def _nowhere(size: int) -> Trail:
    return Trail(np.full(size, FAR), np.full(size, NONE), np.full(size, NONE), np.full(size, NONE))
