"""Courses of a round become the grades the round gives their pairs, and how they went."""

from datetime import timedelta

import numpy as np
import pytest

from matching.domain.fit import Criterion
from matching.learning.examples import CRITERIA, examples
from matching.learning.outcomes import HORIZON, EndReason, Event, Happening, courses
from matching.scoring.scales import FULL
from tests.builders import candidate, opening
from tests.learning.events import LONG_AFTER, START, ended, event, started
from tests.scoring.scored import scorer

ROUND = scorer(
    [candidate(id="K1", extent=(50, 100)), candidate(id="K2", extent=(50, 50)), candidate(id="K3")],
    [opening(id="L1"), opening(id="L2")],
)


def test_each_course_that_counts_is_one_example_with_the_grades_of_its_pair() -> None:
    told = [started("K1"), started("K2", at="L2"), ended(100, who="K2", at="L2")]
    found = examples(courses(told), ROUND, on=LONG_AFTER)
    assert found.completed.tolist() == [True, False]
    rows, cols = np.array([0, 1]), np.array([0, 1])
    graded = ROUND.grade(rows, cols, rows, cols)
    for place, criterion in enumerate(CRITERIA):
        known = graded.grades[criterion] >= 0
        assert found.grades[known, place] == pytest.approx(graded.grades[criterion][known] / FULL)


def test_what_is_not_known_has_the_neutral_grade() -> None:
    (grades,) = examples(courses([started("K3")]), ROUND, on=LONG_AFTER).grades
    assert grades[CRITERIA.index(Criterion.SKILLS)] == 0.3
    assert grades[CRITERIA.index(Criterion.WISHES)] == 0.5


def test_the_pair_is_that_of_the_opening_moved_to_and_the_start_the_first() -> None:
    told = [started("K1"), event(Happening.MOVED, 30, at="L2")]
    found = examples(courses(told), ROUND, on=START + timedelta(days=HORIZON))
    assert len(found) == 1
    assert found.started.tolist() == [(START - type(START)(1970, 1, 1)).days]


@pytest.mark.parametrize(
    "told",
    [
        [started("K9")],
        [started("K1", at="L9")],
        [started("K1"), ended(100, EndReason.FIRM)],
        [],
    ],
)
def test_who_is_not_in_the_round_or_does_not_count_is_no_example(told: list[Event]) -> None:
    found = examples(courses([started("K3"), *told]), ROUND, on=LONG_AFTER)
    assert len(found) == 1


def test_no_courses_are_no_examples() -> None:
    assert len(examples((), ROUND, on=LONG_AFTER)) == 0
