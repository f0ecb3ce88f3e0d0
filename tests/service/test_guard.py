"""What every answer tells the browser, and what is turned away at the door."""

import logging
import re

import pytest
from starlette.types import Receive, Scope, Send

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Doors, Guard
from service.door.limits import Limit
from service.pages.dress import STATIC_FOLDERS, kept_at
from tests.service.asked import CNC, actor, ask, samples, service_for

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ANSWERS = [
    "/",
    f"/runder/{CNC}",
    "/nowhere",
    f"/runder/{CNC}/lareplasser/L01?antall=x",
    "/api/v1/rounds",
    "/api/x",
]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_is_strict_and_is_not_kept(address: str) -> None:
    headers = ask(service_for(), address).headers
    assert headers["content-security-policy"] == CONTENT_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/", f"/api/v1/rounds/{CNC}/plan", "/nowhere"])
def test_nothing_but_reading_is_answered(method: str, address: str) -> None:
    answer = ask(service_for(), address, method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.json()["code"] == "method"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/api/v1/rounds", "/nowhere"])
def test_head_is_get_without_its_body(address: str) -> None:
    got, head = ask(service_for(), address), ask(service_for(), address, "HEAD")
    assert head.content == b""
    assert (head.status_code, dict(head.headers)) == (got.status_code, dict(got.headers))


@pytest.mark.parametrize(
    "host", ["innenfor.example", "127.0.0.1.example", "10.0.0.4:80", "[fe80::1]:8000", "", "*"]
)
def test_another_host_name_is_turned_away(host: str) -> None:
    answer = ask(service_for(), "/api/v1/rounds", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["code"] == "host"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000", "[::1]"]
)
def test_this_machine_is_answered(host: str) -> None:
    assert ask(service_for(), "/api/v1/rounds", headers={"Host": host}).status_code == 200


def test_another_machine_is_nobody() -> None:
    answer = ask(service_for(), "/api/v1/rounds", client=("192.0.2.7", 50000))
    assert answer.status_code == 404


def test_a_proxy_cannot_say_who_asks() -> None:
    headers = {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
    assert ask(service_for(), "/", headers=headers, client=("192.0.2.7", 50000)).status_code == 404


def test_style_sheets_are_kept_since_their_address_has_their_hash() -> None:
    answer = ask(service_for(), f"{kept_at()}/own.css")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert ask(service_for(), "/static/0000000000000000/own.css").status_code == 404


@pytest.mark.parametrize("path", ["missing.css", "../styles.py", "%2e%2e/styles.py", "..%2fstyles.py", ""])
def test_nothing_beside_the_style_sheets_is_given_out(path: str) -> None:
    answer = ask(service_for(), f"{kept_at()}/{path}")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"


def test_every_style_sheet_and_script_a_page_links_to_is_there() -> None:
    links = re.findall(r'(?:href|src)="(/static/[^"]+)"', ask(service_for(), "/").text)
    assert len(links) > 5
    for link in [*links, f"{kept_at()}/live.js"]:
        (file,) = [path for folder in STATIC_FOLDERS if (path := folder / link.split("/", 3)[3]).exists()]
        answer = ask(service_for(), link)
        assert answer.content == file.read_bytes()
        assert ("javascript" if file.suffix == ".js" else "css") in answer.headers["content-type"]


def test_what_is_unforeseen_is_told_without_ids(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError(scope["path"])

    with caplog.at_level(logging.ERROR):
        answer = ask(Guard(broken, kept="/static/x/"), "/runder/x/kandidater/K01")
    assert answer.status_code == 500
    assert answer.json()["code"] == "unforeseen"
    assert answer.headers["content-security-policy"] == CONTENT_POLICY
    assert "RuntimeError" in caplog.text
    assert "K01" not in caplog.text + answer.text


def test_one_who_asks_too_often_is_told_to_wait() -> None:
    service = Guard(service_for().app, f"{kept_at()}/", Doors(limit=Limit(2, 1, lambda: 0.0)))
    answers = [ask(service, "/api/v1/rounds") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "60"
    assert answers[2].json()["code"] == "too_many"


def limited(at_once: int) -> Guard:
    return Guard(service_for().app, f"{kept_at()}/", Doors(limit=Limit(at_once, 1, lambda: 0.0)))


def answered(service: Guard, headers: list[str]) -> int:
    """How many requests, each with its own header of who asks, are answered."""
    told = [ask(service, "/api/v1/rounds", headers={"Authorization": one}) for one in headers]
    return sum(one.status_code != 429 for one in told)


def test_two_with_tokens_at_one_address_do_not_take_from_each_other() -> None:
    service = limited(2)
    assert answered(service, ["Bearer head.one.seal"] * 3) == 2
    assert answered(service, ["Bearer head.two.seal"] * 3) == 2


@pytest.mark.parametrize(
    "again",
    [
        "bearer head.one.seal",
        "BEARER head.one.seal",
        "Bearer  head.one.seal",
        "Bearer head.one.seal!",
        "Bearer head.one.se-al",
    ],
)
def test_a_token_is_one_who_asks_however_it_is_spelt(again: str) -> None:
    assert answered(limited(2), ["Bearer head.one.seal", again, "Bearer head.one.seal", again]) == 2


def test_made_up_tokens_do_not_get_round_the_limit_of_their_address() -> None:
    assert answered(limited(2), [f"Bearer made.up{number}.x" for number in range(30)]) == 20
    assert answered(limited(2), [f"Basic made-up-{number}" for number in range(30)]) == 2


@pytest.mark.parametrize(
    ("told", "lets"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"}, False),
        ({"Origin": "http://127.0.0.1"}, True),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("token", [False, True])
def test_a_token_stands_in_for_what_a_browser_tells_only_where_it_tells_nothing(
    told: dict[str, str], lets: bool, token: bool
) -> None:
    service = Guard(service_for().app, kept=f"{kept_at()}/", changes=True)
    # A proxy in front may make a token of a cookie, and so add one to what a page elsewhere has sent.
    headers = {"Host": "127.0.0.1", **told, **({"Authorization": "Bearer x"} if token else {})}
    answer = ask(service, "/sprak", "POST", headers=headers, form={"sprak": "nb"})
    refused = answer.status_code == 403 and answer.json()["code"] == "cross_site"
    assert refused is not (lets or (token and not told))


@pytest.mark.parametrize("length", ["1025", "99999999999999999999", "x", "-1", ""])
def test_more_than_is_taken_in_is_refused_before_it_is_read(length: str) -> None:
    service = Guard(service_for().app, f"{kept_at()}/", doors=Doors(largest=1024), changes=True)
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Length": length}
    answer = ask(service, "/sprak", "POST", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_behind_tls_every_answer_tells_the_browser_to_ask_in_no_other_way() -> None:
    behind, here = (
        create_service(
            samples(),
            LoopbackActor(actor(Role.ADVISER)),
            doors=Doors(hosts=["innenfor.example"], https=https),
        )
        for https in (True, False)
    )
    for address, host in (
        ("/", "innenfor.example"),
        ("/nowhere", "innenfor.example"),
        ("/", "elsewhere.example"),
    ):
        told = ask(behind, address, headers={"Host": host}).headers["strict-transport-security"]
        assert told == "max-age=31536000"
        assert "strict-transport-security" not in ask(here, address, headers={"Host": host}).headers
