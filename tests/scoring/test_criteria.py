"""The grades of the candidate's side, worked by hand: context, travel and extent."""

import pytest

from matching.domain.answers import TravelMode
from matching.domain.fit import Criterion
from tests.builders import candidate, context, opening
from tests.scoring.scored import grade, takes

Extent = tuple[int, int] | None


def contexts(keys: str) -> frozenset[int]:
    return frozenset(map(context, keys.split()))


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
