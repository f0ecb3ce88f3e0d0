"""What an actor may see in, the answers of the interface out."""

from collections.abc import Callable, Hashable, Iterable, Sequence

from fastapi import Response
from pydantic import BaseModel

from matching.domain.plan import EmptySeats
from matching.domain.suggestion import Suggestion
from service.access import Reach
from service.api import answers, parts
from service.asked import OneOpening, OnePerson
from service.shown.facts import opening_facts, person_facts
from service.shown.records import persons_at, persons_in
from service.shown.sight import Sight


def answered_once(sight: Sight, about: Hashable, answer: Callable[[], BaseModel]) -> Response:
    """An answer that rests on a round, on what the actor may see of it and on `about` alone, made once."""
    told = sight.round.pages.of(
        ("api", about, sight.whose), lambda: answer().model_dump_json(by_alias=True).encode()
    )
    return Response(told, media_type="application/json")


def round_shown(sight: Sight) -> answers.Round:
    """The numbers of a round."""
    held, counts = sight.round, sight.counts
    return answers.Round(
        id=held.id,
        name=held.name,
        synthetic=held.synthetic,
        persons=sight.reach.name.lower(),
        on=held.enquiry.on,
        mode=held.plan.mode,
        status=held.plan.status,
        people=counts.people,
        openings=len(held.cohort.openings),
        proposals=counts.proposals,
        left=counts.left,
        room=counts.room,
        digest=held.digest,
    )


def plan_shown(sight: Sight) -> answers.Plan:
    """The plan as the actor may see it."""
    plan = sight.plan
    told = {name: getattr(plan, name) for name in answers.Plan.model_fields if hasattr(plan, name)}
    empty = tuple(_empty(one, sight) for one in plan.empty_seats)
    return answers.Plan.model_validate(
        {
            **told,
            "digest": sight.round.digest,
            "empty_seats": empty,
            "reserves": {name: _reserves(name, sight) for name in plan.reserves},
            "most_helped": sight.most_helped,
            "refs": _refs(persons_in(plan), sight),
        }
    )


def opening_in_round(one: OneOpening, found: Sequence[Suggestion]) -> answers.OpeningInRound:
    """An opening, the people found for it, and what the plan says of it."""
    sight, plan, name = one.sight, one.sight.plan, one.name
    empty = [_empty(seats, sight) for seats in plan.empty_seats if seats.opening == name]
    values = [value for value in plan.seat_values if value.opening == name]
    return answers.OpeningInRound.model_validate(
        {
            "opening": opening_facts(sight.round, name),
            "suggestions": found,
            "refs": _refs(persons_at(plan, name, found), sight),
            "assignments": plan.proposed_at(name),
            "reserves": _reserves(name, sight),
            "empty_seats": empty[0] if empty else None,
            "seat_value": values[0] if values else None,
        }
    )


def person_in_round(one: OnePerson, count: int) -> answers.PersonInRound:
    """A person, the openings that suit her best, and what the plan says of her."""
    sight, plan, name = one.sight, one.sight.plan, one.name
    left = [person for person in plan.unassigned if person.candidate == name]
    found = sight.openings_for(name, count)
    return answers.PersonInRound.model_validate(
        {
            "person": person_shown(sight, name),
            "suggestions": found,
            "mapping_questions": sight.round.enquiry.to_map(name, found),
            "assignments": [proposal for proposal in plan.assignments if proposal.candidate == name],
            "unassigned": left[0] if left else None,
        }
    )


def person_shown(sight: Sight, name: str) -> answers.Person:
    """What is known of a person, with what stands for her in addresses."""
    told = vars(person_facts(sight.round, name))
    return answers.Person.model_validate({**told, "ref": sight.round.ref_of(name)})


def _refs(names: Iterable[str], sight: Sight) -> dict[str, str]:
    return {name: sight.round.ref_of(name) for name in sorted(names)}


def _reserves(name: str, sight: Sight) -> tuple[parts.Reserve, ...]:
    """The reserve list of an opening, with how well each pair is mapped."""
    queue = sight.plan.reserves.get(name, ())
    levels = sight.round.levels(name, (one.candidate for one in queue))
    return tuple(parts.Reserve(**vars(one), evidence_level=levels[one.candidate]) for one in queue)


def _empty(seats: EmptySeats, sight: Sight) -> parts.EmptySeats:
    shown = parts.EmptySeats.model_validate(seats)
    return shown if sight.reach is Reach.ALL else shown.model_copy(update={"eligible": None, "unknown": None})
