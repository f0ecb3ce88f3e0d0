"""The sheet of an opening for its firm, printed by Nav, or read by the firm itself where it logs in."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from service.access import Action, Kind
from service.asked import NotFound, OneDesk, OneKept, OpeningId, RoundId
from service.asking import AsksOfFirm, AsksOfKept
from service.listing import employers
from service.pages.dress import page, words
from service.pages.frame import Frame, bare_frame, kept_frame
from service.shown.addresses import FIRM, answers_page, firm_page, list_page, named
from service.store.rounds import named as round_named

OneOfNav = Annotated[OneKept, Depends(AsksOfKept(Kind.ENTRY, Action.READ))]
OneOfFirm = Annotated[OneDesk, Depends(AsksOfFirm())]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/lareplasser/{opening}/ark")
def the_sheet(one: OneOfNav, opening: OpeningId) -> HTMLResponse:
    """The sheet of an opening, to be printed."""
    told, name = words(), named(opening)
    found = employers.sheet(one.desk, one.actor, one.round, name)
    if found is None:
        raise NotFound
    links = (
        (list_page(one.round.id, name), told.say("service.list.title", opening=name)),
        (answers_page(one.round.id, name), told.say("employer.answers.title")),
    )
    return page(
        "employer/sheet.html",
        frame=kept_frame(one, told.say("employer.sheet.title"), told, "lareplasser"),
        lead=told.say("employer.sheet.lead"),
        links=links,
        sheet=found,
        contact=one.actor.name,
        line=True,
    )


@router.get(FIRM)
def own_openings(one: OneOfFirm) -> HTMLResponse:
    """The openings of a firm, for the firm."""
    told = words()
    rows = [
        (
            (firm_page(found.round, found.opening), told.say("service.opening.title", opening=found.opening)),
            found.cells["lærefag"],
            found.round_name,
            found.people,
        )
        for found in employers.own_openings(one.desk, one.actor)
    ]
    return page("employer/own.html", frame=_of_firm(told.say("employer.own.title")), rows=rows)


@router.get(f"{FIRM}/{{round}}/{{opening}}")
def own_sheet(one: OneOfFirm, round: RoundId, opening: OpeningId) -> HTMLResponse:  # noqa: A002 - the name in the address
    """The sheet of an opening, for its firm."""
    told, where = words(), (named(round), named(opening))
    own = {(found.round, found.opening) for found in employers.own_openings(one.desk, one.actor)}
    with one.desk.database.reading() as connection:
        of = round_named(connection, where[0])
    found = employers.sheet(one.desk, one.actor, of, where[1]) if of and where in own else None
    if of is None or found is None:
        raise NotFound
    return page(
        "employer/sheet.html",
        frame=_of_firm(told.say("employer.own.sheet")),
        lead=told.say("employer.own.sheet_lead"),
        links=((FIRM, told.say("employer.own.title")),),
        sheet=found,
        contact=told.say("employer.own.contact", office=one.desk.offices.get(of.unit)),
        line=False,
    )


def _of_firm(title: str) -> Frame:
    """Around a page for a firm, from which nothing leads to what is not for it."""
    told = words()
    return replace(bare_frame(title, told), crumbs=((FIRM, told.say("service.name")),))
