"""What people decide is checked when it is made: policies and programmes; and their digest tells them apart."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings

from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    Floor,
    OfficeTotal,
    SharedResource,
)
from matching.domain.fit import Criterion, Side
from matching.domain.policy import (
    CANDIDATE_SIDE,
    OPENING_SIDE,
    Alternatives,
    Decision,
    Learned,
    Mode,
    NeedsFilled,
    Objective,
    Policy,
)
from matching.domain.programme import OPEN_PROGRAMME, Programme, TargetGroup
from tests.drawn import policies

FLOOR = Floor(
    name="kvinner", least=2, ground="made up for a test", by="A. Leder", members=frozenset({"k1", "k2"})
)
BOTH = Companions(first="k1", second="k2", by="A. Veileder", reason="avtalt")
WHO = Decision(candidate="k1", opening="p1", by="A. Veileder", reason="avtalt")


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        (
            {"weights": {**OPENING_SIDE, **CANDIDATE_SIDE, Criterion.SKILLS: 99}},
            "weights of opening sum to 99",
        ),
        (
            {"weights": {**OPENING_SIDE, **CANDIDATE_SIDE, Criterion.WISHES: 31}},
            "weights of candidate sum to 101",
        ),
        ({"weights": dict(OPENING_SIDE)}, "every criterion has a weight"),
        (
            {"weights": {**OPENING_SIDE, **CANDIDATE_SIDE, Criterion.WISHES: -10, Criterion.CONTEXT: 55}},
            "a weight is below 0",
        ),
        ({"neutral_skills": -1}, "outside 0-100"),
        ({"neutral_skills": 101}, "outside 0-100"),
        ({"neutral_others": 101}, "outside 0-100"),
        ({"one_sided": -1}, "outside 0-100"),
        ({"people_per_seat": 0}, "at least 1"),
        ({"lists_per_person": 0}, "at least 1"),
        ({"reserves": -1}, "reserves at least 0"),
        ({"assumed_travel_limit": 0}, "assumed_travel_limit"),
        ({"assumed_travel_limit": 91}, "longest_travel"),
        ({"longest_travel": 44}, "longest_travel"),
        ({"travel_uncertainty": 99}, "travel_uncertainty >= 100"),
        ({"minimum_fit": -1}, "minimum_fit is 0-1000"),
        ({"minimum_fit": 1001}, "minimum_fit is 0-1000"),
        ({"effort": -1}, "effort at least 0"),
        ({"floors": (replace(FLOOR, ground=""),)}, "a floor needs its written ground"),
    ],
)
def test_a_policy_that_cannot_be_followed_is_refused_with_what_is_wrong(
    cells: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        Policy(**cells)


@pytest.mark.parametrize(
    "cells",
    [
        {"neutral_skills": 0, "neutral_others": 100, "one_sided": 0},
        {"reserves": 0},
        {"assumed_travel_limit": 90, "longest_travel": 90, "travel_uncertainty": 100},
        {"weights": {**OPENING_SIDE, **dict.fromkeys(CANDIDATE_SIDE, 0), Criterion.WISHES: 100}},
    ],
)
def test_the_bounds_themselves_are_allowed(cells: dict[str, Any]) -> None:
    policy = Policy(**cells)
    assert {name: getattr(policy, name) for name in cells} == cells


def test_the_default_weights_are_those_of_the_documentation() -> None:
    weights = {one.value: weight for one, weight in Policy().weights.items()}
    assert weights == {
        "skills": 100,
        "interests": 30,
        "wishes": 30,
        "context": 15,
        "travel": 15,
        "extent": 10,
    }
    assert [one.side for one in Criterion] == [Side.OPENING] + [Side.CANDIDATE] * 5


CHANGES: dict[str, Any] = {
    "mode": Mode.MEETINGS,
    "objective": Objective.POINTS,
    "minimum_fit": 1,
    "share_seats": True,
    "people_per_seat": 4,
    "lists_per_person": 3,
    "reserves": 2,
    "allow_unknown": True,
    "needs_filled": NeedsFilled.CLARIFIED,
    "weights": {**OPENING_SIDE, **CANDIDATE_SIDE, Criterion.WISHES: 20, Criterion.EXTENT: 20},
    "learning": Learned(scorecard="0" * 64, ground="made up for a test", instead_of={}),
    "neutral_skills": 31,
    "neutral_others": 51,
    "one_sided": 51,
    "alternatives": Alternatives.FIRST,
    "assumed_travel_limit": 46,
    "longest_travel": 91,
    "travel_uncertainty": 131,
    "pins": (WHO,),
    "vetoes": (WHO,),
    "employer_totals": (EmployerTotal(employer="Fabrikk A", most=1),),
    "office_totals": (OfficeTotal(office="Kontor A", most=1),),
    "caps": (Cap(trade="cnc-maskineringsfaget", region="34", most=1),),
    "classes": (ClassSize(opening="p1", least=2, most=4),),
    "resources": (SharedResource(name="Kurs", seats=2, trades=("cnc-maskineringsfaget",)),),
    "together": (BOTH,),
    "apart": (BOTH,),
    "floors": (FLOOR,),
    "effort": 1,
}


def test_every_decision_changes_the_digest_of_a_policy() -> None:
    assert set(CHANGES) == set(Policy.__dataclass_fields__)
    digests = {Policy(**{name: value}).digest() for name, value in CHANGES.items()}
    assert len(digests | {Policy().digest()}) == len(CHANGES) + 1


def test_the_members_of_a_floor_are_digested_whatever_their_order() -> None:
    def digest(*members: str) -> str:
        return Policy(floors=(replace(FLOOR, members=frozenset(members)),)).digest()

    assert digest("k1", "k2", "k3") == digest("k3", "k2", "k1") != digest("k1", "k2")


@settings(max_examples=50)
@given(policies())
def test_equal_policies_have_the_same_digest_however_their_weights_are_ordered(policy: Policy) -> None:
    turned = MappingProxyType(dict(reversed(list(policy.weights.items()))))
    assert replace(policy, weights=turned).digest() == policy.digest()


def test_the_weights_learned_ones_replace_are_digested_whatever_their_order_or_kind() -> None:
    def digest(weights: Mapping[Criterion, int]) -> str:
        learned = Learned(scorecard="0" * 64, ground="made up for a test", instead_of=weights)
        return Policy(learning=learned).digest()

    plain = dict(Policy().weights)
    turned = dict(reversed(plain.items()))
    assert (
        digest(plain) == digest(turned) == digest(MappingProxyType(plain)) == digest(MappingProxyType(turned))
    )
    assert digest(plain) != digest({**plain, Criterion.WISHES: 29})


@pytest.mark.parametrize(
    "bounds", [{"registered": True}, {"least_effort_level": 0}, {"least_age": 19}, {"greatest_age": 30}]
)
def test_a_bound_on_who_may_join_needs_its_written_ground(bounds: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="programme p: a target group needs its written ground"):
        Programme(id="p", name="Prøve", target=TargetGroup(**bounds))
    target = TargetGroup(ground="made up for a test", **bounds)
    assert Programme(id="p", name="Prøve", target=target).target is target


def test_a_programme_without_bounds_needs_no_ground() -> None:
    assert Programme(id="p", name="Prøve").target == TargetGroup()
    assert OPEN_PROGRAMME.target == TargetGroup()
