"""The look-ups about some offices' rounds and people, last first, are found by who, what, when and how it went."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert

from service.access import Actor, Role
from service.store.database import Database
from service.store.hiding import hide
from service.store.looking import Wanted, last_by, look_ups, people_of
from service.store.lookups import looked
from service.store.tables.rounds import person, round_
from tests.service.store.filled import BY, CONTACT, NOW, UNIT, fill

ADVISER = Actor("nav-8", "Ola", Role.ADVISER, frozenset({UNIT}))
ELSEWHERE = Actor("nav-9", "Siv", Role.ADVISER, frozenset({"levanger"}))


@pytest.fixture
def filled(database: Database) -> Database:
    """Five look-ups at one office, the fourth across rounds, and two at another."""
    fill(database)
    with database.writing() as connection:
        other = {"id": "vaar", "unit": "levanger", "name": "Vår", "made_by": "nav-1", "made_at": NOW}
        connection.execute(insert(round_).values(**other, synthetic=True))
        connection.execute(insert(person).values(unit="levanger", id="K-1", cells={}))
        for day, (actor, action, persons, of, denied) in enumerate(
            (
                (CONTACT, "person", (1,), 1, False),
                (ADVISER, "person", (2,), 1, True),
                (ELSEWHERE, "person", (4,), 2, False),
                (CONTACT, "plan", (1, 2, 3), 1, False),
                (CONTACT, "talks", (1, 2), None, False),
                (ELSEWHERE, "talks", (4,), None, False),
                (ADVISER, "person", (1,), 1, False),
            )
        ):
            at = NOW + timedelta(days=day)
            looked(connection, actor, action, persons, at=at, round_key=of, opening=1, denied=denied)
    return database


def keys(database: Database, limit: int = 50, unit: str = UNIT, **wanted: Any) -> list[int]:
    with database.reading() as connection:
        found = look_ups(connection, {unit}, Wanted(**wanted), limit)
    return [one.key for one in found]


def test_those_of_the_offices_are_told_last_first_and_no_others(filled: Database) -> None:
    assert keys(filled) == [7, 5, 4, 2, 1]
    assert keys(filled, unit="levanger") == [6, 3]
    assert keys(filled, unit="none") == []


def test_reading_on_gives_each_once_whatever_has_come_since(filled: Database) -> None:
    first = keys(filled, limit=2)
    with filled.writing() as connection:
        looked(connection, CONTACT, "person", (1,), at=NOW, round_key=1)
    assert [*first, *keys(filled, limit=2, older=first[-1]), *keys(filled, older=2)] == [7, 5, 4, 2, 1]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"role": Role.ADVISER}, [7, 2]),
        ({"action": "person"}, [7, 2, 1]),
        ({"denied": True}, [2]),
        ({"since": NOW + timedelta(days=3)}, [7, 5, 4]),
        ({"until": NOW + timedelta(days=3)}, [2, 1]),
        ({"by": 1}, [5, 4, 1]),
        ({"by": 4, "action": "plan"}, [4]),
        ({"by": 3}, []),  # a look-up at another office tells of nobody here
        ({"by": 99}, []),
    ],
)
def test_they_are_narrowed_by_who_what_and_when(
    filled: Database, wanted: dict[str, Any], found: list[int]
) -> None:
    assert keys(filled, **wanted) == found


def test_somebody_is_found_by_her_id_where_she_has_looked(filled: Database) -> None:
    with filled.reading() as connection:
        assert last_by(connection, {UNIT}, CONTACT.id) == 5
        assert last_by(connection, {UNIT}, ELSEWHERE.id) is None


def test_one_tells_its_round_its_opening_and_its_people(filled: Database) -> None:
    with filled.reading() as connection:
        first = look_ups(connection, {UNIT}, Wanted(until=NOW + timedelta(hours=1)), 50)[0]
        across = look_ups(connection, {UNIT}, Wanted(action="talks"), 50)[0]
    assert (first.round, first.name, first.opening, first.persons) == (1, "Høst", "L-1", (1,))
    assert first.at == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert (across.round, across.name, across.persons) == (None, "", (1, 2))


def test_who_has_an_address_restriction_is_told_by_nothing(filled: Database) -> None:
    with filled.writing() as connection:
        hide(connection, UNIT, ["K-2"], BY)
    with filled.reading() as connection:
        assert people_of(connection, {UNIT}) == {1: (UNIT, "K-1"), 3: (UNIT, "K-3")}


def test_of_a_round_that_is_erased_look_ups_at_people_who_are_still_there_are_told(filled: Database) -> None:
    with filled.writing() as connection:
        connection.execute(delete(round_).where(round_.c.key == 1))
        connection.execute(delete(person).where(person.c.key == 1))
    assert keys(filled) == [5, 4, 2]
    with filled.reading() as connection:
        assert {one.round for one in look_ups(connection, {UNIT}, Wanted(), 50)} == {None}
