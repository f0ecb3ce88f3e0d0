"""What is decided is changed by name, seen in the difference of two plans, and shown in a meeting."""

import io
import re
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from matching.domain.answers import YES
from service.access import Role
from service.planning.calculating import calculate
from service.planning.proposing import standing
from service.shown.kept import KeptRounds
from service.shown.records import persons_in
from service.store.database import Database
from service.store.decisions import decisions
from service.store.tables.records import lookup
from tests.service.lead import Lead
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database

CAP = {"fag": "sve", "sted": "50", "antall": "0", "grunn": "Fylkeskommunens ramme for høsten"}


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


@pytest.fixture
def lead(rounds: KeptRounds) -> Lead:
    return Lead(rounds)


def trade_of(lead: Lead) -> str:
    return lead.sight.plan.assignments[0].trade


def set_cap(lead: Lead, **more: str) -> int:
    form = {**CAP, "fag": trade_of(lead), "avgjorelse": str(standing(lead.sight).decision), **more}
    return lead.send("/avgjorelser/tak", **form).status_code


def test_a_cap_is_set_with_who_and_why_and_keeps_people_out_of_the_next_plan(
    lead: Lead, database: Database
) -> None:
    trade = trade_of(lead)
    assert set_cap(lead) == 303
    told = lead.get("/avgjorelser").text
    assert "Fylkeskommunens ramme for høsten" in told
    assert "Satt av programme_lead" in told
    assert "Trøndelag" in told
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert trade not in {one.trade for one in lead.sight.plan.assignments}
    assert set_cap(lead, fag=trade, antall="5") == 303
    assert lead.get("/avgjorelser").text.count("Fjern taket") == 1


def test_a_cap_is_taken_away(lead: Lead) -> None:
    set_cap(lead)
    place = {"fag": trade_of(lead), "sted": "50", "avgjorelse": str(standing(lead.sight).decision)}
    assert lead.send("/avgjorelser/tak/fjern", **place).status_code == 303
    assert "Det er ingen tak" in lead.get("/avgjorelser").text


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"grunn": ""}, 422),
        ({"grunn": "Se 010101 12345"}, 422),
        ({"antall": "mange"}, 422),
        ({"sted": "99"}, 422),
        ({"fag": "trolldom"}, 422),
        ({"avgjorelse": "0"}, 409),
    ],
)
def test_a_cap_that_cannot_be_followed_is_not_kept(lead: Lead, more: dict[str, str], status: int) -> None:
    assert set_cap(lead, **more) == status
    assert "Det er ingen tak" in lead.get("/avgjorelser").text


def test_locks_and_vetoes_are_listed_and_taken_away(lead: Lead) -> None:
    one, two = lead.sight.plan.assignments[:2]
    lead.answer("las", 1, grunn="both", avgjorelse=str(standing(lead.sight).decision))
    lead.answer("ikke-aktuell", 2, grunn="travel", avgjorelse=str(standing(lead.sight).decision))
    told = lead.get("/avgjorelser").text
    assert f"Fjern: {one.candidate} og {one.opening}" in told
    assert f"Fjern: {two.candidate} og {two.opening}" in told
    for what, pair in (("las", one), ("ikke-aktuell", two)):
        form = {"kandidat": pair.candidate, "laereplass": pair.opening}
        number = str(standing(lead.sight).decision)
        assert lead.send(f"/avgjorelser/{what}/fjern", **form, avgjorelse=number).status_code == 303
    told = lead.get("/avgjorelser").text
    assert one.candidate not in told
    assert two.candidate not in told


def test_weights_are_shown_and_not_changed(lead: Lead) -> None:
    assert "Vekter" in lead.get("/avgjorelser").text
    assert 'name="weights' not in lead.get("/avgjorelser").text


def test_what_is_other_in_a_new_plan_is_told_with_why(lead: Lead, database: Database) -> None:
    one = lead.sight.plan.assignments[0]
    lead.answer("ikke-aktuell", 1, grunn="travel", avgjorelse=str(standing(lead.sight).decision))
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    told = lead.get("/endringer/1/2").text
    assert one.candidate in told
    assert "ikke aktuell her" in told
    assert "Reisen" in told
    assert "Samlet" in told
    with database.reading() as connection:
        shown = [row.action for row in connection.execute(select(lookup))]
    assert "changes" in shown
    assert lead.get("/endringer/1/3").status_code == 404
    assert one.candidate in lead.get("/endringer").text  # the newest beside the one before it


def test_a_plan_beside_itself_has_no_changes(lead: Lead) -> None:
    assert "Ingen har fått noe annet" in lead.get("/endringer/1/1").text


def test_the_screen_in_a_meeting_shows_those_who_have_joined_and_nothing_more(lead: Lead) -> None:
    told, people = lead.get("/motevisning").text, lead.sight.round.cohort.people
    joined = set(people.id[people.in_round == YES].tolist()) & lead.sight.round.target_group
    proposed = {one.candidate for one in lead.sight.plan.assignments}
    shown = set(re.findall(r"<strong>([^<]+)</strong> \d", told))
    assert shown == proposed & joined
    assert not any(name in told for name in proposed - joined)
    assert "felles skjerm" in told
    for word in ("innsats", "Bekreft", "reserve"):
        assert word not in told


@pytest.mark.parametrize("role", [Role.PROGRAMME_LEAD, Role.COUNTY])
def test_a_file_of_the_plan_has_what_its_reader_may_see(
    rounds: KeptRounds, database: Database, role: Role
) -> None:
    reader = Lead(rounds, role)
    text = reader.get("/forslag.csv").content.decode("utf-8-sig")
    book = ZipFile(io.BytesIO(reader.get("/forslag.xlsx").content))
    cells = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    unseen = persons_in(rounds[NAME].plan) - reader.sight.people
    assert bool(unseen) is (role is Role.COUNTY)
    for name in {one.candidate for one in reader.sight.plan.assignments}:
        assert name in text
        assert name in cells
    told = set(re.findall(r"[\w-]+", text + cells))
    assert not told & unseen
    with database.reading() as connection:
        assert {row.action for row in connection.execute(select(lookup))} == {"export"}
        assert "export" not in {row.action for row in decisions(connection)}


def test_who_sees_nobody_has_no_screen_and_no_files(rounds: KeptRounds) -> None:
    planner = Lead(rounds, Role.PLANNER)
    for page in ("/motevisning", "/forslag.csv", "/forslag.xlsx", "/endringer/1/1", "/avgjorelser"):
        assert planner.get(page).status_code == 404
