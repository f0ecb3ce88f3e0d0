"""All that is kept of a person and who has looked at her, as a page and as a file; and her erased for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select

from matching.wording import Words
from service.access import Action, Kind
from service.addresses import erase_page, own_page, person_page, round_page
from service.asking import AsksOfPerson, OnePerson
from service.forms import Form
from service.pages.dress import page, words
from service.pages.frame import Link, frame
from service.store.erasure import Counts, erase_person, of_person
from service.store.own import LOOKUPS, Rows, own_data
from service.store.tables.rounds import person

OfHers = Annotated[OnePerson, Depends(AsksOfPerson(Kind.LOG))]
ToErase = Annotated[OnePerson, Depends(AsksOfPerson(Kind.PERSON, Action.ERASE))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def to_own(one: OnePerson, words: Words) -> tuple[Link, ...]:
    """The link to all that is kept of a person, for who may give it to her."""
    sight = one.sight
    if not (sight.is_kept and sight.may_read(Kind.LOG)):
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
    """All that is kept of a person, and who has looked at her."""
    sight, told = one.sight, words()
    found = _own(one)
    address = person_page(sight.round, one.name)
    return page(
        "records/own.html",
        frame=frame(sight, told.say("records.own.title", candidate=one.name), told, "kandidater"),
        tables=[_shown(name, rows, told) for name, rows in found.items() if rows],
        nobody=not found[LOOKUPS],
        file=f"{own_page(address)}/fil",
        erase=erase_page(address) if sight.may(Action.ERASE, Kind.PERSON) else "",
        back=(address, told.say("service.person.title", candidate=one.name)),
    )


@router.get("/runder/{round}/kandidater/{person}/opplysninger/fil")
def own_file(one: OfHers) -> Response:
    """The same as a file she can be given."""
    text = json.dumps({name: list(rows) for name, rows in _own(one).items()}, ensure_ascii=False, indent=1)
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
    expected = {name: int(text) for name, text in form.items() if text.isascii() and text.isdigit()}
    with desk.stores.writing() as (connection, identities):
        key = connection.execute(_key(one)).scalar_one()
        gone = erase_person(connection, identities, key, desk.by(one.sight.actor), expected=expected)
    if gone:
        return RedirectResponse(round_page(one.sight.round.id), 303)
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
        return of_person(connection, connection.execute(_key(one)).scalar_one())


def _own(one: OnePerson) -> Mapping[str, Rows]:
    """What is kept of her; that it is shown is kept too, and is the last that is told."""
    one.sight.shows("own", (one.name,))
    desk, _ = one.sight.kept
    with desk.database.reading() as connection, desk.stores.identities.reading() as identities:
        return own_data(connection, identities, connection.execute(_key(one)).scalar_one())


def _key(one: OnePerson) -> Any:  # noqa: ANN401 - a query of one key
    return select(person.c.key).where(person.c.unit == one.sight.round.unit, person.c.id == one.name)


def _shown(name: str, rows: Rows, words: Words) -> Shown:
    headings = tuple(rows[0])
    told = tuple(tuple(_cell(row[heading], words) for heading in headings) for row in rows)
    named = tuple(words.say(f"records.column.{heading}") for heading in headings)
    return Shown(f"t-{name}", words.say(f"records.table.{name}"), named, told)


def _cell(value: object, words: Words) -> str:
    if isinstance(value, bool):
        return words.say("records.said.yes" if value else "records.said.no")
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {text}" for name, text in value.items())
    return "" if value is None else str(value)
