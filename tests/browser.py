"""A browser for tests: Chromium, started for one test file and closed after it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM: Final = Path("/usr/bin/chromium")

NARROW, WIDE = 320, 1280
"""Widths of a window in CSS pixels: the least that must do without scrolling sideways, and a desk's."""

_QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# For one file, not the session: the loop it runs in this thread would stop other tests from running theirs.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, or a skipped test where it is not installed."""
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is not installed ({CHROMIUM})")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        try:
            yield chromium
        finally:
            chromium.close()


@pytest.fixture(scope="module")
def kept_page(browser: Browser) -> Iterator[Page]:
    """A window for all tests of a file: to open one takes longer than most of what is done in it."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def window(kept_page: Page) -> Page:
    """The same window, wide, and with nothing remembered of the test before."""
    kept_page.context.clear_cookies()
    kept_page.emulate_media(media="null")
    kept_page.set_viewport_size({"width": WIDE, "height": 800})
    return kept_page


def wide(page: Page, width: int) -> Page:
    """The window made so wide."""
    page.set_viewport_size({"width": width, "height": 800})
    return page


def draw(page: Page, name: str) -> None:
    """A picture of the whole page in the folder LOOK_AT names, for those who look; where it is not set, nothing."""
    folder = os.environ.get("LOOK_AT")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong with a page for those who do not see or point, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes'][:2]]}" for one in found]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page as a whole is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
