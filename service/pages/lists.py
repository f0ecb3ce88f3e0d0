"""The list of an opening: who stands where, and the steps a named person takes with them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.wording import Words
from service.access import Action, Kind
from service.asked import OneEntry, OneOpening
from service.asking import MOST, AsksOfEntry, AsksOfOpening, whom
from service.door.forms import Form, FormFault, Pairs, number_in, step_in
from service.listing import lists
from service.pages.dress import page, page_once, words
from service.pages.frame import frame
from service.pages.known import Rows
from service.shown.addresses import (
    answers_page,
    followup_page,
    list_page,
    name_page,
    opening_page,
    person_page,
    sheet_page,
    step_page,
)
from service.statuses import AWAITING, ENDINGS, HOLDING, Ending, Status, steps
from service.store.entries import EntryFault
from service.store.listing import Listed

ANSWER_WITHIN: Final = timedelta(weeks=1)
"""How long an answer is waited for, unless another day is chosen."""

OneOfList = Annotated[OneOpening, Depends(AsksOfOpening(Kind.ENTRY))]
ListToStep = Annotated[OneOpening, Depends(AsksOfOpening(Kind.ENTRY, Action.STEP))]
EntryToStep = Annotated[OneEntry, Depends(AsksOfEntry(Action.STEP))]
New = Annotated[tuple[int, ...], Query(alias="nye", max_length=MOST)]
Before = Annotated[tuple[int, ...], Query(alias="sto", max_length=MOST)]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class Card:
    """A person on the list, as the page shows her."""

    key: int
    version: int
    link: tuple[str, str]
    status: str
    rows: Rows
    onwards: tuple[tuple[str, str, bool], ...]
    """Steps that need no more than a button: the status, what the button says, and whether an answer is awaited."""
    contract: bool
    fixed_job: bool
    endings: tuple[tuple[str, str], ...]
    holds: bool
    """She holds the place, so an end needs a last day."""
    address: str
    mark: str
    """What has just been done with her; empty where nothing has."""
    name: str
    """Where her name is told; empty where it may not be."""
    run: str
    """Where she is followed up; empty where she holds no place."""


@router.get("/runder/{round}/lareplasser/{opening}/liste")
def the_list(one: OneOfList, new: New = (), before: Before = ()) -> HTMLResponse:
    """The list of an opening; those just put on it, and those who stood there before, are marked."""
    listed = tuple(lists.at(one.sight, one.name))
    one.sight.shows("list", (entry.person for entry in listed), at_opening=one.name)
    marks = {**dict.fromkeys(before, "before"), **dict.fromkeys(new, "new")}
    today = one.sight.kept[0].clock().date()
    about = one.name, listed, tuple(marks.items()), today
    return page_once(one.sight, "list.html", about, lambda: _list(one, listed, marks, today, words()))


def _list(
    one: OneOpening, listed: Sequence[Listed], marks: Mapping[int, str], today: date, told: Words
) -> Mapping[str, object]:
    sight, name = one.sight, one.name
    may_step = sight.may(Action.STEP, Kind.ENTRY)
    return {
        "frame": frame(sight, told.say("service.list.title", opening=name), told, "lareplasser"),
        "place": sight.round.places[name],
        "back": (opening_page(sight.round.id, name), told.say("service.opening.title", opening=name)),
        "cards": [
            _card(entry, one, told, marks.get(entry.entry.key, ""), may_step=may_step) for entry in listed
        ],
        "done": _done(listed, marks, told),
        "address": list_page(sight.round.id, name),
        "may_step": may_step,
        "may_put": lists.may_put(sight),
        "reasons": [(reason, told.say(f"service.ending.{reason}")) for reason in Ending],
        "today": today.isoformat(),
        "due": (today + ANSWER_WITHIN).isoformat(),
        "links": {"sheet": sheet_page(sight.round.id, name), "answers": answers_page(sight.round.id, name)},
    }


@router.post("/runder/{round}/lareplasser/{opening}/liste")
def put_on_list(one: ListToStep, form: Form) -> Response:
    """A person put on the list of an opening."""
    if not form.get("kandidat"):
        raise FormFault
    try:
        (put,) = lists.propose(one.sight, one.name, [form["kandidat"]])
    except EntryFault as fault:
        return _refused(one, fault)
    return _back(one, put.key)


@router.post("/runder/{round}/lareplasser/{opening}/liste/valgte")
def put_several(one: ListToStep, pairs: Pairs) -> Response:
    """Several people put on the list of an opening: all of them, or none."""
    refs = [value for name, value in pairs if name == "kandidat"]
    if not refs:
        told = words()
        around = frame(one.sight, told.say("contact.several.nobody"), told, "lareplasser")
        return page("fault.html", 422, frame=around, mend=told.say("contact.several.nobody_mend"))
    try:
        done = lists.propose(one.sight, one.name, [whom(one.sight, ref) for ref in refs])
    except EntryFault as fault:
        return _refused(one, fault)
    told_of = [("nye" if put.new else "sto", put.key) for put in done]
    return RedirectResponse(f"{list_page(one.sight.round.id, one.name)}?{urlencode(told_of)}#gjort", 303)


@router.post("/runder/{round}/liste/{entry}/steg")
def take_step(one: EntryToStep, form: Form) -> Response:
    """An entry taken a step on."""
    version = number_in(form, "versjon", 1)
    try:
        name = lists.step(one.sight, one.key, version, step_in(form))
    except EntryFault as fault:
        return _refused(one, fault)
    return _back(OneOpening(one.sight, name), one.key)


@router.post("/runder/{round}/liste/{entry}/angre")
def take_back(one: EntryToStep, form: Form) -> Response:
    """The last step of an entry taken back."""
    version = number_in(form, "versjon", 1)
    try:
        name = lists.undo(one.sight, one.key, version)
    except EntryFault as fault:
        return _refused(one, fault)
    return _back(OneOpening(one.sight, name), one.key)


def _back(one: OneOpening, key: int) -> Response:
    """To the list again, at the person it was about; a reload asks for nothing twice."""
    return RedirectResponse(f"{list_page(one.sight.round.id, one.name)}#k{key}", 303)


def _refused(one: OneOpening | OneEntry, fault: EntryFault) -> Response:
    told = words()
    around = frame(one.sight, told.say("service.list.refused"), told, "lareplasser")
    return page("fault.html", 409, frame=around, mend=told.say(f"service.list.fault.{fault.code}"))


def _done(listed: Sequence[Listed], marks: Mapping[int, str], words: Words) -> str:
    """What putting several on the list did; empty where nobody on it was just put there."""
    done = Counter(marks[one.entry.key] for one in listed if one.entry.key in marks)
    if not done:
        return ""
    return words.say("contact.several.done", new=done["new"] or None, before=done["before"] or None)


def _card(one: Listed, of: OneOpening, words: Words, mark: str, *, may_step: bool) -> Card:
    status, able = one.entry.status, steps(one.entry.status) if may_step else ()
    more = {Status.CONTRACT, Status.FIXED_JOB, *ENDINGS}
    onwards = [to for to in able if to not in more]
    name = of.sight.round.id
    tells_name = one.may_be_named and of.sight.may(Action.REVEAL, Kind.ENTRY)
    return Card(
        key=one.entry.key,
        version=one.entry.version,
        link=(person_page(of.sight.round, one.person), one.person),
        status=words.say(f"service.status.{status}"),
        rows=_rows(one, words),
        onwards=tuple((to, words.say(f"service.step.{to}"), to in AWAITING) for to in onwards),
        contract=Status.CONTRACT in able,
        fixed_job=Status.FIXED_JOB in able,
        endings=tuple((to, words.say(f"service.step.{to}")) for to in able if to in ENDINGS),
        holds=status in HOLDING,
        address=step_page(name, one.entry.key),
        mark=words.say(f"contact.several.{mark}") if mark else "",
        name=name_page(name, one.entry.key) if tells_name else "",
        run=followup_page(name, one.entry.key) if status in HOLDING else "",
    )


def _rows(one: Listed, words: Words) -> Rows:
    rows = []
    if one.entry.due:
        rows.append((words.say("service.list.due"), words.date(one.entry.due)))
    if one.elsewhere:
        others = words.say("service.list.elsewhere", lists=one.elsewhere, presented=one.presented or None)
        rows.append((words.say("service.list.others"), others))
    aloud = "named" if one.may_be_named else "not_named"
    rows.append((words.say("service.list.aloud"), words.say(f"service.list.{aloud}")))
    return rows
