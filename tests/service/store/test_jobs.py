"""A job is done once: by one worker at a time, by another when that one is gone, and never twice kept."""

from collections import Counter
from datetime import timedelta
from threading import Thread

import pytest

from service.store.database import Database
from service.store.jobs import ATTEMPTS, LEASE, Job, JobFault, State, ask, cancel, finish, read, renew, take
from tests.service.store.filled import NOW, fill

LATER = NOW + LEASE + timedelta(seconds=1)


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


def asked(database: Database, request: str = "a") -> Job:
    with database.writing() as connection:
        return ask(connection, 1, "fill", request, by="nav-7", at=NOW)


def taken(database: Database, worker: str, at: object = NOW) -> Job | None:
    with database.writing() as connection:
        return take(connection, worker, at=at)  # type: ignore[arg-type]  # a moment, given by name below


def test_asked_for_twice_it_is_one_job(filled: Database) -> None:
    assert asked(filled) == asked(filled)
    assert asked(filled).key != asked(filled, "b").key


def test_the_oldest_job_is_taken_first_and_by_one_worker_alone(filled: Database) -> None:
    first, second = asked(filled), asked(filled, "b")
    found = [taken(filled, "one"), taken(filled, "two"), taken(filled, "three")]
    assert [one and (one.key, one.worker) for one in found] == [
        (first.key, "one"),
        (second.key, "two"),
        None,
    ]


def test_a_job_whose_worker_is_gone_is_taken_over_and_the_first_can_keep_nothing(filled: Database) -> None:
    asked(filled)
    first = taken(filled, "one")
    assert first
    assert taken(filled, "two", NOW + LEASE) is None
    second = taken(filled, "two", LATER)
    assert second
    assert (second.key, second.fence) == (first.key, first.fence + 1)
    for late in (
        lambda connection: renew(connection, first, at=LATER),
        lambda connection: finish(connection, first, State.DONE),
    ):
        with pytest.raises(JobFault), filled.writing() as connection:
            late(connection)
    with filled.writing() as connection:
        finish(connection, second, State.DONE, {"plan": 3})
        found = read(connection, second.key)
    assert found
    assert (found.state, found.outcome) == (State.DONE, {"plan": 3})


def test_a_worker_that_renews_keeps_its_job_and_tells_how_far_it_is(filled: Database) -> None:
    asked(filled)
    one = taken(filled, "one")
    assert one
    with filled.writing() as connection:
        assert renew(connection, one, at=NOW + LEASE, step="audit")
        found = read(connection, one.key)
    assert found
    assert found.step == "audit"
    assert taken(filled, "two", LATER) is None


def test_a_job_that_waits_is_stopped_at_once_and_one_that_runs_at_its_next_renewal(filled: Database) -> None:
    waiting, running = asked(filled, "w"), None
    with filled.writing() as connection:
        stopped = cancel(connection, waiting.key)
        assert stopped
        assert stopped.state is State.CANCELLED
    asked(filled, "r")
    running = taken(filled, "one")
    assert running
    with filled.writing() as connection:
        cancel(connection, running.key)
        assert not renew(connection, running, at=NOW)
        finish(connection, running, State.CANCELLED)
        found = read(connection, running.key)
    assert found
    assert found.state is State.CANCELLED
    assert taken(filled, "two", LATER) is None


def test_a_job_that_was_to_be_stopped_and_lost_its_worker_is_not_begun_again(filled: Database) -> None:
    asked(filled)
    one = taken(filled, "one")
    assert one
    with filled.writing() as connection:
        cancel(connection, one.key)
    assert taken(filled, "two", LATER) is None


def test_a_job_that_every_worker_dies_of_is_given_up(filled: Database) -> None:
    asked(filled)
    at = NOW
    for _ in range(ATTEMPTS):
        assert taken(filled, "one", at)
        at += LEASE + timedelta(seconds=1)
    assert taken(filled, "one", at) is None
    with filled.reading() as connection:
        found = read(connection, 1)
    assert found
    assert (found.state, found.outcome) == (State.FAILED, {"code": "attempts"})


def test_many_workers_at_once_do_every_job_once(filled: Database) -> None:
    jobs = [asked(filled, f"job-{number}").key for number in range(24)]
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
