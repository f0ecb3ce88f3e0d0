"""Two sides in, points out: worked by hand, and what holds of all sides, weights and policies."""

from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.fit import ONE_SIDED, Criterion, EvidenceLevel
from matching.domain.policy import Policy
from matching.scoring.parts import PARTS
from matching.scoring.points import (
    FULL_SIDE,
    contributions,
    evidence_percent,
    side_points,
    total_points,
)
from tests.builders import candidate, opening
from tests.drawn import policies
from tests.scoring.scored import fit

SIDES = st.integers(0, FULL_SIDE)
PERCENT = st.integers(0, 100)
GRADES = st.tuples(*[st.none() | st.integers(0, 10_000)] * len(Criterion))


def points(opening_side: int, candidate_side: int, one_sided: int) -> int:
    ours, hers = (np.array([side], dtype=np.int64) for side in (opening_side, candidate_side))
    return int(total_points(ours, hers, one_sided)[0])


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


@pytest.mark.parametrize(
    ("ours", "hers", "one_sided", "expected"),
    [
        (0, 0, 50, 0),
        (FULL_SIDE, FULL_SIDE, 50, 1000),
        (FULL_SIDE, FULL_SIDE, 0, 1000),
        # The mean of 0.3 and 0.5 is 0.4, the harmonic mean 0.375; half of the way: 387.5, rounded up.
        (300_000, 500_000, 50, 388),
        (300_000, 500_000, 0, 400),
        (300_000, 500_000, 100, 375),
        # One side alone: the mean 500, the harmonic mean 0.
        (FULL_SIDE, 0, 0, 500),
        (FULL_SIDE, 0, 50, 250),
        (0, FULL_SIDE, 100, 0),
        (999, 0, 0, 0),
        (1_000, 0, 0, 1),
    ],
)
def test_points_worked_by_hand(ours: int, hers: int, one_sided: int, expected: int) -> None:
    assert points(ours, hers, one_sided) == expected


@settings(max_examples=300)
@given(SIDES, SIDES, PERCENT)
def test_points_lie_between_the_harmonic_mean_and_the_mean(ours: int, hers: int, one_sided: int) -> None:
    both = ours + hers
    mean = Fraction(1000 * both, 2 * FULL_SIDE)
    harmonic = Fraction(2000 * ours * hers, both * FULL_SIDE) if both else Fraction(0)
    assert points(ours, hers, one_sided) == half_up(mean - Fraction(one_sided, 100) * (mean - harmonic))
    assert 0 <= points(ours, hers, one_sided) <= 1000


@settings(max_examples=300)
@given(SIDES, SIDES)
def test_drawn_down_by_nothing_points_are_the_plain_mean(ours: int, hers: int) -> None:
    assert points(ours, hers, 0) == half_up(Fraction(1000 * (ours + hers), 2 * FULL_SIDE))


@settings(max_examples=300)
@given(SIDES, SIDES)
def test_drawn_down_in_full_points_are_the_harmonic_mean(ours: int, hers: int) -> None:
    closed = Fraction(2000 * ours * hers, (ours + hers) * FULL_SIDE) if ours + hers else Fraction(0)
    assert points(ours, hers, 100) == half_up(closed)


@settings(max_examples=300)
@given(SIDES, SIDES, SIDES, PERCENT)
def test_points_never_fall_when_a_side_rises(ours: int, more: int, hers: int, one_sided: int) -> None:
    low, high = sorted((ours, more))
    assert points(low, hers, one_sided) <= points(high, hers, one_sided)
    assert points(hers, low, one_sided) <= points(hers, high, one_sided)


@settings(max_examples=300)
@given(SIDES, SIDES, PERCENT)
def test_the_two_sides_count_alike(ours: int, hers: int, one_sided: int) -> None:
    assert points(ours, hers, one_sided) == points(hers, ours, one_sided)


@settings(max_examples=300)
@given(SIDES)
def test_a_side_is_told_in_whole_points_rounded_half_up(side: int) -> None:
    assert int(side_points(np.array([side], dtype=np.int64))[0]) == half_up(Fraction(1000 * side, FULL_SIDE))


@pytest.mark.parametrize(
    ("weight", "percent", "level"),
    [
        (0, 0, EvidenceLevel.LOW),
        (29, 15, EvidenceLevel.LOW),
        (78, 39, EvidenceLevel.LOW),
        (79, 40, EvidenceLevel.MEDIUM),
        (148, 74, EvidenceLevel.MEDIUM),
        (149, 75, EvidenceLevel.HIGH),
        (200, 100, EvidenceLevel.HIGH),
    ],
)
def test_evidence_is_half_the_known_weight_rounded_half_up(
    weight: int, percent: int, level: EvidenceLevel
) -> None:
    assert int(evidence_percent(np.array([100 * weight], dtype=np.int16))[0]) == percent
    assert EvidenceLevel.of(percent) is level


def parts(weighted: dict[Criterion, int], one_sided: int) -> dict[str, int]:
    """The parts of these sums, checked to add up."""
    ours, hers = weighted[Criterion.SKILLS], sum(weighted.values()) - weighted[Criterion.SKILLS]
    total = points(ours, hers, one_sided)
    told = shares(total, weighted, one_sided)
    assert sum(told) == total
    return dict(zip(PARTS, told, strict=True))


def shares(total: int, weighted: dict[Criterion, int], one_sided: int) -> list[int]:
    """The whole parts of one pair."""
    sums = np.array([list(weighted.values())], dtype=np.int64)
    found: list[int] = contributions(np.array([total], dtype=np.int16), sums, one_sided)[0].tolist()
    return found


def weigh(*sums: int) -> dict[Criterion, int]:
    return dict(zip(Criterion, sums, strict=True))


def test_what_is_missing_to_the_total_goes_to_the_largest_remainders() -> None:
    # Exact: 227.75, 150, 120, 37.5, 66.66, 40 and -27.07, which is 614.84 together. Rounded down they are
    # 612; the three missing to 615 go to the remainders .93 (one_sided), .75 (skills) and .66 (travel).
    told = parts(weigh(455_500, 300_000, 240_000, 75_000, 133_320, 80_000), 50)
    assert list(told.values()) == [228, 150, 120, 37, 67, 40, -27]


def test_equal_remainders_favour_the_part_named_first() -> None:
    # Exact: 1.5, 0.5, 0.5 and 0.5, which is 3.
    assert list(parts(weigh(3_000, 1_000, 1_000, 1_000, 0, 0), 50).values()) == [2, 1, 0, 0, 0, 0, 0]


def test_one_sided_comes_last_among_equal_remainders() -> None:
    # Exact: 0.5 of skills, and 0.5 drawn down: rounded down 0 and -1, and the one missing goes to skills.
    assert list(parts(weigh(1_000, 0, 0, 0, 0, 0), 100).values()) == [1, 0, 0, 0, 0, 0, -1]


def test_nothing_at_all_has_parts_of_0() -> None:
    assert list(parts(weigh(0, 0, 0, 0, 0, 0), 50).values()) == [0] * 7


def test_a_part_scored_by_its_neutral_grade_is_marked() -> None:
    told = fit(candidate(), opening()).contributions
    assert [part.part for part in told] == list(PARTS)
    assert {part.part for part in told if part.known} == {Criterion.TRAVEL, Criterion.EXTENT, ONE_SIDED}


@settings(max_examples=400)
@given(GRADES, policies())
def test_the_parts_sum_to_the_points_and_lie_within_one_of_what_they_are_exactly(
    grades: tuple[int | None, ...], policy: Policy
) -> None:
    weighted = _weighted(grades, policy)
    ours = weighted[Criterion.SKILLS]
    hers = sum(weighted.values()) - ours
    total = points(ours, hers, policy.one_sided)
    told = shares(total, weighted, policy.one_sided)
    assert sum(told) == total
    for part, exact in zip(told, _exact(weighted, policy.one_sided), strict=True):
        assert abs(part - exact) < 1
    assert told[-1] <= 0, "it only draws down"


def _weighted(grades: tuple[int | None, ...], policy: Policy) -> dict[Criterion, int]:
    neutral = dict.fromkeys(Criterion, 100 * policy.neutral_others)
    neutral[Criterion.SKILLS] = 100 * policy.neutral_skills
    given_grades = dict(zip(Criterion, grades, strict=True))
    return {
        one: policy.weights[one] * (neutral[one] if mark is None else mark)
        for one, mark in given_grades.items()
    }


def _exact(weighted: dict[Criterion, int], one_sided: int) -> list[Fraction]:
    both = sum(weighted.values())
    if both == 0:
        return [Fraction(0)] * len(PARTS)
    apart = 2 * weighted[Criterion.SKILLS] - both
    down = Fraction(-1000 * one_sided * apart**2, 200 * FULL_SIDE * both)
    return [*(Fraction(1000 * value, 2 * FULL_SIDE) for value in weighted.values()), down]
