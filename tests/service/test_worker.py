"""A calculation is done in a process of its own: kept whole, stopped at once, taken over when its worker dies."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import func, select, update

from matching.pipeline import fill
from service.planning.calculating import KEEP, READ, STEPS, Calculation
from service.shown.kept import given
from service.store.database import Database
from service.store.jobs import LEASE, Job, JobFault, State, ask, cancel, read, take
from service.store.plans import newest, text_of
from service.store.rounds import decide, decided, make, named
from service.store.tables.rounds import plan
from service.working.doing import do
from service.working.worker import Worker
from tests.service.test_kept import BY, CATALOGUE, NAME, NOW, clock, kept_store

ROOT = Path(__file__).parents[2]
PROGRAM = "from service.cli.app import app; app()"
WAIT = 90
"""Seconds a machine with much else to do has for a calculation."""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


def asked(database: Database, kind: Calculation = Calculation.FILL, request: str = "a") -> Job:
    with database.writing() as connection:
        found = named(connection, NAME)
        assert found
        return ask(connection, found.key, kind, request, by="nav-7", at=datetime.now(UTC))


def standing(database: Database, key: int) -> Job:
    with database.reading() as connection:
        found = read(connection, key)
    assert found
    return found


def plans(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(plan)).scalar_one()


def until(so: Callable[[], bool]) -> None:
    end_at = monotonic() + WAIT
    while not so():
        assert monotonic() < end_at, "waited too long"
        sleep(0.05)


def held(database: Database) -> Job:
    """A job asked for and taken by a worker of this process."""
    asked(database)
    with database.writing() as connection:
        one = take(connection, "one", at=NOW)
    assert one
    return one


def test_what_is_asked_for_is_calculated_and_kept_in_the_name_of_who_asked(
    database: Database, url: str
) -> None:
    one = asked(database)
    Worker(database, url).work(once=True)
    found = standing(database, one.key)
    assert (found.state, found.step, found.outcome and found.outcome["plan"]) == (State.DONE, KEEP, 2)
    with database.reading() as connection:
        kept = newest(connection, one.round)
        assert kept
        assert (kept.number, kept.made_by) == (2, "nav-7")
        assert text_of(connection, kept.key)


def test_few_changes_from_a_plan_nothing_has_changed_since_are_none(database: Database) -> None:
    one = asked(database, Calculation.REPLAN)
    with database.writing() as connection:
        assert take(connection, "one", at=NOW)
    do(database, CATALOGUE, standing(database, one.key), clock=clock)
    found = standing(database, one.key)
    assert found.outcome is not None
    assert (found.state, found.outcome["plan"], found.outcome["changes"]) == (State.DONE, 2, 0)


def test_few_changes_need_a_plan_to_change(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(update(plan).values(body=None))
    one = asked(database, Calculation.REPLAN)
    with database.writing() as connection:
        assert take(connection, "one", at=NOW)
    do(database, CATALOGUE, standing(database, one.key), clock=clock)
    found = standing(database, one.key)
    assert (found.state, found.outcome) == (State.FAILED, {"code": "no_plan"})


def test_a_round_that_cannot_be_read_fails_in_words_of_its_own(database: Database) -> None:
    with database.writing() as connection:
        key = make(connection, "Tom", id="tom", unit="steinkjer", synthetic=True, by=BY).key
        one = ask(connection, key, Calculation.FILL, "a", by="nav-7", at=NOW)
        assert take(connection, "one", at=NOW)
    do(database, CATALOGUE, standing(database, one.key), clock=clock)
    found = standing(database, one.key)
    assert found.state is State.FAILED
    assert found.outcome
    assert (found.outcome["code"], found.outcome["error"]) == ("error", "file_empty")
    assert set(found.outcome["facts"]) <= {"setting", "pairs", "most", "limit", "column", "kind"}


def test_the_steps_are_those_the_core_tells_of(database: Database) -> None:
    told: list[str] = []
    with database.reading() as connection:
        found = named(connection, NAME)
        assert found
        of = given(connection, found.key, CATALOGUE)
    fill(of.cohort, CATALOGUE, of.policy, on=NOW.date(), seed=1, progress=told.append)
    assert (READ, *told, KEEP) == STEPS


def change(database: Database) -> None:
    with database.writing() as connection:
        found = named(connection, NAME)
        assert found
        decide(connection, found.key, decided(connection, found.key) or {}, BY)


@pytest.mark.parametrize(("times", "state"), [(1, State.DONE), (2, State.FAILED)])
def test_a_round_changed_meanwhile_is_calculated_anew_once(
    database: Database, times: int, state: State
) -> None:
    one = held(database)
    begun: list[str] = []

    def changing() -> datetime:
        # The clock is asked before the first step and at each later one: the round changes while it is calculated.
        step = standing(database, one.key).step
        if step == "score" and len(begun) < times:
            begun.append("score")
            change(database)
        return NOW

    do(database, CATALOGUE, one, clock=changing)
    found = standing(database, one.key)
    assert found.state is state
    assert plans(database) == (2 if state is State.DONE else 1)
    if state is State.FAILED:
        assert found.outcome == {"code": "old"}


def test_a_job_taken_over_keeps_nothing_of_its_first_worker(database: Database) -> None:
    one = held(database)
    with database.writing() as connection:
        assert take(connection, "two", at=NOW + LEASE * 2)
    with pytest.raises(JobFault):
        do(database, CATALOGUE, one, clock=clock)
    assert plans(database) == 1


def test_stopped_while_it_runs_it_is_over_within_five_seconds_and_nothing_is_kept(
    database: Database, url: str
) -> None:
    one = asked(database)
    worker = Worker(database, url)
    thread = Thread(target=worker.work, kwargs={"once": True})
    thread.start()
    until(lambda: standing(database, one.key).step is not None)
    begun = monotonic()
    with database.writing() as connection:
        cancel(connection, one.key)
    until(lambda: standing(database, one.key).state.is_over)
    took = monotonic() - begun
    thread.join(timeout=WAIT)
    assert standing(database, one.key).state is State.CANCELLED
    assert took < 5
    assert plans(database) == 1
