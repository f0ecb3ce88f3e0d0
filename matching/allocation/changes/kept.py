"""A finished plan in; its pairs and prices kept so that single changes can be reckoned exactly out.

Of all pairs only those are kept that are short of what their person has by less than a margin. Every move left out
is then at least that long, so a chain no longer than the margin is the best over all pairs. Of a longer one the
prices it leads to are held against all pairs, and those that break them are kept too.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from matching.allocation.base.market import Decided
from matching.allocation.changes import augment
from matching.allocation.changes.augment import FAR, Net, Way
from matching.blocks.compiling import either
from matching.blocks.fits import FitSource
from matching.blocks.picking import Allowed, Prices
from matching.domain.columns import Bool, Int32, Int64, Rows
from matching.domain.proof import Proof, Scale

SMALL: Final = 50_000
"""Pairs up to which all are kept, and from which the search is compiled: speed alone."""
WANTED: Final = 200_000
"""Pairs beyond which no wider margin is tried at first: speed alone."""
WIDEST: Final = 1000
"""Margin beyond which none is tried where not all pairs are kept: speed alone."""
SAMPLE: Final = 64
"""Openings by which the number of pairs within a margin is judged."""

Numbers = Int32 | Int64
Pairs = tuple[Int32, Int32, Int64]
"""Columns of people, openings and values."""
Nodes = tuple[Int64, Int64]
"""Columns of nodes, each once, and of what it costs to begin or end there."""


@dataclass(frozen=True, eq=False)
class OpenPairs:
    """All pairs that may be proposed beside the pinned ones, read again from the fits."""

    fits: FitSource
    allowed: Allowed
    scale: Scale
    closed: Int64
    """Pairs that people have decided, opening * people + person."""

    def above(self, price: Int64, threshold: Int64, gain: int, openings: Rows | None = None) -> Pairs:
        """The pairs with value - price - threshold >= gain."""
        people, proposal = self.fits.people, self.scale.proposal
        views = Prices(price[None], threshold[None, :people] - proposal, np.array([gain]))
        found = self.fits.above(views, self.allowed, openings=openings)
        opening = found.opening
        keep = ~np.isin(opening.astype(np.int64) * people + found.person, self.closed)
        return found.person[keep], opening[keep], found.points[keep].astype(np.int64) + proposal

    def without(self, person: int, opening: int) -> "OpenPairs":
        """The same with one pair more decided."""
        return replace(self, closed=np.append(self.closed, opening * self.fits.people + person))


@dataclass(frozen=True, eq=False, kw_only=True)
class Kept:
    """An optimal choice of pairs with prices that prove it (see Net), and how far they prove without looking."""

    net: Net
    scale: Scale
    counted: Bool
    """People whom no pin has counted, shape (people,)."""
    margin: int
    """A pair that may be proposed and is not kept is short by at least this."""
    pairs: OpenPairs
    own: Bool
    """People all of whose pairs are kept, whatever the fits say, shape (people,)."""

    @property
    def outside(self) -> int:
        """The node that is no opening."""
        return len(self.net.room)

    def way(self, begin: Nodes, end: Nodes) -> Way:
        """The shortest way from one of some nodes to one of others; see augment."""
        functions: Any = either(augment, len(self.net.person), SMALL)
        found: Way = functions.way(self.net, *begin, *end)
        return found._replace(length=int(found.length), meet=int(found.meet), raised=int(found.raised))

    def drift(self, way: Way) -> int:
        """How much nearer a way may bring a pair not kept: to an opening, from anywhere or its beginning."""
        by = way.price - self.net.price
        return int(max(by.max(), way.raised) - by[:-1].min())

    def nearer(self, after: "Kept") -> int:
        """How much nearer a pair not kept has come by a change: what its person asks for less and its price fell.

        Never more than what `drift` allows for, mostly far less, and slower to find.
        """
        asked = (self.thresholds() - after.thresholds()).max(initial=0)
        return int(asked + (self.net.price - after.net.price)[:-1].max(initial=0))

    def of_person(self, person: int) -> Int64:
        """Places of the kept pairs of a person that are open."""
        net = self.net
        rows = net.order[net.begins[person] : net.begins[person + 1]]
        return rows[net.open[rows]]

    def place(self, person: int, opening: int) -> int:
        """The place of a pair that is kept and open; below 0 where it is not."""
        rows = self.of_person(person)
        found = rows[self.net.opening[rows] == opening]
        return int(found[0]) if len(found) else -1

    def thresholds(self) -> Int64:
        """What one more pair of each person would have to be worth beside its price, shape (people,)."""
        net = self.net
        lowest, nothing = np.full(len(net.lists), FAR), -net.price[self.outside]
        at = np.flatnonzero(net.chosen & net.open)
        np.minimum.at(lowest, net.person[at], net.value[at] - net.price[net.opening[at]])
        partly = np.where(net.held < net.lists, np.minimum(lowest, nothing), lowest)
        none = np.where(net.held == 0, nothing - net.first, partly)
        return np.where((net.lists == 0) | self.own, 2 * FAR, none)

    def breaking(self) -> Pairs:
        """The pairs that break these prices: none where the choice is the best of all."""
        return self._missing(1)

    def renewed(self, small: int = SMALL, wanted: int = WANTED) -> "Kept":
        """The same with all pairs within a new margin kept: the widest within which there are not too many."""
        everything = len(self.net.room) * len(self.net.lists) <= small
        margin = FAR if everything else self._margin(wanted)
        return replace(self.joined(*self._missing(-margin)), margin=margin)

    def joined(self, person: Numbers, opening: Numbers, value: Int64) -> "Kept":
        """The same with these pairs kept too, none of them proposed."""
        net, no = self.net, np.zeros(len(person), dtype=np.bool_)
        together = zip(
            (net.person, net.opening, net.value, net.chosen, net.open, net.order),
            (person, opening, value, no, ~no, np.arange(len(no)) + len(net.person)),
            strict=True,
        )
        return replace(self, net=grouped(net, *(np.concatenate(columns) for columns in together)))

    def _missing(self, gain: int) -> Pairs:
        net, size = self.net, len(self.net.price)
        found = self.pairs.above(net.price[:-1], self.thresholds(), gain)
        kept = (net.person * size + net.opening)[net.order]
        keys = found[0].astype(np.int64) * size + found[1]
        new = np.searchsorted(kept, keys) == np.searchsorted(kept, keys, side="right")
        return found[0][new], found[1][new], found[2][new]

    def _margin(self, wanted: int) -> int:
        """The widest margin within which there are not too many pairs, judged by some openings."""
        openings, threshold, price = len(self.net.room), self.thresholds(), self.net.price[:-1]
        some = np.unique(np.linspace(0, openings - 1, min(SAMPLE, openings)).astype(np.int64))
        person, opening, value = self.pairs.above(price, threshold, -WIDEST, some)
        short = np.sort(threshold[person] + price[opening] - value)
        enough = wanted * len(some) // openings
        return WIDEST if len(short) <= enough else max(int(short[enough]), 0)


def keep(
    fits: FitSource, allowed: Allowed, decided: Decided, lists: int, proposed: Pairs, proof: Proof
) -> Kept:
    """A plan that nothing but room and lists limits in, kept.

    `proposed` are the pairs of the plan that are not pinned, with their points.
    """
    people, openings = fits.people, fits.openings
    pinned = np.bincount(decided.pin_person, minlength=people).astype(np.int64)
    closed = [
        decided.pin_opening.astype(np.int64) * people + decided.pin_person,
        decided.veto_opening.astype(np.int64) * people + decided.veto_person,
    ]
    person, opening, points = proposed
    chosen = np.ones(len(person), dtype=np.bool_)
    none = np.zeros(0, dtype=np.int64)
    bare = Net(
        starts=none,
        person=none,
        opening=none,
        value=none,
        order=none,
        begins=none,
        chosen=none.astype(np.bool_),
        open=none.astype(np.bool_),
        lists=lists - pinned,
        first=np.where(pinned > 0, 0, proof.scale.person),
        held=np.bincount(person, minlength=people).astype(np.int64),
        room=proof.capacities,
        used=np.bincount(opening, minlength=openings).astype(np.int64),
        price=np.append(proof.prices, 0),
    )
    return Kept(
        net=grouped(
            bare, person, opening, points + proof.scale.proposal, chosen, chosen, np.arange(len(person))
        ),
        scale=proof.scale,
        counted=pinned == 0,
        margin=0,
        pairs=OpenPairs(fits, allowed, proof.scale, np.concatenate(closed)),
        own=np.zeros(people, dtype=np.bool_),
    )


def grouped(
    net: Net,
    person: Numbers,
    opening: Numbers,
    value: Int64,
    chosen: Bool,
    is_open: Bool,
    by_person: Int64,
) -> Net:
    """The net with these pairs alone, in the order it needs.

    `by_person` are their places in any order. Where pairs and places are in order already but for few at the end,
    sorting takes hardly longer than reading them.
    """
    people, openings = len(net.lists), len(net.room)
    short = value.max(initial=0) - value
    level = opening.astype(np.int64) * (short.max(initial=0) + 1) + short
    rows = np.argsort(level * people + person, kind="stable")
    now_at = np.empty(len(rows), dtype=np.int64)
    now_at[rows] = np.arange(len(rows))
    keys = (person.astype(np.int64) * openings + opening)[by_person]
    order = by_person[np.argsort(keys, kind="stable")]
    person, opening = person[rows].astype(np.int64), opening[rows].astype(np.int64)
    return net._replace(
        starts=np.concatenate([[0], np.cumsum(np.bincount(opening, minlength=openings))]),
        person=person,
        opening=opening,
        value=value[rows],
        order=now_at[order],
        begins=np.concatenate([[0], np.cumsum(np.bincount(person, minlength=people))]),
        chosen=chosen[rows],
        open=is_open[rows],
    )
