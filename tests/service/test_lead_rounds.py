"""A new round is begun by page, at an office of hers; what it proposes is a decision."""

import pytest
from sqlalchemy import func, select

from service.access import Role
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.decisions import decisions
from service.store.rounds import named
from service.store.tables.rounds import round_
from tests.service.lead import Lead
from tests.service.test_kept import CATALOGUE, clock
from tests.service.test_kept import database as database


@pytest.fixture
def lead(database: Database) -> Lead:
    return Lead(KeptRounds(database, CATALOGUE, clock))


def test_a_new_round_is_begun_and_has_a_page(lead: Lead, database: Database) -> None:
    form = {"navn": "Vår på Ålen", "enhet": "steinkjer", "program": "open"}
    answer = lead.send_to("/programleder", **form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/runder/var-pa-alen/grunnlag")
    again = lead.send_to("/programleder", **form)
    assert again.headers["location"] == "/runder/var-pa-alen-2/grunnlag"
    told = lead.get("/grunnlag", "var-pa-alen").text
    assert "Møterunde" in told
    assert "Vår på Ålen" in lead.get_at("/programleder").text
    with database.reading() as connection:
        assert named(connection, "var-pa-alen") is not None


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"navn": "", "enhet": "steinkjer", "program": "open"}, 422),
        ({"navn": "x" * 81, "enhet": "steinkjer", "program": "open"}, 422),
        ({"navn": "01010112345", "enhet": "steinkjer", "program": "open"}, 422),
        ({"navn": "Vår", "enhet": "levanger", "program": "open"}, 404),
        ({"navn": "Vår", "enhet": "steinkjer", "program": "none"}, 422),
    ],
)
def test_a_round_needs_a_name_an_office_of_hers_and_a_programme(
    lead: Lead, database: Database, form: dict[str, str], status: int
) -> None:
    assert lead.send_to("/programleder", **form).status_code == status
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(round_)).scalar() == 1


def test_meetings_or_places_is_a_decision(lead: Lead) -> None:
    assert "Plassrunde: hver" in lead.get("/grunnlag").text
    assert lead.send("/grunnlag/slag", slag="meetings", avgjorelse="1").status_code == 303
    assert "Møterunde: hver" in lead.get("/grunnlag").text
    assert lead.send("/grunnlag/slag", slag="places", avgjorelse="1").status_code == 409
    assert lead.send("/grunnlag/slag", slag="both", avgjorelse="2").status_code == 422


def test_a_round_is_closed_by_page_once_and_in_the_log(lead: Lead, database: Database) -> None:
    assert "/grunnlag/lukk" in lead.get("/grunnlag").text
    for _ in range(2):
        assert lead.send("/grunnlag/lukk").headers["location"].endswith("/grunnlag")
    told = lead.get("/grunnlag").text
    assert "Runden ble lukket" in told
    assert "/grunnlag/lukk" not in told
    with database.reading() as connection:
        closed = [one for one in decisions(connection) if one.action == "close"]
        assert connection.execute(select(round_.c.closed_at)).scalar_one() is not None
    assert [(one.thing, one.actor) for one in closed] == [("round", "test-programme_lead")]


def test_a_round_is_closed_by_those_who_lead_it_alone(lead: Lead, database: Database) -> None:
    for role in (Role.MARKET_CONTACT, Role.ADVISER, Role.AUDITOR):
        assert Lead(lead.rounds, role).send("/grunnlag/lukk").status_code == 404
    assert Lead(lead.rounds, office="levanger").send("/grunnlag/lukk").status_code == 404
    with database.reading() as connection:
        assert connection.execute(select(round_.c.closed_at)).scalar_one() is None
