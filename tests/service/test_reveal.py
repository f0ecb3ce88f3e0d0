"""Name and telephone are told once both sides have said yes, each time kept; never by looking at a page."""

import pytest
from sqlalchemy import select, update

from service.access import Role
from service.listing.revealing import IdentityFault, identity_of
from service.statuses import NAMED, Status
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.identities import Identity, remember
from service.store.tables.records import lookup
from service.store.tables.rounds import person, taking_part
from tests.service.standing import UNIT, WAY, AtWork
from tests.service.test_kept import NAME
from tests.service.test_kept import database as database

HERS = Identity("Solveig Planten", "999 88 777")


@pytest.fixture
def work(database: Database) -> AtWork:
    work = AtWork(database)
    with database.writing() as connection:
        remember(connection, UNIT, work.candidate, HERS)
    return work


def name_at(key: int) -> str:
    return f"/runder/{NAME}/liste/{key}/navn"


@pytest.mark.parametrize("status", WAY)
def test_the_name_is_told_where_both_have_said_yes_and_nowhere_else(work: AtWork, status: Status) -> None:
    one = work.at(status)
    looked, told = work.get(name_at(one.key)), work.send(name_at(one.key))
    assert looked.status_code == 200
    assert HERS.name not in looked.text
    assert told.status_code == (200 if status in NAMED else 409)
    assert ("Solveig Planten" in told.text and "999 88 777" in told.text) is (status in NAMED)
    assert told.headers["cache-control"] == "no-store"


def test_that_it_was_told_is_a_decision_and_a_look_up(work: AtWork, database: Database) -> None:
    one = work.at(Status.MEETING)
    work.send(name_at(one.key))
    with database.reading() as connection:
        made = list(decisions(connection))[-1]
        (told,) = [row for row in connection.execute(select(lookup)).all() if row.action == "reveal"]
        assert verify(connection).broken_at is None
    assert (made.action, made.thing, made.key, made.actor) == (
        "reveal",
        "entry",
        one.key,
        "test-market_contact",
    )
    assert (told.persons, told.denied) == ([one.person], False)
    assert HERS.name not in repr(made)


def test_a_name_that_is_refused_is_kept_as_denied(work: AtWork, database: Database) -> None:
    one = work.at(Status.AGREED)
    work.send(name_at(one.key))
    with database.reading() as connection:
        denied = connection.execute(select(lookup.c.action).where(lookup.c.denied)).scalars().all()
        assert list(decisions(connection))[-1].action != "reveal"
    assert denied == ["reveal"]


def test_the_name_is_gone_from_the_next_request_once_she_takes_her_yes_back(work: AtWork) -> None:
    one = work.at(Status.MEETING)
    assert HERS.name in work.send(name_at(one.key)).text
    work.withdrawn(one)
    again = work.send(name_at(one.key))
    assert again.status_code == 409
    assert HERS.name not in again.text


def test_a_no_to_the_round_takes_the_name_back_too(work: AtWork, database: Database) -> None:
    one = work.at(Status.MEETING)
    with database.writing() as connection:
        hers = select(person.c.key).where(person.c.id == work.candidate).scalar_subquery()
        connection.execute(update(taking_part).where(taking_part.c.person == hers).values(joined=False))
    assert work.send(name_at(one.key)).status_code == 409


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        (Role.PROGRAMME_LEAD, UNIT),
        (Role.COUNTY, UNIT),
        (Role.EMPLOYER, UNIT),
        (Role.ADMIN, UNIT),
        (Role.MARKET_CONTACT, "levanger"),
    ],
)
def test_whom_it_is_not_for_is_told_nothing(work: AtWork, database: Database, role: Role, unit: str) -> None:
    one, other = work.at(Status.MEETING), AtWork(database, role, unit)
    for answer in (other.get(name_at(one.key)), other.send(name_at(one.key))):
        assert answer.status_code == 404
        assert HERS.name not in answer.text


def test_an_entry_that_is_not_there_is_answered_as_one_that_is_not_hers(work: AtWork) -> None:
    assert work.send(name_at(99)).status_code == 404


def test_where_nobody_has_said_the_name_the_adviser_may_write_it(work: AtWork, database: Database) -> None:
    one = work.at(Status.MEETING, work.people[0])
    assert "Be veilederen" in work.send(name_at(one.key)).text
    adviser = AtWork(database, Role.ADVISER)
    form = f"/runder/{NAME}/kandidater/{work.rounds[NAME].ref_of(work.people[0])}/navn"
    assert form in adviser.send(name_at(one.key)).text
    assert adviser.get(form).status_code == 200
    assert adviser.send(form, navn="  Per   Planten ", telefon="22 33 44 55").status_code == 303
    told = work.send(name_at(one.key)).text
    assert "Per Planten" in told
    assert "22 33 44 55" in told
    assert "Per Planten" not in adviser.get(form).text


@pytest.mark.parametrize("role", [Role.MARKET_CONTACT, Role.COUNTY, Role.EMPLOYER])
def test_who_may_not_write_of_her_writes_no_name(work: AtWork, database: Database, role: Role) -> None:
    other, form = (
        AtWork(database, role),
        f"/runder/{NAME}/kandidater/{work.rounds[NAME].ref_of(work.candidate)}/navn",
    )
    assert other.get(form).status_code == 404
    assert other.send(form, navn="Per").status_code == 404


@pytest.mark.parametrize(
    ("name", "phone", "code"),
    [
        ("", "", "name"),
        ("x" * 201, "", "name"),
        ("Per\u202e", "", "name"),
        ("Per 01010112345", "", "number"),
        ("Per", "010101 12345", "number"),
        ("Per", "ring meg", "phone"),
        ("Per", "1" * 10 + " " + "-" * 40, "phone"),
        ("Per", "010101 ---- 12345", "number"),
        ("Per", "010101----12345", "number"),
        ("Per", "0101011--------2345", "number"),
        ("Per", "010101 ---- 12345 6", "number"),
        ("Per", "+47 010101 ---- 12345", "number"),
        ("Per", "0047 010101 12345", "number"),
        ("Per", "+010101 12345", "number"),
        ("Per", "+46 010101 ---- 12345 12345", "number"),
        ("Per", "0101011234\u0665", "number"),
        ("010101 ---- 12345", "", "number"),
        ("010101Per12345", "", "number"),
        ("Per 0101 Berg 0", "", "number"),
        ("Per \u2460\u2461\u2462\u2463\u2464", "", "number"),
    ],
)
def test_what_is_no_name_or_telephone_number_is_not_kept(
    work: AtWork, database: Database, name: str, phone: str, code: str
) -> None:
    with pytest.raises(IdentityFault) as fault:
        identity_of(name, phone)
    assert fault.value.code == code
    adviser = AtWork(database, Role.ADVISER)
    form = f"/runder/{NAME}/kandidater/{work.rounds[NAME].ref_of(work.candidate)}/navn"
    answer = adviser.send(form, navn=name, telefon=phone)
    assert answer.status_code == 422
    assert "01010112345" not in answer.text
    assert HERS.name in work.send(name_at(work.at(Status.MEETING).key)).text


@pytest.mark.parametrize(
    "phone",
    [
        *("90 00 00 00", "+47 90 00 00 00", "(+47) 90000000", "0047 90 00 00 00", "22 33 (44) 55", "02800"),
        *("+46 70 123 45 67", "0046 70 123 45 67", "(+49) 151 1234-5678", "+354 123 4567"),
        *("+ 358 40 123 4567", "+47 91 28 45 67", "+4791284567"),
    ],
)
def test_a_telephone_number_of_any_country_is_kept_as_it_is_written(phone: str) -> None:
    assert identity_of("Per Planten 2", phone).phone == phone


def test_who_has_said_no_to_the_round_is_named_on_no_list_either(work: AtWork, database: Database) -> None:
    one = work.at(Status.MEETING)
    pages = (f"{work.page}/liste", f"{work.page}/svar")
    assert all(name_at(one.key) in work.get(page).text for page in pages)
    assert "Begge har sagt ja" in work.get(pages[0]).text
    with database.writing() as connection:
        connection.execute(update(taking_part).where(taking_part.c.person == one.person).values(joined=False))
    assert not [page for page in pages if name_at(one.key) in work.get(page).text]
    assert "Begge har sagt ja" not in work.get(pages[0]).text
