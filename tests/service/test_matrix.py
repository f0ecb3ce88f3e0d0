"""Every route for every role, in her own office and in another, at her own firm and at another: what the one table
of access says, and nothing else. The matrix is made from the routes, so a new route is in it before it is finished.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select, update

from service.access import Action, Actor, Kind, Role, Thing, may
from service.app import create_app, create_service
from service.asking import Asks, AsksOfDesk, AsksOfFirm
from service.desk import Desk
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.listing import lists
from service.operating.health import WITHOUT_A_NAME
from service.planning.calculating import calculate
from service.shown.kept import KeptRounds
from service.shown.sight import Sight
from service.statuses import Status
from service.store import drafts
from service.store.decisions import By
from service.store.entries import Place as Held
from service.store.entries import Step
from service.store.jobs import ask as ask_for
from service.store.jobs import cancel as stop_job
from service.store.tables.base import metadata
from service.store.tables.lists import checkin
from service.store.tables.rounds import opening, round_
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, NAME, NOW, clock, desk_of, kept_store
from tests.service.test_routes import asking, routes

HERE, ELSEWHERE = "steinkjer", "levanger"
OURS = {"Sec-Fetch-Site": "same-origin"}
FORM = {**OURS, "Content-Type": "application/x-www-form-urlencoded"}
ASKS_NOBODY: Final = {*WITHOUT_A_NAME, "/metrics"}
"""Routes that are nobody's in particular: whether it lives, and its figures, for named networks alone."""
CHANGES_NOTHING: Final = {"/sprak", "/oppslag"}
"""What is sent to a route and changes nothing in the store: the choice of language, which the browser itself keeps,
and whose look-ups are asked for, so that her id stands in no address."""
TOO_FEW: Final = {"/api/v1/rounds/{round}/funnel"}
"""Routes that hold back the numbers of so small a round from those who do not see everybody."""
COMPARES: Final = "/runder/{round}/lareplasser/{opening}/sammenlign"
"""A route that tells of nobody before its query names whom."""

TO_A_PLACE: Final = (
    Step(to=Status.ASKED),
    Step(to=Status.AGREED),
    Step(to=Status.MEETING),
    Step(to=Status.OFFERED),
    Step(to=Status.CONTRACT, place=Held(percent=100, first=date(2026, 11, 1))),
    Step(to=Status.STARTED),
)
PERSONS_ONLY: Final = (
    "/runder/{round}/motevisning",
    "/runder/{round}/forslag.xlsx",
    "/runder/{round}/forslag.csv",
    "/runder/{round}/forslag/{number}",
    "/runder/{round}/forslag/{number}/brev",
)
"""Routes about the proposals of a plan one by one: they are about persons, so for those who see some."""


@dataclass(frozen=True)
class Place:
    """A store with somebody on a list, and what stands for each part of an address."""

    desk: Desk
    rounds: KeptRounds
    parts: dict[str, str]
    firm: str
    kept_back: frozenset[str]
    """What nobody of another office may be told: ids of people and openings, firms, the name of the round."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with kept_store(tmp_path_factory.mktemp("matrix")) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        held = rounds[NAME]
        lead = Actor("nav-1", "Kari", Role.PROGRAMME_LEAD, frozenset({HERE}))
        one = next(pair for pair in held.plan.assignments if agreed(held, pair.candidate))
        desk = desk_of(database)
        (put,) = lists.propose(Sight(lead, held, desk), one.opening, [one.candidate])
        for version, wanted in enumerate(TO_A_PLACE, 1):
            lists.step(Sight(lead, held, desk), put.key, version, wanted)
        calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
        held = rounds[NAME]
        with database.writing() as connection:
            where = connection.execute(select(opening).where(opening.c.id == one.opening)).one()
            talk = connection.execute(select(checkin.c.key).limit(1)).scalar_one()
            job = ask_for(connection, held.key or 0, "fill", "matrix", by="nav-1", at=NOW)
            stop_job(connection, job.key)  # what is over is followed for a moment alone
        yield Place(
            desk=desk,
            rounds=rounds,
            parts={
                "round": NAME,
                "opening": one.opening,
                "person": held.ref_of(one.candidate),
                "entry": str(put.key),
                "talk": str(talk),
                "part": "liker",
                "job": str(job.key),
                "number": "1",
                "before": "1",
                "after": "2",
                "list": "kandidater",
                "liste": "kandidater",
            },
            firm=where.firm,
            kept_back=frozenset({*held.person_rows, where.firm, held.name}),
        )


def agreed(held: Any, name: str) -> bool:
    return name in held.target_group and held.cohort.people.candidate(held.person_rows[name]).in_round is True


APP = create_app({}, lambda request: None, desk=object())  # type: ignore[arg-type]  # never asked: its routes are read
ROUTES = [one for one in routes(APP) if isinstance(one, APIRoute)]


def question(route: APIRoute) -> Any:
    found = [one for one in asking(route.dependant) if isinstance(one, Asks)]
    return found[0] if found else None


def methods(route: APIRoute) -> list[str]:
    return sorted(route.methods or ())


NAMED = {f"{'/'.join(methods(one))} {one.path}": one for one in ROUTES if question(one)}


def test_every_route_asks_but_those_that_are_named_here() -> None:
    assert {one.path for one in ROUTES if not question(one)} == ASKS_NOBODY


def actors(firm: str) -> Iterator[Actor]:
    for role in Role:
        for unit in (HERE, ELSEWHERE):
            for at in (firm, "Another firm AS") if role is Role.EMPLOYER else (None,):
                yield Actor(f"x-{role}", role, role, frozenset({unit}), at)


SERVICES: dict[Actor, Guard] = {}


def service_of(actor: Actor, place: Place) -> Guard:
    """The service as somebody meets it, made once."""
    if actor not in SERVICES:
        SERVICES[actor] = create_service(place.rounds, LoopbackActor(actor), place.desk)
    return SERVICES[actor]


def bring(place: Place) -> None:
    """A list that was brought, there for whoever asks next: one of the routes throws it away."""
    rows = [["1", "kandidatnummer", "kommune"], ["2", "K01", "5006 Steinkjer"]]
    lead = Actor("nav-1", "Kari", Role.PROGRAMME_LEAD, frozenset({HERE}))
    with place.desk.database.writing() as connection:
        drafts.put(connection, place.rounds[NAME].key or 0, "kandidater", rows, By(lead, NOW))


def expected(actor: Actor, asks: Any, place: Place, path: str) -> bool:
    """Whether the table lets somebody do what a route asks, for the person, opening and entry of the address."""
    if asks.kind in (Kind.SERVICE, Kind.LANGUAGE):
        return may(actor, asks.action, Thing(asks.kind))
    thing = Thing(asks.kind, HERE, agreed=True, firm=place.firm, showable=True)
    if isinstance(asks, AsksOfDesk):
        return any(may(actor, asks.action, Thing(asks.kind, unit)) for unit in actor.units)
    if isinstance(asks, AsksOfFirm):
        at = place.firm if "{opening}" in path else actor.firm
        return actor.firm is not None and any(
            may(
                actor,
                asks.action,
                Thing(asks.kind, HERE if "{opening}" in path else unit, firm=at, showable=True),
            )
            for unit in actor.units
        )
    if path in PERSONS_ONLY and not may(actor, Action.READ, Thing(Kind.PERSON, HERE, agreed=True)):
        return False
    # What is a firm's own is shown to it by routes of its own alone.
    return actor.role is not Role.EMPLOYER and may(actor, asks.action, thing)


def address(route: APIRoute, parts: dict[str, str]) -> str:
    return route.path_format.format_map(parts)


def kept(place: Place) -> dict[str, list[Any]]:
    """Everything in the store but who has looked."""
    tables = [table for table in metadata.sorted_tables if table.name != "lookup"]
    with place.desk.database.reading() as connection:
        return {table.name: list(connection.execute(select(table))) for table in tables}


@pytest.mark.parametrize("name", NAMED)
def test_each_role_is_answered_as_the_table_says_and_no_other_way(name: str, place: Place) -> None:
    route, method = NAMED[name], methods(NAMED[name])[0]
    with place.desk.database.writing() as connection:
        connection.execute(update(round_).values(closed_at=None))  # one of the routes closes it
    bring(place)
    before, read = kept(place), False
    for actor in actors(place.firm):
        service = service_of(actor, place)
        headers = OURS if method == "GET" else FORM
        if "{liste}" in route.path and method != "GET":
            bring(place)
        answer = ask(service, address(route, place.parts), method, headers=headers)
        read |= answer.status_code == 200
        allowed = expected(actor, question(route), place, route.path)
        case = (method, route.path, actor.role, sorted(actor.units), actor.firm, answer.status_code)
        assert answer.status_code < 500, case
        if not (allowed and route.path in TOO_FEW):
            assert (answer.status_code != 404) is allowed, case
        if ELSEWHERE in actor.units:
            assert not [one for one in place.kept_back if one in answer.text and len(one) > 3], case
            assert place.parts["person"] not in answer.text, case
        if not allowed:
            nowhere = address(route, {**place.parts, "round": "no-such-round"})
            absent = ask(service, nowhere, method, headers=headers)
            assert (absent.status_code, absent.content) == (answer.status_code, answer.content), case
    if method == "GET":
        assert read or route.path == COMPARES, "somebody is shown what may be read"
        assert kept(place) == before, "reading changes nothing but who has looked"


def test_what_changes_things_asks_for_more_than_reading() -> None:
    for route in NAMED.values():
        reads = set(methods(route)) <= {"GET", "HEAD"}
        assert reads or question(route).action is not Action.READ or route.path in CHANGES_NOTHING, route.path
