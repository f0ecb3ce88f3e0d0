"""On how many lists people stand, asked for many at once."""

import pytest
from sqlalchemy import insert

from service.statuses import Ending, Status
from service.store.database import Database
from service.store.entries import Step, propose, step
from service.store.standing import NOWHERE, Standing, on_other_lists, standing
from service.store.tables.rounds import on_offer, round_
from tests.service.store.filled import BY, NOW, UNIT, fill

PRESENTED = (Status.ASKED, Status.AGREED, Status.PRESENTED)


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


def put(database: Database, where: int, who: int, *way: Status, round_key: int = 1) -> None:
    with database.writing() as connection:
        one = propose(connection, round_key, where, who, BY)
        for to in way:
            reason = Ending.TRAVEL if to is Status.SAID_NO else None
            one = step(connection, one.key, one.version, Step(to=to, reason=reason), BY)


def of(database: Database, *names: str) -> dict[str, Standing]:
    with database.reading() as connection:
        found = standing(connection, 1, "L-1", names)
    return {name: found.get(name, NOWHERE) for name in names}


def test_here_and_elsewhere_are_told_apart(filled: Database) -> None:
    put(filled, 1, 1)
    put(filled, 2, 1, *PRESENTED)
    put(filled, 3, 1)
    put(filled, 3, 2)
    assert of(filled, "K-1", "K-2", "K-3") == {
        "K-1": Standing(here=True, lists=2, presented=1),
        "K-2": Standing(lists=1),
        "K-3": NOWHERE,
    }


def test_who_has_left_a_list_does_not_stand_on_it(filled: Database) -> None:
    put(filled, 2, 1, Status.ASKED, Status.SAID_NO)
    assert of(filled, "K-1") == {"K-1": NOWHERE}


def test_only_those_asked_about_are_told_of(filled: Database) -> None:
    put(filled, 2, 1)
    put(filled, 2, 2)
    assert set(of(filled, "K-1")) == {"K-1"}
    with filled.reading() as connection:
        assert set(standing(connection, 1, "L-1", ["K-1"])) == {"K-1"}
        assert standing(connection, 1, "L-1", []) == {}


def test_the_same_opening_in_another_round_is_another_list(filled: Database) -> None:
    with filled.writing() as connection:
        values = {
            "id": "spring",
            "unit": UNIT,
            "name": "V",
            "synthetic": True,
            "made_by": "x",
            "made_at": NOW,
        }
        connection.execute(insert(round_).values(values))
        connection.execute(insert(on_offer).values(round=2, opening=1))
    put(filled, 1, 1, round_key=2)
    assert of(filled, "K-1") == {"K-1": Standing(lists=1)}
    with filled.reading() as connection:
        assert on_other_lists(connection, 1, "L-1") == {"K-1"}
        assert on_other_lists(connection, 2, "L-1") == frozenset()


def test_those_on_other_lists_are_those_who_stand_elsewhere(filled: Database) -> None:
    put(filled, 1, 1)
    put(filled, 2, 2)
    put(filled, 2, 3, Status.ASKED, Status.SAID_NO)
    with filled.reading() as connection:
        assert on_other_lists(connection, 1, "L-1") == {"K-2"}
