"""Rows that many keep at once: each is kept when it is told to be, in as few transactions as may be, or none is."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import Connection, insert, select

from service.store.database import Database
from service.store.tables.records import erased
from service.store.together import NotKept, Together
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


def test_a_row_that_cannot_be_kept_hinders_no_other(database: Database) -> None:
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
        one, wrong, other = (threads.submit(together.keep, row) for row in ("one", "wrong", "other"))
        waits_for(together, 3)
        may_end.set()
        ended(first, one, other)
        with pytest.raises(NotKept) as told:
            wrong.result(30)
    assert isinstance(told.value.__cause__, ValueError)
    assert sorted(found(database)) == ["first", "one", "other"]
    together.keep("after")
    assert "after" in found(database)


def test_who_waits_too_long_for_somebody_who_writes_is_told_and_what_she_had_is_not_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.store.together.LONGEST", 0.05)
    begun, may_end = Event(), Event()

    def slowly(connection: Connection, rows: Sequence[str]) -> None:
        begun.set()
        assert may_end.wait(30)
        written(connection, rows)

    together = Together(database, slowly)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(together.keep, "first")
        assert begun.wait(30)
        with pytest.raises(NotKept):
            together.keep("other")
        may_end.set()
        ended(first)
    together.keep("after")
    assert found(database) == ["first", "after"]


def test_however_many_give_up_those_who_come_after_are_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.store.together.LONGEST", 0.002)
    together = Together(database, written)

    def keep(number: int) -> bool:
        try:
            together.keep(f"row {number}")
        except NotKept:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        kept = [number for number, one in enumerate(threads.map(keep, range(400))) if one]
    together.keep("after")
    assert sorted(found(database)) == sorted(["after", *(f"row {number}" for number in kept)])


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
