"""All pairs of a round in, the fits of those that may meet, or the best of each opening, out.

Which pairs may meet and how well they fit is defined by the rules and the criteria; here it is only decided whether
their functions are asked block by block (score.py) or through tables of their values (kernel.py).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any, Final

import numpy as np

from matching.blocks.fits import ABSENT, FitBlock, StoredFits
from matching.blocks.verdicts import VerdictSource
from matching.domain.columns import Int16, Int32, Int64, Rows
from matching.scoring.score import Scorer, score
from matching.scoring.tables import Pairs, Tables
from matching.scoring.tabulate import tables

WORTH_COMPILING: Final = 5_000_000
"""Pairs, allowed or not, from which the kernel is loaded: below it the blocks are done sooner."""

OPENINGS_AT_ONCE: Final = 64
THREADS: Final = 2


def score_all(scorer: Scorer, verdicts: VerdictSource) -> StoredFits:
    """Verdicts of all pairs in, the fits of all that may meet out, in memory."""
    if len(scorer.people) * len(scorer.openings) < WORTH_COMPILING:
        return score(scorer, verdicts.blocks())
    return Sweep(scorer, verdicts, allow_unknown=True).fits()


@dataclass(frozen=True, eq=False)
class Best:
    """The best pairs of every opening, best first, each of shape (openings, count); ABSENT after the last."""

    person: Int32
    points: Int16
    pairs: int
    """How many pairs were fitted to find them."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """The pairs of a round that may meet, looked at opening by opening; the number of threads changes no fit.

    Pairs of which something is not known are among them only where `allow_unknown`.
    """

    scorer: Scorer
    verdicts: VerdictSource
    allow_unknown: bool

    @cached_property
    def tables(self) -> Tables:
        """What the kernel looks up."""
        with ThreadPoolExecutor(THREADS) as side_by_side:
            sieve = self.verdicts.sieve(allow_unknown=self.allow_unknown)
            return tables(self.scorer, sieve, side_by_side)

    def best(self, count: int, ties: Int64, *, threads: int = THREADS) -> Best:
        """The best pairs of each opening, no others held; equal ones by the smaller of `ties`, shape (people,)."""
        kernel = _kernel()

        shape = len(self.scorer.openings), count
        person, points = np.full(shape, ABSENT, dtype=np.int32), np.full(shape, ABSENT, dtype=np.int16)
        numbered = ties[self.tables.people.row]

        def keep(openings: Rows) -> int:
            return int(kernel.best(self.tables, openings, numbered, person, points))

        return Best(person, points, sum(self._each(keep, threads)))

    def fits(self, *, threads: int = THREADS) -> StoredFits:
        """The fits of them all, in memory."""
        kernel = _kernel()

        counts = np.zeros(len(self.scorer.openings), dtype=np.int64)
        self._each(lambda openings: kernel.count(self.tables, openings, counts), threads)
        starts = np.concatenate([[0], np.cumsum(counts)])
        whole, small, flag = np.int32, np.int16, np.bool_
        pairs = Pairs(
            *(np.empty(starts[-1], kind) for kind in (whole, whole, small, small, small, flag, small))
        )
        self._each(lambda openings: kernel.every(self.tables, openings, starts, pairs), threads)
        return StoredFits(len(self.scorer.people), len(self.scorer.openings), FitBlock(*pairs))

    def _each(self, work: Callable[[Rows], Any], threads: int) -> list[Any]:
        """What the work gives for all openings, a few of one trade in neighbouring places at a time."""
        openings = self.scorer.openings
        order = np.lexsort((openings.municipality, openings.trades[:, 0]))
        parts = [order[start : start + OPENINGS_AT_ONCE] for start in range(0, len(order), OPENINGS_AT_ONCE)]
        if not len(self.tables.people.row):
            return []
        with ThreadPoolExecutor(threads) as side_by_side:
            return list(side_by_side.map(work, parts))


def _kernel() -> ModuleType:
    """The compiled functions; loading the compiler takes a second or two, so only those who need it do."""
    return import_module("matching.scoring.kernel")
