"""What no plan can pass, told down to the first aim that is not proven best."""

import numpy as np
import pytest

from matching.allocation.few_changes.reached import passed
from matching.domain.proof import Aim, StageProof, Total

PLAN = Total(5, 8, 4000)


def stages(*bounds: tuple[Aim, int, int]) -> tuple[StageProof, ...]:
    none = np.empty(0, dtype=np.int64)
    return tuple(
        StageProof(
            aim=aim,
            objective=objective,
            bound=bound,
            scale=1,
            kept_people=0,
            kept_proposals=0,
            people=none,
            limits=none,
            blocks=none,
        )
        for aim, objective, bound in bounds
    )


@pytest.mark.parametrize(
    ("people", "proposals", "points", "told"),
    [
        (5, 8, 4000, PLAN),
        (5, 8, 4001, Total(5, 8, 4001)),
        (5, 9, 4001, Total(5, 9, 0)),
        (6, 9, 4001, Total(6, 0, 0)),
    ],
)
def test_nothing_is_told_of_aims_after_the_first_that_is_open(
    people: int, proposals: int, points: int, told: Total
) -> None:
    bounds = (Aim.PEOPLE, 5, people), (Aim.PROPOSALS, 8, proposals), (Aim.POINTS, 4000, points)
    assert passed(PLAN, stages(*bounds)) == told


def test_where_places_are_proposed_proposals_are_people() -> None:
    assert passed(Total(5, 5, 4000), stages((Aim.PEOPLE, 5, 6), (Aim.POINTS, 4000, 4000))) == Total(6, 6, 0)
