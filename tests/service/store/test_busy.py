"""Two who wait for each other: the one the database stops is told to try again, and nothing of hers is kept."""

from collections.abc import Callable
from threading import Thread
from time import sleep

import httpx
import pytest
from pysqlite3 import dbapi2
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.kept import KeptRounds
from service.store.busy import is_busy
from service.store.database import Database
from service.store.decisions import verify
from service.store.rounds import in_round
from service.store.tables.records import job, log_end
from service.store.tables.rounds import person, round_
from tests.service.asked import actor, ask
from tests.service.lead import OURS, Lead
from tests.service.store.filled import UNIT, fill
from tests.service.test_kept import CATALOGUE, clock, desk_of

FOR_OTHERS = "SELECT count(*) FROM pg_locks WHERE NOT granted"
SECOND = 0.02


@pytest.fixture
def service(database: Database) -> Guard:
    fill(database)
    lead = LoopbackActor(actor(Role.PROGRAMME_LEAD, [UNIT]))
    return create_service(KeptRounds(database, CATALOGUE, clock), lead, desk_of(database))


def crossed(database: Database, send: Callable[[], httpx.Response]) -> httpx.Response:
    """What is answered to a request that waits for us while we wait for it."""
    answers: list[httpx.Response] = []
    asked = Thread(target=lambda: answers.append(send()))
    with database.writing() as connection:
        connection.execute(text("SET LOCAL deadlock_timeout = '30s'"))  # so that it is not we who are stopped
        connection.execute(select(log_end).with_for_update())
        asked.start()
        with database.reading() as other:
            while not other.execute(text(FOR_OTHERS)).scalar_one():
                sleep(SECOND)
        connection.execute(select(round_).with_for_update())
    asked.join(timeout=30)
    (answer,) = answers
    return answer


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgres"])
def test_a_page_says_to_try_again_and_again_is_enough(database: Database, service: Guard) -> None:
    with database.reading() as connection:
        form = {name: str(count) for name, count in in_round(connection, 1).items()}

    def close() -> httpx.Response:
        return ask(service, "/runder/host/grunnlag/lukk", "POST", headers=OURS, form=form)

    answer = crossed(database, close)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "Prøv igjen" in answer.text
    with database.reading() as connection:
        assert connection.execute(select(round_.c.closed_at)).scalar_one() is None
    assert close().status_code == 303
    with database.reading() as connection:
        assert connection.execute(select(round_.c.closed_at)).scalar_one() is not None
        assert verify(connection).broken_at is None


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgres"])
def test_a_program_is_told_so_by_code(database: Database, service: Guard) -> None:
    headers, told = {**OURS, "Idempotency-Key": "a"}, {"kind": "fill"}
    jobs = "/api/v1/rounds/host/jobs"
    answer = crossed(database, lambda: ask(service, jobs, "POST", headers=headers, told=told))
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "1"
    with database.reading() as connection:
        assert connection.execute(select(job)).all() == []


def test_a_writer_that_is_not_done_in_time_is_no_fault_and_all_else_is(
    database: Database, backend: str
) -> None:
    engine, takes = database.writes, "SELECT key FROM log_end FOR UPDATE NOWAIT"
    if backend == "sqlite":
        at_once = {"module": dbapi2, "connect_args": {"timeout": 0}}
        engine, takes = create_engine(database.writes.url, **at_once), "BEGIN IMMEDIATE"
    with database.writing() as connection:
        connection.execute(select(log_end).with_for_update())
        with pytest.raises(OperationalError) as fault, engine.connect() as other:
            other.exec_driver_sql(takes)
    assert is_busy(fault.value)
    with pytest.raises(DBAPIError) as wrong, database.reading() as other:
        other.exec_driver_sql("SELECT no_such_thing")
    assert not is_busy(wrong.value)


def impatient(database: Database) -> None:
    """From here on nobody waits long for what others hold."""
    with database.writing() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET lock_timeout = '50ms'")
    database.writes.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgres"])
def test_what_is_said_is_true_of_who_only_looks_and_of_what_is_kept_in_parts(
    database: Database, service: Guard
) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock), office=UNIT)
    lead.service = service
    rows = b"kandidatnummer;kommune;adressesperre\nK-1;5006;\nK-2;5006;ja\nK-3;5006;\n"
    impatient(database)
    with database.writing() as connection:
        connection.exec_driver_sql("LOCK TABLE draft IN EXCLUSIVE MODE")
        upload = lead.bring("kandidater", "a.csv", rows, "host")
    assert lead.bring("kandidater", "a.csv", rows, "host").status_code == 303
    with database.writing() as connection:
        hidden = connection.execute(select(person.c.id).where(person.c.hidden)).scalars().all()
        connection.exec_driver_sql("LOCK TABLE lookup IN EXCLUSIVE MODE")
        look = lead.get("/grunnlag/kandidater", "host")
    assert hidden == ["K-2"]
    for answer in (upload, look):
        assert answer.status_code == 503
        assert "tatt vare på" not in answer.text
        assert "du sendte" not in answer.text
        assert "Prøv igjen" in answer.text
