"""The pages in a browser: narrow and wide, by keyboard, without script, on paper, and for those who do not see."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import NARROW, WIDE, axe_violations, scrolls_sideways

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


@contextmanager
def opened(browser: Browser, url: str, width: int = WIDE, *, script: bool = True) -> Iterator[Page]:
    """A page in a window of its own."""
    page = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=script)
    try:
        page.goto(url)
        yield page
    finally:
        page.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_is_open_to_all_and_does_not_scroll_sideways(
    browser: Browser, address: str, path: str, width: int
) -> None:
    with opened(browser, address + path, width) as page:
        assert not scrolls_sideways(page)
        for closed in page.locator("summary").all():
            closed.click()
        assert axe_violations(page) == []
        assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_anybody_else_and_nothing_is_refused(
    browser: Browser, address: str, path: str
) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(address + path)
    page.evaluate("document.fonts.ready.then(() => null)")
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert [text for text in troubles if "404" not in text and "422" not in text] == []
    assert page.evaluate("[...document.fonts].some(font => font.status == 'loaded')")
    page.close()


def test_one_can_go_from_the_rounds_to_a_person_and_back_without_script(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, script=False) as page:
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


def test_the_skip_link_comes_first_is_seen_and_leads_to_the_content(browser: Browser, address: str) -> None:
    with opened(browser, address + ROUND) as page:
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == "Hopp til innholdet"
        box = focused.bounding_box()
        assert box
        assert box["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "innhold"


@pytest.mark.parametrize("path", [ROUND, f"{ROUND}/lareplasser/L01?antall=2", f"{ROUND}/forslag"])
def test_everything_one_can_use_is_reached_by_keyboard_and_seen_to_be(
    browser: Browser, address: str, path: str
) -> None:
    usable = "a[href], button, input, summary, [tabindex='0']"
    with opened(browser, address + path) as page:
        wanted = page.locator(usable).locator("visible=true").count()
        reached = 0
        for _ in range(wanted):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """(usable) => {
                  const one = document.activeElement, dress = getComputedStyle(one);
                  const edge = dress.outlineStyle != 'none' && parseFloat(dress.outlineWidth) >= 2;
                  return one.matches(usable) && (edge || dress.boxShadow != 'none');
                }""",
                usable,
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")[:200]
            reached += 1
        assert reached == wanted > 5


@pytest.mark.parametrize("path", [f"{ROUND}/lareplasser/L01?antall=2", f"{ROUND}/forslag"])
def test_paper_shows_what_is_folded_and_leaves_out_what_is_clicked(
    browser: Browser, address: str, path: str
) -> None:
    with opened(browser, address + path) as page:
        page.emulate_media(media="print")
        assert not page.locator("nav").first.is_visible()
        assert not [form for form in page.locator("form").all() if form.is_visible()]
        for picture in page.locator("svg.innenfor-picture").all():
            box = picture.bounding_box()
            assert box
            assert box["height"] > 50
        assert page.pdf(format="A4").startswith(b"%PDF")
