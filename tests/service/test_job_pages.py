"""A calculation on its pages and for programs: asked for once, followed, stopped, and told in words."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.planning.calculating import STEPS
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.jobs import ATTEMPTS, State, take
from service.store.rounds import make
from service.store.tables.records import job
from service.working.doing import do
from tests.service.asked import actor, ask
from tests.service.test_kept import BY, CATALOGUE, NAME, NOW, clock, desk_of, kept_store

OURS = {"sec-fetch-site": "same-origin"}
PAGES, API = f"/runder/{NAME}/beregninger", f"/api/v1/rounds/{NAME}/jobs"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


def service(database: Database, role: Role = Role.PROGRAMME_LEAD, unit: str = "steinkjer") -> Guard:
    rounds = KeptRounds(database, CATALOGUE, clock)
    return create_service(rounds, LoopbackActor(actor(role, [unit])), desk_of(database))


def send(served: Guard, address: str, **form: str) -> httpx.Response:
    return ask(served, address, "POST", headers=OURS, form=form)


def asked(served: Guard, kind: str = "fill", request: str = "a") -> str:
    """The address of the page of a calculation that was asked for."""
    sent = send(served, PAGES, slag=kind, nokkel=request)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def set_to(database: Database, **values: Any) -> None:
    with database.writing() as connection:
        connection.execute(update(job).values(**values))


def done(database: Database) -> None:
    with database.writing() as connection:
        one = take(connection, "one", at=NOW)
    assert one
    do(database, CATALOGUE, one, clock=clock)


def told(answer: httpx.Response) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", answer.text)


def test_a_form_sent_twice_is_one_job_and_so_is_another_while_it_runs(database: Database) -> None:
    lead = service(database)
    first = asked(lead)
    assert asked(lead) == first
    assert asked(lead, "replan", "b") == first
    with database.reading() as connection:
        assert len(connection.execute(select(job)).all()) == 1


def test_each_page_has_a_form_of_its_own(database: Database) -> None:
    lead = service(database)
    found = [set(re.findall(r'name="nokkel" value="(\w{32})"', ask(lead, PAGES).text)) for _ in range(2)]
    assert [len(one) for one in found] == [1, 1]
    assert found[0] != found[1]


def test_the_page_tells_who_asked_when_and_how_far_it_is(database: Database) -> None:
    lead = service(database)
    page = asked(lead)
    waits = ask(lead, page)
    assert "Venter på tur" in waits.text
    assert "test-programme_lead" in waits.text
    assert "21.11.2026 kl. 10.00" in waits.text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in waits.text
    assert f'data-progress="{page}/hendelser"' in waits.text
    set_to(database, state=State.RUNNING, step="allocate", attempts=1, lease_until=NOW)
    runs = told(ask(lead, page))
    assert "4 av 7: Finner det beste samlede forslaget" in runs
    assert "Dette er forsøk" not in runs
    set_to(database, attempts=2)
    assert f"Dette er forsøk 2 av {ATTEMPTS}." in told(ask(lead, page))


def test_done_it_leads_to_the_plan_and_refreshes_no_more(database: Database) -> None:
    lead = service(database)
    page = asked(lead, "replan")
    done(database)
    found = ask(lead, page)
    assert "Forslag nummer 2 er laget, kontrollert og lagret." in found.text
    assert "Ingen har noe annet enn i forslaget før." in found.text
    assert f'href="/runder/{NAME}/forslag"' in found.text
    assert "refresh" not in found.text
    assert "Stopp beregningen" not in found.text


FAULTS: dict[str, Mapping[str, Any]] = {
    "Kontrollen fant noe galt": {"code": "audit"},
    "Runden ble endret flere ganger": {"code": "old"},
    "Arbeidet falt ut tre ganger": {"code": "attempts"},
    "Et nytt forslag med få endringer kan lages for høyst": {
        "code": "error",
        "error": "replan_size",
        "facts": {"pairs": 20000, "most": 9000},
    },
    "Be om et helt nytt forslag i stedet.": {
        "code": "error",
        "error": "replan_with",
        "facts": {"setting": "mode"},
    },
    "kan ikke følges": {"code": "error", "error": "id_unknown", "facts": {}},
}


@pytest.mark.parametrize("sentence", FAULTS)
def test_failed_it_says_what_mends_it_and_that_nothing_has_changed(database: Database, sentence: str) -> None:
    lead = service(database)
    page = asked(lead)
    set_to(database, state=State.FAILED, outcome=FAULTS[sentence])
    found = told(ask(lead, page))
    assert sentence in found
    assert "forslaget fra før står" in found


def test_it_is_stopped_with_a_button(database: Database) -> None:
    lead = service(database)
    page = asked(lead)
    set_to(database, state=State.RUNNING, attempts=1, lease_until=NOW)
    assert send(lead, f"{page}/stopp").headers["location"] == page
    stopping = ask(lead, page)
    assert "Beregningen stoppes. Ingenting blir lagret." in stopping.text
    assert 'action="' + page not in stopping.text
    set_to(database, state=State.CANCELLED)
    assert "Noen stoppet beregningen." in ask(lead, page).text
    assert asked(lead, request="b") != page


def test_a_round_without_a_plan_can_be_calculated_and_offers_no_few_changes(database: Database) -> None:
    with database.writing() as connection:
        make(connection, "Vår", id="vaar", unit="steinkjer", synthetic=True, by=BY)
    found = ask(service(database), "/runder/vaar/beregninger")
    assert found.status_code == 200
    assert 'value="fill"' in found.text
    assert 'value="replan"' not in found.text


@pytest.mark.parametrize(
    "form", [{}, {"slag": "all", "nokkel": "a"}, {"slag": "fill"}, {"slag": "fill", "nokkel": "a" * 81}]
)
def test_a_form_that_is_not_ours_is_refused(database: Database, form: dict[str, str]) -> None:
    assert send(service(database), PAGES, **form).status_code == 422


def test_others_of_the_office_look_and_do_not_ask_or_stop(database: Database) -> None:
    page = asked(service(database))
    contact = service(database, Role.MARKET_CONTACT)
    assert ask(contact, page).status_code == 200
    assert "<form" not in re.sub(r"<form[^>]*/sprak.*?</form>", "", ask(contact, page).text, flags=re.DOTALL)
    assert send(contact, PAGES, slag="fill", nokkel="b").status_code == 404
    assert send(contact, f"{page}/stopp").status_code == 404


@pytest.mark.parametrize(
    ("role", "unit"),
    [(Role.PROGRAMME_LEAD, "levanger"), (Role.PLANNER, "steinkjer"), (Role.COUNTY, "steinkjer")],
)
def test_a_job_of_another_office_is_not_there(database: Database, role: Role, unit: str) -> None:
    page = asked(service(database))
    other = service(database, role, unit)
    for address in (PAGES, page, f"{page}/hendelser", API, f"{API}/1"):
        assert ask(other, address).status_code == 404
    for address in (PAGES, f"{page}/stopp", f"{API}/1/cancel"):
        assert send(other, address, slag="fill", nokkel="b").status_code == 404


def test_a_job_of_another_round_is_not_there(database: Database) -> None:
    lead = service(database)
    asked(lead)
    with database.writing() as connection:
        make(connection, "Vår", id="vaar", unit="steinkjer", synthetic=True, by=BY)
    assert ask(lead, "/runder/vaar/beregninger/1").status_code == 404
    assert send(lead, "/runder/vaar/beregninger/1/stopp").status_code == 404
    assert ask(lead, f"{PAGES}/99/hendelser").status_code == 404


def test_it_is_followed_step_by_step_until_it_is_over(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.pages.following.LOOK", 0.01)
    lead = service(database)
    page = asked(lead)
    thread = Thread(target=done, args=(database,))
    thread.start()
    answer = ask(lead, f"{page}/hendelser")
    thread.join(timeout=60)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    events = re.findall(r"event: (\w+)\ndata: ?(.*)\n", answer.text)
    assert events[-1] == ("over", "")
    assert [name for name, _ in events[:-1]] == ["progress"] * (len(events) - 1)
    steps = [text for _, text in events if " av " in text]
    assert steps == sorted(steps)
    assert len(steps) <= len(STEPS)


def test_a_stream_ends_by_itself_and_the_browser_asks_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.pages.following.LOOK", 0.001)
    monkeypatch.setattr("service.pages.following.ALIVE", 2)
    monkeypatch.setattr("service.pages.following.LOOKS", 5)
    lead = service(database)
    answer = ask(lead, f"{asked(lead)}/hendelser")
    assert "retry: 5000" in answer.text
    assert answer.text.count("event: progress") == 1
    assert "event: over" not in answer.text
    assert "\n: \n" in answer.text or "\n:\n" in answer.text
    monkeypatch.setattr("service.pages.following.PAGES", 0)
    assert ask(lead, f"{asked(lead)}/hendelser").text.count("event: progress") == 1
