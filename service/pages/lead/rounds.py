"""The rounds of somebody who leads them, with or without a plan, and a form to begin a new one."""

from secrets import token_hex
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.domain.programme import OPEN_PROGRAMME
from matching.files.source.identity import has_identity_number
from matching.quoted import visible
from service.access import Action, Kind, Thing, may
from service.asked import NotFound, OneDesk
from service.asking import AsksOfDesk
from service.door.forms import Form, FormFault
from service.pages.dress import page, words
from service.pages.frame import bare_frame
from service.pages.tables import Table
from service.planning.beginning import BegunFault
from service.planning.beginning import begin as begin_round
from service.shown.addresses import LEAD, work_page
from service.store.plans import newest
from service.store.rounds import RoundFault, rounds_for

LONGEST: Final = 80
"""Characters of the name of a round."""
KEY: Final = 16
"""Bytes of what makes a form that is sent twice one round."""
LONGEST_KEY: Final = 80
"""Characters of it."""

ToLead = Annotated[OneDesk, Depends(AsksOfDesk(Kind.ROUND, Action.EDIT))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get(LEAD)
def her_rounds(of: ToLead) -> HTMLResponse:
    """All rounds of her offices, also those without a plan."""
    return _told(of)


def _told(of: OneDesk, *, status: int = 200, refused: str = "", name: str | None = None) -> HTMLResponse:
    told = words()
    with of.desk.database.reading() as connection:
        hers = [one for one in rounds_for(connection, of.actor) if _may_lead(of, one.unit)]
        plans = [newest(connection, one.key) for one in hers]
    rows = tuple(
        (
            (work_page(one.id), one.name),
            of.desk.office(one.unit),
            told.say("lead.rounds.number", number=plan.number) if plan else told.say("lead.rounds.no_plan"),
            told.say(f"lead.rounds.{'released' if plan and plan.released_at else 'not_released'}"),
        )
        for one, plan in zip(hers, plans, strict=True)
    )
    return page(
        "lead/rounds.html",
        status,
        frame=bare_frame(told.say("lead.rounds.title"), told),
        rounds=Table(told.headings("lead_rounds"), rows),
        units=[(unit, of.desk.office(unit)) for unit in _units(of)],
        programmes=[(OPEN_PROGRAMME.id, OPEN_PROGRAMME.name), *_programmes(of)],
        address=LEAD,
        longest=LONGEST,
        request=token_hex(KEY),
        refused=refused,
        name=name,
    )


@router.post(LEAD)
def begin(of: ToLead, form: Form) -> Response:
    """A new round, empty; sent twice, the first; sent again for another, none, and a new form."""
    fields = ("navn", "enhet", "program", "nokkel")
    name, unit, programme, request = (form.get(field, "").strip() for field in fields)
    known = {OPEN_PROGRAMME.id, *(key for key, _ in _programmes(of))}
    if not 0 < len(name) <= LONGEST or has_identity_number(name) or "\n" in name or visible(name) != name:
        raise FormFault
    if programme not in known or not 0 < len(request) <= LONGEST_KEY:
        raise FormFault
    if unit not in _units(of):
        raise NotFound
    try:
        made = begin_round(of.desk, of.actor, name, unit, programme, request)
    except RoundFault:
        raise FormFault from None
    except BegunFault as fault:
        return _told(
            of, status=409, refused=words().say("lead.rounds.other", name=fault.begun.name), name=name
        )
    return RedirectResponse(work_page(made.id), 303)


def _units(of: OneDesk) -> list[str]:
    return [unit for unit in sorted(of.actor.units) if _may_lead(of, unit)]


def _may_lead(of: OneDesk, unit: str) -> bool:
    return may(of.actor, Action.EDIT, Thing(Kind.ROUND, unit))


def _programmes(of: OneDesk) -> list[tuple[str, str]]:
    found = of.desk.catalogue.programmes.values()
    return sorted(((one.id, one.name) for one in found), key=lambda one: one[1])
