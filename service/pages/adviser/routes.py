"""The pages of the conversation: each part is asked, looked at and kept by itself; and the sheet to take home."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.domain.people import Candidate
from matching.opens import opens
from service.access import Action, Kind
from service.asked import NotFound, OnePerson
from service.asking import AsksOfPerson
from service.bringing.editing import Changed, Standing, change, standing
from service.door.forms import Form
from service.pages.adviser.answers import answered, asked, contradiction
from service.pages.adviser.around import around
from service.pages.adviser.parts import HEADINGS, OPENINGS, Part
from service.pages.adviser.questions import questions
from service.pages.adviser.sheet import sheet
from service.pages.adviser.told import opened, place_told
from service.pages.dress import page, words
from service.shown.addresses import take_home_page, talk_page
from service.shown.facts import person_facts

SHOWN: Final = 12
"""Openings told of."""
OF_SHEET: Final = 50
"""Openings looked through for the trades of the sheet."""
SEEN: Final = "sett"
"""The field that has what was shown of the answers, in short."""

Answering = Annotated[OnePerson, Depends(AsksOfPerson(Kind.PERSON, Action.EDIT))]
# What is open to a person rests on her target group too, so it is for those who see that.
Hers = Annotated[OnePerson, Depends(AsksOfPerson(Kind.TARGET_GROUP))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/kandidater/{person}/ark")
def take_home(one: Hers) -> HTMLResponse:
    """The sheet a person takes home."""
    told, sight, held, person = words(), one.sight, one.sight.round, _person(one)
    if sight.desk is None:
        raise NotFound
    sight.shows("take_home", {one.name})
    found = held.enquiry.openings_for(one.name, OF_SHEET)
    facts = person_facts(held, one.name)
    return page(
        "adviser/sheet.html",
        frame=around(one, told.say("adviser.sheet.title"), told, take_home_page(held, one.name)),
        sheet=sheet(facts, person, opens(person, held.enquiry), found, held.catalogue, told),
        candidate=one.name,
        on=sight.desk.clock().date(),
        contact=sight.actor.name,
    )


@router.get("/runder/{round}/kandidater/{person}/samtale/laereplasser")
def openings(one: Hers) -> HTMLResponse:
    """The openings a person may look at, in her own words."""
    told, held = words(), one.sight.round
    one.sight.shows("talk", {one.name})
    found = held.enquiry.openings_for(one.name, SHOWN)
    title = told.say("adviser.openings.title")
    return page(
        "adviser/openings.html",
        frame=around(one, title, told, talk_page(held, one.name, OPENINGS)),
        candidate=one.name,
        opened=opened(opens(_person(one), held.enquiry), told),
        places=[place_told(pair, held, told) for pair in found],
    )


# After the page above: its address would be read as one of a part.
@router.get("/runder/{round}/kandidater/{person}/samtale/{part}")
def ask(one: Answering, part: Part) -> HTMLResponse:
    """One part of the conversation, with what she has answered."""
    now = _standing(one)
    return _asking(one, part, now.person, now.seen(HEADINGS[part]))


@router.post("/runder/{round}/kandidater/{person}/samtale/{part}")
def look(one: Answering, part: Part, form: Form) -> HTMLResponse:
    """What answers would open; nothing is kept."""
    other = answered(part, form, _standing(one).person, one.sight.round.catalogue)
    return _asking(one, part, other, form.get(SEEN, ""))


@router.post("/runder/{round}/kandidater/{person}/samtale/{part}/lagre")
def keep(one: Answering, part: Part, form: Form) -> Response:
    """Answers kept, and on to the next part."""
    now, seen = _standing(one), form.get(SEEN, "")
    other = answered(part, form, now.person, one.sight.round.catalogue)
    fault = contradiction(other)
    if fault:
        return _asking(one, part, other, seen, wrong=words().say(f"adviser.fault.{fault}"), status=422)
    try:
        change(one.sight, other, HEADINGS[part], seen)
    except LookupError:
        raise NotFound from None
    except Changed:
        return _conflict(one, part, _standing(one), other, form)
    return RedirectResponse(talk_page(one.sight.round, one.name, part.next or OPENINGS), 303)


def _standing(one: OnePerson) -> Standing:
    """The person as she stands now.

    Raises:
        NotFound: she has left the round since it was asked whether she is in it.
    """
    try:
        return standing(one.sight, one.name)
    except LookupError:
        raise NotFound from None


def _asking(
    one: OnePerson, part: Part, person: Candidate, seen: str, *, wrong: str = "", status: int = 200
) -> HTMLResponse:
    told, held = words(), one.sight.round
    one.sight.shows("talk", {one.name})
    open_to_her = opens(person, held.enquiry)
    return page(
        "adviser/talk.html",
        status,
        frame=around(one, told.say(f"adviser.part.{part}"), told, talk_page(held, one.name, part)),
        wrong=wrong,
        part=part,
        last=part.next is None,
        seen=seen,
        asked=questions(part, person, open_to_her, held.catalogue, told),
        opened=opened(open_to_her, told),
        to=talk_page(held, one.name, part),
    )


def _person(one: OnePerson) -> Candidate:
    """The person as the round that is shown has her."""
    held = one.sight.round
    return held.cohort.people.candidate(held.person_rows[one.name])


def _conflict(one: OnePerson, part: Part, now: Standing, other: Candidate, form: Form) -> HTMLResponse:
    """Both what stands and what was answered, to choose between; nothing is kept."""
    told, held = words(), one.sight.round
    one.sight.shows("talk", {one.name})
    ours, blank = Standing.of(other, held.catalogue).cells, told.say("adviser.conflict.blank")
    rows = [
        (heading.capitalize(), now.cells[heading] or blank, ours[heading] or blank)
        for heading in HEADINGS[part]
        if now.cells[heading] != ours[heading]
    ]
    return page(
        "adviser/conflict.html",
        409,
        frame=around(one, told.say("adviser.conflict.title"), told, ""),
        headings=[told.say(f"adviser.conflict.{name}") for name in ("question", "now", "answered")],
        rows=rows,
        fields=[
            *asked(part, form).items(),
            (SEEN, now.seen(HEADINGS[part])),
        ],
        to=talk_page(held, one.name, part),
    )
