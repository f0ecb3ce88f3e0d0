"""A store that cannot be read, or written: what is told, and that it hinders nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.addresses import person_page
from service.shown.kept import KeptRounds, UnreadableRound
from service.store.database import Database
from service.store.tables.records import lookup
from service.store.tables.rounds import plan
from tests.service.asked import actor, ask
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, kept_store

API = f"/api/v1/rounds/{NAME}"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


def service(rounds: KeptRounds) -> Guard:
    lead = LoopbackActor(actor(Role.PROGRAMME_LEAD, ["steinkjer"]))
    return create_service(rounds, lead, desk_of(rounds.database))


@pytest.mark.parametrize("body", [b"no plan at all", b"", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_round_whose_plan_somebody_has_changed_is_told_as_such_and_hinders_nothing_else(
    rounds: KeptRounds, database: Database, body: bytes
) -> None:
    with database.writing() as connection:
        connection.execute(update(plan).values(body=body))
    with pytest.raises(UnreadableRound):
        rounds[NAME]
    page = ask(service(rounds), f"/runder/{NAME}")
    assert (page.status_code, "Runden kan ikke leses" in page.text) == (500, True)
    assert ask(service(rounds), API).json()["code"] == "unreadable"
    for address in ("/", "/programleder", f"/runder/{NAME}/grunnlag", "/api/v1/rounds"):
        assert ask(service(rounds), address).status_code == 200, address
    assert ask(service(rounds), "/api/v1/rounds").json() == []


def test_nobody_is_shown_where_the_disk_is_full_and_it_is_told_why(
    rounds: KeptRounds, database: Database
) -> None:
    held = rounds[NAME]
    who = person_page(held, held.plan.unassigned[0].candidate)
    with database.writing() as connection:
        # All that is written from here on would make the file of the store larger.
        connection.execute(text("PRAGMA max_page_count = 1"))
    for address in (who, f"{API}/people/{held.ref_of(held.plan.unassigned[0].candidate)}"):
        for _ in range(200):
            answer = ask(service(rounds), address)
            if answer.status_code != 200:
                break
        assert answer.status_code == 507, "no room is left after some displays"
        assert "Det er ikke plass til mer" in answer.text
    with database.reading() as connection:
        assert len(connection.execute(select(lookup)).all()) < 200
