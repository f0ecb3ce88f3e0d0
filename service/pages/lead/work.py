"""What a round is made of: its lists, what it proposes, and where its calculations and decisions are."""

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Select, func, select

from matching.domain.errors import PolicyFault
from matching.domain.policy import Mode
from matching.wording import Words
from service.access import Action, Kind
from service.asked import OneKept
from service.asking import AsksOfKept
from service.bringing.drafting import ListKind
from service.door.forms import Form, FormFault, number_in
from service.pages.dress import page, words
from service.pages.lead.around import around
from service.pages.lead.columns import Column
from service.pages.moments import told_moment
from service.pages.tables import Table
from service.planning.deciding import DecidingFault, change, in_force, with_mode
from service.planning.deciding import read as read_policy
from service.shown.addresses import (
    LEAD,
    decided_page,
    draft_page,
    jobs_page,
    release_page,
    round_page,
    work_page,
)
from service.store.drafts import kinds
from service.store.plans import newest
from service.store.rounds import RoundFault, close, in_round
from service.store.tables.rounds import person, taking_part

NOBODY: Final = "skjult"
"""In the address, that a list was read which has nobody to show."""

ToEdit = Annotated[OneKept, Depends(AsksOfKept(Kind.ROUND, Action.EDIT))]
ToDecide = Annotated[OneKept, Depends(AsksOfKept(Kind.POLICY, Action.DECIDE))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/grunnlag")
def work(of: ToEdit, read: Annotated[str, Query(alias="lest")] = "") -> HTMLResponse:
    """The lists of a round, what it proposes, and where to go on."""
    return told_work(of, notice=words().say("lead.work.nobody_shown") if read == NOBODY else "")


def told_work(
    of: OneKept,
    *,
    status: int = 200,
    refused: str = "",
    notice: str = "",
    kind: ListKind | None = None,
    columns: Sequence[Column] = (),
) -> HTMLResponse:
    """The same page, with why a list was not taken in where it was not, or what became of one.

    `kind`, `columns`: which list it was, and those of its columns that nobody knows.
    """
    told, name = words(), of.round.id
    with of.desk.database.reading() as connection:
        decided = in_force(connection, of.round.key)
        plan, brought = newest(connection, of.round.key), kinds(connection, of.round.key)
        counts = {kind: connection.execute(_rows_of(of, kind)).scalar_one() for kind in ListKind}
    rows = tuple(
        (
            told.say(f"lead.list.{kind}"),
            counts[kind],
            (draft_page(name, kind), told.say("lead.work.draft")) if kind in brought else None,
        )
        for kind in ListKind
    )
    return page(
        "lead/work.html",
        status,
        frame=around(of, told.say("lead.work.title"), told),
        refused=refused,
        notice=notice,
        kind=kind,
        columns=columns,
        lists=Table(told.headings("lead_lists"), rows),
        kinds=[(kind, told.say(f"lead.list.{kind}")) for kind in ListKind],
        address=work_page(name),
        mode=_mode(of, told),
        modes=[(mode, told.say(f"lead.work.{mode}")) for mode in Mode],
        decision=decided.number,
        closed=_closed(of, told),
        links=_links(of, told, planned=plan is not None),
    )


@router.post("/runder/{round}/grunnlag/slag")
def choose_mode(of: ToDecide, form: Form) -> Response:
    """Whether the round proposes meetings or places."""
    if form.get("slag") not in set(Mode):
        raise FormFault
    number = number_in(form, "avgjorelse", 0)
    try:
        with of.desk.database.writing() as connection:
            edit, by = with_mode(Mode(form["slag"])), of.desk.by(of.actor)
            change(connection, of.round.key, number, edit, of.desk.catalogue, by)
    except DecidingFault:
        return told_work(of, status=409, refused=words().say("lead.refused.decided"))
    return RedirectResponse(work_page(of.round.id), 303)


@router.get("/runder/{round}/grunnlag/lukk")
def before_closing(of: ToEdit) -> Response:
    """What closing the round does, and for how many."""
    return RedirectResponse(work_page(of.round.id), 303) if of.round.closed_at else _closing(of)


@router.post("/runder/{round}/grunnlag/lukk")
def close_round(of: ToEdit, form: Form) -> Response:
    """A round closed for good: from here on the time of what served the selection runs."""
    shown = {name: number_in(form, name, 0) for name in form}
    try:
        with of.desk.database.writing() as connection:
            close(connection, of.round.key, of.desk.by(of.actor), expected=shown)
    except RoundFault as fault:
        if fault.code == "changed":
            return _closing(of, 409)
        # Somebody was there before, and the page says when.
    return RedirectResponse(work_page(of.round.id), 303)


def _closing(of: OneKept, status: int = 200) -> HTMLResponse:
    told = words()
    with of.desk.database.reading() as connection:
        counts = in_round(connection, of.round.key)
    return page(
        "lead/close.html",
        status,
        frame=around(of, told.say("lead.close.title"), told),
        counts=[(told.say(f"lead.close.{name}"), count) for name, count in counts.items()],
        listed=counts["listed"],
        expected=counts,
        changed=status != 200,
        address=f"{work_page(of.round.id)}/lukk",
        back=(work_page(of.round.id), told.say("lead.work.title")),
    )


def _mode(of: OneKept, words: Words) -> str:
    with of.desk.database.reading() as connection:
        tables = in_force(connection, of.round.key).tables
    try:
        mode = read_policy(tables, of.desk.catalogue).mode
    except PolicyFault as fault:
        return words.error(fault)
    return words.say(f"lead.work.now_{mode}")


def _closed(of: OneKept, words: Words) -> str:
    at = of.round.closed_at
    return words.say("lead.work.closed", moment=told_moment(at, words)) if at else ""


def _links(of: OneKept, words: Words, *, planned: bool) -> list[tuple[str, str]]:
    name = of.round.id
    is_open = of.round.closed_at is None
    found = [
        (jobs_page(name), "calculate", is_open),
        (decided_page(name), "decided", True),
        (round_page(name, "forslag/1"), "proposals", planned),
        (release_page(name), "release", planned and is_open),
        (round_page(name, "motevisning"), "meeting", planned),
    ]
    return [
        *((address, words.say(f"lead.work.{key}")) for address, key, there in found if there),
        (LEAD, words.say("lead.rounds.title")),
    ]


def _rows_of(of: OneKept, kind: ListKind) -> Select[int]:
    table = kind.kept.joined if kind.kept.joined is not None else kind.kept.table
    wanted = select(func.count()).select_from(table).where(table.c.round == of.round.key)
    if kind is ListKind.PEOPLE:
        return wanted.join(person, person.c.key == taking_part.c.person).where(~person.c.hidden)
    return wanted
