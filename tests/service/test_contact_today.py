"""The day of somebody who works with lists: what waits, what is due, each a way to the person on her list."""

import re

from sqlalchemy import select

from service.access import Role
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.hiding import hide
from service.store.tables.records import lookup
from tests.service.asked import ask, service_for
from tests.service.at_desk import Desk
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.test_kept import BY, NAME


def section(desk: Desk, name: str) -> str:
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', desk.get("/").text, re.DOTALL)
    return found.group() if found else ""


def test_an_empty_day_says_so_and_leads_on(desk: Desk) -> None:
    told = desk.text("/")
    assert "Ingenting venter på svar, og ingen frister er nær." in told
    assert "20 læreplasser har plass, og ingen er spurt." in told
    assert "Ny læreplass på telefonen" in told
    assert "Innherred" in told


def test_a_deadline_stands_where_it_belongs_with_a_way_to_the_person(desk: Desk) -> None:
    at = desk.put()
    key = at.rpartition("/")[2]
    desk.send(f"{at}/steg", til="asked", versjon="1", frist="2026-11-20")
    passed = section(desk, "passed")
    assert f'href="{desk.page}#k{key}"' in passed
    assert desk.candidate in passed
    assert "20.11.2026" in passed
    desk.send(f"{at}/angre", versjon="2")
    assert section(desk, "passed") == ""
    desk.send(f"{at}/steg", til="asked", versjon="3", frist="2026-11-28")
    assert desk.candidate in section(desk, "week")
    desk.send(f"{at}/angre", versjon="4")
    desk.send(f"{at}/steg", til="asked", versjon="5", frist="2026-11-29")
    assert desk.candidate in section(desk, "waiting")


def test_an_opening_where_somebody_is_asked_is_no_longer_without_anybody(desk: Desk) -> None:
    assert desk.page in section(desk, "ingen-spurt")
    at = desk.put()
    assert "1 på listen" in section(desk, "ingen-spurt")
    desk.go(at, Status.ASKED)
    assert desk.page not in section(desk, "ingen-spurt")


def test_those_on_the_page_are_kept_as_shown_and_an_empty_day_shows_nobody(
    desk: Desk, database: Database
) -> None:
    desk.get("/")
    with database.reading() as connection:
        assert connection.execute(select(lookup)).all() == []
    desk.go(desk.put(), Status.ASKED)
    desk.get("/")
    with database.reading() as connection:
        (shown,) = connection.execute(select(lookup)).all()
    assert (shown.action, len(shown.persons)) == ("today", 1)


def test_another_office_sees_nothing_of_the_day(desk: Desk, rounds: KeptRounds) -> None:
    desk.go(desk.put(), Status.ASKED)
    other = Desk(rounds, office="levanger")
    told = other.text("/")
    assert desk.candidate not in told
    assert NAME not in told


def test_who_does_not_work_with_lists_is_met_by_the_rounds(rounds: KeptRounds) -> None:
    told = Desk(rounds, Role.COUNTY).text("/")
    assert "I dag" not in told
    assert "Innherred" in told
    assert "I dag" not in ask(service_for(Role.MARKET_CONTACT), "/").text  # no round there is kept


def test_an_adviser_has_a_day_and_names_no_openings(rounds: KeptRounds) -> None:
    told = Desk(rounds, Role.ADVISER).text("/")
    assert "I dag" in told
    assert "Ny læreplass på telefonen" not in told


def test_no_id_of_a_person_stands_in_an_address_of_the_day(desk: Desk, rounds: KeptRounds) -> None:
    desk.go(desk.put(), Status.ASKED)
    addresses = re.findall(r'href="([^"]+)"', desk.get("/").text)
    assert not any(name in re.split(r"\W", one) for one in addresses for name in rounds[NAME].person_rows)


def test_nobody_hidden_is_on_the_page_of_the_day(desk: Desk, database: Database) -> None:
    desk.go(desk.put(), Status.ASKED)
    with database.writing() as connection:
        hide(connection, "steinkjer", [desk.candidate], BY)
    assert desk.candidate not in desk.text("/")
