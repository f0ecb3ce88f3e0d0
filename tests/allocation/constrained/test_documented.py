"""The example that docs/allocation.md works by hand."""

import numpy as np

from matching.allocation.constrained.solve import solve
from matching.allocation.limited.model import Model
from matching.domain.plan import Status

A, B, C = range(3)
X, Y = range(2)


def test_two_at_half_time_share_a_place_and_the_third_has_the_other() -> None:
    nobody = np.empty((0, 2), dtype=np.int32)
    pairs = {(A, X): (900, 2), (B, X): (600, 1), (C, X): (550, 1), (A, Y): (300, 2), (B, Y): (500, 2)}
    columns = np.array([(*pair, *told) for pair, told in pairs.items()], dtype=np.int64).T
    model = Model(
        person=columns[0].astype(np.int32),
        opening=columns[1].astype(np.int32),
        points=columns[2],
        size=columns[3],
        forced=np.zeros(len(pairs), dtype=np.bool_),
        lists=np.ones(3, dtype=np.int64),
        capacities=np.array([2, 2], dtype=np.int64),
        employer=np.array([0, 1], dtype=np.int32),
        together=nobody,
        apart=nobody,
    )
    found = solve(model, effort=0, seed=1)
    chosen = set(zip(model.person[found.chosen].tolist(), model.opening[found.chosen].tolist(), strict=True))
    assert found.status is Status.OPTIMAL
    assert chosen == {(B, X), (C, X), (A, Y)}
    assert [one.objective for one in found.stages] == [3, 1450]
