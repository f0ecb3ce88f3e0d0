"""Fits of many pairs: the blocks they come in and the sources they are read from again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Final, Protocol, Self

import numpy as np

from matching.blocks import stored
from matching.blocks.compiling import either
from matching.blocks.picked import EVERY, THREADS, Openness, Picked, Picker
from matching.blocks.picking import Allowed, Prices
from matching.domain.columns import Bool, Int16, Int32, Int64, Rows

WORTH_COMPILING: Final = 150_000
"""Pairs from which the functions over them are compiled: speed alone."""

OPENINGS_AT_ONCE: Final = 256

ABSENT = -1
"""Points of a pair that is not in a source: it may not meet."""


@dataclass(frozen=True, eq=False)
class FitBlock:
    """Fits of pairs that may meet: parallel columns, one entry per pair."""

    person: Int32
    opening: Int32
    points: Int16
    opening_side: Int16
    candidate_side: Int16
    unknown: Bool
    """Some requirement of the pair is not known to be met."""
    extent: Int16
    """Greatest extent both accept, percent; BLANK where neither has said."""

    def __len__(self) -> int:
        return len(self.person)

    def take(self, rows: Rows | Bool | slice) -> Self:
        """The pairs asked for, in the order asked."""
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))

    @classmethod
    def joined(cls, blocks: Iterable["FitBlock"]) -> Self:
        """Blocks one after another as one."""
        blocks = [*blocks, empty_block()]
        columns = (np.concatenate([getattr(block, field.name) for block in blocks]) for field in fields(cls))
        return cls(*columns)


class FitSource(Protocol):
    """Fits that can be read again and again. Numbers of people and openings are ranks of sorted ids."""

    @property
    def people(self) -> int:
        """How many people there are, with or without pairs."""

    @property
    def openings(self) -> int:
        """How many openings there are, with or without pairs."""

    def blocks(self) -> Iterator[FitBlock]:
        """Every pair that may meet, each once; an opening lies wholly in one block."""

    def points(self, person: Int32, opening: Int32) -> Int16:
        """Exact points of the pairs named, ABSENT where the pair may not meet."""

    def best(self, opening: int, count: int, ties: Int64) -> FitBlock:
        """The best pairs of one opening, best first; equal points by the smaller of `ties`, shape (people,)."""

    def best_for(self, person: int, count: int, ties: Int64) -> FitBlock:
        """The best pairs of one person, best first; equal points by the smaller of `ties`, shape (openings,)."""

    def named(self, person: int, openings: Rows) -> FitBlock:
        """The pairs of one person with some openings, in the order named; none where the two may not meet."""

    def best_of_each(
        self, counts: Int64, ties: Int64, allowed: Allowed, *, first: Bool | None = None
    ) -> Picked:
        """The best counts[j] allowed pairs of each opening j, best first.

        Equal points go by the smaller of `ties`, shape (people,), no two alike; people who are `first`, shape
        (people,), come before all others.
        """

    def above(
        self, prices: Prices, allowed: Allowed, *, openings: Rows | None = None, most: int = EVERY
    ) -> Picked:
        """Allowed pairs with points - price[j] - threshold[i] >= gain in some view, people rising.

        Of all openings, or of those named. Where there are more than `most`, none, and `too_many` tells how many.
        """

    def nearest(self, price: Int64, count: int, allowed: Allowed) -> tuple[Int64, Int32]:
        """For each person the greatest points - price[j] of allowed pairs, and at which openings.

        Shapes (people, count), greatest first, equal ones by opening; NO_PAIR and -1 where a person has no more.
        """

    def openness(self, *, least: int = 0) -> Openness:
        """How many pairs from `least` points on are known to be eligible, and how many are not known to be."""


@dataclass(frozen=True, eq=False)
class StoredFits:
    """A FitSource that holds all its pairs in memory, ordered by opening, then person."""

    people: int
    openings: int
    pairs: FitBlock

    @classmethod
    def of(cls, people: int, openings: int, blocks: Iterable[FitBlock]) -> Self:
        """Blocks of pairs in any order, each opening's people in rising order within its block."""
        pairs = FitBlock.joined(blocks)
        return cls(people, openings, pairs.take(np.argsort(pairs.opening, kind="stable")))

    @classmethod
    def of_table(cls, points: Int64) -> Self:
        """A table of given points, shape (people, openings), each 0-1000; a negative cell may not meet."""
        opening, person = np.nonzero(points.T >= 0)
        given = points[person, opening].astype(np.int16)
        nothing = np.full(len(given), -1, dtype=np.int16)
        certain = np.zeros(len(given), dtype=np.bool_)
        pairs = FitBlock(
            person.astype(np.int32), opening.astype(np.int32), given, nothing, nothing, certain, nothing
        )
        return cls(points.shape[0], points.shape[1], pairs)

    @cached_property
    def offsets(self) -> Int64:
        """Opening j has the pairs offsets[j]:offsets[j + 1], shape (openings + 1,)."""
        return np.searchsorted(self.pairs.opening, np.arange(self.openings + 1)).astype(np.int64)

    @cached_property
    def by_person(self) -> tuple[Int64, Int64]:
        """Places of the pairs ordered by person, and where each person's begin, shapes (pairs,), (people + 1,)."""
        order = np.argsort(self.pairs.person, kind="stable")
        return order, np.searchsorted(self.pairs.person[order], np.arange(self.people + 1)).astype(np.int64)

    def blocks(self) -> Iterator[FitBlock]:
        """All pairs as one block."""
        yield self.pairs

    def places(self, person: Int32, opening: Int32) -> Int64:
        """Where each pair named stands among all pairs, ABSENT where it does not."""
        wanted = opening.astype(np.int64) * self.people + person
        place = np.minimum(np.searchsorted(self._keys, wanted), max(len(self.pairs) - 1, 0))
        found = self._keys[place] == wanted if len(self.pairs) else np.zeros(len(wanted), dtype=np.bool_)
        return np.where(found, place, ABSENT)

    def points(self, person: Int32, opening: Int32) -> Int16:
        """Exact points of the pairs named, ABSENT where the pair may not meet."""
        place = self.places(person, opening)
        if not len(self.pairs):
            return np.full(len(place), ABSENT, dtype=np.int16)
        return np.where(place == ABSENT, ABSENT, self.pairs.points[place]).astype(np.int16)

    def best(self, opening: int, count: int, ties: Int64) -> FitBlock:
        """The best pairs of one opening, best first; equal points by the smaller of `ties`, shape (people,)."""
        first, last = self.offsets[opening], self.offsets[opening + 1]
        points, person = self.pairs.points[first:last], self.pairs.person[first:last]
        return self.pairs.take(first + best_places(points, ties[person], count))

    def best_for(self, person: int, count: int, ties: Int64) -> FitBlock:
        """The best pairs of one person, best first; equal points by the smaller of `ties`, shape (openings,)."""
        order, starts = self.by_person
        mine = order[starts[person] : starts[person + 1]]
        return self.pairs.take(
            mine[best_places(self.pairs.points[mine], ties[self.pairs.opening[mine]], count)]
        )

    def named(self, person: int, openings: Rows) -> FitBlock:
        """The pairs of one person with some openings, in the order named; see FitSource."""
        place = self.places(np.full(len(openings), person, dtype=np.int32), openings.astype(np.int32))
        return self.pairs.take(place[place != ABSENT])

    def best_of_each(
        self, counts: Int64, ties: Int64, allowed: Allowed, *, first: Bool | None = None
    ) -> Picked:
        """The best counts[j] allowed pairs of each opening j, best first; see FitSource."""
        return self._picker.best_of_each(np.minimum(counts, np.diff(self.offsets)), ties, allowed, first)

    def above(
        self, prices: Prices, allowed: Allowed, *, openings: Rows | None = None, most: int = EVERY
    ) -> Picked:
        """Allowed pairs that are worth the gain in some view, people rising; see FitSource."""
        return self._picker.above(prices, allowed, openings, most)

    def nearest(self, price: Int64, count: int, allowed: Allowed) -> tuple[Int64, Int32]:
        """The greatest points less price of each person, and where; see FitSource."""
        return self._picker.nearest(price, count, allowed)

    def openness(self, *, least: int = 0) -> Openness:
        """How many pairs are eligible, and how many are not known to be; see FitSource."""
        return self._picker.openness(least)

    @cached_property
    def _picker(self) -> Picker:
        functions: Any = either(stored, len(self.pairs), WORTH_COMPILING)
        # Of one layout, whatever columns were given: each other one would be compiled for by itself.
        person = np.require(self.pairs.person, None, ("C", "W"))
        points = np.require(self.pairs.points, None, ("C", "W"))
        unknown = np.require(self.pairs.unknown, None, ("C", "W"))
        columns = stored.Stored(self.offsets, person, points, unknown)
        order = np.arange(self.openings)
        threads = 1 if functions is stored else THREADS
        return Picker(functions, columns, self.people, order, OPENINGS_AT_ONCE, threads)

    def where(self, keep: Bool) -> Self:
        """The same source with only the pairs marked in `keep`, shape (pairs,)."""
        return type(self)(self.people, self.openings, self.pairs.take(keep))

    @cached_property
    def _keys(self) -> Int64:
        return self.pairs.opening.astype(np.int64) * self.people + self.pairs.person


def empty_block() -> FitBlock:
    """A block of no pairs."""
    whole, small = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int16)
    return FitBlock(whole, whole, small, small, small, np.empty(0, dtype=np.bool_), small)


def best_places(points: Int16, ties: Int64, count: int) -> Rows:
    """Places of the greatest points, greatest first, equal ones by the smaller of `ties`; at most `count`."""
    if count <= 0:
        return np.empty(0, dtype=np.intp)
    good = np.arange(len(points))
    if count < len(points):
        good = np.flatnonzero(points >= np.partition(points, len(points) - count)[len(points) - count])
    return good[np.lexsort((ties[good], -points[good]))[:count]]
