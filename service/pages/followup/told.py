"""How one person's way is told on its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from matching.wording import Words
from service.access import Action, Kind, Thing, may
from service.asked import OneKept
from service.followup.followed import Run, run_of
from service.followup.following import Span
from service.followup.moving import openings_beside
from service.pages.dress import page, words
from service.pages.frame import kept_frame
from service.pages.known import Rows
from service.shown.addresses import followup_page, list_page, round_page
from service.statuses import HOLDING, Ending, Outcome, Side, Status, steps
from service.store.followup import TALKED_WITH, Talk
from service.store.identities import Identity

OF_ITS_OWN = ("version", "step", "reason", "place", "last", "taken", "nothing", "gone", "twice", "reserved")
"""Faults that are told as on lists."""


@dataclass(frozen=True)
class TalkTold:
    """A talk as the page shows it."""

    key: int
    due: str
    done: str
    outcome: str
    told: str
    is_done: bool
    is_late: bool


@dataclass(frozen=True)
class Talks:
    """The talks that were held, are late or come next; and those after them."""

    near: list[TalkTold]
    later: list[TalkTold]


@dataclass(frozen=True)
class Reach:
    """Whom to reach on one side."""

    side: str
    title: str
    name: str
    phone: str


def run_page(one: OneKept, key: int, status: int = 200, fault: str | None = None) -> HTMLResponse:
    """The page of one person's way, with what was wrong where something was.

    Raises:
        NotHers: it is not the actor's to see.
    """
    told, today = words(), one.desk.clock().date()
    run, known = run_of(one.actor, one.desk, one.round, key)
    of = run.of
    able = steps(of.status) if may(one.actor, Action.STEP, Thing(Kind.ENTRY, one.round.unit)) else ()
    around = kept_frame(one, told.say("followup.run.title", candidate=of.candidate), told, "oppfolging")
    to_list = (list_page(one.round.id, of.place), told.say("service.list.title", opening=of.place))
    lists = round_page(one.round.id, "lareplasser") in dict(around.parts)  # or else there is no plan
    return page(
        "followup/run.html",
        status,
        frame=around,
        fault=fault and _fault(fault, told),
        back=(
            (followup_page(one.round.id), told.say("service.followup.title")),
            *((to_list,) if lists else ()),
        ),
        standing=told.say(f"service.status.{of.status}"),
        rows=_rows(run, told),
        places=[_place(span, told) for span in run.spans],
        run=run,
        able=able,
        may_step=may(one.actor, Action.STEP, Thing(Kind.ENTRY, one.round.unit)),
        holds=of.status in HOLDING,
        is_talked_with=of.status in TALKED_WITH,
        goes_back=of.version > 1 and of.status is not Status.CONTRACT,
        address=followup_page(one.round.id, key),
        talks=_talks(run, today.isoformat(), told),
        outcomes=[(outcome, told.say(f"followup.outcome.{outcome}")) for outcome in Outcome],
        reasons=[(reason, told.say(f"service.ending.{reason}")) for reason in Ending],
        others=[(name, f"{name} {firm}") for name, firm in openings_beside(one.desk, one.round, of.place)],
        contacts=[_reach(side, known, told) for side in Side],
        today=today.isoformat(),
    )


def _fault(code: str, told: Words) -> str:
    return told.say(f"service.list.fault.{code}" if code in OF_ITS_OWN else f"followup.fault.{code}")


def _rows(run: Run, told: Words) -> Rows:
    of, label = run.of, told.say
    rows = [
        (label("followup.run.firm"), of.firm),
        (label("followup.run.trade"), run.trade.label),
        (label("followup.run.served"), label("followup.months", served=run.months, months=run.trade.months)),
    ]
    if run.end:
        rows.append((label("followup.run.end"), told.date(run.end)))
    if of.status is Status.PAUSED:
        back = told.date(of.due) if of.due else label("followup.run.back_unknown")
        rows.append((label("followup.run.back"), back))
    return rows


def _place(span: Span, told: Words) -> str:
    last = span.last.isoformat() if span.last else None
    extent = told.extent((span.percent, span.percent))
    return told.say("followup.run.place", extent=extent, first=span.first.isoformat(), last=last)


def _talks(run: Run, today: str, told: Words) -> Talks:
    told_of = [_talk(talk, today, told) for talk in run.talks]
    coming = [one for one in told_of if not one.is_done and not one.is_late]
    later = coming[1:]
    return Talks(near=[one for one in told_of if one not in later], later=later)


def _talk(talk: Talk, today: str, told: Words) -> TalkTold:
    due, done = talk.due.isoformat(), talk.done.isoformat() if talk.done else ""
    outcome = talk.outcome or ""
    if done:
        what = told.say(f"followup.outcome.{outcome}")
        line = told.say("followup.talk.held", day=done, outcome=what)
    else:
        line = told.say("followup.talk.due", day=due)
    return TalkTold(talk.key, due, done, outcome, line, bool(done), not done and due < today)


def _reach(side: Side, known: Mapping[str, Identity], told: Words) -> Reach:
    one = known.get(side)
    title = told.say(f"followup.contact.{side}")
    return Reach(side, title, one.name if one else "", (one.phone or "") if one else "")
