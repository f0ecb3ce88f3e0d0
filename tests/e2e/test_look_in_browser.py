"""What all pages have in common, in a browser: components, language, script, states and paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import NARROW, WIDE, axe_violations, scrolls_sideways, wide
from tests.e2e.changing import changing as changing

pytestmark = pytest.mark.browser

ROUND = "/runder/cnc-vestre-toten"
OPENING = f"{ROUND}/lareplasser/L01?antall=3"
PRINTED = [
    ROUND,
    f"{ROUND}/lareplasser",
    OPENING,
    f"{ROUND}/kandidater/K01?antall=2",
    f"{ROUND}/forslag",
    "/komponenter",
]


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window with script, and one without."""
    opened = browser.new_page(java_script_enabled=request.param)
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ["Bokmål", "Nynorsk"])
def test_every_component_is_open_to_all_and_no_wider_than_the_window(
    browser: Browser, address: str, language: str
) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(f"{address}/komponenter")
    if language == "Nynorsk":
        page.get_by_role("button", name=language).click()
    for closed in page.locator("summary").all():
        closed.click()
    for width in (NARROW, WIDE):
        wide(page, width)
        assert axe_violations(page) == [], width
        assert not scrolls_sideways(page), width
    assert troubles == []
    page.close()


def test_one_chooses_nynorsk_and_stays_on_the_page(page: Page, address: str) -> None:
    page.goto(address + OPENING)
    page.get_by_role("button", name="Nynorsk").click()
    assert page.url == address + OPENING
    assert page.locator("html").get_attribute("lang") == "nn"
    page.get_by_text("Menneske avgjer.").wait_for()
    page.get_by_role("link", name="Læreplassar", exact=True).click()
    assert page.locator("h1").inner_text() == "Læreplassar"
    page.get_by_role("button", name="Bokmål").click()
    assert page.locator("h1").inner_text() == "Læreplasser"


def test_a_choice_is_made_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}{ROUND}/bevis")
    page.get_by_role("button", name="Nynorsk").focus()
    page.keyboard.press("Enter")
    page.locator("html[lang=nn]").wait_for()


def test_with_script_a_form_is_answered_at_once_and_the_page_stays(browser: Browser, changing: str) -> None:
    page = browser.new_page()
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.goto(changing)
    page.get_by_label("Førerkort").check()
    page.get_by_text("Åpner 9, lagret 1 ganger").wait_for()
    page.get_by_label("Skift").check()  # carries the version the answer before it gave
    page.get_by_text("Åpner 18, lagret 2 ganger").wait_for()
    assert page.locator("#svar").get_attribute("aria-live") == "polite"
    assert page.evaluate("document.activeElement.name") == "c"
    assert len(loads) == 1
    page.close()


def test_changes_one_after_another_are_all_kept(browser: Browser, changing: str) -> None:
    page = browser.new_page()
    page.goto(changing)
    page.evaluate("document.querySelectorAll('[type=checkbox]').forEach((one) => one.click())")
    page.get_by_text("Åpner 18").wait_for()
    page.reload()
    page.get_by_text("Åpner 18").wait_for()
    page.close()


def test_what_is_refused_is_told_on_a_page_of_its_own(browser: Browser, changing: str) -> None:
    page, other = browser.new_page(), browser.new_page()
    page.goto(changing)
    other.goto(changing)
    other.get_by_label("Skift").check()
    other.get_by_text("lagret 1 ganger").wait_for()
    page.get_by_label(
        "Førerkort"
    ).click()  # and not `check`, which waits to see the mark on the page it leaves
    page.get_by_text("Noen andre har endret dette").wait_for()
    page.close()
    other.close()


def test_without_script_the_button_does_the_same(browser: Browser, changing: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(changing)
    page.get_by_label("Førerkort").check()
    page.get_by_role("button", name="Se hva det åpner").click()
    page.get_by_text("Åpner 9, lagret 1 ganger").wait_for()
    page.close()


def test_work_is_followed_until_it_is_over(browser: Browser, changing: str) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(f"{changing}/arbeid")
    page.get_by_text("Ferdig").wait_for()
    assert troubles == []
    page.close()


@pytest.mark.parametrize("path", PRINTED)
def test_paper_has_all_of_the_page_and_nothing_to_click(window: Page, address: str, path: str) -> None:
    page = wide(window, 680)  # as wide as an A4 sheet within its margins
    page.goto(address + path)
    page.emulate_media(media="print")
    for one in page.locator("nav, button, select, footer, .aksel-button, .innenfor-skip").all():
        assert not one.is_visible(), one.inner_text()
    cut = """[...document.querySelectorAll("main *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && getComputedStyle(one).position != "absolute" && box.right > innerWidth + 1;
    }).map((one) => one.outerHTML.slice(0, 120))"""
    assert page.evaluate(cut) == []
    for summary in page.locator("summary").all():
        assert not summary.is_visible() or summary.locator("xpath=following-sibling::div").is_visible()
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
