"""A proposal and what was said of it in, the letter that explains it to the person out, in her language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from matching.domain.plan import Plan
from matching.domain.suggestion import Suggestion
from matching.files.out.fit_told import not_known
from matching.wording import Words
from service.access import Kind
from service.asked import NotFound
from service.asking import AsksOfRound
from service.door.language import LANGUAGES, spoken
from service.pages.dress import page, words
from service.pages.frame import frame
from service.pages.lead.proposals import Number
from service.pages.moments import HERE
from service.pages.pairs import sentences
from service.planning import proposing
from service.shown.addresses import letter_page, proposal_page
from service.shown.sight import Sight
from service.store.confirmations import Answer
from service.store.decisions import role_at
from service.store.plans import newest

FOREMOST: Final = 3
"""Parts of a fit the letter names."""

OfPlan = Annotated[Sight, Depends(AsksOfRound(Kind.PLAN))]
Language = Annotated[str, Query(alias="mal", pattern="^(nb|nn)?$")]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class Part:
    """One part of the letter: a heading, and its sentences."""

    heading: str
    told: tuple[str, ...]


@router.get("/runder/{round}/forslag/{number}/brev")
def letter(sight: OfPlan, number: Number, language: Language = "") -> HTMLResponse:
    """The letter about one proposal: what counted, what would change it, who decided, how to object."""
    plan, name = sight.plan, sight.round.id
    if not sight.reach or number > len(plan.assignments):
        raise NotFound
    one = plan.assignments[number - 1]
    sight.shows("letter", (one.candidate,), at_opening=one.opening)
    chosen = language or spoken()
    told = Words(sight.round.catalogue, chosen)
    said = proposing.standing(sight).said.get((one.candidate, one.opening))
    decided = list(_decided(said, sight, told))
    others = [code for code in LANGUAGES if code != chosen]
    return page(
        "records/letter.html",
        frame=frame(sight, words().say("records.letter.title", number=number), words(), "forslag"),
        language=chosen,
        opened=told.say(opening_of_letter(said, plan), candidate=one.candidate, **_where(sight, one.opening)),
        parts=list(_parts(sight.pair(one.candidate, one.opening), decided, _office(sight), told)),
        others=[
            (f"{letter_page(name, number)}?mal={code}", Words(sight.round.catalogue, code).say("language"))
            for code in others
        ],
        back=(proposal_page(name, number), words().say("lead.proposal.title", number=number)),
    )


def opening_of_letter(said: Answer | None, plan: Plan) -> str:
    """The text a letter begins with, by what was proposed and what was said of it."""
    how = plan.mode if said is None or said.confirmed else "turned_down"
    return f"records.letter.opened_{how}"


def _office(sight: Sight) -> str:
    """What the office of the round is called."""
    unit = sight.round.unit
    return sight.desk.office(unit) if sight.desk else unit


def _where(sight: Sight, opening: str) -> dict[str, str]:
    place = sight.round.places[opening]
    return {"firm": place.firm, "municipality": place.municipality}


def _parts(one: Suggestion, decided: list[str], office: str, words: Words) -> Iterator[Part]:
    for name, told in (
        ("counted", _counted(one, words)),
        ("change", _would_change(one, words)),
        ("decided", decided),
        ("object", [words.say("records.letter.objection", unit=office)]),
    ):
        yield Part(words.say(f"records.letter.{name}"), tuple(told))


def _counted(one: Suggestion, words: Words) -> list[str]:
    """The parts of the fit that say most, by name, and the reasons the core gives; no points of anybody."""
    known = [part for part in one.fit.contributions if part.known and part.points] if one.fit else []
    most = sorted(known, key=lambda part: -part.points)[:FOREMOST]
    parts = words.listed([words.criterion(part.part) for part in most])
    first = [words.say("records.letter.most", parts=parts)] if most else []
    return [*first, *sentences(one.why, words)]


def _would_change(one: Suggestion, words: Words) -> list[str]:
    """What is missing or not known, and what could be learnt."""
    told = [*sentences(one.verdict.reasons, words)]
    if one.fit:
        told.append(not_known(one.fit, words))
        learn = [words.skill(key) for key in one.fit.skills.missing]
        told += [words.say("records.letter.learn", skills=words.listed(learn))] if learn else []
    return told or [words.say("records.letter.nothing")]


def _decided(said: Answer | None, sight: Sight, words: Words) -> Iterator[str]:
    """What people have done with the proposal, each with her role and office: the letter names nobody."""
    if said is None:
        yield words.say("records.letter.undecided")
        return
    desk, round_key = sight.kept
    done = {"confirmed" if said.confirmed else "turned_down": (said.actor, said.at)}
    with desk.database.reading() as connection:
        kept = newest(connection, round_key)
        if kept and kept.released_by and kept.released_at:
            done["released"] = kept.released_by, kept.released_at
        roles = {what: role_at(connection, *by) for what, by in done.items()}
    for what, (_, at) in done.items():
        role = words.say(f"service.role.{roles[what]}") if roles[what] else None
        day = words.date(at.astimezone(HERE).date())
        yield words.say(f"records.letter.{what}", role=role, unit=_office(sight), day=day)
