"""Fits, room and decisions in, one market out: who may get what, at which value."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Self

import numpy as np

from matching.allocation.base import grouped
from matching.blocks.compiling import either
from matching.blocks.fits import ABSENT, FitSource
from matching.blocks.picked import EVERY, NO_PAIR, Picked
from matching.blocks.picking import Allowed, Prices
from matching.domain.allocation import NO_LIMIT
from matching.domain.columns import Bool, Int32, Int64, Rows
from matching.domain.fit import FULL_POINTS
from matching.domain.policy import Mode, Objective, Policy
from matching.domain.proof import Scale, Total

LEVELS: Final = FULL_POINTS + 1

WORTH_COMPILING: Final = 20_000
"""Pairs held from which they are put in order by compiled functions: speed alone."""


@dataclass(frozen=True, eq=False)
class Decided:
    """Pairs that people have decided, by position: kept (pins) and not proposed (vetoes)."""

    pin_person: Int32
    pin_opening: Int32
    veto_person: Int32
    veto_opening: Int32

    def without(self, place: int, *, pinned: bool) -> Self:
        """The same without one of the pins, or of the vetoes."""
        names = ("pin_person", "pin_opening") if pinned else ("veto_person", "veto_opening")
        return replace(self, **{name: np.delete(getattr(self, name), place) for name in names})


@dataclass(frozen=True, eq=False)
class View:
    """Prices, what one more proposal of each person must be worth, and what a pair must be worth beyond both."""

    prices: Int64
    thresholds: Int64
    gain: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Market:
    """The base model: each person on at most `lists` lists, each opening with room for `capacities` proposals.

    The first proposal of a person is worth `first` beside the pair's own value. Pairs are held in parallel columns,
    by opening, then falling value, then person, and no pair twice; beside them all others can be looked at.
    """

    fits: FitSource
    allowed: Allowed
    closed: Int64
    """Pairs that people have decided, opening * people + person."""
    lists: Int64
    first: Int64
    """Per person, shape (people,)."""
    pinned: Bool
    """People whom a pin has counted already, shape (people,)."""
    capacities: Int64
    """Per opening, shape (openings,)."""
    scale: Scale
    keys: Int64
    """The pairs held, rising: (opening * LEVELS + FULL_POINTS - points) * people + person."""
    person: Int32
    opening: Int32
    value: Int64
    """Points + scale.proposal of each pair held."""

    def holding(self, more: Int64) -> Self:
        """The same that holds these pairs too, by their keys."""
        if not len(more):
            return self
        # Two runs in order are soon sorted by a stable sort.
        keys = np.sort(np.concatenate([self.keys, np.sort(more)]), kind="stable")
        keys = keys[np.append(True, keys[1:] != keys[:-1])]
        # Quicker than np.divmod.
        level = keys // self.fits.people
        opening = level // LEVELS
        return replace(
            self,
            keys=keys,
            person=(keys - level * self.fits.people).astype(np.int32),
            opening=opening.astype(np.int32),
            value=opening * LEVELS - level + FULL_POINTS + self.scale.proposal,
        )

    def best(self, counts: Int64, ties: Int64) -> tuple[Int64, Int64, int]:
        """Keys of the best counts[j] pairs of each opening, the most any other is worth, and how many there are.

        The second has NO_PAIR for an opening that has no other; the last is of the whole market.
        """
        extra = np.bincount(self.closed // max(self.fits.people, 1), minlength=self.fits.openings)
        may = self.lists > 0
        found = self.fits.best_of_each(counts + extra, ties, self.allowed, first=may)
        last = np.full(self.fits.openings, NO_PAIR)
        kept = np.diff(found.offsets)
        cut = np.flatnonzero((kept < found.seen) & (kept > 0))
        ends = found.offsets[1:][cut] - 1
        last[cut] = np.where(
            may[found.person[ends]], found.points[ends].astype(np.int64) + self.scale.proposal, NO_PAIR
        )
        nothing = (kept == 0) & (found.seen > 0)
        last[nothing] = FULL_POINTS + self.scale.proposal
        return self._keys(found), last, int(found.seen.sum()) - self._shut()

    def above(self, *views: View, openings: Rows | None = None, most: int = EVERY) -> tuple[Int64, int]:
        """Keys of all pairs worth the gain in one view or the other; where they are too many, none and how many."""
        never = np.where(self.lists > 0, 0, NO_LIMIT)
        prices = Prices(
            np.stack([view.prices for view in views]),
            np.stack([view.thresholds - self.scale.proposal + never for view in views]),
            np.array([view.gain for view in views]),
        )
        found = self.fits.above(prices, self.allowed, openings=openings, most=most)
        return self._keys(found), found.too_many

    def nearest(self, prices: Int64, count: int) -> Int64:
        """Keys of the best pairs of each person, net of prices."""
        net, opening = self.fits.nearest(prices, count, self.allowed)
        person, place = np.nonzero(opening >= 0)
        at = opening[person, place]
        return self._open(person.astype(np.int32), at, net[person, place] + prices[at])

    @cached_property
    def by_person(self) -> tuple[Int64, Int64]:
        """Places of the pairs held by person, and where each one's begin, shapes (pairs,), (people + 1,)."""
        functions: Any = either(grouped, len(self.person), WORTH_COMPILING)
        order, begins = functions.by_person(self.person, len(self.lists))
        return order, begins

    @cached_property
    def starts(self) -> Int64:
        """Where the pairs of each opening begin, shape (openings + 1,)."""
        return np.searchsorted(self.opening, np.arange(len(self.capacities) + 1)).astype(np.int64)

    def proposals_of_people(self, chosen: Bool) -> Int64:
        """How many of the chosen pairs each person has, shape (people,)."""
        return np.bincount(self.person[chosen], minlength=len(self.lists)).astype(np.int64)

    def proposals_of_openings(self, chosen: Bool) -> Int64:
        """How many of the chosen pairs each opening has, shape (openings,)."""
        return np.bincount(self.opening[chosen], minlength=len(self.capacities)).astype(np.int64)

    def _keys(self, found: Picked) -> Int64:
        return self._open(found.person, found.opening, found.points.astype(np.int64))

    def _open(self, person: Int32, opening: Int32, points: Int64) -> Int64:
        """Keys of those pairs that nobody has decided, of people who may have one more."""
        keep = self.lists[person] > 0
        if len(self.closed):
            keep &= ~np.isin(opening.astype(np.int64) * self.fits.people + person, self.closed)
        level = opening[keep].astype(np.int64) * LEVELS + FULL_POINTS - points[keep]
        return level * self.fits.people + person[keep]

    def _shut(self) -> int:
        """How many allowed pairs are decided, or are of people who may have no more."""
        ties, shut = np.arange(self.fits.openings), 0
        place, who = np.divmod(self.closed, max(self.fits.people, 1))
        for person in np.union1d(who, np.flatnonzero(self.lists <= 0)).tolist():
            pairs = self.fits.best_for(person, self.fits.openings, ties)
            able = (pairs.points >= self.allowed.least) & (self.allowed.unknown | ~pairs.unknown)
            gone = np.isin(pairs.opening, place[who == person]) | bool(self.lists[person] <= 0)
            shut += int(np.count_nonzero(able & gone))
        return shut


def scale_for(mode: Mode, objective: Objective, proposals: int) -> Scale:
    """Units so large that no points outweigh a proposal and no proposals a person, nor half of either in a change.

    `proposals` is the most there can be. Where points are all that counts, both units are 0.
    """
    if objective is Objective.POINTS:
        return Scale(person=0, proposal=0)
    if mode is Mode.PLACES:
        return Scale(person=2 * FULL_POINTS * proposals + 1, proposal=0)
    proposal = 2 * FULL_POINTS * proposals + 1
    return Scale(person=2 * (proposal + FULL_POINTS) * proposals + 1, proposal=proposal)


def open_market(fits: FitSource, capacities: Int64, lists: int, policy: Policy, decided: Decided) -> Market:
    """Everything that is still open when pins are kept and vetoed pairs are out; no pair is held yet."""
    # One more than there can be now: a seat value speaks of one more room.
    proposals = int(min(capacities.sum(), fits.people * lists)) + 1
    scale = scale_for(policy.mode, policy.objective, proposals)
    pinned = np.bincount(decided.pin_person, minlength=fits.people).astype(np.int64)
    closed = [
        decided.pin_opening.astype(np.int64) * fits.people + decided.pin_person,
        decided.veto_opening.astype(np.int64) * fits.people + decided.veto_person,
    ]
    nothing = np.empty(0, dtype=np.int64)
    return Market(
        fits=fits,
        allowed=Allowed(policy.allow_unknown, policy.minimum_fit),
        closed=np.concatenate(closed),
        lists=lists - pinned,
        first=np.where(pinned > 0, 0, scale.person),
        pinned=pinned > 0,
        capacities=capacities - np.bincount(decided.pin_opening, minlength=fits.openings),
        scale=scale,
        keys=nothing,
        person=nothing.astype(np.int32),
        opening=nothing.astype(np.int32),
        value=nothing,
    )


def pinned_total(fits: FitSource, decided: Decided) -> Total:
    """What the pinned pairs amount to."""
    points = fits.points(decided.pin_person, decided.pin_opening)
    points = points[points != ABSENT]
    return Total(len(np.unique(decided.pin_person)), len(decided.pin_person), int(points.sum(dtype=np.int64)))
