"""Rows that many keep at once: each is kept when it is told to be, in as few transactions as may be, or none is."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import Connection, insert, select

from service.store.database import Database
from service.store.tables.records import erased
from service.store.together import Together
from tests.service.test_kept import NOW

MANY = 12


def written(connection: Connection, rows: Sequence[str]) -> None:
    values = [{"unit": "steinkjer", "digest": row, "at": NOW} for row in rows]
    connection.execute(insert(erased), values)


def found(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(erased.c.digest).order_by(erased.c.key)).scalars())


def test_each_finds_her_row_in_the_store_when_she_goes_on(database: Database) -> None:
    together = Together(database, written)

    def keep(row: str) -> bool:
        together.keep(row)
        return row in found(database)

    rows = [f"row {number}" for number in range(50)]
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(keep, rows))
    assert sorted(found(database)) == sorted(rows)


def test_those_who_come_while_somebody_writes_are_kept_in_one_transaction(database: Database) -> None:
    begun, may_end, batches = Event(), Event(), list[int]()

    def slowly(connection: Connection, rows: Sequence[str]) -> None:
        batches.append(len(rows))
        begun.set()
        assert may_end.wait(30)
        written(connection, rows)

    together = Together(database, slowly)
    with ThreadPoolExecutor(MANY + 1) as threads:
        first = threads.submit(together.keep, "first")
        assert begun.wait(30)
        others = [threads.submit(together.keep, f"row {number}") for number in range(MANY)]
        waits_for(together, MANY)
        assert found(database) == []
        assert not any(one.done() for one in (first, *others))
        may_end.set()
        ended(first, *others)
    assert batches == [1, MANY]
    assert len(found(database)) == MANY + 1


def test_of_rows_that_cannot_be_kept_none_is_and_each_is_told(database: Database) -> None:
    begun, may_end = Event(), Event()

    def fails(connection: Connection, rows: Sequence[str]) -> None:
        begun.set()
        assert may_end.wait(30)
        written(connection, rows)
        if "wrong" in rows:
            raise ValueError("wrong")

    together = Together(database, fails)
    with ThreadPoolExecutor(4) as threads:
        first = threads.submit(together.keep, "first")
        assert begun.wait(30)
        others = [threads.submit(together.keep, row) for row in ("one", "wrong", "other")]
        waits_for(together, 3)
        may_end.set()
        ended(first)
        for one in others:
            with pytest.raises(ValueError, match="wrong"):
                one.result(30)
    assert found(database) == ["first"]
    together.keep("after")
    assert found(database) == ["first", "after"]


def waits_for(together: Together[str], many: int) -> None:
    """Return when so many wait for somebody who writes."""
    never = Event()
    for _ in range(3000):
        if together.waiting == many:
            return
        never.wait(0.01)
    raise AssertionError(f"{together.waiting} wait and not {many}")


def ended(*some: "Future[None]") -> None:
    for one in some:
        one.result(30)
