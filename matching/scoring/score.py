"""Pairs that may meet in, fits out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.blocks.fits import FitBlock, StoredFits
from matching.blocks.grid import Grid
from matching.blocks.verdicts import VerdictBlock
from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, UNKNOWN
from matching.domain.columns import Bool, Int8, Int16, Int32, Rows
from matching.domain.fit import Criterion, Fit, Side
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.policy import Policy
from matching.scoring.criteria import FULL, MEASURES, UNKNOWN_GRADE, Scales
from matching.scoring.points import contributions, evidence_percent, side_points, total_points
from matching.scoring.profile import Applicants, Offers, applicants, asked_skills, offers
from matching.scoring.skills import SkillReader

Grids = dict[Criterion, Grid[Applicants, Offers]]


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
    def _grids(self) -> Grids:
        """Each criterion over all people and all offers; offer a * openings + j is opening j in its trade a."""
        skills = asked_skills(self.openings, self.catalogue)
        people = applicants(self.people, self.catalogue, skills)
        places = offers(self.openings, self.catalogue, skills)
        scales = Scales.of(self.catalogue, self.policy)
        return {name: one.over(people, places, scales) for name, one in MEASURES.items()}

    def grade(self, rows: Rows, cols: Rows, row: Rows, col: Rows) -> Graded:
        """Fits of the pairs (rows[row], cols[col]), each in the trade of most points, or the one named first."""
        alternative, place = np.nonzero(self.openings.trades[cols].T != BLANK)
        offer = alternative * len(self.openings) + cols[place]
        dense = {name: grid.block(rows, offer) for name, grid in self._grids.items()}
        # Every opening has a first trade, so the first len(cols) offers are these.
        best = self._weighed(dense, row, col, 0)
        for number in range(1, int(alternative.max(initial=0)) + 1):
            mine = np.flatnonzero(alternative == number)
            pairs = np.flatnonzero(np.isin(col, place[mine]))
            here = mine[np.searchsorted(place[mine], col[pairs])]
            other = self._weighed(dense, row[pairs], here, number)
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
        found: list[Fit | None] = [None] * len(person)
        reader = SkillReader(self.people, self.openings, self.catalogue)
        for col in np.unique(opening):
            places = np.flatnonzero(opening == col)
            rows = person[places].astype(np.intp)
            graded = self.grade(
                rows, np.array([col]), np.arange(len(rows)), np.zeros(len(rows), dtype=np.intp)
            )
            for index, place in enumerate(places):
                found[place] = self._fit(graded, index, int(rows[index]), int(col), reader)
        return [fit for fit in found if fit is not None]

    def _weighed(self, dense: dict[Criterion, Int16], row: Rows, offer: Rows, number: int) -> Graded:
        grades = {name: table[row, offer] for name, table in dense.items()}
        sides = {side: np.zeros(len(row), dtype=np.int32) for side in Side}
        known = np.zeros(len(row), dtype=np.int16)
        for name, grade in grades.items():
            is_known = grade != UNKNOWN_GRADE
            weight = np.int32(self.policy.weights[name])
            sides[name.side] += weight * np.where(is_known, grade, np.int16(self.neutral(name)))
            known += is_known * np.int16(weight)
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

    def _fit(self, graded: Graded, index: int, person: int, opening: int, reader: SkillReader) -> Fit:
        grades = {name: int(grade[index]) for name, grade in graded.grades.items()}
        unknown = frozenset(name for name, grade in grades.items() if grade == UNKNOWN_GRADE)
        weighted = {
            name: self.policy.weights[name] * (self.neutral(name) if name in unknown else grade)
            for name, grade in grades.items()
        }
        points, alternative = int(graded.points[index]), int(graded.alternative[index])
        return Fit(
            points=points,
            opening_side=int(graded.opening_side[index]),
            candidate_side=int(graded.candidate_side[index]),
            evidence=int(graded.evidence[index]),
            trade=self.catalogue.trades[self.openings.trades[opening, alternative]].key,
            contributions=contributions(points, weighted, unknown, self.policy.one_sided),
            skills=reader.match(person, opening, alternative),
        )


def score(scorer: Scorer, verdicts: Iterable[VerdictBlock]) -> StoredFits:
    """Verdicts of pairs in, the fits of all that may meet out, in memory."""
    return StoredFits.of(len(scorer.people), len(scorer.openings), scorer.blocks(verdicts))


def _greatest_extent(wanted: Int16, offered: Int16) -> Int16:
    """The smaller of two greatest extents; the known one where the other is BLANK."""
    return np.where(
        (wanted == BLANK) | (offered == BLANK), np.maximum(wanted, offered), np.minimum(wanted, offered)
    )
