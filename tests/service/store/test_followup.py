"""Laws of follow-up and of what firms are shown, on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError

from service.access import Actor, Role
from service.followup.following import Pause, Span
from service.statuses import Ending, Outcome, Status
from service.store.database import Database
from service.store.decisions import By, decisions
from service.store.employers import OF_PERSON, numbers_at, openings_of, shown_at
from service.store.entries import Entry, EntryFault, Place, Step, propose, step, wait
from service.store.followup import (
    begun_and_still,
    change_talk,
    followed,
    followed_at,
    plan_talks,
    spans_of,
    talks_of,
)
from service.store.tables.lists import checkin
from service.store.tables.rounds import person
from service.store.undoing import undo
from tests.service.store.filled import AUGUST, BY, CONTACT, NOW, TODAY, UNIT, fill

WAY = (
    Status.ASKED,
    Status.AGREED,
    Status.PRESENTED,
    Status.MEETING,
    Status.OFFERED,
    Status.CONTRACT,
    Status.STARTED,
)
FIRM = Actor("f", "F", Role.EMPLOYER, frozenset({UNIT}), "Bedrift 1")


def on(connection: Connection, who: int, where: int, to: Status, by: By = BY) -> Entry:
    one = propose(connection, 1, where, who, by)
    for status in WAY[: WAY.index(to) + 1]:
        held = Place(percent=100, first=AUGUST) if status is Status.CONTRACT else None
        one = step(connection, one.key, one.version, Step(to=status, place=held), by)
    return one


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


def test_numbers_are_given_in_the_order_of_the_yes_and_stay(filled: Database) -> None:
    with filled.writing() as connection:
        asked = on(connection, 1, 1, Status.ASKED)
        first, second = on(connection, 2, 1, Status.AGREED), on(connection, 3, 1, Status.PRESENTED)
        assert numbers_at(connection, 1, "L-1") == {first.key: 1, second.key: 2}
        agreed = step(connection, asked.key, asked.version, Step(to=Status.AGREED), BY)
        no = Step(to=Status.WITHDRAWN, reason=Ending.TRAVEL)
        step(connection, first.key, first.version, no, BY)
        assert [(one.number, one.entry) for one in shown_at(connection, 1, "L-1", CONTACT)] == [
            (2, second.key),
            (3, agreed.key),
        ]
        back = undo(connection, first.key, first.version + 1, BY)
        assert back.status is Status.AGREED
        assert numbers_at(connection, 1, "L-1")[first.key] == 1


def test_of_a_person_and_a_day_there_is_one_talk(filled: Database) -> None:
    first, second = date(2026, 9, 1), date(2026, 9, 2)
    with filled.writing() as connection:
        key = on(connection, 1, 1, Status.STARTED).key
        plan_talks(connection, followed_at(connection, key), [first, second], BY)
        plan_talks(connection, followed_at(connection, key), [first], BY)
        _, late = talks_of(connection, [key])[key]
    with pytest.raises(EntryFault) as fault, filled.writing() as connection:
        change_talk(connection, followed_at(connection, key), late.key, late, BY, action="put", due=first)
    assert fault.value.code == "talk"
    with pytest.raises(IntegrityError), filled.writing() as connection:
        connection.execute(insert(checkin).values(entry=key, due=first, actor="nav-7"))
    with filled.reading() as connection:
        assert [one.due for one in talks_of(connection, [key])[key]] == [first, second]


def test_only_the_cells_for_firms_leave_the_store_for_them(filled: Database) -> None:
    cells = {
        "ferdigheter": "sveise",
        "stillingsprosent fra": "50",
        "innsatsgruppe": "hemmelig",
        "kommune": "5006",
    }
    with filled.writing() as connection:
        connection.execute(update(person).where(person.c.key == 1).values(cells=cells))
        on(connection, 1, 1, Status.AGREED)
        (one,) = shown_at(connection, 1, "L-1", FIRM)
    assert one.cells == {"ferdigheter": "sveise", "stillingsprosent fra": "50"}
    assert set(one.cells) <= set(OF_PERSON)


def test_a_firm_finds_its_own_openings_with_how_many_it_is_shown(filled: Database) -> None:
    with filled.writing() as connection:
        on(connection, 1, 1, Status.AGREED)
        on(connection, 2, 1, Status.ASKED)
        on(connection, 3, 2, Status.AGREED)
        found = openings_of(connection, FIRM)
        assert [(one.round, one.opening, one.people) for one in found] == [("host", "L-1", 1)]
        assert shown_at(connection, 1, "L-2", FIRM) == []
        assert (
            openings_of(connection, Actor("f", "F", Role.EMPLOYER, frozenset({"other"}), "Bedrift 1")) == []
        )


def test_an_answer_that_comes_later_is_a_step_that_can_be_taken_back(filled: Database) -> None:
    with filled.writing() as connection:
        one = on(connection, 1, 1, Status.PRESENTED)
        later = wait(connection, one.key, one.version, AUGUST, BY)
        assert (later.status, later.due, later.version) == (Status.PRESENTED, AUGUST, one.version + 1)
        back = undo(connection, one.key, later.version, BY)
        assert (back.status, back.due) == (Status.PRESENTED, None)
        ended = Step(to=Status.TURNED_DOWN, reason=Ending.FILLED)
        over = step(connection, one.key, back.version, ended, BY)
        with pytest.raises(EntryFault, match="step"):
            wait(connection, one.key, over.version, AUGUST, BY)


def test_pauses_are_told_by_the_steps_that_were_not_taken_back(filled: Database) -> None:
    days = [By(CONTACT, NOW + timedelta(days=days)) for days in (10, 40, 60, 61)]
    with filled.writing() as connection:
        one = on(connection, 1, 1, Status.STARTED)
        one = step(connection, one.key, one.version, Step(to=Status.PAUSED, due=AUGUST), days[0])
        one = step(connection, one.key, one.version, Step(to=Status.STARTED), days[1])
        one = step(connection, one.key, one.version, Step(to=Status.PAUSED), days[2])
        one = undo(connection, one.key, one.version, days[3])
        (span,) = spans_of(connection, followed_at(connection, one.key))
    away = Pause(TODAY + timedelta(days=10), TODAY + timedelta(days=40))
    assert span == Span(percent=100, first=AUGUST, last=None, pauses=(away,))


def test_a_pause_that_ends_in_a_move_lasts_to_the_end_of_the_place(filled: Database) -> None:
    leaves = Step(to=Status.MOVED, reason=Ending.PRACTICAL, last=AUGUST + timedelta(days=30))
    with filled.writing() as connection:
        one = on(connection, 1, 1, Status.STARTED)
        one = step(connection, one.key, one.version, Step(to=Status.PAUSED), BY)
        one = step(connection, one.key, one.version, leaves, BY)
        (span,) = spans_of(connection, followed_at(connection, one.key))
    assert span.pauses == (Pause(TODAY, None),)
    assert span.days_served(date(2030, 1, 1)) == 0


def test_who_has_begun_is_counted_once_and_who_is_hidden_not_at_all(filled: Database) -> None:
    with filled.writing() as connection:
        assert begun_and_still(connection, 1) == (0, 0)
        one = on(connection, 1, 1, Status.STARTED)
        on(connection, 2, 2, Status.CONTRACT)
        on(connection, 3, 3, Status.STARTED)
        assert begun_and_still(connection, 1) == (2, 2)
        connection.execute(update(person).where(person.c.key == 3).values(hidden=True))
        assert begun_and_still(connection, 1) == (1, 1)
        ended = Step(to=Status.ENDED, reason=Ending.HOURS, last=AUGUST)
        one = step(connection, one.key, one.version, ended, BY)
        assert begun_and_still(connection, 1) == (1, 0)
        never = followed(connection, CONTACT, round_key=1)[0]
        step(connection, never.key, never.version, ended, BY)
        assert begun_and_still(connection, 1) == (1, 0)  # a contract that came to nothing was no start


def test_a_talk_is_changed_only_from_how_it_was_shown(filled: Database) -> None:
    with filled.writing() as connection:
        one = followed_at(connection, on(connection, 1, 1, Status.STARTED).key)
        plan_talks(connection, one, [AUGUST, TODAY], BY)
        first, second = talks_of(connection, [one.key])[one.key]
        assert (first.due, second.due) == (TODAY, AUGUST)
        well = Outcome.GOING_WELL
        change_talk(connection, one, first.key, first, BY, action="hold_talk", done=TODAY, outcome=well)
        with pytest.raises(EntryFault, match="version"):
            change_talk(connection, one, first.key, first, BY, action="put_off_talk", due=AUGUST)
        found = talks_of(connection, [one.key])[one.key][0]
        assert (found.done, found.outcome) == (TODAY, Outcome.GOING_WELL)
        change_talk(connection, one, found.key, found, BY, action="reopen_talk", done=None, outcome=None)
        assert list(decisions(connection))[-1].facts == {"talk": first.key, "outcome": None}


def test_another_office_follows_nobody(filled: Database) -> None:
    elsewhere = Actor("nav-8", "Per", Role.MARKET_CONTACT, frozenset({"levanger"}))
    with filled.writing() as connection:
        on(connection, 1, 1, Status.STARTED)
        assert len(followed(connection, CONTACT)) == 1
        assert followed(connection, elsewhere) == []
