"""The grades of the candidate's side, worked by hand: interests, wishes, context, travel and extent."""

from dataclasses import replace

import pytest

from matching.domain.answers import TravelMode
from matching.domain.fit import Criterion
from tests.builders import CATALOGUE, CNC, candidate, context, opening, trade
from tests.scoring.scored import grade, takes

INDUSTRY = trade("industrimekanikerfaget")
"""Of the same family as CNC."""
COOK, CARE = trade("kokkfaget"), trade("helsearbeiderfaget")
Six = tuple[int, ...]
Extent = tuple[int, int] | None


def contexts(keys: str) -> frozenset[int]:
    return frozenset(map(context, keys.split()))


def interests_grade(six: Six | None) -> int | None:
    return grade(Criterion.INTERESTS, candidate(interests=six), opening())


def test_the_interests_of_the_trade_itself_grade_in_full() -> None:
    assert CATALOGUE.trades[CNC].interests == (64, 28, 11, 10, 14, 54)
    assert interests_grade((64, 28, 11, 10, 14, 54)) == 10_000


def test_the_opposite_interests_grade_0() -> None:
    assert interests_grade((16, 52, 69, 70, 66, 26)) == 0


def test_the_grade_of_interests_follows_the_correlation() -> None:
    # x: sum 180, squares 10200, vx = 6 * 10200 - 180^2 = 28800
    # y: sum 181, squares 8213, vy = 6 * 8213 - 181^2 = 16517
    # xy = 640 + 280 + 110 + 700 + 980 + 540 = 3250, c = 6 * 3250 - 180 * 181 = -13080
    # r = -13080 / sqrt(475689600) = -0.599716, grade = 5000 - 2998.58 = 2001.42
    assert interests_grade((10, 10, 10, 70, 70, 10)) == 2_001


@pytest.mark.parametrize(
    ("six", "known"),
    [
        (None, False),
        ((40,) * 6, False),
        # Five alike and one d away: 36 times the variance is 5 d^2, 320 and 405.
        ((40, 40, 40, 40, 40, 48), False),
        ((40, 40, 40, 40, 40, 49), True),
        # Three and three 6 apart: 6 * 3 * 36 - 18^2 = 324, just enough.
        ((40, 40, 40, 46, 46, 46), True),
        ((40, 40, 40, 45, 45, 45), False),
        ((64, 28, 11, 10, 14), False),
    ],
)
def test_flat_or_missing_interests_say_nothing(six: Six | None, known: bool) -> None:
    assert (interests_grade(six) is not None) == known


def test_a_trade_with_a_flat_profile_says_nothing_about_interests() -> None:
    flat = replace(CATALOGUE.trades[CNC], interests=(40,) * 6)
    catalogue = replace(CATALOGUE, trades=(*CATALOGUE.trades[:CNC], flat, *CATALOGUE.trades[CNC + 1 :]))
    person = candidate(interests=(64, 28, 11, 10, 14, 54))
    assert grade(Criterion.INTERESTS, person, opening(), catalogue) is None


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        ((), None),
        ((CNC,), 10_000),
        ((COOK, CNC), 8_000),
        ((COOK, CARE, CNC), 6_000),
        ((INDUSTRY,), 4_000),
        ((COOK, CARE, INDUSTRY), 4_000),
        # The trade itself, wished third, beats its family, wished first.
        ((INDUSTRY, COOK, CNC), 6_000),
        ((CNC, INDUSTRY), 10_000),
        # Wished twice, the higher rank counts.
        ((CNC, COOK, CNC), 10_000),
        ((COOK,), 0),
        ((COOK, CARE), 0),
    ],
)
def test_a_wished_trade_grades_by_its_rank(wished: Six, expected: int | None) -> None:
    assert grade(Criterion.WISHES, candidate(wishes=wished), opening()) == expected


@pytest.mark.parametrize(
    ("likes", "dislikes", "expected"),
    # CNC: indoors, precision, noise, shift.
    [
        (None, None, None),
        ("", "", None),
        ("indoors", "", 10_000),
        ("outdoors", "", 0),
        ("", "people", 10_000),
        ("", "noise", 0),
        ("indoors precision", "people heights", 10_000),
        ("indoors outdoors", "people noise", 5_000),
        ("indoors outdoors people", "", 3_333),
        ("indoors precision outdoors", "", 6_666),
        # One of the two not given at all is as one that is empty.
        ("indoors outdoors", None, 5_000),
        (None, "people noise", 5_000),
        (None, "", None),
        ("", None, None),
    ],
)
def test_context_grades_by_likes_there_and_dislikes_not_there(
    likes: str | None, dislikes: str | None, expected: int | None
) -> None:
    person = candidate(
        likes=None if likes is None else contexts(likes),
        dislikes=None if dislikes is None else contexts(dislikes),
    )
    assert grade(Criterion.CONTEXT, person, opening()) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    # 10000 * 80 // 90, 10000 * 45 // 90 and 10000 // 90.
    [(0, 10_000), (10, 8_888), (45, 5_000), (89, 111), (90, 0), (91, 0), (400, 0), (None, None)],
)
def test_a_short_journey_grades_high(minutes: int | None, expected: int | None) -> None:
    assert grade(Criterion.TRAVEL, candidate(), opening(), takes(minutes)) == expected


def test_the_way_of_travel_decides_the_minutes_and_a_blank_one_says_nothing() -> None:
    # Within one municipality: 10 minutes by car, 27 by public transport.
    ways = (TravelMode.CAR, TravelMode.TRANSIT, None)
    grades = [grade(Criterion.TRAVEL, candidate(travel_mode=way), opening()) for way in ways]
    assert grades == [10_000 * 80 // 90, 10_000 * 63 // 90, None]


@pytest.mark.parametrize("limit", [15, 90, None])
def test_the_grade_of_travel_does_not_depend_on_the_limit(limit: int | None) -> None:
    assert grade(Criterion.TRAVEL, candidate(travel_limit=limit), opening(), takes(45)) == 5_000


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        ((100, 100), (100, 100), 10_000),
        ((50, 100), (50, 80), 8_000),
        ((50, 50), (50, 100), 10_000),
        # 10000 * 50 // 60.
        ((50, 60), (50, 50), 8_333),
        ((50, 100), None, None),
        (None, (50, 100), None),
        (None, None, None),
    ],
)
def test_extent_grades_by_how_near_it_comes_to_the_most_wanted(
    wanted: Extent, offered: Extent, expected: int | None
) -> None:
    assert grade(Criterion.EXTENT, candidate(extent=wanted), opening(extent=offered)) == expected


def test_less_than_one_position_grades_by_the_extent_of_its_seats() -> None:
    place = opening(seats=5, extent=None)
    assert grade(Criterion.EXTENT, candidate(extent=(50, 100)), place) == 5_000
