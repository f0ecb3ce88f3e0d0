"""All that is kept of a person and who has looked at her, as a page and as a file; and her erased for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection, select

from matching.wording import Words
from service.access import Action, Kind
from service.asked import NotFound, OnePerson
from service.asking import AsksOfPerson
from service.door.forms import Form, number_in
from service.pages.dress import page, words
from service.pages.frame import Link, frame
from service.pages.records.looks import looked_as, working_as
from service.shown.addresses import erase_page, own_page, person_page, work_page
from service.store.decisions import record
from service.store.erasure import Counts, erase_person, of_person
from service.store.own import DRAFTS, LOOKUPS, Rows, own_data
from service.store.rows import UNSHOWN
from service.store.tables.rounds import person

OfHers = Annotated[OnePerson, Depends(AsksOfPerson(Kind.OWN_DATA))]
ToHandOut = Annotated[OnePerson, Depends(AsksOfPerson(Kind.OWN_DATA, Action.REVEAL))]
ToErase = Annotated[OnePerson, Depends(AsksOfPerson(Kind.PERSON, Action.ERASE))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def to_own(one: OnePerson, words: Words) -> tuple[Link, ...]:
    """The link to all that is kept of a person, for who may give it to her."""
    sight = one.sight
    if not (sight.is_kept and sight.may_read(Kind.OWN_DATA)):
        return ()
    return ((own_page(person_page(sight.round, one.name)), words.say("records.own.to")),)


@dataclass(frozen=True)
class Shown:
    """A table of rows: the name of its kind, the headings, and the rows."""

    id: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@router.get("/runder/{round}/kandidater/{person}/opplysninger")
def own(one: OfHers) -> HTMLResponse:
    """All that is kept of a person but what she is called and lists not yet kept, and who has looked at her."""
    sight, told = one.sight, words()
    sight.shows("own", (one.name,))
    desk, _ = sight.kept
    with desk.database.reading() as connection:
        found = own_data(connection, _key(connection, one))
    address = person_page(sight.round, one.name)
    return page(
        "records/own.html",
        frame=frame(sight, told.say("records.own.title", candidate=one.name), told, "kandidater"),
        tables=[_shown(name, rows, told) for name, rows in found.items() if rows and name != DRAFTS],
        nobody=not found[LOOKUPS],
        file=f"{own_page(address)}/fil",
        erase=erase_page(address) if sight.may(Action.ERASE, Kind.PERSON) else "",
        back=(address, told.say("service.person.title", candidate=one.name)),
    )


@router.post("/runder/{round}/kandidater/{person}/opplysninger/fil")
def hand_out(one: ToHandOut) -> Response:
    """All that is kept of a person as a file for her: that it is handed out is a decision, and is logged as one."""
    one.sight.shows("hand_out", (one.name,))
    desk, _ = one.sight.kept
    with desk.stores.writing() as (connection, identities):
        key, by = _key(connection, one), desk.by(one.sight.actor)
        record(connection, by.decided("hand_out", "person", key, unit=one.sight.round.unit, facts={}))
        found = own_data(connection, key, identities)
    text = json.dumps({name: list(rows) for name, rows in found.items()}, ensure_ascii=False, indent=1)
    named = {"Content-Disposition": 'attachment; filename="opplysninger.json"'}
    return Response(text + "\n", media_type="application/json", headers=named)


@router.get("/runder/{round}/kandidater/{person}/slett")
def before_erasing(one: ToErase) -> HTMLResponse:
    """What would go with a person, before anything does."""
    one.sight.shows("erase", (one.name,))
    return _preview(one, _counts(one), 200)


@router.post("/runder/{round}/kandidater/{person}/slett")
def erase(one: ToErase, form: Form) -> Response:
    """A person erased, where what goes is what was shown; else it is shown anew."""
    desk, _ = one.sight.kept
    expected = {name: number_in(form, name, 0) for name in form}
    with desk.stores.writing() as (connection, identities):
        key = _key(connection, one)
        gone = erase_person(connection, identities, key, desk.by(one.sight.actor), expected=expected)
    if gone:
        # The plan went with her, and with it the pages of it.
        return RedirectResponse(work_page(one.sight.round.id), 303)
    one.sight.shows("erase", (one.name,))
    return _preview(one, _counts(one), 409)


def _preview(one: OnePerson, counts: Counts, status: int) -> HTMLResponse:
    told, address = words(), person_page(one.sight.round, one.name)
    return page(
        "records/erase.html",
        status,
        frame=frame(one.sight, told.say("records.erase.title", candidate=one.name), told, "kandidater"),
        counts=[(told.say(f"records.table.{name}"), count) for name, count in counts.items() if count],
        expected=dict(counts),
        changed=status != 200,
        address=erase_page(address),
        back=(address, told.say("service.person.title", candidate=one.name)),
    )


def _counts(one: OnePerson) -> Counts:
    desk, _ = one.sight.kept
    with desk.database.reading() as connection:
        return of_person(connection, _key(connection, one))


def _key(connection: Connection, one: OnePerson) -> int:
    """Her key in the store.

    Raises:
        NotFound: she has been erased since it was asked whether she may be seen.
    """
    hers = person.c.unit == one.sight.round.unit, person.c.id == one.name
    found: int | None = connection.execute(select(person.c.key).where(*hers)).scalar()
    if found is None:
        raise NotFound
    return found


def _shown(name: str, rows: Rows, words: Words) -> Shown:
    headings = tuple(rows[0])
    told = tuple(tuple(_named(name, heading, row[heading], words) for heading in headings) for row in rows)
    named = tuple(words.say(f"records.column.{heading}") for heading in headings)
    return Shown(f"t-{name}", words.say(f"records.table.{name}"), named, told)


def _named(table: str, heading: str, value: object, words: Words) -> str:
    """A cell of a table; what was looked at, and in what role, by name."""
    if table == LOOKUPS and heading == "action":
        return looked_as(str(value), words)
    if table == LOOKUPS and heading == "role":
        return working_as(str(value), words)
    return _cell(value, words)


def _cell(value: object, words: Words) -> str:
    if isinstance(value, bool):
        return words.say("records.said.yes" if value else "records.said.no")
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {text}" for name, text in value.items() if name not in UNSHOWN)
    return "" if value is None else str(value)
