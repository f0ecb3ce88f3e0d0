"""Checks of what a plan says of itself as a whole: why it cannot be made, what decisions cost, and its notes."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, zip_longest

from matching.audit.case import Case
from matching.audit.conflicts import OF_CONFLICT
from matching.audit.limits import is_comparable
from matching.audit.stability import OF_STABILITY
from matching.domain.answers import NO, TENTHS_IN_A_SEAT
from matching.domain.plan import Status
from matching.domain.policy import Mode
from matching.domain.proof import BoundKind, Total
from matching.domain.reasons import Reason, ReasonCode


def causes_are_true(case: Case) -> Iterator[str]:
    """Every cause why a plan cannot be made is one that we find too, with the same numbers."""
    if case.plan.status is not Status.INFEASIBLE:
        return
    found = set(_causes(case))
    for cause in case.plan.causes:
        if cause not in found and cause.code not in OF_CONFLICT:
            yield f"{cause.code} of {dict(cause.facts)} is no cause"


def every_decision_has_its_cost(case: Case) -> Iterator[str]:
    """Each pin and then each veto is told the cost of, and none costs less than nothing.

    A pin of a pair that could not be proposed without it may: it lets the plan have more.
    """
    told = [(one.candidate, one.opening, one.pinned) for one in case.plan.decision_costs]
    made = [(one.candidate, one.opening, True) for one in case.policy.pins]
    made += [(one.candidate, one.opening, False) for one in case.policy.vetoes]
    for one, other in zip_longest(told, made):
        if one != other:
            yield f"told the cost of {one}, found {other}"
    for cost in case.plan.decision_costs:
        if cost.cost is None:
            if case.plan.bounds is None or case.plan.seat_values:
                yield f"{cost.candidate} at {cost.opening} is not told what it costs"
        elif cost.cost < Total() and not (cost.pinned and _only_by_pin(case, cost.candidate, cost.opening)):
            yield f"{cost.candidate} at {cost.opening} is told to cost {cost.cost}"


def amounts_are_possible(case: Case) -> Iterator[str]:
    """Under constraints room is told the worth of at every opening in order, or nowhere; less room is no gain.

    An amount that lies between two is told the smaller first; of a plan proven by prices every amount is exact.
    """
    plan = case.plan
    told: list[tuple[str, Total | None, Total | None]] = []
    for value in plan.seat_values:
        told.append((value.opening, value.one_more, value.one_more_at_most))
        told.append((value.opening, value.one_fewer, value.one_fewer_at_most))
    seats = len(told)
    told += [(one.opening, one.cost, one.cost_at_most) for one in plan.decision_costs]
    for name, least, most in told:
        if most is not None and (plan.bounds is None or least is None or most <= least):
            yield f"{name}: told from {least} to {most}"
    if plan.bounds is None:
        return
    openings = [one.opening for one in plan.seat_values]
    if openings and openings != case.round.opening_ids:
        yield f"told the value of room in {openings}"
    for name, least, most in told:
        if not (is_comparable(case, least) and is_comparable(case, most)):
            yield f"{name}: told {least} and {most}, and points are all that counts"
    for name, least, _ in told[:seats]:
        if least is not None and least < Total():
            yield f"{name}: told that room is worth {least}"


def notes_on_the_plan(case: Case) -> Iterator[str]:
    """The notes are just those we find: the ordinary way in, learned weights, class size and unused tenths."""
    told, found = (
        Counter(one for one in case.plan.notes if one.code not in OF_STABILITY),
        Counter(_notes(case)),
    )
    for note in (told - found) + (found - told):
        yield f"{note.code} of {dict(note.facts)} is told {told[note]} times, found {found[note]}"


def _causes(case: Case) -> Iterator[Reason]:
    pins = Counter((one.candidate, one.opening) for one in case.policy.pins)
    vetoed = {(one.candidate, one.opening) for one in case.policy.vetoes}
    of_person, at_opening = Counter[str](), Counter[str]()
    for (candidate, opening), times in pins.items():
        of_person[candidate] += times
        at_opening[opening] += times
    for position, place in case.pins:
        pair = (case.round.person_ids[position], case.round.opening_ids[place])
        facts = {"candidate": pair[0], "opening": pair[1]}
        if case.judgements.answer(position, place) == NO:
            yield Reason.of(ReasonCode.PINNED_INELIGIBLE, **facts)
        if pins[pair] > 1 or of_person[pair[0]] > case.round.lists:
            yield Reason.of(ReasonCode.PINNED_TWICE, **facts)
        if pair in vetoed:
            yield Reason.of(ReasonCode.PINNED_AND_VETOED, **facts)
    for place, name in enumerate(case.round.opening_ids):
        here = [pair for pair in case.pins if pair[1] == place]
        often = [pins[case.round.person_ids[person], name] for person, _ in here]
        sizes = [
            case.shares.size(pair) for pair, twice in zip(here, often, strict=True) for _ in range(twice)
        ]
        room = sum(used <= case.shares.capacity(place) for used in accumulate(sorted(sizes)))
        if room < len(sizes):
            yield Reason.of(ReasonCode.PINS_EXCEED_SEATS, opening=name, room=room, pins=at_opening[name])


def _only_by_pin(case: Case, candidate: str, opening: str) -> bool:
    if candidate not in case.person_at or opening not in case.opening_at:
        return False
    pair = (case.person_at[candidate], case.opening_at[opening])
    return not (case.meetings.may_meet(*pair) and case.enough(*pair).all())


def _notes(case: Case) -> Iterator[Reason]:
    if not case.policy.caps:
        yield Reason.of(ReasonCode.NOTE_ORDINARY)
    bounds = case.plan.bounds
    for stage in bounds.stages if bounds else ():
        if stage.bound > stage.objective:
            facts = {stage.aim.value: stage.objective, "bound": stage.bound}
            claimed = bounds is not None and bounds.bound_kind is BoundKind.SOLVER
            yield Reason.of(ReasonCode.NOTE_SOLVER_SAYS if claimed else ReasonCode.NOTE_NOT_PROVEN, **facts)
    if bounds and case.rooms and not case.plan.seat_values:
        yield Reason(ReasonCode.NOTE_NOT_RESOLVED)
    if (learned := case.policy.learning) is not None:
        yield Reason.of(ReasonCode.NOTE_LEARNED_WEIGHTS, scorecard=learned.scorecard)
    size, people = case.round.cohort.programme.class_size, len(case.proposals_of)
    if case.policy.mode is Mode.PLACES and size is not None and not size[0] <= people <= size[1]:
        yield Reason.of(ReasonCode.NOTE_CLASS_SIZE, people=people, least=size[0], greatest=size[1])
    seats = case.round.cohort.openings.seats.tolist()
    for opening, (name, tenths) in enumerate(zip(case.round.opening_ids, seats, strict=True)):
        unused = tenths % (5 if bounds and case.shares.halves(opening) else TENTHS_IN_A_SEAT)
        if tenths > TENTHS_IN_A_SEAT and unused:
            yield Reason.of(ReasonCode.NOTE_TENTHS_UNUSED, opening=name, tenths=unused)
