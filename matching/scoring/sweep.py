"""All pairs of a round in, the fits of those that may meet out: in memory, or computed again whenever asked for.

Which pairs may meet and how well they fit is defined by the rules and the criteria; here it is only decided whether
their functions are asked block by block (score.py) or through tables of their values (kernel.py).
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Final

import numpy as np

from matching.blocks.compiling import fast
from matching.blocks.fits import ABSENT, FitBlock, FitSource, StoredFits, best_places, empty_block
from matching.blocks.picked import EVERY, THREADS, Openness, Picked, Picker
from matching.blocks.picking import Allowed, Prices
from matching.blocks.verdicts import VerdictSource
from matching.domain.columns import Bool, Int16, Int32, Int64, Rows
from matching.scoring import picks
from matching.scoring.score import Scorer, score
from matching.scoring.tables import Pairs, Tables
from matching.scoring.tabulate import tables

WORTH_COMPILING: Final = 5_000_000
"""Pairs, allowed or not, from which the kernel is loaded: below it the blocks are done sooner."""

OPENINGS_AT_ONCE: Final = 64
PARTS: Final = 32
"""Openings looked at together, more where that gives more parts than this: each part begins with empty room."""


def score_all(scorer: Scorer, verdicts: VerdictSource) -> FitSource:
    """Verdicts of all pairs in, the fits of all that may meet out: in memory where they are few."""
    if len(scorer.people) * len(scorer.openings) < WORTH_COMPILING:
        return score(scorer, verdicts.blocks())
    return Sweep(scorer, verdicts)


@dataclass(frozen=True, eq=False)
class Sweep:
    """A FitSource that holds no pair: each is judged and fitted again whenever it is looked at.

    Pairs of which something is not known are among them only where `allow_unknown`. The number of threads changes
    no fit.
    """

    scorer: Scorer
    verdicts: VerdictSource
    allow_unknown: bool = True
    threads: int = THREADS

    @property
    def people(self) -> int:
        """How many people there are, with or without pairs."""
        return len(self.scorer.people)

    @property
    def openings(self) -> int:
        """How many openings there are, with or without pairs."""
        return len(self.scorer.openings)

    @cached_property
    def tables(self) -> Tables:
        """What the kernel looks up."""
        with ThreadPoolExecutor(self.threads) as side_by_side:
            sieve = side_by_side.submit(self.verdicts.sieve, allow_unknown=self.allow_unknown)
            # What the criteria read is got ready meanwhile.
            _ = self.scorer.grids
            return tables(self.scorer, sieve.result(), side_by_side)

    def blocks(self) -> Iterator[FitBlock]:
        """Every pair that may meet, each once; an opening lies wholly in one block."""
        for start in range(0, self.openings, OPENINGS_AT_ONCE):
            yield self._block(np.arange(start, min(start + OPENINGS_AT_ONCE, self.openings)))

    def points(self, person: Int32, opening: Int32) -> Int16:
        """Exact points of the pairs named, ABSENT where the pair may not meet."""
        order = np.argsort(opening, kind="stable")
        starts = np.searchsorted(opening[order], np.arange(self.openings + 1)).astype(np.int64)
        found = np.full(len(person), ABSENT, np.int16)
        who = person[order].astype(np.int32)
        self._picker.each(
            lambda some: self._functions.points_of(self.tables, some, starts, who, found), np.unique(opening)
        )
        points = np.empty_like(found)
        points[order] = found
        return points

    def best(self, opening: int, count: int, ties: Int64) -> FitBlock:
        """The best pairs of one opening, best first; equal points by the smaller of `ties`, shape (people,)."""
        block = self.of_opening(opening)
        return block.take(best_places(block.points, ties[block.person], count))

    def best_for(self, person: int, count: int, ties: Int64) -> FitBlock:
        """The best pairs of one person, best first; equal points by the smaller of `ties`, shape (openings,)."""
        block = self.of_person(person)
        return block.take(best_places(block.points, ties[block.opening], count))

    def best_of_each(
        self, counts: Int64, ties: Int64, allowed: Allowed, *, first: Bool | None = None
    ) -> Picked:
        """The best counts[j] allowed pairs of each opening j, best first; see FitSource."""
        return self._picker.best_of_each(counts, ties, allowed, first)

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

    def fits(self) -> StoredFits:
        """The fits of them all, in memory."""
        return StoredFits(self.people, self.openings, self._block(np.arange(self.openings)))

    def _block(self, openings: Rows) -> FitBlock:
        """All pairs of some openings, rising."""
        if not len(self.tables.people.row):
            return empty_block()
        counts = np.zeros(self.openings, dtype=np.int64)
        self._picker.each(lambda some: self._functions.counted_of_each(self.tables, some, counts), openings)
        starts = np.concatenate([[0], np.cumsum(counts)])
        pairs = _room(int(starts[-1]))
        self._picker.each(lambda some: self._functions.every(self.tables, some, starts, pairs), openings)
        return FitBlock(*pairs)

    def of_opening(self, opening: int) -> FitBlock:
        """All pairs of one opening, people rising."""
        return self._block(np.array([opening]))

    def of_person(self, person: int) -> FitBlock:
        """All pairs of one person, openings rising."""
        return self.named(person, np.arange(self.openings))

    def named(self, person: int, openings: Rows) -> FitBlock:
        """The pairs of one person with some openings, in the order named; see FitSource."""
        number = self._numbers[person]
        if number < 0:
            return empty_block()
        held = self.scorer.applicants.held.take(np.array([person]))
        strength = np.zeros(len(self.scorer.catalogue.skills), np.int32)
        strength[held.skills.values] = held.strength.values
        pairs = _room(len(openings))
        found = self._functions.every_of(self.tables, number, strength, openings, pairs)
        return FitBlock(*pairs).take(slice(found))

    @cached_property
    def _numbers(self) -> Int32:
        """The number each person has in the tables, below 0 for those who may meet nobody, shape (people,)."""
        rows = self.tables.people.row
        numbers = np.full(self.people, -1, np.int32)
        numbers[rows] = np.arange(len(rows))
        return numbers

    @cached_property
    def _functions(self) -> SimpleNamespace:
        return fast(picks)

    @cached_property
    def _picker(self) -> Picker:
        """Openings of one trade in neighbouring places side by side: they read the same people."""
        openings = self.scorer.openings
        order = np.lexsort((openings.municipality, openings.trades[:, 0]))
        at_once = max(OPENINGS_AT_ONCE, self.openings // PARTS)
        return Picker(self._functions, self.tables, self.people, order, at_once, self.threads)


def _room(pairs: int) -> Pairs:
    """Columns to write so many pairs into."""
    person, opening = (np.empty(pairs, np.int32) for _ in range(2))
    points, ours, hers, extent = (np.empty(pairs, np.int16) for _ in range(4))
    return Pairs(person, opening, points, ours, hers, np.empty(pairs, np.bool_), extent)
