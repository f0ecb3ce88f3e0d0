"""Faults in a plan of meetings, where people may get several proposals and the three parts of a total differ."""

from dataclasses import replace

import pytest

from matching.domain.plan import Reserve
from matching.domain.proof import Scale, Total
from tests.audit.faults import Fault, number_with, proof_with, proposing, reserves_with, row_with
from tests.audit.plans import meetings

_K1_EVERYWHERE = (lambda one: replace(one, opening="p2"), lambda one: replace(one, opening="p3"))

IN_MEETINGS = [
    Fault("pair-once", "the same meeting twice", proposing(lambda one: one)),
    Fault(
        "lists",
        "three meetings for one",
        proposing(*_K1_EVERYWHERE),
        alone=False,
    ),
    Fault("pins", "a pin shown as none", row_with("assignments", 3, pinned=False)),
    Fault(
        "vetoes", "a vetoed person in reserve", reserves_with("p1", Reserve("k4", 480, False)), alone=False
    ),
    Fault("notes", "not said that the firm is not approved", row_with("assignments", 2, notes=())),
    Fault("empty-counts", "nobody to ask", row_with("empty_seats", 0, unknown=0)),
    Fault(
        "reserves-allowed",
        "somebody one would have to ask",
        reserves_with("p3", Reserve("k1", 428, True)),
        alone=False,
    ),
    Fault(
        "scale",
        "a proposal worth no more than points can be",
        proof_with(scale=Scale(person=0, proposal=1)),
        alone=False,
    ),
    Fault("scale", "a person as light as can be", lambda _: meetings(spare_person=0).plan),
    Fault("scale", "a proposal as light as can be", lambda _: meetings(spare_proposal=0).plan),
    Fault("capacities", "the pin counted as room", number_with("capacities", 1, 1)),
    Fault("not-proposed", "k3 would rather have p1 too", number_with("thresholds", 2, -1)),
    Fault("proposed", "k1 would rather have nothing", number_with("thresholds", 0, 1), alone=False),
    Fault("objective", "a meeting more", proof_with(objective=Total(3, 5, 1781))),
    Fault("bound", "a meeting less", proof_with(bound=Total(3, 3, 1781))),
    Fault("seat-gains", "a person more", row_with("seat_values", 0, one_more=Total(1, 1, 428)), alone=False),
]


@pytest.mark.parametrize("fault", IN_MEETINGS, ids=str)
def test_a_fault_in_a_plan_of_meetings_is_found_by_its_check(fault: Fault) -> None:
    fault.assert_found_in(meetings())
