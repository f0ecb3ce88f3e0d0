"""Talks with those who hold a place: held, put off, taken back; whom to reach; the week and the calendar file."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from service.followup.following import MOST_TALKS
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.entries import Entry
from service.store.followup import followed_at, plan_talks, talks_of
from service.store.identities import contacts
from service.store.tables.lists import checkin
from tests.service.standing import UNIT, AtWork
from tests.service.test_followup import ROUND, at, started, talks, words_of
from tests.service.test_followup import work as work
from tests.service.test_kept import BY, NOW
from tests.service.test_kept import database as database


def form_of(work: AtWork, one: Entry, number: int = 0) -> tuple[str, dict[str, str]]:
    """Where the talk of a number is changed, and what is known of it there."""
    with work.database.reading() as connection:
        rows = connection.execute(
            select(checkin).where(checkin.c.entry == one.key).order_by(checkin.c.due)
        ).all()
    row = rows[number]
    was = {
        "var-frist": row.due.isoformat(),
        "var-holdt": row.done.isoformat() if row.done else "",
        "var-utfall": row.outcome or "",
    }
    return f"{at(one)}/samtaler/{row.key}", was


def test_a_talk_is_held_with_what_came_of_it_and_taken_back(work: AtWork, database: Database) -> None:
    one = started(work)
    address, was = form_of(work, one)
    held = {"gjor": "holdt", "dag": "2026-08-18", "utfall": "needs_talk"}
    assert work.send(address, **was, **held).status_code == 303
    assert "Holdt 18.08.2026: Trenger en ny samtale" in words_of(work.get(at(one)))
    assert work.send(address, **was, **held).status_code == 409  # it was shown as not held
    again, was = form_of(work, one)
    assert work.send(again, **was, gjor="igjen").status_code == 303
    assert "Holdt" not in words_of(work.get(at(one))).replace("er holdt", "")
    with database.reading() as connection:
        last = [made.action for made in decisions(connection)][-2:]
        assert verify(connection).broken_at is None
    assert last == ["hold_talk", "reopen_talk"]


def test_a_talk_is_put_on_another_day_and_another_is_added(work: AtWork, database: Database) -> None:
    one = started(work)
    address, was = form_of(work, one)
    assert work.send(address, **was, gjor="utsatt", dag="2026-08-20").status_code == 303
    assert work.send(f"{at(one)}/samtaler", dag="2026-08-03").status_code == 303
    assert talks(database)[:2] == [date(2026, 8, 3), date(2026, 8, 20)]


def test_a_talk_is_not_put_on_a_day_that_has_one_and_the_page_says_so(
    work: AtWork, database: Database
) -> None:
    one = started(work)
    before = talks(database)
    address, was = form_of(work, one)
    answer = work.send(address, **was, gjor="utsatt", dag=before[1].isoformat())
    assert answer.status_code == 409
    assert "Det er en samtale den dagen fra før" in words_of(answer)
    assert talks(database) == before


@pytest.mark.parametrize("day", ["2000-01-01", "2026-08-02"])
def test_no_talk_is_put_or_held_before_the_first_day_of_the_place(
    work: AtWork, database: Database, day: str
) -> None:
    one = started(work)
    before = talks(database)
    address, was = form_of(work, one)
    answers = (
        work.send(f"{at(one)}/samtaler", dag=day),
        work.send(address, **was, gjor="utsatt", dag=day),
        work.send(address, **was, gjor="holdt", dag=day, utfall="going_well"),
    )
    for answer in answers:
        assert answer.status_code == 409
        assert "Dagen er før den første dagen på læreplassen" in words_of(answer)
    assert talks(database) == before
    page = work.get(at(one)).text
    assert page.count("min=2026-08-03") == 2 * len(before) + 1
    assert page.count("max=" + NOW.date().isoformat()) == len(before)


def test_talks_that_are_not_held_are_no_more_than_can_be_overseen(work: AtWork, database: Database) -> None:
    one = started(work)
    begun = date(2029, 1, 1)
    with database.writing() as connection:
        of, there = followed_at(connection, one.key), talks_of(connection, [one.key])[one.key]
        days = [begun + timedelta(days=number) for number in range(MOST_TALKS - len(there) - 1)]
        plan_talks(connection, of, days, BY)
    more = f"{at(one)}/samtaler"
    assert work.send(more, dag="2027-12-01").status_code == 303
    refused = work.send(more, dag="2027-12-02")
    assert (refused.status_code, "mange samtaler som ikke er holdt" in words_of(refused)) == (409, True)
    assert work.send(more, dag="2027-12-01").status_code == 303  # it is there, so that nothing comes of it
    address, was = form_of(work, one)
    held = {"gjor": "holdt", "dag": "2026-08-18", "utfall": "going_well"}
    assert work.send(address, **was, **held).status_code == 303
    assert work.send(more, dag="2027-12-02").status_code == 303
    again, was = form_of(work, one)
    assert work.send(again, **was, gjor="igjen").status_code == 409
    with database.reading() as connection:
        there = talks_of(connection, [one.key])[one.key]
    assert len([talk for talk in there if talk.done is None]) == MOST_TALKS
    assert len(work.get(at(one)).content) < 256 << 10


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"gjor": "holdt", "dag": "2026-12-24", "utfall": "going_well"}, 409),
        ({"gjor": "holdt", "dag": "2026-08-18"}, 422),
        ({"gjor": "holdt", "dag": "2026-08-18", "utfall": "splendid"}, 422),
        ({"gjor": "utsatt"}, 422),
        ({"gjor": "slettes"}, 422),
    ],
)
def test_a_talk_is_not_changed_by_what_cannot_be(work: AtWork, form: dict[str, str], status: int) -> None:
    address, was = form_of(work, started(work))
    assert work.send(address, **was, **form).status_code == status


def test_a_talk_of_another_entry_is_not_changed_by_way_of_ones_own(work: AtWork, database: Database) -> None:
    one, other = started(work), started(work, work.people[0])
    address, was = form_of(work, other)
    wrong = address.replace(at(other), at(one))
    assert work.send(wrong, **was, gjor="utsatt", dag="2026-08-20").status_code == 409
    assert talks(database).count(date(2026, 8, 17)) == 2


def test_whom_to_reach_is_kept_with_the_identities_and_not_in_the_log(
    work: AtWork, database: Database
) -> None:
    one = started(work)
    sent = work.send(f"{at(one)}/kontakt", side="firm", navn="Faglig Leder", telefon="74 00 00 00")
    assert sent.status_code == 303
    assert "Faglig Leder" in words_of(work.get(at(one)))
    with database.reading() as connection:
        assert set(contacts(connection, UNIT, work.candidate, work.opening)) == {"firm"}
        assert "Leder" not in repr(list(decisions(connection)))
    refused = work.send(f"{at(one)}/kontakt", side="nav", navn="Kari 01010112345")
    assert refused.status_code == 422
    assert "01010112345" not in refused.text
    for form in ({"navn": "Kari", "telefon": "0101011--------2345"}, {"navn": "010101Kari12345"}):
        assert work.send(f"{at(one)}/kontakt", side="nav", **form).status_code == 422
    assert work.send(f"{at(one)}/kontakt", side="mor", navn="Kari").status_code == 422


def test_talks_of_the_week_come_first_due_first_and_late_ones_apart(work: AtWork) -> None:
    one = started(work)
    work.send(f"{at(one)}/samtaler", dag="2026-11-22")
    told = words_of(work.get("/samtaler"))
    late, _, week = told.partition("Samtaler som skal holdes denne uken")
    assert "17.08.2026" in late
    assert "22.11.2026" in week
    assert "03.02.2027" not in told


def test_the_calendar_file_has_what_is_due_and_no_name(work: AtWork) -> None:
    started(work)
    for address in ("/samtaler/kalender.ics", f"{ROUND}/samtaler.ics"):
        answer = work.get(address)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.text.count("BEGIN:VEVENT") == 7
        assert work.candidate not in answer.text


def test_who_has_not_begun_or_has_left_has_no_talks(work: AtWork, database: Database) -> None:
    one = work.at(Status.CONTRACT)
    for form in ({"dag": ""}, {"dag": "2026-12-01"}):
        assert work.send(f"{at(one)}/samtaler", **form).status_code == 409
    other = work.at(Status.MEETING, work.people[0])
    for address, form in (("samtaler", {"dag": ""}), ("kontakt", {"side": "nav", "navn": "Kari"})):
        assert work.send(f"{at(other)}/{address}", **form).status_code == 404
    assert talks(database) == []
