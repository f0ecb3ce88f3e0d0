"""Who checks sees who has looked, on a page, in files and for programs: of her own offices, and that is kept."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from matching.texts.loader import load_texts
from service.access import Action, Role
from service.pages.records.displays import Display
from service.pages.records.looks import NAMED, ON_A_PAGE
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.tables.records import lookup
from tests.service.lead import Lead
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database

SERVICE = Path(__file__).parents[2] / "service"
API = "/api/v1/lookups"


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


@pytest.fixture
def auditor(rounds: KeptRounds) -> Lead:
    return Lead(rounds, Role.AUDITOR)


@pytest.fixture
def contact(rounds: KeptRounds) -> Lead:
    return Lead(rounds, Role.MARKET_CONTACT)


def person_page(of: Lead, name: str) -> str:
    return f"/kandidater/{of.rounds[NAME].ref_of(name)}"


def some(of: Lead) -> tuple[str, str]:
    """Somebody an auditor may see, and somebody she may not."""
    held = of.rounds[NAME]
    return min(held.agreed), min(held.everybody - held.agreed)


def rows(page: str) -> list[list[str]]:
    """The cells of the table of look-ups."""
    body = page.partition("<tbody")[2].partition("</tbody>")[0]
    return [
        [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", body, re.S)
    ]


def test_it_tells_who_looked_in_what_role_at_what_and_at_whom(auditor: Lead, contact: Lead) -> None:
    seen, _ = some(auditor)
    assert contact.get(person_page(contact, seen)).status_code == 200
    (row,) = rows(auditor.get_at("/oppslag").text)
    assert row == [
        "21.11.2026 kl. 10.00",
        "test-market_contact",
        "markedskontakt",
        "Kandidat",
        "vist",
        "Innherred",
        "",
        seen,
    ]


def test_that_she_looked_is_the_last_look_up_the_next_time(auditor: Lead, contact: Lead) -> None:
    seen, _ = some(auditor)
    contact.get(person_page(contact, seen))
    auditor.get_at("/oppslag")
    auditor.get_at(API)
    found = rows(auditor.get_at("/oppslag").text)
    assert [(row[1], row[3], row[7]) for row in found] == [
        ("test-auditor", "Hvem som har sett", seen),
        ("test-auditor", "Hvem som har sett", seen),
        ("test-market_contact", "Kandidat", seen),
    ]


def test_nobodys_id_stands_in_an_address_on_the_page(auditor: Lead, contact: Lead) -> None:
    seen, _ = some(auditor)
    contact.get(person_page(contact, seen))
    contact.get("/forslag")
    addresses = " ".join(re.findall('(?:href|action)="([^"]*)"', auditor.get_at("/oppslag").text))
    assert "/oppslag?av=1" in addresses
    assert seen not in addresses
    assert contact.actor.id not in addresses


def test_of_many_people_some_are_named(auditor: Lead, contact: Lead) -> None:
    contact.get("/forslag")
    cell = rows(auditor.get_at("/oppslag").text)[0][7]
    assert cell.endswith(" og andre")
    assert len(cell.split(", ")) == NAMED
    people = auditor.get_at(API).json()[1]["people"]
    agreed = auditor.rounds[NAME].agreed
    assert {one["candidate"] for one in people} <= agreed
    assert len(people) > NAMED
    assert {one["ref"] for one in people} == {auditor.rounds[NAME].ref_of(one["candidate"]) for one in people}


def test_it_is_narrowed_in_the_address(auditor: Lead, contact: Lead, rounds: KeptRounds) -> None:
    seen, _ = some(auditor)
    contact.get(person_page(contact, seen))
    Lead(rounds, Role.ADVISER).get(person_page(contact, seen))
    Lead(rounds, Role.PLANNER).get(person_page(contact, seen))
    contact.get("/forslag")

    def found(asked: str) -> list[str]:
        page = auditor.get_at(f"/oppslag?{asked}").text
        return [row[1].removeprefix("test-") for row in rows(page) if row[1] != "test-auditor"]

    assert found("") == ["market_contact", "planner", "adviser", "market_contact"]
    assert found("rolle=adviser") == ["adviser"]
    assert found("nektet=ja") == ["planner"]
    assert found("hva=plan") == ["market_contact"]
    assert found("av=1") == ["market_contact", "market_contact"]
    assert found("av=1&hva=person&rolle=&fra=&til=") == ["market_contact"]
    assert found("fra=2026-11-21&til=2026-11-21") == [
        "market_contact",
        "planner",
        "adviser",
        "market_contact",
    ]
    assert found("fra=2026-11-22") == found("til=2026-11-20") == found("etter=1") == []
    for wrong in ("rolle=king", "hva=x", "fra=21.11.2026", "til=0001-01-01", "av=0", "etter=x", "nektet=nei"):
        assert auditor.get_at(f"/oppslag?{wrong}").status_code == 422


def test_what_stands_chosen_stays_chosen_on_the_page_and_on_the_next(
    auditor: Lead, contact: Lead, database: Database
) -> None:
    seen, _ = some(auditor)
    contact.get(person_page(contact, seen))
    with database.writing() as connection:
        row = connection.execute(select(lookup)).one()._asdict()
        connection.execute(lookup.insert(), [{**row, "key": key} for key in range(2, ON_A_PAGE + 12)])
    page = auditor.get_at("/oppslag?rolle=market_contact&av=1").text
    assert len(rows(page)) == ON_A_PAGE
    assert '<option value="market_contact" selected>' in page
    assert '<input type="hidden" name="av" value="1">' in page
    assert "Bare oppslagene til test-market_contact." in page
    older = re.search('href="([^"]*etter=[^"]*)"', page)
    assert older
    following = auditor.get_at(older[1].replace("&amp;", "&")).text
    assert len(rows(following)) == 11
    assert "Nyeste" in following


def test_programs_read_on_by_the_link(auditor: Lead, contact: Lead) -> None:
    seen, _ = some(auditor)
    for _ in range(5):
        contact.get(person_page(contact, seen))
    address, told = f"{API}?role=market_contact&since=2026-11-21T00:00:00Z&limit=2", []
    while address:
        answer = auditor.get_at(address)
        told += [one["key"] for one in answer.json()]
        link = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        address = link[1] if link else ""
    assert told == [5, 4, 3, 2, 1]


def test_somebody_is_found_by_her_id_and_it_stands_in_no_address(auditor: Lead, contact: Lead) -> None:
    seen, _ = some(auditor)
    contact.get(person_page(contact, seen))
    found = auditor.send_to("/oppslag", ident=" test-market_contact ")
    assert (found.status_code, found.headers["location"]) == (303, "/oppslag?av=1")
    for ident in ("nobody", "", "12345678901"):
        missed = auditor.send_to("/oppslag", ident=ident)
        assert missed.status_code == 422
        assert "Ingen oppslag er gjort" in missed.text
        assert not ident or ident not in missed.text


def test_the_files_have_what_is_chosen_and_that_they_were_fetched_is_kept(
    auditor: Lead, contact: Lead
) -> None:
    seen, _ = some(auditor)
    contact.get(person_page(contact, seen))
    contact.get("/forslag")
    answer = auditor.get_at("/oppslag.csv?hva=person")
    assert answer.headers["content-disposition"] == 'attachment; filename="oppslag.csv"'
    told = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert told[0][:3] == ["Tid", "Hvem", "Rolle"]
    assert [(row[0], row[1], row[7]) for row in told[1:]] == [
        ("2026-11-21 10:00:00", "test-market_contact", seen)
    ]
    assert auditor.get_at("/oppslag.xlsx").content.startswith(b"PK")
    kinds = [row[3] for row in rows(auditor.get_at("/oppslag").text)]
    assert kinds[:2] == ["Hvem som har sett, som fil"] * 2


@pytest.mark.parametrize("address", ["/oppslag", "/oppslag.csv", "/oppslag.xlsx", API])
def test_it_is_for_those_who_read_the_log_and_of_their_own_offices_alone(
    rounds: KeptRounds, contact: Lead, address: str
) -> None:
    seen, _ = some(contact)
    contact.get(person_page(contact, seen))
    for role in Role:
        answer = Lead(rounds, role).get_at(address)
        assert (answer.status_code == 200) is (role in (Role.AUDITOR, Role.PROGRAMME_LEAD)), role
    elsewhere = Lead(rounds, Role.AUDITOR, "levanger").get_at(address)
    assert elsewhere.status_code == 200
    assert "test-" not in elsewhere.text


def kinds_in_the_source() -> Iterator[str]:
    """What is written of each display, in all of the service."""
    shown, own = r'\.(?:shows|denies)\(\s*"(\w+)"', r'action: str = "(\w+)"'
    kept = re.compile(rf'{shown}|{own}|looked\(\s*connection,\s*[\w.]+,\s*"(\w+)"')
    for file in SERVICE.rglob("*.py"):
        for found in kept.findall(file.read_text("utf-8")):
            yield from filter(None, found)
    yield from (Action.READ, Action.STEP, Action.REVEAL)  # tried with an entry that is not hers
    yield "looks_file"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_kind_of_display_has_its_name(language: str) -> None:
    assert set(kinds_in_the_source()) == set(Display) == set(load_texts(language)["records"]["look"])
