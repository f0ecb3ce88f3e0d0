"""What is erased is counted first, goes wholly, and leaves everybody else as they were."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, func, insert, select, text, update

from service.statuses import Status
from service.store import lookups
from service.store.database import Database, Stores
from service.store.decisions import decisions, verify
from service.store.entries import propose
from service.store.erasure import (
    OF_ENTRY,
    OF_PERSON,
    OF_ROUND,
    erase_person,
    erase_round,
    of_person,
    of_round,
    rounds_due,
)
from service.store.identities import Identity, known_as, prepare, remember
from service.store.lookups import looked, looked_at
from service.store.rounds import decide, decided
from service.store.tables.base import metadata
from service.store.tables.identities import identity_metadata
from service.store.tables.lists import place
from service.store.tables.rounds import person, plan, round_, taking_part
from service.store.upgrade import upgrade
from tests.service.store.filled import AUGUST, BY, CONTACT, NOW, TODAY, UNIT, fill
from tests.service.store.test_entries import TO_A_CONTRACT, go

NAME = Identity("Ida Oppdiktet", "00000000")


@pytest.fixture(params=["together", "apart"])
def stores(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Iterator[Stores]:
    """A store in which the first person holds a place and the second is on a list, both in a plan."""
    apart = request.param == "apart"
    identities = Database.at(f"sqlite:///{tmp_path / 'identities.db'}") if apart else database
    prepare(identities)
    fill(database)
    stores = Stores(database, identities)
    with stores.writing() as (main, names):
        go(main, propose(main, 1, 1, 1, BY), *TO_A_CONTRACT)
        go(main, propose(main, 1, 2, 2, BY), Status.ASKED)
        values = {"round": 1, "number": 1, "revision": 0, "digest": "d", "body": b"x"}
        main.execute(insert(plan).values(**values, made_by="nav-1", made_at=NOW))
        remember(names, UNIT, "K-1", NAME)
        remember(names, UNIT, "K-2", NAME)
    yield stores
    identities.close()


def rows(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_every_table_that_names_a_person_or_a_round_is_counted() -> None:
    def naming(name: str) -> set[str]:
        return {
            table.name
            for table in metadata.tables.values()
            if any(key.column.table.name == name for key in table.foreign_keys)
        }

    assert naming("person") == {table.name for table in OF_PERSON}
    assert naming("round") == {table.name for table in OF_ROUND}
    # What hangs on these is reached through them.
    assert naming("entry") == {table.name for table in OF_ENTRY} | {"place"}
    assert naming("plan") == {"confirmation", "reservation"}


def test_what_goes_with_a_person_is_told_first(stores: Stores) -> None:
    with stores.main.reading() as connection:
        counts = of_person(connection, 1)
    told = {
        "taking_part": 1,
        "confirmation": 0,
        "reservation": 0,
        "entry": 1,
        "place": 1,
        "entry_event": 6,
        "checkin": 0,
        "plan": 1,
        "policy": 0,
        "draft": 0,
    }
    assert counts == told


def test_an_erased_person_is_gone_and_the_others_are_as_they_were(stores: Stores) -> None:
    with stores.writing() as (main, names):
        before, revision = of_person(main, 2), main.execute(select(round_.c.revision)).scalar_one()
        assert erase_person(main, names, 1, BY, expected=of_person(main, 1))
        after = of_person(main, 2)
        assert sum(of_person(main, 1).values()) == 0
        assert {**before, "plan": 0} == after
        assert main.execute(select(person.c.id).order_by(person.c.id)).scalars().all() == ["K-2", "K-3"]
        assert (known_as(names, UNIT, "K-1"), known_as(names, UNIT, "K-2")) == (None, NAME)
        assert main.execute(select(plan.c.digest, plan.c.body)).all() == [("d", None)]
        assert main.execute(select(round_.c.revision)).scalar_one() == revision + 1
        assert verify(main).broken_at is None


def test_no_trace_of_an_erased_person_is_left_in_any_cell(stores: Stores) -> None:
    with stores.writing() as (main, names):
        main.execute(update(person).where(person.c.key == 1).values(cells={"ferdigheter": "merkelappen"}))
        erase_person(main, names, 1, BY, expected=of_person(main, 1))
        for connection, tables in ((main, metadata.tables), (names, identity_metadata.tables)):
            for table in tables:
                told = str(connection.execute(text(f'SELECT * FROM "{table}"')).all())
                assert "K-1" not in told
                assert "merkelappen" not in told


def test_what_is_erased_is_overwritten_in_the_file_of_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    database = Database.at(f"sqlite:///{path}")
    upgrade(database)
    prepare(database)
    fill(database)
    for cells, found in (({"ferdigheter": "merkelappen" * 900}, True), (None, False)):
        with database.writing() as connection:
            if cells:
                connection.execute(update(person).where(person.c.key == 1).values(cells=cells))
            else:
                erase_person(connection, connection, 1, BY, expected=of_person(connection, 1))
        database.close()
        assert (b"merkelappen" in path.read_bytes()) is found
        assert [one.name for one in tmp_path.iterdir()] == ["store.db"]


def test_nothing_is_erased_where_more_would_go_than_was_told(stores: Stores) -> None:
    with stores.writing() as (main, names):
        expected = of_person(main, 1)
        propose(main, 1, 3, 1, BY)
        assert not erase_person(main, names, 1, BY, expected=expected)
        assert not erase_person(main, names, 99, BY, expected=of_person(main, 99))
        assert rows(main, person) == 3
        assert known_as(names, UNIT, "K-1") == NAME


def test_what_was_decided_about_an_erased_person_goes_too_and_her_key_is_given_to_nobody(
    stores: Stores,
) -> None:
    about = {
        "pins": [{"candidate": "K-3", "opening": "L-1", "reason": "om henne"}],
        "apart": [["K-3", "K-2"]],
    }
    others = {"candidate": "K-2", "opening": "L-1"}
    with stores.writing() as (main, names):
        decide(main, 1, {**about, "vetoes": [others]}, BY)
        assert of_person(main, 3)["policy"] == 1
        assert erase_person(main, names, 3, BY, expected=of_person(main, 3))
        assert decided(main, 1) == {"pins": [], "apart": [], "vetoes": [others]}
        values = {"unit": UNIT, "id": "K-9", "cells": {}}
        assert main.execute(insert(person).values(values).returning(person.c.key)).scalar_one() > 3


def test_a_seat_of_an_erased_person_is_free(stores: Stores) -> None:
    with stores.writing() as (main, names):
        erase_person(main, names, 1, BY, expected=of_person(main, 1))
        go(main, propose(main, 1, 1, 3, BY), *TO_A_CONTRACT)


def test_an_erased_round_takes_those_along_who_are_in_no_other(stores: Stores) -> None:
    with stores.writing() as (main, names):
        values = {"id": "vaar", "unit": UNIT, "name": "Vår", "synthetic": True}
        main.execute(insert(round_).values(**values, made_by="nav-1", made_at=NOW))
        main.execute(insert(taking_part).values(round=2, person=2))
        assert of_round(main, 1)["person"] == 2
        assert erase_round(main, names, 1, BY, expected=of_round(main, 1))
        assert main.execute(select(person.c.id)).scalars().all() == ["K-2"]
        assert (known_as(names, UNIT, "K-1"), known_as(names, UNIT, "K-2")) == (None, NAME)
        assert [rows(main, table) for table in OF_ROUND] == [1, 0, 0, 0, 0, 0, 0, 0]
        *_, last = decisions(main)
        assert (last.action, last.thing, last.facts["person"]) == ("erase", "round", 2)


def test_a_round_is_due_when_it_is_long_closed_and_nobody_of_it_holds_a_place(stores: Stores) -> None:
    soon, later = NOW + timedelta(days=1), AUGUST + timedelta(days=900)
    with stores.writing() as (main, _):
        assert rounds_due(main, closed_before=soon, ended_before=TODAY) == []
        main.execute(update(round_).values(closed_at=NOW))
        assert rounds_due(main, closed_before=soon, ended_before=later) == []
        main.execute(update(place).values(last=AUGUST))
        assert rounds_due(main, closed_before=soon, ended_before=AUGUST) == []
        assert rounds_due(main, closed_before=soon, ended_before=later) == [1]
        assert rounds_due(main, closed_before=NOW, ended_before=later) == []


def test_who_has_looked_is_hers_to_be_given_and_says_nothing_of_others(stores: Stores) -> None:
    with stores.writing() as (main, _):
        looked(main, CONTACT, "opening", [1, 2], at=NOW, round_key=1, opening=1)
        looked(main, CONTACT, "person", [2], at=NOW, round_key=1, denied=True)
        looked(main, CONTACT, "opening", [], at=NOW, round_key=1)
        hers = list(looked_at(main, 2))
        assert [(one.action, one.persons, one.denied) for one in hers] == [
            ("opening", (2,), False),
            ("person", (2,), True),
        ]
        assert len(list(looked_at(main, 1))) == 1
        assert lookups.drop(main, before=NOW) == 0
        assert lookups.drop(main, before=NOW + timedelta(seconds=1)) == 2
