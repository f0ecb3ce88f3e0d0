"""All that is kept of a person can be given to her, with who has looked; and it all goes if she asks for that."""

import json
import re

import httpx
import pytest
from sqlalchemy import func, select

from matching.wording import Words
from service.access import Role
from service.actors import LoopbackActor
from service.app import create_service
from service.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import Step, propose, step
from service.store.erasure import OF_ENTRY, OF_PERSON
from service.store.identities import Identity, remember
from service.store.own import KEYS
from service.store.tables.identities import contact, identity
from service.store.tables.records import decision, lookup
from service.store.tables.rounds import opening, person
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, LEAD, NAME, NOW, clock, desk_of
from tests.service.test_kept import database as database

OURS = {"Sec-Fetch-Site": "same-origin"}


class Desk:
    """A programme lead's service on a kept round, and somebody who has been asked about a place."""

    def __init__(self, database: Database) -> None:
        self.rounds = KeptRounds(database, CATALOGUE, clock)
        self.database = database
        plan = self.rounds[NAME].plan
        self.candidate, self.opening = plan.assignments[0].candidate, plan.assignments[0].opening
        with database.writing() as connection:
            who, where = (
                connection.execute(select(table.c.key).where(table.c.id == name)).scalar_one()
                for table, name in ((person, self.candidate), (opening, self.opening))
            )
            entry = propose(connection, 1, where, who, By(LEAD, NOW))
            step(connection, entry.key, 1, Step(to=Status.ASKED), By(LEAD, NOW))
            remember(connection, "steinkjer", self.candidate, Identity("Planted Name", "99999999"))
        self.address = f"/runder/{NAME}/kandidater/{self.rounds[NAME].ref_of(self.candidate)}"

    def ask(self, address: str, role: Role = Role.PROGRAMME_LEAD) -> httpx.Response:
        actors = LoopbackActor(somebody(role, ["steinkjer"]))
        return ask(create_service(self.rounds, actors, (), desk_of(self.database)), address)

    def post(self, address: str, form: dict[str, str]) -> httpx.Response:
        actors = LoopbackActor(somebody(Role.PROGRAMME_LEAD, ["steinkjer"]))
        service = create_service(self.rounds, actors, (), desk_of(self.database))
        return ask(service, address, "POST", headers=OURS, form=form)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_the_file_has_every_row_about_her_and_none_of_anybody_else(desk: Desk) -> None:
    answer = desk.ask(f"{desk.address}/opplysninger/fil")
    assert answer.headers["content-disposition"] == 'attachment; filename="opplysninger.json"'
    told = json.loads(answer.text)
    assert {table.name for table in (*OF_PERSON, *OF_ENTRY)} <= set(told)
    assert told["person"][0]["id"] == desk.candidate
    assert [one["after"] for one in told["entry_event"]] == ["proposed", "asked"]
    assert told["entry"][0]["opening"] == desk.opening
    assert told["identity"] == [{"unit": "steinkjer", "name": "Planted Name", "phone": "99999999"}]
    assert [one["action"] for one in told["decision"]] == ["propose", "step"]
    others = set(desk.rounds[NAME].person_rows) - {desk.candidate}
    assert not others & set(re.findall(r"[\w-]+", answer.text))


def test_who_has_looked_is_told_and_that_it_is_told_is_the_last(desk: Desk) -> None:
    desk.ask(desk.address, Role.MARKET_CONTACT)
    told = json.loads(desk.ask(f"{desk.address}/opplysninger/fil").text)["lookup"]
    assert [(one["role"], one["action"]) for one in told] == [
        ("market_contact", "person"),
        ("programme_lead", "own"),
    ]
    page = desk.ask(f"{desk.address}/opplysninger")
    assert "Hvem som har sett" in page.text
    assert "Planted Name" in page.text


@pytest.mark.parametrize("role", [Role.MARKET_CONTACT, Role.ADVISER, Role.COUNTY, Role.PLANNER, Role.ADMIN])
def test_it_is_given_by_those_alone_who_may_read_the_log(desk: Desk, role: Role) -> None:
    assert desk.ask(f"{desk.address}/opplysninger", role).status_code == 404
    assert desk.ask(f"{desk.address}/slett", role).status_code == 404


def test_what_would_go_is_shown_first_and_goes_where_it_is_still_the_same(desk: Desk) -> None:
    page = desk.ask(f"{desk.address}/slett").text
    form = dict(re.findall(r'name="([a-z_]+)" value="(\d+)"', page))
    assert form["entry_event"] == "2"
    changed = desk.post(f"{desk.address}/slett", {**form, "entry": "7"})
    assert changed.status_code == 409
    assert "Ingenting er slettet" in changed.text
    assert desk.post(f"{desk.address}/slett", form).status_code == 303
    with desk.database.reading() as connection:
        hers = select(func.count()).select_from(person).where(person.c.id == desk.candidate)
        assert connection.execute(hers).scalar_one() == 0
    assert desk.ask(desk.address).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_letter_says_what_counted_who_decided_and_how_to_object(desk: Desk, language: str) -> None:
    number = [one.candidate for one in desk.rounds[NAME].plan.assignments].index(desk.candidate) + 1
    letter = desk.ask(f"/runder/{NAME}/forslag/{number}/brev?mal={language}").text
    for heading in {
        "nb": ("Dette telte", "Dette kan endre forslaget", "Er noe feil, eller er du uenig?"),
        "nn": ("Dette talde", "Dette kan endre forslaget", "Er noko feil, eller er du usamd?"),
    }[language]:
        assert heading in letter
    assert f'<div class="innenfor-stack" lang="{language}">' in letter
    others = set(desk.rounds[NAME].person_rows) - {desk.candidate}
    assert not others & set(re.findall(r"[\w-]+", letter))


def test_how_often_proposals_are_turned_down_is_told_to_those_who_may_read_the_log(desk: Desk) -> None:
    page = desk.ask("/overstyring").text
    assert "Overstyring" in page
    assert "for få til å si noe" in page
    assert desk.ask("/overstyring", Role.MARKET_CONTACT).status_code == 404


def test_every_column_the_store_has_of_a_person_has_a_name_on_the_page() -> None:
    words = Words(CATALOGUE)
    tables = (*OF_PERSON, *OF_ENTRY, person, identity, contact, decision, lookup)
    for column in {column.name for table in tables for column in table.columns} - KEYS - {"persons"}:
        assert words.say(f"records.column.{column}")
