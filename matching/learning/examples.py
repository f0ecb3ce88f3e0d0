"""Courses and the round they came of in, the grades of each pair and how it went out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.cells import days
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int16, Int32, Rows, Text
from matching.domain.fit import Criterion, EvidenceLevel
from matching.domain.policy import Policy
from matching.learning.outcomes import HORIZON, Course, counted
from matching.scoring.scales import FULL, UNKNOWN_GRADE
from matching.scoring.score import Scorer

Float64 = npt.NDArray[np.float64]

CRITERIA: Final = tuple(Criterion)
"""The order of the columns of grades."""


@dataclass(frozen=True, eq=False)
class Examples:
    """Pairs that started, as columns of equal length."""

    grades: Float64
    """Grade of each criterion as a share 0-1, neutral where nothing is known, shape (pairs, criteria)."""
    completed: Bool
    """Passed or still under way at the horizon."""
    started: Int32
    """Day number of the start."""
    group: Text
    """What quality is told by: how well the pair is mapped."""

    def __len__(self) -> int:
        return len(self.completed)

    def take(self, rows: Rows) -> Self:
        """The pairs asked for, in the order asked."""
        return type(self)(self.grades[rows], self.completed[rows], self.started[rows], self.group[rows])


def examples_of(
    courses: Sequence[Course], cohort: Cohort, catalogue: Catalogue, policy: Policy, *, on: date
) -> Examples:
    """Courses and the round they came of in, one example for each course whose outcome counts out."""
    openings = complete(cohort.openings, cohort.programme, catalogue)
    return examples(courses, Scorer(cohort.people, openings, catalogue, policy), on=on)


def examples(courses: Sequence[Course], scorer: Scorer, *, on: date, horizon: int = HORIZON) -> Examples:
    """Courses and the scorer of their round in, one example for each course whose outcome counts out.

    Courses of people or openings that are not in the round are left out. The grades are those of the round's lists,
    which should be as they were when people started.
    """
    person, opening = _places(scorer.people.id), _places(scorer.openings.id)
    mine = [
        one
        for one in counted(courses, on=on, horizon=horizon)
        if one.candidate in person and one.opening(horizon) in opening
    ]
    rows, row = np.unique([person[one.candidate] for one in mine], return_inverse=True)
    cols, col = np.unique([opening[one.opening(horizon)] for one in mine], return_inverse=True)
    graded = scorer.grade(rows.astype(np.intp), cols.astype(np.intp), row, col)
    return Examples(
        grades=shares(graded.grades, scorer),
        completed=np.array([one.outcome(on=on, horizon=horizon) for one in mine], dtype=np.bool_),
        started=days(one.start for one in mine),
        group=np.array([EvidenceLevel.of(int(percent)) for percent in graded.evidence], dtype=np.str_),
    )


def shares(grades: dict[Criterion, Int16], scorer: Scorer) -> Float64:
    """Grades of parallel pairs in, shares 0-1 out, the neutral one where nothing is known."""
    known = [
        np.where(grades[one] == UNKNOWN_GRADE, np.int16(scorer.neutral(one)), grades[one]) for one in CRITERIA
    ]
    return np.stack(known, axis=1).astype(np.float64) / FULL


def _places(ids: Text) -> dict[str, int]:
    return {str(one): place for place, one in enumerate(ids.tolist())}
