"""Every page of the service on a kept round: open to all, at every width, in both languages and on paper."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from service.door.guard import Guard
from tests.browser import NARROW, WIDE, axe_violations, scrolls_sideways
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


@contextmanager
def served(service: Guard) -> Iterator[str]:
    """A service on a free port; its address, without a slash."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(service, access_log=False, lifespan="off", log_level="error"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=20)
        assert not thread.is_alive()


def each(browser: Browser, pages: list[tuple[Guard, list[Found]]], width: int) -> Iterator[tuple[Page, str]]:
    """Each page in a window so wide, and what it is."""
    for service, found_pages in pages:
        with served(service) as address:
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
    browser: Browser, pages: list[tuple[Guard, list[Found]]], width: int, tmp_path: Path
) -> None:
    faults = []
    for number, (page, what) in enumerate(each(browser, pages, width)):
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        faults += [f"{what}: {one}" for one in axe_violations(page)]
        faults += [f"{what}: scrolls sideways"] * scrolls_sideways(page)
        page.screenshot(path=tmp_path / f"{number}-{width}.png", full_page=True)
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
