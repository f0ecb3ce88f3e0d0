"""The interest form as a page: every statement with its answers, open to all, and two sheets of A4."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from matching.domain.reference import Statement
from matching.files.lists.interest_form import ANSWERS
from matching.report.interest_form import interest_form_html
from matching.wording import Words
from tests.browser import NARROW, WIDE, axe_violations, scrolls_sideways
from tests.builders import CATALOGUE

FORM = CATALOGUE.interest_form
PAGE = interest_form_html(Words(CATALOGUE)).partition("</style>")[2]


def test_every_statement_has_a_group_of_its_own_with_five_answers() -> None:
    groups = re.findall(r"<fieldset.*?</fieldset>", PAGE, re.DOTALL)
    assert len(groups) == len(FORM)
    for number, (group, one) in enumerate(zip(groups, FORM, strict=True), 1):
        assert f">{number}. {one.label}</legend>" in group
        assert re.findall(r'type="radio" name="(.+?)" value="(\d)"><span>(.+?)<', group) == [
            (f"utsagn-{number}", str(step), f"{step} {word}") for word, step in ANSWERS.items()
        ]


def test_the_page_asks_for_no_name_tells_no_interest_and_sends_nothing() -> None:
    assert re.findall(r'<input [^>]*type="text"[^>]* name="(.+?)"', PAGE) == ["kandidatnummer"]
    for part in ("<form", "<script", "<button", "realistisk", "kunstnerisk", "RIASEC"):
        assert part not in PAGE


def test_the_page_says_that_it_keeps_nothing() -> None:
    assert PAGE.count("Skriv ut før du lukker siden; svarene blir ikke lagret.") == 1


def test_a_statement_of_an_own_catalogue_is_never_taken_for_markup() -> None:
    own = replace(CATALOGUE, interest_form=(Statement(key="a", label="<b>Sage & spikre</b>", interest=0),))
    assert "1. &lt;b&gt;Sage &amp; spikre&lt;/b&gt;" in interest_form_html(Words(own))


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "skjema.html"
    path.write_text(interest_form_html(Words(CATALOGUE)), "utf-8")
    return path.as_uri()


@pytest.mark.browser
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_form_is_open_to_all_and_does_not_scroll_sideways(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    page.close()


@pytest.mark.browser
def test_the_form_is_answered_with_the_keyboard_without_script_and_keeps_its_answers(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    page.get_by_label("Kandidatnummer").fill("K12")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("group").first
    assert first.get_by_label("2 liker dårlig", exact=True).is_checked()
    assert page.get_by_label("Kandidatnummer").input_value() == "K12"
    page.close()


@pytest.mark.browser
def test_the_form_prints_to_two_pages(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    printed = page.pdf(prefer_css_page_size=True).decode("latin-1")
    page.close()
    assert len(re.findall(r"/Type /Page\b", printed)) == 2
