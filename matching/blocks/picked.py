"""Functions over the pairs of some openings in, pairs picked from all openings out, with any number of threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from matching.blocks.picking import Allowed, Chosen, Prices
from matching.domain.columns import Bool, Int16, Int32, Int64, Rows

THREADS: Final = 2
NO_PAIR: Final = -(1 << 61)
"""The greatest points less price of a person without pairs."""

EVERY: Final = 1 << 60
"""More pairs than there are."""

ROOM: Final = 64
"""Pairs of each opening there is room for at first: speed alone."""


@dataclass(frozen=True, eq=False)
class Picked:
    """Some pairs of a source, grouped by opening: opening j has offsets[j]:offsets[j + 1]."""

    offsets: Int64
    person: Int32
    points: Int16
    seen: Int64
    """Allowed pairs each opening has in all, shape (openings,); 0 where they were not looked at."""
    too_many: int = 0
    """How many pairs there are where they were too many to hold."""

    def __len__(self) -> int:
        return len(self.person)

    @property
    def opening(self) -> Int32:
        """The opening of each pair."""
        return np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))


@dataclass(frozen=True, eq=False)
class Openness:
    """How many pairs each person and each opening has that are eligible, and that are not known to be."""

    eligible_of_people: Int64
    unknown_of_people: Int64
    eligible_of_openings: Int64
    unknown_of_openings: Int64


@dataclass(frozen=True, eq=False)
class Picker:
    """Asks `functions` (see stored.py), some openings at a time, in an order that suits them."""

    functions: Any
    columns: Any
    people: int
    order: Rows
    at_once: int
    threads: int

    def best_of_each(self, counts: Int64, ties: Int64, allowed: Allowed, first: Bool | None) -> Picked:
        """The best counts[j] allowed pairs of each opening j; see FitSource."""
        counts = np.clip(counts, 0, self.people).astype(np.int64)
        starts = _offsets(counts)
        to = self._room(int(starts[-1]))
        order = ties, np.zeros(self.people, np.bool_) if first is None else first

        def keep(openings: Rows) -> None:
            self.functions.best(self.columns, allowed, openings, order, starts, to)

        self.each(keep, self.order)
        rows = _ranges(starts[:-1], to.kept)
        return Picked(_offsets(to.kept), to.person[rows], to.points[rows], to.seen)

    def above(self, prices: Prices, allowed: Allowed, openings: Rows | None, most: int) -> Picked:
        """Allowed pairs that are worth the gain in some view; see FitSource."""
        order = self.order if openings is None else self.order[np.isin(self.order, openings)]
        counted: list[int] = []

        def keep(some: Rows) -> Chosen:
            to = self._room(ROOM * len(some))
            found = self.functions.above(self.columns, allowed, some, prices, to)
            counted.append(found)
            if found > len(to.person) and sum(counted) <= most:
                to = self._room(found)
                self.functions.above(self.columns, allowed, some, prices, to)
            return Chosen(to.person[:found], to.points[:found], to.kept[some], to.seen[some])

        parts = self.each(keep, order)
        if sum(counted) <= most:
            return self._joined(parts, order)
        return replace(self._joined([], order), too_many=sum(counted))

    def _joined(self, parts: list[Chosen], order: Rows) -> Picked:
        """Pairs of all openings, people of each rising, whatever order they were looked at in."""
        kept = np.zeros(len(self.order), np.int64)
        if not parts:
            return Picked(_offsets(kept), np.empty(0, np.int32), np.empty(0, np.int16), kept)
        kept[order] = np.concatenate([part.kept for part in parts])
        person = np.concatenate([part.person for part in parts])
        points = np.concatenate([part.points for part in parts])
        rows = np.argsort(np.repeat(order, kept[order]) * self.people + person)
        return Picked(_offsets(kept), person[rows], points[rows], np.zeros_like(kept))

    def nearest(self, price: Int64, count: int, allowed: Allowed) -> tuple[Int64, Int32]:
        """The greatest points less price of each person, and where, shapes (people, count); see FitSource."""

        def note(openings: list[Rows]) -> tuple[Int64, Int32]:
            shape = self.people, count
            net, where = np.full(shape, NO_PAIR), np.full(shape, len(self.order), np.int32)
            for some in openings:
                self.functions.nearest(self.columns, allowed, some, price, net, where)
            return net, where

        found = self._shared(note)
        net, where = (np.concatenate([part[one] for part in found], axis=1) for one in (0, 1))
        if len(found) > 1:
            best = np.lexsort((where, -net), axis=1)[:, :count]
            net, where = np.take_along_axis(net, best, 1), np.take_along_axis(where, best, 1)
        return net, np.where(net == NO_PAIR, -1, where).astype(np.int32)

    def openness(self, least: int) -> Openness:
        """How many pairs are eligible, and how many are not known to be; see FitSource."""
        of_openings = np.zeros((2, len(self.order)), np.int64)

        def count(openings: list[Rows]) -> Int64:
            of_people = np.zeros((2, self.people), np.int64)
            for some in openings:
                self.functions.counted(self.columns, Allowed(True, least), some, of_people, of_openings)
            return of_people

        of_people = sum(self._shared(count), start=np.zeros((2, self.people), np.int64))
        return Openness(*of_people, *of_openings)

    def _room(self, size: int) -> Chosen:
        kept, seen = np.zeros((2, len(self.order)), np.int64)
        return Chosen(np.empty(size, np.int32), np.empty(size, np.int16), kept, seen)

    def _parts(self, order: Rows) -> list[Rows]:
        return [order[start : start + self.at_once] for start in range(0, len(order), self.at_once)]

    def each(self, work: Callable[[Rows], Any], order: Rows) -> list[Any]:
        """What the work gives for some openings at a time, in order."""
        parts = self._parts(order)
        if self.threads == 1 or len(parts) == 1:
            return [work(part) for part in parts]
        with ThreadPoolExecutor(self.threads) as side_by_side:
            return list(side_by_side.map(work, parts))

    def _shared(self, work: Callable[[list[Rows]], Any]) -> list[Any]:
        """What the work gives for each thread's share of all openings."""
        parts = self._parts(self.order)
        shares = [parts[start :: self.threads] for start in range(self.threads)]
        if self.threads == 1:
            return [work(parts)]
        with ThreadPoolExecutor(self.threads) as side_by_side:
            return list(side_by_side.map(work, shares))


def _offsets(counts: Int64) -> Int64:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _ranges(starts: Int64, counts: Int64) -> Int64:
    """starts[j], starts[j] + 1, ... counts[j] of them, for each j in turn."""
    offsets = _offsets(counts)
    return np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], counts)
