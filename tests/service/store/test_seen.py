"""The condition of a query and the predicate say the same of everything there can be."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import insert, select

from service.access import Action, Actor, Kind, Role, Thing, may
from service.statuses import SHOWABLE, Status
from service.store.database import Database
from service.store.seen import THINGS, seen
from service.store.tables.lists import entry
from service.store.tables.rounds import on_offer, opening, person, round_, taking_part
from tests.service.store.filled import NOW

OFFICES, FIRMS = ("hers", "another"), ("Her firm", "Another firm")
STATUSES = (Status.PROPOSED, Status.AGREED, Status.WITHDRAWN)
Things = dict[tuple[Kind, int], Thing]


def everything(database: Database) -> Things:
    """A store with one thing of each sort, and what the predicate is told of each, by kind and key."""
    things: Things = {}
    with database.writing() as connection:
        for unit in OFFICES:
            values = {
                "id": unit,
                "unit": unit,
                "name": "R",
                "synthetic": True,
                "made_by": "x",
                "made_at": NOW,
            }
            at_round = connection.execute(insert(round_).values(values).returning(round_.c.key)).scalar_one()
            things[Kind.ROUND, at_round] = Thing(Kind.ROUND, unit)
            for firm in FIRMS:
                of = {"unit": unit, "id": f"{unit} {firm}", "firm": firm, "cells": {}, "tenths": 10}
                where = connection.execute(insert(opening).values(of).returning(opening.c.key)).scalar_one()
                connection.execute(insert(on_offer).values(round=at_round, opening=where))
                things[Kind.OPENING, where] = Thing(Kind.OPENING, unit, firm=firm)
            for joined, hidden in product((None, False, True), (False, True)):
                of = {"unit": unit, "id": f"{unit} {joined} {hidden}", "cells": {}, "hidden": hidden}
                who = connection.execute(insert(person).values(of).returning(person.c.key)).scalar_one()
                connection.execute(insert(taking_part).values(round=at_round, person=who, joined=joined))
                about = Thing(Kind.PERSON, unit, agreed=joined is True, hidden=hidden)
                things[Kind.PERSON, who] = about
                for (kind, where), of_firm in list(things.items()):
                    if kind is not Kind.OPENING or of_firm.unit != unit:
                        continue
                    status = STATUSES[(who + where) % len(STATUSES)]
                    of = {"round": at_round, "opening": where, "person": who, "status": status}
                    key = connection.execute(insert(entry).values(of).returning(entry.c.key)).scalar_one()
                    things[Kind.ENTRY, key] = replace(
                        about, kind=Kind.ENTRY, firm=of_firm.firm, showable=status in SHOWABLE
                    )
    return things


def actors() -> list[Actor]:
    offices = (frozenset({"hers"}), frozenset(OFFICES), frozenset[str]())
    return [
        Actor("x", "X", role, units, firm)
        for role, units, firm in product(Role, offices, (None, "Her firm", "No firm"))
    ]


@pytest.mark.parametrize("kind", THINGS)
def test_the_query_finds_what_the_predicate_allows_and_nothing_else(database: Database, kind: Kind) -> None:
    things = everything(database)
    of_kind = {key: thing for (other, key), thing in things.items() if other is kind}
    found_any = False
    with database.reading() as connection:
        assert set(connection.execute(THINGS[kind]).scalars()) == set(of_kind)
        for actor, action in product(actors(), Action):
            allowed = {key for key, thing in of_kind.items() if may(actor, action, thing)}
            assert set(connection.execute(seen(actor, action, kind)).scalars()) == allowed, (actor, action)
            found_any = found_any or bool(allowed)
    assert found_any


def test_nobody_with_an_address_restriction_is_found_by_anybody(database: Database) -> None:
    everything(database)
    with database.reading() as connection:
        hidden = set(connection.execute(select(person.c.key).where(person.c.hidden)).scalars())
        assert hidden
        for actor, action in product(actors(), Action):
            assert not hidden & set(connection.execute(seen(actor, action, Kind.PERSON)).scalars())
