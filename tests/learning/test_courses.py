"""Courses: a pause is no end, a move keeps what is served, and the order things are told in means nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.learning.outcomes import (
    HORIZON,
    Course,
    EndReason,
    Event,
    Happening,
    contradictions,
    counted,
    courses,
)
from tests.learning.events import LONG_AFTER, START, ended, event, started

PAUSED, RETURNED, MOVED = Happening.PAUSED, Happening.RETURNED, Happening.MOVED
COUNTS = [reason for reason in EndReason if reason.counts]
events = st.builds(
    event,
    st.sampled_from(Happening),
    st.integers(0, 6),
    who=st.sampled_from(["K1", "K2"]),
    at=st.sampled_from(["L1", "L2"]),
    why=st.none(),
)


def course(*more: Event) -> Course:
    (found,) = courses([started(), *more])
    return found


def outcome(*more: Event, on: date = LONG_AFTER) -> bool | None:
    return course(*more).outcome(on=on)


def test_one_who_is_still_there_after_a_year_has_stayed() -> None:
    assert outcome() is True


def test_one_who_has_passed_has_stayed_even_before_the_year_is_out() -> None:
    assert outcome(event(Happening.PASSED, 200)) is True


@pytest.mark.parametrize("reason", COUNTS)
def test_an_end_for_a_reason_that_counts_is_an_end(reason: EndReason) -> None:
    assert outcome(ended(100, reason)) is False


@pytest.mark.parametrize("reason", sorted(set(EndReason) - set(COUNTS)))
def test_an_end_for_any_other_reason_says_nothing(reason: EndReason) -> None:
    assert outcome(ended(100, reason)) is None


def test_one_who_ended_after_the_year_had_stayed_by_then() -> None:
    assert outcome(ended(HORIZON + 1)) is True
    assert outcome(ended(HORIZON)) is False


@pytest.mark.parametrize("more", [(), (ended(10),), (event(Happening.PASSED, 10),)])
def test_nobody_counts_before_the_year_is_out_whatever_is_known(more: tuple[Event, ...]) -> None:
    eve = START + timedelta(days=HORIZON - 1)
    assert outcome(*more, on=eve) is None
    assert outcome(*more, on=eve + timedelta(days=1)) is not None


@given(st.integers(1, HORIZON), st.integers(1, HORIZON), st.booleans())
def test_a_pause_is_not_a_dropout(first: int, length: int, back: bool) -> None:
    paused = [event(PAUSED, first), *([event(RETURNED, first + length)] if back else [])]
    assert outcome(*paused) is True


@given(st.integers(1, 100), st.integers(101, 2 * HORIZON), st.sampled_from(EndReason))
def test_a_move_changes_the_opening_and_neither_start_nor_outcome(
    moved: int, end: int, why: EndReason
) -> None:
    stayed, went = course(ended(end, why)), course(event(MOVED, moved, at="L2"), ended(end, why, at="L2"))
    assert (went.opening(), stayed.opening()) == ("L2", "L1")
    assert went.start == stayed.start
    assert went.outcome(on=LONG_AFTER) == stayed.outcome(on=LONG_AFTER)


def test_a_move_after_the_year_is_not_looked_at() -> None:
    assert course(event(MOVED, HORIZON + 1, at="L2")).opening() == "L1"


def test_a_new_start_after_an_end_is_a_course_of_its_own() -> None:
    again = Event(candidate="K1", opening="L2", happening=Happening.STARTED, day=START + timedelta(days=90))
    first, second = courses([started(), ended(80), again])
    assert first.outcome(on=LONG_AFTER) is False
    assert second.outcome(on=LONG_AFTER) is True
    assert counted([first, second], on=START + timedelta(days=HORIZON)) == (first,)


def test_a_fixed_job_may_come_before_or_after_the_test_and_changes_nothing() -> None:
    job = event(Happening.FIXED_JOB, 150)
    for more in ([job], [job, event(Happening.PASSED, 200)], [event(Happening.PASSED, 100), job]):
        assert outcome(*more) is True
    assert outcome(job, ended(200)) is False


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ([event(PAUSED, 5)], event(PAUSED, 5)),
        ([started(), event(RETURNED, 5)], event(RETURNED, 5)),
        ([started(), event(PAUSED, 5), event(PAUSED, 6)], event(PAUSED, 6)),
        ([started(), ended(5), event(PAUSED, 6)], event(PAUSED, 6)),
        ([started(), ended(5), event(Happening.FIXED_JOB, 6)], event(Happening.FIXED_JOB, 6)),
        ([started(), event(PAUSED, 5, at="L2")], event(PAUSED, 5, at="L2")),
        ([started(), event(MOVED, 5)], event(MOVED, 5)),
        ([started(), event(Happening.STARTED, 5, at="L2")], event(Happening.STARTED, 5, at="L2")),
        ([started(), event(Happening.PASSED, 5), ended(6)], ended(6)),
    ],
)
def test_what_cannot_have_happened_is_told(told: list[Event], wrong: Event) -> None:
    assert [one.event for one in contradictions(told)] == [wrong]
    with pytest.raises(ValueError, match="cannot follow"):
        courses(told)


@given(st.lists(events, max_size=8).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_the_order_events_are_told_in_makes_no_difference(both: tuple[list[Event], list[Event]]) -> None:
    told, turned = both
    assert contradictions(turned) == contradictions(told)
    if not contradictions(told):
        assert courses(turned) == courses(told)


@given(st.lists(events, max_size=8))
def test_without_what_contradicts_the_rest_makes_courses(told: list[Event]) -> None:
    wrong = [one.event for one in contradictions(told)]
    for one in wrong:
        told.remove(one)
    assert sum(len(one.events) for one in courses(told)) == len(told)
