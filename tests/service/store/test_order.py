"""Two who change the same at the same moment follow one another, and neither waits for what the other has."""

from collections.abc import Callable
from threading import Event, Thread
from time import sleep

import pytest
from sqlalchemy import Connection, insert, select

from service.statuses import Ending, Status
from service.store.database import Database
from service.store.entries import Step, propose, step
from service.store.erasure import erase_person, erase_round, of_person, of_round
from service.store.hiding import hide
from service.store.identities import prepare
from service.store.lists import difference, merge
from service.store.plans import Packed, keep, release
from service.store.reservations import Reserved, set_aside
from service.store.rounds import make
from service.store.rows import PEOPLE, ListRow
from service.store.tables.lists import entry
from service.store.tables.rounds import on_offer, round_
from tests.service.store.filled import BY, NOW, UNIT, fill

ROW = [ListRow("K-1", {"maks reisetid": "61"})]
LIST = [Reserved(person=1, opening=1, percent=100), Reserved(person=2, opening=2, percent=100)]
Work = Callable[[Connection], object]


@pytest.fixture
def filled(database: Database) -> Database:
    """A round with somebody asked, who has a place set aside, and a newer plan."""
    fill(database)
    prepare(database)
    with database.writing() as connection:
        keep(connection, 1, 0, Packed.of("{}"), by="nav-1", at=NOW)
        set_aside(connection, 1, LIST[:1])
        one = propose(connection, 1, 1, 1, BY)
        step(connection, one.key, one.version, Step(to=Status.ASKED), BY)
        keep(connection, 1, 0, Packed.of("{}"), by="nav-1", at=NOW)
    return database


def says_no(connection: Connection) -> None:
    one = connection.execute(select(entry)).one()
    step(connection, one.key, one.version, Step(to=Status.SAID_NO, reason=Ending.TRAVEL), BY)


def released(connection: Connection) -> None:
    release(connection, 1, 2, BY)
    set_aside(connection, 2, LIST)


def erased(connection: Connection) -> None:
    erase_person(connection, connection, 1, BY, expected=of_person(connection, 1))


def hidden(connection: Connection) -> None:
    hide(connection, UNIT, ["K-1"], BY)


def merged(connection: Connection) -> None:
    merge(connection, 1, PEOPLE, ROW, BY, expected=difference(connection, 1, PEOPLE, ROW).digest)


def done(database: Database, work: Work, begun: Event, other: Event, errors: list[str]) -> None:
    """Some work done in one transaction, which is held open until the other has begun too."""
    try:
        with database.writing() as connection:
            work(connection)
            begun.set()
            other.wait(timeout=1)
            sleep(0.1)
    except Exception as error:  # told to the test, which looks at what it was
        errors.append(type(getattr(error, "orig", error)).__name__)
    finally:
        begun.set()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (says_no, released),
        (released, says_no),
        (erased, merged),
        (merged, erased),
        (hidden, merged),
        (merged, hidden),
        (erased, says_no),
    ],
)
def test_no_two_wait_for_one_another(filled: Database, one: Work, two: Work) -> None:
    errors: list[str] = []
    first, second = Event(), Event()
    threads = [
        Thread(target=done, args=(filled, one, first, second, errors)),
        Thread(target=done, args=(filled, two, second, first, errors)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not set(errors) & {"DeadlockDetected", "OperationalError"}, errors


@pytest.mark.parametrize("work", [says_no, released, erased, hidden, merged])
def test_whoever_changes_what_rounds_rest_on_locks_them_before_all_else(
    filled: Database, work: Work, request: pytest.FixtureRequest
) -> None:
    if "postgres" not in request.node.name:
        pytest.skip("has one writer at a time")
    begun, errors = Event(), list[str]()
    with filled.writing() as connection:
        connection.execute(select(round_).with_for_update())
        thread = Thread(target=done, args=(filled, work, begun, begun, errors))
        thread.start()
        assert not begun.wait(timeout=0.5)
        for table in ("person", "entry", "log_end"):  # nothing else is held by whoever waits for the rounds
            connection.exec_driver_sql(f"SELECT key FROM {table} FOR UPDATE NOWAIT")
    thread.join(timeout=30)
    assert errors == []


@pytest.mark.parametrize("who_goes", [True, False])
def test_rounds_with_an_opening_that_is_freed_by_an_erasure_are_told(
    filled: Database, who_goes: bool
) -> None:
    with filled.writing() as connection:
        other = make(connection, "two", id="two", unit=UNIT, synthetic=True, by=BY).key
        connection.execute(insert(on_offer).values(round=other, opening=1))
        erase, of = (erase_person, of_person) if who_goes else (erase_round, of_round)
        assert erase(connection, connection, 1, BY, expected=of(connection, 1))
        now = connection.execute(select(round_.c.revision).where(round_.c.key == other)).scalar_one()
    assert now == 1
