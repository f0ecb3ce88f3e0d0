"""Requirements that compare the two sides: licence, Norwegian, hours, start and extent."""

from datetime import date, timedelta

import pytest

from matching.domain.answers import NO, UNKNOWN, YES, WorkHours
from matching.domain.fit import Outcome
from matching.domain.programme import Programme
from matching.eligibility.rules import (
    can_start_in_time,
    can_work_the_hours,
    enough_norwegian,
    extents_overlap,
    holds_licence,
)
from tests.builders import candidate, level, licence, opening, trade
from tests.eligibility.judged import answer, verdict

Extent = tuple[int, int] | None
DAY, EVENING, SHIFT = WorkHours.DAY, WorkHours.EVENING, WorkHours.SHIFT
LAST = date(2027, 3, 1)
NEXT = LAST + timedelta(days=1)


@pytest.mark.parametrize(
    ("held", "asked", "expected"),
    [
        ("B", "B", YES),
        ("BE", "B", YES),
        ("CE", "B", YES),
        ("C1", "B", YES),
        ("B", "BE", NO),
        ("AM", "B", NO),
        ("A", "B", NO),
        ("", "B", NO),
        ("AM A1", "C1 B", NO),
        ("B", "C1 B", YES),
        ("T AM", "T", YES),
        ("B", "T", YES),
        ("", "", YES),
        ("B", "", YES),
        (None, "B", UNKNOWN),
        (None, "", YES),
    ],
)
def test_one_class_asked_for_or_one_above_it_is_held(held: str | None, asked: str, expected: int) -> None:
    person = candidate(licences=None if held is None else frozenset(map(licence, held.split())))
    place = opening(licence=frozenset(map(licence, asked.split())))
    assert answer(holds_licence, person, place) == expected


@pytest.mark.parametrize(("held", "expected"), [("BE", YES), ("AM", NO), (None, UNKNOWN)])
def test_a_blank_licence_is_what_the_trade_asks_for(held: str | None, expected: int) -> None:
    person = candidate(licences=None if held is None else frozenset({licence(held)}))
    driver = opening(trades=(trade("yrkessjaforfaget"),), licence=None)
    assert answer(holds_licence, person, driver) == expected


@pytest.mark.parametrize(
    ("held", "asked", "expected"),
    [
        ("B1", "B1", YES),
        ("B2", "B1", YES),
        ("morsmål", "C2", YES),
        ("A2", "B1", NO),
        ("A1", "A2", NO),
        (None, "B1", UNKNOWN),
        (None, None, YES),
        ("A1", None, YES),
    ],
)
def test_norwegian_is_at_the_level_asked_for_or_above(
    held: str | None, asked: str | None, expected: int
) -> None:
    person = candidate(norwegian=level(held) if held else None)
    assert answer(enough_norwegian, person, opening(norwegian=level(asked) if asked else 0)) == expected


@pytest.mark.parametrize(("held", "expected"), [("B1", YES), ("A2", NO), (None, UNKNOWN)])
def test_a_blank_demand_for_norwegian_is_what_the_trade_asks_for(held: str | None, expected: int) -> None:
    care = opening(trades=(trade("helsearbeiderfaget"),), norwegian=None)
    assert answer(enough_norwegian, candidate(norwegian=level(held) if held else None), care) == expected


@pytest.mark.parametrize(
    ("can", "may_be", "expected"),
    [
        (set(), {DAY}, YES),
        (None, {DAY}, YES),
        ({EVENING, SHIFT}, {DAY}, YES),
        ({SHIFT}, {SHIFT}, YES),
        (set(), {SHIFT}, NO),
        ({EVENING}, {SHIFT}, NO),
        (set(), {EVENING, SHIFT}, NO),
        (None, {SHIFT}, UNKNOWN),
        (None, {DAY, SHIFT}, UNKNOWN),
        (None, {EVENING, SHIFT}, UNKNOWN),
        (set(), {DAY, SHIFT}, UNKNOWN),
        ({EVENING}, {DAY, SHIFT}, UNKNOWN),
        ({EVENING}, {EVENING, SHIFT}, UNKNOWN),
        ({SHIFT}, {DAY, SHIFT}, YES),
        ({EVENING, SHIFT}, {DAY, EVENING, SHIFT}, YES),
        ({EVENING}, {DAY, EVENING, SHIFT}, UNKNOWN),
    ],
)
def test_the_person_can_work_every_kind_of_hours_there_may_be(
    can: set[WorkHours] | None, may_be: set[WorkHours], expected: int
) -> None:
    person = candidate(shifts=None if can is None else frozenset(can))
    assert answer(can_work_the_hours, person, opening(hours=frozenset(may_be))) == expected


@pytest.mark.parametrize(("can", "expected"), [({SHIFT}, YES), (set(), UNKNOWN), (None, UNKNOWN)])
def test_blank_hours_are_what_the_trade_has(can: set[WorkHours] | None, expected: int) -> None:
    # CNC: daytime, and shifts in some firms.
    person = candidate(shifts=None if can is None else frozenset(can))
    assert answer(can_work_the_hours, person, opening(hours=None)) == expected


@pytest.mark.parametrize(
    ("first", "own_last", "programme_last", "expected"),
    [
        (LAST, LAST, None, YES),
        (NEXT, LAST, None, NO),
        (None, LAST, None, UNKNOWN),
        (None, None, None, YES),
        (NEXT, None, None, YES),
        (LAST, None, LAST, YES),
        (NEXT, None, LAST, NO),
        (None, None, LAST, UNKNOWN),
        (NEXT, NEXT, LAST, YES),
        (NEXT, LAST, NEXT, NO),
    ],
)
def test_the_person_can_start_by_the_last_day_of_the_opening_or_else_of_the_programme(
    first: date | None, own_last: date | None, programme_last: date | None, expected: int
) -> None:
    of = Programme(id="test", name="Prøve", start_to=programme_last)
    person, place = candidate(start_from=first), opening(start_to=own_last)
    assert answer(can_start_in_time, person, place, of) == expected


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        ((100, 100), (100, 100), YES),
        ((50, 50), (50, 50), YES),
        ((50, 100), (80, 80), YES),
        ((50, 80), (80, 100), YES),
        ((50, 79), (80, 100), NO),
        ((50, 50), (100, 100), NO),
        ((100, 100), (50, 99), NO),
        ((100, 100), None, YES),
        ((50, 100), None, YES),
        ((50, 99), None, UNKNOWN),
        ((50, 50), None, UNKNOWN),
        (None, (50, 100), YES),
        (None, (40, 100), YES),
        (None, (51, 100), UNKNOWN),
        (None, (50, 99), UNKNOWN),
        (None, (100, 100), UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_some_share_of_a_position_suits_both(wanted: Extent, offered: Extent, expected: int) -> None:
    person, place = candidate(extent=wanted), opening(extent=offered)
    assert answer(extents_overlap, person, place) == expected


def test_a_person_open_to_half_and_full_time_may_take_either() -> None:
    person = candidate(extent=(50, 100))
    assert verdict(person, opening(extent=(50, 50))).outcome is Outcome.ELIGIBLE
    assert verdict(person, opening(extent=(100, 100))).outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize(
    ("seats", "wanted", "expected"),
    [
        (5, (50, 100), YES),
        (5, (60, 100), NO),
        (5, (100, 100), NO),
        (5, None, UNKNOWN),
        (8, (80, 80), YES),
        (8, (50, 79), NO),
        (10, (100, 100), YES),
        (10, (50, 50), UNKNOWN),
        (15, (50, 50), UNKNOWN),
    ],
)
def test_less_than_one_position_has_just_the_extent_of_its_seats(
    seats: int, wanted: Extent, expected: int
) -> None:
    place = opening(seats=seats, extent=None)
    assert answer(extents_overlap, candidate(extent=wanted), place) == expected


def test_less_than_one_position_may_state_a_smaller_extent() -> None:
    place = opening(seats=8, extent=(50, 60))
    assert answer(extents_overlap, candidate(extent=(70, 80)), place) == NO
