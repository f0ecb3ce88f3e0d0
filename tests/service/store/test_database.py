"""The store opens as it should, on both databases, and its tables are those the steps make."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text

from service.store.database import Database, StoreFault, is_fixed, is_reachable
from service.store.tables.base import metadata
from service.store.tables.rounds import round_
from service.store.upgrade import at_revision, check_up_to_date, newest, upgrade

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
A_ROUND = {"id": "r", "unit": "u", "name": "R", "synthetic": True, "made_by": "x", "made_at": MADE}


def test_the_steps_make_the_tables_the_code_names(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert at_revision(connection) == newest()


def test_bringing_up_twice_is_bringing_up_once(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(round_).values(A_ROUND))
    upgrade(database)
    with database.reading() as connection:
        assert connection.execute(select(round_.c.id)).scalars().all() == ["r"]


def test_a_store_that_was_not_brought_up_is_not_used(url: str) -> None:
    database = Database.at(url)
    with pytest.raises(StoreFault) as fault:
        check_up_to_date(database)
    assert (fault.value.code, fault.value.facts["found"]) == ("revision", None)
    database.close()


def test_a_moment_is_read_as_it_was_written(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(round_).values(A_ROUND))
    with database.reading() as connection:
        assert connection.execute(select(round_.c.made_at)).scalar_one() == MADE


def test_nothing_is_kept_of_a_change_that_ends_in_an_error(database: Database) -> None:
    with suppress(ZeroDivisionError), database.writing() as connection:
        connection.execute(insert(round_).values(A_ROUND))
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute(select(round_)).all() == []


def test_a_reader_sees_the_store_as_it_was_when_it_began(database: Database) -> None:
    with database.reading() as before:
        assert before.execute(select(round_)).all() == []
        with database.writing() as connection:
            connection.execute(insert(round_).values(A_ROUND))
        assert before.execute(select(round_)).all() == []
    with database.reading() as after:
        assert len(after.execute(select(round_)).all()) == 1


def test_sqlite_keeps_a_write_ahead_log_and_waits_for_the_disk(tmp_path: Path) -> None:
    database = Database.at(f"sqlite:///{tmp_path / 'store.db'}")
    for engine in (database.reads, database.writes):
        with engine.connect() as connection:
            found = [
                connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
        assert found == ["wal", 2, 1]
    assert is_reachable(database)
    database.close()


def test_a_sqlite_that_can_keep_no_write_ahead_log_is_refused() -> None:
    with pytest.raises(StoreFault) as fault, Database.at("sqlite://").reading():
        pass
    assert fault.value.code == "journal_mode"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(StoreFault) as fault:
        Database.at("mysql://somewhere/else")
    assert fault.value.facts == {"kind": "mysql"}


@pytest.mark.parametrize(
    ("version", "fixed"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_only_a_sqlite_with_the_fix_is_used(version: tuple[int, int, int], *, fixed: bool) -> None:
    assert is_fixed(version) is fixed
