"""A list with headings nobody knows: each is asked about on the page, and the file is sent once more."""

import re

import httpx
import pytest
from sqlalchemy import func, select

from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.tables.rounds import draft, person
from tests.service.lead import Lead
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database
from tests.service.test_lead_hiding import agreed, counted, hidden
from tests.service.test_lead_lists import PEOPLE, cells, csv, digest, stored

ODD = "Deltakar;kommune;Reiseminutt;Rubrikk X"
ROWS = ("X-1;5006;30;blå", "X-2;5006;45;gul")
CHOSEN = {"Deltakar": "kandidatnummer", "Reiseminutt": "maks reisetid", "Rubrikk X": "ignorer"}


@pytest.fixture
def lead(database: Database) -> Lead:
    return Lead(KeptRounds(database, CATALOGUE, clock))


def asked(page: str) -> dict[str, list[str]]:
    """The columns a page asks about, with what each may be chosen to mean, likest first."""
    found = {}
    for number, column in re.findall(r'name="kolonne-(\d+)" value="([^"]*)"', page):
        _, _, field = page.partition(f'name="betyr-{number}"')
        found[column] = re.findall(r'<option value="([^"]+)">', field.partition("</select>")[0])
    return found


def test_each_heading_nobody_knows_is_asked_about_and_nothing_of_the_file_is_kept(
    lead: Lead, database: Database
) -> None:
    answer = lead.bring(PEOPLE, "mine.csv", csv(*ROWS, headings=ODD))
    assert answer.status_code == 422
    found = asked(answer.text)
    assert set(found) == set(CHOSEN)
    for column, means in CHOSEN.items():
        assert means in found[column]
        assert "adressesperre" in found[column]
    assert 'enctype="multipart/form-data"' in answer.text
    assert "innenfor choose" not in answer.text
    assert "blå" not in stored(database)


def test_the_likest_heading_comes_first_and_what_may_shield_somebody_is_never_left_out(lead: Lead) -> None:
    headings = "kandidatnummer;komune;Skjermes"
    found = asked(lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;nei", headings=headings)).text)
    assert found["komune"][0] == "kommune"
    assert ("ignorer" in found["komune"], "ignorer" in found["Skjermes"]) == (True, False)


def test_with_the_answers_the_list_is_read_mended_and_kept(lead: Lead, database: Database) -> None:
    rows = (*ROWS, "X-3;5006;tretti;grønn")
    answer = lead.bring(PEOPLE, "mine.csv", csv(*rows, headings=ODD), columns=CHOSEN)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/runder/{NAME}/grunnlag/{PEOPLE}")
    assert "Rad 4, «maks reisetid»" in lead.get(f"/grunnlag/{PEOPLE}").text
    assert "blå" not in stored(database)
    lead.send(f"/grunnlag/{PEOPLE}/rett", **{"celle-4-3": "31"})
    lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=digest(lead.get(f"/grunnlag/{PEOPLE}").text))
    assert [cells(database, f"X-{number}")["maks reisetid"] for number in (1, 2, 3)] == ["30", "45", "31"]


def confirmed(lead: Lead, content: bytes) -> httpx.Response:
    """A list with a column said to shield people, brought once more when it is told whom it hides."""
    shields = {"Merke": "adressesperre"}
    told = lead.bring(PEOPLE, "mine.csv", content, columns=shields)
    return lead.bring(PEOPLE, "mine.csv", content, columns=shields, more=agreed(told.text))


def test_how_many_a_chosen_column_hides_is_told_before_anybody_is_hidden(
    lead: Lead, database: Database
) -> None:
    with database.reading() as connection:
        names = connection.execute(select(person.c.id).order_by(person.c.key).limit(3)).scalars().all()
    headings, shields = "kandidatnummer;kommune;sperret;Merke", {"Merke": "adressesperre"}
    rows = f"{names[0]};5006;ja;", f"{names[1]};5006;;ja", f"{names[2]};5006;;", "X-8;5006;;ja"
    told = lead.bring(PEOPLE, "mine.csv", csv(*rows, headings=headings), columns=shields)
    assert told.status_code == 422
    assert hidden(database) == {names[0]}  # her own list has always said so
    assert names[1] not in told.text
    assert counted(told.text) == ["2", "1", "1", "0"]
    said = agreed(told.text)
    assert asked(told.text) == {"Merke": []}
    more = csv(*rows, f"{names[2]};5006;;ja", headings=headings)
    again = lead.bring(PEOPLE, "mine.csv", more, columns=shields, more=said)
    assert (again.status_code, hidden(database)) == (409, {names[0]})
    assert counted(again.text) == ["3", "2", "1", "0"]
    done = lead.bring(PEOPLE, "mine.csv", csv(*rows, headings=headings), columns=shields, more=said)
    assert (done.status_code, hidden(database)) == (303, {*names[:2]})


def test_a_chosen_column_that_hides_nobody_who_is_known_is_not_asked_about(lead: Lead) -> None:
    content = csv("X-8;5006;ja", "X-9;5006;nei", headings="kandidatnummer;kommune;Merke")
    assert lead.bring(PEOPLE, "mine.csv", content, columns={"Merke": "adressesperre"}).status_code == 303


def test_a_column_said_to_shield_people_shields_them(lead: Lead, database: Database) -> None:
    with database.reading() as connection:
        name = connection.execute(select(person.c.id).where(person.c.key == 1)).scalar_one()
    content = csv(f"{name};5006;ja", "X-8;5006;ja", "X-9;5006;nei", headings="kandidatnummer;kommune;Merke")
    answer = confirmed(lead, content)
    assert answer.status_code == 303
    with database.reading() as connection:
        assert connection.execute(select(person.c.hidden).where(person.c.key == 1)).scalar_one()
        kept = repr(connection.execute(select(draft.c.rows)).scalar_one())
    assert ("X-9" in kept, "X-8" in kept, name in kept) == (True, False, False)


ALIKE = "kandidatnummer;Merke;merke;Merke;kommune"
"""One heading, as headings are compared, over three columns."""


def test_a_heading_that_stands_there_more_than_once_is_asked_about_once_and_the_answer_is_of_them_all(
    lead: Lead, database: Database
) -> None:
    with database.reading() as connection:
        first, second = connection.execute(select(person.c.id).order_by(person.c.key).limit(2)).scalars()
    content = csv(f"{first};ja;;;5006", f"{second};;;ja;5006", "X-9;;;;5006", headings=ALIKE)
    page = lead.bring(PEOPLE, "mine.csv", content).text
    assert re.findall(r'name="kolonne-\d+" value="([^"]*)"', page) == ["Merke"]
    answer = confirmed(lead, content)
    assert answer.status_code == 303
    assert hidden(database) == {first, second}
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    assert ("X-9" in told, first in told, second in told) == (True, False, False)


@pytest.mark.parametrize("answers", [("adressesperre", "ignorer"), ("ignorer", "adressesperre")])
def test_two_answers_about_one_heading_are_refused_before_anything_is_read(
    lead: Lead, database: Database, answers: tuple[str, str]
) -> None:
    columns = dict(zip(("Merke", "merke"), answers, strict=True))
    answer = lead.bring(PEOPLE, "mine.csv", csv("X-1;ja;nei;;5006", headings=ALIKE), columns=columns)
    assert answer.status_code == 422
    assert stored(database).count("X-1") == 0


@pytest.mark.parametrize("means", ["ignorer", "maks reisetid"])
def test_a_heading_that_is_the_number_of_a_row_is_a_heading_like_any_other(lead: Lead, means: str) -> None:
    content = csv("X-1;30;5006", "X-2;45;5006", headings="kandidatnummer;1;kommune")
    answer = lead.bring(PEOPLE, "mine.csv", content, columns={"1": means})
    assert answer.status_code == 303
    told = lead.get(f"/grunnlag/{PEOPLE}")
    assert told.status_code == 200
    assert "X-2" in told.text


@pytest.mark.parametrize("means", ["", "hudfarge", "nummer"])
def test_a_column_is_chosen_to_mean_a_heading_of_its_list_or_nothing(
    lead: Lead, database: Database, means: str
) -> None:
    content = csv(*ROWS, headings=ODD)
    assert lead.bring(PEOPLE, "mine.csv", content, columns={**CHOSEN, "Deltakar": means}).status_code == 422
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(draft)).scalar() == 0


def test_one_answer_that_does_not_hold_is_asked_for_anew(lead: Lead) -> None:
    twice = {**CHOSEN, "Rubrikk X": "maks reisetid"}
    answer = lead.bring(PEOPLE, "mine.csv", csv(*ROWS, headings=ODD), columns=twice)
    assert answer.status_code == 422
    assert "betyr begge «maks reisetid»" in answer.text
    assert set(asked(answer.text)) == set(CHOSEN)


def test_so_many_that_no_form_has_room_for_them_are_told_and_not_asked_about(lead: Lead) -> None:
    headings = ";".join(("kandidatnummer", "kommune", *(f"Rubrikk {number}" for number in range(30))))
    answer = lead.bring(PEOPLE, "mine.csv", csv("X-1;5006" + ";x" * 30, headings=headings))
    assert (answer.status_code, asked(answer.text)) == (422, {})
    assert "Rubrikk 0" in answer.text
