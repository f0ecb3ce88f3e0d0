"""Reasons why decisions cannot all stand, as they are really made: one small model for each way."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from matching.allocation.constrained.mip import feasible
from matching.allocation.limited.causes import causes_of_conflict
from matching.allocation.limited.model import Limit, Model
from matching.domain.constraints import Companions, Floor, LimitKind
from matching.domain.policy import Decision, Policy
from matching.domain.reasons import Reason
from tests.allocation.enumerated import model, possible, rows

PEOPLE, OPENINGS = np.array(["K1", "K2", "K3"]), np.array(["P1", "P2"])
AT_X = np.array([True, False])
POLICY = Policy(
    pins=tuple(
        Decision(candidate=one, opening=place, by="Kari Eksempel", reason=why)
        for one, place, why in (("K1", "P1", "Avtalt."), ("K2", "P1", ""), ("K2", "P2", ""))
    ),
    together=(Companions(first="K1", second="K2", by="Kari Eksempel", reason="Samme skyss."),),
    apart=(Companions(first="K1", second="K2", by="Kari Eksempel", reason="Avtalt."),),
    floors=(Floor(name="unge", least=1, ground="Oppdiktet.", by="Ola Eksempel", members=frozenset({"K1"})),),
)


def of_conflicts() -> Iterator[Reason]:
    """Every reason there is for a conflict."""
    roomy = np.array([2, 2])
    total = Limit(kind=LimitKind.EMPLOYER, name="Fabrikk A", openings=AT_X, most=0)
    small = Limit(kind=LimitKind.CLASS, name="P1", openings=AT_X, least=1, most=1, or_none=True)
    large = Limit(kind=LimitKind.CLASS, name="P1", openings=AT_X, least=3, most=5, or_none=True)
    floor = Limit(kind=LimitKind.FLOOR, name="unge", people=np.array([True, False, False]), least=1)
    two = Limit(kind=LimitKind.FLOOR, name="unge", people=np.array([False, True, True]), least=2)
    for found in (
        model((0, 0), limits=(total,)),
        model((0, 0), (1, 0), limits=(small,), capacities=roomy),
        model((0, 0), limits=(large,), capacities=roomy),
        model((0, 0), (1, 1), together=rows((0, 1)), capacities=roomy),
        model((0, 0), (1, 0), apart=rows((0, 1)), capacities=roomy),
        model(limits=(floor,), capacities=np.zeros(2, dtype=np.int64)),
        model((0, 0), limits=(two,)),
        model((0, 0), limits=(replace(two, least=1),), capacities=np.array([1, 0])),
    ):
        yield from causes_of_conflict(found, POLICY, PEOPLE, OPENINGS)
    yield from causes_of_conflict(model((0, 0), limits=(total,)), POLICY, PEOPLE, OPENINGS, _tired)


def _tired(some: Model) -> bool | None:
    """Says when there is no plan, and gives up where there is one."""
    return None if possible(some) else feasible(some)
