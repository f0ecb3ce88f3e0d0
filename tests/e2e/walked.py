"""Somebody walks from link to link through the service; out come the pages she finds, one of each kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from service.access import Role
from service.app import create_app
from service.door.guard import Guard
from service.shown.addresses import COMPONENTS, ROUNDS
from service.statuses import Status
from tests.service.asked import ask
from tests.service.standing import AtWork
from tests.service.test_routes import routes

LINK: Final = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
ROLES: Final = (
    Role.MARKET_CONTACT,
    Role.PROGRAMME_LEAD,
    Role.ADVISER,
    Role.COUNTY,
    Role.PLANNER,
    Role.AUDITOR,
)
"""Those who work in the service, those who see most first."""


@dataclass(frozen=True)
class Found:
    """A page somebody came to."""

    role: Role
    address: str
    path: str
    """The path of its route: its kind."""


def peopled(work: AtWork) -> None:
    """People as far on the list of the opening as somebody can be, so that each state has its page."""
    ways = (Status.STARTED, Status.MEETING, Status.AGREED, Status.PROPOSED)
    for status, candidate in zip(ways, (work.candidate, *work.people), strict=False):
        work.at(status, candidate)


def walk(service: Guard, app: FastAPI, role: Role, *begin: str) -> Iterator[Found]:
    """Every kind of page one comes to from some, the first of each kind; what cannot be shown is an error."""
    paths = {
        route.path: route
        for route in routes(app)
        if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    }
    waiting = list(begin)
    seen: set[str] = set()
    whence: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        path = next(
            (path for path, one in paths.items() if one.path_regex.match(address.partition("?")[0])), ""
        )
        if path in seen:
            continue
        seen.add(path)
        answer = ask(service, address)
        assert answer.status_code == 200 or address in begin, (role, address, whence.get(address))
        if answer.status_code != 200 or not answer.headers["content-type"].startswith("text/html"):
            continue
        yield Found(role, address, path)
        links = [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]
        whence |= {link: address for link in links if link not in whence}
        waiting += links


def found(work: AtWork) -> list[tuple[Guard, list[Found]]]:
    """For each role its service, and the kinds of page nobody before it came to."""
    told: list[tuple[Guard, list[Found]]] = []
    known: set[str] = set()
    for role in ROLES:
        at_work = AtWork(work.database, role)
        app = create_app(at_work.rounds, lambda request: None, at_work.desk)
        begin = (f"{work.page}/liste", work.page, ROUNDS, COMPONENTS)
        pages = [one for one in walk(at_work.service, app, role, *begin) if one.path not in known]
        known |= {one.path for one in pages}
        told.append((at_work.service, pages))
    return told
