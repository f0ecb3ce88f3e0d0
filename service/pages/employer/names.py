"""Name and telephone: told once both sides have said yes, on a page nobody comes to but by asking for it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service.access import Action, Kind, Thing, may
from service.asked import EntryKey, OneKept, OnePerson
from service.asking import AsksOfKept, AsksOfPerson
from service.door.forms import Form
from service.listing.revealing import IdentityFault, Nameable, is_known, name_her, nameable, reveal
from service.pages.dress import page, words
from service.pages.frame import frame, kept_frame
from service.shown.addresses import list_page, name_page, naming_page, person_page, round_page
from service.shown.rounds import veiled
from service.store.entries import EntryFault
from service.store.identities import Identity

ToReveal = Annotated[OneKept, Depends(AsksOfKept(Kind.ENTRY, Action.REVEAL))]
ToName = Annotated[OnePerson, Depends(AsksOfPerson(Kind.PERSON, Action.EDIT))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/liste/{entry}/navn")
def before_the_name(one: ToReveal, entry: EntryKey) -> HTMLResponse:
    """Whether the name may be told, and the button that asks for it; never the name."""
    return _page(one, entry, nameable(one.actor, one.desk, one.round, entry))


@router.post("/runder/{round}/liste/{entry}/navn")
def the_name(one: ToReveal, entry: EntryKey) -> Response:
    """The name, told and kept as told."""
    try:
        found = reveal(one.actor, one.desk, one.round, entry)
    except EntryFault:
        return _page(one, entry, nameable(one.actor, one.desk, one.round, entry), 409)
    return _page(one, entry, nameable(one.actor, one.desk, one.round, entry), told=found, asked=True)


@router.get("/runder/{round}/kandidater/{person}/navn")
def to_write_a_name(one: ToName) -> HTMLResponse:
    """Room to write what a person is called; what is known of it is not shown here."""
    return _form(one)


@router.post("/runder/{round}/kandidater/{person}/navn")
def write_a_name(one: ToName, form: Form) -> Response:
    """What a person is called, written."""
    try:
        name_her(one.sight, one.name, form.get("navn", ""), form.get("telefon", ""))
    except IdentityFault as fault:
        return _form(one, fault)
    return RedirectResponse(person_page(one.sight.round, one.name), 303)


def _page(
    one: OneKept,
    key: int,
    found: Nameable,
    status: int = 200,
    *,
    told: Identity | None = None,
    asked: bool = False,
) -> HTMLResponse:
    said, ref = words(), veiled(found.person, one.round.secret)
    may_write = may(one.actor, Action.EDIT, Thing(Kind.PERSON, one.round.unit))
    form = round_page(one.round.id, f"kandidater/{ref}/navn") if may_write else None
    return page(
        "employer/name.html",
        status,
        frame=kept_frame(one, said.say("employer.name.title"), said, "lareplasser"),
        candidate=found.person,
        standing=said.say(f"service.status.{found.status}"),
        may_be_named=found.may_be_named,
        asked=asked,
        told=told,
        address=name_page(one.round.id, key),
        back=(list_page(one.round.id, found.opening), said.say("service.list.title", opening=found.opening)),
        write=form,
    )


def _form(one: OnePerson, fault: IdentityFault | None = None) -> HTMLResponse:
    told, sight = words(), one.sight
    desk, _ = sight.kept
    sight.shows("to_name", [one.name])
    return page(
        "employer/naming.html",
        422 if fault else 200,
        frame=frame(sight, told.say("employer.naming.title", candidate=one.name), told),
        back=(person_page(sight.round, one.name), told.say("service.person.title", candidate=one.name)),
        known=is_known(desk, sight.round.unit, one.name),
        fault=fault and told.say(f"employer.naming.fault.{fault.code}"),
        address=naming_page(sight.round, one.name),
    )
