"""Calculations of a kept round as somebody asks for them, looks at them and stops them, each in one transaction."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from service.access import Actor
from service.desk import Desk
from service.planning.calculating import Calculation, CalculationFault
from service.store import jobs
from service.store.decisions import By, Fact, record
from service.store.jobs import Job
from service.store.rounds import is_open, read

SHOWN: Final = 20
"""Jobs of a round that are shown: the last."""


def ask(desk: Desk, actor: Actor, round_key: int, calculation: Calculation, request: str) -> Job:
    """A calculation asked for; asked for twice under one request it is one job.

    Raises:
        CalculationFault: `closed`: the round is.
        LookupError, OtherFault, RunningFault: as the store says.
    """
    by = desk.by(actor)
    with desk.database.writing() as connection:
        same = jobs.asked(connection, round_key, calculation, request)
        if same:
            return same
        if not is_open(connection, round_key):
            raise CalculationFault("closed")
        found = jobs.ask(connection, round_key, calculation, request, by=actor.id, at=by.at)
        _record(connection, found, by, "calculate", {"kind": found.kind})
    return found


def stop(desk: Desk, actor: Actor, round_key: int, key: int) -> Job | None:
    """A job of a round stopped: from here on nothing that comes of it is kept. None where there is none."""
    with desk.database.writing() as connection:
        found = jobs.read(connection, key)
        if found is None or found.round != round_key:
            return None
        stopped = jobs.cancel(connection, key, by=actor.id)
        if stopped and stopped.cancel and not found.cancel:
            _record(connection, stopped, desk.by(actor), "stop", {})
        return stopped


def _record(connection: Connection, one: Job, by: By, action: str, facts: Mapping[str, Fact]) -> None:
    of = read(connection, one.round)
    unit = of.unit if of else None
    record(connection, by.decided(action, "job", one.key, unit=unit, facts=facts))


def one(desk: Desk, round_key: int, key: int) -> Job | None:
    """A job of a round as it stands; None where there is none."""
    with desk.database.reading() as connection:
        found = jobs.read(connection, key)
    return found if found and found.round == round_key else None


def last(desk: Desk, round_key: int) -> list[Job]:
    """The last jobs of a round, the newest first."""
    with desk.database.reading() as connection:
        return jobs.jobs_of(connection, round_key, most=SHOWN)
