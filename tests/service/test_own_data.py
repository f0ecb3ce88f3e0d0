"""All that is kept of a person can be given to her, with who has looked; and it all goes if she asks for that."""

import json
import re
from itertools import product

import httpx
import pytest
from sqlalchemy import func, insert, select

from matching.wording import Words
from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import By
from service.store.drafts import put
from service.store.entries import Step, propose, step
from service.store.erasure import OF_ENTRY, OF_PERSON, of_person
from service.store.identities import Identity, remember
from service.store.own import KEYS, own_data
from service.store.rounds import decide
from service.store.tables.identities import contact, identity
from service.store.tables.records import decision, lookup
from service.store.tables.rounds import confirmation, opening, person
from tests.service.asked import actor as somebody
from tests.service.asked import ask, samples, service_for
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
        return ask(create_service(self.rounds, actors, desk_of(self.database)), address)

    def post(self, address: str, form: dict[str, str], role: Role = Role.PROGRAMME_LEAD) -> httpx.Response:
        actors = LoopbackActor(somebody(role, ["steinkjer"]))
        service = create_service(self.rounds, actors, desk_of(self.database))
        return ask(service, address, "POST", headers=OURS, form=form)

    def handed_out(self) -> httpx.Response:
        return self.post(f"{self.address}/opplysninger/fil", {})


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_the_file_has_every_row_about_her_and_none_of_anybody_else(desk: Desk) -> None:
    answer = desk.handed_out()
    assert answer.headers["content-disposition"] == 'attachment; filename="opplysninger.json"'
    told = json.loads(answer.text)
    assert {table.name for table in (*OF_PERSON, *OF_ENTRY)} <= set(told)
    assert told["person"][0]["id"] == desk.candidate
    assert [one["after"] for one in told["entry_event"]] == ["proposed", "asked"]
    assert told["entry"][0]["opening"] == desk.opening
    assert told["identity"] == [{"unit": "steinkjer", "name": "Planted Name", "phone": "99999999"}]
    assert [one["action"] for one in told["decision"]] == ["propose", "step", "hand_out"]
    others = set(desk.rounds[NAME].person_rows) - {desk.candidate}
    assert not others & set(re.findall(r"[\w-]+", answer.text))


def test_who_has_looked_is_told_and_that_it_is_told_is_the_last(desk: Desk) -> None:
    desk.ask(desk.address, Role.MARKET_CONTACT)
    page = desk.ask(f"{desk.address}/opplysninger").text
    told = page.partition("Hvem som har sett</h2>")[2]
    assert told.index("markedskontakt") < told.index("Det som er lagret om en kandidat")
    told = json.loads(desk.handed_out().text)["lookup"]
    assert [(one["role"], one["action"]) for one in told] == [
        ("market_contact", "person"),
        ("programme_lead", "own"),
        ("programme_lead", "hand_out"),
    ]


def test_who_looked_in_a_role_there_is_no_more_is_told_by_its_code(desk: Desk) -> None:
    desk.ask(desk.address, Role.MARKET_CONTACT)
    with desk.database.writing() as connection:
        connection.execute(lookup.update().values(role="career_guide", action="gone"))
    answer = desk.ask(f"{desk.address}/opplysninger")
    assert answer.status_code == 200
    told = answer.text.partition("Hvem som har sett</h2>")[2]
    assert "career_guide" in told
    assert "gone" in told


def test_what_she_is_called_is_in_the_file_alone_and_that_it_was_handed_out_is_a_decision(desk: Desk) -> None:
    page = desk.ask(f"{desk.address}/opplysninger").text
    assert "Planted Name" not in page
    assert "99999999" not in page
    assert desk.ask(f"{desk.address}/opplysninger/fil").status_code == 404
    desk.handed_out()
    with desk.database.reading() as connection:
        last = connection.execute(select(decision).order_by(decision.c.number.desc()).limit(1)).one()
        hers = connection.execute(select(person.c.key).where(person.c.id == desk.candidate)).scalar_one()
    assert (last.action, last.thing, last.key, last.actor) == (
        "hand_out",
        "person",
        hers,
        "test-programme_lead",
    )


def test_it_is_given_by_who_leads_the_programme_alone(desk: Desk) -> None:
    agreed = desk.rounds[NAME].ref_of(min(desk.rounds[NAME].agreed))
    for role, address in product(
        sorted(set(Role) - {Role.PROGRAMME_LEAD}), (desk.address, f"/runder/{NAME}/kandidater/{agreed}")
    ):
        assert desk.ask(f"{address}/opplysninger", role).status_code == 404, role
        assert desk.post(f"{address}/opplysninger/fil", {}, role).status_code == 404, role
        assert desk.ask(f"{address}/slett", role).status_code == 404, role
        assert "/opplysninger" not in desk.ask(address, role).text, role


def test_of_a_round_that_is_not_kept_there_is_nothing_to_give() -> None:
    held = samples()[NAME]
    there = f"/runder/{NAME}/kandidater/{held.ref_of(min(held.everybody))}"
    service = service_for(Role.PROGRAMME_LEAD)
    assert ask(service, there).status_code == 200
    assert ask(service, f"{there}/opplysninger").status_code == 404


def test_what_is_decided_of_her_and_lists_not_yet_kept_are_hers_without_the_others_in_them(
    desk: Desk,
) -> None:
    other, third = sorted(set(desk.rounds[NAME].person_rows) - {desk.candidate})[:2]
    tables = {
        "pins": [{"candidate": desk.candidate, "opening": desk.opening, "reason": "Bor ved siden av"}],
        "vetoes": [{"candidate": other, "opening": desk.opening, "reason": "Noe annet"}],
        "together": [{"first": other, "second": desk.candidate, "reason": f"Kjører med {other}"}],
        "apart": [{"first": other, "second": third, "reason": "Uenige"}],
    }
    rows = [["1", "nummer", "kommune"], ["2", desk.candidate.lower(), "5006"], ["3", other, "5037"]]
    with desk.database.writing() as connection:
        decide(connection, 1, tables, By(LEAD, NOW))
        put(connection, 1, "kandidater", rows, By(LEAD, NOW))
        key = connection.execute(select(person.c.key).where(person.c.id == desk.candidate)).scalar_one()
        kept, counted = own_data(connection, key), of_person(connection, key)
    assert set(counted) <= set(kept)
    assert {name for name, count in counted.items() if count} <= {name for name, rows in kept.items() if rows}
    assert [(one["thing"], one["cells"]) for one in kept["policy"] if one["number"] == 2] == [
        ("pins", {"opening": desk.opening, "reason": "Bor ved siden av"}),
        ("together", {}),
    ]
    assert [one["cells"] for one in kept["draft"]] == [{"nummer": desk.candidate.lower(), "kommune": "5006"}]
    assert [one["number"] for one in kept["plan"]] == [1]
    told = json.dumps([kept["policy"], kept["draft"]])
    assert other not in told
    assert third not in told


def test_what_would_go_is_shown_first_and_goes_where_it_is_still_the_same(desk: Desk) -> None:
    page = desk.ask(f"{desk.address}/slett").text
    form = dict(re.findall(r'name="([a-z_]+)" value="(\d+)"', page))
    assert form["entry_event"] == "2"
    changed = desk.post(f"{desk.address}/slett", {**form, "entry": "7"})
    assert changed.status_code == 409
    assert "Ingenting er slettet" in changed.text
    gone = desk.post(f"{desk.address}/slett", form)
    assert gone.status_code == 303
    # The plan she was in went with her, and so did its pages; what the round is made of is still there.
    assert desk.ask(gone.headers["location"]).status_code == 200
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


@pytest.mark.parametrize(("others", "told"), [(5, 1), (9, 1), (10, 2), (0, 2)])
def test_ones_own_overrides_are_told_where_they_do_not_tell_of_a_few_others(
    desk: Desk, others: int, told: int
) -> None:
    about = {"plan": 1, "opening": 1, "confirmed": False, "reason": "other", "at": NOW}
    hers = [{"person": key, "actor": "test-programme_lead"} for key in range(1, 21)]
    theirs = [{"person": key, "actor": "nav-2"} for key in range(21, 21 + others)]
    with desk.database.writing() as connection:
        connection.execute(insert(confirmation), [about | one for one in (*hers, *theirs)])
    page = desk.ask("/overstyring").text
    assert page.count("100 av 100") == told
    assert ("for få til å si noe" in page) is (told == 1)


def test_every_column_the_store_has_of_a_person_has_a_name_on_the_page() -> None:
    words = Words(CATALOGUE)
    tables = (*OF_PERSON, *OF_ENTRY, person, identity, contact, decision, lookup)
    for column in {column.name for table in tables for column in table.columns} - KEYS - {"persons"}:
        assert words.say(f"records.column.{column}")
