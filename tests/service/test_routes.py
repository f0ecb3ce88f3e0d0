"""Every route takes an actor and asks whether she may; absent and not hers are one answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount

from service.access import Role
from service.app import create_app
from service.asking import Asks
from tests.service.asked import CNC, ask, samples, service_for

ROUND, API = f"/runder/{CNC}", f"/api/v1/rounds/{CNC}"
ADDRESSES = {
    "/": "service",
    "/komponenter": "service",
    ROUND: "round",
    f"{ROUND}/lareplasser": "opening",
    f"{ROUND}/lareplasser/L01": "opening",
    f"{ROUND}/kandidater/K01": "person",
    f"{ROUND}/lareplasser/L01/sammenlign?kandidat=K01&kandidat=K07": "person",
    f"{ROUND}/lareplasser/L08/hva-skal-til": "change",
    f"{ROUND}/kandidater/K07/hva-skal-til": "change",
    f"{ROUND}/forslag": "plan",
    f"{ROUND}/bevis": "proof",
    "/api/v1/openapi.json": "service",
    "/api/v1/rounds": "service",
    API: "round",
    f"{API}/openings": "opening",
    f"{API}/openings/L01": "opening",
    f"{API}/people": "person",
    f"{API}/people/K01": "person",
    f"{API}/openings/L08/why-empty": "change",
    f"{API}/people/K07/why-left": "change",
    f"{API}/pairs/K01/L01": "person",
    f"{API}/plan": "plan",
    f"{API}/funnel": "funnel",
    f"{API}/questions": "questions",
}
"""One address of each route, and the kind of thing it is about. K01 has said yes to joining the round, and so has
K07, who has no proposal; L08 has room left."""

SEEN = {
    "market_contact": "service round opening person plan questions proof funnel change",
    "adviser": "service round opening person plan questions proof funnel change",
    "programme_lead": "service round opening person plan questions proof funnel change",
    "county": "service round opening person plan questions proof",
    "training_partner": "service round opening person plan questions proof",
    "planner": "service round opening plan proof",
    "employer": "",
    "auditor": "service round opening person plan questions proof",
    "admin": "service round",
}
"""What each role reaches of them; the funnel of so small a round is for those who see everybody."""


def asking(dependant: Dependant) -> Iterator[object]:
    """What a route depends on, all the way down."""
    for one in dependant.dependencies:
        yield one.call
        yield from asking(one)


def asks(route: BaseRoute) -> bool:
    return isinstance(route, APIRoute) and any(isinstance(one, Asks) for one in asking(route.dependant))


def routes(app: FastAPI | APIRouter) -> Iterator[BaseRoute]:
    """Every route of an application, those of its routers and of theirs included."""
    for route in app.routes:
        router = getattr(route, "original_router", None)
        yield from routes(router) if router else [route]


APP = create_app({}, lambda request: None)


ASKS_NOBODY = {"/static", "/isalive", "/isready", "/metrics"}
"""The style sheets, and what a platform asks of a process: these tell of nobody, and there are no others."""


def silent(app: FastAPI) -> list[str]:
    """The routes of an application that do not ask; those of files without the hash in their address."""
    found = [route for route in routes(app) if not asks(route)]
    return [
        one.path.rpartition("/")[0] if isinstance(one, Mount) else str(getattr(one, "path", one))
        for one in found
    ]


def test_every_route_asks_but_those_for_the_style_sheets_and_the_platform() -> None:
    assert sorted(silent(APP)) == sorted(ASKS_NOBODY)


def test_a_route_that_does_not_ask_is_found() -> None:
    app = create_app({}, lambda request: None)
    router = APIRouter()
    router.get("/planted")(lambda: "nobody was asked")
    app.include_router(router)
    app.get("/planted-beside")(lambda: "nobody was asked")
    assert sorted(silent(app)) == sorted([*ASKS_NOBODY, "/planted", "/planted-beside"])


def test_every_route_one_can_read_has_an_address_here() -> None:
    paths = {
        route.path for route in routes(APP) if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    }
    assert len(paths - ASKS_NOBODY) == len(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_role_reaches_what_it_may(address: str) -> None:
    for role in Role:
        expected = 200 if ADDRESSES[address] in SEEN[role].split() else 404
        assert ask(service_for(role), address).status_code == expected, role


@pytest.mark.parametrize("address", [address for address in ADDRESSES if ADDRESSES[address] != "service"])
def test_what_is_not_yours_is_answered_as_what_is_not_there(address: str) -> None:
    lead, employer = service_for(Role.PROGRAMME_LEAD), service_for(Role.EMPLOYER)
    absent = ask(lead, address.replace(CNC, "no-such-round"))
    refused = ask(employer, address)
    assert (absent.status_code, absent.content) == (refused.status_code, refused.content)
    assert dict(absent.headers) == dict(refused.headers)


@pytest.mark.parametrize("address", [f"{ROUND}/kandidater/K02", f"{API}/people/K02", f"{API}/pairs/K02/L01"])
def test_a_person_who_is_not_there_is_answered_as_one_that_is_not_yours(address: str) -> None:
    planner, lead = service_for(Role.PLANNER), service_for(Role.PROGRAMME_LEAD)
    assert ask(planner, address).content == ask(lead, address.replace("K02", "K99")).content


def test_a_person_who_has_not_agreed_is_not_there_for_the_county() -> None:
    said_no = next(name for name, row in samples()[CNC].person_rows.items() if row_in_round(row) is False)
    assert ask(service_for(Role.COUNTY), f"{API}/people/{said_no}").status_code == 404
    assert ask(service_for(Role.ADVISER), f"{API}/people/{said_no}").status_code == 200


def row_in_round(row: int) -> bool | None:
    return samples()[CNC].cohort.people.candidate(row).in_round


def test_a_round_of_another_office_is_not_there() -> None:
    elsewhere = replace(samples()[CNC], unit="another office")
    service = service_for(Role.PROGRAMME_LEAD, [elsewhere])
    assert ask(service, "/api/v1/rounds").json() == []
    assert ask(service, API).status_code == 404
