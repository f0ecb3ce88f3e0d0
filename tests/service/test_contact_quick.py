"""An opening named on the telephone: two fields, suggestions at once, and nothing kept until it is asked for."""

import re

import pytest
from sqlalchemy import func, select

from service.access import Role
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.tables.records import lookup
from service.store.tables.rounds import on_offer, opening, round_
from tests.service.at_desk import Desk
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.test_kept import NAME

PAGE = f"/runder/{NAME}/ny-lareplass"
COOK = f"{PAGE}?fag=Kokkfaget&sted=Steinkjer"


def counted(database: Database) -> tuple[int, int, int]:
    with database.reading() as connection:
        openings = connection.execute(select(func.count()).select_from(on_offer)).scalar_one()
        revision = connection.execute(select(round_.c.revision)).scalar_one()
        return openings, revision, len(list(decisions(connection)))


def test_two_fields_give_suggestions_and_keep_nothing(desk: Desk, database: Database) -> None:
    before = counted(database)
    told = desk.text(COOK)
    assert re.search(r"1\. K\d+ oppfyller kravene", told)
    assert (
        "Om læreplassen Bedrift Bedriften på telefonen Lærefag Kokkfaget Kommune Steinkjer Plasser 1" in told
    )
    assert "(vanlig i faget; bedriften har ikke sagt noe)" in told
    assert "Læreplassen er ikke tatt vare på ennå" in told
    assert counted(database) == before


def test_the_empty_page_asks_for_two_things(desk: Desk, database: Database) -> None:
    shown = desk.get(PAGE)
    assert shown.status_code == 200
    assert set(re.findall(r'name="(\w+)"[^>]*required', shown.text)) == {"fag", "sted"}
    assert "Hvem kan passe?" not in shown.text
    with database.reading() as connection:
        assert connection.execute(select(lookup)).all() == []


def test_those_suggested_are_kept_as_shown(desk: Desk, database: Database) -> None:
    desk.get(f"{COOK}&antall=4")
    with database.reading() as connection:
        (shown,) = connection.execute(select(lookup)).all()
    assert (shown.action, len(shown.persons)) == ("passing", 4)


def test_the_ranking_is_that_of_the_opening_once_it_is_kept(desk: Desk) -> None:
    before = re.findall(r"\d+\. (K\d+)", desk.text(f"{COOK}&antall=8"))
    sent = desk.send(PAGE, fag="Kokkfaget", sted="Steinkjer", bedrift="", plasser="1")
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/runder/{NAME}/lareplasser/L-1"
    after = re.findall(r"\d+\. (K\d+)", desk.text(f"{sent.headers['location']}?antall=8"))
    assert before == after
    assert len(after) == 8


def test_what_is_kept_is_a_row_of_the_round_in_the_log_of_who_decided(desk: Desk, database: Database) -> None:
    openings, revision, _ = counted(database)
    for number in (1, 2):
        sent = desk.send(PAGE, fag="Kokkfaget", sted="5006", bedrift="Nytt Kjøkken AS", plasser="0,5")
        assert sent.headers["location"].endswith(f"/L-{number}")
    with database.reading() as connection:
        kept = connection.execute(select(opening).where(opening.c.id == "L-2")).one()
        merged = [one for one in decisions(connection) if one.facts.get("list") == "opening"]
        assert verify(connection).broken_at is None
    assert (kept.firm, kept.tenths, kept.unit) == ("Nytt Kjøkken AS", 5, "steinkjer")
    assert merged[-1].actor == "test-market_contact"
    assert counted(database)[:2] == (openings + 2, revision + 2)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("fag=Kokkfaget", "Kommune: Cellen er tom"),
        ("sted=Steinkjer", "Lærefag: Cellen er tom"),
        ("fag=Kokkfaget&sted=Ingensteds", "Kommune: «Ingensteds» er ikke en kommune"),
        ("fag=Trylling&sted=Steinkjer", "Lærefag: «Trylling» er ikke et lærefag"),
        ("fag=Kokkfaget&sted=Steinkjer&plasser=ti", "Plasser: «ti» er ikke et tall"),
        ("fag=Kokkfaget&sted=Steinkjer&bedrift=a%00b", "usynlig tegn"),
    ],
)
def test_what_cannot_be_read_says_which_field_and_what_mends_it(desk: Desk, query: str, told: str) -> None:
    answer = desk.get(f"{PAGE}?{query}")
    assert answer.status_code == 422
    assert told in desk.text(f"{PAGE}?{query}")
    assert "\x00" not in answer.text


def test_a_refused_opening_is_shown_again_and_not_kept(desk: Desk, database: Database) -> None:
    before = counted(database)
    answer = desk.send(PAGE, fag="Kokkfaget", sted="Ingensteds", bedrift="<b>AS</b>")
    assert answer.status_code == 422
    assert 'value="&lt;b&gt;AS&lt;/b&gt;"' in answer.text
    assert counted(database) == before


@pytest.mark.parametrize("field", ["bedrift", "sted", "fag"])
def test_eleven_digits_are_neither_kept_nor_repeated(desk: Desk, database: Database, field: str) -> None:
    before, number = counted(database), "99999912345"
    form = {"fag": "Kokkfaget", "sted": "Steinkjer", field: number}
    sent = desk.send(PAGE, **form)
    asked = desk.get(PAGE + "?" + "&".join(f"{name}={value}" for name, value in form.items()))
    for answer in (sent, asked):
        assert answer.status_code == 422
        assert number not in answer.text
    assert counted(database) == before


@pytest.mark.parametrize(
    ("role", "office", "status"),
    [
        (Role.MARKET_CONTACT, "steinkjer", 200),
        (Role.PROGRAMME_LEAD, "steinkjer", 200),
        (Role.MARKET_CONTACT, "levanger", 404),
        (Role.ADVISER, "steinkjer", 404),
        (Role.COUNTY, "steinkjer", 404),
        (Role.PLANNER, "steinkjer", 404),
        (Role.AUDITOR, "steinkjer", 404),
        (Role.EMPLOYER, "steinkjer", 404),
        (Role.ADMIN, "steinkjer", 404),
    ],
)
def test_openings_are_named_by_those_who_may_tell_of_them(
    rounds: KeptRounds, database: Database, role: Role, office: str, status: int
) -> None:
    other, before = Desk(rounds, role, office), counted(database)
    assert other.get(COOK).status_code == status
    if status == 404:
        assert other.send(PAGE, fag="Kokkfaget", sted="Steinkjer").status_code == 404
        assert counted(database) == before


def test_filters_narrow_an_opening_in_passing_too(desk: Desk) -> None:
    told = desk.text(f"{COOK}&reise=15&sagt-ja=ja")
    assert re.search(r"\d+ av \d+ kandidat(er)? er igjen", told)


def test_a_form_that_is_sent_twice_keeps_one_opening(desk: Desk, database: Database) -> None:
    openings = counted(database)[0]
    (number,) = re.findall(r'name="nummer" value="([^"]+)"', desk.get(COOK).text)
    form = {"fag": "Kokkfaget", "sted": "Steinkjer", "bedrift": "", "plasser": "1", "nummer": number}
    places = {desk.send(PAGE, **form).headers["location"] for _ in range(4)}
    assert places == {f"/runder/{NAME}/lareplasser/{number}"}
    assert counted(database)[0] == openings + 1
    other = desk.send(PAGE, **{**form, "bedrift": "Et annet kjøkken"})
    assert other.headers["location"] not in places
    assert counted(database)[0] == openings + 2
