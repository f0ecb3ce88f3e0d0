"""A market contact with an employer on the telephone, in a browser: with script, without, and by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from tests.browser import NARROW, WIDE, axe_violations, draw, scrolls_sideways
from tests.e2e.serving import serving
from tests.service.asked import actor
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, kept_store

pytestmark = pytest.mark.browser

TABS = 300
"""Presses of the tabulator from one thing to the next, at most."""


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A market contact's service on a kept round; its address, without a slash."""
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        actors = LoopbackActor(actor(Role.MARKET_CONTACT, ["steinkjer"]))
        service = create_service(rounds, actors, desk_of(database))
        with serving(service) as address:
            yield address


@pytest.mark.parametrize("script", [False, True])
def test_from_the_call_to_a_candidate_who_is_asked(browser: Browser, at: str, script: bool) -> None:
    page = browser.new_page(java_script_enabled=script)
    page.goto(at)
    page.get_by_role("link", name="Ny læreplass på telefonen").click()
    page.get_by_label("Lærefag").select_option(label="Kokkfaget")
    page.get_by_label("Kommune").fill("Steinkjer")
    page.get_by_role("button", name="Vis hvem som kan passe").click()
    first = page.get_by_role("article").first
    first.get_by_text("av 1000").first.wait_for()
    page.get_by_role("heading", name="Kan sies nå").wait_for()
    page.get_by_role("button", name="Ta vare på læreplassen").click()
    page.get_by_text("listene i runden er endret siden").wait_for()
    boxes = page.get_by_role("article").get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Sammenlign to valgte").click()
    page.get_by_role("heading", name="To kandidater side om side").wait_for()
    page.get_by_role("link", name="Tilbake til læreplassen").click()
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Sett de valgte på listen").click()
    page.get_by_text("2 kandidater er satt på listen.").wait_for()
    card = page.get_by_role("article").first
    name = card.get_by_role("link").inner_text()
    assert card.get_by_label("Svar ventes innen").input_value() == "2026-11-28"
    card.get_by_role("button", name="Kandidaten er spurt").click()
    page.get_by_role("article", name=name).get_by_text("28.11.2026").wait_for()
    page.goto(at)
    due = page.get_by_role("region", name="Frist de neste sju dagene")
    due.get_by_role("link", name=name).first.click()
    page.get_by_role("article", name=name).get_by_text("Spurt", exact=True).wait_for()
    page.close()


def _on(page: Page, wanted: Locator) -> bool:
    return bool(wanted.evaluate("one => one === document.activeElement"))


def _tab_to(page: Page, wanted: Locator) -> None:
    """The tabulator pressed until something has the focus; nothing on the way may hold it fast."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if _on(page, wanted):
            return
    raise AssertionError(f"not reached by keyboard: {wanted}")


def test_the_same_by_keyboard_alone(browser: Browser, at: str) -> None:
    page = browser.new_page()
    page.goto(at)
    page.keyboard.press("Tab")
    assert _on(page, page.get_by_role("link", name="Hopp til innholdet"))
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_role("link", name="Ny læreplass på telefonen"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/ny-lareplass")
    _tab_to(page, page.get_by_label("Lærefag"))
    page.keyboard.type("Tømrer")
    page.keyboard.press("Tab")
    page.keyboard.type("Levanger")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.get_by_role("article").first.wait_for()
    _tab_to(page, page.get_by_role("link", name="Ta vare på læreplassen"))
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_role("button", name="Ta vare på læreplassen"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/lareplasser/L-*")
    _tab_to(page, page.get_by_role("link", name="Til kandidatene"))
    page.keyboard.press("Enter")
    boxes = page.get_by_role("article").get_by_role("checkbox")
    for number in (0, 1):
        _tab_to(page, boxes.nth(number))
        page.keyboard.press("Space")
        assert boxes.nth(number).is_checked()
    _tab_to(page, page.get_by_role("button", name="Sett de valgte på listen"))
    page.keyboard.press("Enter")
    page.get_by_text("2 kandidater er satt på listen.").wait_for()
    _tab_to(page, page.get_by_role("button", name="Kandidaten er spurt").first)
    page.keyboard.press("Enter")
    page.get_by_text("Spurt", exact=True).wait_for()
    page.close()


def _open(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.long
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_and_state_is_open_to_all(browser: Browser, at: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    opening = f"{at}/runder/{NAME}/lareplasser/L02"
    page.goto(f"{opening}?antall=2")
    refs = [box.get_attribute("value") for box in page.get_by_role("article").get_by_role("checkbox").all()]
    pages = {
        "day": at,
        "opening": f"{opening}?antall=2",
        "nobody-left": f"{opening}?reise=5&kartlagt=high&sagt-ja=ja&omfang=100",
        "compare": f"{opening}/sammenlign?kandidat={refs[0]}&kandidat={refs[1]}",
        "compare-none": f"{opening}/sammenlign",
        "quick-empty": f"{at}/runder/{NAME}/ny-lareplass",
        "quick-fault": f"{at}/runder/{NAME}/ny-lareplass?fag=Kokkfaget&sted=Ingensteds",
        "quick": f"{at}/runder/{NAME}/ny-lareplass?fag=Kokkfaget&sted=Steinkjer&antall=2",
        "list-empty": f"{opening}/liste",
    }
    for name, address in pages.items():
        page.goto(address)
        _open(page)
        assert axe_violations(page) == [], name
        assert not scrolls_sideways(page), name
        draw(page, f"{name}-{width}")
    page.close()
