"""A page that is rendered once is the one that would be rendered anew, whoever asks and whatever has changed."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.addresses import list_page, opening_page, person_page
from service.shown.answers import Answers
from service.shown.kept import KeptRounds
from service.store.database import Database
from tests.service.asked import actor, ask
from tests.service.at_desk import Desk
from tests.service.at_desk import desk as desk
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, kept_store

NUMBER = "01010112345"
"""Eleven digits, which no address repeats, and none of a person."""
ROLES = (
    Role.PROGRAMME_LEAD,
    Role.MARKET_CONTACT,
    Role.ADVISER,
    Role.COUNTY,
    Role.TRAINING_PARTNER,
    Role.PLANNER,
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


def service_over(rounds: KeptRounds, role: Role) -> Guard:
    return create_service(rounds, LoopbackActor(actor(role, ["steinkjer"])), desk=desk_of(rounds.database))


def addresses(rounds: KeptRounds) -> list[str]:
    held = rounds[NAME]
    one = held.plan.assignments[0]
    opening, person = opening_page(NAME, one.opening), person_page(held, one.candidate)
    return [
        f"/runder/{NAME}",
        f"/runder/{NAME}/lareplasser",
        f"/runder/{NAME}/lareplasser?kommune=steinkjer",
        opening,
        f"{opening}?antall=3",
        f"{opening}?sagt-ja=ja",
        f"{opening}?antall=2&tull={NUMBER}",
        f"/runder/{NAME}/lareplasser?fag=snekkerfaget&tull={NUMBER}",
        f"{person}?antall=1&tull={NUMBER}",
        person,
        f"{person}?antall=2",
        list_page(NAME, one.opening),
        f"/api/v1/rounds/{NAME}/openings/{one.opening}",
        f"/api/v1/rounds/{NAME}/people/{held.ref_of(one.candidate)}",
    ]


def test_what_is_answered_again_is_what_would_be_answered_anew_whoever_asked_before(
    rounds: KeptRounds,
) -> None:
    asked = [*product(addresses(rounds), ("nb",), ROLES), *product(addresses(rounds), ("nn",), ROLES[:2])]
    services = {role: service_over(rounds, role) for role in ROLES}
    found = {one: answered(services, one) for one in asked}
    assert {one: answered(services, one) for one in asked} == found, "now none is rendered for the first time"
    anew = {role: service_over(forgetful(rounds), role) for role in ROLES}
    assert {one: answered(anew, one) for one in asked} == found


def forgetful(rounds: KeptRounds) -> KeptRounds:
    """The same rounds, where no answer is held until the next question."""
    found = KeptRounds(rounds.database, CATALOGUE, clock)
    for name in ("answers", "pages"):
        object.__setattr__(found[NAME], name, Answers(0))
    return found


def answered(services: Mapping[Role, Guard], asked: tuple[str, str, Role]) -> tuple[int, bytes]:
    address, language, role = asked
    found = ask(services[role], address, headers={"cookie": f"innenfor-sprak={language}"})
    return found.status_code, found.content


def test_who_is_put_on_a_list_stands_so_on_pages_that_were_rendered_before(
    desk: Desk, rounds: KeptRounds
) -> None:
    contact = service_over(rounds, Role.MARKET_CONTACT)
    held = rounds[NAME]
    shown = opening_page(NAME, desk.opening), list_page(NAME, desk.opening)
    before = [ask(contact, address).text for address in shown]
    assert [ask(contact, address).text for address in shown] == before
    desk.put()
    after = [ask(contact, address).text for address in shown]
    assert rounds[NAME] is held, "the round itself is as it was"
    assert all(one != other for one, other in zip(before, after, strict=True))
