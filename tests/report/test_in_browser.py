"""Report and sheets in a browser: open to all, at every width and on paper, nothing fetched, no script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from matching.domain.policy import Mode
from matching.report.fairness import fairness_html
from matching.report.report import report_html
from matching.report.sheets import meeting_sheets_html
from tests.browser import NARROW, WIDE, axe_violations, scrolls_sideways, wide
from tests.builders import CATALOGUE
from tests.fairness.rounds import groups
from tests.fairness.rounds import report as fairness_of
from tests.files.planned import WORDS, planned

pytestmark = pytest.mark.browser

A4 = "594.95996 841.91998"
"""Width and height in points, as Chromium writes them."""


def written(folder: Path, kind: str) -> str:
    """The address of a report, or of sheets where all who are proposed agreed."""
    plan, made = planned(Mode.MEETINGS)
    agreed: dict[str, tuple[str, ...]] = {}
    for one in plan.assignments:
        agreed[one.opening] = (*agreed.get(one.opening, ()), one.candidate)
    pages = {
        "report": lambda: report_html(plan, made, WORDS),
        "fairness": lambda: fairness_html(fairness_of(groups()), WORDS, programme="Åpen runde"),
        "sheets": lambda: meeting_sheets_html(plan, made, CATALOGUE, WORDS, agreed, None),
    }
    path = folder / f"{kind}.html"
    path.write_text(pages[kind](), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("kind", ["report", "sheets", "fairness"])
def test_the_page_is_open_to_all_and_does_not_scroll_sideways(
    window: Page, tmp_path: Path, kind: str
) -> None:
    window.goto(written(tmp_path, kind))
    for width in (NARROW, WIDE):
        wide(window, width)
        assert axe_violations(window) == [], width
        assert not scrolls_sideways(window), width


@pytest.mark.parametrize("kind", ["report", "sheets", "fairness"])
def test_nothing_is_fetched_and_the_letters_are_in_the_page(
    browser: Browser, tmp_path: Path, kind: str
) -> None:
    asked: list[str] = []
    troubles: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = browser.new_page()
    page.on("request", note)
    page.on("console", lambda message: troubles.append(message.text))
    address = written(tmp_path, kind)
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => null)")
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert troubles == []
    assert page.evaluate("[...document.fonts].some(font => font.status == 'loaded')")
    page.close()


def test_the_report_is_whole_without_script(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(written(tmp_path, "report"))
    assert page.locator("h1").inner_text().startswith("Samlet forslag")
    assert page.locator("article svg").first.is_visible()
    page.get_by_role("link", name="Bevis").click()
    assert page.url.endswith("#proof")
    page.close()


def test_the_report_prints_to_a4_with_the_proof_on_pages_of_its_own(window: Page, tmp_path: Path) -> None:
    window.goto(written(tmp_path, "report"))
    printed = window.pdf(prefer_css_page_size=True, outline=True, tagged=True).decode("latin-1")
    assert set(re.findall(r"/MediaBox \[0 0 ([\d.]+ [\d.]+)\]", printed)) == {A4}
    headings = re.findall(r"/Title (.+?)\n/Dest \[(\d+) 0 R /XYZ [\d.]+ ([\d.]+)", printed)
    proof = [(sheet, float(top)) for title, sheet, top in headings if title == "(Bevis)"]
    others = [(int(sheet), float(top)) for title, sheet, top in headings if title != "(Bevis)"]
    ((own, height),) = proof
    assert height > 750
    assert all(sheet < int(own) for sheet, _ in others)


def test_each_opening_has_a_sheet_of_its_own(window: Page, tmp_path: Path) -> None:
    window.goto(written(tmp_path, "sheets"))
    sheets = window.locator("article").count()
    printed = window.pdf(prefer_css_page_size=True).decode("latin-1")
    assert len(re.findall(r"/Type /Page\b", printed)) == sheets
    assert set(re.findall(r"/MediaBox \[0 0 ([\d.]+ [\d.]+)\]", printed)) == {A4}
