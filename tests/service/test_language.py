"""The pages speak bokmål, or nynorsk to those who have chosen it; programs are answered in codes and bokmål."""

import re

import pytest

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Doors
from service.door.language import COOKIE, LANGUAGES, SECURE_COOKIE
from service.shown.addresses import local
from tests.service.asked import CNC, actor, ask, samples, service_for

ROUND = f"/runder/{CNC}"
OWN = {"Sec-Fetch-Site": "same-origin"}
NYNORSK = {"Cookie": f"{COOKIE}=nn"}
PAGES = [
    "/",
    ROUND,
    f"{ROUND}/lareplasser",
    f"{ROUND}/lareplasser/L01",
    f"{ROUND}/kandidater/K01",
    f"{ROUND}/kandidater/K07/hva-skal-til",
    f"{ROUND}/forslag",
    f"{ROUND}/bevis",
]


def choose(language: str, to: str, **headers: str) -> dict[str, str]:
    """The headers of the answer to a choice of language."""
    answer = ask(service_for(), "/sprak", "POST", headers=OWN | headers, form={"sprak": language, "til": to})
    assert answer.status_code == 303
    return dict(answer.headers)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_in_the_language_of_the_cookie(page: str) -> None:
    bokmal = ask(service_for(), page).text
    nynorsk = ask(service_for(), page, headers=NYNORSK).text
    assert '<html lang="nb">' in bokmal
    assert '<html lang="nn">' in nynorsk
    assert "Dette er forslag. Mennesker avgjør." in bokmal
    assert "Dette er forslag. Menneske avgjer." in nynorsk
    assert not re.search(r"\b(ikke|fra|ennå|læreplasser)\b", re.sub(r"<[^>]*>", " ", nynorsk))


def test_one_answer_in_nynorsk_leaves_the_next_in_bokmal() -> None:
    ask(service_for(), "/", headers=NYNORSK)
    assert '<html lang="nb">' in ask(service_for(), "/").text


@pytest.mark.parametrize("address", ["/nowhere", f"{ROUND}/lareplasser/L01?antall=x"])
def test_what_cannot_be_answered_is_told_in_the_same_language(address: str) -> None:
    assert '<html lang="nn">' in ask(service_for(), address, headers=NYNORSK).text
    assert "/sprak" not in ask(service_for(), address).text


def test_programs_are_told_in_bokmal_whatever_the_cookie() -> None:
    for address in (f"/api/v1/rounds/{CNC}/openings/none", f"/api/v1/rounds/{CNC}/openings/L01"):
        assert ask(service_for(), address).content == ask(service_for(), address, headers=NYNORSK).content


def test_a_choice_leads_back_to_the_page_it_was_made_on() -> None:
    page = f"{ROUND}/lareplasser/L01?antall=3"
    shown = ask(service_for(), page).text
    assert f'name="til" value="{page}"' in shown
    assert 'name="sprak" value="nn" lang="nn"' in shown
    headers = choose("nn", page)
    assert headers["location"] == page
    assert headers["set-cookie"] == f"{COOKIE}=nn; HttpOnly; Max-Age=31536000; Path=/; SameSite=strict"


def test_behind_tls_the_cookie_belongs_to_this_host_alone() -> None:
    service = create_service(
        samples(), LoopbackActor(actor(Role.ADVISER)), doors=Doors(hosts=["innenfor.example"])
    )
    headers = OWN | {"Host": "innenfor.example"}
    answer = ask(service, "/sprak", "POST", headers=headers, form={"sprak": "nn", "til": "/"})
    assert answer.headers["set-cookie"].startswith(f"{SECURE_COOKIE}=nn; ")
    assert "; Secure" in answer.headers["set-cookie"]
    seen = ask(service, "/", headers={"Host": "innenfor.example", "Cookie": f"{SECURE_COOKIE}=nn"})
    assert '<html lang="nn">' in seen.text


@pytest.mark.parametrize(
    "to",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example",
     "/\t/elsewhere.example", "/\r\nSet-Cookie: x=y", "javascript:alert(1)", "runder", "", "/æ"],
)  # fmt: skip
def test_a_choice_leads_nowhere_else(to: str) -> None:
    assert choose("nn", to)["location"] == "/"


def test_a_page_of_ours_is_one_whatever_stands_in_it() -> None:
    for address in ("/", "/runder/a%252Fb", "/runder/x/lareplasser/L01?antall=3&fag=b%C3%B8ker"):
        assert local(address) == address


@pytest.mark.parametrize(
    "to",
    ["/x?y=00000000001", "/x?y=000000+00001", "/x?y=000000%2000001", f"/x?y={'%EF%BC%90' * 11}", "/00000000001",
     "/x#00000000001", f"/x?y={'%30' * 11}", f"/x?y={'%2530' * 11}", f"/x?y=/kandidater/a{'0' * 11}bcde",
     "/kandidater/00000000001"],
)  # fmt: skip
def test_a_choice_repeats_no_number_that_may_be_somebodys(to: str) -> None:
    headers = choose("nn", to)
    assert headers["location"] == "/"
    assert headers["set-cookie"].startswith(f"{COOKIE}=nn")


def test_a_choice_leads_back_to_everybodys_page_whatever_stands_for_her() -> None:
    page = f"/runder/x/kandidater/a{'0' * 11}bcde"
    for address in (page, f"{page}?sok=a", f"{page}/navn"):
        assert local(address) == address


@pytest.mark.parametrize("form", [{}, {"sprak": "en", "til": "/"}, {"sprak": "", "til": "/"}, {"til": "/"}])
def test_another_language_is_no_choice(form: dict[str, str]) -> None:
    answer = ask(service_for(), "/sprak", "POST", headers=OWN, form=form)
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("cookie", ["en", "nb; DROP", "../nn", "", "NN"])
def test_an_unknown_language_in_the_cookie_is_bokmal(cookie: str) -> None:
    answer = ask(service_for(), "/", headers={"Cookie": f"{COOKIE}={cookie}"})
    assert (answer.status_code, '<html lang="nb">' in answer.text) == (200, True)


def test_the_choice_is_made_on_our_own_pages_alone() -> None:
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        answer = ask(service_for(), "/sprak", "POST", headers=headers, form={"sprak": "nn", "til": "/"})
        assert answer.status_code == 403


def test_somebody_nobody_knows_chooses_nothing() -> None:
    client = ("192.0.2.7", 50000)
    answer = ask(
        service_for(), "/sprak", "POST", headers=OWN, client=client, form={"sprak": "nn", "til": "/"}
    )
    assert answer.status_code == 404


def test_there_are_texts_in_each_language_of_the_pages() -> None:
    for language in LANGUAGES:
        shown = ask(service_for(), "/", headers={"Cookie": f"{COOKIE}={language}"}).text
        assert f'<html lang="{language}">' in shown


@pytest.mark.parametrize("role", Role)
def test_everybody_who_is_known_chooses_her_language_a_firm_too(role: Role) -> None:
    form = {"sprak": "nn", "til": "/bedrift"}
    answer = ask(service_for(role), "/sprak", "POST", headers=OWN, form=form)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/bedrift")
