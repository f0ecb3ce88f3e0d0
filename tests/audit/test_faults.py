"""Every check of the control earns its place: for each there is a fault it finds."""

from dataclasses import replace

import numpy as np
import pytest

from matching.audit.control import CHECKS
from matching.domain.errors import Fact
from matching.domain.fit import SkillMatch
from matching.domain.plan import DecisionCost, Reserve, Unassigned
from matching.domain.policy import Mode
from matching.domain.proof import BoundKind, Total
from matching.domain.reasons import Reason, ReasonCode
from tests.audit.counted_faults import IN_COUNTS
from tests.audit.faults import (
    Fault,
    both,
    first_with,
    fit_with,
    not_made,
    number_with,
    plan_with,
    proof_with,
    proposing,
    reserves_with,
    row_with,
    skill_with,
)
from tests.audit.fit_faults import IN_FITS
from tests.audit.limited_faults import UNDER_LIMITS
from tests.audit.plans import K5_WHY, P3_WHY, places
from tests.audit.rows import nobody

K1, K2, K3 = Reserve("k1", 476, True), Reserve("k2", 424, True), Reserve("k3", 428, True)
K4 = Reserve("k4", 418, False)
ONE_PERSON = Reason.of(ReasonCode.COMPETITION)
VETO = Reason.of(ReasonCode.VETOED, count=1)
FOUR_TENTHS = Reason.of(ReasonCode.NOTE_TENTHS_UNUSED, opening="p3", tenths=4)
NOBODY_DECIDED = Reason.of(ReasonCode.CONFLICT, members=2)
ONE_BLOCKS = Reason.of(ReasonCode.NOTE_BLOCKING, pairs=1)
NO_CLASS = Reason.of(ReasonCode.NOTE_CLASS_SIZE, people=3, least=5, greatest=8)
K3_AT_P4: dict[str, Fact] = {"candidate": "k3", "opening": "p4"}
CHANGED = "0" * 64

IN_PLACES = [
    Fault("input", "made from other people", plan_with(input_hash=CHANGED)),
    Fault("policy", "made by another policy", plan_with(policy_hash=CHANGED)),
    Fault("date", "made for another day", plan_with(on="2026-09-02")),
    Fault("schema", "of a version nobody knows", plan_with(schema_version=99)),
    Fault("mode", "meetings where places were asked for", plan_with(mode=Mode.MEETINGS)),
    Fault("programme", "of another programme", plan_with(programme="cnc-vestre-toten")),
    Fault(
        "causes-true",
        "not made, for pins nobody has made",
        not_made(Reason.of(ReasonCode.PINS_EXCEED_SEATS, opening="p1", room=1, pins=2)),
    ),
    *(
        Fault("causes-true", f"not made, though {code} is not so", not_made(Reason.of(code, **K3_AT_P4)))
        for code in (
            ReasonCode.PINNED_INELIGIBLE,
            ReasonCode.PINNED_TWICE,
            ReasonCode.PINNED_AND_VETOED,
            ReasonCode.COMPETITION,
        )
    ),
    Fault("conflict", "decisions nobody has made", not_made(NOBODY_DECIDED)),
    Fault("causes", "made, with a cause why not", plan_with(causes=(ONE_PERSON,))),
    Fault(
        "ids",
        "a cost of somebody unknown",
        plan_with(decision_costs=(DecisionCost("k9", "p1", True, Total()),)),
        alone=False,
    ),
    Fault("ids", "a reserve nobody knows", reserves_with("p1", K1, Reserve("k9", 1, True))),
    Fault(
        "ids",
        "a proposal for nobody",
        proposing(lambda one: replace(one, candidate="k9", opening="p3")),
    ),
    Fault(
        "ids",
        "a cost of an opening nobody knows",
        plan_with(decision_costs=(DecisionCost("k1", "p9", True, Total()),)),
        alone=False,
    ),
    Fault("pair-once", "the same pair twice", proposing(lambda one: one)),
    Fault(
        "lists",
        "one person in two places",
        proposing(lambda one: replace(one, opening="p3")),
        alone=False,
    ),
    Fault(
        "room",
        "two people in one place",
        proposing(lambda one: replace(one, candidate="k4")),
        alone=False,
    ),
    Fault("pins", "a pin shown as none", row_with("assignments", 2, pinned=False)),
    Fault("pins", "a pin nobody has made", first_with(pinned=True)),
    Fault("vetoes", "a vetoed person in reserve", reserves_with("p1", K1, Reserve("k3", 424, True))),
    Fault(
        "requirements",
        "somebody who cannot come",
        row_with("assignments", 1, candidate="k4"),
        alone=False,
    ),
    Fault("trade", "another trade", first_with(trade="sveisefaget")),
    Fault("extent", "half a position", first_with(extent=(50, 50))),
    Fault("minutes", "a shorter journey", first_with(minutes=9)),
    Fault("notes", "a note left out", row_with("assignments", 2, notes=())),
    Fault("notes", "a no she has not said", first_with(notes=(Reason(ReasonCode.TRADE_UNWANTED),))),
    Fault("fit-points", "a point more", fit_with(points=481)),
    Fault("fit-sides", "more for the opening", fit_with(opening_side=301)),
    Fault("fit-sides", "more for the candidate", fit_with(candidate_side=759)),
    Fault("fit-evidence", "better known than it is", fit_with(evidence=29)),
    Fault("fit-trade", "fitted in another trade", fit_with(trade="sveisefaget")),
    Fault("fit-parts", "no parts", fit_with(contributions=())),
    Fault("fit-skills", "skills missing that nobody has asked about", fit_with(skills=SkillMatch())),
    Fault("fit-skills", "a skill worth a point more", skill_with(gain=351)),
    Fault("fit-skills", "a skill reached a little", skill_with(reached=1)),
    Fault("fit-skills", "a skill nobody holds speaks", skill_with(by=("caliper",))),
    Fault(
        "everybody",
        "without a proposal twice",
        lambda plan: replace(plan, unassigned=(*plan.unassigned, plan.unassigned[1])),
    ),
    Fault("everybody", "forgotten", lambda plan: replace(plan, unassigned=plan.unassigned[1:])),
    Fault(
        "everybody",
        "with and without a proposal",
        lambda plan: replace(
            plan,
            unassigned=(
                *plan.unassigned,
                Unassigned(candidate="k1", eligible=2, unknown=0, reasons=(ONE_PERSON,)),
            ),
        ),
    ),
    Fault("unassigned-counts", "an opening more", row_with("unassigned", 0, eligible=2)),
    Fault("unassigned-counts", "nothing to ask", row_with("unassigned", 0, unknown=0)),
    Fault("unassigned-reasons", "lost to nobody", row_with("unassigned", 1, reasons=(ONE_PERSON, *K5_WHY))),
    Fault("unassigned-reasons", "no reason", row_with("unassigned", 0, reasons=())),
    Fault(
        "unassigned-reasons",
        "unfit where she fits",
        row_with("unassigned", 0, reasons=(Reason.of(ReasonCode.TRAVEL_TOO_LONG),)),
        alone=False,
    ),
    Fault("reasons-true", "vetoed where she fits", row_with("unassigned", 0, reasons=(VETO,))),
    Fault("reasons-true", "vetoed by nobody", row_with("unassigned", 0, reasons=(ONE_PERSON, VETO))),
    Fault("reasons-true", "a rule left out", row_with("unassigned", 1, reasons=K5_WHY[:2])),
    Fault("reasons-true", "a rule told twice", row_with("unassigned", 1, reasons=(*K5_WHY, K5_WHY[0]))),
    Fault(
        "reasons-true",
        "more openings than the rule stops",
        row_with(
            "unassigned",
            1,
            reasons=(*K5_WHY[:2], Reason.of(ReasonCode.EXTENT_APART, count=2, total=4)),
        ),
    ),
    Fault("empty-seats", "less room than there is", row_with("empty_seats", 0, room=1)),
    Fault("empty-seats", "room not told of", plan_with(empty_seats=())),
    Fault("empty-counts", "somebody who could come", row_with("empty_seats", 0, eligible=1)),
    Fault("empty-reasons", "no reason", row_with("empty_seats", 0, reasons=())),
    Fault("empty-reasons", "who could come left out", row_with("empty_seats", 0, reasons=P3_WHY)),
    Fault(
        "empty-reasons",
        "people proposed elsewhere",
        row_with("empty_seats", 0, reasons=nobody("p3", *P3_WHY, room=3, elsewhere=1).reasons),
    ),
    Fault(
        "empty-reasons",
        "a rule left out",
        row_with("empty_seats", 0, reasons=nobody("p3", *P3_WHY[:1], room=3).reasons),
    ),
    Fault("reserves-length", "three in reserve", reserves_with("p2", K4, K3, K2)),
    Fault("reserves-allowed", "proposed already", reserves_with("p4", Reserve("k3", 421, False))),
    Fault("reserves-allowed", "cannot come", reserves_with("p3", Reserve("k4", 418, False))),
    Fault("reserves-allowed", "twice", reserves_with("p1", K1, K1)),
    Fault("reserves-facts", "a point more", reserves_with("p1", replace(K1, points=477))),
    Fault("reserves-facts", "said to be free", reserves_with("p1", replace(K1, proposed_elsewhere=False))),
    Fault("reserves-order", "the free one last", reserves_with("p2", K3, K4)),
    Fault("reserves-complete", "one left out", reserves_with("p1")),
    Fault("reserves-complete", "a better one left out", reserves_with("p2", K4, K2)),
    Fault("proof", "a claim", proof_with(bound_kind=BoundKind.SOLVER)),
    Fault("proof", "none", plan_with(proof=None)),
    Fault("proof", "a price too few", proof_with(prices=np.array([0, 0]))),
    Fault("scale", "a person worth no more than points can be", lambda _: places(spare=0).plan),
    Fault("capacities", "room for one more", number_with("capacities", 0, 1)),
    Fault("pairs", "a pair too few", proof_with(pairs=4)),
    Fault(
        "prices",
        "room worth less than nothing, where there is none",
        both(number_with("prices", 3, -1), row_with("seat_values", 3, one_more=Total(0, 0, -1))),
    ),
    Fault("not-proposed", "k4 would rather have p2", number_with("thresholds", 3, -1)),
    Fault("proposed", "k1 would rather have nothing", number_with("thresholds", 0, 1)),
    Fault("objective", "a point more", proof_with(objective=Total(3, 3, 1330))),
    Fault("bound", "a point less", proof_with(bound=Total(3, 3, 1328))),
    Fault(
        "optimal",
        "somebody who cannot come has a threshold",
        both(number_with("thresholds", 4, 1), proof_with(bound=Total(3, 3, 1330))),
    ),
    Fault(
        "greatest-not-proposed",
        "k1 would rather have p1",
        both(number_with("greatest", 1, 8), row_with("seat_values", 1, one_fewer=Total(1, 1, 440))),
    ),
    Fault(
        "greatest-optimal",
        "k2 would rather have nothing",
        both(number_with("greatest", 0, 1), row_with("seat_values", 0, one_fewer=Total(1, 1, 429))),
    ),
    Fault(
        "seat-gains",
        "two openings changed about",
        lambda plan: replace(plan, seat_values=plan.seat_values[::-1]),
    ),
    Fault("seat-gains", "an opening left out", lambda plan: replace(plan, seat_values=plan.seat_values[:-1])),
    Fault("seat-losses", "less to lose than to gain", row_with("seat_values", 1, one_fewer=Total(1, 1, 417))),
    Fault("seat-losses", "nothing to lose", row_with("seat_values", 1, one_fewer=None)),
    Fault("seat-losses", "something to lose", row_with("seat_values", 3, one_fewer=Total())),
    Fault("decision-costs", "none", plan_with(decision_costs=())),
    Fault(
        "decision-costs",
        "the veto before the pin",
        lambda plan: replace(plan, decision_costs=plan.decision_costs[::-1]),
    ),
    Fault("decision-costs", "the veto as a pin", row_with("decision_costs", 1, pinned=True)),
    Fault("decision-costs", "a veto that gains", row_with("decision_costs", 1, cost=Total(0, 0, -1))),
    Fault(
        "plan-notes", "not said that it is beside the ordinary way", lambda p: replace(p, notes=p.notes[1:])
    ),
    Fault("plan-notes", "tenths left out", lambda p: replace(p, notes=(p.notes[0], p.notes[2]))),
    Fault("plan-notes", "fewer tenths", lambda p: replace(p, notes=(p.notes[0], FOUR_TENTHS, p.notes[2]))),
    Fault("plan-notes", "a class nobody has set", lambda p: replace(p, notes=(*p.notes, NO_CLASS))),
    Fault("blocking", "nothing said of who would rather", lambda p: replace(p, notes=p.notes[:2])),
    Fault("blocking", "said twice", lambda p: replace(p, notes=(*p.notes, p.notes[2]))),
    Fault("blocking", "a pair that would not", lambda p: replace(p, notes=(*p.notes[:2], ONE_BLOCKS))),
    *IN_COUNTS,
    *IN_FITS,
]


@pytest.mark.parametrize("fault", IN_PLACES, ids=str)
def test_a_fault_in_a_plan_of_places_is_found_by_its_check(fault: Fault) -> None:
    fault.assert_found_in(places())


def test_every_check_finds_a_fault_and_no_fault_is_left_without_its_check() -> None:
    faults = (*IN_PLACES, *UNDER_LIMITS)
    # The least fit has a plan of its own, in test_faults_under_limits.py.
    assert {fault.check for fault in faults} | {"minimum-fit"} == {name for name, _ in CHECKS}
    assert len(faults) >= 60
