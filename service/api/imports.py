"""Whole lists brought by programs: read as files are, told what they would change, and kept as it was told."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Depends, Header, Path
from sqlalchemy import Connection

from matching.catalogue.loader import load_catalogue
from matching.domain.errors import RowFault
from matching.wording import Words
from service.access import Action, Kind
from service.api.costs import Shown
from service.api.faults import CHANGED, FAULTS
from service.asked import OneKept
from service.asking import AsksOfKept
from service.bringing.drafting import Beside, Brought, ListKind, bring, known_people
from service.bringing.uploads import Upload
from service.door.problems import Refused, ServiceFault
from service.store.hiding import hide
from service.store.lists import difference
from service.store.lookups import looked
from service.store.rows import UNSHOWN, CellChange, ListFault

MOST: Final = 1_000
"""Faults and changes told one by one, at most; all of them are counted."""
XLSX: Final = b"PK"
"""How a workbook begins; anything else is read as separated text."""
FILES: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        },
    }
}

_REFUSED: Final = {
    "changed": ServiceFault.STALE,
    "taken": ServiceFault.TAKEN,
    "firm": ServiceFault.FIRM,
    "closed": ServiceFault.CLOSED,
}

ToEdit = Annotated[OneKept, Depends(AsksOfKept(Kind.ROUND, Action.EDIT))]
KindOfList = Annotated[ListKind, Path(alias="list", description="Which of the lists of a round.")]
Digest = Annotated[
    str | None,
    Header(alias="If-Match", description="The digest of what it would change; without one nothing is kept."),
]

router = APIRouter(prefix="/api/v1", responses=FAULTS)


class CellFault(Shown):
    """What is wrong in one cell, and what mends it; never an identity number."""

    row: int
    """As the spreadsheet counts, the heading being row 1."""
    column: str
    code: str
    what: str


class Change(Shown):
    """A cell the list says something else of."""

    id: str
    heading: str
    before: str
    after: str


class Imported(Shown):
    """What a list changes, or would change."""

    kept: bool
    faults: tuple[CellFault, ...]
    faults_in_all: int
    added: int
    changed: int
    unchanged: int
    absent: int
    """Rows of the round the list does not have; they stay."""
    changes: tuple[Change, ...]
    digest: str | None
    """To be sent back as If-Match to keep the list; null where it has faults."""


@router.post("/rounds/{round}/lists/{list}", responses=CHANGED, openapi_extra=FILES)
def import_list(
    of: ToEdit,
    kind: KindOfList,
    content: Annotated[bytes, Body(media_type="application/octet-stream")],
    digest: Digest = None,
) -> Imported:
    """A list brought whole, as CSV or a workbook; people it closes are hidden at once, whatever becomes of it."""
    name = f"{kind}{'.xlsx' if content.startswith(XLSX) else '.csv'}"
    with of.desk.database.reading() as connection:
        beside = Beside.of(connection, of.round.key, of.desk.catalogue)
    found = bring(name, content, kind, beside)
    with of.desk.database.writing() as connection:
        hide(connection, of.round.unit, found.closed, of.desk.by(of.actor))
    if found.refused:
        raise found.refused
    with of.desk.database.writing() as connection:
        return _told(connection, of, kind, found, digest.strip().strip('"') if digest else None)


def _told(
    connection: Connection, of: OneKept, kind: ListKind, found: Brought, digest: str | None
) -> Imported:
    faults = (*found.faults, *found.elsewhere)
    if faults and digest:
        raise Refused(ServiceFault.FAULTS)
    shown = difference(connection, of.round.key, kind.kept, found.rows)
    if kind is ListKind.PEOPLE:
        keys = known_people(connection, of.round.unit, found)
        looked(connection, of.actor, "import", keys, at=of.desk.clock(), round_key=of.round.key)
    if digest:
        try:
            by = of.desk.by(of.actor)
            one = Upload({kind.kept: found.rows}, frozenset())
            one.keep(connection, of.round.key, of.round.unit, {kind.kept: digest}, by)
        except ListFault as fault:
            raise Refused(_REFUSED[fault.code]) from None
    return Imported(
        kept=bool(digest),
        faults=tuple(map(_fault, faults[:MOST])),
        faults_in_all=len(faults),
        added=len(shown.added),
        changed=len(shown.changed),
        unchanged=shown.unchanged,
        absent=len(shown.absent),
        changes=tuple(map(_change, shown.changed[:MOST])),
        digest=None if faults else shown.digest,
    )


def _change(one: CellChange) -> Change:
    """A change; what is shown to nobody is told to have changed, and not from what."""
    before = "" if one.heading in UNSHOWN else one.before
    return Change(id=one.id, heading=one.heading, before=before, after=one.after)


def _fault(one: RowFault) -> CellFault:
    what = Words(load_catalogue(), on_page=True).what_is_wrong(one)
    return CellFault(row=one.row, column=one.column, code=one.code, what=what)
