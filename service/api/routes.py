"""The routes of the interface: each asks, reads and answers; none reckons."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from service.access import Kind
from service.api import answers, changes, parts
from service.api.faults import FAULTS
from service.api.paging import AsksForPage
from service.api.shown import (
    answered_once,
    opening_in_round,
    person_in_round,
    person_shown,
    plan_shown,
    round_shown,
)
from service.asked import NotFound, OneOpening, OnePair, OnePerson, Sights
from service.asking import MOST, AsksOfOpening, AsksOfPair, AsksOfPerson, AsksOfRound, AsksOfService
from service.shown.facts import opening_facts
from service.shown.records import persons_asked_about, persons_at, persons_in, persons_of
from service.shown.sight import Sight

Count = Annotated[int, Query(ge=1, le=MOST, description="How many suggestions.")]
Rounds = Annotated[Sights, Depends(AsksOfService())]
OfRound = Annotated[Sight, Depends(AsksOfRound(Kind.ROUND))]
Openings = Annotated[Sight, Depends(AsksOfRound(Kind.OPENING))]
People = Annotated[Sight, Depends(AsksOfRound(Kind.PERSON))]
OfPlan = Annotated[Sight, Depends(AsksOfRound(Kind.PLAN))]
OfQuestions = Annotated[Sight, Depends(AsksOfRound(Kind.QUESTIONS))]
Opening = Annotated[OneOpening, Depends(AsksOfOpening())]
Person = Annotated[OnePerson, Depends(AsksOfPerson())]
WhyPerson = Annotated[OnePerson, Depends(AsksOfPerson(Kind.CHANGE))]
WhyOpening = Annotated[OneOpening, Depends(AsksOfOpening(Kind.CHANGE))]
Pair = Annotated[OnePair, Depends(AsksOfPair())]

router = APIRouter(prefix="/api/v1", responses=FAULTS)


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request, rounds: Rounds) -> dict[str, Any]:
    """The description of this interface (OpenAPI)."""
    described: dict[str, Any] = request.app.openapi()
    return described


@router.get("/rounds")
def rounds(rounds: Rounds) -> list[answers.Round]:
    """The rounds the actor may see."""
    return [round_shown(sight) for sight in rounds]


@router.get("/rounds/{round}")
def one_round(sight: OfRound) -> answers.Round:
    """The numbers of one round."""
    return round_shown(sight)


@router.get("/rounds/{round}/openings")
def openings(sight: Openings, paging: AsksForPage) -> list[answers.Opening]:
    """The openings of a round, a page at a time."""
    held = sight.round
    shown = paging.page(list(held.opening_rows), str, str)
    return [answers.Opening.model_validate(opening_facts(held, name)) for name in shown]


@router.get("/rounds/{round}/openings/{opening}", response_model=answers.OpeningInRound)
def opening(one: Opening, count: Count = 10) -> Response:
    """One opening with the people who suit it best."""
    found = one.sight.people_for(one.name, count)
    one.sight.shows("opening", persons_at(one.sight.plan, one.name, found), at_opening=one.name)
    return answered_once(one.sight, ("opening", one.name, count), lambda: opening_in_round(one, found))


@router.get("/rounds/{round}/people")
def people(sight: People, paging: AsksForPage) -> list[answers.Person]:
    """The people of a round whom the actor may see, a page at a time."""
    everybody = sight.once("people in order", lambda: sorted(sight.people))
    shown = paging.page(everybody, sight.round.ref_of, sight.round.person_of)
    sight.shows("people", shown)
    return [person_shown(sight, name) for name in shown]


@router.get("/rounds/{round}/people/{person}", response_model=answers.PersonInRound)
def person(one: Person, count: Count = 10) -> Response:
    """One person with the openings that suit her best."""
    one.sight.shows("person", {one.name})
    return answered_once(one.sight, ("person", one.name, count), lambda: person_in_round(one, count))


@router.get("/rounds/{round}/openings/{opening}/why-empty")
def why_empty(one: WhyOpening) -> changes.WhyEmpty | None:
    """Why an opening has room left, and what single change would fill it; null where it has none left."""
    found = one.sight.why_empty(one.name)
    return changes.WhyEmpty.model_validate(found) if found else None


@router.get("/rounds/{round}/people/{person}/why-left")
def why_left(one: WhyPerson) -> changes.WhyLeft | None:
    """Why a person has no proposal, and what single change would give her one; null where she has one."""
    one.sight.shows("why", {one.name})
    found = one.sight.why_left(one.name)
    return changes.WhyLeft.model_validate(found) if found else None


@router.get("/rounds/{round}/pairs/{person}/{opening}")
def pair(one: Pair) -> parts.Suggestion:
    """All there is to say about one person and one opening."""
    found = one.sight.pair(one.person, one.opening)
    one.sight.shows("pair", persons_of(found), at_opening=one.opening)
    return parts.Suggestion.model_validate(found)


@router.get("/rounds/{round}/plan")
def plan(sight: OfPlan) -> answers.Plan:
    """The proposal as a whole."""
    sight.shows("plan", persons_in(sight.plan))
    return plan_shown(sight)


@router.get("/rounds/{round}/funnel")
def funnel(sight: OfRound) -> answers.Funnel:
    """All pairs of a round counted."""
    if sight.plan.funnel is None:
        raise NotFound
    return answers.Funnel.model_validate(sight.plan.funnel)


@router.get("/rounds/{round}/questions")
def questions(sight: OfQuestions) -> answers.Questions:
    """The questions that would open most."""
    sight.shows("questions", persons_asked_about(sight.plan))
    return answers.Questions.model_validate({"questions": sight.plan.open_questions})
