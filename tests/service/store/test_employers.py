"""What stands for people on the sheets of firms: given at the first yes, and never again to anybody else."""

from collections.abc import Mapping

import pytest
from sqlalchemy import delete

from service.statuses import Ending, Status
from service.store.database import Database
from service.store.employers import numbers_at, shown_at
from service.store.entries import Step, propose, step
from service.store.tables.rounds import person
from service.store.undoing import undo
from tests.service.store.filled import BY, CONTACT, fill


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database, people=4)
    return database


def agreed(database: Database, who: int, where: int = 1) -> int:
    with database.writing() as connection:
        one = propose(connection, 1, where, who, BY)
        for to in (Status.ASKED, Status.AGREED):
            one = step(connection, one.key, one.version, Step(to=to), BY)
        return one.key


def numbers(database: Database, where: str = "L-1") -> Mapping[int, int]:
    with database.reading() as connection:
        return numbers_at(connection, 1, where)


def shown(database: Database) -> list[int]:
    with database.reading() as connection:
        return [one.number for one in shown_at(connection, 1, "L-1", CONTACT)]


def erased(database: Database, who: int) -> None:
    with database.writing() as connection:
        connection.execute(delete(person).where(person.c.key == who))


def test_they_are_counted_at_each_opening_as_people_say_yes(filled: Database) -> None:
    second, first = agreed(filled, 2), agreed(filled, 1)
    elsewhere = agreed(filled, 2, where=2)
    assert numbers(filled) == {second: 1, first: 2}
    assert numbers(filled, "L-2") == {elsewhere: 1}


def test_nobody_elses_changes_when_somebody_is_erased(filled: Database) -> None:
    agreed(filled, 1)
    agreed(filled, 2)
    erased(filled, 1)
    assert shown(filled) == [2]


def test_that_of_the_last_who_is_erased_is_given_to_nobody_else(filled: Database) -> None:
    agreed(filled, 1)
    agreed(filled, 2)
    erased(filled, 2)
    agreed(filled, 3)
    assert shown(filled) == [1, 3]


def test_it_stays_when_a_yes_is_taken_back_and_given_again(filled: Database) -> None:
    key = agreed(filled, 1)
    agreed(filled, 2)
    with filled.writing() as connection:
        undo(connection, key, 3, BY)
        step(connection, key, 4, Step(to=Status.AGREED), BY)
        step(connection, key, 5, Step(to=Status.WITHDRAWN, reason=Ending.PRACTICAL), BY)
        undo(connection, key, 6, BY)
    assert shown(filled) == [1, 2]
