"""Two people side by side for an opening, and several put on its list at once."""

import re

import pytest
from sqlalchemy import select

from matching.domain.answers import YES
from matching.domain.fit import Criterion
from matching.wording import Words
from service.access import Role
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.decisions import decisions
from service.store.hiding import hide
from service.store.tables.records import lookup
from tests.service.at_desk import Desk, standing
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.test_kept import BY, CATALOGUE, NAME

WORDS = Words(CATALOGUE)


def comparing(desk: Desk, rounds: KeptRounds, *people: str) -> str:
    refs = "&".join(f"kandidat={rounds[NAME].ref_of(one)}" for one in people)
    return f"{desk.page.removesuffix('/liste')}/sammenlign?{refs}"


def test_two_are_told_of_criterion_by_criterion_in_one_order(desk: Desk, rounds: KeptRounds) -> None:
    told = desk.text(comparing(desk, rounds, desk.candidate, desk.second))
    of_table = told.partition("for " + desk.opening)[2]
    places = [of_table.index(f" {WORDS.criterion(one)} ") for one in Criterion]
    assert places == sorted(places)
    fits = [rounds[NAME].enquiry.pair(one, desk.opening).fit for one in (desk.candidate, desk.second)]
    assert all(fit and f"{fit.points} av 1000" in told for fit in fits)


def test_both_are_kept_as_shown(desk: Desk, rounds: KeptRounds, database: Database) -> None:
    desk.get(comparing(desk, rounds, desk.candidate, desk.second))
    with database.reading() as connection:
        (shown,) = connection.execute(select(lookup)).all()
    assert (shown.action, len(shown.persons), shown.denied) == ("compare", 2, False)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_another_number_than_two_is_asked_for_again(desk: Desk, rounds: KeptRounds, count: int) -> None:
    people = [one.candidate for one in rounds[NAME].plan.assignments[:count]]
    answer = desk.get(comparing(desk, rounds, *people))
    assert answer.status_code == 422
    assert "Velg to kandidater" in answer.text


def test_one_whom_the_actor_may_not_see_is_not_there_and_it_is_kept(
    desk: Desk, rounds: KeptRounds, database: Database
) -> None:
    county = Desk(rounds, Role.COUNTY)
    people = rounds[NAME].cohort.people
    unseen = str(people.id[people.in_round != YES][0])
    agreed = str(people.id[people.in_round == YES][0])
    answer = county.get(comparing(desk, rounds, agreed, unseen))
    assert answer.status_code == 404
    assert answer.text == county.get(f"{desk.page.removesuffix('/liste')}/sammenlign?kandidat=nobody").text
    with database.reading() as connection:
        told = connection.execute(select(lookup.c.denied)).scalars().all()
    assert told == [True]


def test_several_are_put_on_the_list_and_each_is_told_of(
    desk: Desk, rounds: KeptRounds, database: Database
) -> None:
    desk.put()
    refs = [rounds[NAME].ref_of(one) for one in (desk.candidate, desk.second)]
    sent = desk.send(f"{desk.page}/valgte", kandidat=refs)
    assert sent.status_code == 303
    told = desk.text(sent.headers["location"])
    assert "1 kandidat er satt på listen. 1 stod der fra før." in told
    assert told.count("Satt på listen nå") == told.count("Stod på listen fra før") == 1
    assert standing(database) == ["proposed", "proposed"]
    again = desk.send(f"{desk.page}/valgte", kandidat=refs)
    assert "Ingenting er endret." in desk.text(again.headers["location"])


def test_where_one_cannot_be_put_none_is(desk: Desk, rounds: KeptRounds, database: Database) -> None:
    refs = [rounds[NAME].ref_of(desk.candidate), "nobody"]
    assert desk.send(f"{desk.page}/valgte", kandidat=refs).status_code == 404
    assert standing(database) == []


def test_one_who_has_got_an_address_restriction_meanwhile_holds_the_others_back(
    desk: Desk, rounds: KeptRounds, database: Database
) -> None:
    refs = [rounds[NAME].ref_of(one) for one in (desk.candidate, desk.second)]
    with database.writing() as connection:
        hide(connection, "steinkjer", [desk.second], BY)
    assert desk.send(f"{desk.page}/valgte", kandidat=refs).status_code == 404
    assert standing(database) == []


def test_nobody_chosen_is_asked_for_again(desk: Desk, database: Database) -> None:
    answer = desk.send(f"{desk.page}/valgte", annet="x")
    assert answer.status_code == 422
    assert "Ingen er valgt" in answer.text
    with database.reading() as connection:
        assert all(one.thing != "entry" for one in decisions(connection))


@pytest.mark.parametrize("role", [Role.COUNTY, Role.PLANNER, Role.AUDITOR, Role.ADMIN, Role.EMPLOYER])
def test_who_does_not_work_with_lists_puts_nobody_there(
    desk: Desk, rounds: KeptRounds, database: Database, role: Role
) -> None:
    other = Desk(rounds, role)
    sent = other.send(f"{desk.page}/valgte", kandidat=[rounds[NAME].ref_of(desk.candidate)])
    assert sent.status_code == 404
    assert standing(database) == []


def test_a_place_that_stands_in_the_list_of_needs_alone_has_no_list(
    desk: Desk, rounds: KeptRounds, database: Database
) -> None:
    needs = [name for name in rounds[NAME].opening_rows if not name.startswith("L")]
    assert needs
    sent = desk.send(f"/runder/{NAME}/lareplasser/{needs[0]}/liste", kandidat=desk.candidate)
    assert sent.status_code == 409
    assert "listen over behov" in sent.text
    assert standing(database) == []


def test_a_step_that_awaits_an_answer_is_given_a_week(desk: Desk) -> None:
    at = desk.put()
    shown = desk.get().text
    assert re.search(r'name="frist"[^>]*min=2026-11-21[^>]*value="2026-11-28"', shown)
    desk.send(f"{at}/steg", til="asked", versjon="1", frist="2026-11-28")
    told = desk.text()
    assert "Svar ventes 28.11.2026" in told
    desk.send(f"{at}/steg", til="agreed", versjon="2")
    assert desk.get().text.count('name="frist"') == 1  # presenting waits for an answer, a meeting does not
