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
from matching.domain.columns import Bool, Int8, Int16, Int32, Rows
from matching.domain.fit import Criterion, Fit, Side, SkillMatch
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.policy import Alternatives, Policy
from matching.scoring.criteria import MEASURES, skills_grade
from matching.scoring.demands import Demands, demands
from matching.scoring.interests import WHOLE
from matching.scoring.points import (
    contributions,
    evidence_percent,
    limiting_side,
    movements,
    side_points,
    total_points,
)
from matching.scoring.profile import Applicants, Offers, applicants, offers
from matching.scoring.scales import FULL, UNKNOWN_GRADE, Scales
from matching.scoring.skills import SkillReader

Grids = dict[Criterion, Grid[Applicants, Offers]]
Tables = dict[Criterion, Int16]


PAIRS_AT_ONCE: Final = 48
"""Named pairs whose people and openings are met with each other to grade them: speed alone."""


@dataclass(frozen=True, eq=False)
class Graded:
    """Grades of parallel pairs in the trade that suits each best, and what follows from them."""

    grades: dict[Criterion, Int16]
    alternative: Int8
    points: Int16
    opening_side: Int16
    candidate_side: Int16
    evidence: Int16

    def put(self, places: Rows, other: "Graded", taken: Bool) -> None:
        """Write the pairs of `other` that are taken over the pairs at `places`."""
        for criterion, grade in self.grades.items():
            grade[places] = other.grades[criterion][taken]
        for name in ("alternative", "points", "opening_side", "candidate_side", "evidence"):
            getattr(self, name)[places] = getattr(other, name)[taken]


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
    def trades(self) -> Int16:
        """The alternative trades that count, those named first first, shape (openings, alternatives)."""
        first = self.policy.alternatives is Alternatives.FIRST
        return self.openings.trades[:, :1] if first else self.openings.trades

    def grade(self, rows: Rows, cols: Rows, row: Rows, col: Rows) -> Graded:
        """Fits of the pairs (rows[row], cols[col]), each in the trade the policy lets count."""
        alternative, place = np.nonzero(self.trades[cols].T != BLANK)
        offer = alternative * len(self.openings) + cols[place]
        grids, shares = self.grids
        dense = {name: grid.block(rows, offer) for name, grid in grids.items()}
        known = {name: column[rows] for name, column in shares.items()}
        # Every opening has a first trade, so the first len(cols) offers are these.
        best = self._weighed(dense, known, row, col, 0)
        for number in range(1, int(alternative.max(initial=0)) + 1):
            mine = np.flatnonzero(alternative == number)
            pairs = np.flatnonzero(np.isin(col, place[mine]))
            here = mine[np.searchsorted(place[mine], col[pairs])]
            other = self._weighed(dense, known, row[pairs], here, number)
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
        found: dict[int, Fit] = {}
        reader = SkillReader(self.people, self.openings, self.catalogue, *self.asked)
        order = np.lexsort((opening, self.openings.trades[opening, 0]))
        for start in range(0, len(order), PAIRS_AT_ONCE):
            some = order[start : start + PAIRS_AT_ONCE]
            who, where = person[some].astype(np.intp), opening[some].astype(np.intp)
            rows, row = np.unique(who, return_inverse=True)
            cols, col = np.unique(where, return_inverse=True)
            graded = self.grade(rows, cols, row, col)
            skills = reader.matches(who, where, graded.alternative.astype(np.intp))
            for index, (place, match) in enumerate(zip(some.tolist(), skills, strict=True)):
                found[place] = self._fit(graded, index, int(opening[place]), match)
        return [found[place] for place in range(len(order))]

    def _weighed(self, dense: Tables, shares: Tables, row: Rows, offer: Rows, number: int) -> Graded:
        grades = {name: table[row, offer] for name, table in dense.items()}
        sides = {side: np.zeros(len(row), dtype=np.int32) for side in Side}
        known = np.zeros(len(row), dtype=np.int16)
        for name, grade in grades.items():
            is_known = grade != UNKNOWN_GRADE
            weight = np.int32(self.policy.weights[name])
            sides[name.side] += weight * np.where(is_known, grade, np.int16(self.neutral(name)))
            share = shares[name][row] if name in shares else np.int16(WHOLE)
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

    def _ends(self, criterion: Criterion) -> tuple[int, int]:
        """Weight x grade of a criterion at its worst and at its best: known skills are never worth nothing."""
        worst = self.neutral(criterion) // 2 if criterion is Criterion.SKILLS else 0
        return self.policy.weights[criterion] * worst, self.policy.weights[criterion] * FULL

    def _fit(self, graded: Graded, index: int, opening: int, match: SkillMatch) -> Fit:
        grades = {name: int(grade[index]) for name, grade in graded.grades.items()}
        unknown = frozenset(name for name, grade in grades.items() if grade == UNKNOWN_GRADE)
        weighted = {
            name: self.policy.weights[name] * (self.neutral(name) if name in unknown else grade)
            for name, grade in grades.items()
        }
        points, alternative = int(graded.points[index]), int(graded.alternative[index])
        ours, hers = int(graded.opening_side[index]), int(graded.candidate_side[index])
        parts = contributions(points, weighted, unknown, self.policy.one_sided)
        ends = {name: self._ends(name) for name in grades if name in unknown}
        return Fit(
            points=points,
            opening_side=ours,
            candidate_side=hers,
            limiting=limiting_side(ours, hers, parts),
            evidence=int(graded.evidence[index]),
            trade=self.catalogue.trades[self.openings.trades[opening, alternative]].key,
            contributions=parts,
            movements=movements(weighted, ends, self.policy.one_sided),
            skills=self._with_gains(match, weighted, points),
        )

    def _with_gains(self, match: SkillMatch, weighted: dict[Criterion, int], points: int) -> SkillMatch:
        """What each skill not reached in full would bring, were it held."""
        full = np.full(len(match.parts), match.full, dtype=np.int64)
        more = np.array([part.full - part.reached for part in match.parts], dtype=np.int64)
        grade = skills_grade(match.reached + more, full, self.neutral(Criterion.SKILLS))
        opening = self.policy.weights[Criterion.SKILLS] * grade
        candidate = np.full_like(opening, sum(weighted.values()) - weighted[Criterion.SKILLS])
        gains = (total_points(opening, candidate, self.policy.one_sided) - points).tolist()
        parts = zip(match.parts, gains, more.tolist(), strict=True)
        return replace(
            match, parts=tuple(replace(part, gain=gain) if left else part for part, gain, left in parts)
        )


def score(scorer: Scorer, verdicts: Iterable[VerdictBlock]) -> StoredFits:
    """Verdicts of pairs in, the fits of all that may meet out, in memory."""
    return StoredFits.of(len(scorer.people), len(scorer.openings), scorer.blocks(verdicts))


def _greatest_extent(wanted: Int16, offered: Int16) -> Int16:
    """The smaller of two greatest extents; the known one where the other is BLANK."""
    return np.where(
        (wanted == BLANK) | (offered == BLANK), np.maximum(wanted, offered), np.minimum(wanted, offered)
    )
