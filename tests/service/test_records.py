"""Whoever is on a page or in an answer stands in the log of who has looked, written before it is sent."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.lookups import Lookup, looked_at
from service.store.tables.records import lookup
from service.store.tables.rounds import person
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, NAME, NOW, clock, desk_of
from tests.service.test_kept import database as database

PAGES, API = f"/runder/{NAME}", f"/api/v1/rounds/{NAME}"


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


def service(rounds: KeptRounds, role: Role = Role.MARKET_CONTACT, office: str = "steinkjer") -> Guard:
    actors = LoopbackActor(somebody(role, [office]))
    return create_service(rounds, actors, desk_of(rounds.database))


def logged(database: Database) -> Iterator[tuple[str, set[str], bool]]:
    """What was shown, the ids of those it was about, and whether it was denied."""
    with database.reading() as connection:
        ids = {row.key: row.id for row in connection.execute(select(person.c.key, person.c.id))}
        for row in connection.execute(select(lookup).order_by(lookup.c.key)):
            yield row.action, {ids[key] for key in row.persons}, row.denied


def addresses(rounds: KeptRounds) -> list[str]:
    """One of each route about a round, for a person with a proposal, one without, and an opening with room."""
    held, plan = rounds[NAME], rounds[NAME].plan
    proposed = plan.assignments[0]
    with_it, left = held.ref_of(proposed.candidate), held.ref_of(plan.unassigned[0].candidate)
    empty = plan.empty_seats[0].opening
    pages = ("", "/lareplasser", "/forslag", "/bevis")
    parts = ("", "/openings", "/people", "/plan", "/funnel", "/questions")
    return [
        "/",
        *(PAGES + part for part in pages),
        *(f"{PAGES}/lareplasser/{where}" for where in (proposed.opening, empty)),
        f"{PAGES}/lareplasser/{empty}/hva-skal-til",
        *(f"{PAGES}/kandidater/{who}" for who in (with_it, left)),
        f"{PAGES}/kandidater/{left}/hva-skal-til",
        *(API + part for part in parts),
        *(f"{API}/openings/{where}" for where in (proposed.opening, empty)),
        f"{API}/openings/{empty}/why-empty",
        *(f"{API}/people/{who}" for who in (with_it, left)),
        f"{API}/people/{left}/why-left",
        f"{API}/pairs/{left}/{proposed.opening}",
    ]


@pytest.mark.parametrize("role", [Role.MARKET_CONTACT, Role.COUNTY, Role.PLANNER])
def test_everybody_on_a_page_or_in_an_answer_is_in_the_log(
    rounds: KeptRounds, database: Database, role: Role
) -> None:
    known = set(rounds[NAME].person_rows)
    names = re.compile("|".join(rf"(?<![\\w-]){re.escape(one)}(?![\\w-])" for one in sorted(known)))
    shown_any = False
    for address in addresses(rounds):
        with database.writing() as connection:
            connection.execute(lookup.delete())
        answer = ask(service(rounds, role), address)
        shown = set(names.findall(answer.text)) if answer.status_code == 200 else set()
        kept = {one for _, persons, denied in logged(database) if not denied for one in persons}
        assert shown <= kept, address
        # What is in the log was there to be seen: no more is kept of anybody than happened.
        assert kept <= shown or not shown, address
        shown_any = shown_any or bool(shown)
    assert shown_any is (role is not Role.PLANNER)


def test_those_suggested_for_a_place_that_a_need_alone_speaks_of_are_in_the_log_too(
    rounds: KeptRounds, database: Database
) -> None:
    held = rounds[NAME]
    name = next(one for one in held.opening_rows if one not in held.opening_keys)
    for address in (f"{PAGES}/lareplasser/{name}", f"{API}/openings/{name}"):
        assert ask(service(rounds), address).status_code == 200
    with database.reading() as connection:
        assert [(row.action, row.opening) for row in connection.execute(select(lookup))] == [
            ("opening", None)
        ] * 2


def test_a_look_up_that_was_denied_is_kept_too(rounds: KeptRounds, database: Database) -> None:
    name = rounds[NAME].plan.unassigned[0].candidate
    ref = rounds[NAME].ref_of(name)
    for address in (f"{PAGES}/kandidater/{ref}", f"{API}/people/{ref}"):
        assert ask(service(rounds, office="levanger"), address).status_code == 404
    assert ask(service(rounds), f"{PAGES}/kandidater/NOBODY").status_code == 404
    assert list(logged(database)) == [("person", {name}, True)] * 2


def test_it_says_who_looked_as_what_and_when(rounds: KeptRounds, database: Database) -> None:
    name = rounds[NAME].plan.unassigned[0].candidate
    ask(service(rounds), f"{PAGES}/kandidater/{rounds[NAME].ref_of(name)}")
    with database.reading() as connection:
        key = connection.execute(select(person.c.key).where(person.c.id == name)).scalar_one()
        (found,) = looked_at(connection, key)
    asker = somebody(Role.MARKET_CONTACT)
    assert found == Lookup(
        at=NOW,
        actor=asker.id,
        role=asker.role,
        action="person",
        round=1,
        opening=None,
        persons=(key,),
        denied=False,
    )


def test_nothing_is_shown_that_could_not_be_kept(rounds: KeptRounds, database: Database) -> None:
    name = rounds[NAME].plan.unassigned[0].candidate
    with database.writing() as connection:
        connection.execute(text("DROP TABLE lookup"))
    answer = ask(service(rounds), f"{PAGES}/kandidater/{rounds[NAME].ref_of(name)}")
    assert answer.status_code == 500
    assert name not in answer.text


def test_a_page_without_persons_leaves_no_trace(rounds: KeptRounds, database: Database) -> None:
    for address in ("/", f"{PAGES}/lareplasser", f"{PAGES}/bevis", f"{API}/funnel"):
        assert ask(service(rounds), address).status_code == 200
    assert list(logged(database)) == []


def test_the_shipped_rounds_are_of_nobody_and_are_not_logged(tmp_path: Path) -> None:
    from tests.service.asked import CNC, samples

    empty = Database.at(f"sqlite:///{tmp_path / 'empty.db'}")
    shown = create_service(samples(), LoopbackActor(somebody(Role.MARKET_CONTACT)), desk_of(empty))
    assert ask(shown, f"/runder/{CNC}/kandidater/K01").status_code == 200
    with pytest.raises(OperationalError), empty.reading() as connection:
        connection.execute(select(lookup))
    empty.close()
