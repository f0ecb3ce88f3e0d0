"""What a firm has answered is taken down for several people at once: all or none, and each can be taken back."""

import re

import pytest
from sqlalchemy import select

from service.access import Role
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.entries import Entry
from service.store.tables.lists import entry
from tests.service.standing import AtWork
from tests.service.test_kept import database as database


@pytest.fixture
def work(database: Database) -> AtWork:
    return AtWork(database)


def said(one: Entry, says: str, **more: str) -> dict[str, str]:
    """The fields of an answer about one person."""
    rest = {f"{name}-{one.key}": value for name, value in more.items()}
    return {f"svar-{one.key}": says, f"versjon-{one.key}": str(one.version), **rest}


def test_answers_about_several_are_kept_together(work: AtWork, database: Database) -> None:
    one, two, three = (
        work.at(Status.AGREED),
        work.at(Status.PRESENTED, work.people[0]),
        work.at(Status.AGREED, work.people[1]),
    )
    form = said(one, "meet") | said(two, "no", grunn="skills") | said(three, "later", frist="2026-12-01")
    answer = work.send(f"{work.page}/svar", **form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{work.page}/svar")
    assert work.statuses() == ["meeting", "turned_down", "presented"]
    with database.reading() as connection:
        assert (
            str(connection.execute(select(entry.c.due).where(entry.c.key == three.key)).scalar())
            == "2026-12-01"
        )
        assert verify(connection).broken_at is None
        last = list(decisions(connection))[-3:]
    assert [one.facts["after"] for one in last] == ["meeting", "turned_down", "presented"]


def test_a_firm_may_come_back_once_more(work: AtWork, database: Database) -> None:
    one = work.at(Status.PRESENTED)
    assert work.send(f"{work.page}/svar", **said(one, "later", frist="2026-12-01")).status_code == 303
    assert work.statuses() == ["presented"]
    assert "Svar ventes 01.12.2026." in work.get(f"{work.page}/svar").text
    with database.reading() as connection:
        assert list(decisions(connection))[-1].action == "wait"


@pytest.mark.parametrize(
    ("says", "more", "status", "told"),
    [
        ("no", {}, 409, "skal ha en grunn"),
        ("later", {}, 409, "Skriv hvilken dag svaret kommer"),
        ("meet", {"versjon": "1"}, 409, "Noen andre har endret dette"),
        ("maybe", {}, 422, "kan ikke forstås"),
        ("no", {"grunn": "because"}, 422, "kan ikke forstås"),
        ("later", {"frist": "snart"}, 422, "kan ikke forstås"),
    ],
)
def test_where_one_cannot_be_kept_none_is(
    work: AtWork, says: str, more: dict[str, str], status: int, told: str
) -> None:
    one, two = work.at(Status.AGREED), work.at(Status.AGREED, work.people[0])
    answer = work.send(f"{work.page}/svar", **(said(one, "meet") | said(two, says, **more)))
    assert answer.status_code == status
    assert told in answer.text
    assert work.statuses() == ["agreed", "agreed"]
    if status == 409:
        assert "Kandidat 2:" in answer.text


def test_a_form_without_an_answer_is_not_understood(work: AtWork) -> None:
    work.at(Status.AGREED)
    assert work.send(f"{work.page}/svar").status_code == 422


def test_an_answer_is_taken_back(work: AtWork) -> None:
    one = work.at(Status.AGREED)
    work.send(f"{work.page}/svar", **said(one, "no", grunn="filled"))
    assert work.statuses() == ["turned_down"]
    back = {"hvem": str(one.key), "versjon": str(one.version + 1)}
    assert work.send(f"{work.page}/svar/angre", **back).status_code == 303
    assert work.statuses() == ["agreed"]
    assert work.send(f"{work.page}/svar/angre", **back).status_code == 409


def test_the_page_tells_who_waits_and_who_has_an_answer_by_the_numbers_of_the_sheet(work: AtWork) -> None:
    work.at(Status.ASKED)
    for status, candidate in ((Status.PRESENTED, work.people[0]), (Status.MEETING, work.people[1])):
        work.at(status, candidate)
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", work.get(f"{work.page}/svar").text))
    waits, _, answered = told.partition("Har fått svar")
    assert re.findall(r"Kandidat (\d) \((\w+)\)", waits) == [("1", work.people[0])]
    assert re.findall(r"Kandidat (\d) \((\w+)\)", answered) == [("2", work.people[1])]


def test_an_answer_about_somebody_on_another_list_changes_nothing(work: AtWork) -> None:
    here, there = work.at(Status.AGREED), work.at(Status.AGREED, work.people[0], place="L20")
    answer = work.send(f"{work.page}/svar", **(said(here, "meet") | said(there, "meet")))
    assert answer.status_code == 404
    assert work.statuses() == ["agreed", "agreed"]


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        (Role.MARKET_CONTACT, "levanger"),
        (Role.COUNTY, "steinkjer"),
        (Role.EMPLOYER, "steinkjer"),
        (Role.AUDITOR, "steinkjer"),
    ],
)
def test_whose_list_it_is_not_takes_nothing_down(
    work: AtWork, database: Database, role: Role, unit: str
) -> None:
    one, other = work.at(Status.AGREED), AtWork(database, role, unit)
    assert other.get(f"{work.page}/svar").status_code == 404
    assert other.send(f"{work.page}/svar", **said(one, "meet")).status_code == 404
    assert work.statuses() == ["agreed"]
