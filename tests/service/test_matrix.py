"""Every route for every role, in her own office and in another, at her own firm and at another: what the one table
of access says, and nothing else. The matrix is made from the routes, so a new route is in it before it is finished.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select

from service.access import Action, Actor, Kind, Role, Thing, may
from service.actors import LoopbackActor
from service.app import create_app, create_service
from service.asking import Asks, AsksOfDesk, AsksOfFirm
from service.desk import Desk
from service.guard import Guard
from service.health import WITHOUT_A_NAME
from service.kept import KeptRounds
from service.statuses import Status
from service.store.decisions import By
from service.store.entries import Step, propose, step
from service.store.jobs import ask as ask_for
from service.store.jobs import cancel as stop_job
from service.store.tables.rounds import opening, person
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, NAME, NOW, clock, desk_of, kept_store
from tests.service.test_routes import asking, routes

HERE, ELSEWHERE = "steinkjer", "levanger"
OURS = {"Sec-Fetch-Site": "same-origin"}
FORM = {**OURS, "Content-Type": "application/x-www-form-urlencoded"}
ASKS_NOBODY: Final = {*WITHOUT_A_NAME, "/metrics"}
"""Routes that are nobody's in particular: whether it lives, and its figures, for named networks alone."""
CHANGES_NOTHING: Final = {"/sprak"}
"""What is sent to a route and changes nothing but what the browser itself keeps: the choice of language."""
TOO_FEW: Final = {"/api/v1/rounds/{round}/funnel"}
"""Routes that hold back the numbers of so small a round from those who do not see everybody."""


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
        with database.writing() as connection:
            who = connection.execute(select(person.c.key).where(person.c.id == one.candidate)).scalar_one()
            where = connection.execute(select(opening).where(opening.c.id == one.opening)).one()
            by = By(lead, NOW)
            entry = propose(connection, held.key or 0, where.key, who, by)
            for to in (Status.ASKED, Status.AGREED):
                entry = step(connection, entry.key, entry.version, Step(to=to), by)
            job = ask_for(connection, held.key or 0, "fill", "matrix", by="nav-1", at=NOW)
            stop_job(connection, job.key)  # what is over is followed for a moment alone
        yield Place(
            desk=desk_of(database),
            rounds=rounds,
            parts={
                "round": NAME,
                "opening": one.opening,
                "person": held.ref_of(one.candidate),
                "entry": str(entry.key),
                "part": "liker",
                "job": str(job.key),
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
        SERVICES[actor] = create_service(place.rounds, LoopbackActor(actor), (), place.desk)
    return SERVICES[actor]


def expected(actor: Actor, asks: Any, place: Place) -> bool:
    """Whether the table lets somebody do what a route asks, for the person, opening and entry of the address."""
    if asks.kind is Kind.SERVICE:
        return may(actor, asks.action, Thing(Kind.SERVICE))
    thing = Thing(asks.kind, HERE, agreed=True, firm=place.firm, showable=True)
    if isinstance(asks, AsksOfDesk | AsksOfFirm):
        own = [Thing(asks.kind, unit, firm=actor.firm, showable=True) for unit in actor.units]
        of_hers = any(may(actor, asks.action, one) for one in own)
        return of_hers and (actor.firm is not None or isinstance(asks, AsksOfDesk))
    # What is a firm's own is shown to it by routes of its own alone.
    return actor.role is not Role.EMPLOYER and may(actor, asks.action, thing)


def address(route: APIRoute, parts: dict[str, str]) -> str:
    return route.path_format.format_map(parts)


@pytest.mark.parametrize("name", NAMED)
def test_each_role_is_answered_as_the_table_says_and_no_other_way(name: str, place: Place) -> None:
    route, method = NAMED[name], methods(NAMED[name])[0]
    for actor in actors(place.firm):
        service = service_of(actor, place)
        headers = OURS if method == "GET" else FORM
        answer = ask(service, address(route, place.parts), method, headers=headers)
        allowed = expected(actor, question(route), place)
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


def test_what_changes_things_is_never_asked_by_reading() -> None:
    for route in NAMED.values():
        reads = set(methods(route)) <= {"GET", "HEAD"}
        assert reads or question(route).action is not Action.READ or route.path in CHANGES_NOTHING, route.path
        assert not reads or question(route).action in (Action.READ, Action.EDIT, Action.DECIDE), route.path
