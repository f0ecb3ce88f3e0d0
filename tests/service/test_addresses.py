"""Ids as people write them stand in addresses and come back as they were."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.shown.addresses import named, segment
from tests.builders import candidate, cohort, opening
from tests.service.asked import ask, loaded, service_for

ODD = ["A/B", "..", ".", "50%", "%2F", "å ø", "?x=1#y", "<b>&\"'", "K;1", "a\\b", "+", "%", "𝔸", "K01"]


@given(st.text(st.characters(exclude_characters="\0"), min_size=1))  # which nothing may be called
def test_an_id_comes_back_as_it_was(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    inner = segment(name)
    assert re.fullmatch(r"[A-Za-z0-9_%~-]+", inner)
    assert named(named(inner)) == name


@pytest.mark.parametrize("name", ["K01", "L-7", "a_b"])
def test_a_plain_id_stands_as_it_is(name: str) -> None:
    assert segment(name) == quote(name) == name


@pytest.mark.parametrize("name", ODD)
def test_a_link_to_an_odd_id_leads_to_it(name: str) -> None:
    service = service_for(rounds=[loaded(cohort([candidate(id=name)], [opening(id=name)]))])
    page = ask(service, "/runder/prove/lareplasser").text
    link = next(part.partition('"')[0] for part in page.split('href="')[1:] if "lareplasser/" in part)
    shown = ask(service, link)
    assert shown.status_code == 200
    person = next(part.partition('"')[0] for part in shown.text.split('href="')[1:] if "kandidater/" in part)
    assert ask(service, person).status_code == 200
    answer = ask(service, f"/api/v1/rounds/prove/pairs/{segment(name)}/{segment(name)}")
    assert (answer.json()["candidate"], answer.json()["opening"]) == (name, name)
