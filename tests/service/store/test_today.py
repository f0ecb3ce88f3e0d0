"""What an office's lists wait for: told to those who work with them, by deadline and wait, and of nobody hidden."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from service.access import Actor, Role
from service.statuses import Ending, Status
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import Step, propose, step
from service.store.hiding import hide
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, round_
from service.store.today import Awaited, awaited, unasked
from tests.service.store.filled import BY, CONTACT, NOW, TODAY, fill


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


def put(database: Database, where: int, who: int, *way: Status, due: date | None = None, by: By = BY) -> int:
    with database.writing() as connection:
        one = propose(connection, 1, where, who, by)
        for to in way:
            one = step(connection, one.key, one.version, Step(to=to, due=due if to is way[-1] else None), by)
        return one.key


def seen(database: Database, actor: Actor = CONTACT) -> list[Awaited]:
    with database.reading() as connection:
        return awaited(connection, actor, ["host"])


def without_anybody(database: Database, actor: Actor = CONTACT, most: int = 10) -> tuple[list[str], int]:
    with database.reading() as connection:
        found, total = unasked(connection, actor, ["host"], most)
    return [one.opening for one in found], total


def test_who_is_asked_waits_and_who_is_only_proposed_does_not(filled: Database) -> None:
    put(filled, 1, 1)
    put(filled, 1, 2, Status.ASKED)
    (one,) = seen(filled)
    assert (one.round, one.opening, one.person, one.status) == ("host", "L-1", "K-2", Status.ASKED)
    assert one.since == NOW


def test_the_next_deadline_stands_first_and_those_without_one_by_how_long_they_wait(filled: Database) -> None:
    late = replace(BY, at=NOW + timedelta(hours=1))
    put(filled, 1, 1, Status.ASKED, by=late)
    put(filled, 1, 2, Status.ASKED)
    put(filled, 2, 3, Status.ASKED, due=TODAY + timedelta(days=2))
    put(filled, 2, 1, Status.ASKED, due=TODAY)
    assert [one.person for one in seen(filled)] == ["K-1", "K-3", "K-2", "K-1"]


def test_a_deadline_counts_whatever_the_status_until_the_end(filled: Database) -> None:
    key = put(filled, 1, 1, Status.ASKED, Status.AGREED, Status.MEETING, due=TODAY)
    assert [one.key for one in seen(filled)] == [key]
    with filled.writing() as connection:
        step(connection, key, 4, Step(to=Status.TURNED_DOWN, reason=Ending.SKILLS, due=TODAY), BY)
    assert seen(filled) == []


def test_an_opening_is_without_anybody_until_one_is_asked(filled: Database) -> None:
    assert without_anybody(filled) == (["L-1", "L-2", "L-3"], 3)
    put(filled, 3, 1)
    assert without_anybody(filled) == (["L-3", "L-1", "L-2"], 3)
    put(filled, 1, 2, Status.ASKED)
    assert without_anybody(filled, most=1) == (["L-3"], 2)
    with filled.writing() as connection:
        connection.execute(update(opening).where(opening.c.id == "L-3").values(tenths=0))
    assert without_anybody(filled) == (["L-2"], 1)


def test_one_who_said_no_leaves_the_opening_without_anybody(filled: Database) -> None:
    key = put(filled, 1, 1, Status.ASKED)
    with filled.writing() as connection:
        step(connection, key, 2, Step(to=Status.SAID_NO, reason=Ending.TRAVEL), BY)
    assert without_anybody(filled)[1] == 3


@pytest.mark.parametrize("role", [Role.COUNTY, Role.AUDITOR, Role.PLANNER, Role.ADMIN, Role.EMPLOYER])
def test_who_does_not_work_with_lists_is_told_of_nobody(filled: Database, role: Role) -> None:
    put(filled, 1, 1, Status.ASKED)
    assert seen(filled, replace(CONTACT, role=role)) == []


def test_another_office_a_closed_round_and_somebody_hidden_are_not_there(filled: Database) -> None:
    put(filled, 1, 1, Status.ASKED)
    assert seen(filled, replace(CONTACT, units=frozenset({"levanger"}))) == []
    assert without_anybody(filled, replace(CONTACT, units=frozenset({"levanger"}))) == ([], 0)
    put(filled, 1, 2, Status.ASKED)
    with filled.writing() as connection:
        hide(connection, "steinkjer", ["K-1"], BY)
    assert [one.person for one in seen(filled)] == ["K-2"]
    with filled.writing() as connection:
        connection.execute(update(round_).values(closed_at=NOW))
    assert seen(filled) == []
    assert without_anybody(filled) == ([], 0)


def test_somebody_hidden_is_neither_counted_nor_on_the_way(filled: Database) -> None:
    put(filled, 1, 1)
    put(filled, 1, 2)
    put(filled, 2, 1, Status.ASKED)
    with filled.writing() as connection:
        hide(connection, "steinkjer", ["K-1"], BY)
    with filled.reading() as connection:
        found, total = unasked(connection, CONTACT, ["host"], 10)
    assert [(one.opening, one.listed) for one in found] == [("L-1", 1), ("L-2", 0), ("L-3", 0)]
    assert total == 3


def test_the_steps_of_one_person_are_one_row(filled: Database) -> None:
    put(filled, 1, 1, Status.ASKED, Status.AGREED, Status.PRESENTED)
    with filled.reading() as connection:
        assert connection.execute(entry.select()).one().status == Status.PRESENTED
    assert [one.status for one in seen(filled)] == [Status.PRESENTED]
