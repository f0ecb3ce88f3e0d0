"""A store with one round in it: some people, some openings, nobody on any list yet."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, insert

from service.access import Actor, Role
from service.store.database import Database
from service.store.decisions import By
from service.store.tables.rounds import on_offer, opening, person, round_, taking_part

UNIT = "steinkjer"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY, AUGUST = date(2026, 11, 22), date(2027, 8, 1)
CONTACT = Actor("nav-7", "Marte", Role.MARKET_CONTACT, frozenset({UNIT}))
BY = By(CONTACT, NOW)


def fill(database: Database, *, people: int = 3, openings: int = 3, tenths: int = 10) -> None:
    """A round with so many people and openings, in an empty store, so that their keys are counted from 1."""
    with database.writing() as connection:
        _round(connection)
        for key in range(1, people + 1):
            connection.execute(insert(person).values(unit=UNIT, id=f"K-{key}", cells={}))
            connection.execute(insert(taking_part).values(round=1, person=key))
        for key in range(1, openings + 1):
            values = {"unit": UNIT, "id": f"L-{key}", "firm": f"Bedrift {key}", "cells": {}}
            connection.execute(insert(opening).values(**values, tenths=tenths))
            connection.execute(insert(on_offer).values(round=1, opening=key))


def _round(connection: Connection) -> None:
    connection.execute(
        insert(round_).values(
            id="host", unit=UNIT, name="H\u00f8st", synthetic=True, made_by="nav-1", made_at=NOW
        )
    )
