"""Best choices when those people have now are worth something beside, at the size of a country."""

import numpy as np

from matching.allocation.few_changes.weighing import Flows
from matching.allocation.limited.model import Model
from matching.domain.fit import FULL_POINTS

PEOPLE, OPENINGS = 400_000, 100_000


def test_a_pin_stands_among_as_many_people_as_a_country_has() -> None:
    """Worth more than all others together, a pin would cost more than the flow can add up."""
    person = np.array([0, 1, 0], dtype=np.int32)
    opening = np.array([0, 0, 1], dtype=np.int32)
    model = Model(
        person=person,
        opening=opening,
        points=np.array([900, 300, 100]),
        size=np.ones(3, dtype=np.int64),
        forced=np.array([False, True, False]),
        lists=np.ones(PEOPLE, dtype=np.int64),
        capacities=np.ones(OPENINGS, dtype=np.int64),
        employer=np.zeros(OPENINGS, dtype=np.int32),
        together=np.empty((0, 2), dtype=np.int32),
        apart=np.empty((0, 2), dtype=np.int32),
    )
    mine = np.array([True, False, False])
    for people in (2, -1):
        found = Flows(model, mine, people).most(1, FULL_POINTS * OPENINGS + 1)
        assert found.chosen.tolist() == [False, True, True]
        assert (found.points, found.kept) == (400, 0)
