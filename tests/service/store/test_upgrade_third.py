"""The third step: of talks with one person on one day one stays, and none that was held is lost."""

from datetime import date

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from service.store.database import Database
from service.store.tables.lists import checkin, entry
from service.store.tables.rounds import opening, person, round_
from service.store.upgrade import check_up_to_date, upgrade
from tests.service.store.filled import BY

DAY, NEXT, AFTER = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)
TALKS = [
    (1, DAY, None),
    (1, DAY, None),
    (1, NEXT, None),
    (1, NEXT, "going_well"),
    (1, NEXT, "needs_talk"),
    (2, DAY, None),
]
"""The entry, the day it was due, and what came of it."""


@pytest.fixture
def before(url: str) -> Database:
    database = Database.at(url)
    upgrade(database, to="0002")
    a_round = {"id": "r", "unit": "u", "name": "R", "synthetic": True, "made_by": "x", "made_at": BY.at}
    with database.writing() as connection:
        connection.execute(insert(round_).values(a_round))
        for name in ("K-1", "K-2"):
            connection.execute(insert(person).values(unit="u", id=name, cells={}))
        connection.execute(insert(opening).values(unit="u", id="L-1", firm="B", cells={}, tenths=10))
        for who in (1, 2):
            connection.execute(insert(entry).values(round=1, opening=1, person=who, status="started"))
        for of, due, outcome in TALKS:
            done = due if outcome else None
            values = {"entry": of, "due": due, "done": done, "outcome": outcome, "actor": "x"}
            connection.execute(insert(checkin).values(values))
    return database


def test_one_talk_a_day_stays_and_what_was_held_stays(before: Database) -> None:
    upgrade(before)
    check_up_to_date(before)
    wanted = select(checkin.c.entry, checkin.c.due, checkin.c.done, checkin.c.outcome)
    with before.reading() as connection:
        found = connection.execute(wanted.order_by(checkin.c.entry, checkin.c.due)).all()
    assert [tuple(row) for row in found] == [
        (1, DAY, None, None),
        (1, NEXT, NEXT, "going_well"),
        (1, AFTER, NEXT, "needs_talk"),
        (2, DAY, None, None),
    ]
    with pytest.raises(IntegrityError), before.writing() as connection:
        connection.execute(insert(checkin).values(entry=2, due=DAY, actor="x"))
    before.close()
