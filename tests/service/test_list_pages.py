"""The list of an opening on its page: each step of a person on it, taken, refused and undone."""

import re

from sqlalchemy import select

from service.shown.kept import KeptRounds
from service.statuses import Ending, Status
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.tables.lists import place
from tests.service.at_desk import FULL, WAY, Desk, standing
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.test_kept import NAME


def test_a_person_goes_from_the_list_to_a_place_and_on(desk: Desk, database: Database) -> None:
    at = desk.put()
    version = desk.go(at, *WAY, Status.CONTRACT, Status.STARTED)
    assert standing(database) == ["started"]
    assert "Startet" in desk.get().text
    with database.reading() as connection:
        held = connection.execute(select(place.c.percent, place.c.held)).one()
        told = [one.facts["after"] for one in decisions(connection) if "after" in one.facts]
        assert verify(connection).broken_at is None
    assert tuple(held) == (100, True)
    assert told == ["proposed", *WAY, "contract", "started"]
    assert version == 1 + len(WAY) + 2


def test_the_page_offers_the_steps_that_lead_on_and_no_other(desk: Desk) -> None:
    at = desk.put()
    for version, status in enumerate((Status.PROPOSED, *WAY), 1):
        if version > 1:
            desk.go(at, status, version=version - 1)
        offered = set(re.findall(r'name="til" value="(\w+)"', desk.get().text))
        able = {
            Status.PROPOSED: {"asked"},
            Status.ASKED: {"agreed"},
            Status.AGREED: {"presented", "meeting"},
            Status.PRESENTED: {"meeting"},
            Status.MEETING: {"trial", "offered"},
            Status.TRIAL: {"offered"},
            Status.OFFERED: {"contract"},
        }
        assert offered == able[status]


def test_what_may_be_said_aloud_waits_for_both_to_say_yes(desk: Desk) -> None:
    at = desk.put()
    version = desk.go(at, Status.ASKED, Status.AGREED, Status.PRESENTED)
    assert "Begge har sagt ja" not in desk.get().text
    desk.go(at, Status.MEETING, version=version)
    assert "Begge har sagt ja" in desk.get().text


def test_where_else_she_stands_is_told_as_a_number(desk: Desk, rounds: KeptRounds) -> None:
    desk.put()
    assert "annen liste" not in desk.get().text
    elsewhere = f"/runder/{NAME}/lareplasser/{desk.other}/liste"
    key = desk.send(elsewhere, kandidat=desk.candidate).headers["location"].rpartition("#k")[2]
    assert "Står på 1 annen liste." in desk.get().text
    desk.go(f"/runder/{NAME}/liste/{key}", Status.ASKED, Status.AGREED, Status.PRESENTED)
    assert "Står på 1 annen liste, presentert hos 1." in desk.get().text


def test_a_fixed_job_needs_the_last_day_of_the_place(desk: Desk, database: Database) -> None:
    at = desk.put()
    version = desk.go(at, *WAY, Status.CONTRACT, Status.STARTED, Status.TEST_PASSED)
    assert "Har fått fast jobb" in desk.get().text
    assert desk.step(at, Status.FIXED_JOB, version).status_code == 409
    assert desk.step(at, Status.FIXED_JOB, version, siste="2029-08-01").status_code == 303
    assert standing(database) == ["fixed_job"]


def test_an_end_needs_its_reason_and_is_undone_by_a_step_of_its_own(desk: Desk, database: Database) -> None:
    at = desk.put()
    version = desk.go(at, Status.ASKED)
    bare = desk.step(at, Status.SAID_NO, version)
    assert bare.status_code == 409
    assert "skal ha en grunn" in bare.text
    assert desk.step(at, Status.SAID_NO, version, grunn=Ending.TRAVEL).status_code == 303
    assert standing(database) == ["said_no"]
    assert desk.send(f"{at}/angre", versjon=str(version + 1)).status_code == 303
    assert standing(database) == ["asked"]


def test_two_who_work_at_once_do_not_write_over_each_other(desk: Desk, database: Database) -> None:
    at = desk.put()
    desk.go(at, Status.ASKED)
    late = desk.step(at, Status.WITHDRAWN, 1, grunn=Ending.TRAVEL)
    assert late.status_code == 409
    assert "Noen andre har endret dette" in late.text
    assert standing(database) == ["asked"]


def test_a_seat_is_given_once(desk: Desk, database: Database) -> None:
    first, second = desk.put(), desk.put(desk.second)
    with database.reading() as connection:
        seats = connection.exec_driver_sql(
            "SELECT tenths FROM opening WHERE id = ?", (desk.opening,)
        ).scalar_one()
    desk.go(first, *WAY, Status.CONTRACT)
    version = desk.go(second, *WAY)
    answer = desk.step(second, Status.CONTRACT, version, **FULL)
    assert answer.status_code == (409 if seats == 10 else 303)
    assert ("Plassen er opptatt" in answer.text) is (seats == 10)
