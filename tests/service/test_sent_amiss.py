"""What is sent in amiss is refused where it comes in: no page answers 500 to it, and none is stopped by it."""

import re
from datetime import date

import pytest
from fastapi import Response
from sqlalchemy import delete, select, update

from service.access import Role
from service.api.rows import Said, say
from service.asked import NotFound, OnePerson
from service.bringing.editing import standing
from service.door.actors import name_of
from service.door.forms import GREATEST, day_of
from service.followup.following import Pause, Span, expected_end, months_after, months_served, talk_days
from service.listing.hers import NotHers
from service.listing.revealing import name_her
from service.pages.adviser.parts import HEADINGS, Part
from service.pages.adviser.routes import keep
from service.pages.records.own import before_erasing, erase, hand_out, own
from service.planning.proposing import standing as proposal_standing
from service.shown.addresses import named, segment
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.tables.lists import checkin, place
from service.store.tables.records import job
from service.store.tables.rounds import person, plan
from tests.service.asked import ask
from tests.service.lead import Lead
from tests.service.standing import OURS, AtWork
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database

NUMBER = "0" * 10 + "1"
"""Eleven digits, which are no person's."""
ROUND, API = f"/runder/{NAME}", f"/api/v1/rounds/{NAME}"
SLIPS = ["9999-12-31", "0207-08-01", "1999-12-31", "2101-01-01", "2027W011", "2027-W01-1", "20270801", "x"]


@pytest.mark.parametrize("text", SLIPS)
def test_a_day_that_is_a_slip_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|iso"):
        day_of(text)
    assert day_of("2027-08-01") == date(2027, 8, 1)


@pytest.mark.parametrize("text", SLIPS)
def test_no_place_is_held_from_a_day_that_is_a_slip(database: Database, text: str) -> None:
    work = AtWork(database)
    one = work.at(Status.OFFERED)
    form = {"til": "contract", "versjon": str(one.version), "prosent": "100", "fra": text}
    assert work.send(f"{ROUND}/liste/{one.key}/steg", **form).status_code == 422
    told = {"to": "contract", "place": {"percent": 100, "first": text}}
    headers = {**OURS, "If-Match": str(one.version)}
    answer = ask(work.service, f"{API}/entries/{one.key}/steps", "POST", headers=headers, told=told)
    assert answer.status_code == 422
    assert work.statuses() == ["offered"]


@pytest.mark.parametrize("first", [date.max, date.min])
def test_a_place_kept_from_such_a_day_stops_no_page(database: Database, first: date) -> None:
    work = AtWork(database)
    one = work.at(Status.STARTED)
    with database.writing() as connection:
        connection.execute(update(place).values(first=first, last=date.max))
    for page in ("/oppfolging", f"/oppfolging/{one.key}", "/oppfolging/samtaler.ics"):
        assert work.get(f"{ROUND}{page}").status_code == 200


@pytest.mark.parametrize("first", [date.max, date.min, date(9999, 12, 1), date(9990, 1, 31)])
def test_the_rules_of_follow_up_hold_for_every_day_there_is(first: date) -> None:
    span = Span(percent=1, first=first, last=date.max, pauses=(Pause(date.min, date.max),))
    end = expected_end(48, [span, span], date(2026, 11, 22))
    assert date.min <= end <= date.max
    assert months_served([span], date.max) >= 0
    assert all(day < end for day in talk_days(first, end))
    assert months_after(date(9999, 12, 31), 0) == date.max
    assert months_after(date(9999, 11, 30), 1) == date(9999, 12, 30)


def test_a_sign_no_database_keeps_is_refused_where_it_comes_in(database: Database) -> None:
    work = AtWork(database, Role.PROGRAMME_LEAD)
    assert (named("a\0b"), named("a%00b"), named(segment("a"))) == ("", "", "a")
    assert work.get("/runder/a%00b").status_code == 404
    assert work.get(f"{ROUND}/grunnlag%00").status_code == 404
    form = {"navn": "a\0b", "enhet": "steinkjer", "program": "open", "nokkel": "a"}
    assert work.send("/programleder", **form).status_code == 422
    assert work.send("/programleder", **{"na\0vn": "a"}).status_code == 422
    entries = f"{API}/openings/{work.opening}/entries"
    answer = ask(work.service, entries, "POST", headers=OURS, told={"candidate": "a\0b"})
    assert answer.status_code == 422


def test_a_number_beyond_those_a_store_keeps_is_none(database: Database) -> None:
    work = AtWork(database, Role.PROGRAMME_LEAD)
    beyond = str(GREATEST + 1)
    assert work.send(f"{ROUND}/frigi", plan=beyond).status_code == 422
    assert work.send(f"{ROUND}/forslag/ta-med", plan=beyond).status_code == 422
    assert work.send(f"{ROUND}/avgjorelser/las/fjern", avgjorelse=beyond).status_code == 422
    assert work.send(f"{ROUND}/liste/1/angre", versjon=beyond).status_code == 422
    assert work.get(f"{ROUND}/endringer/1/{beyond}").status_code in (404, 422)


def test_who_is_erased_while_she_is_looked_at_is_not_there(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    one = OnePerson(lead.sight, lead.sight.plan.assignments[0].candidate)
    now, part = standing(one.sight, one.name), Part.LIKES
    with database.writing() as connection:
        connection.execute(delete(person).where(person.c.id == one.name))
    for page in (own, hand_out, before_erasing, lambda one: erase(one, {})):
        with pytest.raises(NotFound):
            page(one)
    with pytest.raises(NotFound):
        keep(one, part, {"sett": now.seen(HEADINGS[part])})
    with pytest.raises(NotFound):
        say(one, Said(cells={"kommune": "Steinkjer"}), Response(), "x")
    with pytest.raises(NotHers):
        name_her(one.sight, one.name, "Kari", "")


def test_a_number_of_thousands_of_figures_is_none(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    ref = lead.sight.round.ref_of(lead.sight.plan.assignments[0].candidate)
    assert lead.send(f"/kandidater/{ref}/slett", entry="9" * 5000).status_code == 422


def test_what_names_a_request_is_not_kept_and_names_one_kind_alone(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    headers = {**OURS, "Idempotency-Key": NUMBER}
    first, again, other = (
        ask(lead.service, f"{API}/jobs", "POST", headers=headers, told={"kind": kind})
        for kind in ("fill", "fill", "replan")
    )
    assert (first.status_code, again.status_code, other.status_code) == (202, 202, 409)
    assert other.json()["code"] == "other_request"
    assert first.json()["key"] == again.json()["key"]
    assert lead.send("/beregninger", slag="replan", nokkel=NUMBER).status_code == 409
    with database.reading() as connection:
        assert NUMBER not in connection.execute(select(job.c.request)).scalar_one()


def test_a_conflict_writes_back_what_its_part_asks_for_alone(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock), Role.ADVISER)
    ref = lead.sight.round.ref_of(lead.sight.plan.assignments[0].candidate)
    page = f"/kandidater/{ref}/samtale/hverdag/lagre"
    answer = lead.send(page, sett="x", minutter="30", note=NUMBER)
    assert answer.status_code == 409
    assert 'name="minutter" value="30"' in answer.text
    assert NUMBER not in answer.text
    answer = lead.send(page, sett="x", **{f"forerkort.{NUMBER}": "ja"})
    assert (answer.status_code, NUMBER in answer.text) == (422, False)


@pytest.mark.parametrize("minutes", ["0060123456789", "00060", "4", "241", "9" * 5000])
def test_minutes_are_kept_as_they_are_written_or_not_at_all(database: Database, minutes: str) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock), Role.ADVISER)
    ref = lead.sight.round.ref_of(lead.sight.plan.assignments[0].candidate)
    assert lead.send(f"/kandidater/{ref}/samtale/hverdag", minutter=minutes).status_code == 422


def test_the_choice_of_language_repeats_no_number_that_was_searched_for(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    assert "sok=cnc" in lead.get("/lareplasser?sok=cnc").text
    for text in (NUMBER, "000000+00001", "%EF%BC%90" * 11):
        page = lead.get(f"/lareplasser?annet={text}")
        assert page.status_code == 200
        assert text not in page.text


def test_what_decides_nothing_is_no_decision(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    before = proposal_standing(lead.sight).decision
    pair = {"kandidat": "ingen", "laereplass": "intet", "avgjorelse": str(before)}
    place = {"fag": lead.sight.plan.assignments[0].trade, "sted": "50", "avgjorelse": str(before)}
    assert lead.send("/avgjorelser/las/fjern", **pair).status_code == 303
    assert lead.send("/avgjorelser/ikke-aktuell/fjern", **pair).status_code == 303
    assert lead.send("/avgjorelser/tak/fjern", **place).status_code == 303
    assert proposal_standing(lead.sight).decision == before


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\u00adb", "\u200b"])
def test_signs_nobody_can_see_are_in_no_name_and_no_ground(database: Database, text: str) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    form = {"navn": text, "enhet": "steinkjer", "program": "open", "nokkel": "a"}
    assert lead.send_to("/programleder", **form).status_code == 422
    cap = {"fag": lead.sight.plan.assignments[0].trade, "sted": "50", "antall": "0", "grunn": text}
    decision = str(proposal_standing(lead.sight).decision)
    assert lead.send("/avgjorelser/tak", **cap, avgjorelse=decision).status_code == 422


@pytest.mark.parametrize("host", ["127.0.0.1:8000@evil", "[::1]evil", "localhost:", "localhost/x", "", "a b"])
def test_what_is_no_host_is_not_this_machine(database: Database, host: str) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    assert ask(lead.service, "/", headers={"host": host}).status_code == 421
    assert name_of("LOCALHOST:8000") == "localhost"
    assert (name_of("[::1]:8000"), name_of("127.0.0.1")) == ("::1", "127.0.0.1")


def test_an_address_with_a_slash_too_many_leads_nowhere(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    assert lead.get("/lareplasser/").status_code == 404


def test_a_talk_that_is_sent_twice_is_one(database: Database) -> None:
    work = AtWork(database)
    one = work.at(Status.STARTED)
    for _ in range(3):
        assert work.send(f"{ROUND}/oppfolging/{one.key}/samtaler", dag="2026-12-24").status_code == 303
    with database.reading() as connection:
        assert connection.execute(select(checkin.c.due)).scalars().all() == [date(2026, 12, 24)]


def test_without_a_plan_follow_up_leads_to_no_page_of_it(database: Database) -> None:
    work = AtWork(database, Role.PROGRAMME_LEAD)
    one = work.at(Status.STARTED)
    with database.writing() as connection:
        connection.execute(update(plan).values(body=None))
    for page in ("/oppfolging", f"/oppfolging/{one.key}", "/beregninger"):
        shown = work.get(f"{ROUND}{page}")
        assert shown.status_code == 200
        links = {to for to in re.findall(r'href="(/[^"#]+)"', shown.text) if not to.startswith("/static")}
        assert f"{ROUND}/oppfolging" in links
        assert {link: work.get(link).status_code for link in links if work.get(link).status_code != 200} == {}
