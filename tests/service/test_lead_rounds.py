"""A new round is begun by page, at an office of hers; what it proposes is a decision."""

import re
from dataclasses import replace
from html import escape

import pytest
from sqlalchemy import func, select, update

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions
from service.store.rounds import named
from service.store.tables.rounds import person, round_
from tests.service.lead import Lead
from tests.service.standing import AtWork
from tests.service.test_kept import CATALOGUE, clock
from tests.service.test_kept import database as database


@pytest.fixture
def lead(database: Database) -> Lead:
    return Lead(KeptRounds(database, CATALOGUE, clock))


FORM = {"navn": "Vår på Ålen", "enhet": "steinkjer", "program": "open", "nokkel": "a"}


def test_a_new_round_is_begun_and_has_a_page(lead: Lead, database: Database) -> None:
    answer = lead.send_to("/programleder", **FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/runder/var-pa-alen/grunnlag")
    other = lead.send_to("/programleder", **{**FORM, "nokkel": "b"})
    assert other.headers["location"] == "/runder/var-pa-alen-2/grunnlag"
    told = lead.get("/grunnlag", "var-pa-alen").text
    assert "Møterunde" in told
    assert "Vår på Ålen" in lead.get_at("/programleder").text
    with database.reading() as connection:
        assert named(connection, "var-pa-alen") is not None


def test_a_form_sent_twice_begins_one_round(lead: Lead, database: Database) -> None:
    keys = [re.findall(r'name="nokkel" value="([0-9a-f]+)"', lead.get_at("/programleder").text) for _ in "ab"]
    (one,), (other,) = keys
    assert one != other
    form = {**FORM, "nokkel": one}
    answers = [lead.send_to("/programleder", **form) for _ in range(2)]
    assert {answer.headers["location"] for answer in answers} == {"/runder/var-pa-alen/grunnlag"}
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(round_)).scalar() == 2
        assert [made.action for made in decisions(connection)][-2:] == ["make", "decide"]


@pytest.mark.parametrize("name", ["123456 ---- 78901", "123456Ω78901", "1234567890"])
def test_no_address_is_made_of_a_name_with_a_number_of_a_person_in_it(lead: Lead, name: str) -> None:
    answers = [lead.send_to("/programleder", **{**FORM, "navn": name, "nokkel": key * 32}) for key in "ab"]
    assert [answer.status_code for answer in answers] == [303, 303]
    for answer in answers:
        assert not re.search(r"[0-9]{6}", answer.headers["location"].replace("-", ""))


@pytest.mark.parametrize("other", [{"navn": "Høst <på> Ålen"}, {"program": "cnc-vestre-toten"}])
def test_a_form_sent_anew_for_another_round_begins_none_and_says_so(
    lead: Lead, database: Database, other: dict[str, str]
) -> None:
    lead.send_to("/programleder", **FORM)
    answer = lead.send_to("/programleder", **{**FORM, **other})
    assert answer.status_code == 409
    assert "«Vår på Ålen»" in answer.text
    assert f'value="{escape({**FORM, **other}["navn"])}"' in answer.text, "she need not write it anew"
    (key,) = re.findall(r'name="nokkel" value="([0-9a-f]+)"', answer.text)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(round_)).scalar() == 2
    begun = lead.send_to("/programleder", **{**FORM, **other, "nokkel": key})
    assert begun.headers["location"] != "/runder/var-pa-alen/grunnlag"


def test_what_somebody_else_sent_leads_nobody_to_her_round(lead: Lead, database: Database) -> None:
    lead.send_to("/programleder", **FORM)
    other, somebody = Lead(lead.rounds), LoopbackActor(replace(lead.actor, id="another"))
    other.service = create_service(other.rounds, somebody, other.desk)
    assert other.send_to("/programleder", **FORM).headers["location"].endswith("-2/grunnlag")


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({**FORM, "nokkel": ""}, 422),
        ({**FORM, "nokkel": "x" * 81}, 422),
        ({"navn": "", "enhet": "steinkjer", "program": "open", "nokkel": "a"}, 422),
        ({"navn": "x" * 81, "enhet": "steinkjer", "program": "open", "nokkel": "a"}, 422),
        ({"navn": "01010112345", "enhet": "steinkjer", "program": "open", "nokkel": "a"}, 422),
        ({"navn": "Vår", "enhet": "levanger", "program": "open", "nokkel": "a"}, 404),
        ({"navn": "Vår", "enhet": "steinkjer", "program": "none", "nokkel": "a"}, 422),
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


def counted(page: str) -> dict[str, str]:
    """What a page says would come of closing a round, as it is sent back."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\d+)">', page))


def test_what_closing_does_is_shown_with_counts_before_anything_does(lead: Lead, database: Database) -> None:
    work = AtWork(database)
    work.at(Status.CONTRACT)
    work.at(Status.ASKED, work.people[0])
    unseen = lead.send("/grunnlag/lukk", people="90")
    for status, answer in ((200, lead.get("/grunnlag/lukk")), (409, unseen)):
        assert answer.status_code == status
        assert counted(answer.text) == {"people": "90", "listed": "1", "placed": "1", "plans": "1"}
        assert "1 kandidat står på en liste" in answer.text
    with database.reading() as connection:
        assert connection.execute(select(round_.c.closed_at)).scalar_one() is None


def test_a_round_is_not_closed_where_something_has_changed_since_it_was_shown(
    lead: Lead, database: Database
) -> None:
    shown = counted(lead.get("/grunnlag/lukk").text)
    AtWork(database).at(Status.ASKED)
    answer = lead.send("/grunnlag/lukk", **shown)
    assert answer.status_code == 409
    assert "endret siden du så det" in answer.text
    assert counted(answer.text) == {**shown, "listed": "1"}
    assert lead.send("/grunnlag/lukk", people="many").status_code == 422
    with database.reading() as connection:
        assert connection.execute(select(round_.c.closed_at)).scalar_one() is None


def test_nobody_with_an_address_restriction_is_counted(lead: Lead, database: Database) -> None:
    before = counted(lead.get("/grunnlag/lukk").text)
    work = AtWork(database)
    work.at(Status.ASKED)
    with database.writing() as connection:
        connection.execute(update(person).where(person.c.id == work.candidate).values(hidden=True))
    after = counted(lead.get("/grunnlag/lukk").text)
    assert after == {**before, "people": "89"}


def test_a_round_is_closed_by_page_once_and_in_the_log(lead: Lead, database: Database) -> None:
    assert "/grunnlag/lukk" in lead.get("/grunnlag").text
    shown = counted(lead.get("/grunnlag/lukk").text)
    for _ in range(2):
        assert lead.send("/grunnlag/lukk", **shown).headers["location"].endswith("/grunnlag")
    assert lead.get("/grunnlag/lukk").status_code == 303
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
        assert Lead(lead.rounds, role).get("/grunnlag/lukk").status_code == 404
    assert Lead(lead.rounds, office="levanger").send("/grunnlag/lukk").status_code == 404
    with database.reading() as connection:
        assert connection.execute(select(round_.c.closed_at)).scalar_one() is None
