"""What a firm is shown: those who have said yes to it, by a number, and nothing else of them."""

import json
import re
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select, update

from matching.files.lists.people import people_fields
from service.access import Actor, Role
from service.statuses import SHOWABLE, Status
from service.store.database import Database
from service.store.employers import OF_PERSON
from service.store.hiding import hide
from service.store.tables.records import lookup
from service.store.tables.rounds import person, taking_part
from tests.service.asked import ask
from tests.service.standing import UNIT, WAY, AtWork
from tests.service.test_kept import BY, CATALOGUE, NAME
from tests.service.test_kept import database as database


@pytest.fixture
def work(database: Database) -> AtWork:
    return AtWork(database)


def words_of(answer: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


def numbers(answer: httpx.Response) -> list[str]:
    return re.findall(r"Kandidat (\d+)", words_of(answer))


def firm_of(work: AtWork, firm: str | None = None, unit: str = UNIT) -> Actor:
    name = firm or work.firm
    return Actor("firm-1", "Bedriften", Role.EMPLOYER, frozenset({unit}), name)


def of_firm(work: AtWork, address: str, actor: Actor | None = None) -> httpx.Response:
    return ask(work.service_of(actor or firm_of(work)), address)


@pytest.mark.parametrize("status", WAY)
def test_the_sheet_shows_who_has_said_yes_and_nobody_else(work: AtWork, status: Status) -> None:
    work.at(status)
    assert numbers(work.get(f"{work.page}/ark")) == (["1"] if status in SHOWABLE else [])


def test_a_number_stays_with_its_person_whoever_leaves(work: AtWork) -> None:
    first, second = work.at(Status.AGREED), work.at(Status.AGREED, work.people[0])
    assert numbers(work.get(f"{work.page}/ark")) == ["1", "2"]
    work.withdrawn(first)
    assert numbers(work.get(f"{work.page}/ark")) == ["2"]
    work.at(Status.AGREED, work.people[1])
    assert numbers(work.get(f"{work.page}/ark")) == ["2", "3"]
    assert second.key


def test_who_says_no_to_the_round_is_off_the_sheet_too(work: AtWork, database: Database) -> None:
    work.at(Status.PRESENTED)
    with database.writing() as connection:
        hers = select(person.c.key).where(person.c.id == work.candidate).scalar_subquery()
        connection.execute(update(taking_part).where(taking_part.c.person == hers).values(joined=False))
    assert numbers(work.get(f"{work.page}/ark")) == []
    assert numbers(of_firm(work, f"/bedrift/{NAME}/{work.opening}")) == []


def test_who_has_an_address_restriction_is_on_no_sheet(work: AtWork, database: Database) -> None:
    work.at(Status.PRESENTED)
    work.at(Status.PRESENTED, work.people[0])
    with database.writing() as connection:
        hide(connection, UNIT, [work.candidate], BY)
    assert numbers(work.get(f"{work.page}/ark")) == ["2"]
    assert numbers(of_firm(work, f"/bedrift/{NAME}/{work.opening}")) == ["2"]


def test_printing_a_sheet_keeps_who_was_shown(work: AtWork, database: Database) -> None:
    work.at(Status.AGREED)
    work.get(f"{work.page}/ark")
    with database.reading() as connection:
        told = connection.execute(select(lookup)).all()
    assert [(one.action, len(one.persons), one.denied) for one in told] == [("sheet", 1, False)]


@pytest.mark.parametrize("role", [Role.COUNTY, Role.PLANNER, Role.AUDITOR, Role.ADMIN, Role.EMPLOYER])
def test_who_may_see_no_list_prints_no_sheet(work: AtWork, database: Database, role: Role) -> None:
    work.at(Status.AGREED)
    assert AtWork(database, role).get(f"{work.page}/ark").status_code == 404


def test_a_firm_sees_its_own_openings_and_no_others(work: AtWork) -> None:
    told = words_of(of_firm(work, "/bedrift"))
    own = {name for name, one in work.rounds[NAME].places.items() if one.firm == firm_of(work).firm}
    assert set(re.findall(r"Læreplass (L\d+)", told)) == own
    other = next(name for name in work.rounds[NAME].places if name not in own)
    assert of_firm(work, f"/bedrift/{NAME}/{other}").status_code == 404


def test_a_withdrawn_yes_is_gone_from_the_next_request(work: AtWork) -> None:
    one = work.at(Status.MEETING)
    assert numbers(of_firm(work, f"/bedrift/{NAME}/{work.opening}")) == ["1"]
    assert "Innherred 1" in words_of(of_firm(work, "/bedrift"))
    work.withdrawn(one)
    assert numbers(of_firm(work, f"/bedrift/{NAME}/{work.opening}")) == []
    assert "Innherred 0" in words_of(of_firm(work, "/bedrift"))


def test_what_a_firm_is_shown_is_kept(work: AtWork, database: Database) -> None:
    work.at(Status.AGREED)
    of_firm(work, f"/bedrift/{NAME}/{work.opening}")
    with database.reading() as connection:
        (told,) = connection.execute(select(lookup)).all()
    assert (told.actor, told.role, told.action, len(told.persons)) == ("firm-1", "employer", "sheet", 1)


@pytest.mark.parametrize(
    "address", ["/bedrift", f"/bedrift/{NAME}/L01", f"/bedrift/{NAME}/L99", "/bedrift/x/L01"]
)
def test_who_speaks_for_no_firm_or_another_office_finds_nothing(work: AtWork, address: str) -> None:
    work.at(Status.AGREED)
    nobody = replace(firm_of(work), firm=None)
    elsewhere = firm_of(work, unit="levanger")
    answers = [
        of_firm(work, address, one) for one in (nobody, Actor("n", "N", Role.PLANNER, frozenset({UNIT})))
    ]
    assert [one.status_code for one in answers] == [404, 404]
    assert numbers(of_firm(work, address, elsewhere)) == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "",
        "/lareplasser",
        "/lareplasser/{opening}",
        "/lareplasser/{opening}/liste",
        "/lareplasser/{opening}/ark",
        "/lareplasser/{opening}/svar",
        "/forslag",
        "/oppfolging",
        "/liste/1/navn",
    ],
)
def test_a_firm_is_shown_no_page_but_its_own(work: AtWork, address: str) -> None:
    work.at(Status.MEETING)
    where = address if address == "/" else f"/runder/{NAME}" + address.format(opening=work.opening)
    answer = of_firm(work, where)
    assert answer.status_code == 404 or NAME not in answer.text.lower()


def planted(work: AtWork, database: Database) -> list[str]:
    """Something in every cell of a person that is no business of a firm's, and something known in the others."""
    secret = {field.heading: f"plantet{number}" for number, field in enumerate(people_fields(CATALOGUE))}
    secret |= {"tiltak": "plantetA", "lønnstilskudd": "plantetB", "merknad": "plantetC"}
    shown = {
        "stillingsprosent fra": "50",
        "stillingsprosent til": "70",
        "skift": "kveld",
        "start fra": "03.02.2027",
        "ferdigheter": "MIG/MAG-sveise",
        "praksis": "Sveisefaget 5 mnd",
        "utdanning": "",
    }
    assert set(shown) == set(OF_PERSON) <= set(secret)
    with database.writing() as connection:
        of_her = person.c.id == work.candidate
        connection.execute(update(person).where(of_her).values(cells=secret | shown))
    return [text for heading, text in secret.items() if heading not in shown] + [work.candidate]


def test_nothing_but_the_allowed_cells_reaches_a_firm(work: AtWork, database: Database) -> None:
    work.at(Status.PRESENTED)
    held_back = planted(work, database)
    for address in ("/bedrift", f"/bedrift/{NAME}/{work.opening}"):
        answer = of_firm(work, address)
        assert answer.status_code == 200
        found = [
            text for text in held_back if text in answer.text or text in json.dumps(dict(answer.headers))
        ]
        assert found == [], address
    told = words_of(of_firm(work, f"/bedrift/{NAME}/{work.opening}"))
    for text in ("MIG/MAG-sveise", "Sveisefaget, 5 måneder", "50–70 %", "kveld", "tidligst 03.02.2027"):
        assert text in told
    for word in ("innsats", "tiltak", "tilskudd", "samsvar", "født", "alder", "nummer K"):
        assert word not in told.casefold(), word


def test_a_firm_that_logs_in_speaks_for_the_firm_of_its_group() -> None:
    from service.door.tokens import Group, TokenActors
    from tests.service.test_tokens import OURS, Issuer, claims, signed

    issuer = Issuer(one=OURS)
    groups = (
        Group("g-firm", Role.EMPLOYER, "steinkjer", "Bedrift A"),
        Group("g-firm-b", Role.EMPLOYER, "levanger", "Bedrift B"),
    )
    actors: TokenActors = replace(issuer.actors(), groups=groups)
    actor = actors.actor(signed(claims(groups=["g-firm", "g-firm-b"], NAVident=None)))
    assert actor is not None
    assert (actor.role, actor.firm, sorted(actor.units)) == (Role.EMPLOYER, "Bedrift A", ["steinkjer"])


@pytest.mark.parametrize("firm", ["", 'firm = "Bedrift"\n'])
def test_a_group_of_an_employer_names_its_firm_and_no_other_group_does(firm: str, tmp_path: object) -> None:
    from pathlib import Path

    from service.door.tokens import GroupsFault, read_groups

    assert isinstance(tmp_path, Path)
    role = "market_contact" if firm else "employer"
    file = tmp_path / "grupper.toml"
    file.write_text(f'[[groups]]\nid = "g"\nrole = "{role}"\nunit = "steinkjer"\n{firm}', "utf-8")
    with pytest.raises(GroupsFault):
        read_groups(file)
