"""Proposals are answered one by one by a named person, and released when each is confirmed; never all at once."""

import re

import pytest
from sqlalchemy import insert, select, update

from service.access import Role
from service.planning.calculating import calculate
from service.planning.deciding import in_force
from service.planning.proposing import standing
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.decisions import decisions
from service.store.order import raise_revision
from service.store.rounds import named
from service.store.tables.lists import entry
from service.store.tables.records import lookup
from service.store.tables.rounds import confirmation, opening, plan, reservation, round_
from tests.service.lead import Lead
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


@pytest.fixture
def lead(rounds: KeptRounds) -> Lead:
    return Lead(rounds)


def test_a_proposal_has_a_page_with_its_place_in_the_plan(lead: Lead) -> None:
    total, one = len(lead.sight.plan.assignments), lead.sight.plan.assignments[1]
    told = lead.get("/forslag/2").text
    assert f"2 av {total}" in told
    assert one.candidate in told
    assert 'rel="prev" accesskey="f"' in told
    assert 'rel="next" accesskey="n"' in told
    assert f"Bekreftet 0 av {total}" in told
    assert one.candidate not in "".join(re.findall('href="([^"]*)"', told))


def test_the_first_and_the_last_have_one_neighbour(lead: Lead) -> None:
    total = len(lead.sight.plan.assignments)
    assert 'rel="prev"' not in lead.get("/forslag/1").text
    assert 'rel="next"' not in lead.get(f"/forslag/{total}").text
    for page in ("/forslag/0", f"/forslag/{total + 1}"):
        assert lead.get(page).status_code in (404, 422)


def test_confirming_names_who_and_goes_on_to_the_next(lead: Lead, database: Database) -> None:
    answer = lead.answer("bekreft", 1)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/runder/{NAME}/forslag/2")
    told = lead.get("/forslag/1").text
    assert "Bekreftet av deg" in told
    assert "Angre svaret" in told
    with database.reading() as connection:
        (kept,) = connection.execute(select(confirmation)).all()
        last = list(decisions(connection))[-1]
    assert (kept.confirmed, kept.actor) == (True, lead.actor.id)
    assert (last.action, last.thing) == ("confirm", "proposal")


def test_an_answer_is_taken_back(lead: Lead, database: Database) -> None:
    lead.answer("bekreft", 1)
    assert lead.answer("angre", 1).headers["location"].endswith("/forslag/1")
    with database.reading() as connection:
        assert connection.execute(select(confirmation)).all() == []


def test_what_is_ruled_out_is_not_proposed_again(lead: Lead, database: Database) -> None:
    one, decision = lead.sight.plan.assignments[0], str(standing(lead.sight).decision)
    answer = lead.answer("ikke-aktuell", 1, grunn="travel", avgjorelse=decision)
    assert answer.status_code == 303, answer.text
    assert "Grunn: Reisen" in lead.get("/forslag/1").text
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert (one.candidate, one.opening) not in {
        (two.candidate, two.opening) for two in lead.sight.plan.assignments
    }
    (veto,) = (veto for veto in lead.sight.round.enquiry.policy.vetoes if veto.candidate == one.candidate)
    assert (veto.opening, veto.reason) == (one.opening, "Reisen")


def test_what_is_locked_is_confirmed_and_kept(lead: Lead) -> None:
    decision = str(standing(lead.sight).decision)
    one = lead.sight.plan.assignments[0]
    assert lead.answer("las", 1, grunn="both", avgjorelse=decision).status_code == 303
    pins = {(pin.candidate, pin.opening) for pin in lead.sight.round.enquiry.policy.pins}
    assert (one.candidate, one.opening) in pins
    assert "Bekreftet av deg" in lead.get("/forslag/1").text


def test_two_who_decide_at_once_do_not_write_over_each_other(lead: Lead, database: Database) -> None:
    decision = str(standing(lead.sight).decision)
    lead.answer("las", 1, grunn="both", avgjorelse=decision)
    late = lead.answer("ikke-aktuell", 2, grunn="travel", avgjorelse=decision)
    assert late.status_code == 409
    assert "Noen andre har avgjort noe" in late.text
    with database.reading() as connection:
        assert len(connection.execute(select(confirmation)).all()) == 1


def test_the_plan_before_is_read_once_for_all_who_look_at_the_release(lead: Lead, database: Database) -> None:
    total = lead.confirm_all()
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    first = lead.get("/frigi").text
    assert f"{total} forslag er helt likt" in first
    with database.writing() as connection:
        connection.execute(update(plan).where(plan.c.number == 1).values(body=b"unreadable"))
    assert lead.get("/frigi").text == first


@pytest.mark.parametrize("form", [{"grunn": "because"}, {}, {"grunn": "travel", "avgjorelse": "x"}])
def test_a_reason_is_of_the_list(lead: Lead, database: Database, form: dict[str, str]) -> None:
    assert lead.answer("ikke-aktuell", 1, **{"avgjorelse": "1", **form}).status_code == 422
    with database.reading() as connection:
        assert connection.execute(select(confirmation)).all() == []


def test_an_answer_to_an_older_plan_is_not_kept(lead: Lead, database: Database) -> None:
    form = lead.about(1)
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    late = lead.send("/forslag/bekreft", **form)
    assert late.status_code == 409
    assert "nyere forslag" in late.text


def test_confirmations_of_the_same_proposals_are_carried_to_a_new_plan(
    lead: Lead, database: Database
) -> None:
    total = lead.confirm_all()
    lead.answer("angre", 1)
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert f"{total - 1} forslag er helt likt" in lead.get("/frigi").text
    assert lead.send("/forslag/ta-med", plan=str(standing(lead.sight).plan)).status_code == 303
    assert f"Bekreftet {total - 1} av {total}" in lead.get("/frigi").text
    assert "1 forslag er ikke bekreftet" in lead.get("/frigi").text


def test_a_plan_is_not_released_before_each_proposal_is_confirmed(lead: Lead, database: Database) -> None:
    total = len(lead.sight.plan.assignments)
    for number in range(1, total):
        lead.answer("bekreft", number)
    assert f'href="/runder/{NAME}/forslag/{total}"' in lead.get("/frigi").text
    answer = lead.release()
    assert answer.status_code == 409
    assert "1 forslag er ikke bekreftet" in answer.text
    with database.reading() as connection:
        assert connection.execute(select(reservation)).all() == []
        assert connection.execute(select(plan.c.released_at)).scalar() is None


def test_a_release_sets_places_aside_and_puts_everybody_on_a_list(lead: Lead, database: Database) -> None:
    total = lead.confirm_all()
    assert "Bekreftet" in lead.get("/frigi").text
    answer = lead.release()
    assert answer.status_code == 303, answer.text
    assert "Forslaget er frigitt av" in lead.get("/frigi").text
    assert "Forslaget er frigitt. Veien videre" in lead.get("/forslag/1").text
    with database.reading() as connection:
        assert len(connection.execute(select(reservation)).all()) == total
        assert {row.status for row in connection.execute(select(entry))} == {"proposed"}
        assert "release" in {row.action for row in decisions(connection)}
    assert lead.release().status_code == 409


def test_a_round_that_has_gone_on_is_not_released(lead: Lead, database: Database) -> None:
    lead.confirm_all()
    with database.writing() as connection:
        raise_revision(connection, round_.c.id == NAME)
    assert "Runden er endret" in lead.get("/frigi").text
    assert lead.release().status_code == 409
    with database.reading() as connection:
        assert connection.execute(select(entry)).all() == []


def test_a_seat_that_is_set_aside_elsewhere_names_the_opening(lead: Lead, database: Database) -> None:
    lead.confirm_all()
    one = lead.sight.plan.assignments[0]
    with database.writing() as connection:
        found = named(connection, NAME)
        assert found
        values = {"id": "other", "unit": found.unit, "name": "O", "synthetic": True, "made_by": "x"}
        other = connection.execute(
            insert(round_).values(**values, made_at=found.made_at).returning(round_.c.key)
        ).scalar_one()
        body = {"revision": 0, "digest": "0" * 64, "made_by": "x", "made_at": found.made_at}
        key = connection.execute(
            insert(plan).values(round=other, number=1, **body).returning(plan.c.key)
        ).scalar_one()
        where = connection.execute(select(opening).where(opening.c.id == one.opening)).one()
        who = connection.exec_driver_sql("SELECT key FROM person LIMIT 1 OFFSET 80").scalar_one()
        connection.execute(update(opening).where(opening.c.key == where.key).values(tenths=10))
        connection.execute(insert(reservation).values(plan=key, person=who, opening=where.key, percent=100))
    answer = lead.release()
    assert answer.status_code == 409
    assert str(lead.sight.round.places[one.opening]) in answer.text
    with database.reading() as connection:
        assert connection.execute(select(entry)).all() == []
        assert connection.execute(select(reservation.c.plan)).scalars().all() == [key]


@pytest.mark.parametrize("role", [Role.MARKET_CONTACT, Role.ADVISER, Role.COUNTY, Role.AUDITOR])
def test_only_the_lead_answers_and_releases(rounds: KeptRounds, lead: Lead, role: Role) -> None:
    other, form = Lead(rounds, role), lead.about(1)
    told = other.get("/forslag/1")
    assert told.status_code in (200, 404)
    assert "Bekreft</span>" not in told.text
    for address in ("bekreft", "angre", "ikke-aktuell", "las", "ta-med"):
        assert other.send(f"/forslag/{address}", **form, grunn="travel", avgjorelse="1").status_code == 404
    assert other.get("/frigi").status_code == 404
    assert other.send("/frigi", plan=form["plan"]).status_code == 404
    planner = Lead(rounds, Role.PLANNER)
    assert planner.get("/forslag/1").status_code == 404


def test_a_proposal_that_is_shown_is_kept_in_the_log(lead: Lead, database: Database) -> None:
    lead.get("/forslag/1")
    with database.reading() as connection:
        (shown,) = connection.execute(select(lookup)).all()
    assert shown.action == "proposal"
    assert len(shown.persons) >= 1


def test_there_is_no_way_to_accept_them_all(lead: Lead, database: Database) -> None:
    one = lead.about(1)
    answer = lead.send("/forslag/bekreft", **{**one, "kandidat": "*"})
    assert answer.status_code == 404
    with database.reading() as connection:
        found = named(connection, NAME)
        assert found
        assert in_force(connection, found.key).number == standing(lead.sight).decision
        assert connection.execute(select(confirmation)).all() == []
