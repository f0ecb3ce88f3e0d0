"""A round that is closed: what comes new is refused, and its pages offer nothing that is refused there."""

import pytest
from sqlalchemy import func, select, update

from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.tables.records import job
from service.store.tables.rounds import confirmation, on_offer, round_, taking_part
from tests.service.api.test_rows_and_imports import API, OURS
from tests.service.api.test_rows_and_imports import Desk as Program
from tests.service.asked import ask
from tests.service.at_desk import Desk
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.lead import Lead
from tests.service.test_contact_quick import COOK, PAGE
from tests.service.test_job_pages import done
from tests.service.test_kept import NAME, NOW
from tests.service.test_lead_lists import PEOPLE, csv, digest


def close(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(update(round_).values(closed_at=NOW))


def test_no_page_offers_to_put_anybody_on_a_list_of_a_closed_round(
    desk: Desk, rounds: KeptRounds, database: Database
) -> None:
    opening, held = f"/runder/{NAME}/lareplasser/{desk.opening}", rounds[NAME]
    two = "&".join(f"kandidat={held.ref_of(one)}" for one in (desk.candidate, desk.second))
    desk.put()
    offers = {
        desk.page: f'action="{desk.page}"',
        opening: f'action="{desk.page}/valgte"',
        f"{opening}/sammenlign?{two}": f'action="{desk.page}/valgte"',
    }
    for page, offer in offers.items():
        assert offer in desk.get(page).text
    close(database)
    for page, offer in offers.items():
        answer = desk.get(page)
        assert (answer.status_code, offer in answer.text) == (200, False)
    assert "/steg" in desk.get().text, "who stands there is followed up as before"


def test_a_plan_of_a_closed_round_is_not_offered_for_release(rounds: KeptRounds, database: Database) -> None:
    lead = Lead(rounds)
    lead.confirm_all()
    offer = f'action="/runder/{NAME}/frigi"'
    assert offer in lead.get("/frigi").text
    assert f'href="/runder/{NAME}/frigi"' in lead.get("/grunnlag").text
    close(database)
    assert offer not in lead.get("/frigi").text
    assert "Runden er lukket" in lead.get("/frigi").text
    assert f'href="/runder/{NAME}/frigi"' not in lead.get("/grunnlag").text
    refused = lead.release()
    assert (refused.status_code, refused.text.count("Runden er lukket")) == (409, 1)


def counted(database: Database) -> list[int]:
    """Rows of all that a closed round takes no more of."""
    tables = (taking_part, on_offer, confirmation, job)
    with database.reading() as connection:
        return [connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables]


def test_no_list_is_kept_in_a_closed_round_and_the_page_says_why(
    rounds: KeptRounds, database: Database
) -> None:
    lead, before = Lead(rounds), counted(database)
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei"))
    shown = digest(lead.get(f"/grunnlag/{PEOPLE}").text)
    close(database)
    refused = lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=shown)
    assert (refused.status_code, refused.text.count("Runden er lukket")) == (409, 1)
    assert "Begynn en ny runde for nye kandidater" in refused.text
    assert counted(database) == before
    page = lead.get(f"/grunnlag/{PEOPLE}").text
    assert ("Runden er lukket" in page, "/behold" in page, "/kast" in page) == (True, False, True)


def test_no_list_and_no_calculation_of_a_program_is_taken_in_a_closed_round(database: Database) -> None:
    program, before = Program(database), counted(database)
    rows = [{"kandidatnummer": "X-1", "kommune": "5006 Steinkjer"}]
    shown = program.bring(rows).json()["digest"]
    close(database)
    wanted = {**OURS, "Idempotency-Key": "a"}
    asked = ask(program.service, f"{API}/jobs", "POST", headers=wanted, told={"kind": "fill"})
    for answer in (program.bring(rows, **{"If-Match": shown}), asked):
        assert (answer.status_code, answer.json()["code"]) == (409, "closed")
        assert "Begynn en ny runde for nye kandidater" in answer.json()["detail"]
    assert counted(database) == before


def test_a_calculation_of_a_closed_round_is_not_offered_or_taken(
    rounds: KeptRounds, database: Database
) -> None:
    lead, before = Lead(rounds), counted(database)
    form = f'method="post" action="/runder/{NAME}/beregninger"'
    assert form in lead.get("/beregninger").text
    close(database)
    page = lead.get("/beregninger").text
    assert (form in page, "Runden er lukket" in page) == (False, True)
    refused = lead.send("/beregninger", slag="fill", nokkel="a")
    assert (refused.status_code, "Runden er lukket" in refused.text) == (409, True)
    assert counted(database) == before


def test_one_that_was_asked_for_before_it_was_closed_makes_no_plan(
    rounds: KeptRounds, database: Database
) -> None:
    lead = Lead(rounds)
    page = lead.send("/beregninger", slag="fill", nokkel="a").headers["location"]
    close(database)
    done(database)
    assert "Runden er lukket, og ingen nye forslag lages" in lead.get_at(page).text
    assert lead.send("/beregninger", slag="fill", nokkel="a").headers["location"] == page


def test_no_opening_on_the_telephone_is_offered_or_taken_in_a_closed_round(
    desk: Desk, database: Database
) -> None:
    before = counted(database)
    assert PAGE in desk.get("/").text
    close(database)
    assert PAGE not in desk.get("/").text
    said = {"fag": "Kokkfaget", "sted": "Steinkjer", "bedrift": "", "plasser": "1"}
    for answer in (desk.get(PAGE), desk.get(COOK), desk.send(PAGE, **said)):
        assert (answer.status_code, "Runden er lukket" in answer.text) == (409, True)
    assert counted(database) == before


@pytest.mark.parametrize("what", ["bekreft", "angre", "ikke-aktuell", "las"])
def test_a_proposal_of_a_closed_round_is_not_answered(
    rounds: KeptRounds, database: Database, what: str
) -> None:
    lead = Lead(rounds)
    lead.answer("bekreft", 1)
    page, before = lead.get("/forslag/2").text, counted(database)
    assert ("/forslag/bekreft" in page, "/forslag/las" in page, "/frigi" in page) == (True, True, True)
    close(database)
    refused = lead.answer(what, 1, grunn="other", avgjorelse="1")
    assert (refused.status_code, "Runden er lukket" in refused.text) == (409, True)
    assert counted(database) == before
    for number in (1, 2):
        page = lead.get(f"/forslag/{number}").text
        assert 'method="post" action="/runder' not in page
        assert "/frigi" not in page


def test_the_work_of_a_closed_round_offers_no_list_calculation_or_release(
    rounds: KeptRounds, database: Database
) -> None:
    lead = Lead(rounds)
    offers = {
        "/grunnlag": ("/grunnlag/liste", "/grunnlag/slag", "lag eller oppdater forslaget"),
        "/endringer": (f'href="/runder/{NAME}/frigi"',),
    }
    for page, some in offers.items():
        assert all(one in lead.get(page).text for one in some)
    close(database)
    for page, some in offers.items():
        assert not any(one in lead.get(page).text for one in some)


def test_what_is_wrong_about_somebody_in_a_closed_round_is_still_put_right(database: Database) -> None:
    program = Program(database)
    close(database)
    read = ask(program.service, program.row)
    assert program.say({"maks reisetid": "60"}, **{"If-Match": read.headers["etag"]}).status_code == 200
    assert program.cells()["maks reisetid"] == "60"
