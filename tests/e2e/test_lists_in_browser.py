"""The list of an opening in a browser: taken step by step without script, by keyboard, narrow and wide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from tests.browser import NARROW, WIDE, axe_violations, draw, scrolls_sideways
from tests.e2e.serving import serving
from tests.service.asked import actor
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, kept_store

pytestmark = pytest.mark.browser

PEOPLE = 2
WAY = 6
"""Presses of the tabulator over the parts of the day an answer is awaited."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, list[str]]]:
    """A market contact's service on a kept round: its address, the list of one opening, and some people."""
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        plan = rounds[NAME].plan
        opening = plan.assignments[0].opening
        people = [one.candidate for one in plan.assignments if one.opening == opening][:1]
        people += [one.candidate for one in plan.unassigned[:PEOPLE]]
        actors = LoopbackActor(actor(Role.MARKET_CONTACT, ["steinkjer"]))
        service = create_service(rounds, actors, desk_of(database))
        with serving(service) as address:
            yield address, f"/runder/{NAME}/lareplasser/{opening}", people


@pytest.mark.parametrize("script", [False, True])
def test_a_person_is_put_on_the_list_and_taken_on_and_back(
    browser: Browser, desk: tuple[str, str, list[str]], script: bool
) -> None:
    address, opening, people = desk
    page = browser.new_page(java_script_enabled=script)
    page.goto(address + opening)
    page.get_by_role("link", name="Listen over dem som er spurt").click()
    who = people[int(script)]
    page.get_by_label("Kandidatnummer").fill(who)
    page.get_by_role("button", name="Sett på listen").click()
    card = page.get_by_role("article", name=who)
    card.get_by_text("Foreslått", exact=True).wait_for()
    card.get_by_role("button", name="Kandidaten er spurt").click()
    card.get_by_text("Spurt", exact=True).wait_for()
    card.get_by_text("Avslutt", exact=True).click()
    card.get_by_label("Hva skjedde").select_option(label="Kandidaten sier nei")
    card.get_by_label("Grunn").select_option(label="Reisen")
    card.get_by_role("button", name="Registrer", exact=True).click()
    card.get_by_text("Nei fra kandidaten", exact=True).wait_for()
    card.get_by_role("button", name="Angre siste steg").click()
    card.get_by_text("Spurt", exact=True).wait_for()
    page.reload()  # asks for nothing twice: the step before it was answered by sending the browser here
    card.get_by_text("Spurt", exact=True).wait_for()
    page.close()


def test_a_step_is_taken_by_keyboard_alone(browser: Browser, desk: tuple[str, str, list[str]]) -> None:
    address, opening, people = desk
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}{opening}/liste")
    page.get_by_label("Kandidatnummer").focus()
    page.keyboard.type(people[2])
    page.keyboard.press("Enter")
    card = page.get_by_role("article", name=people[2])
    card.get_by_role("link").focus()
    for _ in range(WAY):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Kandidaten er spurt":
            break
    page.keyboard.press("Enter")
    card.get_by_text("Spurt", exact=True).wait_for()
    page.close()


@pytest.mark.long
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_list_is_open_to_all_and_does_not_scroll_sideways(
    browser: Browser, desk: tuple[str, str, list[str]], width: int
) -> None:
    address, opening, people = desk
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}{opening}/liste")
    if not page.get_by_role("article").count():
        page.get_by_label("Kandidatnummer").fill(people[0])
        page.get_by_role("button", name="Sett på listen").click()
    for closed in page.locator("summary").all():
        closed.click()
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    draw(page, f"list-{width}")
    page.get_by_label("Kandidatnummer").fill("NOBODY")
    page.get_by_role("button", name="Sett på listen").click()
    page.get_by_role("heading", name="Finner ikke siden").wait_for()
    assert axe_violations(page) == []
    page.close()
