"""Log lines are JSON of named fields, and no name, number or address of anybody gets into one."""

import io
import json
import logging
import re
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from service.access import Role
from service.app import create_app, create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.operating import logs
from service.shown.kept import KeptRounds
from tests.service.asked import CNC, actor, ask, service_for
from tests.service.planted import NAMES, NUMBERS, PLANTED, found_in
from tests.service.test_cli import PROGRAM, ROOT
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, kept_store

OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What a process would write to standard error while a test runs, at the level of detail it has in service."""
    stream = io.StringIO()
    handler, root, ours = logs.handler(stream), logging.getLogger(), logging.getLogger(logs.NAME)
    levels = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    ours.setLevel(logging.INFO)
    # A server another test has started with its usual settings writes by itself; the service gives it none.
    for name in ("uvicorn", "uvicorn.error"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        monkeypatch.setattr(logging.getLogger(name), "level", logging.NOTSET)
        monkeypatch.setattr(logging.getLogger(name), "disabled", False)
        logging.getLogger(name)._cache.clear()  # type: ignore[attr-defined]  # levels it has worked out before
    yield stream
    root.removeHandler(handler)
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_template_and_never_its_address(written: io.StringIO) -> None:
    ask(service_for(Role.ADVISER), f"/runder/{CNC}/kandidater/K01?antall=3")
    (line,) = lines(written)
    assert re.fullmatch(r"20\d\d-.*Z", str(line.pop("at")))
    assert isinstance(line.pop("milliseconds"), int)
    assert line == {
        "level": "info",
        "event": "request",
        "route": "/runder/{round}/kandidater/{person}",
        "method": "GET",
        "status": 200,
        "role": "adviser",
    }


@pytest.mark.parametrize(
    ("address", "method", "headers", "route", "status"),
    [
        ("/nowhere/K01", "GET", {}, "none", 404),
        ("/", "HEAD", {}, "/", 200),
        ("/", "BREW", {}, "none", 405),
        ("/", "GET", {"Host": "elsewhere.example"}, "none", 421),
        ("/static/0/own.css", "GET", {}, "none", 404),
    ],
)
def test_what_is_turned_away_is_a_line_too(
    written: io.StringIO, address: str, method: str, headers: dict[str, str], route: str, status: int
) -> None:
    ask(service_for(), address, method, headers=headers)
    (line,) = lines(written)
    assert (line["route"], line["status"]) == (route, status)
    assert line["method"] == ("OTHER" if method == "BREW" else method)


def test_somebody_nobody_knows_has_no_role_in_it(written: io.StringIO) -> None:
    ask(service_for(), "/", client=("192.0.2.7", 50000))
    assert "role" not in lines(written)[0]


async def broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError(f"{scope['path']} {scope['headers']}")


def test_a_fault_is_told_by_its_kind_and_place(written: io.StringIO) -> None:
    ask(Guard(broken, kept="/static/x/"), f"/runder/{NAMES[0]}")
    fault, request = lines(written)
    assert (fault["event"], fault["level"], fault["fault"]) == ("unforeseen", "error", "RuntimeError")
    assert str(fault["where"]).endswith("broken")
    assert (request["event"], request["status"]) == ("request", 500)


def test_a_library_is_named_and_what_it_says_is_not_told(written: io.StringIO) -> None:
    try:
        raise ValueError(NUMBERS[0])
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception for %s", NAMES[0])
    logging.getLogger(NAMES[1]).warning("as its own name")
    first, second = lines(written)
    assert {name: first[name] for name in ("event", "level", "logger", "fault")} == {
        "event": "other",
        "level": "error",
        "logger": "uvicorn.error",
        "fault": "ValueError",
    }
    assert "logger" not in second
    assert found_in(written.getvalue()) == []


def test_a_field_that_is_not_named_or_not_of_its_form_is_left_out() -> None:
    stray = {
        "route": f"/runder/{NUMBERS[0]}",
        "role": NAMES[0],
        "status": NUMBERS[0],
        "method": NAMES[0],
        "event": NAMES[0],
        "fault": "Fault: K-1",
        "person": NAMES[0],
        "milliseconds": NUMBERS[0],
        "level": "info",
    }
    assert logs.only_named(None, "", dict(stray)) == {"level": "info"}


def test_every_route_there_is_has_the_form_of_a_route() -> None:
    from tests.service.test_routes import routes

    # With a desk: the routes about kept rounds are among them.
    app = create_app({}, lambda request: None, desk=object())  # type: ignore[arg-type]  # never asked: its routes are read
    for route in routes(app):
        path = getattr(route, "path", "")
        assert path.startswith("/static/") or logs.FIELDS["route"].fullmatch(path), path


def ways_of_pages() -> list[Callable[[Guard, str], object]]:
    """Where a name or a number may stand in a request; {0} is it, as it is written in an address."""
    addresses = (
        "/{0}",
        "/runder/{0}",
        f"/runder/{CNC}/kandidater/{{0}}",
        f"/runder/{CNC}/lareplasser/{{0}}?antall={{0}}",
        f"/runder/{CNC}/lareplasser/L01?antall={{0}}",
        "/api/v1/rounds/{0}/people/{0}",
        f"/api/v1/rounds/{CNC}/people/{{0}}",
        f"/api/v1/rounds/{CNC}/pairs/{{0}}/L01",
        "/static/{0}/{0}.css",
        "/isready?{0}",
    )
    return [
        *(lambda service, one, at=at: ask(service, at.format(quote(one))) for at in addresses),
        lambda service, one: ask(service, "/", headers={"Cookie": quote(one), "User-Agent": quote(one)}),
        lambda service, one: ask(service, "/", headers={"Host": quote(one)}),
        lambda service, one: ask(service, "/", headers={"Authorization": f"Bearer {quote(one)}"}),
        lambda service, one: ask(service, "/", quote(one).replace("%", "")),
        lambda service, one: ask(Guard(broken, kept="/static/x/"), f"/{quote(one)}"),
        lambda service, one: logging.getLogger("sqlalchemy.engine").error("parameters: %s", one),
    ]


def test_nothing_planted_in_requests_and_errors_is_in_any_line(
    written: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    service, ways = service_for(), ways_of_pages()
    for number, one in enumerate(PLANTED):
        ways[number % len(ways)](service, one)
    assert len(lines(written)) >= len(PLANTED)
    assert found_in(written.getvalue()) == []
    ours = [record for record in caplog.records if record.name == logs.NAME]
    assert len(ours) > len(PLANTED) // 2
    assert found_in(" ".join(record.getMessage() for record in ours)) == []


def test_nothing_planted_in_forms_is_in_any_line(written: io.StringIO, tmp_path: Path) -> None:
    with kept_store(tmp_path) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        contact = LoopbackActor(actor(Role.MARKET_CONTACT, ["steinkjer"]))
        service = create_service(rounds, contact, desk_of(database))
        opening = rounds[NAME].plan.assignments[0].opening
        at = f"/runder/{NAME}/lareplasser/{opening}/liste"
        for one in PLANTED[::10]:
            ask(service, at, "POST", headers=OURS, form={"kandidat": one, "frist": one})
            ask(service, f"/runder/{NAME}/liste/1/steg", "POST", headers=OURS, form={"til": one, one: one})
    assert {line["method"] for line in lines(written)} == {"POST"}
    assert found_in(written.getvalue()) == []


def test_nothing_planted_is_written_by_a_real_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--minutes", "2"]
    errors = tmp_path / "stderr"
    with (
        errors.open("wb") as stderr,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True) as process,
    ):
        try:
            assert process.stdout
            address = str(process.stdout.readline()).split()[3]
            with httpx.Client(base_url=address, timeout=20) as browser:
                for one in PLANTED[::4]:
                    browser.get(f"runder/{CNC}/kandidater/{quote(one)}", params={"antall": one})
                    browser.get(f"api/v1/rounds/{quote(one)}", headers={"Referer": quote(one)})
                    browser.post(f"runder/{CNC}", data={one: one})
            for one in PLANTED[::50]:
                send_rubbish(address, one)
        finally:
            process.terminate()
            rest = process.communicate(timeout=20)[0]
    told = errors.read_text("utf-8")
    requests = [json.loads(line) for line in told.splitlines()]
    assert len([one for one in requests if one["event"] == "request"]) >= 3 * len(PLANTED[::4])
    assert found_in(told + rest) == []


def send_rubbish(address: str, planted: str) -> None:
    """Bytes that are no request, with something planted in them."""
    at = urlsplit(address)
    with socket.create_connection((at.hostname, at.port), timeout=5) as connection:
        connection.sendall(f"{planted} / {planted}\r\n{planted}\r\n\r\n".encode())
        connection.recv(100)


def test_what_is_planted_is_found_where_it_stands() -> None:
    assert len(set(PLANTED)) == 1000
    for one in PLANTED[::50]:
        assert found_in(json.dumps({"at": one})) == [one]


def test_warnings_of_libraries_go_the_same_way(written: io.StringIO) -> None:
    logging.captureWarnings(capture=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(NAMES[0], stacklevel=1)
    finally:
        logging.captureWarnings(capture=False)
    assert found_in(written.getvalue()) == []
