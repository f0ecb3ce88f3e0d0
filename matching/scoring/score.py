"""Pairs that may meet in, fits out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from matching.blocks.fits import FitBlock, StoredFits
from matching.blocks.grid import Grid
from matching.blocks.verdicts import VerdictBlock
from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, UNKNOWN
from matching.domain.columns import Int16, Int32, Rows
from matching.domain.fit import Criterion, Fit, Side
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.policy import Alternatives, Policy
from matching.scoring.criteria import MEASURES
from matching.scoring.demands import Demands, demands
from matching.scoring.interests import WHOLE
from matching.scoring.parts import Graded, Weighing
from matching.scoring.points import evidence_percent, side_points, total_points
from matching.scoring.profile import Applicants, Offers, applicants, offers
from matching.scoring.scales import FULL, UNKNOWN_GRADE, Scales
from matching.scoring.skills import SkillReader

Grids = dict[Criterion, Grid[Applicants, Offers]]
Tables = dict[Criterion, Int16]


PAIRS_AT_ONCE: Final = 256
"""Named pairs whose people and openings are met with each other to grade them: speed alone."""


@dataclass(frozen=True, eq=False)
class Scorer:
    """Fits of any pairs of a cohort, computed when asked for. `openings` have no blanks a trade can fill."""

    people: People
    openings: Openings
    catalogue: Catalogue
    policy: Policy

    @cached_property
    def grids(self) -> tuple[Grids, Tables]:
        """Grades of each criterion over all people and all offers, and the shares of people in those that have any.

        Offer a * openings + j is opening j in its trade a.
        """
        lists, demand = self.asked
        people, places = applicants(self.people, self.catalogue), offers(self.openings, demand)
        scales = Scales.of(self.catalogue, lists, self.policy)
        grades = {name: one.over(people, places, scales) for name, one in MEASURES.items()}
        return grades, {name: one.share(people) for name, one in MEASURES.items() if one.share}

    @cached_property
    def asked(self) -> tuple[Demands, Int32]:
        """The different lists of skills asked for, and the list of each opening in each of its trades."""
        return demands(self.openings, self.catalogue)

    @property
    def applicants(self) -> Applicants:
        """What the criteria read of people."""
        return self.grids[0][Criterion.SKILLS].people

    @property
    def trades(self) -> Int16:
        """The alternative trades that count, those named first first, shape (openings, alternatives)."""
        first = self.policy.alternatives is Alternatives.FIRST
        return self.openings.trades[:, :1] if first else self.openings.trades

    def grade(self, rows: Rows, cols: Rows, row: Rows, col: Rows) -> Graded:
        """Fits of the pairs (rows[row], cols[col]), each in the trade the policy lets count."""
        return self._best(*self.grids, rows, cols, row, col)

    def _best(self, grids: Grids, shares: Tables, rows: Rows, cols: Rows, row: Rows, col: Rows) -> Graded:
        best = self._weighed(grids, shares, rows, cols, row, col, 0)
        trades = self.trades[cols]
        for number in range(1, trades.shape[1]):
            pairs = np.flatnonzero((trades[:, number] != BLANK)[col])
            if not len(pairs):
                break  # an opening names its trades first to last
            mine, here = np.unique(col[pairs], return_inverse=True)
            other = self._weighed(grids, shares, rows, cols[mine], row[pairs], here, number)
            better = other.points > best.points[pairs]
            best.put(pairs[better], other, better)
        return best

    def blocks(self, verdicts: Iterable[VerdictBlock]) -> Iterator[FitBlock]:
        """The fit of every pair that no rule stops; what is not known to be met is marked unknown."""
        for block in verdicts:
            col, row = np.nonzero(block.answers.T >= UNKNOWN)
            graded = self.grade(block.rows, block.cols, row, col)
            person, opening = block.rows[row].astype(np.int32), block.cols[col].astype(np.int32)
            yield FitBlock(
                person=person,
                opening=opening,
                points=graded.points,
                opening_side=graded.opening_side,
                candidate_side=graded.candidate_side,
                unknown=block.answers[row, col] == UNKNOWN,
                extent=_greatest_extent(self.people.extent_to[person], self.openings.extent_to[opening]),
            )

    def fits(self, person: Int32, opening: Int32) -> list[Fit]:
        """The fits of the pairs named, with their parts, in the order named."""
        people, row = np.unique(person.astype(np.intp), return_inverse=True)
        many = len(person) > PAIRS_AT_ONCE
        grids, shares = self._grids_of(people) if many else self.grids
        graded = Graded.empty(len(row))
        # Neighbours ask for the same: few openings meet few people at a time.
        order = np.lexsort((opening, self.openings.trades[opening, 0]))
        for start in range(0, len(order), PAIRS_AT_ONCE):
            some = order[start : start + PAIRS_AT_ONCE]
            rows, who = np.unique(row[some], return_inverse=True)
            cols, where = np.unique(opening[some].astype(np.intp), return_inverse=True)
            graded.put(some, self._best(grids, shares, rows if many else people[rows], cols, who, where))
        reader = SkillReader(self.people, self.openings, self.catalogue, *self.asked)
        asked = reader.asked(
            person.astype(np.intp), opening.astype(np.intp), graded.alternative.astype(np.intp)
        )
        keys = [trade.key for trade in self.catalogue.trades]
        trades = [keys[trade] for trade in self.openings.trades[opening, graded.alternative].tolist()]
        return list(self._weighing.fits(graded, reader, asked, trades))

    def _grids_of(self, people: Rows) -> tuple[Grids, Tables]:
        """Grades and shares over some people alone, numbered as they are named."""
        grids, shares = self.grids
        few = self.applicants.take(people)
        return (
            {name: replace(grid, people=few) for name, grid in grids.items()},
            {name: column[people] for name, column in shares.items()},
        )

    def _weighed(
        self, grids: Grids, shares: Tables, rows: Rows, cols: Rows, row: Rows, col: Rows, number: int
    ) -> Graded:
        """Fits of the pairs (rows[row], cols[col]) in one trade of each opening."""
        offers = number * len(self.openings) + cols
        grades = {name: grid.pairs(rows, offers, row, col) for name, grid in grids.items()}
        sides = {side: np.zeros(len(row), dtype=np.int32) for side in Side}
        known = np.zeros(len(row), dtype=np.int16)
        for name, grade in grades.items():
            is_known = grade != UNKNOWN_GRADE
            weight = np.int32(self.policy.weights[name])
            sides[name.side] += weight * np.where(is_known, grade, np.int16(self.neutral(name)))
            share = shares[name][rows[row]] if name in shares else np.int16(WHOLE)
            known += is_known * np.int16(weight) * share
        opening, candidate = sides[Side.OPENING].astype(np.int64), sides[Side.CANDIDATE].astype(np.int64)
        return Graded(
            grades=grades,
            alternative=np.full(len(row), number, dtype=np.int8),
            points=total_points(opening, candidate, self.policy.one_sided),
            opening_side=side_points(opening),
            candidate_side=side_points(candidate),
            evidence=evidence_percent(known),
        )

    def neutral(self, criterion: Criterion) -> int:
        """The grade of a criterion about which nothing is known, 0-10,000."""
        of_skills = criterion is Criterion.SKILLS
        return (self.policy.neutral_skills if of_skills else self.policy.neutral_others) * FULL // 100

    @property
    def _weighing(self) -> Weighing:
        weights = np.array([self.policy.weights[name] for name in Criterion], dtype=np.int64)
        neutral = np.array([self.neutral(name) for name in Criterion], dtype=np.int64)
        return Weighing(weights, neutral, self.policy.one_sided)


def score(scorer: Scorer, verdicts: Iterable[VerdictBlock]) -> StoredFits:
    """Verdicts of pairs in, the fits of all that may meet out, in memory."""
    return StoredFits.of(len(scorer.people), len(scorer.openings), scorer.blocks(verdicts))


def _greatest_extent(wanted: Int16, offered: Int16) -> Int16:
    """The smaller of two greatest extents; the known one where the other is BLANK."""
    return np.where(
        (wanted == BLANK) | (offered == BLANK), np.maximum(wanted, offered), np.minimum(wanted, offered)
    )
