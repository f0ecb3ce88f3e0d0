"""A round that is being closed and a list that is being added to follow one another: nobody is put there unseen."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import sleep

import pytest
from sqlalchemy import Connection, select, text

from service.access import Role
from service.listing import lists
from service.shown.kept import KeptRounds
from service.shown.sight import Sight
from service.store.database import Database
from service.store.entries import EntryFault
from service.store.lists import difference, merge
from service.store.plans import PlanFault, release
from service.store.rounds import RoundFault, close, in_round
from service.store.rows import NEEDS, OPENINGS, PEOPLE, Kind, ListFault, ListRow
from service.store.tables.lists import entry
from service.store.tables.records import log_end
from service.store.tables.rounds import round_
from tests.service.asked import actor
from tests.service.store.filled import BY, UNIT
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, one_round

FOR_OTHERS = "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"
SECOND = 0.02


@pytest.fixture
def sight(database: Database) -> Sight:
    """A kept round as a market contact sees it."""
    one_round(database)
    held = KeptRounds(database, CATALOGUE, clock)[NAME]
    return Sight(actor(Role.MARKET_CONTACT, [UNIT]), held, desk_of(database))


def put(sight: Sight) -> None:
    one = sight.plan.assignments[0]
    lists.propose(sight, one.opening, [one.candidate])


def closed(connection: Connection) -> bool:
    return connection.execute(select(round_.c.closed_at)).scalar_one() is not None


def beside(work: Callable[[], object]) -> Thread:
    """Work begun by somebody else."""

    def done() -> None:
        with suppress(EntryFault, RoundFault):
            work()

    thread = Thread(target=done)
    thread.start()
    return thread


def test_nobody_is_put_on_a_list_of_a_round_that_is_closed(sight: Sight, database: Database) -> None:
    with database.writing() as connection:
        close(connection, 1, BY, expected=in_round(connection, 1))
    with pytest.raises(EntryFault) as fault:
        put(sight)
    assert fault.value.code == "closed"


@pytest.mark.parametrize("kind", [PEOPLE, OPENINGS, NEEDS])
def test_no_list_of_a_round_that_is_closed_is_kept(sight: Sight, database: Database, kind: Kind) -> None:
    row = ListRow("X-1", {kind.heading: "X-1"}, {"firm": "A", "tenths": 10} if kind is OPENINGS else {})
    with database.writing() as connection:
        close(connection, 1, BY, expected=in_round(connection, 1))
        shown = difference(connection, 1, kind, [row])
    with pytest.raises(ListFault) as fault, database.writing() as connection:
        merge(connection, 1, kind, [row], BY, expected=shown.digest)
    assert fault.value.code == "closed"
    with database.reading() as connection:
        assert difference(connection, 1, kind, [row]) == shown


def test_no_plan_of_a_round_that_is_closed_is_released(sight: Sight, database: Database) -> None:
    with database.writing() as connection:
        close(connection, 1, BY, expected=in_round(connection, 1))
    with pytest.raises(PlanFault) as fault, database.writing() as connection:
        release(connection, 1, 1, BY)
    assert fault.value.code == "closed"


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgres"])
@pytest.mark.parametrize("first", ["close", "put"])
def test_what_a_round_is_closed_for_is_what_it_was_said_to_be(
    sight: Sight, database: Database, first: str
) -> None:
    with database.reading() as connection:
        shown = in_round(connection, 1)

    def closing() -> None:
        with database.writing() as connection:
            close(connection, 1, BY, expected=shown)

    works = [closing, lambda: put(sight)]
    others = []
    with database.writing() as connection:
        # Both have counted, or put, before they come here.
        connection.execute(select(log_end).with_for_update())
        for number, work in enumerate(works if first == "close" else works[::-1], 1):
            others.append(beside(work))
            with database.reading() as counting:
                while counting.execute(text(FOR_OTHERS)).scalar_one() < number:
                    sleep(SECOND)
    for other in others:
        other.join(timeout=30)
    with database.reading() as connection:
        listed = len(connection.execute(select(entry)).all())
        assert (closed(connection), listed) == ((True, 0) if first == "close" else (False, 1))
