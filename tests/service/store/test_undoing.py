"""A step taken back leaves all as it was: what was set aside, the day an answer is due, a move at both places."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from service.statuses import RULED_OUT, Ending, Status
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import Entry, EntryFault, Place, Step, propose, step, wait
from service.store.plans import Packed, keep
from service.store.reservations import Reserved, set_aside
from service.store.rounds import make
from service.store.tables.lists import entry, place
from service.store.tables.rounds import opening, plan, reservation, round_, taking_part
from service.store.undoing import undo
from tests.service.store.filled import AUGUST, BY, NOW, TODAY, UNIT, fill

WAY = (Status.ASKED, Status.AGREED, Status.MEETING, Status.OFFERED)
DUE = TODAY + timedelta(days=7)
LATER = By(BY.actor, NOW + timedelta(hours=1))
NO = Step(to=Status.WITHDRAWN, reason=Ending.TRAVEL)


@pytest.fixture
def filled(database: Database) -> Database:
    """Two rounds of one office, each with a plan; the person of key 1 is set aside at the opening of key 1."""
    fill(database)
    with database.writing() as connection:
        make(connection, "two", id="two", unit=UNIT, synthetic=True, by=BY)
        connection.execute(insert(taking_part).values(round=2, person=1))
        for key in (1, 2):
            keep(connection, key, 0, Packed.of("{}"), by="nav-1", at=NOW)
        set_aside(connection, 1, [Reserved(person=1, opening=1, percent=50)])
    return database


def reserved(database: Database) -> list[int]:
    """The plans that have something set aside."""
    with database.reading() as connection:
        return list(connection.execute(select(reservation.c.plan).where(reservation.c.held)).scalars())


def revisions(database: Database) -> list[int]:
    with database.reading() as connection:
        return list(connection.execute(select(round_.c.revision).order_by(round_.c.key)).scalars())


def at(database: Database, *way: Status, where: int = 1, round_key: int = 1, by: By = BY) -> Entry:
    with database.writing() as connection:
        one = propose(connection, round_key, where, 1, by)
        for to in way:
            held = Place(percent=50, first=AUGUST) if to is Status.CONTRACT else None
            one = step(connection, one.key, one.version, Step(to=to, place=held), by)
    return one


def go(database: Database, one: Entry, wanted: Step, by: By = BY) -> Entry:
    with database.writing() as connection:
        return step(connection, one.key, one.version, wanted, by)


def back(database: Database, one: Entry) -> Entry:
    with database.writing() as connection:
        return undo(connection, one.key, one.version, LATER)


def test_an_end_that_is_taken_back_sets_aside_again(filled: Database) -> None:
    ended = go(filled, at(filled), NO)
    assert reserved(filled) == []
    back(filled, ended)
    assert reserved(filled) == [1]


def test_a_contract_that_is_taken_back_sets_aside_again(filled: Database) -> None:
    held = at(filled, *WAY, Status.CONTRACT)
    assert reserved(filled) == []
    back(filled, held)
    assert reserved(filled) == [1]
    with filled.reading() as connection:
        assert connection.execute(select(place)).all() == []


def test_what_is_no_longer_free_is_not_set_aside_again(filled: Database) -> None:
    ended = go(filled, at(filled), NO)
    with filled.writing() as connection:
        set_aside(connection, 2, [Reserved(person=1, opening=2, percent=100)])
    with pytest.raises(EntryFault) as fault:
        back(filled, ended)
    assert fault.value.code == "reserved"
    assert reserved(filled) == [2]


def test_an_end_in_one_round_gives_nothing_of_another_back(filled: Database) -> None:
    go(filled, at(filled, round_key=2), NO)
    assert reserved(filled) == [1]


@pytest.mark.parametrize("to", sorted(RULED_OUT))
def test_a_no_is_told_to_the_round_and_what_it_frees_to_all(filled: Database, to: Status) -> None:
    way = {Status.SAID_NO: (Status.ASKED,)}.get(to, WAY)
    free, aside = at(filled, *way, where=2), at(filled, *way)
    before = revisions(filled)
    ended = go(filled, free, Step(to=to, reason=Ending.TRAVEL))
    assert revisions(filled) == [before[0] + 1, before[1]]
    back(filled, ended)
    assert revisions(filled) == [before[0] + 2, before[1]]
    ended = go(filled, aside, Step(to=to, reason=Ending.TRAVEL))
    assert revisions(filled) == [before[0] + 3, before[1] + 1]
    back(filled, ended)
    assert revisions(filled) == [before[0] + 4, before[1] + 2]


def test_the_day_an_answer_is_due_is_as_it_was(filled: Database) -> None:
    asked = go(filled, at(filled), Step(to=Status.ASKED, due=DUE))
    agreed = go(filled, asked, Step(to=Status.AGREED))
    asked = back(filled, agreed)
    assert (asked.status, asked.due) == (Status.ASKED, DUE)
    with filled.writing() as connection:
        later = wait(connection, asked.key, asked.version, date(2027, 1, 1), BY)
    assert back(filled, later).due == DUE


def moved(database: Database) -> tuple[Entry, Entry]:
    """Somebody in half a position, moved to another place where she has the other half."""
    one = at(database, *WAY, Status.CONTRACT, Status.STARTED)
    leaves = Step(to=Status.MOVED, reason=Ending.PRACTICAL, last=AUGUST + timedelta(days=30))
    return go(database, one, leaves, LATER), at(
        database, *WAY, Status.CONTRACT, Status.STARTED, where=2, by=LATER
    )


def statuses(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(entry.c.status).order_by(entry.c.key)).scalars())


def test_a_move_is_taken_back_at_both_places(filled: Database) -> None:
    left, _ = moved(filled)
    back(filled, left)
    assert statuses(filled) == [Status.STARTED, Status.PROPOSED]
    with filled.reading() as connection:
        assert [row.opening for row in connection.execute(select(place))] == [1]


@pytest.mark.parametrize("to", [Status.PAUSED, Status.ENDED])
def test_a_move_is_not_taken_back_once_more_has_been_done_there(filled: Database, to: Status) -> None:
    left, there = moved(filled)
    ends = to is Status.ENDED
    go(
        filled,
        there,
        Step(
            to=to,
            reason=Ending.PRACTICAL if ends else None,
            last=AUGUST + timedelta(days=60) if ends else None,
        ),
        By(BY.actor, NOW + timedelta(hours=2)),
    )
    with pytest.raises(EntryFault) as fault:
        back(filled, left)
    assert fault.value.code == "elsewhere_since"
    assert statuses(filled) == [Status.MOVED, to]


def test_seats_do_not_fall_below_what_is_set_aside(filled: Database) -> None:
    with filled.writing() as connection:
        connection.execute(update(opening).where(opening.c.key == 1).values(tenths=5))
    with pytest.raises(IntegrityError, match="set aside"), filled.writing() as connection:
        connection.execute(update(opening).where(opening.c.key == 1).values(tenths=4))
    go(filled, at(filled), NO)
    with filled.writing() as connection:
        connection.execute(update(opening).where(opening.c.key == 1).values(tenths=4))


def test_a_plan_that_goes_takes_what_was_given_back_with_it(filled: Database) -> None:
    ended = go(filled, at(filled), NO)
    with filled.writing() as connection:
        connection.execute(plan.delete().where(plan.c.key == 1))
    assert back(filled, ended).status is Status.PROPOSED
    assert reserved(filled) == []
