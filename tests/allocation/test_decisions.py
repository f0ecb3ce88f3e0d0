"""Pins, vetoes and reserve lists: what people decide wins, and its price is told."""

import numpy as np
import pytest

from matching.allocation.allocate import allocate
from matching.blocks.fits import StoredFits
from matching.domain.allocation import Allocation
from matching.domain.columns import Int64
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.plan import Status
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import Total
from matching.domain.reasons import ReasonCode

PEOPLE, OPENINGS = np.array(["a", "b", "c"]), np.array(["x", "y"])
POINTS = np.array([[900, 100], [800, 700], [500, -1]], dtype=np.int64)


def decision(candidate: str, opening: str) -> Decision:
    return Decision(candidate=candidate, opening=opening, by="Kari Eksempel", reason="avtalt")


def filled(policy: Policy, points: Int64 = POINTS, seats: tuple[int, ...] = (1, 1)) -> Allocation:
    fits = StoredFits.of_table(points)
    return allocate(fits, np.array(seats, dtype=np.int64), policy, PEOPLE[: len(points)], OPENINGS, seed=1)


def names(found: Allocation) -> set[tuple[str, str]]:
    return {(str(PEOPLE[i]), str(OPENINGS[j])) for i, j in zip(found.person, found.opening, strict=True)}


def test_without_decisions_the_best_plan_is_proposed() -> None:
    assert names(filled(Policy())) == {("a", "x"), ("b", "y")}


def test_a_pinned_pair_is_kept_and_its_cost_is_told() -> None:
    found = filled(Policy(pins=(decision("c", "x"),)))
    assert names(found) == {("c", "x"), ("b", "y")}
    assert found.pinned.tolist() == [opening == 0 for opening in found.opening]
    # 900 + 700 without the pin, 500 + 700 with it.
    assert [cost.cost for cost in found.decision_costs] == [Total(0, 0, 400)]
    assert found.proof is not None
    assert found.proof.objective == found.proof.bound == Total(2, 2, 1200)


def test_a_vetoed_pair_is_not_proposed_and_its_cost_is_told() -> None:
    found = filled(Policy(vetoes=(decision("b", "y"),)))
    assert names(found) == {("b", "x"), ("a", "y")}
    assert [cost.cost for cost in found.decision_costs] == [Total(0, 0, 700)]


def test_a_vetoed_person_is_on_no_reserve_list_there() -> None:
    found = filled(Policy(vetoes=(decision("c", "x"),)))
    assert [reserve.candidate for reserve in found.reserves["x"]] == ["b"]


def test_a_pinned_person_may_have_further_meetings_within_her_lists() -> None:
    policy = Policy(mode=Mode.MEETINGS, people_per_seat=2, lists_per_person=2, pins=(decision("a", "y"),))
    found = filled(policy)
    assert {("a", "y"), ("a", "x")} <= names(found)
    assert found.proof is not None
    assert found.proof.objective == found.proof.bound


@pytest.mark.parametrize(
    ("pins", "vetoes", "code"),
    [
        ([("c", "y")], [], ReasonCode.PINNED_INELIGIBLE),
        ([("a", "x"), ("b", "x")], [], ReasonCode.PINS_EXCEED_SEATS),
        ([("a", "x"), ("a", "y")], [], ReasonCode.PINNED_TWICE),
        ([("a", "x"), ("a", "x")], [], ReasonCode.PINNED_TWICE),
        ([("a", "x")], [("a", "x")], ReasonCode.PINNED_AND_VETOED),
    ],
)
def test_pins_that_cannot_be_kept_are_no_plan_and_say_why(
    pins: list[tuple[str, str]], vetoes: list[tuple[str, str]], code: ReasonCode
) -> None:
    policy = Policy(
        pins=tuple(decision(*pair) for pair in pins), vetoes=tuple(decision(*pair) for pair in vetoes)
    )
    found = filled(policy)
    assert found.status is Status.INFEASIBLE
    assert code in {cause.code for cause in found.causes}
    assert not len(found.person)


def test_a_decision_about_somebody_who_is_not_there_is_a_fault_that_names_her() -> None:
    with pytest.raises(PolicyFault) as fault:
        filled(Policy(pins=(decision("z", "x"),)))
    assert (fault.value.code, fault.value.facts["id"]) == (ErrorCode.ID_UNKNOWN, "z")


def test_reserves_are_people_without_a_proposal_first_then_by_points() -> None:
    found = filled(Policy())
    assert [(one.candidate, one.points, one.proposed_elsewhere) for one in found.reserves["x"]] == [
        ("c", 500, False),
        ("b", 800, True),
    ]
    assert [one.candidate for one in found.reserves["y"]] == ["a"]


def test_a_long_queue_of_busy_people_does_not_hide_a_free_one() -> None:
    # Forty people all proposed elsewhere suit x better than the one who is free.
    points = np.array([[900, 900]] * 40 + [[10, -1]], dtype=np.int64)
    ids = np.array([f"p{number:02}" for number in range(41)])
    found = allocate(
        StoredFits.of_table(points),
        np.array([1, 40], dtype=np.int64),
        Policy(reserves=2),
        ids,
        OPENINGS,
        seed=1,
    )
    left = set(ids.tolist()) - {str(ids[one]) for one in found.person}
    reserves = found.reserves["x"]
    assert len(reserves) == 2
    assert [one.candidate for one in reserves if not one.proposed_elsewhere] == sorted(left)


def test_no_reserves_are_listed_when_none_are_wanted() -> None:
    assert filled(Policy(reserves=0)).reserves == {}


def test_an_opening_without_seats_has_no_reserve_list_and_no_loss() -> None:
    found = filled(Policy(), seats=(1, 0))
    assert "y" not in found.reserves
    assert found.seat_values[1].one_fewer is None
    assert found.seat_values[1].one_more == Total(1, 1, 700)
