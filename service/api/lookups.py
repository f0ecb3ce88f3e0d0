"""Who has looked for programs: the look-up log of the actor's offices, last first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AfterValidator, AwareDatetime

from service.access import Action, Kind, Role
from service.api.costs import KEPT, Shown
from service.api.faults import FAULTS
from service.api.paging import LONGEST, USUAL
from service.asked import OneDesk, Sights, put_together
from service.asking import AsksOfDesk, AsksOfService
from service.door.forms import FIRST_DAY, GREATEST, LAST_DAY
from service.shown.looks import ShownLook, looks
from service.store.looking import Wanted

AtLog = Annotated[OneDesk, Depends(AsksOfDesk(Kind.LOG, Action.READ))]
Rounds = Annotated[Sights, Depends(AsksOfService(Kind.LOG))]
Key = Annotated[int | None, Query(ge=1, le=GREATEST)]


def _near(at: datetime) -> datetime:
    """A moment no clock here has been near is a slip, and none the store can be asked for."""
    if not FIRST_DAY <= at.date() <= LAST_DAY:
        raise ValueError("too far from today")
    return at


Moment = Annotated[AwareDatetime, AfterValidator(_near)]

MOST: Final = 100
"""People of one look-up that are told."""

router = APIRouter(prefix="/api/v1", responses=FAULTS)


class LookedAt(Shown):
    """Somebody who was looked at."""

    round: str
    candidate: str
    ref: str
    """What stands for the person in addresses."""


class LookUp(Shown):
    """One look-up (oppslag): one display of people, or one that was denied."""

    key: int
    at: datetime
    actor: str
    role: str
    action: str
    denied: bool
    round: str | None
    """Null of one across rounds, and of a round that is erased."""
    opening: str | None
    """Null where nobody is told, too."""
    people: tuple[LookedAt, ...]
    """The first hundred of those the actor may see."""
    others: bool
    """There were more: beyond those, erased since, or not the actor's to see."""


@dataclass(frozen=True, kw_only=True)
class AskedOfLookups(Wanted):
    """What is asked of the look-up log, as it stands in the address and as the store is asked."""

    role: Annotated[Role | None, Query(description="Of those of a role alone.")] = None
    by: Annotated[Key, Query(description="Of whoever made the look-up of this key alone.")] = None
    action: Annotated[
        str | None, Query(max_length=40, pattern=KEPT, description="Of one kind of display alone.")
    ] = None
    denied: Annotated[bool, Query(description="Those that were denied alone.")] = False
    since: Annotated[Moment | None, Query(description="From a moment on.")] = None
    until: Annotated[Moment | None, Query(description="Before a moment.")] = None
    older: Annotated[
        Key, Query(alias="after", description="The last key read before; those told next are older.")
    ] = None
    limit: Annotated[int, Query(ge=1, le=LONGEST, description="How many on one page.")] = USUAL

    def following(self, after: int) -> str:
        """The address of the next page."""
        asked = {**vars(self), "denied": "true" if self.denied else None, "older": None, "after": after}
        told = {name: one.isoformat() if isinstance(one, datetime) else one for name, one in asked.items()}
        return f"/api/v1/lookups?{urlencode({name: one for name, one in told.items() if one is not None})}"


@router.get("/lookups")
def lookups(
    one: AtLog,
    sights: Rounds,
    asked: Annotated[AskedOfLookups, Depends(put_together(AskedOfLookups))],
    response: Response,
) -> list[LookUp]:
    """Who has looked at whom in the rounds of the actor's offices, last first; that she looks is kept too."""
    found = looks(one.actor, one.desk, sights, asked, limit=asked.limit, most=MOST)
    if found.older is not None:
        response.headers["Link"] = f'<{asked.following(found.older)}>; rel="next"'
    return [_told(look) for look in found.shown]


def _told(look: ShownLook) -> LookUp:
    people = tuple(LookedAt(round=who.round.id, candidate=who.candidate, ref=who.ref) for who in look.persons)
    told = {name: getattr(look, name) for name in ("key", "at", "actor", "role", "action", "denied")}
    told |= {"opening": look.opening, "others": look.others}
    return LookUp(**told, round=look.round.id if look.round else None, people=people)
