"""The routes of the pages: each asks, reads and renders; none reckons."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from matching.domain.plan import Plan
from matching.domain.shortlist import Shortlist
from matching.files.out.fit_told import questions_to_map
from matching.screen.costs import counted_on
from matching.wording import Words
from service.access import Kind, Reach
from service.asked import OneOpening, OnePerson, Sights, put_together
from service.asking import MOST, AsksOfOpening, AsksOfPerson, AsksOfRound, AsksOfService
from service.pages import tables
from service.pages.adviser.around import ways
from service.pages.contact.asked import Asked
from service.pages.contact.opening import candidates, shortlisted, standing_at
from service.pages.contact.today import today, works_with_lists
from service.pages.dress import page, page_once, words
from service.pages.frame import bare_frame, frame
from service.pages.known import opening_rows, person_rows
from service.pages.openings import AskedOfOpenings, openings_page
from service.pages.pairs import card
from service.pages.planned import opening_planned, person_planned, round_numbers
from service.pages.records.own import to_own
from service.pages.ways import Ways
from service.pages.why_not import opening_why, person_why
from service.shown.addresses import list_page, opening_page, proposal_page, round_page
from service.shown.counts import LEAST
from service.shown.facts import opening_facts, person_facts
from service.shown.records import persons_at, persons_in, persons_in_causes
from service.shown.sight import Sight
from service.store.standing import Standing

SHOWN: Final = 10
"""Suggestions on a page, unless another number is asked for."""

Count = Annotated[int, Query(alias="antall", ge=1, le=MOST)]
Filters = Annotated[Asked, Depends(put_together(Asked))]
OfOpenings = Annotated[AskedOfOpenings, Depends(put_together(AskedOfOpenings))]
Rounds = Annotated[Sights, Depends(AsksOfService())]
OfRound = Annotated[Sight, Depends(AsksOfRound(Kind.ROUND))]
Openings = Annotated[Sight, Depends(AsksOfRound(Kind.OPENING))]
OfPlan = Annotated[Sight, Depends(AsksOfRound(Kind.PLAN))]
OfProof = Annotated[Sight, Depends(AsksOfRound(Kind.PROOF))]
Opening = Annotated[OneOpening, Depends(AsksOfOpening())]
Person = Annotated[OnePerson, Depends(AsksOfPerson())]
WhyPerson = Annotated[OnePerson, Depends(AsksOfPerson(Kind.CHANGE))]
WhyOpening = Annotated[OneOpening, Depends(AsksOfOpening(Kind.CHANGE))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def rounds(sights: Rounds, ways_on: Ways) -> HTMLResponse:
    """All rounds the actor may see, below her day where she works with their lists."""
    told, hers = words(), works_with_lists(sights)
    made_up = any(sight.round.synthetic for sight in sights)
    notes = (told.say("service.synthetic_rounds"),) if made_up else ()
    around = bare_frame(told.say("contact.today.title" if hers else "service.rounds.title"), told, notes)
    listed = tables.rounds_table(sights, told)
    if not hers:
        return page("rounds.html", frame=around, rounds=listed, ways=ways_on)
    return page("contact/today.html", frame=around, rounds=listed, today=today(hers, told), ways=ways_on)


@router.get("/runder/{round}")
def one_round(sight: OfRound) -> HTMLResponse:
    """A round in numbers, what stands in the way, and what to ask."""
    told = words()
    questions = sight.once(
        ("questions", told.language),
        lambda: tables.questions_table(sight, told) if sight.may_read(Kind.QUESTIONS) else None,
    )
    asked = tables.persons_in(questions, sight) if questions else set()
    sight.shows("round", asked | persons_in_causes(sight.plan))
    return page_once(sight, "round.html", None, lambda: _round(sight, questions, told))


def _round(sight: Sight, questions: tables.Table | None, told: Words) -> Mapping[str, object]:
    return {
        "frame": frame(sight, told.say("service.round.title"), told),
        "plan": sight.plan,
        "causes": _causes(sight.plan, told),
        "numbers": round_numbers(sight, told),
        "everybody": sight.reach is Reach.ALL,
        "funnel": tables.funnel_table(sight, told),
        "questions": questions,
        "in_all": tables.asked_in_all(sight, told) if questions else 0,
    }


@router.get("/runder/{round}/lareplasser")
def openings(sight: Openings, asked: OfOpenings) -> HTMLResponse:
    """The openings of a round, a page at a time."""
    return page_once(sight, "openings.html", asked, lambda: _openings(sight, asked, words()))


def _openings(sight: Sight, asked: AskedOfOpenings, told: Words) -> Mapping[str, object]:
    return {
        "frame": frame(sight, told.say("service.openings.title"), told, "lareplasser"),
        "openings": openings_page(sight, asked, told),
    }


@router.get("/runder/{round}/lareplasser/{opening}")
def opening(one: Opening, asked: Filters, count: Count = SHOWN) -> HTMLResponse:
    """An opening, who could suit it, and what the plan says of it."""
    sight, name = one.sight, one.name
    found = shortlisted(sight, name, count, asked)
    stand = standing_at(sight, name, found.suggestions)
    sight.shows("opening", persons_at(sight.plan, name, found.suggestions), at_opening=name)
    # Where people stand on lists changes while the round does not, and with it who is left of those asked for.
    left = tuple(found.alike.items()), found.left, frozenset((stand or {}).items())
    return page_once(
        sight,
        "opening.html",
        (name, asked, count, left),
        lambda: _opening(one, found, stand, (asked, count), words()),
    )


def _opening(
    one: OneOpening,
    found: Shortlist,
    stand: Mapping[str, Standing] | None,
    asked: tuple[Asked, int],
    told: Words,
) -> Mapping[str, object]:
    sight, name, facts = one.sight, one.name, opening_facts(one.sight.round, one.name)
    return {
        "frame": frame(sight, told.say("service.opening.title", opening=name), told, "lareplasser"),
        "place": sight.round.places[name],
        "rows": opening_rows(facts, told),
        "planned": opening_planned(sight, name, told),
        "persons": bool(sight.reach),
        "everybody": sight.reach is Reach.ALL,
        "found": candidates(sight, facts, found, stand, asked[0], told),
        "count": asked[1],
        "most": MOST,
        "least": LEAST,
        "list_at": list_page(sight.round.id, name) if sight.has_lists else "",
    }


@router.get("/runder/{round}/kandidater/{person}")
def person(one: Person, count: Count = SHOWN) -> HTMLResponse:
    """A person, which openings could suit her, and what the plan says of her."""
    one.sight.shows("person", {one.name})
    return page_once(one.sight, "person.html", (one.name, count), lambda: _person(one, count, words()))


def _person(one: OnePerson, count: int, told: Words) -> Mapping[str, object]:
    sight, name = one.sight, one.name
    found, places = sight.openings_for(name, count), sight.round.places
    links = [
        (pair, (opening_page(sight.round.id, pair.opening), str(places[pair.opening]))) for pair in found
    ]
    return {
        "frame": frame(sight, told.say("service.person.title", candidate=name), told, "kandidater"),
        "rows": person_rows(person_facts(sight.round, name), told),
        "planned": person_planned(sight, name, told),
        "ways": (*ways(one, told), *to_own(one, told)),
        "to_map": questions_to_map(sight.round.enquiry.to_map(name, found), told),
        "cards": [card(pair, link, sight.round, told) for pair, link in links],
        "counted": counted_on(sight.counted, told),
        "count": count,
        "most": MOST,
    }


@router.get("/runder/{round}/lareplasser/{opening}/hva-skal-til")
def why_opening_empty(one: WhyOpening) -> HTMLResponse:
    """Why an opening has room left, and the cheapest single change that would fill it."""
    return page("why_not.html", **opening_why(one.sight, one.name, words()))


@router.get("/runder/{round}/kandidater/{person}/hva-skal-til")
def why_person_left(one: WhyPerson) -> HTMLResponse:
    """Why a person is without a proposal, and the cheapest single change that would give her one."""
    one.sight.shows("why", {one.name})
    return page("why_not.html", **person_why(one.sight, one.name, words()))


@router.get("/runder/{round}/forslag")
def plan(sight: OfPlan) -> HTMLResponse:
    """The plan: who is proposed where, who and what is left, and why."""
    told, shared = words(), sight.desk is not None and bool(sight.reach)
    sight.shows("plan", persons_in(sight.plan))
    return page(
        "plan.html",
        frame=frame(sight, told.say("service.plan.title"), told, "forslag"),
        plan=sight.plan,
        causes=_causes(sight.plan, told),
        persons=bool(sight.reach),
        everybody=sight.reach is Reach.ALL,
        proposals=tables.proposals_table(sight, told),
        left=tables.left_table(sight, told),
        empty=tables.empty_table(sight, told),
        seats=tables.seats_table(sight, told),
        notes=[told.reason(note) for note in sight.plan.notes],
        one_by_one=proposal_page(sight.round.id, 1) if shared and sight.plan.assignments else "",
        meeting=round_page(sight.round.id, "motevisning") if shared else "",
        changes=round_page(sight.round.id, "endringer") if _tells_changes(sight) else "",
    )


def _tells_changes(sight: Sight) -> bool:
    """Whether the actor may see what is other in this plan than in the one before."""
    return sight.is_kept and sight.may_read(Kind.CHANGE)


@router.get("/runder/{round}/bevis")
def proof(sight: OfProof) -> HTMLResponse:
    """The proof of the plan, and its control."""
    told = words()
    around = frame(sight, told.say("service.proof.title"), told, "bevis")
    return page("proof.html", frame=around, control=tables.control_table(sight, told))


def _causes(plan: Plan, words: Words) -> list[str]:
    """Why there is no plan, where there is none."""
    return [words.reason(cause) for cause in plan.causes]
