"""Calculations of a round for programs: asked for, looked at and stopped."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response

from service.access import Action, Kind
from service.api.costs import Shown
from service.api.faults import BEGUN, FAULTS
from service.asked import JobKey, NotFound, OneKept
from service.asking import AsksOfKept
from service.door.problems import Refused, ServiceFault
from service.planning import jobs
from service.planning.calculating import Calculation, CalculationFault
from service.shown.addresses import segment
from service.store.jobs import Job as KeptJob
from service.store.jobs import RunningFault, State
from service.store.requests import OtherFault

OfJobs = Annotated[OneKept, Depends(AsksOfKept(Kind.JOB, Action.READ))]
ToAsk = Annotated[OneKept, Depends(AsksOfKept(Kind.ROUND, Action.CALCULATE))]
Request = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=80,
        description="Names the request: asked for twice under one name it is one calculation.",
    ),
]

router = APIRouter(prefix="/api/v1", responses=FAULTS)


class Wanted(Shown):
    """A calculation to be done."""

    kind: Calculation = Calculation.FILL


class Job(Shown):
    """A calculation (beregning) of a round."""

    key: int
    kind: Calculation
    state: State
    step: str | None
    """What is done now, or was done last."""
    asked_by: str
    asked_at: datetime
    attempts: int
    """Workers that have begun it."""
    stopped: bool
    """Somebody has stopped it: nothing that comes of it is kept."""
    stopped_by: str | None
    plan: int | None
    """The number of the plan it made."""
    changes: int | None
    """How many have something else than in the plan before, where few changes were asked for."""
    fault: str | None
    """A code for why it failed."""


@router.post("/rounds/{round}/jobs", status_code=202, responses=BEGUN)
def ask(of: ToAsk, wanted: Wanted, request: Request, response: Response) -> Job:
    """A calculation asked for; its address is in Location."""
    try:
        found = jobs.ask(of.desk, of.actor, of.round.key, wanted.kind, request)
    except LookupError:
        raise NotFound from None
    except OtherFault:
        raise Refused(ServiceFault.OTHER_REQUEST) from None
    except CalculationFault:
        raise Refused(ServiceFault.CLOSED) from None
    except RunningFault:
        raise Refused(ServiceFault.RUNNING) from None
    response.headers["Location"] = f"{router.prefix}/rounds/{segment(of.round.id)}/jobs/{found.key}"
    return _job(found)


@router.get("/rounds/{round}/jobs")
def last(of: OfJobs) -> list[Job]:
    """The last calculations of a round, the newest first."""
    return [_job(one) for one in jobs.last(of.desk, of.round.key)]


@router.get("/rounds/{round}/jobs/{job}")
def one_job(of: OfJobs, job: JobKey) -> Job:
    """A calculation as it stands."""
    return _there(jobs.one(of.desk, of.round.key, job))


@router.post("/rounds/{round}/jobs/{job}/cancel")
def cancel(of: ToAsk, job: JobKey) -> Job:
    """A calculation stopped; one that is over stays as it is."""
    return _there(jobs.stop(of.desk, of.actor, of.round.key, job))


def _there(found: KeptJob | None) -> Job:
    if found is None:
        raise NotFound
    return _job(found)


def _job(one: KeptJob) -> Job:
    told = one.outcome or {}
    return Job(
        key=one.key,
        kind=Calculation(one.kind),
        state=one.state,
        step=one.step,
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        attempts=one.attempts,
        stopped=one.cancel,
        stopped_by=one.stopped_by,
        plan=told.get("plan"),
        changes=told.get("changes"),
        fault=told.get("error", told.get("code")),
    )
