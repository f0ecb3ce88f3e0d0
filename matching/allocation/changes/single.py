"""A kept plan and one change in; the exact change of the best total, who moves, and the plan kept after it out.

Every change pushes one proposal at a time along the cheapest chain of moves (see augment), and raises prices so
that they hold again: the ordinary step of successive shortest paths. These give costs; a plan that is released is
solved and proven anew.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from matching.allocation.changes import chain
from matching.allocation.changes.augment import FAR, NONE, Way
from matching.allocation.changes.chain import After, Step
from matching.allocation.changes.kept import Kept, Nodes, Numbers
from matching.domain.columns import Int64
from matching.domain.proof import Total

Result = TypeVar("Result", bound=After | None)


def proven(kept: Kept, change: Callable[[Kept], Result]) -> Result:
    """A change reckoned over all pairs there are, whether kept or not; None where it cannot be made."""
    while True:
        after = change(kept)
        if after is None or after.drift <= kept.margin or kept.nearer(after.kept) <= kept.margin:
            return after
        broken = after.kept.breaking()
        if not len(broken[0]):
            return after
        kept = kept.joined(*broken)


def forced(kept: Kept, person: int, opening: int, points: int) -> After | None:
    """The pair is proposed whatever it costs, and after that pinned; whether or not it may be proposed.

    None where there is no room, or where pins have taken all that the person may have.
    """
    return proven(kept, lambda kept: _forced(kept, person, opening, points + kept.scale.proposal))


def forbidden(kept: Kept, person: int, opening: int) -> After:
    """The pair is not proposed. Nothing changes where it was not."""
    return proven(kept, lambda kept: _forbidden(kept, person, opening))


def one_room_more(kept: Kept, opening: int) -> After:
    """The opening has room for one proposal more."""
    return proven(kept, lambda kept: _one_room_more(kept, opening))


def one_room_fewer(kept: Kept, opening: int) -> After | None:
    """The opening has room for one proposal fewer; None where it has none beside the pinned ones."""
    return proven(kept, lambda kept: _one_room_fewer(kept, opening))


def withdrawn(kept: Kept, person: int) -> After:
    """The person has no proposal and gets none, beside pinned ones."""
    closed = chain.changed(kept, lists=(person, -int(kept.net.lists[person])))
    whole = After(total=Total(), make=lambda: closed)
    for _ in range(int(kept.net.held[person])):
        whole = chain.both(whole, proven(whole.kept, lambda kept: _vacated(kept, person)))
    return whole


def arrived(kept: Kept, person: int, lists: int, openings: Numbers, points: Int64) -> After:
    """A person who had no lists may be proposed on as many beside pinned ones; these are all her pairs.

    A person of the number next after the last one is new.
    """
    at_first = kept if person < len(kept.net.lists) else chain.one_person_more(kept)
    values, whole = points + kept.scale.proposal, After(total=Total(), make=lambda: at_first)
    for _ in range(lists):
        whole = chain.both(
            whole, proven(whole.kept, lambda kept: _one_list_more(kept, person, openings, values))
        )
    return whole


def alternative(
    kept: Kept, person: int, opening: int, openings: Numbers, points: Int64
) -> tuple[int, Total] | None:
    """Where a person would be worth most to the whole if not at one opening, and the change of the best total.

    It is for people who are proposed there or nowhere; `openings` and `points` are all their pairs. None where
    there is nowhere else.
    """
    may = (openings != opening) & (kept.net.room[openings] > 0)
    openings, values = openings[may], points[may] + kept.scale.proposal
    if not len(openings) or kept.net.lists[person] == 0:
        return None
    after = proven(kept, lambda kept: _elsewhere(kept, person, opening, openings, values))
    return None if after is None else (after.steps[0].there, after.total)


def _forced(kept: Kept, person: int, opening: int, value: int) -> After | None:
    net, here = kept.net, chain.chosen_of(kept, person)
    if opening in net.opening[here]:
        return After(total=Total(), make=lambda: chain.pinned(kept, person, opening, chosen=True))
    if net.room[opening] == 0 or net.lists[person] == 0:
        return None
    nodes, worth = chain.stays(kept, person)
    way = kept.way(_at(opening), (nodes, worth - worth.min()))
    if way.length >= FAR:
        return None
    others = chain.chain_of(kept, way)
    left = NONE if others.ended == kept.outside else others.ended
    own = chain.less_here(kept, Step(person, left, opening, value))
    return _pinned_after(kept, way, own, others.steps)


def _elsewhere(kept: Kept, person: int, opening: int, openings: Numbers, values: Int64) -> After | None:
    """The person is proposed where that is best of these and no longer here, whatever it costs."""
    goal = opening if chain.is_chosen(kept, person, opening) else kept.outside
    costs = chain.least_stay(kept, person) + kept.net.price[openings] - values
    way = kept.way((openings.astype(np.int64), costs), _at(goal))
    if way.length >= FAR:
        return None
    others = chain.chain_of(kept, way)
    worth = int(values[openings == others.began][0])
    own = Step(person, opening if goal == opening else NONE, others.began, worth)
    # All her pairs are told, and what she would rather have is left out of the proof.
    told = replace(kept, own=kept.own | (np.arange(len(kept.own)) == person))
    return _pinned_after(told, way, chain.less_here(kept, own), others.steps)


def _pinned_after(kept: Kept, way: Way, own: Step, others: tuple[Step, ...]) -> After:
    """A person takes a step whatever it costs, and after that has it pinned; others move along a way."""

    def make() -> Kept:
        gone = chain.moved(kept, way.price, [replace(own, there=NONE), *others])
        return chain.pinned(gone, own.person, own.there, chosen=False)

    steps = (own, *others)
    return After(total=chain.total_of(kept, steps), steps=steps, drift=kept.drift(way), make=make)


def _forbidden(kept: Kept, person: int, opening: int) -> After:
    net = kept.net
    if not chain.is_chosen(kept, person, opening):
        return After(total=Total(), make=lambda: chain.closed(kept, person, opening))
    least, rows = chain.least_stay(kept, person), kept.of_person(person)
    rows = rows[~net.chosen[rows]]
    drop = int(net.price[kept.outside]) + (int(net.first[person]) if net.held[person] == 1 else 0)
    costs = least + net.price[net.opening[rows]] - net.value[rows]
    begin = np.append(net.opening[rows], kept.outside), np.append(costs, least + drop)
    way = kept.way(begin, _at(opening))
    others = chain.chain_of(kept, way)
    there = NONE if others.began == kept.outside else others.began
    own = chain.valued(kept, Step(person, opening, there))
    return chain.after(kept, way, [own, *others.steps], lambda kept: chain.closed(kept, person, opening))


def _one_room_more(kept: Kept, opening: int) -> After:
    price = int(kept.net.price[opening] - kept.net.price[kept.outside])
    if price <= 0:
        return After(total=Total(), make=lambda: chain.changed(kept, room=(opening, 1)))
    # A way as long as the price gains nothing: the room stays empty, and its price falls to nothing.
    way = kept.way(_at(kept.outside), (np.array([opening, kept.outside]), np.array([0, price])))
    steps = chain.chain_of(kept, way).steps
    return chain.after(kept, way, steps, lambda kept: chain.changed(kept, room=(opening, 1)))


def _one_room_fewer(kept: Kept, opening: int) -> After | None:
    net = kept.net
    if net.room[opening] == 0:
        return None
    if net.used[opening] < net.room[opening]:
        return After(total=Total(), make=lambda: chain.changed(kept, room=(opening, -1)))
    way = kept.way(_at(opening), _at(kept.outside))
    steps = chain.chain_of(kept, way).steps
    return chain.after(kept, way, steps, lambda kept: chain.changed(kept, room=(opening, -1)))


def _vacated(kept: Kept, person: int) -> After:
    """One proposal fewer of a person who has no lists any more."""
    opening = int(kept.net.opening[chain.chosen_of(kept, person)[0]])
    way = kept.way(_at(kept.outside), _at(opening))
    own = chain.valued(kept, Step(person, opening, NONE))
    return chain.after(kept, way, [own, *chain.chain_of(kept, way).steps])


def _one_list_more(kept: Kept, person: int, openings: Numbers, values: Int64) -> After:
    net = kept.net
    free = ~np.isin(openings, net.opening[chain.chosen_of(kept, person)])
    costs = net.price[openings[free]] - values[free]
    least, first = int(costs.min(initial=FAR)), int(net.first[person]) if net.held[person] == 0 else 0
    worth = first + int(net.price[kept.outside]) - least

    def ready(kept: Kept) -> Kept:
        return chain.changed(chain.with_pairs(kept, person, openings, values), lists=(person, 1))

    if worth <= 0:
        return After(total=Total(), make=lambda: ready(kept))
    # A way as long as the worth gains nothing: she stays where she is.
    begin = np.append(openings[free], kept.outside), np.append(costs - least, worth)
    way = kept.way(begin, _at(kept.outside))
    others = chain.chain_of(kept, way)
    if others.began == kept.outside:
        return chain.after(kept, way, [], ready)
    own = Step(person, NONE, others.began, int(values[openings == others.began][0]))
    steps = (own, *others.steps)

    def make() -> Kept:
        return chain.moved(ready(kept), way.price, steps)

    return After(total=chain.total_of(kept, steps), steps=steps, drift=kept.drift(way), make=make)


def _at(node: int) -> Nodes:
    """To begin or end at one node, which costs nothing."""
    return np.array([node]), np.zeros(1, dtype=np.int64)
