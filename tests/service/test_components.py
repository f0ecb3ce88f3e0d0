"""The page of components shows every macro there is, in both languages, and nobody."""

import re
from pathlib import Path

import pytest

from matching.report.styles import REPORT
from matching.texts.loader import load_texts
from service.access import Role
from service.door.language import COOKIE
from service.pages import components
from tests.service.asked import ask, samples, service_for

OF_A_PAGE = {"page", "language_form"}
"""Each page has them; so has this one."""

TEMPLATE = Path(components.__file__).parent / "templates" / "components.html"


def test_every_macro_stands_on_the_page() -> None:
    written = REPORT.joinpath("templates/aksel.html").read_text("utf-8")
    macros = set(named := re.findall(r"\{% macro ([a-z]\w*)\(", written))
    assert len(named) == len(macros)
    shown = set(re.findall(r"\baksel\.(\w+)\(", TEMPLATE.read_text("utf-8")))
    assert macros - OF_A_PAGE == shown - OF_A_PAGE
    assert macros > OF_A_PAGE


def test_every_kind_of_message_and_colour_of_tag_stands_on_the_page() -> None:
    html = ask(service_for(), "/komponenter").text
    for kind in ("info", "success", "warning", "danger"):
        assert f'data-color="{kind}"' in html
    for part in ("innenfor-empty", "innenfor-loading", "innenfor-partial", "innenfor-fault"):
        assert part in html


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_page_is_in_the_language_asked_for(language: str) -> None:
    html = ask(service_for(), "/komponenter", headers={"Cookie": f"{COOKIE}={language}"}).text
    for text in load_texts(language)["components"].values():
        assert text in html


@pytest.mark.parametrize("role", [Role.PLANNER, Role.ADMIN])
def test_the_page_is_about_nobody(role: Role) -> None:
    html = ask(service_for(role), "/komponenter").text
    assert not [name for one in samples().values() for name in one.person_rows if f">{name}<" in html]
