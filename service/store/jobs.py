"""Calculations somebody has asked for: each is done by one worker, and by another where that one is gone.

A worker holds a job for as long as its lease, and renews it while it works. Whoever takes a job over raises its
fence, and what a worker of an older fence has done is not kept; nor is what comes of a job somebody has stopped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, update

from service.store.requests import OtherFault, kept_as
from service.store.tables.records import job
from service.store.tables.rounds import round_

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

    @property
    def is_over(self) -> bool:
        """Nothing more comes of it."""
        return self not in OPEN


OPEN: Final = (State.WAITING, State.RUNNING)
_STOPPED: Final[Mapping[str, Any]] = {"state": State.CANCELLED, "lease_until": None}
_DIED_OF: Final[Mapping[str, Any]] = {
    "state": State.FAILED,
    "lease_until": None,
    "outcome": {"code": "attempts"},
}
_ANEW: Final[Mapping[str, Any]] = {"state": State.WAITING, "worker": None, "lease_until": None, "step": None}


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
    stopped_by: str | None
    """Who said it is to be stopped."""
    outcome: dict[str, Any] | None


class JobFault(Exception):
    """A job is no longer this worker's: another has it, it is over, or somebody has stopped it."""


class RunningFault(Exception):
    """A round is being calculated already; `job` is the one that does."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.key)
        self.job = job


def ask(connection: Connection, round_key: int, kind: str, request: str, *, by: str, at: datetime) -> Job:
    """Ask for a calculation; asked for twice under one request it is one job.

    Raises:
        RunningFault: the round has another job that is not over; what it gives is of the round as it stands then.
        LookupError, OtherFault: as `asked` does.
    """
    same = asked(connection, round_key, kind, request)
    if same:
        return same
    of_round = select(job).where(job.c.round == round_key)
    other = connection.execute(of_round.where(job.c.state.in_(OPEN)).limit(1)).one_or_none()
    if other:
        raise RunningFault(_job(other))
    values = {"round": round_key, "kind": kind, "request": kept_as(request), "state": State.WAITING}
    return _job(
        connection.execute(insert(job).values(**values, asked_by=by, asked_at=at).returning(job)).one()
    )


def asked(connection: Connection, round_key: int, kind: str, request: str) -> Job | None:
    """The job that was asked for under a request; None where none was, and none is until this transaction ends.

    Raises:
        LookupError: there is no such round any more.
        OtherFault: under that request another kind was asked for.
    """
    # The round's row is locked, so that two who ask at once follow one another.
    held = select(round_.c.key).where(round_.c.key == round_key).with_for_update()
    if connection.execute(held).one_or_none() is None:
        raise LookupError(round_key)
    there = select(job).where(job.c.round == round_key, job.c.request == kept_as(request))
    row = connection.execute(there).one_or_none()
    if row and row.kind != kind:
        raise OtherFault
    return _job(row) if row else None


def waits(connection: Connection, *, at: datetime) -> bool:
    """Whether there is a job nobody works on."""
    return connection.execute(select(job.c.key).where(_free(at)).limit(1)).one_or_none() is not None


def take(connection: Connection, worker: str, *, at: datetime) -> Job | None:
    """The oldest job nobody works on, now this worker's; None where there is none."""
    _give_up(connection, at)
    wanted = select(job).where(_free(at)).order_by(job.c.key).limit(1).with_for_update(skip_locked=True)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    held = {"worker": worker, "fence": row.fence + 1, "attempts": row.attempts + 1, "lease_until": at + LEASE}
    connection.execute(update(job).where(job.c.key == row.key).values(**held, state=State.RUNNING, step=None))
    return read(connection, row.key)


def renew(connection: Connection, one: Job, *, at: datetime, step: str | None = None) -> None:
    """The lease made longer, and how far the work has come.

    Raises:
        JobFault: the job is another's, over, or stopped.
    """
    _keep(connection, one, {"lease_until": at + LEASE, **({"step": step} if step else {})})


def finish(connection: Connection, one: Job, state: State, outcome: Mapping[str, Any] | None = None) -> None:
    """The end of a job, in the transaction that keeps what came of it.

    Raises:
        JobFault: the job is another's, over, or stopped; what came of it must not be kept.
    """
    _keep(connection, one, {"state": state, "outcome": outcome, "lease_until": None})


def give_back(connection: Connection, one: Job, *, died: bool) -> None:
    """A job let go of before its end: over where it was stopped or died too often, else another begins it anew.

    Raises:
        JobFault: the job is another's, or over.
    """
    now = connection.execute(select(job).where(_held_by(one)).with_for_update()).one_or_none()
    if now is None:
        raise JobFault(one.key)
    if now.cancel:
        values = _STOPPED
    elif died and now.attempts >= ATTEMPTS:
        values = _DIED_OF
    else:
        values = {**_ANEW, "attempts": now.attempts if died else now.attempts - 1}
    connection.execute(update(job).where(job.c.key == one.key).values(values))


def cancel(connection: Connection, key: int, *, by: str | None = None) -> Job | None:
    """Ask that a job be stopped: one that waits is over at once, one that runs when its worker next asks.

    From here on nothing that comes of it is kept. One that is over, or is to be stopped already, stays as it is.
    """
    there = select(job.c.state, job.c.cancel).where(job.c.key == key).with_for_update()
    found = connection.execute(there).one_or_none()
    if found and found.state in OPEN and not found.cancel:
        over = _STOPPED if found.state == State.WAITING else {}
        connection.execute(update(job).where(job.c.key == key).values(cancel=True, stopped_by=by, **over))
    return read(connection, key)


def read(connection: Connection, key: int) -> Job | None:
    """A job as it stands."""
    row = connection.execute(select(job).where(job.c.key == key)).one_or_none()
    return _job(row) if row else None


def jobs_of(connection: Connection, round_key: int, *, most: int) -> list[Job]:
    """The last jobs of a round, the newest first."""
    found = select(job).where(job.c.round == round_key).order_by(job.c.key.desc()).limit(most)
    return [_job(row) for row in connection.execute(found)]


def _free(at: datetime) -> ColumnElement[bool]:
    return or_(job.c.state == State.WAITING, and_(job.c.state == State.RUNNING, job.c.lease_until < at))


def _give_up(connection: Connection, at: datetime) -> None:
    """Jobs whose workers have died too often are over, and so are those that were to be stopped."""
    gone = and_(job.c.state == State.RUNNING, job.c.lease_until < at)
    connection.execute(update(job).where(gone, job.c.cancel).values(_STOPPED))
    connection.execute(update(job).where(gone, job.c.attempts >= ATTEMPTS).values(_DIED_OF))


def _held_by(one: Job) -> ColumnElement[bool]:
    return and_(job.c.key == one.key, job.c.fence == one.fence, job.c.state == State.RUNNING)


def _keep(connection: Connection, one: Job, values: Mapping[str, Any]) -> None:
    kept = update(job).where(_held_by(one), job.c.cancel.is_(False)).values(values)
    if connection.execute(kept).rowcount != 1:
        raise JobFault(one.key)


def _job(row: Row[Any]) -> Job:
    return Job(**{**row._asdict(), "state": State(row.state)})
