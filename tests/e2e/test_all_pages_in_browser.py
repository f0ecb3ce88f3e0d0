"""Every page of the service on a kept round: open to all, at every width, in both languages and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from service.door.guard import Guard
from tests.browser import NARROW, WIDE, axe_violations, draw, scrolls_sideways
from tests.e2e.serving import serving
from tests.e2e.walked import Found, found, peopled
from tests.service.standing import AtWork
from tests.service.test_kept import kept_store

pytestmark = [pytest.mark.browser, pytest.mark.long]

LEAST = 15
"""Kinds of page there are at least, or else the walk has stopped somewhere."""

CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && !one.closest("svg") && box.right > innerWidth + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""
"""What reaches out of the sheet."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Guard, list[Found]]]]:
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        work = AtWork(database)
        peopled(work)
        yield found(work)


def each(browser: Browser, pages: list[tuple[Guard, list[Found]]], width: int) -> Iterator[tuple[Page, str]]:
    """Each page in a window so wide, and what it is."""
    for service, found_pages in pages:
        with serving(service) as address:
            page = browser.new_page(viewport={"width": width, "height": 900})
            for one in found_pages:
                page.goto(address + one.address)
                yield page, f"{one.role} {one.path}"
            page.close()


def test_the_walk_comes_to_every_kind_of_page(pages: list[tuple[Guard, list[Found]]]) -> None:
    kinds = [one.path for _, found_pages in pages for one in found_pages]
    assert len(kinds) == len(set(kinds)) >= LEAST


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_is_open_to_all_and_no_wider_than_the_window(
    browser: Browser, pages: list[tuple[Guard, list[Found]]], width: int
) -> None:
    faults = []
    for number, (page, what) in enumerate(each(browser, pages, width)):
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        faults += [f"{what}: {one}" for one in axe_violations(page)]
        faults += [f"{what}: scrolls sideways"] * scrolls_sideways(page)
        draw(page, f"{number}-{width}")
    assert faults == []


def test_every_page_is_whole_on_paper_with_nothing_to_press(
    browser: Browser, pages: list[tuple[Guard, list[Found]]]
) -> None:
    faults = []
    for page, what in each(browser, pages, 680):  # as wide as an A4 sheet within its margins
        page.emulate_media(media="print")
        pressed = page.locator("nav, button, select, footer, .aksel-button, .innenfor-skip").all()
        faults += [
            f"{what}: {one.evaluate('one => one.outerHTML')[:150]}" for one in pressed if one.is_visible()
        ]
        faults += [f"{what}: {one}" for one in page.evaluate(CUT)]
        assert page.locator("h1").count() == 1, what
    assert faults == []


def test_every_page_speaks_nynorsk_to_those_who_have_chosen_it(
    browser: Browser, pages: list[tuple[Guard, list[Found]]]
) -> None:
    for page, what in each(browser, pages, WIDE):
        page.get_by_role("button", name="Nynorsk").click()
        assert page.locator("html").get_attribute("lang") == "nn", what
        page.context.clear_cookies()
