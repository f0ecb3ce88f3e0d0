"""The openings of a round stand a page at a time, and can be narrowed by trade and municipality in the address."""

import re

import pytest

from service.pages import openings
from tests.builders import candidate, cohort, opening
from tests.service.asked import ask, loaded, service_for

ADDRESS = "/runder/prove/lareplasser"
NEXT = re.compile(r'href="([^"]*side=\d+[^"]*)"')


@pytest.fixture(autouse=True)
def few_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "ON_A_PAGE", 2)


def page(count: int, address: str = ADDRESS) -> str:
    made = [opening(id=f"p{number}") for number in range(1, count + 1)]
    return ask(service_for(rounds=[loaded(cohort([candidate()], made))]), address).text


def names(html: str) -> list[str]:
    return re.findall(r'lareplasser/(p\d+)"', html)


def test_each_opening_stands_on_one_page_and_the_pages_lead_to_one_another() -> None:
    first = page(5)
    assert names(first) == ["p1", "p2"]
    assert "Viser 1 til 2 av 5 læreplasser." in first
    assert NEXT.findall(first) == [f"{ADDRESS}?side=2"]
    second = page(5, f"{ADDRESS}?side=2")
    assert names(second) == ["p3", "p4"]
    assert NEXT.findall(second) == [f"{ADDRESS}?side=1", f"{ADDRESS}?side=3"]
    assert names(page(5, f"{ADDRESS}?side=3")) == ["p5"]


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert names(page(5, f"{ADDRESS}?side=900")) == ["p5"]


def test_a_round_of_one_page_has_nothing_to_choose_or_leaf_through() -> None:
    html = page(2)
    assert names(html) == ["p1", "p2"]
    assert '<form class="innenfor-stack' not in html
    assert "Viser" not in html


def test_openings_are_narrowed_by_trade_and_municipality_on_every_page_of_them() -> None:
    whole = page(5)
    trade, municipality = (
        re.search(rf'id="{name}".*?<option value="([^"]+)">', whole, re.DOTALL)[1]  # type: ignore[index]  # found
        for name in ("fag", "kommune")
    )
    narrowed = page(5, f"{ADDRESS}?fag={trade}&kommune={municipality}")
    assert names(narrowed) == ["p1", "p2"]
    assert NEXT.findall(narrowed) == [f"{ADDRESS}?fag={trade}&amp;kommune={municipality}&amp;side=2"]
    assert f'<option value="{trade}" selected>' in narrowed


@pytest.mark.parametrize("asked", ["fag=none", "kommune=none", "kommune=%22%3E%3Cb%3E"])
def test_where_nothing_is_left_the_page_says_so_and_leads_to_all(asked: str) -> None:
    html = page(5, f"{ADDRESS}?{asked}")
    assert not names(html)
    assert "Ingen læreplasser i runden er av det faget og i den kommunen." in html
    assert f'href="{ADDRESS}">Vis alle læreplassene' in html
    assert "<b>" not in html
