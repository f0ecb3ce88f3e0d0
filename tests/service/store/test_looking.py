"""The look-ups about some offices' rounds and people, last first, are found by who, what, when and how it went."""

import tracemalloc
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, update

from service.access import Actor, Role
from service.store.database import Database
from service.store.hiding import hide
from service.store.looking import People, Wanted, last_by, look_ups
from service.store.lookups import looked, looked_at
from service.store.tables.records import lookup
from service.store.tables.rounds import person, round_, taking_part
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
        return [one.key for one in islice(look_ups(connection, {unit}, Wanted(**wanted)), limit)]


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
        (first,) = look_ups(connection, {UNIT}, Wanted(until=NOW + timedelta(hours=1)))
        (across,) = look_ups(connection, {UNIT}, Wanted(action="talks"))
    assert (first.round, first.name, first.opening, first.persons) == (1, "Høst", "L-1", [1])
    assert first.at == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert (across.round, across.name, across.persons) == (None, "", [1, 2])


def ids(database: Database, role: Role, keys: Iterable[int]) -> list[list[tuple[str, int]]]:
    """Id and round of each of some people, wherever somebody of a role may see her."""
    with database.reading() as connection:
        people = People(connection, Actor("nav-5", "Eli", role, frozenset({UNIT})))
        return [[(one.id, one.round) for one in seen] for seen in people.of(list(keys))]


def test_who_has_an_address_restriction_is_told_by_nothing(filled: Database) -> None:
    with filled.writing() as connection:
        hide(connection, UNIT, ["K-2"], BY)
    assert ids(filled, Role.PROGRAMME_LEAD, (1, 2, 3, 4, 99)) == [[("K-1", 1)], [("K-3", 1)]]


def test_people_are_seen_in_the_rounds_where_the_role_reaches_them(filled: Database) -> None:
    with filled.writing() as connection:
        other = {"id": "vinter", "unit": UNIT, "name": "Vinter", "made_by": "nav-1", "made_at": NOW}
        connection.execute(insert(round_).values(key=3, **other, synthetic=True))
        connection.execute(insert(taking_part).values(round=3, person=2, joined=True))
        connection.execute(update(taking_part).where(taking_part.c.person == 1).values(joined=True))
    assert ids(filled, Role.PROGRAMME_LEAD, (2, 1)) == [[("K-2", 1), ("K-2", 3)], [("K-1", 1)]]
    assert ids(filled, Role.AUDITOR, (2, 1, 3)) == [[("K-2", 3)], [("K-1", 1)]]
    assert ids(filled, Role.PLANNER, (1, 2, 3)) == []


def test_of_thousands_of_people_each_is_told_in_turn(database: Database) -> None:
    fill(database, people=1_200)
    wanted = [*range(1, 1_201), *range(1_200, 0, -1)]
    assert [one[0][0] for one in ids(database, Role.PROGRAMME_LEAD, wanted)] == [f"K-{key}" for key in wanted]


MANY = 10_000
"""People of one look-up."""


@pytest.mark.parametrize(
    "read",
    [
        lambda connection: look_ups(connection, {UNIT}, Wanted()),
        lambda connection: looked_at(connection, 1),
    ],
)
def test_look_ups_at_thousands_are_read_a_few_at_a_time(
    database: Database, read: Callable[[Connection], Iterable[object]]
) -> None:
    fill(database)
    rows, largest = 60, 4_000_000
    with database.writing() as connection:
        shown = {"actor": "x", "role": "county", "action": "plan", "at": NOW, "round": 1, "denied": False}
        connection.execute(insert(lookup), [{**shown, "persons": list(range(1, MANY))}] * rows)
    with database.reading() as connection:
        tracemalloc.start()
        count = sum(1 for _ in read(connection))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == rows
    assert peak < largest  # all of them are five times that


def test_of_a_round_that_is_erased_look_ups_at_people_who_are_still_there_are_told(filled: Database) -> None:
    with filled.writing() as connection:
        connection.execute(delete(round_).where(round_.c.key == 1))
        connection.execute(delete(person).where(person.c.key == 1))
    assert keys(filled) == [5, 4, 2]
    with filled.reading() as connection:
        assert {one.round for one in look_ups(connection, {UNIT}, Wanted())} == {None}
