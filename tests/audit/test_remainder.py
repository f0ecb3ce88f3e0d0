"""What is allowed to differ in a right plan, and what is not: ties in reserve, reasons where questions are open."""

from dataclasses import replace
from typing import Any

import pytest

from matching.audit.certificate import total_of
from matching.domain.people import Candidate
from matching.domain.plan import Assignment, Reserve, Unassigned
from matching.domain.policy import Policy
from matching.domain.proof import Scale, Total
from matching.domain.reasons import Reason, ReasonCode
from tests.audit.examples import Example, found_by
from tests.audit.rows import PLAIN, assignment, frame
from tests.builders import candidate, cohort, opening

THREE_ALIKE = [candidate(id=one) for one in ("k1", "k2", "k3")]


def plan_of(people: list[Candidate], seats: int, policy: Policy, *proposals: Assignment) -> Example:
    """An example without a proof: of one opening, and these proposals."""
    round_ = cohort(people, [opening(seats=seats)])
    made = replace(frame(round_, policy), assignments=proposals)
    return Example(made, round_, policy, {}, {}, {})


def with_reserves(example: Example, *several: Reserve) -> Example:
    return replace(example, plan=replace(example.plan, reserves={"p1": several}))


def test_one_place_left_is_room_left() -> None:
    assert "empty-seats" in found_by(plan_of(THREE_ALIKE, 10, Policy()))
    full = plan_of(THREE_ALIKE, 10, Policy(), assignment("k1", "p1", PLAIN))
    assert "empty-seats" not in found_by(full)


@pytest.mark.parametrize("other", ["k2", "k3"])
def test_of_two_with_the_same_points_either_may_be_in_reserve(other: str) -> None:
    example = plan_of(THREE_ALIKE, 10, Policy(reserves=1), assignment("k1", "p1", PLAIN))
    assert "reserves-complete" not in found_by(with_reserves(example, Reserve(other, 428, False)))
    assert "reserves-complete" in found_by(with_reserves(example))


def test_an_opening_without_room_needs_no_reserve_and_has_none() -> None:
    example = plan_of(THREE_ALIKE, 0, Policy(reserves=1))
    assert "reserves-complete" not in found_by(example)
    assert "reserves-length" not in found_by(example)
    assert "reserves-length" in found_by(with_reserves(example, Reserve("k1", 428, False)))


@pytest.mark.parametrize(
    ("said", "allow_unknown", "wrong"),
    [
        ({}, False, False),  # eligible, so she may have lost out
        ({"norwegian": None}, False, True),  # her Norwegian is not known, so nobody has taken her place
        ({"norwegian": None}, True, False),  # unless the policy lets her be proposed all the same
        ({"in_round": False}, True, True),
    ],
)
def test_only_who_could_be_proposed_loses_out(said: dict[str, Any], allow_unknown: bool, wrong: bool) -> None:
    person = replace(candidate(norwegian=7), **said)
    policy = Policy(allow_unknown=allow_unknown)
    round_ = cohort([person], [opening(norwegian=3)])
    row = Unassigned(candidate="k1", eligible=0, unknown=0, reasons=(Reason.of(ReasonCode.COMPETITION),))
    made = replace(frame(round_, policy), unassigned=(row,))
    found = found_by(Example(made, round_, policy, {}, {}, {}))
    assert ("unassigned-reasons" in found) == wrong


@pytest.mark.parametrize(
    ("value", "total"),
    [
        (1_000_428, Total(1, 1, 428)),
        (999_980, Total(1, 1, -20)),  # a person more, with fewer points in all
        (-20, Total(0, 0, -20)),
        (500_000, Total(1, 1, -500_000)),  # half a unit goes up
        (499_999, Total(0, 0, 499_999)),
    ],
)
def test_a_value_in_places_is_the_nearest_number_of_people_and_the_rest_in_points(
    value: int, total: Total
) -> None:
    assert total_of(Scale(person=1_000_000, proposal=0), value) == total


@pytest.mark.parametrize(
    ("value", "total"),
    [
        (1_001_428, Total(1, 1, 428)),
        (999_428, Total(1, -1, 428)),  # a person more for a proposal fewer
        (990, Total(0, 1, -10)),
        (0, Total()),
    ],
)
def test_a_value_in_meetings_is_people_then_proposals_then_points(value: int, total: Total) -> None:
    assert total_of(Scale(person=1_000_000, proposal=1_000), value) == total
