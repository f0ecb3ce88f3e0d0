"""One person and one pair, asked of the control's own code that grades many at a time."""

import numpy as np

from matching.audit.fitting import fits
from matching.audit.grading import NOT_KNOWN, Grading
from matching.audit.reading import Round
from matching.audit.scoring import Scores
from matching.catalogue.catalogue import Catalogue
from matching.domain.fit import Fit
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from tests.builders import CATALOGUE, CNC, ON, cohort, opening

NEUTRAL = 5_000


def grading(person: Candidate, catalogue: Catalogue = CATALOGUE) -> Grading:
    """The grading of a round of one person and an opening."""
    return Grading(Round(cohort([person], [opening()]), catalogue, Policy(), ON))


def interests_grade(person: Candidate, trade: int = CNC, catalogue: Catalogue = CATALOGUE) -> int | None:
    """The grade of her interests for a trade."""
    return _grade(grading(person, catalogue).interests(np.array([0]), np.array([trade]), NEUTRAL))


def interests_share(person: Candidate, grade: int | None) -> int:
    """Hundredths of the weight of interests that rest on what is known of her."""
    told = np.array([NOT_KNOWN if grade is None else grade])
    return int(grading(person).interests_share(np.array([0]), told)[0])


def wishes_grade(person: Candidate, trade: int = CNC) -> int | None:
    """The grade of her wishes for a trade."""
    return _grade(grading(person).wishes(np.array([0]), np.array([trade])))


def context_grade(person: Candidate, trade: int = CNC) -> int | None:
    """The grade of what she likes for a trade."""
    return _grade(grading(person).context(np.array([0]), np.array([trade])))


def fit_of(round_: Round, person: int = 0, place: int = 0) -> Fit:
    """The whole fit of one pair, whose points are those of the pair asked for by themselves."""
    scores = Scores(round_)
    (fit,) = fits(scores, [person], [place])
    assert [fit.points] == scores.points(person, place).tolist()
    return fit


def _grade(found: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int | None:
    (grade,) = found.tolist()
    return None if grade == NOT_KNOWN else int(grade)
