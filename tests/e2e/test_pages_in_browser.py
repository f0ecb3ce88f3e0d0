"""The pages in a browser: narrow and wide, by keyboard, without script, on paper, and for those who do not see."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import NARROW, WIDE, axe_violations, scrolls_sideways, wide

pytestmark = pytest.mark.browser

ROUND = "/runder/cnc-vestre-toten"
PAGES = [
    "/",
    ROUND,
    f"{ROUND}/lareplasser",
    f"{ROUND}/lareplasser/L01?antall=3",
    f"{ROUND}/lareplasser/L08",
    f"{ROUND}/kandidater/K01?antall=3",
    f"{ROUND}/kandidater/K02?antall=1",
    f"{ROUND}/kandidater/K07/hva-skal-til",
    f"{ROUND}/lareplasser/L08/hva-skal-til",
    f"{ROUND}/forslag",
    f"{ROUND}/bevis",
    "/runder/innherred/forslag",
    "/nowhere",
    f"{ROUND}/lareplasser/L01?antall=0",
]


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_open_to_all_and_does_not_scroll_sideways(
    window: Page, address: str, path: str
) -> None:
    for width in (NARROW, WIDE):
        wide(window, width).goto(address + path)
        assert not scrolls_sideways(window), width
        for closed in window.locator("summary").all():
            closed.click()
        assert axe_violations(window) == [], width
        assert not scrolls_sideways(window), width


def test_nothing_is_asked_of_anybody_else_and_nothing_is_refused(browser: Browser, address: str) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    for path in PAGES:
        asked.clear()
        troubles.clear()
        page.goto(address + path)
        page.evaluate("document.fonts.ready.then(() => null)")
        assert [url for url in asked if not url.startswith((address, "data:"))] == [], path
        assert [text for text in troubles if "404" not in text and "422" not in text] == [], path
        assert page.evaluate("[...document.fonts].some(font => font.status == 'loaded')"), path
    page.close()


def test_one_can_go_from_the_rounds_to_a_person_and_back_without_script(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="CNC Vestre Toten").click()
    page.get_by_role("link", name="Læreplasser", exact=True).click()
    page.get_by_role("link", name="L01 ").click()
    page.get_by_text("Avgrens", exact=True).click()
    page.get_by_label("Hvor mange vises").fill("2")
    page.get_by_role("button", name="Vis").click()
    assert "/lareplasser/L01?" in page.url
    assert page.url.endswith("antall=2")
    assert page.locator("article").count() == 2
    page.locator("article summary", has_text="Slik er samsvaret").first.click()
    assert page.locator("article svg.innenfor-picture").first.is_visible()
    page.locator("article h3 a").first.click()
    assert page.locator("h1").inner_text().startswith("Kandidat K")
    page.get_by_role("link", name="Samlet forslag").click()
    assert page.locator("h1").inner_text() == "Samlet forslag"
    page.get_by_role("link", name="Innenfor", exact=True).click()
    assert page.locator("h1").inner_text() == "Runder"
    page.close()


def test_the_skip_link_comes_first_is_seen_and_leads_to_the_content(window: Page, address: str) -> None:
    window.goto(address + ROUND)
    window.keyboard.press("Tab")
    focused = window.locator(":focus")
    assert focused.inner_text() == "Hopp til innholdet"
    box = focused.bounding_box()
    assert box
    assert box["x"] >= 0
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "innhold"


@pytest.mark.parametrize("path", [ROUND, f"{ROUND}/lareplasser/L01?antall=2", f"{ROUND}/forslag"])
def test_everything_one_can_use_is_reached_by_keyboard_and_seen_to_be(
    window: Page, address: str, path: str
) -> None:
    usable = "a[href], button, input, summary, [tabindex='0']"
    window.goto(address + path)
    wanted = window.locator(usable).locator("visible=true").count()
    reached = 0
    for _ in range(wanted):
        window.keyboard.press("Tab")
        seen = window.evaluate(
            """(usable) => {
              const one = document.activeElement, dress = getComputedStyle(one);
              const edge = dress.outlineStyle != 'none' && parseFloat(dress.outlineWidth) >= 2;
              return one.matches(usable) && (edge || dress.boxShadow != 'none');
            }""",
            usable,
        )
        assert seen, window.evaluate("document.activeElement.outerHTML")[:200]
        reached += 1
    assert reached == wanted > 5


@pytest.mark.parametrize("path", [f"{ROUND}/lareplasser/L01?antall=2", f"{ROUND}/forslag"])
def test_paper_shows_what_is_folded_and_leaves_out_what_is_clicked(
    window: Page, address: str, path: str
) -> None:
    window.goto(address + path)
    window.emulate_media(media="print")
    assert not window.locator("nav").first.is_visible()
    assert not [form for form in window.locator("form").all() if form.is_visible()]
    for picture in window.locator("svg.innenfor-picture").all():
        box = picture.bounding_box()
        assert box
        assert box["height"] > 50
    assert window.pdf(format="A4").startswith(b"%PDF")
