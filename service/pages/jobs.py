"""Calculations of a round: asked for, followed step by step, stopped, and what came of them."""

from contextlib import suppress
from secrets import token_hex
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from matching.domain.errors import ErrorCode, InnenforError
from matching.wording import Words
from service.access import Action, Kind, Thing, may
from service.asked import JobKey, NotFound, OneKept
from service.asking import AsksOfKept
from service.door.forms import Form, FormFault
from service.door.problems import Refused, ServiceFault
from service.pages.dress import page, words
from service.pages.following import STREAM, Told, followed
from service.pages.frame import kept_frame
from service.pages.moments import told_moment, told_seconds
from service.pages.tables import Table
from service.planning import jobs
from service.planning.calculating import STEPS, Calculation, CalculationFault
from service.shown.addresses import jobs_page, round_page
from service.store.jobs import ATTEMPTS, Job, RunningFault, State
from service.store.plans import newest
from service.store.requests import OtherFault

PART: Final = "beregninger"
"""The end of the address of the part of a round these pages are."""
REFRESH: Final = 2
"""Seconds between two looks of a page without script at a job that is not over."""
REQUEST: Final = 16
"""Bytes of what makes a form that is sent twice one job."""
LONGEST: Final = 80
"""Characters of it."""

OfJobs = Annotated[OneKept, Depends(AsksOfKept(Kind.JOB, Action.READ))]
ToAsk = Annotated[OneKept, Depends(AsksOfKept(Kind.ROUND, Action.CALCULATE))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/beregninger")
def all_jobs(of: OfJobs) -> HTMLResponse:
    """The last calculations of a round, and a form to ask for one."""
    told, found = words(), jobs.last(of.desk, of.round.key)
    busy = next((one for one in found if not one.state.is_over), None)
    return page(
        "jobs.html",
        frame=kept_frame(of, told.say("jobs.title"), told, PART),
        table=_table(of, found, told),
        busy=jobs_page(of.round.id, busy.key) if busy else "",
        kinds=[(one, told.say(f"jobs.kind.{one}"), told.say(f"jobs.about.{one}")) for one in _kinds(of)],
        request=token_hex(REQUEST),
        closed=of.round.closed_at is not None,
        may_ask=_may_ask(of),
        address=jobs_page(of.round.id),
    )


@router.post("/runder/{round}/beregninger")
def ask(of: ToAsk, form: Form) -> Response:
    """A calculation asked for; where one is on already, that one is shown."""
    request = form.get("nokkel", "")
    if form.get("slag") not in set(Calculation) or not 0 < len(request) <= LONGEST:
        raise FormFault
    try:
        found = jobs.ask(of.desk, of.actor, of.round.key, Calculation(form["slag"]), request)
    except LookupError:
        raise NotFound from None
    except OtherFault:
        raise Refused(ServiceFault.OTHER_REQUEST) from None
    except CalculationFault:
        raise Refused(ServiceFault.CLOSED) from None
    except RunningFault as fault:
        found = fault.job
    return RedirectResponse(jobs_page(of.round.id, found.key), 303)


@router.get("/runder/{round}/beregninger/{job}")
def one_job(of: OfJobs, job: JobKey) -> HTMLResponse:
    """A calculation: who asked for it, how far it is, and what came of it."""
    told, found = words(), _there(of, job)
    return page(
        "job.html",
        frame=kept_frame(of, told.say("jobs.one.title", number=found.key), told, PART),
        rows=_rows(of, found, told),
        over=found.state.is_over,
        state=found.state,
        line=_line(found, told),
        steps=[told.say(f"jobs.step.{step}") for step in STEPS],
        tried=_tried(found, told),
        came=_came(found, told),
        refresh=REFRESH,
        may_stop=_may_ask(of) and not found.state.is_over and not found.cancel,
        to_plan=round_page(of.round.id, "forslag"),
        to_jobs=jobs_page(of.round.id),
        address=jobs_page(of.round.id, found.key),
    )


@router.post("/runder/{round}/beregninger/{job}/stopp")
def stop(of: ToAsk, job: JobKey) -> Response:
    """A calculation stopped."""
    if jobs.stop(of.desk, of.actor, of.round.key, job) is None:
        raise NotFound
    return RedirectResponse(jobs_page(of.round.id, job), 303)


@router.get("/runder/{round}/beregninger/{job}/hendelser")
def follow(of: OfJobs, job: JobKey) -> StreamingResponse:
    """A calculation followed: an event for each step, and one when it is over."""
    told = words()
    _there(of, job)

    def look() -> Told:
        found = jobs.one(of.desk, of.round.key, job)
        return Told(_line(found, told), found.state.is_over) if found else Told("", over=True)

    return StreamingResponse(followed(look), media_type=STREAM)


def _there(of: OneKept, key: int) -> Job:
    found = jobs.one(of.desk, of.round.key, key)
    if found is None:
        raise NotFound
    return found


def _may_ask(of: OneKept) -> bool:
    return may(of.actor, Action.CALCULATE, Thing(Kind.ROUND, of.round.unit))


def _kinds(of: OneKept) -> list[Calculation]:
    """What can be asked for: few changes only where there is a plan to change."""
    with of.desk.database.reading() as connection:
        there = newest(connection, of.round.key)
    return list(Calculation) if there else [Calculation.FILL]


def _table(of: OneKept, found: list[Job], words: Words) -> Table:
    rows = tuple(
        (
            (jobs_page(of.round.id, one.key), words.say("jobs.one.title", number=one.key)),
            words.say(f"jobs.kind.{one.kind}"),
            told_moment(one.asked_at, words),
            one.asked_by,
            words.say(f"jobs.state.{_shown(one)}"),
        )
        for one in found
    )
    return Table(words.headings("round_jobs"), rows)


def _rows(of: OneKept, one: Job, words: Words) -> list[tuple[str, str]]:
    took = (one.outcome or {}).get("seconds")
    rows = [
        (words.say("jobs.what"), words.say(f"jobs.kind.{one.kind}")),
        (words.say("jobs.asked"), told_moment(one.asked_at, words)),
        (words.say("jobs.asked_by"), one.asked_by),
        (words.say("jobs.state_now"), words.say(f"jobs.state.{_shown(one)}")),
    ]
    if one.stopped_by:
        rows.append((words.say("jobs.stopped_by"), one.stopped_by))
    if took is not None:
        rows.append((words.say("jobs.took"), told_seconds(took, words)))
    elif not one.state.is_over:
        waited = int((of.desk.clock() - one.asked_at).total_seconds())
        rows.append((words.say("jobs.waited"), told_seconds(waited, words)))
    return rows


def _shown(one: Job) -> str:
    return "stopping" if one.cancel and not one.state.is_over else one.state


def _line(one: Job, words: Words) -> str:
    """How far a job is, in a sentence."""
    if one.cancel and not one.state.is_over:
        return words.say("jobs.stopping")
    if one.state is State.RUNNING and one.step in STEPS:
        step = STEPS.index(one.step) + 1
        return words.say("jobs.way", step=step, of=len(STEPS), told=words.say(f"jobs.step.{one.step}"))
    return words.say(f"jobs.state.{one.state}")


def _tried(one: Job, words: Words) -> str:
    again = one.attempts > 1 and not one.state.is_over
    return words.say("jobs.tried", attempt=one.attempts, most=ATTEMPTS) if again else ""


def _came(one: Job, words: Words) -> list[str]:
    """What came of a job that is over."""
    told: dict[str, Any] = one.outcome or {}
    if not one.state.is_over:
        return []
    if one.state is State.DONE:
        changes = told.get("changes")
        more = [words.say("jobs.changes", changes=changes or None)] if changes is not None else []
        return [words.say("jobs.plan_made", plan=told["plan"]), *more]
    if one.state is State.CANCELLED:
        return [words.say("jobs.fault.stopped")]
    return [_mends(told, words)]


def _mends(told: dict[str, Any], words: Words) -> str:
    """What is wrong, and what mends it: as the core says it, where what is kept of it is enough for that."""
    code, facts = str(told.get("error", told.get("code"))), told.get("facts", {})
    with suppress(LookupError):
        return words.say(f"jobs.fault.{code}", **facts)
    with suppress(LookupError, ValueError):
        return words.error(InnenforError(ErrorCode(code), **facts))
    return words.say("jobs.fault.error")
