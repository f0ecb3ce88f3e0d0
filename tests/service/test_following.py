"""Time served, the expected end and the days of talks, worked out by hand and by law."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.followup.following import (
    Pause,
    Span,
    expected_end,
    interval,
    months_after,
    months_served,
    talk_days,
)

AUGUST = date(2027, 8, 1)
LONG_AFTER = date(2040, 1, 1)


def span(percent: int = 100, first: date = AUGUST, last: date | None = None, *pauses: Pause) -> Span:
    return Span(percent=percent, first=first, last=last, pauses=pauses)


def test_a_full_position_ends_when_the_months_of_the_trade_are_over() -> None:
    assert expected_end(24, [span()], AUGUST) == date(2029, 7, 31)
    assert expected_end(30, [span()], AUGUST) == date(2030, 1, 31)


def test_half_a_position_takes_twice_as_long() -> None:
    assert expected_end(24, [span(50)], AUGUST) == date(2031, 7, 31)
    assert expected_end(24, [span(70)], AUGUST) == months_after(AUGUST, 35) - timedelta(days=1)


def test_a_pause_moves_the_end_by_its_days() -> None:
    away = Pause(date(2028, 1, 1), date(2028, 1, 31))
    assert expected_end(24, [span(100, AUGUST, None, away)], date(2028, 6, 1)) == date(2029, 8, 30)


def test_a_pause_that_goes_on_is_reckoned_to_the_day_she_is_expected_back() -> None:
    of = [span(100, AUGUST, None, Pause(date(2028, 1, 1), None))]
    assert expected_end(24, of, date(2028, 1, 11)) == date(2029, 8, 10)
    assert expected_end(24, of, date(2028, 1, 11), date(2028, 1, 31)) == date(2029, 8, 30)


def test_what_was_served_before_a_move_is_kept() -> None:
    before = span(100, AUGUST, date(2028, 7, 31))
    now = span(100, date(2028, 8, 1))
    assert months_served([before, now], date(2028, 8, 1)) == 12
    # 366 days were served, and the year that they are taken off has 365
    assert expected_end(24, [before, now], date(2028, 8, 1)) == date(2029, 7, 30)
    half = span(50, date(2028, 8, 1))
    assert expected_end(24, [before, half], date(2028, 8, 1)) == date(2030, 7, 30)  # they count double


def test_no_day_counts_twice_and_none_before_it_has_passed() -> None:
    assert months_served([span()], AUGUST) == 0
    assert months_served([span()], date(2027, 9, 1)) == 1
    assert months_served([span(50)], date(2027, 9, 1)) == 0
    assert months_served([span(first=LONG_AFTER)], AUGUST) == 0
    assert months_served([span(100, AUGUST, date(2027, 9, 30))], LONG_AFTER) == 2


def test_talks_are_after_two_weeks_six_weeks_and_then_each_quarter_until_the_end() -> None:
    found = talk_days(AUGUST, date(2028, 7, 31))
    assert found == [
        date(2027, 8, 15),
        date(2027, 9, 12),
        date(2027, 11, 1),
        date(2028, 2, 1),
        date(2028, 5, 1),
    ]


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert months_after(date(2027, 12, 31), 12) == date(2028, 12, 31)


def test_the_interval_is_the_one_of_wilson() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    assert interval(81, 263) == (25, 37)  # 0.2553 to 0.3662
    assert interval(15, 148) == (6, 17)  # 0.0624 to 0.1605
    assert interval(0, 20) == (0, 17)  # 0.0000 to 0.1611
    assert interval(1, 29) == (0, 18)  # 0.0061 to 0.1718
    with pytest.raises(ValueError, match="0"):
        interval(0, 0)


@given(st.integers(1, 500).flatmap(lambda begun: st.tuples(st.integers(0, begun), st.just(begun))))
def test_an_interval_holds_the_share_and_turns_with_it(counts: tuple[int, int]) -> None:
    still, begun = counts
    low, high = interval(still, begun)
    assert 0 <= low <= 100 * still / begun <= high <= 100
    assert interval(begun - still, begun) == (100 - high, 100 - low)


DAYS = st.dates(date(2025, 1, 1), date(2032, 1, 1))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, length = draw(DAYS), draw(st.integers(0, 900))
    pauses, day = [], first
    for _ in range(draw(st.integers(0, 3))):
        day += timedelta(days=draw(st.integers(1, 200)))
        back = day + timedelta(days=draw(st.integers(1, 100)))
        pauses.append(Pause(day, back))
        day = back
    return Span(
        percent=draw(st.integers(1, 100)),
        first=first,
        last=first + timedelta(days=length) if draw(st.booleans()) else None,
        pauses=tuple(pauses),
    )


@given(spans(), DAYS)
def test_days_served_are_counted_as_one_would_by_hand(one: Span, on: date) -> None:
    day, served = one.first, 0
    while day < on and (one.last is None or day <= one.last):
        served += not any(pause.first <= day < (pause.back or date.max) for pause in one.pauses)
        day += timedelta(days=1)
    assert one.days_served(on) == served


@given(st.lists(spans(), max_size=3), DAYS, st.integers(0, 400))
def test_time_served_never_falls(some: list[Span], on: date, more: int) -> None:
    assert months_served(some, on) <= months_served(some, on + timedelta(days=more))
