"""Interests and wishes by the control's own code: known answers by hand, and faults planted in a right plan."""

from dataclasses import replace
from typing import Any

import pytest

from matching.audit.control import audit
from matching.domain.fit import Criterion, Fit
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.pipeline import fill
from tests.audit.graded import interests_grade, interests_share, wishes_grade
from tests.builders import CATALOGUE, CNC, ON, area, candidate, cohort, leisure, opening, trade
from tests.scoring.scored import fit, weighing

INDUSTRY, COOK = trade("industrimekanikerfaget"), trade("kokkfaget")
OWN = (64, 28, 11, 10, 14, 54)
RIC = (0, 1, 5)


def graded(**facts: Any) -> int | None:
    return interests_grade(candidate(**facts))


@pytest.mark.parametrize(
    ("interests", "grade"),
    [
        (OWN, 10_000),  # the trade's own
        # x: sum 90, vx = 6 x 2100 - 8100 = 4500; y: sum 181, vy = 6 x 8213 - 32761 = 16517
        # c = 6 x 3430 - 90 x 181 = 4290; d = 4 x 21017 + 91 x 91 = 92349; 5000 + 5000 x 34320 / 92349 = 6858.17
        ((10, 10, 10, 10, 10, 40), 6858),
        # vx = 6 x 6588 - 198 x 198 = 324; c = 6 x 5898 - 198 x 181 = -450; d = 4 x 16841 + 289; 5000 - 266.06
        ((30, 30, 30, 36, 36, 36), 4734),
        # vx = 5 x 9 x 9 = 405; c = 6 x 30 x 181 + 6 x 9 x 54 - 189 x 181 = 1287; d = 67752; 5000 + 759.83
        ((30, 30, 30, 30, 30, 39), 5760),
        ((30, 30, 30, 30, 30, 38), None),  # vx = 5 x 8 x 8 = 320
        (None, None),
        ((30, 30, 30), None),
    ],
)
def test_six_numbers(interests: tuple[int, ...] | None, grade: int | None) -> None:
    assert graded(interests=interests) == grade


def test_a_trade_without_a_shape_of_interests_says_nothing() -> None:
    flat = replace(CATALOGUE.trades[CNC], interests=(30,) * 6)
    trades = (*CATALOGUE.trades[:CNC], flat, *CATALOGUE.trades[CNC + 1 :])
    assert interests_grade(candidate(interests=OWN), CNC, replace(CATALOGUE, trades=trades)) is None


@pytest.mark.parametrize(
    ("facts", "grade", "share"),
    [
        # 60 50 20 20 20 40: c = 6 x 8100 - 210 x 181 = 10590, vx = 9300, d = 104109; 9069; (9069 + 5000) // 2
        ({"interest_code": RIC}, 7_034, 50),
        ({"interest_code": RIC, "interests": OWN}, 10_000, 100),
        ({"interest_code": RIC, "interests": (40,) * 6}, None, 0),
        ({"areas": frozenset({area("mechanics"), area("care")})}, 7_500, 50),
        ({"areas": frozenset({area("metal")})}, 6_500, 50),
        ({"areas": frozenset({area("care")})}, 3_750, 50),
        ({"areas": frozenset()}, 3_750, 50),
        ({"areas": frozenset({area("care")}), "interests": OWN}, 7_500, 100),
        ({"leisure": frozenset({leisure("gaming")})}, 6_500, 50),
        ({"leisure": frozenset({leisure("cooking")})}, None, 0),
        ({"leisure": frozenset({leisure("engines")}), "areas": frozenset()}, 7_500, 50),
    ],
)
def test_codes_areas_and_leisure(facts: dict[str, Any], grade: int | None, share: int) -> None:
    assert graded(**facts) == grade
    assert interests_share(candidate(**facts), grade) == share


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        ({"wishes": (CNC,), "maybe": frozenset({CNC})}, 7_000),
        ({"wishes": (COOK, CNC), "maybe": frozenset({CNC})}, 6_000),
        ({"wishes": (COOK, INDUSTRY, CNC), "maybe": frozenset({CNC})}, 5_000),
        ({"wishes": (COOK, INDUSTRY), "maybe": frozenset({INDUSTRY})}, 4_000),
        ({"unwanted": frozenset({CNC})}, 0),
        ({"wishes": (INDUSTRY,), "unwanted": frozenset({CNC})}, 0),
        ({"unwanted": frozenset({COOK})}, None),
    ],
)
def test_maybe_and_no(facts: dict[str, Any], grade: int | None) -> None:
    assert wishes_grade(candidate(**facts)) == grade


ONLY = Policy(weights=weighing(interests=50, wishes=50))
"""The candidate's side is interests and wishes alone."""

PLANTED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # What is known of the person, and what the scorer would read if it had the fault.
    ("a code trusted as six numbers are", {"interest_code": RIC}, {"interests": (60, 50, 20, 20, 20, 40)}),
    ("a code used beside flat numbers", {"interests": (40,) * 6, "interest_code": RIC}, {"interests": None}),
    ("leisure read as a miss", {"leisure": frozenset({leisure("music")})}, {"areas": frozenset()}),
    ("a miss passed over", {"areas": frozenset({area("care")})}, {"areas": None}),
    ("an area taken for the main", {"areas": frozenset({area("it")})}, {"areas": frozenset({area("mechanics")})}),
    ("a maybe read as a wish", {"wishes": (CNC,), "maybe": frozenset({CNC})}, {"maybe": frozenset()}),
    ("a no passed over", {"unwanted": frozenset({CNC}), "wishes": (INDUSTRY,)}, {"unwanted": frozenset()}),
    ("a no taken for its family", {"unwanted": frozenset({INDUSTRY})}, {"unwanted": frozenset({CNC})}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "known", "misread"), PLANTED)
def test_a_plan_made_with_the_fault_is_found_by_its_points(
    what: str, known: dict[str, Any], misread: dict[str, Any]
) -> None:
    person = candidate(**known)
    assert _checks(person, fit(person, opening(), ONLY)) == set(), what
    assert "fit-points" in _checks(person, fit(replace(person, **misread), opening(), ONLY)), what


@pytest.mark.parametrize("known", [{"interest_code": RIC}, {"areas": frozenset({area("metal")})}])
def test_weak_evidence_told_as_whole_is_found(known: dict[str, Any]) -> None:
    person = candidate(**known)
    right = fit(person, opening(), ONLY)
    assert right.evidence == 13, "half of the 50 percent that interests weigh on one side of two, half up"
    assert _checks(person, replace(right, evidence=25)) == {"fit-evidence"}


def _checks(person: Candidate, told: Fit) -> set[str]:
    """The checks of the fit that find something wrong with a plan of one pair that tells this fit."""
    round_ = cohort([person], [opening()])
    plan = fill(round_, CATALOGUE, ONLY, on=ON, seed=1)
    assert Criterion.SKILLS in {part.part for part in told.contributions}
    plan = replace(plan, assignments=(replace(plan.assignments[0], fit=told),))
    found = {finding.check for finding in audit(plan, round_, CATALOGUE, ONLY, on=ON).findings}
    return {check for check in found if check.startswith("fit-")}
