"""Lists are brought by page: mended where they are wrong, shown as a difference, and kept as they were shown."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from service.access import Role
from service.door.forms import LARGEST_FILE
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.drafts import drop_drafts
from service.store.tables.lists import entry
from service.store.tables.records import lookup
from service.store.tables.rounds import draft, person, taking_part
from tests.service.lead import OURS, Lead
from tests.service.test_kept import CATALOGUE, FOLDER, NAME, NOW, clock
from tests.service.test_kept import database as database

PEOPLE = "kandidater"
HEADINGS = "kandidatnummer;kommune;maks reisetid;adressesperre"


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


@pytest.fixture
def lead(rounds: KeptRounds) -> Lead:
    return Lead(rounds)


def csv(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join((headings, *rows)).encode("utf-8-sig")


def cells(database: Database, name: str) -> dict[str, str]:
    with database.reading() as connection:
        found = connection.execute(select(person.c.cells).where(person.c.id == name)).scalar()
    return dict(found or {})


def digest(text: str) -> str:
    found = re.search(r'name="forskjell" value="([0-9a-f]{64})"', text)
    assert found, text
    return found[1]


def stored(database: Database) -> str:
    """Everything the store has of lists, as one text."""
    with database.reading() as connection:
        rows = connection.execute(select(draft.c.rows)).scalars().all()
        people = connection.execute(select(person.c.id, person.c.cells)).all()
    return repr(rows) + repr(people)


def test_a_list_is_read_shown_and_kept(lead: Lead, database: Database) -> None:
    answer = lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei", "X-2;5006;;nei"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/runder/{NAME}/grunnlag/{PEOPLE}")
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    assert "2 rader" in told
    assert "X-1, X-2" in told
    assert cells(database, "X-1") == {}
    assert lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=digest(told)).status_code == 303
    assert cells(database, "X-1")["maks reisetid"] == "30"
    assert lead.get(f"/grunnlag/{PEOPLE}").status_code == 404


def test_faults_are_mended_in_the_browser(lead: Lead, database: Database) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;tretti;nei", "", "X-2;Narnia;;nei"))
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    assert "2 celler må rettes" in told
    assert "Rad 2, «maks reisetid»" in told
    assert "Rad 4, «kommune»" in told
    assert 'value="tretti"' in told
    assert "Ta vare på listen" not in told
    sent = {"celle-2-3": "30", "celle-4-2": "Narnia"}
    assert lead.send(f"/grunnlag/{PEOPLE}/rett", **sent).status_code == 303
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    assert "1 celle må rettes" in told
    lead.send(f"/grunnlag/{PEOPLE}/rett", **{"celle-4-2": "Steinkjer"})
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=digest(told))
    assert cells(database, "X-1")["maks reisetid"] == "30"
    assert cells(database, "X-2")["kommune"].startswith("5006")


def test_a_row_that_cannot_be_mended_is_left_out(lead: Lead) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei", "X-2;Narnia;;nei"))
    lead.send(f"/grunnlag/{PEOPLE}/rett", **{"ut-3": "1"})
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    assert "1 rad." in told
    assert "X-2" not in told


def test_a_workbook_is_taken_as_it_is_and_changes_nothing(lead: Lead) -> None:
    for kind, file in (
        (PEOPLE, "kandidater.xlsx"),
        ("behov", "behov.xlsx"),
        ("lareplasser", "lareplasser.xlsx"),
    ):
        answer = lead.bring(kind, file, (FOLDER / file).read_bytes())
        assert answer.status_code == 303, answer.text
        told = lead.get(f"/grunnlag/{kind}").text
        assert "må rettes" not in told, told
        assert "0 celler" in told
        assert lead.send(f"/grunnlag/{kind}/behold", forskjell=digest(told)).status_code == 303


def test_cells_that_differ_are_shown_one_by_one(lead: Lead, database: Database) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei"))
    lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=digest(lead.get(f"/grunnlag/{PEOPLE}").text))
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;45;nei"))
    told = lead.get(f"/grunnlag/{PEOPLE}").text
    row = re.search(r"X-1</th>.*?</tr>", told, re.DOTALL)
    assert row
    assert re.findall(r">([^<>]+)</td>", row[0]) == ["maks reisetid", "30", "45"]
    assert "90 rader" in told  # those that are not in the new list stay


def test_what_has_changed_meanwhile_is_shown_anew(lead: Lead, database: Database) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei"))
    shown = digest(lead.get(f"/grunnlag/{PEOPLE}").text)
    lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=shown)
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;45;nei"))
    answer = lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=shown)
    assert answer.status_code == 409
    assert "endret siden forskjellen ble vist" in answer.text
    assert digest(answer.text) != shown
    assert cells(database, "X-1")["maks reisetid"] == "30"


@pytest.mark.parametrize("cell", ["01010112345", "010101 12345"])
def test_a_file_with_eleven_digits_is_refused_whole(lead: Lead, database: Database, cell: str) -> None:
    answer = lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei", f"X-2;5006;{cell};nei"))
    assert answer.status_code == 422
    assert cell not in answer.text
    assert "rad 3" in answer.text
    assert lead.get(f"/grunnlag/{PEOPLE}").status_code == 404
    assert cell not in stored(database)


def test_eleven_digits_written_into_a_cell_are_neither_kept_nor_repeated(
    lead: Lead, database: Database
) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;tretti;nei"))
    answer = lead.send(f"/grunnlag/{PEOPLE}/rett", **{"celle-2-3": "01010112345"})
    assert answer.status_code == 422
    assert "01010112345" not in answer.text + stored(database)
    assert "tretti" in lead.get(f"/grunnlag/{PEOPLE}").text


def test_a_list_of_the_wrong_kind_or_no_list_says_so(lead: Lead) -> None:
    wrong = lead.bring(PEOPLE, "lareplasser.xlsx", (FOLDER / "lareplasser.xlsx").read_bytes())
    assert wrong.status_code == 422
    assert lead.bring(PEOPLE, "bilde.png", b"\x89PNG").status_code == 422
    assert lead.bring("other", "mine.csv", csv("X-1;5006;30;nei")).status_code == 422


def test_a_file_too_large_is_refused_while_it_is_read(lead: Lead, database: Database) -> None:
    answer = lead.bring(PEOPLE, "mine.csv", b"x" * (LARGEST_FILE + 1))
    assert answer.status_code in (413, 422)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(draft)).scalar() == 0


def test_a_list_is_thrown_away_and_goes_by_itself_after_its_time(lead: Lead, database: Database) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei"))
    assert lead.send(f"/grunnlag/{PEOPLE}/kast").status_code == 303
    assert lead.get(f"/grunnlag/{PEOPLE}").status_code == 404
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei"))
    with database.writing() as connection:
        assert drop_drafts(connection, before=NOW) == 0
        assert drop_drafts(connection, before=NOW + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("role", "office"),
    [(Role.MARKET_CONTACT, "steinkjer"), (Role.PROGRAMME_LEAD, "levanger"), (Role.COUNTY, "steinkjer")],
)
def test_only_the_lead_of_the_office_brings_lists(
    rounds: KeptRounds, lead: Lead, database: Database, role: Role, office: str
) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei"))
    other = Lead(rounds, role, office)
    assert other.bring(PEOPLE, "mine.csv", csv("X-9;5006;30;nei")).status_code == 404
    for page in ("/grunnlag", f"/grunnlag/{PEOPLE}"):
        assert other.get(page).status_code == 404
    for page in (f"/grunnlag/{PEOPLE}/{what}" for what in ("rett", "behold", "kast")):
        assert other.send(page).status_code == 404
    assert "X-9" not in stored(database)


def test_a_file_from_elsewhere_is_not_taken(lead: Lead) -> None:
    from tests.service.lead import sent_to

    headers = {**OURS, "sec-fetch-site": "cross-site", "content-type": "multipart/form-data; boundary=x"}
    assert sent_to(lead.service, f"/runder/{NAME}/grunnlag/liste", b"--x--", headers).status_code == 403


def test_known_people_that_are_shown_are_kept_in_the_log(lead: Lead, database: Database) -> None:
    with database.reading() as connection:
        name = connection.execute(select(person.c.id).limit(1)).scalar_one()
    lead.bring(PEOPLE, "mine.csv", csv(f"{name};5006;30;nei", "X-1;5006;30;nei"))
    lead.get(f"/grunnlag/{PEOPLE}")
    with database.reading() as connection:
        (shown,) = connection.execute(select(lookup)).all()
        assert connection.execute(select(func.count()).select_from(entry)).scalar() == 0
        assert connection.execute(select(func.count()).select_from(taking_part)).scalar() == 90
    assert (shown.action, len(shown.persons)) == ("draft", 1)


def test_a_draft_that_is_mended_is_no_younger_for_it(lead: Lead, database: Database) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;tretti;nei"))
    before = NOW - timedelta(hours=23)
    with database.writing() as connection:
        connection.execute(update(draft).values(made_at=before))
    assert lead.send(f"/grunnlag/{PEOPLE}/rett", **{"celle-2-3": "30"}).status_code == 303
    with database.reading() as connection:
        assert connection.execute(select(draft.c.made_at)).scalar_one() == before
