"""The follow-up of a round, the talks of the week, and both as calendar files."""

from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from matching.wording import Words
from service.access import Action, Kind, Thing, may
from service.asked import OneDesk, OneKept
from service.asking import AsksOfDesk, AsksOfKept
from service.followup.calendars import CALENDAR, calendar
from service.followup.followed import Run, StillThere, due_talks, end_of_week, runs_of, still_there
from service.followup.following import interval
from service.operating.clock import Clock
from service.pages.dress import page, words
from service.pages.frame import bare_frame, kept_frame
from service.pages.tables import Cell
from service.shown.addresses import TALKS, followup_page
from service.shown.counts import LEAST
from service.store.followup import Followed, Talk

AHEAD: Final = timedelta(days=366)
"""How far ahead calendar files reach."""

OfRound = Annotated[OneKept, Depends(AsksOfKept(Kind.ROUND, Action.READ))]
OfEntries = Annotated[OneKept, Depends(AsksOfKept(Kind.ENTRY, Action.READ))]
AtWork = Annotated[OneDesk, Depends(AsksOfDesk(Kind.ENTRY, Action.READ))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/oppfolging")
def the_round(one: OfRound) -> HTMLResponse:
    """How many are still under way; and for those who may see them, who, how far and when they are talked with."""
    told = words()
    sees = may(one.actor, Action.READ, Thing(Kind.ENTRY, one.round.unit))
    runs = runs_of(one.actor, one.desk, one.round) if sees else []
    return page(
        "followup/round.html",
        frame=kept_frame(one, told.say("service.followup.title"), told, "oppfolging"),
        still=_still(still_there(one.actor, one.desk, one.round), told),
        sees=sees,
        rows=[_row(run, told) for run in runs],
        calendar=f"{followup_page(one.round.id)}/samtaler.ics",
        talks=TALKS,
    )


@router.get("/runder/{round}/oppfolging/samtaler.ics")
def calendar_of_round(one: OfEntries) -> Response:
    """The talks of a round that are due, as a calendar file."""
    until = one.desk.clock().date() + AHEAD
    return _file(one.desk.clock, due_talks(one.actor, one.desk, until, one.round))


@router.get(TALKS)
def the_week(one: AtWork) -> HTMLResponse:
    """The talks due this week, and those that should have been held."""
    told, today = words(), one.desk.clock().date()
    due = due_talks(one.actor, one.desk, end_of_week(today))
    late = [pair for pair in due if pair[1].due < today]
    return page(
        "followup/week.html",
        frame=bare_frame(told.say("followup.week.title"), told),
        late=[_talk(*pair, told) for pair in late],
        ahead=[_talk(*pair, told) for pair in due[len(late) :]],
        calendar=f"{TALKS}/kalender.ics",
    )


@router.get(f"{TALKS}/kalender.ics")
def calendar_of_all(one: AtWork) -> Response:
    """The talks that are due in all rounds, as a calendar file."""
    return _file(one.desk.clock, due_talks(one.actor, one.desk, one.desk.clock().date() + AHEAD))


def _file(clock: Clock, due: list[tuple[Followed, Talk]]) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="samtaler.ics"'}
    return Response(calendar(due, clock(), words()), media_type=CALENDAR, headers=headers)


def _still(found: StillThere | None, told: Words) -> tuple[str, ...]:
    if found is None:
        return (told.say("followup.still.hidden", least=LEAST),)
    if not found.begun:
        return (told.say("followup.still.nobody"),)
    low, high = interval(found.still, found.begun)
    return (
        told.say("followup.still.there", still=found.still, begun=found.begun),
        told.say("followup.still.interval", low=low, high=high),
    )


def _row(run: Run, told: Words) -> tuple[Cell, ...]:
    one, talk = run.of, run.next_talk
    return (
        (followup_page(one.round, one.key), one.candidate),
        f"{one.firm}\n{run.trade.label}",
        told.say(f"service.status.{one.status}"),
        told.say("followup.months", served=run.months, months=run.trade.months),
        told.date(run.end) if run.end else None,
        told.date(talk.due) if talk else None,
    )


def _talk(one: Followed, talk: Talk, told: Words) -> tuple[Cell, ...]:
    return (
        told.date(talk.due),
        (f"{followup_page(one.round, one.key)}#t{talk.key}", one.candidate),
        one.firm,
        told.say(f"service.status.{one.status}"),
    )
