"""The list of an opening on its page: each step by a named person from our own page, seen by those it is for."""

import re

import httpx
import pytest
from sqlalchemy import select

from service.access import Role
from service.actors import LoopbackActor
from service.app import create_service
from service.calculating import calculate
from service.guard import Guard
from service.kept import KeptRounds
from service.records import Records
from service.statuses import Ending, Status
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.hiding import hide
from service.store.tables.lists import entry, place
from service.store.tables.records import lookup
from tests.service.asked import actor as somebody
from tests.service.asked import ask, service_for
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database

OURS = {"sec-fetch-site": "same-origin"}
WAY = (Status.ASKED, Status.AGREED, Status.PRESENTED, Status.MEETING, Status.TRIAL, Status.OFFERED)
FULL = {"prosent": "100", "fra": "2027-08-01"}


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


class Desk:
    """Somebody at an office, with an opening and two people."""

    def __init__(
        self, rounds: KeptRounds, role: Role = Role.MARKET_CONTACT, office: str = "steinkjer"
    ) -> None:
        actors = LoopbackActor(somebody(role, [office]))
        self.service: Guard = create_service(rounds, actors, (), Records(rounds.database, clock))
        plan = rounds[NAME].plan
        self.opening = plan.assignments[0].opening
        self.other = next(one.opening for one in plan.assignments if one.opening != self.opening)
        self.candidate, self.second = plan.assignments[0].candidate, plan.unassigned[0].candidate
        self.page = f"/runder/{NAME}/lareplasser/{self.opening}/liste"

    def get(self) -> httpx.Response:
        return ask(self.service, self.page)

    def send(self, address: str, /, **form: str) -> httpx.Response:
        return ask(self.service, address, "POST", headers=OURS, form=form)

    def put(self, candidate: str | None = None) -> str:
        """The person put on the list; the beginning of the addresses of her steps."""
        sent = self.send(self.page, kandidat=candidate or self.candidate)
        assert sent.status_code == 303, sent.text
        assert sent.headers["location"].startswith(self.page)
        return f"/runder/{NAME}/liste/" + sent.headers["location"].rpartition("#k")[2]

    def step(self, at: str, to: Status, version: int, **more: str) -> httpx.Response:
        return self.send(f"{at}/steg", til=to, versjon=str(version), **more)

    def go(self, at: str, *way: Status, version: int = 1) -> int:
        """Steps taken one after the other; the version afterwards."""
        for to in way:
            assert self.step(at, to, version, **(FULL if to is Status.CONTRACT else {})).status_code == 303
            version += 1
        return version


@pytest.fixture
def desk(rounds: KeptRounds) -> Desk:
    return Desk(rounds)


def standing(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(entry.c.status).order_by(entry.c.key)).scalars())


def test_a_person_goes_from_the_list_to_a_place_and_on(desk: Desk, database: Database) -> None:
    at = desk.put()
    version = desk.go(at, *WAY, Status.CONTRACT, Status.STARTED)
    assert standing(database) == ["started"]
    assert "Startet" in desk.get().text
    with database.reading() as connection:
        held = connection.execute(select(place.c.percent, place.c.held)).one()
        told = [one.facts["after"] for one in decisions(connection) if one.thing == "entry"]
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


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://forged.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(
    desk: Desk, database: Database, headers: dict[str, str]
) -> None:
    form = {"kandidat": desk.candidate}
    answer = ask(desk.service, desk.page, "POST", headers=headers, form=form)
    assert answer.status_code == 403
    assert standing(database) == []


def test_an_older_browser_is_known_by_the_origin_it_names(desk: Desk) -> None:
    origin, form = {"origin": "http://127.0.0.1:8000"}, {"kandidat": desk.candidate}
    assert ask(desk.service, desk.page, "POST", headers=origin, form=form).status_code == 303


@pytest.mark.parametrize(
    ("role", "office"),
    [
        (Role.MARKET_CONTACT, "levanger"),
        (Role.COUNTY, "steinkjer"),
        (Role.PLANNER, "steinkjer"),
        (Role.AUDITOR, "steinkjer"),
        (Role.ADMIN, "steinkjer"),
        (Role.EMPLOYER, "steinkjer"),
    ],
)
def test_whose_list_it_is_not_finds_none_and_changes_none(
    rounds: KeptRounds, desk: Desk, database: Database, role: Role, office: str
) -> None:
    at, other = desk.put(), Desk(rounds, role, office)
    assert other.get().status_code == 404
    for answer in (
        other.send(other.page, kandidat=other.second),
        other.step(at, Status.ASKED, 1),
        other.send(f"{at}/angre", versjon="1"),
    ):
        assert answer.status_code == 404
    assert standing(database) == ["proposed"]


def test_nobody_with_an_address_restriction_is_put_on_a_list_or_found_on_one(
    desk: Desk, database: Database
) -> None:
    at = desk.put()
    with database.writing() as connection:
        hide(connection, "steinkjer", [desk.candidate, desk.second])
    assert desk.get().status_code == 404  # until the round is calculated without them
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert desk.candidate not in desk.get().text
    assert desk.send(desk.page, kandidat=desk.second).status_code == 404
    assert desk.step(at, Status.ASKED, 1).status_code == 404
    assert standing(database) == ["proposed"]
    with database.reading() as connection:
        told = connection.execute(select(lookup.c.action, lookup.c.denied).where(lookup.c.denied)).all()
    assert [tuple(one) for one in told] == [("list", True), ("step", True)]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"til": "asked"},
        {"til": "splendid", "versjon": "1"},
        {"til": "asked", "versjon": "0"},
        {"til": "asked", "versjon": "x"},
        {"til": "asked", "versjon": "1", "grunn": "because"},
        {"til": "asked", "versjon": "1", "frist": "i morgen"},
        {"til": "contract", "versjon": "1", "fra": "2027-08-01"},
        {"til": "contract", "versjon": "1", "prosent": "101", "fra": "2027-08-01"},
        {"til": "contract", "versjon": "1", "prosent": "50"},
        {"til": "contract", "versjon": "1", "prosent": "50", "fra": "2027-08-01", "slutt": "2027-07-01"},
        {f"felt{number}": "x" for number in range(30)},
        {"til": "asked", "versjon": "1", "mye": "x" * 20_000},
    ],
)
def test_a_form_that_cannot_be_understood_changes_nothing(
    desk: Desk, database: Database, form: dict[str, str]
) -> None:
    at = desk.put()
    assert desk.send(f"{at}/steg", **form).status_code == 422
    assert standing(database) == ["proposed"]


def test_what_is_no_form_is_not_read(desk: Desk, database: Database) -> None:
    headers = {**OURS, "content-type": "application/json"}
    assert ask(desk.service, desk.page, "POST", headers=headers).status_code == 422
    assert standing(database) == []


def test_looking_at_a_list_changes_nothing_but_the_log_of_who_has_looked(
    desk: Desk, database: Database
) -> None:
    desk.put()
    with database.reading() as connection:
        before = len(list(decisions(connection)))
    desk.get()
    with database.reading() as connection:
        assert len(list(decisions(connection))) == before
        (shown,) = connection.execute(select(lookup)).all()
    assert (shown.action, len(shown.persons), shown.denied) == ("list", 1, False)


def test_a_round_that_is_not_kept_has_no_lists() -> None:
    page = "/runder/innherred/lareplasser/I01/liste"
    assert ask(service_for(), page).status_code == 404
    assert ask(service_for(), page, "POST", headers=OURS).status_code == 405


def test_an_opening_leads_to_its_list(desk: Desk) -> None:
    told = ask(desk.service, desk.page.removesuffix("/liste")).text
    assert f'href="{desk.page}"' in told
