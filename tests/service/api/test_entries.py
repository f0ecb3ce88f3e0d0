"""Programs read lists and take steps, each with the version it rests on; nothing is written over."""

from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.lookups import looked_at
from service.store.tables.rounds import person
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of
from tests.service.test_kept import database as database

API = f"/api/v1/rounds/{NAME}"
OURS = {"Origin": "http://127.0.0.1:8000"}


class Desk:
    """A program's service on a kept round, one opening, and somebody who is on no list."""

    def __init__(self, database: Database, role: Role = Role.MARKET_CONTACT) -> None:
        rounds = KeptRounds(database, CATALOGUE, clock)
        actors = LoopbackActor(somebody(role, ["steinkjer"]))
        self.service: Guard = create_service(rounds, actors, desk_of(database))
        self.opening = rounds[NAME].plan.assignments[0].opening
        self.candidate = rounds[NAME].plan.unassigned[0].candidate
        self.list = f"{API}/openings/{self.opening}/entries"

    def post(self, address: str, told: object, **headers: str) -> httpx.Response:
        return ask(self.service, address, "POST", headers={**OURS, **headers}, told=told)

    def put(self) -> Any:
        answer = self.post(self.list, {"candidate": self.candidate})
        assert answer.status_code == 201
        return answer.json()


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_a_person_is_put_on_a_list_and_taken_on_and_back(desk: Desk) -> None:
    entry = desk.put()
    assert (entry["candidate"], entry["status"], entry["version"]) == (desk.candidate, "proposed", 1)
    steps = f"{API}/entries/{entry['key']}/steps"
    asked = desk.post(steps, {"to": "asked", "due": "2026-12-01"}, **{"If-Match": '"1"'})
    assert asked.status_code == 200
    assert asked.headers["etag"] == '"2"'
    assert (asked.json()["status"], asked.json()["due"]) == ("asked", "2026-12-01")
    back = desk.post(f"{API}/entries/{entry['key']}/undo", None, **{"If-Match": '"2"'})
    assert back.json()["status"] == "proposed"
    (listed,) = ask(desk.service, desk.list).json()
    assert listed == back.json()


def test_putting_somebody_on_a_list_twice_is_putting_her_there_once(desk: Desk) -> None:
    assert desk.put() == desk.put()
    assert len(ask(desk.service, desk.list).json()) == 1


def test_a_step_without_the_version_it_rests_on_is_not_taken(desk: Desk) -> None:
    steps = f"{API}/entries/{desk.put()['key']}/steps"
    assert desk.post(steps, {"to": "asked"}).status_code == 428
    for old in ("2", "x", "", "9" * 30):
        answer = desk.post(steps, {"to": "asked"}, **{"If-Match": f'"{old}"'})
        assert (answer.status_code, answer.headers["content-type"]) == (412, "application/problem+json")
    assert ask(desk.service, desk.list).json()[0]["status"] == "proposed"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"to": "contract", "place": {"percent": 100, "first": "2027-08-01"}}, "step"),
        ({"to": "withdrawn"}, "reason"),
        ({"to": "asked", "reason": "travel"}, "reason"),
        ({"to": "asked", "place": {"percent": 100, "first": "2027-08-01", "last": "2027-01-01"}}, "place"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(desk: Desk, wanted: dict[str, Any], code: str) -> None:
    answer = desk.post(f"{API}/entries/{desk.put()['key']}/steps", wanted, **{"If-Match": "1"})
    assert (answer.status_code, answer.json()["code"]) == (409, code)


@pytest.mark.parametrize("told", [{}, {"to": "flown"}, {"to": "asked", "more": 1}, [], "x", {"to": None}])
def test_what_is_no_step_is_not_understood(desk: Desk, told: object) -> None:
    answer = desk.post(f"{API}/entries/{desk.put()['key']}/steps", told, **{"If-Match": "1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request")


def test_nobody_who_is_not_there_is_put_on_a_list(desk: Desk) -> None:
    assert desk.post(desk.list, {"candidate": "NOBODY"}).status_code == 404
    assert desk.post(f"{API}/entries/999/undo", None, **{"If-Match": "1"}).status_code == 404


def test_the_county_reads_no_list_and_the_auditor_takes_no_step(database: Database) -> None:
    key = Desk(database).put()["key"]
    for role in (Role.COUNTY, Role.AUDITOR, Role.PLANNER):
        desk = Desk(database, role)
        assert ask(desk.service, desk.list).status_code == 404
        answer = desk.post(f"{API}/entries/{key}/steps", {"to": "asked"}, **{"If-Match": "1"})
        assert answer.status_code == 404


def test_who_is_shown_is_kept(desk: Desk, database: Database) -> None:
    desk.put()
    ask(desk.service, desk.list)
    with database.reading() as connection:
        key = connection.execute(select(person.c.key).where(person.c.id == desk.candidate)).scalar_one()
        assert [one.action for one in looked_at(connection, key)] == ["list", "list"]


def test_a_page_elsewhere_can_take_no_step(desk: Desk) -> None:
    told = {"candidate": desk.candidate}
    answer = ask(desk.service, desk.list, "POST", headers={"Origin": "http://elsewhere.example"}, told=told)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")


def test_the_day_a_place_begins_is_kept_as_it_was_sent(desk: Desk) -> None:
    entry, version = desk.put()["key"], 1
    for wanted in ("asked", "agreed", "meeting", "offered"):
        answer = desk.post(f"{API}/entries/{entry}/steps", {"to": wanted}, **{"If-Match": str(version)})
        version = answer.json()["version"]
    place = {"percent": 50, "first": str(date(2027, 8, 1))}
    told = {"to": "contract", "place": place}
    answer = desk.post(f"{API}/entries/{entry}/steps", told, **{"If-Match": str(version)})
    assert answer.json()["status"] == "contract"
