"""Two people side by side for one opening: criterion by criterion, in one order."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from matching.domain.fit import ONE_SIDED, Criterion, Fit
from matching.domain.suggestion import Suggestion
from matching.files.out.fit_told import skills_told
from matching.wording import Words
from service.asked import OneOpening
from service.asking import MOST, AsksOfOpening, whom
from service.listing.lists import may_put
from service.pages.contact.opening import lists_told
from service.pages.dress import page, words
from service.pages.frame import frame
from service.pages.pairs import sentences
from service.pages.tables import Cell, Table
from service.shown.addresses import list_page, opening_page, person_page
from service.shown.sight import Sight
from service.store.standing import NOWHERE, standing

Opening = Annotated[OneOpening, Depends(AsksOfOpening())]
Refs = Annotated[tuple[str, ...], Query(alias="kandidat", max_length=MOST)]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/lareplasser/{opening}/sammenlign")
def compare(one: Opening, refs: Refs = ()) -> HTMLResponse:
    """Two people beside each other for an opening."""
    sight, name, told = one.sight, one.name, words()
    people = list(dict.fromkeys(whom(sight, ref) for ref in refs))
    around = frame(
        sight, told.say(f"contact.compare.{'title' if len(people) == 2 else 'two'}"), told, "lareplasser"
    )
    if len(people) != 2:
        return page("fault.html", 422, frame=around, mend=told.say("contact.compare.two_mend"))
    sight.shows("compare", people, at_opening=name)
    return page(
        "contact/compare.html",
        frame=around,
        place=sight.round.places[name],
        caption=told.say("contact.compare.caption", first=people[0], second=people[1], opening=name),
        back=opening_page(sight.round.id, name),
        table=side_by_side(sight, name, people, told),
        people=[
            (person_page(sight.round, one), told.say("service.person.title", candidate=one)) for one in people
        ],
        put=_put(sight, name, people),
    )


def side_by_side(sight: Sight, name: str, people: list[str], words: Words) -> Table:
    """What there is to say of each pair, the same things in the same order, a column for each person."""
    columns = [_column(sight.pair(person, name), words) for person in people]
    if sight.has_lists:
        desk, round_key = sight.kept
        with desk.database.reading() as connection:
            stand = standing(connection, round_key, name, people)
        for person, column in zip(people, columns, strict=True):
            column[words.say("contact.beside.standing")] = lists_told(stand.get(person, NOWHERE), words)
    things = dict.fromkeys(thing for column in columns for thing in column)
    nothing = words.say("contact.compare.nothing")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (thing, *(column.get(thing) or nothing for column in columns)) for thing in things
    )
    return Table((*words.headings("side_by_side"), *people), rows)


def _column(one: Suggestion, words: Words) -> dict[str, str]:
    say = words.say
    told = {say("contact.compare.outcome"): words.outcome(one.verdict.outcome)}
    if one.fit:
        told |= _fit(one.fit, words)
    told |= {
        say("service.pair.travel"): words.minutes(one.minutes),
        say("service.pair.extent"): words.extent(one.extent),
    }
    if one.fit:
        skills = {"met": "", "a_little": "", "related": "", "missing": "", "unknown": "", "learnable": ""}
        skills |= skills_told(one.fit.skills, words)
        told |= {say(f"service.pair.{key}"): text for key, text in skills.items() if text}
    told[say("service.pair.reasons")] = "\n".join(sentences(one.verdict.reasons, words))
    told[say("service.pair.notes")] = "\n".join(sentences(one.verdict.notes, words))
    return told


def _fit(fit: Fit, words: Words) -> dict[str, str]:
    """A fit and its parts, in the order of the criteria."""
    parts = {one.part: one for one in fit.contributions}
    told = {
        words.say("service.pair.fit"): words.fit(fit.points),
        words.say("service.pair.evidence"): words.evidence(fit.evidence_level),
    }
    for name in (*Criterion, ONE_SIDED):
        if name in parts:
            points, known = parts[name].points, parts[name].known
            shown = f"{points}" if known else words.say("contact.compare.points", points=points)
            told[words.criterion(name)] = shown
    return {**told, words.say("service.pair.trade"): words.trade(fit.trade)}


def _put(sight: Sight, name: str, people: list[str]) -> tuple[str, list[tuple[str, str]]] | None:
    """Where either is sent to be put on the list, and what stands for each; None where the actor may not."""
    if not may_put(sight):
        return None
    return f"{list_page(sight.round.id, name)}/valgte", [(sight.round.ref_of(one), one) for one in people]
