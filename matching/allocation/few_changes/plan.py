"""A round and what people have now in, the plan of few changes asked for out, and the others that could be had."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from matching.allocation.allocate import allocate, round_of
from matching.allocation.few_changes.frontier import Choice, corners, with_steps
from matching.allocation.few_changes.reached import Field, bounds, people_stage, points_stage
from matching.allocation.few_changes.weighing import SMALL, Flows, Programmes
from matching.allocation.limited.constraints import Constraints, Round, open_model
from matching.allocation.limited.model import Model
from matching.allocation.reserves import with_reserves
from matching.allocation.stable.blocking import open_pairs, with_blocking
from matching.allocation.stable.plan import not_counted
from matching.blocks.fits import FitBlock, FitSource
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Int32, Int64, Text
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.fit import FULL_POINTS
from matching.domain.plan import Status
from matching.domain.policy import Mode, Objective, Policy
from matching.domain.proof import Total

STEPS: Final = 12
"""Steps of the frontier between its ends that are looked for in small rounds."""

MOST_PAIRS: Final = 5_000_000
"""Pairs that may meet up to which a plan is made anew: all are held at once, some 0.2 kB each (trial)."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Kept:
    """What people have now, by position, and how many of them may have something else at most."""

    person: Int32
    opening: Int32
    count: int
    """People who have something now; more than the pairs where an opening is gone."""
    changes: int | None = None
    """None for as few as can be."""


@dataclass(frozen=True, eq=False)
class FewChanges:
    """The plan, and the frontier it is of: each by what it keeps, fewest changes first."""

    allocation: Allocation
    choices: tuple[Choice, ...] = ()
    chosen: int = 0
    lapsed: Bool | None = None
    """Which of the pairs people have now can no longer be, as they were given; None where there is no plan."""


def few_changes(
    fits: FitSource,
    places: Int64,
    policy: Policy,
    people_ids: Text,
    opening_ids: Text,
    now: Kept,
    *,
    seed: int,
    under: Constraints | None = None,
) -> FewChanges:
    """The plan with most people of which no more change than asked, then with most points; pins are kept.

    Where no plan is that close to what people have now, it is the one of fewest changes.

    Raises:
        PolicyFault: a pin or veto names an id that is not there, or the policy asks for meetings or for a stable
            plan, or limits so large a round that the plans between could not be found, or the round is too large.
    """
    _check(policy)
    _check_size(fits)
    best = allocate(fits, places, policy, people_ids, opening_ids, seed=seed, under=under)
    if not best.status.made:
        return FewChanges(best)
    one = round_of(fits, places, policy, people_ids, opening_ids, under)
    model = open_model(one)
    mine = _among(model, now)
    people = len(best.person)
    choices = _frontier(model, mine, people, now, limited=best.bounds is not None)
    chosen = next((at for at, each in enumerate(choices) if _changes(now, each) <= _most(now, choices)), 0)
    found = _as_allocation(one, model, choices[chosen], best, opening_ids, seed)
    found = with_blocking(found, fits, policy, one.decided)
    found = with_reserves(found, fits, policy, people_ids, opening_ids, seed=seed)
    # Fewest changes first.
    return FewChanges(found, choices[::-1], len(choices) - 1 - chosen, _lapsed(model, now))


def _check(policy: Policy) -> None:
    for setting, unfit in (
        ("mode", policy.mode is Mode.MEETINGS),
        ("objective", policy.objective is Objective.STABLE),
    ):
        if unfit:
            raise PolicyFault(ErrorCode.REPLAN_WITH, setting=setting)


def _check_size(fits: FitSource) -> None:
    openness = fits.openness()
    pairs = int(openness.eligible_of_openings.sum() + openness.unknown_of_openings.sum())
    if pairs > MOST_PAIRS:
        raise PolicyFault(ErrorCode.REPLAN_SIZE, pairs=pairs, most=MOST_PAIRS)


def _among(model: Model, now: Kept) -> Bool:
    """Which pairs people have now, shape (pairs,)."""
    return np.isin(_keys(model, model.person, model.opening), _keys(model, now.person, now.opening))


def _lapsed(model: Model, now: Kept) -> Bool:
    """Which of what people have now may not be proposed, or has no room; shape as it is given."""
    there = np.isin(_keys(model, now.person, now.opening), _keys(model, model.person, model.opening))
    gone: Bool = ~there | (model.capacities[now.opening] == 0)
    return gone


def _keys(model: Model, person: Int32, opening: Int32) -> Int64:
    return opening.astype(np.int64) * len(model.lists) + person


def _frontier(model: Model, mine: Bool, people: int, now: Kept, *, limited: bool) -> tuple[Choice, ...]:
    """From most points to most kept: its corners, and in small rounds steps between them."""
    small = len(model.person) <= SMALL
    if limited and not small:
        raise PolicyFault(ErrorCode.REPLAN_WITH, setting="limits")
    counted = people if model.objective is Objective.PEOPLE else -1
    weigher = Programmes(model, mine, max(counted, 0)) if limited else Flows(model, mine, counted)
    room = int(min(len(model.lists), model.capacities.sum()))
    found = corners(weigher, FULL_POINTS * room, len(now.person))
    first, last = found[0].kept, found[-1].kept
    steps = np.unique(np.linspace(first, last, STEPS + 2, dtype=np.int64)).tolist() if small else []
    if now.changes is not None:
        steps.append(now.count - now.changes)
    return with_steps(weigher, found, sorted(set(steps))) if small else found


def _changes(now: Kept, choice: Choice) -> int:
    return now.count - choice.kept


def _most(now: Kept, choices: tuple[Choice, ...]) -> int:
    """The most changes that may be: as many as asked, but no fewer than must be."""
    fewest = min(_changes(now, one) for one in choices)
    return fewest if now.changes is None else max(now.changes, fewest)


def _as_allocation(
    one: Round, model: Model, choice: Choice, best: Allocation, opening_ids: Text, seed: int
) -> Allocation:
    """The choice as a plan: proven best where it reaches what the best does, else told how far it is from it."""
    if best.proof is None:
        return _limited(one, model, choice, best, opening_ids, seed)
    person, opening = model.person[choice.chosen], model.opening[choice.chosen]
    pinned = model.forced[choice.chosen]
    same = replace(best, person=person, opening=opening, pinned=pinned, blocking=None)
    reached = Total(len(person), len(person), choice.points)
    if reached == best.proof.objective:
        return same
    field = Field(
        pairs=FitBlock.joined(open_pairs(one.fits, one.policy, one.decided)),
        left=best.proof.capacities,
        decided=one.decided,
        pinned_points=one.fits.points(one.decided.pin_person, one.decided.pin_opening).astype(np.int64),
        employer=one.constraints.employer,
    )
    stages = [points_stage(field, best.proof, reached)]
    if one.policy.objective is Objective.PEOPLE:
        stages = [people_stage(field, best.proof, reached), *stages]
    return replace(
        same,
        status=Status.FEASIBLE,
        proof=None,
        bounds=bounds(reached, stages),
        seat_values=(),
        decision_costs=not_counted(one),
    )


def _limited(
    one: Round, model: Model, choice: Choice, best: Allocation, opening_ids: Text, seed: int
) -> Allocation:
    """The choice as a plan under constraints, held against what no plan under them can pass."""
    from matching.allocation.constrained.solve import Solved
    from matching.allocation.limited.plan import as_allocation
    from matching.allocation.limited.proven import counted_again

    if best.bounds is None:
        raise ValueError("a plan under constraints has its bounds")
    stages = tuple(counted_again(model, stage, choice.chosen) for stage in best.bounds.stages)
    count = int(np.count_nonzero(choice.chosen))
    # As good as a plan than which nothing is better, whether by its numbers or by the solver's word.
    same = Total(count, count, choice.points) == best.bounds.objective
    proven = (same and best.status is Status.OPTIMAL) or all(one.bound == one.objective for one in stages)
    solved = Solved(
        status=Status.OPTIMAL if proven else Status.FEASIBLE,
        chosen=choice.chosen,
        stages=stages,
        algorithm=best.algorithm,
        stopped=False,
    )
    return as_allocation(one, model, solved, opening_ids, seed)
