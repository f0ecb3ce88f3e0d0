"""A round and changes of it in, the plan as it is and the plan under each change out, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from matching.blocks.executor import SERIAL, Executor
from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, FULL_TIME, TENTHS_IN_A_SEAT
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.naming import called
from matching.domain.openings import Openings
from matching.domain.plan import Plan
from matching.domain.policy import Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.domain.scenario import RULES_OF_PLACE, RULES_OF_TARGET, Move, Scenario, Variant
from matching.pipeline import fill

HALF_TIME: Final = 50
NO_RULE: Final[Mapping[str, Any]] = MappingProxyType(
    {name: getattr(OPEN_PROGRAMME.target, name) for name in RULES_OF_TARGET}
    | {name: getattr(OPEN_PROGRAMME, name) for name in RULES_OF_PLACE}
)
"""What each rule of a programme is where it does not hold."""

Pair = tuple[str, str]
"""Ids of a candidate and an opening."""


def compare(
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    scenarios: Sequence[Scenario],
    *,
    on: date,
    seed: int,
    base: str,
    executor: Executor = SERIAL,
) -> tuple[Variant, ...]:
    """The round as it is, named `base`, then under each scenario; the same day, seed and rules in all.

    Each is filled by itself, so they may be filled side by side.

    Raises:
        PolicyFault: a scenario or decision names an opening, firm or person that is not in the round.
        Stopped, WorkerLost: not all were filled.
    """
    rounds = [(cohort, policy), *(changed(cohort, policy, one) for one in scenarios)]
    as_it_is, *others = executor.run(_filled, (catalogue, on, seed), rounds)
    variants = [_variant(base, as_it_is)]
    for scenario, plan, (_, decided) in zip(scenarios, others, rounds[1:], strict=True):
        kept = {*decided.pins, *decided.vetoes}
        lapsed = tuple(one for one in (*policy.pins, *policy.vetoes) if one not in kept)
        variants.append(replace(_variant(scenario.name, plan), moved=moved(as_it_is, plan), lapsed=lapsed))
    return tuple(variants)


def _filled(shared: tuple[Catalogue, date, int], given: tuple[Cohort, Policy]) -> Plan:
    (catalogue, on, seed), (cohort, policy) = shared, given
    return fill(cohort, catalogue, policy, on=on, seed=seed)


def changed(cohort: Cohort, policy: Policy, scenario: Scenario) -> tuple[Cohort, Policy]:
    """A round and its decisions under a scenario, without the pins and vetoes of openings that drop out.

    Raises:
        PolicyFault: the scenario names an opening or firm that is not in the round.
    """
    openings = _openings(cohort, scenario)
    gone = {str(name) for name in np.setdiff1d(cohort.openings.id, openings.id)}
    people, longest = cohort.people, policy.longest_travel
    if scenario.travel_limit is not None:
        own = np.where(people.travel_limit == BLANK, policy.assumed_travel_limit, people.travel_limit)
        limits = np.maximum(own, scenario.travel_limit).astype(np.int16)
        people, longest = replace(people, travel_limit=limits), max(longest, scenario.travel_limit)
    programme = _programme(cohort.programme, scenario)
    decided = replace(policy.without(gone), longest_travel=longest)
    return replace(cohort, people=people, openings=openings, programme=programme), decided


def moved(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Everybody whose proposals are others in the second plan, by id."""
    return moves(pairs_of(before), pairs_of(after))


def pairs_of(plan: Plan) -> list[Pair]:
    """Who is proposed where."""
    return [(one.candidate, one.opening) for one in plan.assignments]


def moves(before: Iterable[Pair], after: Iterable[Pair]) -> tuple[Move, ...]:
    """Everybody who has other openings after than before, by id."""
    first, second = _openings_of(before), _openings_of(after)
    return tuple(
        Move(candidate, first[candidate], second[candidate])
        for candidate in sorted(first.keys() | second.keys())
        if first[candidate] != second[candidate]
    )


def _openings(cohort: Cohort, scenario: Scenario) -> Openings:
    openings = cohort.openings
    order = {str(name): place for place, name in enumerate(openings.id)}
    seats = openings.seats.copy()
    for name, tenths in scenario.seats.items():
        if name not in order:
            raise PolicyFault(ErrorCode.ID_UNKNOWN, id=name, kind="opening")
        seats[order[name]] = tenths
    drops_out = _firms(cohort, scenario.without_firms)[openings.employer]
    for name in openings.id[drops_out].tolist():
        if scenario.seats.get(name):
            raise PolicyFault(ErrorCode.SCENARIO_CONTRADICTS, scenario=scenario.name, opening=name)
    stays = (seats > 0) & ~drops_out
    first, last = openings.extent_from, openings.extent_to
    if scenario.half_time:
        first = np.minimum(np.where(first == BLANK, HALF_TIME, first), HALF_TIME)
        last = np.maximum(np.where(last == BLANK, FULL_TIME, last), HALF_TIME)
    # What is left of a position is the most a person can be offered of it.
    most = np.minimum(FULL_TIME, seats * TENTHS_IN_A_SEAT)
    first, last = np.minimum(first, most).astype(np.int16), np.minimum(last, most).astype(np.int16)
    return replace(openings, seats=seats, extent_from=first, extent_to=last).take(np.flatnonzero(stays))


def _firms(cohort: Cohort, names: Sequence[str]) -> Bool:
    """Which firms are named, by name or organisation number, shape (firms,)."""
    named = np.zeros(len(cohort.employers), dtype=np.bool_)
    for name in names:
        found = called(name, (one.names for one in cohort.employers))
        if not found:
            raise PolicyFault(ErrorCode.ID_UNKNOWN, id=name, kind="firm")
        named[found] = True
    return named


def _programme(programme: Programme, scenario: Scenario) -> Programme:
    change = scenario.programme
    given = {name: getattr(change, name) for name in (*RULES_OF_TARGET, *RULES_OF_PLACE)}
    values = {name: value for name, value in given.items() if value is not None}
    values |= {name: NO_RULE[name] for name in change.without}
    target = {name: value for name, value in values.items() if name in RULES_OF_TARGET}
    place = {name: value for name, value in values.items() if name in RULES_OF_PLACE}
    if target:
        # A bound on people stands on a written ground; that of a what-if is the what-if.
        target["ground"] = programme.target.ground or scenario.name
    return replace(programme, target=replace(programme.target, **target), **place)


def _variant(name: str, plan: Plan) -> Variant:
    filled, people = len(plan.assignments), len({one.candidate for one in plan.assignments})
    empty = sum(one.room for one in plan.empty_seats)
    points = sum(one.fit.points for one in plan.assignments)
    return Variant(name=name, plan=plan, people=people, room=filled + empty, filled=filled, points=points)


def _openings_of(pairs: Iterable[Pair]) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for candidate, opening in pairs:
        found[candidate] = tuple(sorted((*found[candidate], opening)))
    return found
