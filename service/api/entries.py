"""Openings' lists for programs: read, a person put on one, a step taken or taken back; each with its version."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response
from pydantic import BeforeValidator, Field

from service.access import Action, Kind
from service.api.costs import KEPT, Shown
from service.api.faults import CHANGED, FAULTS
from service.asked import OneEntry, OneOpening
from service.asking import AsksOfEntry, AsksOfOpening
from service.door.forms import GREATEST, day_of
from service.door.problems import Refused, ServiceFault
from service.listing import lists
from service.shown.sight import Sight
from service.statuses import Ending, Status, steps
from service.store.entries import EntryFault, Place, Step
from service.store.listing import Listed

Day = Annotated[date, BeforeValidator(day_of)]

OfList = Annotated[OneOpening, Depends(AsksOfOpening(Kind.ENTRY))]
ListToStep = Annotated[OneOpening, Depends(AsksOfOpening(Kind.ENTRY, Action.STEP))]
EntryToStep = Annotated[OneEntry, Depends(AsksOfEntry(Action.STEP))]

router = APIRouter(prefix="/api/v1", responses=FAULTS)


class Entry(Shown):
    """A person on an opening's list (forslag på liste)."""

    key: int
    candidate: str
    ref: str
    """What stands for the person in addresses."""
    status: Status
    steps: tuple[Status, ...]
    """Where it may go from here."""
    version: int
    """To be sent back as If-Match with the next step."""
    due: date | None
    elsewhere: int
    """Other lists of the office the person is on."""
    presented: int
    """Those of them where she has been presented, or is further on."""


class Proposed(Shown):
    """A person to be put on a list."""

    candidate: Annotated[str, Field(min_length=1, max_length=80, pattern=KEPT)]


class Held(Shown):
    """A place to be held: percent of a full position, from a day, to a day where one is agreed."""

    percent: Annotated[int, Field(ge=1, le=100)]
    first: Day
    last: Day | None = None


class Wanted(Shown):
    """A step to be taken."""

    to: Status
    reason: Ending | None = None
    """Asked for where the step is an end."""
    place: Held | None = None
    """Asked for where the step is a contract."""
    last: Day | None = None
    """The last day of the place, asked for where the step ends one that is held."""
    due: Day | None = None
    """When an answer is awaited."""


def _version(
    if_match: Annotated[str | None, Header(description="The version the step rests on.")] = None,
) -> int:
    """The version a step rests on.

    Raises:
        Refused: none is given, so that what others have done meanwhile could be written over; or it is none there
            can be.
    """
    if if_match is None:
        raise Refused(ServiceFault.UNCONDITIONAL)
    text = if_match.strip().strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < len(str(GREATEST))):
        raise Refused(ServiceFault.STALE)
    return int(text)


Version = Annotated[int, Depends(_version)]


@router.get("/rounds/{round}/openings/{opening}/entries")
def entries(one: OfList) -> list[Entry]:
    """The list of an opening."""
    found = lists.at(one.sight, one.name)
    one.sight.shows("list", (listed.person for listed in found), at_opening=one.name)
    return [_entry(listed, one.sight) for listed in found]


@router.post("/rounds/{round}/openings/{opening}/entries", status_code=201, responses=CHANGED)
def propose(one: ListToStep, wanted: Proposed, response: Response) -> Entry:
    """A person put on the list of an opening; one who stands there already is left as she stands."""
    (put,) = lists.propose(one.sight, one.name, [wanted.candidate])
    return _there(one, put.key, response)


@router.post("/rounds/{round}/entries/{entry}/steps", responses=CHANGED)
def step(one: EntryToStep, version: Version, wanted: Wanted, response: Response) -> Entry:
    """An entry taken a step on."""
    held = wanted.place
    place = Place(percent=held.percent, first=held.first, last=held.last) if held else None
    if place and place.last and place.last < place.first:
        raise EntryFault("place")
    taken = Step(to=wanted.to, reason=wanted.reason, place=place, last=wanted.last, due=wanted.due)
    name = lists.step(one.sight, one.key, version, taken)
    return _there(OneOpening(one.sight, name), one.key, response)


@router.post("/rounds/{round}/entries/{entry}/undo", responses=CHANGED)
def undo(one: EntryToStep, version: Version, response: Response) -> Entry:
    """The last step of an entry taken back."""
    name = lists.undo(one.sight, one.key, version)
    return _there(OneOpening(one.sight, name), one.key, response)


def _there(one: OneOpening, key: int, response: Response) -> Entry:
    """An entry as it stands now, with its version as the ETag of the answer."""
    (found,) = (listed for listed in lists.at(one.sight, one.name) if listed.entry.key == key)
    one.sight.shows("list", (found.person,), at_opening=one.name)
    response.headers["ETag"] = f'"{found.entry.version}"'
    return _entry(found, one.sight)


def _entry(one: Listed, sight: Sight) -> Entry:
    return Entry(
        key=one.entry.key,
        candidate=one.person,
        ref=sight.round.ref_of(one.person),
        status=one.entry.status,
        steps=steps(one.entry.status) if sight.may(Action.STEP, Kind.ENTRY) else (),
        version=one.entry.version,
        due=one.entry.due,
        elsewhere=one.elsewhere,
        presented=one.presented,
    )
