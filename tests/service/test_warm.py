"""The rounds of the newest plans are ready before anybody asks, and again when something in them has changed."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from service.shown import kept
from service.shown.kept import KeptRounds
from service.shown.warm import made_ready
from service.store.database import Database
from service.store.rounds import make, newly_planned
from service.store.tables.rounds import person, round_
from tests.service.test_kept import BY, CATALOGUE, NAME, clock, kept_store

SECONDS = 0.05
AT_MOST = 60.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


def until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + AT_MOST
    while not holds() and time.monotonic() < end:
        time.sleep(SECONDS)
    return holds()


def is_ready(rounds: KeptRounds) -> bool:
    """Whether the round is held with what the first questions would wait for."""
    return NAME in rounds.ready and {"person_rows", "_refs"} <= vars(rounds.ready[NAME]).keys()


def test_a_round_is_ready_before_anybody_asks_and_again_when_it_has_changed(
    rounds: KeptRounds, database: Database
) -> None:
    with made_ready(rounds, SECONDS):
        assert until(lambda: is_ready(rounds))
        before = rounds.ready[NAME]
        with database.writing() as connection:
            connection.execute(update(round_).values(revision=round_.c.revision + 1))
        assert until(lambda: rounds.ready[NAME] is not before and is_ready(rounds))


def test_one_that_can_no_longer_be_read_ends_nothing(rounds: KeptRounds, database: Database) -> None:
    with database.writing() as connection:
        whole = connection.execute(person.select().limit(1)).mappings().one()
        connection.execute(update(person).where(person.c.key == whole["key"]).values(cells={"none": "x"}))
    with made_ready(rounds, SECONDS):
        time.sleep(4 * SECONDS)
        assert NAME not in rounds.ready
        with database.writing() as connection:
            connection.execute(
                update(person).where(person.c.key == whole["key"]).values(cells=whole["cells"])
            )
        assert until(lambda: NAME in rounds.ready)


def test_only_rounds_with_a_plan_are_among_those_newly_planned(database: Database) -> None:
    with database.writing() as connection:
        make(connection, "Vår", id="vaar", unit="steinkjer", synthetic=True, by=BY)
        assert newly_planned(connection, 5) == [NAME]
        assert newly_planned(connection, 0) == []


def test_the_round_asked_for_longest_ago_gives_way_where_there_are_too_many_people(
    rounds: KeptRounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PEOPLE_AT_ONCE", 1)
    first = rounds[NAME]
    assert rounds[NAME] is first, "the last one asked for stays, however large"
