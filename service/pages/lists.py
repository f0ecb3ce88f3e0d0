"""The list of an opening: who stands where, and the steps a named person takes with them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.wording import Words
from service.access import Action, Kind
from service.addresses import list_page, opening_page, person_page, step_page
from service.asking import AsksOfEntry, AsksOfList, OneEntry, OneList
from service.forms import Form, number_in, step_in
from service.pages.dress import page, words
from service.pages.frame import frame
from service.pages.known import Rows
from service.statuses import ENDINGS, HOLDING, NAMED, Ending, Status, steps
from service.store.entries import EntryFault
from service.store.listing import Listed

NEWEST: int = 1 << 31
"""Greater than any version."""

OneOfList = Annotated[OneList, Depends(AsksOfList(Action.READ))]
ListToStep = Annotated[OneList, Depends(AsksOfList(Action.STEP))]
EntryToStep = Annotated[OneEntry, Depends(AsksOfEntry())]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class Card:
    """A person on the list, as the page shows her."""

    key: int
    version: int
    link: tuple[str, str]
    status: str
    rows: Rows
    onwards: tuple[tuple[str, str], ...]
    """Steps that need no more than a button: the status and what the button says."""
    contract: bool
    fixed_job: bool
    endings: tuple[tuple[str, str], ...]
    holds: bool
    """She holds the place, so an end needs a last day."""
    address: str


@router.get("/runder/{round}/lareplasser/{opening}/liste")
def the_list(one: OneOfList) -> HTMLResponse:
    """The list of an opening."""
    told, sight, name = words(), one.sight, one.name
    listed = one.lists.at(sight, name)
    sight.shows("list", (entry.person for entry in listed), at_opening=name)
    may_step = sight.may(Action.STEP, Kind.ENTRY)
    return page(
        "list.html",
        frame=frame(sight, told.say("service.list.title", opening=name), told, "lareplasser"),
        place=sight.round.places[name],
        back=(opening_page(sight.round.id, name), told.say("service.opening.title", opening=name)),
        cards=[_card(entry, one, told, may_step=may_step) for entry in listed],
        address=list_page(sight.round.id, name),
        may_step=may_step,
        reasons=[(reason, told.say(f"service.ending.{reason}")) for reason in Ending],
    )


@router.post("/runder/{round}/lareplasser/{opening}/liste")
def put_on_list(one: ListToStep, form: Form) -> Response:
    """A person put on the list of an opening."""
    try:
        key = one.lists.propose(one.sight, one.name, form.get("kandidat", ""))
    except EntryFault as fault:
        return _refused(one, fault)
    return _back(one, key)


@router.post("/runder/{round}/liste/{entry}/steg")
def take_step(one: EntryToStep, form: Form) -> Response:
    """An entry taken a step on."""
    version = number_in(form, "versjon", 1, NEWEST)
    try:
        name = one.lists.step(one.sight, one.key, version, step_in(form))
    except EntryFault as fault:
        return _refused(one, fault)
    return _back(OneList(one.sight, one.lists, name), one.key)


@router.post("/runder/{round}/liste/{entry}/angre")
def take_back(one: EntryToStep, form: Form) -> Response:
    """The last step of an entry taken back."""
    version = number_in(form, "versjon", 1, NEWEST)
    try:
        name = one.lists.undo(one.sight, one.key, version)
    except EntryFault as fault:
        return _refused(one, fault)
    return _back(OneList(one.sight, one.lists, name), one.key)


def _back(one: OneList, key: int) -> Response:
    """To the list again, at the person it was about; a reload asks for nothing twice."""
    return RedirectResponse(f"{list_page(one.sight.round.id, one.name)}#k{key}", 303)


def _refused(one: OneList | OneEntry, fault: EntryFault) -> Response:
    told = words()
    around = frame(one.sight, told.say("service.list.refused"), told, "lareplasser")
    return page("fault.html", 409, frame=around, mend=told.say(f"service.list.fault.{fault.code}"))


def _card(one: Listed, of: OneList, words: Words, *, may_step: bool) -> Card:
    status, able = one.entry.status, steps(one.entry.status) if may_step else ()
    more = {Status.CONTRACT, Status.FIXED_JOB, *ENDINGS}
    onwards = [to for to in able if to not in more]
    name = of.sight.round.id
    return Card(
        key=one.entry.key,
        version=one.entry.version,
        link=(person_page(name, one.person), one.person),
        status=words.say(f"service.status.{status}"),
        rows=_rows(one, words),
        onwards=tuple((to, words.say(f"service.step.{to}")) for to in onwards),
        contract=Status.CONTRACT in able,
        fixed_job=Status.FIXED_JOB in able,
        endings=tuple((to, words.say(f"service.step.{to}")) for to in able if to in ENDINGS),
        holds=status in HOLDING,
        address=step_page(name, one.entry.key),
    )


def _rows(one: Listed, words: Words) -> Rows:
    rows = []
    if one.entry.due:
        rows.append((words.say("service.list.due"), words.date(one.entry.due)))
    if one.elsewhere:
        others = words.say("service.list.elsewhere", lists=one.elsewhere, presented=one.presented or None)
        rows.append((words.say("service.list.others"), others))
    aloud = "named" if one.entry.status in NAMED else "not_named"
    rows.append((words.say("service.list.aloud"), words.say(f"service.list.{aloud}")))
    return rows
