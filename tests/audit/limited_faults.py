"""Faults in a plan under constraints: its limits, its bounds, and what it says of those held back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from matching.domain.plan import Plan, Status
from matching.domain.proof import BoundKind, Bounds, StageProof, Total
from matching.domain.reasons import Reason, ReasonCode
from tests.audit.faults import Fault, both, plan_with, row_with
from tests.audit.limited import K2_WHY, OF_CAP, P2_WHY, USES
from tests.audit.plans import places
from tests.audit.rows import PLAIN, assignment

FLOOR, TOGETHER = 5, 6
"""Places among the limits told."""
PEOPLE, POINTS = 0, 1
"""Places among the stages."""
HUGE = 1 << 62
RUN_ROUND = {
    "people": np.array([-HUGE - 1, 2 * HUGE - 1, -HUGE, 0]),
    "blocks": np.array([481 + HUGE, 856 + HUGE]),
}
"""Numbers of the points whose bound is 1336 in 64 bits, and 2**64 more in whole numbers."""


def bounds_with(**changes: Any) -> Callable[[Plan], Plan]:
    """The plan with its bounds told otherwise."""
    return lambda plan: replace(plan, bounds=replace(_bounds(plan), **changes))


def stage_with(place: int, **changes: Any) -> Callable[[Plan], Plan]:
    """The plan with one stage told otherwise."""

    def planted(plan: Plan) -> Plan:
        stages = list(_bounds(plan).stages)
        stages[place] = replace(stages[place], **changes)
        return bounds_with(stages=tuple(stages))(plan)

    return planted


def number_with(place: int, column: str, at: int, more: int) -> Callable[[Plan], Plan]:
    """The plan with one number of a stage raised."""

    def planted(plan: Plan) -> Plan:
        numbers = np.array(getattr(_bounds(plan).stages[place], column))
        numbers[at] += more
        return stage_with(place, **{column: numbers})(plan)

    return planted


def moved(place: int, **changes: Any) -> Callable[[Plan], Plan]:
    """The plan with one proposal told otherwise."""
    return row_with("assignments", place, **changes)


def _bounds(plan: Plan) -> Bounds:
    assert plan.bounds is not None
    return plan.bounds


def _stages(plan: Plan) -> tuple[StageProof, ...]:
    return _bounds(plan).stages


UNDER_LIMITS = [
    Fault("limits-told", "a limit left out", lambda plan: replace(plan, limits=plan.limits[1:]), alone=False),
    Fault("limits-told", "two changed about", lambda p: replace(p, limits=(USES[1], USES[0], *USES[2:]))),
    Fault("limits-told", "a greater most", row_with("limits", 0, most=2)),
    Fault("limits-told", "a smaller least", row_with("limits", 3, least=1)),
    Fault("limits-told", "another region", row_with("limits", 2, region="03")),
    Fault("limits-told", "decided by somebody else", row_with("limits", TOGETHER, by="Veileder B")),
    Fault("limits-told", "on another ground", row_with("limits", FLOOR, ground="Et annet grunnlag.")),
    Fault("limits-counted", "one fewer at the firm", row_with("limits", 0, used=0)),
    Fault("limits-counted", "one more of the course", row_with("limits", 4, used=3)),
    Fault("limits-counted", "how few a group has", row_with("limits", FLOOR, used=2)),
    Fault("limits-counted", "two people apart who are not", row_with("limits", 7, used=1)),
    Fault(
        "limits-kept",
        "two at a firm of one",
        lambda plan: replace(plan, assignments=(*plan.assignments, assignment("k2", "p2", PLAIN))),
        alone=False,
    ),
    Fault(
        "limits-kept",
        "one in a class of two",
        lambda p: replace(p, assignments=p.assignments[:2]),
        alone=False,
    ),
    Fault(
        "limits-kept",
        "the floor not reached",
        lambda p: replace(p, assignments=p.assignments[:1]),
        alone=False,
    ),
    Fault("companions", "k3 without k4", lambda p: replace(p, assignments=p.assignments[:2]), alone=False),
    Fault(
        "companions",
        "k2 at the firm of k1",
        lambda plan: replace(plan, assignments=(*plan.assignments, assignment("k2", "p2", PLAIN))),
        alone=False,
    ),
    Fault("room", "a whole person in half a seat", moved(1, candidate="k2"), alone=False),
    Fault("floors", "no ground", row_with("limits", FLOOR, ground=" "), alone=False),
    Fault("floors", "decided by nobody", row_with("limits", FLOOR, by=""), alone=False),
    Fault("floors", "no price", row_with("limits", FLOOR, price=None)),
    Fault("floors", "a gain", row_with("limits", FLOOR, price=Total(0, 0, -1))),
    Fault("floors", "from more to less", row_with("limits", FLOOR, price_at_most=Total())),
    Fault("floors", "a price of a firm's total", row_with("limits", 0, price=Total())),
    Fault("one-proof", "two proofs", plan_with(proof=places().plan.proof), alone=False),
    Fault("one-proof", "proven by prices", plan_with(proof=places().plan.proof, bounds=None), alone=False),
    Fault("proof", "none at all", plan_with(bounds=None), alone=False),
    Fault("stages", "a claim of nothing", bounds_with(bound_kind=BoundKind.SOLVER)),
    Fault("stages", "no stages", bounds_with(stages=())),
    Fault("stages", "points before people", lambda p: bounds_with(stages=_stages(p)[::-1])(p)),
    Fault("stages", "people left out", lambda p: bounds_with(stages=_stages(p)[1:])(p)),
    Fault("stages", "a person too few", stage_with(POINTS, people=np.zeros(3, dtype=np.int64))),
    Fault("stages", "a limit too few", stage_with(POINTS, limits=np.zeros(7, dtype=np.int64))),
    Fault("stages", "a firm too few", stage_with(POINTS, blocks=np.array([1336]))),
    Fault("stages", "parts of a number", stage_with(POINTS, people=np.zeros(4))),
    Fault("stages", "nothing to a point", stage_with(POINTS, scale=0)),
    Fault("stages", "keeps what does not stand before", stage_with(PEOPLE, kept_proposals=1)),
    Fault("stages", "keeps people by less than nothing", stage_with(POINTS, kept_people=-1)),
    Fault("stages", "a number for the firm's own total", number_with(POINTS, "limits", 0, 1)),
    Fault("stages", "a number for a class", number_with(POINTS, "limits", 3, 1)),
    Fault("stages", "a floor that stops people", number_with(POINTS, "limits", FLOOR, 1)),
    Fault("stages", "a number for two people", number_with(POINTS, "limits", TOGETHER, 1)),
    Fault("stage-objectives", "a point more", stage_with(POINTS, objective=1337, bound=1337), alone=False),
    Fault("stage-objectives", "a person more", bounds_with(objective=Total(4, 4, 1336))),
    Fault("stage-blocks", "a firm worth less", number_with(POINTS, "blocks", 0, -1), alone=False),
    Fault("stage-blocks", "a firm worth more", number_with(PEOPLE, "blocks", 1, 1), alone=False),
    Fault(
        "stage-blocks",
        "worth moved from firm to firm",
        both(number_with(POINTS, "blocks", 0, 1), number_with(POINTS, "blocks", 1, -1)),
    ),
    Fault("stage-blocks", "a number that lowers nothing", number_with(POINTS, "people", 0, 1), alone=False),
    Fault("stage-bounds", "a point less", stage_with(POINTS, bound=1335), alone=False),
    Fault("stage-bounds", "a person counted twice", number_with(PEOPLE, "people", 1, 1), alone=False),
    Fault("stage-bounds", "numbers so great that their sum runs round", stage_with(POINTS, **RUN_ROUND)),
    Fault("stage-bounds", "a cap that costs", number_with(POINTS, "limits", 2, 1), alone=False),
    Fault("bound-told", "a point more", bounds_with(bound=Total(3, 3, 1337))),
    Fault("bound-told", "a person less", bounds_with(bound=Total(2, 2, 1336))),
    Fault("status", "called the best so far", plan_with(status=Status.FEASIBLE)),
    Fault("resolved", "openings changed about", lambda p: replace(p, seat_values=p.seat_values[::-1])),
    Fault("resolved", "less with more room", row_with("seat_values", 0, one_more=Total(0, 0, -1))),
    Fault("resolved", "from more to less", row_with("seat_values", 0, one_more_at_most=Total())),
    Fault(
        "resolved", "nothing, at most something", row_with("seat_values", 2, one_fewer_at_most=Total(1, 1, 0))
    ),
    Fault("decision-costs", "a veto not counted", row_with("decision_costs", 0, cost=None)),
    Fault("plan-notes", "against ordinary applicants", plan_with(notes=(Reason(ReasonCode.NOTE_ORDINARY),))),
    Fault("plan-notes", "not counted for each", plan_with(notes=(Reason(ReasonCode.NOTE_NOT_RESOLVED),))),
    Fault("held-back", "only by the cap", row_with("unassigned", 0, reasons=(K2_WHY[0], OF_CAP))),
    Fault(
        "held-back",
        "by nothing",
        row_with("unassigned", 0, reasons=(Reason(ReasonCode.VETOED),)),
        alone=False,
    ),
    Fault(
        "held-back",
        "by a least fit",
        row_with("unassigned", 0, reasons=(Reason.of(ReasonCode.BELOW_MINIMUM, count=2, minimum=500),)),
    ),
    Fault(
        "empty-reasons", "one more held back", row_with("empty_seats", 0, reasons=(P2_WHY[0], *P2_WHY[2:]))
    ),
    Fault(
        "empty-reasons",
        "the firm's total left out",
        row_with("empty_seats", 0, reasons=P2_WHY[:2]),
        alone=False,
    ),
]

NOT_PROVEN = [
    Fault("status", "called the best", plan_with(status=Status.OPTIMAL)),
    Fault("stages", "a claim it is not called", bounds_with(bound_kind=BoundKind.SOLVER), alone=False),
    Fault("bound-told", "called proven", bounds_with(bound=Total(3, 3, 1336))),
    Fault("plan-notes", "nothing said of it", plan_with(notes=())),
    Fault("stage-bounds", "a bound of its own", stage_with(POINTS, bound=1336), alone=False),
]
