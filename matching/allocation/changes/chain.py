"""Chains of moves found by a search in; who moves, what it comes to, and the kept plan after it out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matching.allocation.changes.augment import NONE, Trail, Way
from matching.allocation.changes.kept import Kept, Nodes, Numbers
from matching.domain.columns import Int64
from matching.domain.proof import Total


@dataclass(frozen=True)
class Step:
    """One person who is proposed there and no longer here, by position; NONE for neither."""

    person: int
    here: int
    there: int
    gain: int = 0
    """Value there less value here."""


@dataclass(frozen=True)
class Chain:
    """Moves of which each makes room for the one before, and the nodes it begins and ends at."""

    began: int
    ended: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class After:
    """What one change leads to."""

    total: Total
    """The best total after less the best total before."""
    steps: tuple[Step, ...] = ()
    """Who moves; the first one is the person the change is about, where it is about one."""
    drift: int = 0
    """How much nearer a pair that is not kept may have come; beyond the margin the prices say nothing of it."""
    make: Callable[[], Kept]

    @cached_property
    def kept(self) -> Kept:
        """The best choice after the change, kept."""
        made = self.make()
        return replace(made, margin=max(made.margin - self.drift, 0))


def after(
    kept: Kept, way: Way, steps: Iterable[Step], finish: Callable[[Kept], Kept] = lambda kept: kept
) -> After:
    """What some steps lead to that are made along a way, before something is finished off."""
    taken = tuple(steps)

    def make() -> Kept:
        return finish(moved(kept, way.price, taken))

    return After(total=total_of(kept, taken), steps=taken, drift=kept.drift(way), make=make)


def both(first: After, second: After) -> After:
    """Two changes as one, the second reckoned from the plan the first one left."""
    total, steps = first.total + second.total, first.steps + second.steps
    return After(total=total, steps=steps, drift=second.drift, make=second.make)


def chain_of(kept: Kept, way: Way) -> Chain:
    """Who moves along a way, and where it begins and ends."""
    node, steps = way.meet, list[Step]()
    while way.onward.came[node] != NONE:
        before = int(way.onward.came[node])
        steps.insert(0, _step(kept, before, node, way.onward, node))
        node = before
    began, node = node, way.meet
    while way.backward.came[node] != NONE:
        after = int(way.backward.came[node])
        steps.append(_step(kept, node, after, way.backward, node))
        node = after
    return Chain(began, node, tuple(step for step in steps if step.person != NONE))


def _step(kept: Kept, here: int, there: int, trail: Trail, node: int) -> Step:
    """The step of one arc; of nobody where room is taken or given up."""
    leaves, arrives = int(trail.leaves[node]), int(trail.arrives[node])
    gain = sum(by * int(kept.net.value[one]) for by, one in ((1, arrives), (-1, leaves)) if one != NONE)
    who = NONE if leaves == arrives else int(kept.net.person[max(leaves, arrives)])
    return Step(who, here if leaves != NONE else NONE, there if arrives != NONE else NONE, gain)


def valued(kept: Kept, step: Step) -> Step:
    """A step with what it gains."""
    places = ((1, kept.place(step.person, step.there)), (-1, kept.place(step.person, step.here)))
    return replace(step, gain=sum(sign * int(kept.net.value[one]) for sign, one in places if one >= 0))


def less_here(kept: Kept, step: Step) -> Step:
    """A step whose gain is the value there alone, less the value here."""
    return replace(step, gain=step.gain + valued(kept, replace(step, there=NONE)).gain)


def total_of(kept: Kept, steps: Iterable[Step]) -> Total:
    """What steps come to: people with a proposal, proposals and points, more than before."""
    change: dict[int, int] = {}
    points = 0
    for step in steps:
        by = (step.there != NONE) - (step.here != NONE)
        change[step.person] = change.get(step.person, 0) + by
        points += step.gain - by * kept.scale.proposal
    people = 0
    for person, by in change.items():
        held = int(kept.net.held[person])
        people += ((held + by > 0) - (held > 0)) * bool(kept.counted[person])
    return Total(people, sum(change.values()), points)


def chosen_of(kept: Kept, person: int) -> Int64:
    """Places of the pairs a person is proposed for, beside pinned ones."""
    rows = kept.of_person(person)
    return rows[kept.net.chosen[rows]]


def is_chosen(kept: Kept, person: int, opening: int) -> bool:
    """Whether a pair is proposed and not pinned."""
    place = kept.place(person, opening)
    return place >= 0 and bool(kept.net.chosen[place])


def stays(kept: Kept, person: int) -> Nodes:
    """What staying is worth to a person at each node she could leave for a proposal more, net of its price."""
    net, rows = kept.net, chosen_of(kept, person)
    nodes, worth = net.opening[rows], net.value[rows] - net.price[net.opening[rows]]
    if net.held[person] < net.lists[person]:
        first = int(net.first[person]) if net.held[person] == 0 else 0
        nodes, worth = np.append(nodes, kept.outside), np.append(worth, -first - net.price[kept.outside])
    return nodes, worth


def least_stay(kept: Kept, person: int) -> int:
    """The least of what staying is worth: the person's threshold."""
    return int(stays(kept, person)[1].min())


def moved(kept: Kept, price: Int64, steps: Iterable[Step]) -> Kept:
    """The kept plan after some steps, with prices that prove it."""
    net = kept.net
    chosen, held, used = net.chosen.copy(), net.held.copy(), net.used.copy()
    for step in steps:
        for opening, by in ((step.here, -1), (step.there, 1)):
            if opening != NONE:
                chosen[kept.place(step.person, opening)] = by > 0
                held[step.person] += by
                used[opening] += by
    return replace(kept, net=net._replace(chosen=chosen, held=held, used=used, price=price))


def changed(kept: Kept, **by: tuple[int, int]) -> Kept:
    """The same where some columns are that much more at one place each: (place, by)."""
    columns = {}
    for name, (place, more) in by.items():
        columns[name] = getattr(kept.net, name).copy()
        columns[name][place] += more
    return replace(kept, net=kept.net._replace(**columns))


def closed(kept: Kept, person: int, opening: int) -> Kept:
    """The same without a pair that is not proposed."""
    place, is_open = kept.place(person, opening), kept.net.open.copy()
    if place >= 0:
        is_open[place] = False
    pairs = kept.pairs.without(person, opening)
    return replace(kept, net=kept.net._replace(open=is_open), pairs=pairs)


def pinned(kept: Kept, person: int, opening: int, *, chosen: bool) -> Kept:
    """The same with a pair taken out as pinned, its room and list with it; `chosen`: it was proposed."""
    place, first = kept.place(person, opening), int(kept.net.first[person])
    if chosen:
        proposed = kept.net.chosen.copy()
        proposed[place] = False
        kept = replace(kept, net=kept.net._replace(chosen=proposed))
        kept = changed(kept, held=(person, -1), used=(opening, -1))
    kept = changed(kept, lists=(person, -1), first=(person, -first), room=(opening, -1))
    counted = kept.counted.copy()
    counted[person] = False
    return closed(replace(kept, counted=counted), person, opening)


def one_person_more(kept: Kept) -> Kept:
    """The same with a new person, who has no lists and no pairs."""
    net = kept.net
    return replace(
        kept,
        net=net._replace(
            lists=np.append(net.lists, 0),
            held=np.append(net.held, 0),
            first=np.append(net.first, kept.scale.person),
            begins=np.append(net.begins, net.begins[-1]),
        ),
        counted=np.append(kept.counted, True),
        own=np.append(kept.own, False),
    )


def with_pairs(kept: Kept, person: int, openings: Numbers, values: Int64) -> Kept:
    """The same where these are all the pairs of a person, whatever the fits say."""
    if not kept.own[person]:
        own = kept.own.copy()
        own[person] = True
        kept = replace(kept, own=own)
    net, rows = kept.net, kept.of_person(person)
    known = dict(zip(net.opening[rows].tolist(), net.value[rows].tolist(), strict=True))
    if known == dict(zip(openings.tolist(), values.tolist(), strict=True)):
        return kept
    is_open = net.open.copy()
    is_open[rows] = False
    kept = replace(kept, net=net._replace(open=is_open))
    return kept.joined(np.full(len(openings), person), openings, values)
