"""One person's row for programs: every cell as it stands, and cells said anew, with the version they rest on."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response
from pydantic import Field

from matching.files.lists.kept import KeptFault
from matching.files.lists.people import ID
from matching.files.lists.person import person_in
from service.access import Action, Kind
from service.api.costs import KEPT, Shown
from service.api.faults import CHANGED, FAULTS
from service.asked import NotFound, OnePerson
from service.asking import AsksOfPerson
from service.bringing.editing import Changed, Standing, change, standing
from service.door.problems import Refused, ServiceFault
from service.store.rows import UNSHOWN

Text = Annotated[str, Field(max_length=2_000, pattern=KEPT)]

ToEdit = Annotated[OnePerson, Depends(AsksOfPerson(Kind.PERSON, Action.EDIT))]
Seen = Annotated[str | None, Header(alias="If-Match", description="The ETag the row was read with.")]

router = APIRouter(prefix="/api/v1", responses=FAULTS)


class PersonRow(Shown):
    """A person as the row of her list, by heading; empty is not known. What is shown to nobody is left out."""

    cells: dict[str, str]


class Said(Shown):
    """Cells said anew, by heading; an empty one takes the answer away."""

    cells: Annotated[dict[str, Text], Field(min_length=1, max_length=60)]


@router.get("/rounds/{round}/people/{person}/row")
def row(one: ToEdit, response: Response) -> PersonRow:
    """A person's row, with its version as the ETag of the answer."""
    one.sight.shows("row", {one.name})
    return _shown(_standing(one), response)


@router.post("/rounds/{round}/people/{person}/row", responses=CHANGED)
def say(one: ToEdit, said: Said, response: Response, seen: Seen = None) -> PersonRow:
    """Cells of a person's row said anew; nothing is kept where one of them cannot be read."""
    if seen is None:
        raise Refused(ServiceFault.UNCONDITIONAL)
    now = _standing(one)
    if ID in said.cells or not set(said.cells) <= set(_headings(now)):
        raise Refused(ServiceFault.CELLS)
    if seen.strip().strip('"') != now.seen(_headings(now)):
        raise Refused(ServiceFault.STALE)
    try:
        person = person_in({**now.cells, **said.cells}, one.sight.round.catalogue)
        change(one.sight, person, list(said.cells), now.seen(list(said.cells)))
    except LookupError:
        raise NotFound from None
    except KeptFault:
        raise Refused(ServiceFault.CELLS) from None
    except Changed:
        raise Refused(ServiceFault.STALE) from None
    one.sight.shows("row", {one.name})
    return _shown(_standing(one), response)


def _standing(one: OnePerson) -> Standing:
    try:
        return standing(one.sight, one.name)
    except LookupError:
        raise NotFound from None


def _headings(now: Standing) -> list[str]:
    """What is shown of a row; its version is of these alone, for a digest of the others would tell of them."""
    return [heading for heading in now.cells if heading not in UNSHOWN]


def _shown(now: Standing, response: Response) -> PersonRow:
    headings = _headings(now)
    response.headers["ETag"] = f'"{now.seen(headings)}"'
    return PersonRow(cells={heading: now.cells[heading] for heading in headings})
