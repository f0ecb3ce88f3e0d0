"""Programs say a person's row and bring whole lists; nothing is kept that was not shown, or over others."""

import csv
import io
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from matching.files.source.identity import has_identity_number
from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions
from service.store.lookups import looked_at
from service.store.tables.rounds import opening, person
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.standing import AtWork
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of
from tests.service.test_kept import database as database

API = f"/api/v1/rounds/{NAME}"
OURS = {"Origin": "http://127.0.0.1:8000"}


class Desk:
    """A programme lead's service on a kept round."""

    def __init__(self, database: Database, role: Role = Role.PROGRAMME_LEAD) -> None:
        self.database = database
        self.rounds = KeptRounds(database, CATALOGUE, clock)
        actors = LoopbackActor(somebody(role, ["steinkjer"]))
        self.service: Guard = create_service(self.rounds, actors, desk_of(database))
        self.candidate = self.rounds[NAME].plan.unassigned[0].candidate
        self.row = f"{API}/people/{self.rounds[NAME].ref_of(self.candidate)}/row"

    def say(self, cells: object, **headers: str) -> httpx.Response:
        return ask(self.service, self.row, "POST", headers={**OURS, **headers}, told={"cells": cells})

    def bring(self, rows: list[dict[str, str]], kind: str = "kandidater", **headers: str) -> httpx.Response:
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
        sent = {**OURS, "Content-Type": "text/csv", **headers}
        return ask(
            self.service, f"{API}/lists/{kind}", "POST", headers=sent, content=text.getvalue().encode()
        )

    def listed(self, cells: dict[str, str]) -> dict[str, str]:
        """The row of a list about the candidate: what every list has, and some cells."""
        return {"kandidatnummer": self.candidate, "kommune": "5006 Steinkjer", **cells}

    def cells(self) -> dict[str, str]:
        told: dict[str, str] = ask(self.service, self.row).json()["cells"]
        return told


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_cells_are_said_anew_and_the_next_who_rests_on_the_old_ones_is_told(desk: Desk) -> None:
    read = ask(desk.service, desk.row)
    kept = desk.say({"maks reisetid": "60"}, **{"If-Match": read.headers["etag"]})
    assert kept.status_code == 200
    assert kept.json()["cells"]["maks reisetid"] == "60"
    assert kept.headers["etag"] != read.headers["etag"]
    late = desk.say({"maks reisetid": "30"}, **{"If-Match": read.headers["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert desk.cells()["maks reisetid"] == "60"


def test_what_is_shown_to_nobody_is_not_in_the_row_nor_can_it_be_found_out_by_it(desk: Desk) -> None:
    before = ask(desk.service, desk.row)
    assert "innsatsgruppe" not in before.json()["cells"]
    rows = [desk.listed({"innsatsgruppe": "Varig tilpasset innsats"})]
    digest = desk.bring(rows).json()["digest"]
    assert desk.bring(rows, **{"If-Match": digest}).json()["changed"] == 1
    after = ask(desk.service, desk.row)
    assert after.json() == before.json()
    # Who knows all other cells could try the five groups until one gave the version that was told.
    assert after.headers["etag"] == before.headers["etag"]
    said = desk.say({"innsatsgruppe": ""}, **{"If-Match": after.headers["etag"]})
    assert (said.status_code, said.json()["code"]) == (422, "cells")
    assert desk.say({"maks reisetid": "60"}, **{"If-Match": after.headers["etag"]}).status_code == 200
    assert desk.bring(rows).json()["changed"] == 0, "what is not shown stands as it was"


@pytest.mark.parametrize(
    "cells",
    [
        {"førerkort": "romskip"},
        {"kandidatnummer": "K-1"},
        {"innsatsgruppa": "x"},
        {"fødselsår": "99999999999"},
    ],
)
def test_what_cannot_be_read_is_not_kept(desk: Desk, cells: dict[str, str]) -> None:
    before = ask(desk.service, desk.row)
    answer = desk.say(cells, **{"If-Match": before.headers["etag"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "cells")
    assert not has_identity_number(answer.text)
    assert desk.cells() == before.json()["cells"]


def test_a_row_is_for_those_who_may_change_it(database: Database) -> None:
    for role in (Role.MARKET_CONTACT, Role.COUNTY, Role.AUDITOR, Role.PLANNER):
        desk = Desk(database, role)
        assert ask(desk.service, desk.row).status_code == 404
        assert desk.bring([{"kandidatnummer": "K-1"}]).status_code == 404


def test_a_list_is_told_first_and_kept_as_it_was_told(desk: Desk) -> None:
    rows = [desk.listed({"maks reisetid": "60"})]
    told: Any = desk.bring(rows)
    assert told.status_code == 200, told.text
    shown = told.json()
    assert (shown["kept"], shown["faults_in_all"]) == (False, 0)
    assert shown["changed"] == 1
    assert desk.cells()["maks reisetid"] != "60"
    kept = desk.bring(rows, **{"If-Match": shown["digest"]})
    assert kept.json()["kept"] is True
    assert desk.cells()["maks reisetid"] == "60"
    assert desk.bring(rows, **{"If-Match": shown["digest"]}).status_code == 412
    assert desk.bring(rows).json()["changed"] == 0


def test_faults_are_told_by_row_and_column_and_nothing_is_kept(desk: Desk) -> None:
    rows = [desk.listed({"førerkort": "romskip"})]
    told = desk.bring(rows).json()
    assert told["digest"] is None
    assert [(one["row"], one["column"]) for one in told["faults"]] == [(2, "førerkort")]
    answer = desk.bring(rows, **{"If-Match": "0" * 64})
    assert (answer.status_code, answer.json()["code"]) == (409, "faults")


def test_a_list_with_an_identity_number_is_refused_and_the_number_is_not_repeated(desk: Desk) -> None:
    number = "0" * 11
    answer = desk.bring([desk.listed({"ønske 1": number})])
    assert answer.status_code in (200, 422)
    assert number not in answer.text


def test_somebody_a_list_closes_is_gone_at_once(desk: Desk) -> None:
    other = desk.rounds[NAME].plan.unassigned[1].candidate
    here = {"kandidatnummer": other, "kommune": "5006 Steinkjer", "adressesperre": ""}
    answer = desk.bring([desk.listed({"adressesperre": "ja"}), here])
    assert answer.status_code == 200
    assert desk.candidate not in answer.text
    assert ask(desk.service, desk.row).status_code == 404


def hidden_in(desk: Desk) -> set[str]:
    with desk.database.reading() as connection:
        return set(connection.execute(select(person.c.id).where(person.c.hidden)).scalars())


@pytest.mark.parametrize(
    ("more", "digest", "status"),
    [
        ([], None, 200),  # nobody is left in the list, and nothing is wrong with it
        ([{"kommune": "5006 Steinkjer"}], "0" * 64, 412),
        ([{"kommune": "Ingensteds"}], "0" * 64, 409),
    ],
)
def test_somebody_a_list_closes_is_hidden_also_where_the_list_is_refused(
    desk: Desk, more: list[dict[str, str]], digest: str | None, status: int
) -> None:
    other = {"kandidatnummer": "K-900", "adressesperre": ""}
    rows = [desk.listed({"adressesperre": "ja"}), *({**other, **one} for one in more)]
    answer = desk.bring(rows, **({"If-Match": digest} if digest else {}))
    assert answer.status_code == status, answer.text
    assert hidden_in(desk) == {desk.candidate}
    with desk.database.reading() as connection:
        told = [one for one in decisions(connection) if one.action == "hide"]
    assert [(one.thing, one.actor) for one in told] == [("person", "test-programme_lead")]


def test_who_is_hidden_does_not_come_back_in_other_letters(desk: Desk) -> None:
    here = {"kandidatnummer": "K-900", "kommune": "5006 Steinkjer", "adressesperre": ""}
    desk.bring([desk.listed({"adressesperre": "ja"}), here])
    del here["adressesperre"]
    told = desk.bring([{"kandidatnummer": desk.candidate.lower(), "kommune": "5006 Steinkjer"}, here]).json()
    assert (told["added"], told["changed"]) == (1, 0)


def test_an_answer_to_the_round_is_taken_away_by_a_blank(desk: Desk) -> None:
    for said in ("ja", "", "nei"):
        version = ask(desk.service, desk.row).headers["etag"]
        assert desk.say({"påmeldt": said}, **{"If-Match": version}).status_code == 200
        assert desk.cells()["påmeldt"] == said


def test_an_opening_is_not_given_to_a_firm_nobody_has_said_yes_to(desk: Desk) -> None:
    work = AtWork(desk.database)
    work.at(Status.AGREED)
    with desk.database.reading() as connection:
        cells = connection.execute(select(opening.c.cells).where(opening.c.id == work.opening)).scalar_one()
    row = {**cells, "bedrift": "En helt annen AS"}
    told = desk.bring([row], kind="lareplasser").json()
    answer = desk.bring([row], kind="lareplasser", **{"If-Match": told["digest"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "firm")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04x", b"\xff\xfe\x00", b"x", b";;;\n;;;\n"])
def test_what_is_no_list_is_refused_with_what_mends_it(desk: Desk, content: bytes) -> None:
    sent = {**OURS, "Content-Type": "text/csv"}
    answer = ask(desk.service, f"{API}/lists/kandidater", "POST", headers=sent, content=content)
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert answer.headers["content-type"] == "application/problem+json"


def test_whoever_brings_a_list_is_shown_its_people_and_not_their_innsatsgruppe(
    desk: Desk, database: Database
) -> None:
    told = desk.bring([desk.listed({"innsatsgruppe": "standard innsats", "registrert i Nav": "ja"})]).json()
    assert [
        (one["before"], one["after"]) for one in told["changes"] if one["heading"] == "innsatsgruppe"
    ] == [("", "standard innsats")]
    with database.reading() as connection:
        hers = select(person.c.key).where(person.c.id == desk.candidate)
        assert [one.action for one in looked_at(connection, connection.execute(hers).scalar_one())] == [
            "import"
        ]
