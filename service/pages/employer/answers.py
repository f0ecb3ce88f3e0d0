"""What the firm of an opening has answered, taken down by whoever has it on the telephone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.wording import Words
from service.access import Action, Kind, Thing, may
from service.asked import NotFound, OneKept, OpeningId
from service.asking import AsksOfKept
from service.door.forms import FIELDS, Form, FormFault, day_in, number_in
from service.listing.answering import Answer, AnswerFault, Asked, Says, answer, asked_about, take_back
from service.pages.dress import page, words
from service.pages.frame import kept_frame
from service.shown.addresses import answers_page, list_page, name_page, named, sheet_page
from service.statuses import Ending
from service.store.employers import opening_cells

FIELDS_OF_ONE = 4
AT_ONCE = FIELDS // FIELDS_OF_ONE
"""People one form has room for."""

ToStep = Annotated[OneKept, Depends(AsksOfKept(Kind.ENTRY, Action.STEP))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class Row:
    """Somebody the firm was asked about, as the page shows her."""

    number: int
    key: int
    version: int
    candidate: str
    status: str
    due: str
    name: str
    """Where her name is told; empty where it may not be."""


@router.get("/runder/{round}/lareplasser/{opening}/svar")
def the_answers(one: ToStep, opening: OpeningId) -> HTMLResponse:
    """Those the firm is shown, each with room for its answer; and what it has answered."""
    return _page(one, named(opening))


@router.post("/runder/{round}/lareplasser/{opening}/svar")
def take_down(one: ToStep, opening: OpeningId, form: Form) -> Response:
    """What the firm said about one or several of them."""
    name = named(opening)
    try:
        answer(one.actor, one.desk, one.round, name, answers_in(form))
    except AnswerFault as fault:
        return _page(one, name, fault)
    return RedirectResponse(answers_page(one.round.id, name), 303)


@router.post("/runder/{round}/lareplasser/{opening}/svar/angre")
def take_it_back(one: ToStep, opening: OpeningId, form: Form) -> Response:
    """What it said about one of them taken back."""
    name = named(opening)
    key, version = (number_in(form, field, 1) for field in ("hvem", "versjon"))
    try:
        take_back(one.actor, one.desk, one.round, name, key, version)
    except AnswerFault as fault:
        return _page(one, name, fault)
    return RedirectResponse(answers_page(one.round.id, name), 303)


def answers_in(form: Mapping[str, str]) -> list[Answer]:
    """The answers of a form; who has none is left as she stands.

    Raises:
        FormFault: there is none at all, or a field has what it cannot have.
    """
    given = {name.partition("-")[2]: said for name, said in form.items() if name.startswith("svar-") and said}
    if not given:
        raise FormFault
    try:
        return [
            Answer(
                key=number_in({"key": key}, "key", 1),
                version=number_in(form, f"versjon-{key}", 1),
                says=Says(said),
                reason=Ending(form[f"grunn-{key}"]) if form.get(f"grunn-{key}") else None,
                due=day_in(form, f"frist-{key}"),
            )
            for key, said in given.items()
        ]
    except ValueError:
        raise FormFault from None


def _page(one: OneKept, name: str, fault: AnswerFault | None = None) -> HTMLResponse:
    told = words()
    with one.desk.database.reading() as connection:
        cells = opening_cells(connection, one.round.key, name)
    if cells is None:
        raise NotFound
    asked = asked_about(one.actor, one.desk, one.round, name)
    waiting = [one for one in asked if one.is_open]
    return page(
        "employer/answers.html",
        409 if fault else 200,
        frame=kept_frame(one, told.say("employer.answers.title"), told, "lareplasser"),
        lead=told.say("employer.answers.lead", opening=name, firm=cells["bedrift"]),
        links=(
            (sheet_page(one.round.id, name), told.say("employer.sheet.title")),
            (list_page(one.round.id, name), told.say("service.list.title", opening=name)),
        ),
        fault=fault and told.say("employer.answers.not_kept", number=fault.number, why=_why(fault, told)),
        waiting=[_row(one_, one, told) for one_ in waiting[:AT_ONCE]],
        later=len(waiting[AT_ONCE:]),
        answered=[_row(one_, one, told) for one_ in asked if not one_.is_open],
        address=answers_page(one.round.id, name),
        says=[(says, told.say(f"employer.says.{says}")) for says in Says],
        reasons=[(reason, told.say(f"service.ending.{reason}")) for reason in Ending],
    )


def _why(fault: AnswerFault, told: Words) -> str:
    ours = "employer.answers.fault.due"
    return told.say(ours if fault.code == "due" else f"service.list.fault.{fault.code}")


def _row(asked: Asked, of: OneKept, told: Words) -> Row:
    entry = asked.listed.entry
    reveals = may(of.actor, Action.REVEAL, Thing(Kind.ENTRY, of.round.unit))
    return Row(
        number=asked.number,
        key=entry.key,
        version=entry.version,
        candidate=asked.listed.person,
        status=told.say(f"service.status.{entry.status}"),
        due=told.say("employer.answers.due", due=entry.due.isoformat()) if entry.due else "",
        name=name_page(of.round.id, entry.key) if reveals and asked.listed.may_be_named else "",
    )
