"""What is worked out at the same moment is worked out one by one, and what takes long holds nobody up."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest

from service.shown.turn import Turn

LONG = 30.0


def waits(
    turn: Turn, order: list[str], name: str, threads: ThreadPoolExecutor, *, last: bool = False
) -> "Future[None]":
    """Somebody who waits for the turn, from here on."""

    def work() -> None:
        with turn.taken(last=last):
            order.append(name)

    return threads.submit(work)


def settled() -> None:
    """Return when those who were begun have come to where they wait."""
    Event().wait(0.03)


def test_one_has_the_turn_at_a_time_and_who_is_last_has_it_after_all_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.shown.turn.PATIENCE", LONG)
    turn, order = Turn(), list[str]()
    with ThreadPoolExecutor(4) as threads:
        with turn.taken():
            begun = [waits(turn, order, "last", threads, last=True)]
            settled()
            for name in ("first", "second"):
                begun.append(waits(turn, order, name, threads))
                settled()
            assert order == []
        for one in begun:
            one.result(LONG)
    assert order == ["first", "second", "last"]


@pytest.mark.parametrize("last", [False, True])
def test_who_has_waited_long_enough_works_beside_whoever_has_the_turn(
    monkeypatch: pytest.MonkeyPatch, last: bool
) -> None:
    monkeypatch.setattr("service.shown.turn.PATIENCE", 0.01)
    turn, order = Turn(), list[str]()
    with ThreadPoolExecutor(2) as threads, turn.taken():
        waits(turn, order, "other", threads, last=last).result(LONG)
        assert order == ["other"]


def test_a_turn_within_a_turn_is_the_same_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.shown.turn.PATIENCE", LONG)
    turn, order = Turn(), list[str]()
    with ThreadPoolExecutor(2) as threads:
        with turn.taken():
            with turn.taken(), turn.taken(last=True):
                pass
            other = waits(turn, order, "other", threads)
            settled()
            assert order == [], "the outer one is still had"
        other.result(LONG)
    assert order == ["other"]


def test_who_asks_again_at_once_comes_after_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.shown.turn.PATIENCE", LONG)
    turn, order, got = Turn(), list[str](), Event()

    def again_and_again() -> int:
        times = 0
        while not got.is_set():
            with turn.taken():
                begun.set()
                settled()
            times += 1
        return times

    def once() -> None:
        begun.wait(LONG)
        with turn.taken():
            order.append("other")
        got.set()

    begun = Event()
    with ThreadPoolExecutor(2) as threads:
        busy, other = threads.submit(again_and_again), threads.submit(once)
        other.result(LONG)
        assert busy.result(LONG) <= 3


def test_who_was_overtaken_has_no_other_turn_within_her_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.shown.turn.PATIENCE", 0.01)
    turn, order, may_end = Turn(), list[str](), Event()

    def other() -> None:
        with turn.taken():
            order.append("other")
            may_end.wait(LONG)

    with ThreadPoolExecutor(1) as threads:
        with turn.taken():
            begun = threads.submit(other)
            while not order:
                settled()
            monkeypatch.setattr("service.shown.turn.PATIENCE", LONG)
            with turn.taken():
                order.append("within")
        may_end.set()
        begun.result(LONG)
    assert order == ["other", "within"]
