"""What the plan says of one opening, of one person, or of a round as a whole, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from matching.wording import Over, Words
from service.access import Kind, Reach
from service.shown.addresses import opening_page, person_page, why_page
from service.shown.sight import Sight

Row = tuple[str, str | tuple[str, str]]
"""A name and a text, or an address with its text."""


@dataclass(frozen=True)
class Planned:
    """What the plan says of one opening or person, and why nothing or less than all is proposed."""

    rows: tuple[Row, ...]
    empty: str = ""
    why: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    """What one more, and one fewer, of its room would do."""
    ask: str = ""
    """The address of what it would take; empty where nothing is left or the actor may not see it."""


def opening_planned(sight: Sight, name: str, words: Words) -> Planned:
    """Who is proposed here, who is next, why there is room left, and what more or less room would do."""
    left = [one for one in sight.plan.empty_seats if one.opening == name]
    return Planned(
        rows=tuple(_people_here(sight, name, words)) if sight.reach else (),
        empty=words.say("service.opening.empty", room=left[0].room) if left else "",
        why=tuple(words.reason(reason, Over.PEOPLE) for one in left for reason in one.reasons),
        values=tuple(_values(sight, name, words)),
        ask=why_page(opening_page(sight.round.id, name)) if left and sight.may_read(Kind.CHANGE) else "",
    )


def person_planned(sight: Sight, name: str, words: Words) -> Planned:
    """Where a person is proposed, or why nowhere yet."""
    proposed = words.say("service.person.proposed")
    here = [one for one in sight.plan.assignments if one.candidate == name]
    left = [one for one in sight.plan.unassigned if one.candidate == name]
    return Planned(
        rows=tuple((proposed, _opening(sight, one.opening)) for one in here),
        empty=words.say("service.plan.left") if left else "",
        why=tuple(words.reason(reason, sure=one.eligible > 0) for one in left for reason in one.reasons),
        ask=why_page(person_page(sight.round, name)) if left and sight.may_read(Kind.CHANGE) else "",
    )


def _people_here(sight: Sight, name: str, words: Words) -> Iterator[Row]:
    plan = sight.plan
    here = plan.proposed_at(name)
    proposed, reserves = words.say("service.plan.proposals"), words.say("service.opening.reserves")
    for one in here:
        evidence = words.evidence(one.fit.evidence_level)
        told = words.say(
            "explain.proposal", candidate=one.candidate, points=one.fit.points, evidence=evidence
        )
        yield proposed, (person_page(sight.round, one.candidate), told)
    if not here:
        yield (
            proposed,
            words.say("explain.nobody" if sight.reach is Reach.ALL else "service.opening.nobody_seen"),
        )
    queue = plan.reserves.get(name, ())
    levels = sight.round.levels(name, (one.candidate for one in queue))
    for queued in queue:
        key = "explain.reserve_elsewhere" if queued.proposed_elsewhere else "explain.reserve"
        who = queued.candidate
        told = words.say(key, candidate=who, points=queued.points, evidence=levels[who])
        yield reserves, (person_page(sight.round, queued.candidate), told)


def _values(sight: Sight, name: str, words: Words) -> Iterator[str]:
    mode = sight.plan.mode
    for one in sight.plan.seat_values:
        if one.opening == name:
            yield words.say(f"seat.more_{mode}", total=words.total(one.one_more, mode))
            if one.one_fewer is not None:
                yield words.say(f"seat.fewer_{mode}", total=words.cost(one.one_fewer, mode))


def _opening(sight: Sight, name: str) -> tuple[str, str]:
    return opening_page(sight.round.id, name), str(sight.round.places[name])


def round_numbers(sight: Sight, words: Words) -> tuple[tuple[str, int | str | None], ...]:
    """A round in the numbers the actor may see."""
    plan, counts = sight.plan, sight.counts
    told: dict[str, int | str | None] = {
        "people": counts.people,
        "openings": len(sight.round.cohort.openings),
        "proposals": counts.proposals,
        "left": counts.left,
        "room": counts.room,
        "gives": words.total(plan.objective, plan.mode) if plan.objective else None,
        "control": words.audit(plan.audit) if plan.audit else None,
    }
    return tuple((words.say(f"service.round.{name}"), value) for name, value in told.items())
