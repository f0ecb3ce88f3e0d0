"""Graded pairs in, their fits with every part named out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Final

import numpy as np

from matching.domain.columns import Bool, Int8, Int16, Int64, Rows
from matching.domain.fit import ONE_SIDED, Contribution, Criterion, Fit, Movement
from matching.scoring.criteria import skills_grade
from matching.scoring.points import contributions, limiting_side, moved, total_points
from matching.scoring.scales import FULL, UNKNOWN_GRADE
from matching.scoring.skills import Asked, SkillReader

PARTS: Final = (*map(str, Criterion), ONE_SIDED)
SKILLS: Final = list(Criterion).index(Criterion.SKILLS)


@dataclass(frozen=True, eq=False)
class Graded:
    """Grades of parallel pairs in the trade that suits each best, and what follows from them."""

    grades: dict[Criterion, Int16]
    alternative: Int8
    points: Int16
    opening_side: Int16
    candidate_side: Int16
    evidence: Int16

    @classmethod
    def empty(cls, pairs: int) -> "Graded":
        """Room for so many pairs."""
        small = np.zeros((len(Criterion) + 4, pairs), dtype=np.int16)
        grades = dict(zip(Criterion, small[4:], strict=True))
        return cls(grades, np.zeros(pairs, dtype=np.int8), *small[:4])

    def put(self, places: Rows, other: "Graded", taken: Bool | slice = slice(None)) -> None:
        """Write the pairs of `other` that are taken over the pairs at `places`."""
        for criterion, grade in self.grades.items():
            grade[places] = other.grades[criterion][taken]
        for name in ("alternative", "points", "opening_side", "candidate_side", "evidence"):
            getattr(self, name)[places] = getattr(other, name)[taken]


@dataclass(frozen=True, eq=False)
class Weighing:
    """What a policy makes of grades: the weight and the neutral grade of each criterion, shape (criteria,)."""

    weights: Int64
    neutral: Int64
    one_sided: int

    def fits(self, graded: Graded, reader: SkillReader, asked: Asked, trades: Sequence[str]) -> Iterator[Fit]:
        """The fits of pairs, with what is asked for in each and the trade it is graded in."""
        grades = np.stack([graded.grades[name] for name in Criterion], axis=1)
        unknown = grades == UNKNOWN_GRADE
        weighted = self.weights * np.where(unknown, self.neutral, grades)
        whole = contributions(graded.points, weighted, self.one_sided)
        ours, hers = graded.opening_side.tolist(), graded.candidate_side.tolist()
        skills = reader.matches(asked, self._gains(graded, asked, weighted))
        return (
            Fit(
                points=points,
                opening_side=our,
                candidate_side=her,
                limiting=limiting_side(our, her, parts[-1].points),
                evidence=evidence,
                trade=trade,
                contributions=parts,
                movements=movements,
                skills=match,
            )
            for points, our, her, evidence, trade, parts, movements, match in zip(
                graded.points.tolist(),
                ours,
                hers,
                graded.evidence.tolist(),
                trades,
                _contributions(whole, unknown),
                self._movements(weighted, unknown),
                skills,
                strict=True,
            )
        )

    def _movements(self, weighted: Int64, unknown: Bool) -> Iterator[tuple[Movement, ...]]:
        """Of each criterion not known how far it could move the points, the greatest width first."""
        # Skills that are known are never worth nothing.
        worst = np.where(np.arange(len(Criterion)) == SKILLS, self.neutral // 2, 0)
        ends = self.weights[:, None] * np.column_stack([worst, np.full_like(worst, FULL)])
        one = cache(Movement)
        for reached, of_pair in zip(
            moved(weighted, ends, self.one_sided).tolist(), unknown.tolist(), strict=True
        ):
            found = [
                one(name, *both)
                for name, both, asked in zip(Criterion, reached, of_pair, strict=True)
                if asked
            ]
            yield tuple(sorted(found, key=lambda movement: -movement.width))

    def _gains(self, graded: Graded, asked: Asked, weighted: Int64) -> Int64:
        """Points each skill asked for would bring were it held in full, 0 where it is reached in full."""
        pair, more = asked.skills.row_of_each(), asked.full - asked.reached
        reached, full = asked.in_each(asked.reached)[pair], asked.in_each(asked.full)[pair]
        grade = skills_grade(reached + more, full, int(self.neutral[SKILLS]))
        hers = (weighted.sum(axis=1) - weighted[:, SKILLS])[pair]
        points = total_points(self.weights[SKILLS] * grade, hers, self.one_sided)
        gains: Int64 = np.where(more > 0, points.astype(np.int64) - graded.points[pair], 0)
        return gains


def _contributions(whole: Int64, unknown: Bool) -> Iterator[tuple[Contribution, ...]]:
    """The named parts of each pair."""
    one = cache(Contribution)
    known = np.column_stack([~unknown, np.ones(len(unknown), dtype=np.bool_)])
    columns = zip(PARTS, whole.T.tolist(), known.T.tolist(), strict=True)
    return zip(*(map(one, repeat(name), points, sure) for name, points, sure in columns), strict=True)
