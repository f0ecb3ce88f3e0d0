"""A job somebody has stopped is over, or will be when its worker next asks; nothing that comes of it is kept."""

from collections.abc import Callable
from threading import Thread

import pytest
from sqlalchemy import Connection

from service.store.database import Database
from service.store.jobs import Job, JobFault, State, cancel, finish, give_back, renew
from tests.service.store.filled import NOW
from tests.service.store.test_jobs import LATER, ROUNDS, asked, begun, standing, taken
from tests.service.store.test_jobs import filled as filled


def test_a_job_that_waits_is_stopped_at_once(filled: Database) -> None:
    waiting = asked(filled)
    with filled.writing() as connection:
        stopped = cancel(connection, waiting.key)
    assert stopped
    assert stopped.state is State.CANCELLED
    assert taken(filled) is None


def test_nothing_that_comes_of_a_stopped_job_is_kept(filled: Database) -> None:
    asked(filled)
    one = begun(filled)
    with filled.writing() as connection:
        cancel(connection, one.key)
    tried: tuple[Callable[[Connection], object], ...] = (
        lambda connection: renew(connection, one, at=NOW),
        lambda connection: finish(connection, one, State.DONE, {"plan": 1}),
    )
    for kept in tried:
        with pytest.raises(JobFault), filled.writing() as connection:
            kept(connection)
    with filled.writing() as connection:
        give_back(connection, one, died=False)
    assert standing(filled, one.key).state is State.CANCELLED
    assert taken(filled, "two", LATER) is None


def test_a_job_that_is_over_is_not_stopped_afterwards(filled: Database) -> None:
    asked(filled)
    one = begun(filled)
    with filled.writing() as connection:
        finish(connection, one, State.DONE, {"plan": 1})
        found = cancel(connection, one.key)
        assert cancel(connection, 99) is None
    assert found
    assert (found.state, found.cancel) == (State.DONE, False)


def test_stopped_in_the_moment_it_is_done_a_job_is_one_or_the_other(filled: Database) -> None:
    for of in range(1, ROUNDS + 1):
        asked(filled, of=of)
        one = begun(filled)
        done: list[bool] = []

        def end(one: Job = one, done: list[bool] = done) -> None:
            try:
                with filled.writing() as connection:
                    finish(connection, one, State.DONE, {"plan": 1})
            except JobFault:
                return
            done.append(True)

        thread = Thread(target=end)
        thread.start()
        with filled.writing() as connection:
            stopped = cancel(connection, one.key)
        thread.join(timeout=60)
        found = standing(filled, one.key)
        assert stopped
        assert found.cancel is not bool(done), "stopped, and kept all the same"
        assert found.cancel is not stopped.state.is_over
        if not done:
            with filled.writing() as connection:
                give_back(connection, one, died=False)


def test_a_job_that_was_to_be_stopped_and_lost_its_worker_is_not_begun_again(filled: Database) -> None:
    asked(filled)
    one = begun(filled)
    with filled.writing() as connection:
        cancel(connection, one.key)
    assert taken(filled, "two", LATER) is None
    assert standing(filled, one.key).state is State.CANCELLED
