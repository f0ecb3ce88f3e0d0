"""The proposals for a shared screen, and the plan as a file: each with no more than its readers may see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from matching.wording import Words
from service.access import Kind, Role
from service.asked import NotFound
from service.asking import AsksOfRound
from service.pages.dress import page, words
from service.pages.files import text_of, workbook_of
from service.pages.frame import frame
from service.pages.tables import Table, empty_table, left_table, proposals_table
from service.shown.addresses import round_page
from service.shown.records import persons_in
from service.shown.sight import Sight

OfPlan = Annotated[Sight, Depends(AsksOfRound(Kind.PLAN))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class At:
    """An opening with those who are proposed there."""

    place: str
    trade: str
    people: tuple[tuple[str, str], ...]
    """Each a pseudonym and how well they suit."""


@router.get("/runder/{round}/motevisning")
def meeting(sight: OfPlan) -> HTMLResponse:
    """The proposals opening by opening, for a screen that is shared with the county and training partners."""
    if not sight.reach:
        raise NotFound
    # Whoever opens it: on the screen is what the county may see.
    shared = Sight(replace(sight.actor, role=Role.COUNTY), sight.round)
    told, found = words(), list(_openings(shared, words()))
    sight.shows("meeting", (one.candidate for one in shared.plan.assignments))
    return page(
        "lead/meeting.html",
        frame=frame(sight, told.say("lead.meeting.title"), told, "forslag"),
        openings=found,
        total=sum(len(one.people) for one in found),
        xlsx=round_page(sight.round.id, "forslag.xlsx"),
        csv=round_page(sight.round.id, "forslag.csv"),
    )


@router.get("/runder/{round}/forslag.xlsx")
def workbook(sight: OfPlan) -> Response:
    """The plan as a workbook, as the reader may see it."""
    told = words()
    _shown(sight)
    tables = [(told.say(f"lead.export.{name}"), table) for name, table in _tables(sight, told)]
    on = date.fromisoformat(sight.plan.on)
    return workbook_of(tables, "forslag.xlsx", title=told.say("plan.title"), on=on)


@router.get("/runder/{round}/forslag.csv")
def comma_separated(sight: OfPlan) -> Response:
    """The proposals as text, as the reader may see them."""
    _shown(sight)
    (_, table), *_ = _tables(sight, words())
    return text_of(table, "forslag.csv")


def _openings(shared: Sight, words: Words) -> Iterable[At]:
    plan, places = shared.plan, shared.round.places
    for name in dict.fromkeys(one.opening for one in plan.assignments):
        here = [one for one in plan.assignments if one.opening == name]
        people = tuple((one.candidate, words.fit(one.fit.points)) for one in here)
        yield At(str(places[name]), words.trade(here[0].trade), people)


def _shown(sight: Sight) -> None:
    if not sight.reach:
        raise NotFound
    sight.shows("export", persons_in(sight.plan))


def _tables(sight: Sight, words: Words) -> list[tuple[str, Table]]:
    return [
        ("proposals", proposals_table(sight, words)),
        ("left", left_table(sight, words)),
        ("empty", empty_table(sight, words)),
    ]
