"""A list that was brought: its faults mended, what it would change shown, and kept as it was shown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from matching.domain.errors import FileFault, RowFault
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.wording import Words
from service.asked import NotFound, OneKept
from service.bringing.columns import renamed
from service.bringing.drafting import (
    Beside,
    Brought,
    ListKind,
    again,
    bring,
    known_people,
    mended,
    place_of,
    written,
)
from service.bringing.uploads import Upload
from service.door.forms import Form, FormFault, SentFile
from service.pages.dress import page, words
from service.pages.lead.around import around
from service.pages.lead.columns import asked_columns, columns_in
from service.pages.lead.hiding import hidden_or_asked
from service.pages.lead.work import NOBODY, ToEdit, told_work
from service.pages.tables import Table
from service.shown.addresses import draft_page, work_page
from service.store import drafts
from service.store.hiding import hide
from service.store.lists import difference
from service.store.lookups import looked
from service.store.order import lock_rounds
from service.store.rows import Difference, ListFault

CELLS: Final = 25
"""Cells that are mended at a time, at most: a form has as many fields, and a box beside each row."""
CHANGES: Final = 200
"""Changes that are shown one by one, at most; all of them are counted."""
_CELL: Final = re.compile(r"celle-(\d{1,7})-(\d{1,3})")
_OUT: Final = re.compile(r"ut-(\d{1,7})")

KindOfList = Annotated[ListKind, Path(alias="liste", description="Which of the lists of a round.")]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class Cell:
    """A cell that has to be mended."""

    row: int
    column: str
    place: int
    """Where its column stands; 0 where it is none of the list, and so cannot be mended here."""
    value: str
    wrong: tuple[str, ...]
    first: bool
    """It is the first of its row, which has a box to leave the row out."""


@router.post("/runder/{round}/grunnlag/liste")
def upload(of: ToEdit, sent: SentFile) -> Response:
    """A list brought as a file."""
    told = words()
    if sent.fields.get("liste") not in set(ListKind):
        raise FormFault
    kind = ListKind(sent.fields["liste"])
    meanings = columns_in(sent.fields, kind, of.desk.catalogue)
    found = bring(sent.name, sent.content, kind, replace(_beside(of), meanings=meanings))
    if asked := hidden_or_asked(of, found, sent.fields):
        return asked
    if found.refused:
        columns = asked_columns(found.unknown, of.desk.catalogue, told)
        return told_work(of, status=422, refused=told.error(found.refused), kind=kind, columns=columns)
    return _put(of, found, kind, meanings=meanings)


@router.get("/runder/{round}/grunnlag/{liste}")
def one_list(of: ToEdit, kind: KindOfList) -> HTMLResponse:
    """A list that was brought: what has to be mended, or what it would change."""
    return _told(of, kind)


@router.post("/runder/{round}/grunnlag/{liste}/rett")
def mend(of: ToEdit, kind: KindOfList, form: Form) -> Response:
    """Cells of a list that were told as faults written anew, and rows left out; it is read again."""
    draft, told = _draft(of, kind), words()
    cells, out = {}, []
    for name, text in form.items():
        if found := _CELL.fullmatch(name):
            cells[int(found[1]), int(found[2])] = text
        elif found := _OUT.fullmatch(name):
            out.append(int(found[1]))
        else:
            raise FormFault
    try:
        _check_told(draft.rows, again(draft.rows, kind, _beside(of)), cells)
        brought = again(mended(draft.rows, cells, out), kind, _beside(of))
        return _put(of, brought, kind, draft)
    except FileFault as fault:
        return _told(of, kind, status=422, refused=told.error(fault))
    except ListFault:
        return _told(of, kind, status=409, refused=told.say("lead.draft.fault.cells"))


@router.post("/runder/{round}/grunnlag/{liste}/behold")
def keep(of: ToEdit, kind: KindOfList, form: Form) -> Response:
    """A list kept, as its difference was shown."""
    told, digest, draft = words(), form.get("forskjell", ""), _draft(of, kind)
    brought = again(draft.rows, kind, _beside(of))
    if not brought.sound:
        return _told(of, kind, status=409, refused=told.say("lead.draft.fault.faults"))
    one = Upload({kind.kept: brought.rows}, frozenset())
    by = of.desk.by(of.actor)
    try:
        with of.desk.database.writing() as connection:
            lock_rounds(connection, of.round.unit)
            _check_there(connection, draft)
            one.keep(connection, of.round.key, of.round.unit, {kind.kept: digest}, by)
            drafts.drop(connection, of.round.key, kind)
    except ListFault as fault:
        return _told(of, kind, status=409, refused=told.say(f"lead.draft.fault.{fault.code}"))
    return RedirectResponse(work_page(of.round.id), 303)


@router.post("/runder/{round}/grunnlag/{liste}/kast")
def throw_away(of: ToEdit, kind: KindOfList) -> Response:
    """A list thrown away."""
    with of.desk.database.writing() as connection:
        drafts.drop(connection, of.round.key, kind)
    return RedirectResponse(work_page(of.round.id), 303)


def _told(of: OneKept, kind: ListKind, *, status: int = 200, refused: str = "") -> HTMLResponse:
    told, rows = words(), _draft(of, kind).rows
    try:
        brought = again(rows, kind, _beside(of))
    except FileFault as fault:
        return told_work(of, status=409, refused=told.error(fault))
    cells = list(_cells(rows, brought, told))
    with of.desk.database.writing() as connection:
        shown = difference(connection, of.round.key, kind.kept, brought.rows) if brought.sound else None
        if kind is ListKind.PEOPLE:
            keys = known_people(connection, of.round.unit, brought)
            looked(connection, of.actor, "draft", keys, at=of.desk.clock(), round_key=of.round.key)
    return page(
        "lead/draft.html",
        status,
        frame=around(of, told.say(f"lead.draft.title_{kind}"), told),
        refused=refused,
        back=(work_page(of.round.id), told.say("lead.work.title")),
        cells=cells[:CELLS],
        in_all=len(cells),
        elsewhere=[told.fault(one) for one in brought.elsewhere],
        rows_in_all=len(rows) - 1,
        address=draft_page(of.round.id, kind),
        closed=of.round.closed_at is not None,
        **(_difference(shown, told) if shown else {"shown": None}),
    )


def _difference(shown: Difference, words: Words) -> dict[str, Any]:
    changed = tuple((one.id, one.heading, one.before, one.after) for one in shown.changed[:CHANGES])
    return {
        "shown": shown,
        "changed": Table(words.headings("lead_changes"), changed),
        "added": _some(shown.added, words),
        "absent": _some(shown.absent, words),
        "more": max(len(shown.changed) - CHANGES, 0),
    }


def _some(names: tuple[str, ...], words: Words) -> str:
    told = ", ".join(names[:CHANGES])
    more = len(names) - CHANGES
    return words.say("lead.draft.and_more", names=told, more=more) if more > 0 else told


def _cells(rows: drafts.Written, brought: Brought, words: Words) -> Iterable[Cell]:
    """The cells that have to be mended, each once, in the order of the list."""
    at: dict[tuple[int, str], list[RowFault]] = {}
    for fault in brought.faults:
        at.setdefault((fault.row, fault.written or fault.column), []).append(fault)
    before = 0
    for (row, column), faults in sorted(at.items(), key=lambda one: one[0][0]):
        wrong = tuple(dict.fromkeys(words.what_is_wrong(one) for one in faults))
        place = place_of(rows, faults[0]) or 0
        yield Cell(row, column, place, faults[0].value, wrong, first=row != before)
        before = row


def _put(
    of: OneKept,
    found: Brought,
    kind: ListKind,
    before: drafts.Draft | None = None,
    meanings: Meanings = NOTHING_CHOSEN,
) -> Response:
    """A list kept as a draft, and where it is shown; `before`: as it was before it was mended.

    `meanings`: what its columns are chosen to mean, which they are called from here on.

    Raises:
        ListFault: it is another by now.
    """
    by = of.desk.by(of.actor)
    with of.desk.database.writing() as connection:
        if of.round.key not in lock_rounds(connection, of.round.unit):
            raise NotFound  # erased since
        if before:
            _check_there(connection, before)
        hide(connection, of.round.unit, found.closed, by)
        rows = renamed(written(connection, of.round.unit, found, kind), kind.sheet, meanings)
        if rows:
            drafts.put(connection, of.round.key, kind, rows, by, before.made_at if before else None)
        else:
            drafts.drop(connection, of.round.key, kind)
    nobody = f"{work_page(of.round.id)}?lest={NOBODY}"
    return RedirectResponse(draft_page(of.round.id, kind) if rows else nobody, 303)


def _check_told(rows: drafts.Written, brought: Brought, cells: Mapping[tuple[int, int], str]) -> None:
    """Raise a ListFault where a cell is written anew that was told as no fault: it may say who is to be closed."""
    faults = {(fault.row, place_of(rows, fault)) for fault in brought.faults}
    others = {at: text for at, text in cells.items() if at not in faults}
    if mended(rows, others, ()) != rows:
        raise ListFault("cells")


def _check_there(connection: Connection, one: drafts.Draft) -> None:
    """Raise a ListFault where a list is gone since it was read, as with somebody in it who is closed, or mended."""
    if not drafts.is_there(connection, one):
        raise ListFault("changed")


def _draft(of: OneKept, kind: ListKind) -> drafts.Draft:
    with of.desk.database.reading() as connection:
        found = drafts.read(connection, of.round.key, kind)
    if found is None:
        raise NotFound
    return found


def _beside(of: OneKept) -> Beside:
    with of.desk.database.reading() as connection:
        return Beside.of(connection, of.round.key, of.desk.catalogue)
