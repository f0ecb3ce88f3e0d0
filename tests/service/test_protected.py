"""People with an address restriction are nowhere: in no answer to any role, in no count, in no log."""

import logging
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from service.access import Role
from service.planning.calculating import calculate
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import propose
from service.store.hiding import hide
from service.store.tables.records import lookup
from service.store.tables.rounds import opening as opening_table
from service.store.tables.rounds import person, round_
from service.store.today import unasked
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.test_kept import BY, CATALOGUE, NAME, NOW, clock, desk_of, kept_store
from tests.service.test_matrix import FORM, NAMED, OURS, Place, address, agreed, service_of

PLANTED = 20
WORD = re.compile(r"[\w-]+")
"""A number of a person stands in a text as a word of its own: what is within another is not hers."""


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, dict[str, str]]]:
    """A round of ninety people, twenty of whom have got an address restriction; their ids, and their refs."""
    with kept_store(tmp_path_factory.mktemp("protected")) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        held = rounds[NAME]
        everybody = sorted(held.person_rows)
        gone = {one: held.ref_of(one) for one in everybody[:: len(everybody) // PLANTED][:PLANTED]}
        with database.writing() as connection:
            hide(connection, "steinkjer", {one.lower() for one in gone}, BY)
        calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
        held = rounds[NAME]
        here = next(one for one in held.plan.assignments if agreed(held, one.candidate))
        parts = {"round": NAME, "opening": here.opening, "person": held.ref_of(here.candidate)}
        yield Place(desk_of(database), rounds, {**OTHERS, **parts}, "", frozenset()), gone


OTHERS = dict.fromkeys(("entry", "job", "talk", "number", "before", "after"), "1")
OTHERS |= {"part": "liker", "list": "kandidater", "liste": "kandidater"}


def database_of(place: Place) -> Database:
    return place.desk.database


def test_they_are_in_no_answer_to_anybody_and_in_no_log(
    hidden: tuple[Place, dict[str, str]], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    place, gone = hidden
    theirs = {*gone, *gone.values()}
    assert all(WORD.fullmatch(one) for one in theirs)
    asked = 0
    with caplog.at_level(logging.DEBUG):
        for role in Role:
            service = service_of(somebody(role, ["steinkjer"]), place)
            for name, route in NAMED.items():
                method = name.partition(" ")[0]
                answer = ask(
                    service, address(route, place.parts), method, headers=OURS if method == "GET" else FORM
                )
                assert not theirs & set(WORD.findall(answer.text)), (name, role)
                asked += 1
    assert asked > 200
    assert not theirs & set(WORD.findall(caplog.text + "".join(capfd.readouterr())))


def test_they_are_in_no_count(hidden: tuple[Place, dict[str, str]]) -> None:
    place, gone = hidden
    for role in (Role.PROGRAMME_LEAD, Role.MARKET_CONTACT):
        service = service_of(somebody(role, ["steinkjer"]), place)
        told = ask(service, f"/api/v1/rounds/{NAME}").json()
        assert told["people"] == 90 - len(gone)
        assert told["proposals"] + told["left"] == 90 - len(gone)
        assert len(ask(service, f"/api/v1/rounds/{NAME}/people?limit=500").json()) == 90 - len(gone)


def test_the_pages_that_count_do_not_count_them(hidden: tuple[Place, dict[str, str]]) -> None:
    place, gone = hidden
    opening = place.parts["opening"]
    with database_of(place).writing() as connection:
        connection.execute(update(round_).values(closed_at=None))  # a route that was asked above closes it
        keys = [
            connection.execute(select(table.c.key).where(table.c.id == name)).scalar_one()
            for table, name in ((round_, NAME), (opening_table, opening))
        ]
        for who in connection.execute(select(person.c.key).where(person.c.id.in_(gone))).scalars().all():
            propose(connection, keys[0], keys[1], who, By(somebody(Role.MARKET_CONTACT, ["steinkjer"]), NOW))
    lead, contact = (
        service_of(somebody(role, ["steinkjer"]), place)
        for role in (Role.PROGRAMME_LEAD, Role.MARKET_CONTACT)
    )
    row = ask(lead, f"/runder/{NAME}/grunnlag").text.partition("<tbody")[2].partition("</tr>")[0]
    assert re.findall(r">\s*(\d+)\s*<", row) == [str(90 - len(gone))]
    with database_of(place).reading() as connection:
        found, _ = unasked(connection, somebody(Role.MARKET_CONTACT, ["steinkjer"]), [NAME], 500)
    assert {one.listed for one in found} == {0}
    told = ask(contact, f"/runder/{NAME}/lareplasser/{opening}/liste")
    assert told.status_code == 200
    assert "versjon" not in told.text


def test_what_stands_for_them_in_an_address_is_answered_as_nobody(
    hidden: tuple[Place, dict[str, str]],
) -> None:
    place, gone = hidden
    routes = [(name, route) for name, route in NAMED.items() if "{person}" in route.path]
    assert len(routes) > 4
    for role in (Role.PROGRAMME_LEAD, Role.MARKET_CONTACT, Role.ADVISER, Role.COUNTY):
        service = service_of(somebody(role, ["steinkjer"]), place)
        for name, route in routes:
            method = name.partition(" ")[0]
            headers = OURS if method == "GET" else FORM
            there, nowhere = (
                ask(service, address(route, {**place.parts, "person": who}), method, headers=headers)
                for who in (next(iter(gone.values())), "0123456789abcdef")
            )
            assert there.status_code == nowhere.status_code == 404, (name, role)
            assert there.content == nowhere.content


def test_they_can_be_put_on_no_list(hidden: tuple[Place, dict[str, str]]) -> None:
    place, gone = hidden
    service = service_of(somebody(Role.MARKET_CONTACT, ["steinkjer"]), place)
    entries = f"/api/v1/rounds/{NAME}/openings/{place.parts['opening']}/entries"
    for one in gone:
        assert ask(service, entries, "POST", headers=OURS, told={"candidate": one}).status_code == 404


def test_nobody_was_shown_them(hidden: tuple[Place, dict[str, str]]) -> None:
    place, gone = hidden
    with database_of(place).reading() as connection:
        keys = set(connection.execute(select(person.c.key).where(person.c.id.in_(gone))).scalars())
        shown = connection.execute(select(lookup.c.persons).where(~lookup.c.denied)).scalars()
        assert len(keys) == PLANTED
        assert not keys & {key for persons in shown for key in persons}
