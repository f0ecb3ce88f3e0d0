"""A job is done once: by one worker at a time, by another when that one is gone, and never twice kept."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import Connection, insert

from service.store.database import Database
from service.store.jobs import (
    ATTEMPTS,
    LEASE,
    Job,
    JobFault,
    RunningFault,
    State,
    ask,
    cancel,
    finish,
    give_back,
    jobs_of,
    read,
    renew,
    take,
    waits,
)
from service.store.tables.rounds import round_
from tests.service.store.filled import NOW, UNIT, fill

LATER = NOW + LEASE + timedelta(seconds=1)
ROUNDS = 24


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    told = {"unit": UNIT, "name": "Vår", "synthetic": True, "made_by": "nav-1", "made_at": NOW}
    with database.writing() as connection:
        connection.execute(insert(round_), [{"id": f"round-{key}", **told} for key in range(2, ROUNDS + 1)])
    return database


def asked(database: Database, request: str = "a", *, of: int = 1) -> Job:
    with database.writing() as connection:
        return ask(connection, of, "fill", request, by="nav-7", at=NOW)


def taken(database: Database, worker: str = "one", at: datetime = NOW) -> Job | None:
    with database.writing() as connection:
        return take(connection, worker, at=at)


def begun(database: Database, worker: str = "one", at: datetime = NOW) -> Job:
    found = taken(database, worker, at)
    assert found
    return found


def standing(database: Database, key: int) -> Job:
    with database.reading() as connection:
        found = read(connection, key)
    assert found
    return found


def test_asked_for_twice_it_is_one_job(filled: Database) -> None:
    assert asked(filled) == asked(filled)


def test_a_round_has_one_job_at_a_time(filled: Database) -> None:
    first = asked(filled)
    with pytest.raises(RunningFault) as fault:
        asked(filled, "b")
    assert fault.value.job == first
    assert asked(filled, "b", of=2).key != first.key
    with filled.writing() as connection:
        cancel(connection, first.key)
    second = asked(filled, "c")
    assert asked(filled).key == first.key  # what was asked for once stays so when it is over
    with filled.reading() as connection:
        assert [one.key for one in jobs_of(connection, 1, most=5)] == [second.key, first.key]


def test_of_many_who_ask_for_a_round_at_once_one_is_answered(filled: Database) -> None:
    made: list[int] = []

    def one(number: int) -> None:
        with suppress(RunningFault):
            made.append(asked(filled, f"request-{number}").key)

    threads = [Thread(target=one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(made) == 1


def test_the_oldest_job_is_taken_first_and_by_one_worker_alone(filled: Database) -> None:
    first, second = asked(filled), asked(filled, of=2)
    found = [taken(filled, "one"), taken(filled, "two"), taken(filled, "three")]
    assert [one and (one.key, one.worker) for one in found] == [
        (first.key, "one"),
        (second.key, "two"),
        None,
    ]


def test_whether_something_waits_can_be_seen_without_taking_it(filled: Database) -> None:
    def waiting(at: datetime = NOW) -> bool:
        with filled.reading() as connection:
            return waits(connection, at=at)

    assert not waiting()
    asked(filled)
    assert waiting()
    begun(filled)
    assert not waiting()
    assert waiting(LATER)


def test_a_job_whose_worker_is_gone_is_taken_over_and_the_first_can_keep_nothing(filled: Database) -> None:
    asked(filled)
    first = begun(filled)
    assert taken(filled, "two", NOW + LEASE) is None
    second = begun(filled, "two", LATER)
    assert (second.key, second.fence) == (first.key, first.fence + 1)
    tried: tuple[Callable[[Connection], object], ...] = (
        lambda connection: renew(connection, first, at=LATER),
        lambda connection: finish(connection, first, State.DONE),
        lambda connection: give_back(connection, first, died=True),
    )
    for late in tried:
        with pytest.raises(JobFault), filled.writing() as connection:
            late(connection)
    with filled.writing() as connection:
        finish(connection, second, State.DONE, {"plan": 3})
    found = standing(filled, second.key)
    assert (found.state, found.outcome) == (State.DONE, {"plan": 3})


def test_a_worker_that_renews_keeps_its_job_and_tells_how_far_it_is(filled: Database) -> None:
    asked(filled)
    one = begun(filled)
    with filled.writing() as connection:
        renew(connection, one, at=NOW + LEASE, step="audit")
    assert standing(filled, one.key).step == "audit"
    assert taken(filled, "two", LATER) is None


def test_a_job_given_back_is_begun_anew_by_another_at_once(filled: Database) -> None:
    asked(filled)
    one = begun(filled)
    with filled.writing() as connection:
        give_back(connection, one, died=False)
    again = begun(filled, "two")
    assert (again.key, again.attempts) == (one.key, 1)
    with pytest.raises(JobFault), filled.writing() as connection:
        finish(connection, one, State.DONE)


@pytest.mark.parametrize("told", [True, False])
def test_a_job_that_every_worker_dies_of_is_given_up(filled: Database, told: bool) -> None:
    asked(filled)
    at = NOW
    for _ in range(ATTEMPTS):
        one = begun(filled, "one", at)
        if told:
            with filled.writing() as connection:
                give_back(connection, one, died=True)
        at += LEASE + timedelta(seconds=1)
    assert taken(filled, "one", at) is None
    found = standing(filled, 1)
    assert (found.state, found.outcome) == (State.FAILED, {"code": "attempts"})


def test_many_workers_at_once_do_every_job_once(filled: Database) -> None:
    jobs = [asked(filled, of=number).key for number in range(1, ROUNDS + 1)]
    done: list[int] = []

    def work(worker: str) -> None:
        while one := taken(filled, worker):
            with filled.writing() as connection:
                finish(connection, one, State.DONE)
            done.append(one.key)

    threads = [Thread(target=work, args=(f"worker-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert Counter(done) == Counter(jobs)
