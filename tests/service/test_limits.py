"""One who asks is answered so often and no oftener, whatever the others do."""

from hypothesis import given
from hypothesis import strategies as st

from service.door.limits import REMEMBERED, Limit


class Clock:
    """A clock that is set forward by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(0, 30), max_size=200), st.integers(1, 20), st.integers(1, 120))
def test_in_any_time_no_more_are_answered_than_at_once_and_by_the_minute(
    waits: list[float], at_once: int, a_minute: int
) -> None:
    clock = Clock()
    limit = Limit(at_once, a_minute, clock)
    answered: list[float] = []
    for wait in waits:
        clock.now += wait
        if limit.lets("nav-1"):
            answered.append(clock.now)
    for first in range(len(answered)):
        for last in range(first, len(answered)):
            passed = answered[last] - answered[first]
            assert last - first + 1 <= at_once + passed * a_minute / 60 + 1e-6


def test_who_waits_is_answered_again() -> None:
    clock = Clock()
    limit = Limit(2, 60, clock)
    assert [limit.lets("nav-1") for _ in range(3)] == [True, True, False]
    clock.now += 1
    assert [limit.lets("nav-1") for _ in range(2)] == [True, False]


def test_one_who_asks_too_much_takes_nothing_from_others() -> None:
    limit = Limit(1, 1, Clock())
    assert limit.lets("nav-1")
    assert not limit.lets("nav-1")
    assert limit.lets("nav-2")


def test_no_more_are_remembered_than_there_is_room_for() -> None:
    limit = Limit(1, 1, Clock())
    for number in range(REMEMBERED + 1):
        limit.lets(f"nav-{number}")
    assert not limit.lets("nav-1")
    assert limit.lets("nav-0")
