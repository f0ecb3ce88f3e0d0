"""Steps on an opening's list: one after the other, by a named person, none lost, and never two in one seat."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select
from sqlalchemy.exc import DBAPIError

from service.statuses import ENDINGS, HOLDING, SHOWABLE, Ending, Status, steps
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.entries import Entry, EntryFault, Place, Step, events, propose, step
from service.store.tables.lists import entry, entry_event, place
from service.store.undoing import undo
from tests.service.store.filled import AUGUST, BY, TODAY, fill

FULL = Place(percent=100, first=AUGUST)
TO_A_CONTRACT = (Status.ASKED, Status.AGREED, Status.MEETING, Status.OFFERED, Status.CONTRACT)


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


@pytest.fixture
def connection(filled: Database) -> Iterator[Connection]:
    with filled.writing() as connection:
        yield connection


def wanted(to: Status, before: Status, *, hold: Place = FULL) -> Step:
    ends = before in HOLDING and to not in HOLDING
    return Step(
        to=to,
        reason=Ending.NOT_TOLD if to in ENDINGS else None,
        place=hold if to is Status.CONTRACT else None,
        last=AUGUST + timedelta(days=100) if ends else None,
    )


def go(connection: Connection, one: Entry, *way: Status, hold: Place = FULL) -> Entry:
    for to in way:
        one = step(connection, one.key, one.version, wanted(to, one.status, hold=hold), BY)
    return one


def test_a_person_goes_from_a_proposal_to_a_fixed_job(connection: Connection) -> None:
    one = propose(connection, 1, 1, 1, BY)
    way = (*TO_A_CONTRACT, Status.STARTED, Status.TEST_PASSED, Status.FIXED_JOB)
    one = go(connection, one, *way)
    assert (one.status, steps(one.status)) == (Status.FIXED_JOB, ())
    assert [told.after for told in events(connection, one.key)] == [Status.PROPOSED, *way]
    assert [told.facts["after"] for told in decisions(connection)] == [Status.PROPOSED, *way]
    assert verify(connection).broken_at is None


def test_each_decision_names_who_and_when_and_nobody_else(connection: Connection) -> None:
    go(connection, propose(connection, 1, 1, 1, BY), Status.ASKED)
    *_, told = decisions(connection)
    assert (told.actor, told.role, told.unit, told.at) == ("nav-7", "market_contact", "steinkjer", BY.at)
    assert "K-1" not in str(told)


def test_a_person_is_on_a_list_once(connection: Connection) -> None:
    one = go(connection, propose(connection, 1, 1, 1, BY), Status.ASKED)
    assert propose(connection, 1, 1, 1, BY) == one
    assert len(events(connection, one.key)) == 2


def test_two_who_work_at_once_do_not_write_over_each_other(connection: Connection) -> None:
    one = propose(connection, 1, 1, 1, BY)
    go(connection, one, Status.ASKED)
    with pytest.raises(EntryFault) as fault:
        step(connection, one.key, one.version, Step(to=Status.ASKED), BY)
    assert (fault.value.code, fault.value.facts) == ("version", {"found": 2})


def test_nobody_is_presented_before_her_yes(connection: Connection) -> None:
    one = go(connection, propose(connection, 1, 1, 1, BY), Status.ASKED)
    with pytest.raises(EntryFault) as fault:
        step(connection, one.key, one.version, Step(to=Status.PRESENTED), BY)
    assert fault.value.facts == {"before": "asked", "after": "presented"}


def test_a_yes_taken_back_shows_her_no_longer(connection: Connection) -> None:
    one = go(connection, propose(connection, 1, 1, 1, BY), Status.ASKED, Status.AGREED)
    assert one.status in SHOWABLE
    assert go(connection, one, Status.WITHDRAWN).status not in SHOWABLE


@pytest.mark.parametrize(
    ("code", "bad"),
    [
        ("reason", Step(to=Status.WITHDRAWN)),
        ("reason", Step(to=Status.CONTRACT, reason=Ending.TRAVEL, place=FULL)),
        ("place", Step(to=Status.CONTRACT)),
        ("last", Step(to=Status.CONTRACT, place=FULL, last=TODAY)),
    ],
)
def test_a_step_needs_what_belongs_to_it_and_nothing_else(
    connection: Connection, code: str, bad: Step
) -> None:
    one = go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT[:-1])
    with pytest.raises(EntryFault) as fault:
        step(connection, one.key, one.version, bad, BY)
    assert fault.value.code == code


def test_what_is_not_there_is_told_as_gone(connection: Connection) -> None:
    with pytest.raises(EntryFault) as fault:
        step(connection, 99, 1, Step(to=Status.ASKED), BY)
    assert fault.value.code == "gone"


def test_a_seat_that_is_held_cannot_be_given_twice(filled: Database) -> None:
    with filled.writing() as connection:
        go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT)
        other = go(connection, propose(connection, 1, 1, 2, BY), *TO_A_CONTRACT[:-1])
    with pytest.raises(EntryFault) as fault, filled.writing() as connection:
        go(connection, other, Status.CONTRACT)
    assert fault.value.code == "taken"
    with filled.reading() as connection:
        assert (
            connection.execute(select(entry.c.status).where(entry.c.key == other.key)).scalar() == "offered"
        )
        assert verify(connection).last == 6 + 5


def test_a_place_that_ends_is_free_from_the_day_after(connection: Connection) -> None:
    one = go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT, Status.STARTED, Status.ENDED)
    assert one.status is Status.ENDED
    (held,) = connection.execute(select(place)).all()
    assert (held.held, held.last) == (True, AUGUST + timedelta(days=100))
    after = Place(percent=100, first=AUGUST + timedelta(days=101))
    go(connection, propose(connection, 1, 1, 2, BY), *TO_A_CONTRACT, hold=after)


def test_a_fixed_job_gives_the_place_free_from_the_day_after(connection: Connection) -> None:
    way = (*TO_A_CONTRACT, Status.STARTED, Status.TEST_PASSED, Status.FIXED_JOB)
    go(connection, propose(connection, 1, 1, 1, BY), *way)
    after = Place(percent=100, first=AUGUST + timedelta(days=101))
    go(connection, propose(connection, 1, 1, 2, BY), *TO_A_CONTRACT, hold=after)


def test_a_place_is_not_ended_into_the_time_of_another(filled: Database) -> None:
    agreed = Place(percent=100, first=AUGUST, last=AUGUST + timedelta(days=50))
    after = Place(percent=100, first=AUGUST + timedelta(days=51))
    with filled.writing() as connection:
        one = go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT, hold=agreed)
        go(connection, propose(connection, 1, 1, 2, BY), *TO_A_CONTRACT, hold=after)
    late = Step(to=Status.ENDED, reason=Ending.TRAVEL, last=AUGUST + timedelta(days=90))
    with pytest.raises(EntryFault) as fault, filled.writing() as connection:
        step(connection, one.key, one.version, late, BY)
    assert fault.value.code == "taken"


def test_a_place_given_back_before_it_began_is_wholly_free(connection: Connection) -> None:
    one = go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT)
    early = Step(to=Status.ENDED, reason=Ending.OTHER_PLACE, last=TODAY)
    step(connection, one.key, one.version, early, BY)
    go(connection, propose(connection, 1, 1, 2, BY), *TO_A_CONTRACT)


def test_an_undo_is_a_step_of_its_own_and_gives_back_where_it_stood(connection: Connection) -> None:
    one = go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT)
    back = undo(connection, one.key, one.version, BY)
    assert back.status is Status.OFFERED
    assert connection.execute(select(place)).all() == []
    back = undo(connection, back.key, back.version, BY)
    assert back.status is Status.MEETING
    assert [told.undoes for told in events(connection, one.key)] == [None] * 6 + [6, 5]


def test_that_somebody_was_put_on_a_list_is_not_undone_by_an_undo(connection: Connection) -> None:
    one = propose(connection, 1, 1, 1, BY)
    with pytest.raises(EntryFault) as fault:
        undo(connection, one.key, one.version, BY)
    assert fault.value.code == "nothing"


@pytest.mark.parametrize("last", [TODAY, AUGUST + timedelta(days=5)])
def test_an_end_undone_gives_the_place_back_as_it_was_agreed(connection: Connection, last: date) -> None:
    agreed = Place(percent=60, first=AUGUST, last=AUGUST + timedelta(days=400))
    one = go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT, hold=agreed)
    one = step(connection, one.key, one.version, Step(to=Status.ENDED, reason=Ending.TRAVEL, last=last), BY)
    undo(connection, one.key, one.version, BY)
    (held,) = connection.execute(select(place)).all()
    assert (held.held, held.last) == (True, agreed.last)


def test_an_end_is_not_undone_once_another_has_the_seat(filled: Database) -> None:
    with filled.writing() as connection:
        one = go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT)
        one = step(
            connection, one.key, one.version, Step(to=Status.ENDED, reason=Ending.TRAVEL, last=TODAY), BY
        )
        go(connection, propose(connection, 1, 1, 2, BY), *TO_A_CONTRACT)
    with pytest.raises(EntryFault) as fault, filled.writing() as connection:
        undo(connection, one.key, one.version, BY)
    assert fault.value.code == "taken"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.lists(st.integers(0, 9), max_size=14))
def test_whatever_is_done_the_events_lead_to_where_it_stands_and_a_place_is_held_only_then(
    filled: Database, choices: list[int]
) -> None:
    with filled.writing() as connection:
        for table in (place, entry_event, entry):
            connection.execute(delete(table))
        one = propose(connection, 1, 1, 1, BY)
        for choice in choices:
            able = steps(one.status)
            if choice < len(able):
                one = go(connection, one, able[choice])
            elif choice > 6:
                with suppress(EntryFault):  # there may be nothing left to take back
                    one = undo(connection, one.key, one.version, BY)
        told = events(connection, one.key)
        assert one.version == len(told)
        assert told[-1].after == one.status
        assert all(a.after == b.before for a, b in pairwise(told))
        free = connection.execute(select(place).where(place.c.held, place.c.last.is_(None))).all()
        assert len(free) == (one.status in HOLDING)


def test_of_two_who_give_the_last_seat_at_once_one_does(filled: Database) -> None:
    with filled.writing() as connection:
        ready = [go(connection, propose(connection, 1, 1, who, BY), *TO_A_CONTRACT[:-1]) for who in (1, 2, 3)]
    at_once, won = Barrier(len(ready)), list[int]()

    def try_to_give(one: Entry) -> None:
        at_once.wait(timeout=20)
        try:
            with filled.writing() as connection:
                go(connection, one, Status.CONTRACT)
        except (EntryFault, DBAPIError):
            return
        won.append(one.person)

    threads = [Thread(target=try_to_give, args=(one,)) for one in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with filled.reading() as connection:
        assert connection.execute(select(place.c.person)).scalars().all() == won
        assert verify(connection).broken_at is None
    assert len(won) == 1
