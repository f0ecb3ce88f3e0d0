"""Whom a list closes stays in no other list; whom a choice alone closes is asked about, by who they are."""

import re
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import select

from service.pages.lead.hiding import AGREED
from service.store.database import Database
from service.store.hiding import hide
from service.store.tables.records import lookup
from service.store.tables.rounds import draft, person, round_
from tests.service.lead import OURS, Lead, sent_to
from tests.service.test_kept import BY, NAME
from tests.service.test_kept import database as database
from tests.service.test_lead_lists import PEOPLE, csv, digest, stored
from tests.service.test_lead_lists import lead as lead
from tests.service.test_lead_lists import rounds as rounds

ODD = "kandidatnummer;kommune;Merke"
SHIELDS = {"Merke": "adressesperre"}


@pytest.fixture
def names(database: Database) -> list[str]:
    """People the office knows."""
    with database.reading() as connection:
        return list(connection.execute(select(person.c.id).order_by(person.c.key).limit(4)).scalars())


def hidden(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(select(person.c.id).where(person.c.hidden)).scalars())


def drafted(database: Database) -> list[str]:
    """The rounds that have a list that was brought."""
    with database.reading() as connection:
        return list(connection.execute(select(round_.c.id).join(draft).order_by(round_.c.key)).scalars())


def agreed(page: str) -> dict[str, str]:
    """What a page that asks sends back: whom it asked about, in short."""
    return dict(re.findall(rf'name="({AGREED})" value="([0-9a-f]+)"', page))


def counted(page: str) -> list[str]:
    return re.findall(r"<dd[^>]*>(\d+)</dd>", page)


def other_round(lead: Lead) -> str:
    form = {"navn": "Vår", "enhet": "steinkjer", "program": "open", "nokkel": "a"}
    return lead.send_to("/programleder", **form).headers["location"].split("/")[2]


@pytest.mark.parametrize("known", [True, False])
def test_who_is_closed_in_one_round_goes_with_the_list_of_another(
    lead: Lead, database: Database, names: list[str], known: bool
) -> None:
    name, other = names[0] if known else "X-7", other_round(lead)
    lead.bring(PEOPLE, "mine.csv", csv(f"{name};5006;30;nei", "X-8;5006;30;nei"))
    shown = digest(lead.get(f"/grunnlag/{PEOPLE}").text)
    lead.bring(PEOPLE, "mine.csv", csv(f"{name.lower()};5006;30;ja", "X-9;5006;30;nei"), of=other)
    assert drafted(database) == [other]
    assert lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=shown).status_code == 404


def test_lists_of_others_stay(lead: Lead, database: Database) -> None:
    other = other_round(lead)
    lead.bring(PEOPLE, "mine.csv", csv("X-8;5006;30;nei"))
    lead.bring(PEOPLE, "mine.csv", csv("30;5006;30;ja", "X-9;5006;30;nei"), of=other)
    assert drafted(database) == [NAME, other]


def test_who_stands_in_a_list_that_was_brought_alone_is_asked_about_too(
    lead: Lead, database: Database
) -> None:
    other, content = other_round(lead), csv("X-7;5006;ja", "X-9;5006;nei", headings=ODD)
    lead.bring(PEOPLE, "mine.csv", csv("X-7;5006;30;nei"))
    told = lead.bring(PEOPLE, "mine.csv", content, of=other, columns=SHIELDS)
    assert (told.status_code, counted(told.text)) == (422, ["1", "0", "0", "1"])
    assert drafted(database) == [NAME]
    done = lead.bring(PEOPLE, "mine.csv", content, of=other, columns=SHIELDS, more=agreed(told.text))
    assert (done.status_code, drafted(database)) == (303, [other])


def test_what_was_said_of_some_hides_no_others(lead: Lead, database: Database, names: list[str]) -> None:
    first, second = (csv(f"{name};5006;ja", headings=ODD) for name in names[:2])
    told = lead.bring(PEOPLE, "mine.csv", first, columns=SHIELDS)
    other = lead.bring(PEOPLE, "mine.csv", second, columns=SHIELDS, more=agreed(told.text))
    assert (other.status_code, "Ingen er skjult" in other.text) == (409, True)
    assert counted(other.text) == counted(told.text), "as many, and others"
    assert hidden(database) == set()
    done = lead.bring(PEOPLE, "mine.csv", second, columns=SHIELDS, more=agreed(other.text))
    assert (done.status_code, hidden(database)) == (303, {names[1]})


@pytest.mark.parametrize("guess", ["", "1", "0" * 64, "ja", "9" * 5000])
def test_a_guess_hides_nobody(lead: Lead, database: Database, names: list[str], guess: str) -> None:
    counts = {f"skjul-{name}": "1" for name in ("listed", "people", "rounds")} | {"skjul-drafts": "0"}
    content = csv(f"{names[0]};5006;ja", headings=ODD)
    answer = lead.bring(PEOPLE, "mine.csv", content, columns=SHIELDS, more={**counts, AGREED: guess})
    assert (answer.status_code in (409, 422), hidden(database)) == (True, set())


def test_the_page_that_asks_repeats_what_its_form_knows_alone(lead: Lead, names: list[str]) -> None:
    content, more = csv(f"{names[0]};5006;ja", headings=ODD), {"hei": "01010112345", "betyr-9": "hei"}
    told = lead.bring(PEOPLE, "mine.csv", content, columns=SHIELDS, more=more).text
    fields = re.findall(r'<input type="hidden" name="([^"]*)"', told)
    assert fields == ["liste", "kolonne-1", "betyr-1", AGREED]
    assert ("01010112345" in told, names[0] in told) == (False, False)
    numbered = {**SHIELDS, "01010112345 Ola": "ignorer"}
    answer = lead.bring(PEOPLE, "mine.csv", content, columns=numbered)
    assert (answer.status_code, "01010112345" in answer.text) == (422, False)


def test_who_is_known_by_a_chosen_column_is_asked_about_whatever_says_she_is_closed(
    lead: Lead, database: Database, names: list[str]
) -> None:
    content = csv(f"{names[0]};5006;ja", f"{names[1]};5006;nei", headings="Deltakar;kommune;adressesperre")
    chosen = {"Deltakar": "kandidatnummer"}
    told = lead.bring(PEOPLE, "mine.csv", content, columns=chosen)
    assert (told.status_code, hidden(database)) == (422, set())
    done = lead.bring(PEOPLE, "mine.csv", content, columns=chosen, more=agreed(told.text))
    assert (done.status_code, hidden(database)) == (303, {names[0]})


@pytest.mark.parametrize("cell", ["celle-2-3", "celle-2-1", "celle-3-3"])
def test_a_cell_that_is_no_fault_is_not_written_anew(
    lead: Lead, database: Database, names: list[str], cell: str
) -> None:
    content = csv(f"{names[0]};5006;nei", f"{names[1]};Narnia;nei", headings=ODD)
    lead.bring(PEOPLE, "mine.csv", content, columns=SHIELDS)
    answer = lead.send(f"/grunnlag/{PEOPLE}/rett", **{"celle-3-2": "5006", cell: "ja"})
    assert (answer.status_code, "Narnia" in answer.text, hidden(database)) == (409, True, set())
    assert lead.send(f"/grunnlag/{PEOPLE}/rett", **{"celle-3-2": "5006"}).status_code == 303
    assert lead.send(f"/grunnlag/{PEOPLE}/rett", **{"celle-3-2": "5006"}).status_code == 303, "sent twice"


def test_a_field_sent_twice_is_refused_in_forms_of_both_kinds(
    lead: Lead, database: Database, names: list[str]
) -> None:
    fields = [("liste", PEOPLE), ("kolonne-1", "Merke"), ("betyr-1", "adressesperre"), ("betyr-1", "skift")]
    parts = "".join(
        f'--a\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields
    )
    rows = csv(f"{names[0]};5006;ja", headings=ODD)
    file = b'--a\r\nContent-Disposition: form-data; name="fil"; filename="a.csv"\r\n\r\n' + rows
    headers = {**OURS, "content-type": "multipart/form-data; boundary=a"}
    body = parts.encode() + file + b"\r\n--a--\r\n"
    answer = sent_to(lead.service, f"/runder/{NAME}/grunnlag/liste", body, headers)
    assert (answer.status_code, "kan ikke forstås" in answer.text) == (422, True)
    assert drafted(database) == []
    lead.bring(PEOPLE, "mine.csv", csv("X-1;Narnia;30;nei"))
    headers = {**OURS, "content-type": "application/x-www-form-urlencoded"}
    address = f"/runder/{NAME}/grunnlag/{PEOPLE}/rett"
    answer = sent_to(lead.service, address, b"celle-2-2=5006&celle-2-2=5007", headers)
    assert answer.status_code == 422


@pytest.mark.parametrize("what", ["behold", "rett"])
def test_a_list_that_goes_while_it_is_worked_with_does_not_come_back(
    lead: Lead, database: Database, what: str
) -> None:
    rows = (
        ("X-7;5006;30;nei", "X-8;5006;30;nei") if what == "behold" else ("X-7;5006;30;nei", "X-8;Narnia;;nei")
    )
    lead.bring(PEOPLE, "mine.csv", csv(*rows))
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    form = {"forskjell": digest(told)} if what == "behold" else {"celle-3-2": "5006"}
    with ThreadPoolExecutor(1) as beside:
        with database.writing() as connection:
            answer = beside.submit(lead.send, f"/grunnlag/{PEOPLE}/{what}", **form)
            sleep(0.7)  # it has read the list by now, and waits to write
            hide(connection, "steinkjer", ["X-7"], BY)
        assert answer.result(timeout=30).status_code == 404
    assert "X-7" not in stored(database)


def test_who_is_asked_about_is_in_the_log_of_who_has_looked(
    lead: Lead, database: Database, names: list[str]
) -> None:
    lead.bring(PEOPLE, "mine.csv", csv(f"{names[0]};5006;ja", headings=ODD), columns=SHIELDS)
    with database.reading() as connection:
        key = connection.execute(select(person.c.key).where(person.c.id == names[0])).scalar_one()
        (row,) = connection.execute(select(lookup)).all()
    assert (row.action, row.persons, row.denied) == ("hide", [key], False)
    assert hidden(database) == set()
