"""Calculations of a kept round as somebody asks for them, looks at them and stops them, each in one transaction."""

from typing import Final

from service.access import Actor
from service.calculating import Calculation
from service.desk import Desk
from service.store import jobs
from service.store.jobs import Job

SHOWN: Final = 20
"""Jobs of a round that are shown: the last."""


def ask(desk: Desk, actor: Actor, round_key: int, calculation: Calculation, request: str) -> Job:
    """A calculation asked for; asked for twice under one request it is one job.

    Raises:
        RunningFault: the round is being calculated already.
    """
    with desk.database.writing() as connection:
        return jobs.ask(connection, round_key, calculation, request, by=actor.id, at=desk.clock())


def stop(desk: Desk, round_key: int, key: int) -> Job | None:
    """A job of a round stopped: from here on nothing that comes of it is kept. None where there is none."""
    with desk.database.writing() as connection:
        found = jobs.read(connection, key)
        return jobs.cancel(connection, key) if found and found.round == round_key else None


def one(desk: Desk, round_key: int, key: int) -> Job | None:
    """A job of a round as it stands; None where there is none."""
    with desk.database.reading() as connection:
        found = jobs.read(connection, key)
    return found if found and found.round == round_key else None


def last(desk: Desk, round_key: int) -> list[Job]:
    """The last jobs of a round, the newest first."""
    with desk.database.reading() as connection:
        return jobs.jobs_of(connection, round_key, most=SHOWN)
