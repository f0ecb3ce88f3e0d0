"""Calculations somebody has asked for: each is done by one worker, and by another where that one is gone.

A worker holds a job for as long as its lease, and renews it while it works. Whoever takes a job over raises its
fence, and what a worker of an older fence has done is not kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from service.store.tables.records import job

LEASE: Final = timedelta(seconds=30)
ATTEMPTS: Final = 3
"""A job that three workers have died of is not given to a fourth."""


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Job:
    """A calculation (beregning) that somebody has asked for."""

    key: int
    round: int
    request: str
    kind: str
    state: State
    asked_by: str
    asked_at: datetime
    worker: str | None
    fence: int
    lease_until: datetime | None
    attempts: int
    step: str | None
    cancel: bool
    outcome: dict[str, Any] | None


class JobFault(Exception):
    """A job is no longer this worker's: another has it, or it is over."""


def ask(connection: Connection, round_key: int, kind: str, request: str, *, by: str, at: datetime) -> Job:
    """Ask for a calculation; asked for twice under one request it is one job."""
    values = {"round": round_key, "kind": kind, "request": request, "state": State.WAITING}
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(job).values(**values, asked_by=by, asked_at=at).on_conflict_do_nothing()
    )
    where = job.c.round == round_key, job.c.request == request
    return _job(connection.execute(select(job).where(*where)).one())


def take(connection: Connection, worker: str, *, at: datetime) -> Job | None:
    """The oldest job nobody works on, now this worker's; None where there is none."""
    _give_up(connection, at)
    free = or_(job.c.state == State.WAITING, and_(job.c.state == State.RUNNING, job.c.lease_until < at))
    wanted = select(job).where(free).order_by(job.c.key).limit(1).with_for_update(skip_locked=True)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    held = {"worker": worker, "fence": row.fence + 1, "attempts": row.attempts + 1, "lease_until": at + LEASE}
    connection.execute(update(job).where(job.c.key == row.key).values(**held, state=State.RUNNING, step=None))
    return read(connection, row.key)


def renew(connection: Connection, one: Job, *, at: datetime, step: str | None = None) -> bool:
    """The lease made longer, and how far the work has come; False where the job should be stopped.

    Raises:
        JobFault: the job is another's, or over.
    """
    _keep(connection, one, {"lease_until": at + LEASE, **({"step": step} if step else {})})
    found = read(connection, one.key)
    return not (found and found.cancel)


def finish(connection: Connection, one: Job, state: State, outcome: dict[str, Any] | None = None) -> None:
    """The end of a job, in the transaction that keeps what came of it.

    Raises:
        JobFault: the job is another's, or over; what came of it must not be kept.
    """
    _keep(connection, one, {"state": state, "outcome": outcome, "lease_until": None})


def cancel(connection: Connection, key: int) -> Job | None:
    """Ask that a job be stopped: one that waits is over at once, one that runs when its worker next renews."""
    of_it = job.c.key == key
    waits = and_(of_it, job.c.state == State.WAITING)
    connection.execute(update(job).where(waits).values(cancel=True, state=State.CANCELLED))
    connection.execute(update(job).where(of_it, job.c.state == State.RUNNING).values(cancel=True))
    return read(connection, key)


def read(connection: Connection, key: int) -> Job | None:
    """A job as it stands."""
    row = connection.execute(select(job).where(job.c.key == key)).one_or_none()
    return _job(row) if row else None


def _give_up(connection: Connection, at: datetime) -> None:
    """Jobs whose workers have died too often are over, and so are those that were to be stopped."""
    gone = and_(job.c.state == State.RUNNING, job.c.lease_until < at)
    connection.execute(update(job).where(gone, job.c.cancel).values(state=State.CANCELLED, lease_until=None))
    failed = {"state": State.FAILED, "lease_until": None, "outcome": {"code": "attempts"}}
    connection.execute(update(job).where(gone, job.c.attempts >= ATTEMPTS).values(failed))


def _keep(connection: Connection, one: Job, values: dict[str, Any]) -> None:
    mine = and_(job.c.key == one.key, job.c.fence == one.fence, job.c.state == State.RUNNING)
    if connection.execute(update(job).where(mine).values(values)).rowcount != 1:
        raise JobFault(one.key)


def _job(row: Row[Any]) -> Job:
    return Job(**{**row._asdict(), "state": State(row.state)})
