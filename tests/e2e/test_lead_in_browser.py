"""A programme lead's hour in a browser: from a new round to a release, with script and without, narrow and wide."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.planning.calculating import calculate
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.identities import prepare
from service.store.rows import OPENINGS, PEOPLE, ListRow
from tests.browser import NARROW, WIDE, axe_violations, draw, scrolls_sideways
from tests.e2e.serving import serving
from tests.service.asked import actor
from tests.service.ready import store_at
from tests.service.test_kept import CATALOGUE, clock, desk_of, upload

pytestmark = pytest.mark.browser

SOME_PEOPLE, SOME_OPENINGS = 14, 5
WRONG = "tretti og litt"


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Database]]:
    """A programme lead's service on an empty store: its address, and the store."""
    database = Database.at(store_at(folder / "store.db", prepare))
    actors = LoopbackActor(actor(Role.PROGRAMME_LEAD, ["steinkjer"]))
    rounds = KeptRounds(database, CATALOGUE, clock)
    service = create_service(rounds, actors, desk_of(database))
    with serving(service) as address:
        yield address, database
    database.close()


def as_file(rows: Sequence[ListRow], name: str, wrong: str = "") -> dict[str, object]:
    """Rows of a list as a file that can be brought, with something wrong in one cell where it is asked for."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row.cells if heading != "behov"))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headings)
    for number, row in enumerate(rows):
        cells = dict(row.cells)
        if wrong and not number:
            cells[wrong] = WRONG
        writer.writerow([cells.get(heading, "") for heading in headings])
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode("utf-8-sig")}


class Look:
    """Every state of every page looked at: open to all, no wider than its window, and drawn where somebody asks."""

    def __init__(self, width: int, *, looks: bool = True) -> None:
        self.width, self.number, self.looks = width, 0, looks

    def at(self, page: Page, what: str) -> None:
        if not self.looks:
            return
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert axe_violations(page) == [], what
        assert not scrolls_sideways(page), what
        self.number += 1
        draw(page, f"{self.number:02}-{what}-{self.width}")


@pytest.mark.parametrize(
    ("script", "width"), [pytest.param(True, WIDE, marks=pytest.mark.long), (True, NARROW), (False, WIDE)]
)
def test_from_lists_to_a_release(browser: Browser, tmp_path: Path, script: bool, width: int) -> None:
    page = browser.new_page(java_script_enabled=script, viewport={"width": width, "height": 900})
    look = Look(width, looks=script)  # what looks at a page is itself a script
    with served(tmp_path) as (address, database):
        begin_a_round(page, address, look)
        bring_lists(page, look)
        page.get_by_label("Slag runde").select_option(label="Plassrunde")
        page.get_by_role("button", name="Endre").click()
        page.get_by_text("Plassrunde: hver kandidat").wait_for()
        calculate(database, CATALOGUE, "var", by="nav-1", clock=clock)
        page.reload()
        page.get_by_role("link", name="Gå gjennom forslagene ett og ett").click()
        confirm_each(page, look)
        look.at(page, "frigi-klar")
        page.get_by_role("button", name="Frigi", exact=True).click()
        page.get_by_text("Forslaget er frigitt av").wait_for()
        look.at(page, "frigitt")
        page.get_by_role("link", name="Grunnlag").click()
        page.get_by_role("link", name="Møtevisning").click()
        look.at(page, "motevisning")
    page.close()


def begin_a_round(page: Page, address: str, look: Look) -> None:
    page.goto(address)
    page.get_by_role("link", name="Runder du leder, og ny runde").click()
    look.at(page, "runder-tom")
    page.get_by_label("Navn på runden").fill("Vår")
    page.get_by_label("Enhet").select_option(label="steinkjer")
    page.get_by_label("Program").select_option(label="Åpen runde")
    page.get_by_role("button", name="Begynn runden").click()
    page.get_by_role("heading", name="Grunnlag").wait_for()
    look.at(page, "grunnlag-tomt")


def bring_lists(page: Page, look: Look) -> None:
    """A list with a fault, mended here; then one without."""
    rows = upload().rows
    bring(page, "Kandidater", as_file(rows[PEOPLE][:SOME_PEOPLE], "kandidater.csv", "maks reisetid"))
    page.get_by_text("1 celle må rettes").wait_for()
    look.at(page, "liste-feil")
    field = page.get_by_label("Rad 2, «maks reisetid»")
    assert field.input_value() == WRONG
    field.fill("30")
    page.get_by_role("button", name="Les listen på nytt").click()
    page.get_by_role("heading", name="Dette blir endret").wait_for()
    look.at(page, "liste-forskjell")
    page.get_by_role("button", name="Ta vare på listen").click()
    bring(page, "Læreplasser", as_file(rows[OPENINGS][:SOME_OPENINGS], "lareplasser.csv"))
    page.get_by_role("button", name="Ta vare på listen").click()
    bring(
        page, "Kandidater", {"name": "x.csv", "mimeType": "text/csv", "buffer": b"kandidatnummer;navn\nX;Y"}
    )
    page.get_by_role("img", name="Feil").wait_for()
    look.at(page, "grunnlag-avvist")


def bring(page: Page, kind: str, file: dict[str, object]) -> None:
    page.get_by_label("Hvilken liste").select_option(label=kind)
    page.get_by_label("Fil", exact=True).set_input_files(file)  # type: ignore[arg-type]  # as Playwright takes it
    page.get_by_role("button", name="Les listen").click()


def confirm_each(page: Page, look: Look) -> None:
    """Each proposal confirmed by keyboard alone, one by one."""
    page.get_by_role("heading", name="Forslag 1").wait_for()
    look.at(page, "forslag")
    page.get_by_role("link", name="Til frigivelse").click()
    look.at(page, "frigi-mangler")
    page.go_back()
    page.get_by_text("Bekreftet 0 av").wait_for()
    total = int(page.get_by_text("Bekreftet 0 av").inner_text().rpartition(" ")[2])
    assert 1 < total <= SOME_PEOPLE
    for number in range(1, total + 1):
        page.get_by_role("heading", name=f"Forslag {number}", exact=True).wait_for()
        page.get_by_role("button", name="Bekreft", exact=True).focus()
        page.keyboard.press("Enter")
    page.get_by_text("Alle forslag er bekreftet").wait_for()


def test_decisions_and_their_consequences_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    look, before = Look(NARROW), Look(NARROW, looks=False)
    page = browser.new_page(java_script_enabled=True, viewport={"width": NARROW, "height": 900})
    with served(tmp_path) as (address, database):
        begin_a_round(page, address, before)
        bring_lists(page, before)
        page.get_by_label("Slag runde").select_option(label="Plassrunde")
        page.get_by_role("button", name="Endre").click()
        calculate(database, CATALOGUE, "var", by="nav-1", clock=clock)
        page.goto(f"{address}/runder/var/forslag/1")
        page.get_by_text("Ikke aktuell her", exact=True).click()
        page.locator("#grunn-ut").select_option(label="Reisen")
        page.get_by_role("button", name="Sett til ikke aktuell her").click()
        page.get_by_role("link", name="Forrige forslag").click()
        page.get_by_text("Satt til «ikke aktuell her» av deg").wait_for()
        look.at(page, "forslag-ute")
        page.goto(f"{address}/runder/var/forslag/2")
        page.locator("summary").filter(has_text="Lås").click()
        page.locator("#grunn-las").select_option(label="Begge ønsker det")
        page.get_by_role("button", name="Bekreft og lås").click()
        page.goto(f"{address}/runder/var/avgjorelser")
        page.get_by_text("Sett eller endre et tak").click()
        page.get_by_label("Lærefag").select_option(index=1)
        page.get_by_label("Fylke eller kommune").select_option(label="Trøndelag")
        page.get_by_label("Høyst så mange kandidater").fill("3")
        page.get_by_label("Grunn, uten navn på personer").fill("Fylkeskommunens ramme for høsten")
        page.get_by_role("button", name="Sett tak").click()
        page.get_by_text("Satt av").wait_for()
        look.at(page, "avgjorelser")
        calculate(database, CATALOGUE, "var", by="nav-1", clock=clock)
        page.goto(f"{address}/runder/var/frigi")
        page.get_by_role("button", name="Ta med bekreftelsene").wait_for()
        look.at(page, "frigi-bekreftelser")
        page.get_by_role("link", name="Se hva som er endret fra forrige forslag").click()
        page.get_by_text("«ikke aktuell her» av").first.wait_for()
        look.at(page, "endringer")
    page.close()
