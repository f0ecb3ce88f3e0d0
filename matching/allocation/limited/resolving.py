"""A plan under constraints in, what one thing more or less would be worth out: by solving again, in small rounds.

Under constraints no prices tell it. An amount is exact where both plans are proven best; else it lies between two,
told down to the first aim that is open: what counts less says nothing then.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from matching.allocation.constrained.goal import aims, reach
from matching.allocation.constrained.solve import solve
from matching.allocation.constrained.whole import best_total
from matching.allocation.limited.constraints import Round, open_model
from matching.allocation.limited.model import Model
from matching.allocation.limited.proven import bounds_of
from matching.domain.columns import Text
from matching.domain.plan import DecisionCost, SeatValue
from matching.domain.proof import Aim, BoundKind, Bounds, Total

MOST_WORK: Final = 40_000
"""Pairs, and PER_SOLVE, times solves up to which a round is solved again for every seat and decision (trial)."""

PER_SOLVE: Final = 100
"""What a solve costs beside its pairs, in pairs (trial)."""

EFFORT: Final = 100_000
"""Work on one side question where the solver alone does not answer it, in thousands of operations (assumption)."""

Amount = tuple[Total, Total | None]
"""The least an amount can be, and the most; None where the first is exact."""


class Known(NamedTuple):
    """Of one aim, what a best plan reaches at least and what it cannot pass."""

    aim: Aim
    least: int
    most: int


Best = tuple[Known, ...]
"""How good a best plan is, aim after aim; what is known of one holds where those before are reached."""


def is_small(one: Round, model: Model) -> bool:
    """Whether the round is solved again for every seat and decision; a floor's price is always found."""
    solves = 2 * len(model.capacities) + len(one.policy.pins) + len(one.policy.vetoes)
    return solves * (len(model.person) + PER_SOLVE) <= MOST_WORK


def price_of_floor(one: Round, model: Model, bounds: Bounds, place: int, seed: int) -> Amount:
    """What a floor costs everybody: the best total without it less the total with it."""
    limits = (*model.limits[:place], *model.limits[place + 1 :])
    without = _best(one, replace(model, limits=limits), seed, one.policy.effort)
    return _gain(without, known(bounds)) if without else (Total(), None)


def values_of_seats(
    one: Round, model: Model, bounds: Bounds, opening_ids: Text, seed: int
) -> tuple[SeatValue, ...]:
    """What a whole place more, and one fewer, is worth at each opening; nothing where the round is large."""
    return tuple(_seat_values(one, model, known(bounds), opening_ids, seed)) if is_small(one, model) else ()


def costs_of_decisions(one: Round, model: Model, bounds: Bounds, seed: int) -> tuple[DecisionCost, ...]:
    """What each pin and veto costs the whole; not counted where the round is large."""
    costs = []
    for pinned, decisions in ((True, one.policy.pins), (False, one.policy.vetoes)):
        for place, decision in enumerate(decisions):
            found: Amount | tuple[None, None] = (None, None)
            if is_small(one, model):
                other = open_model(replace(one, decided=one.decided.without(place, pinned=pinned)))
                without = _best(one, other, seed)
                # Only a pin of a pair that could not be proposed without it lets the plan have more.
                amount = _gain if len(other.person) >= len(model.person) else _amount
                found = amount(without, known(bounds)) if without else (None, None)
            costs.append(DecisionCost(decision.candidate, decision.opening, pinned, *found))
    return tuple(costs)


def _seat_values(one: Round, model: Model, now: Best, opening_ids: Text, seed: int) -> Iterator[SeatValue]:
    place = np.where(one.constraints.sharing.halves > 0, 2, 1)
    for opening, name in enumerate(opening_ids.tolist()):
        step = np.zeros_like(model.capacities)
        step[opening] = place[opening]
        more = _best(one, replace(model, capacities=model.capacities + step), seed)
        fewer = None
        if model.capacities[opening] >= step[opening]:
            fewer = _best(one, replace(model, capacities=model.capacities - step), seed)
        gain, gain_at_most = _gain(more, now) if more else (Total(), None)
        loss, loss_at_most = _gain(now, fewer) if fewer else (None, None)
        yield SeatValue(name, gain, loss, gain_at_most, loss_at_most)


def known(bounds: Bounds) -> Best:
    """A plan's bounds in, what is known of the best plan out; a solver's claim is taken at its word."""
    claimed = bounds.bound_kind is BoundKind.SOLVER
    return tuple(
        Known(one.aim, one.objective, one.objective if claimed else one.bound) for one in bounds.stages
    )


def _best(one: Round, model: Model, seed: int, effort: int = EFFORT) -> Best | None:
    """How good the best plan of another model is; None where no plan was found."""
    found, certain = best_total(model)
    if certain:
        return tuple(Known(aim, *[reach(aim, found)] * 2) for aim in aims(model)) if found else None
    solved = solve(model, effort=effort, seed=seed)
    return known(bounds_of(model, solved, len(model.limits))) if solved.status.made else None


def _amount(other: Best, plan: Best, *, no_less: bool = False) -> Amount:
    """How much better another best is; `no_less`: it is certain to be no worse."""
    least: dict[Aim, int] = {}
    most: dict[Aim, int] = {}
    sure = True
    for mine, now in zip(other, plan, strict=True):
        low, high = mine.least - now.most, mine.most - now.least
        if no_less and not any(least.values()):
            # Where the other reaches less of an aim than there is, what it has of later ones is no least.
            low, high = max(low, 0) if sure else 0, max(high, 0)
            sure &= mine.least == mine.most
        least[mine.aim], most[mine.aim] = low, high
        if low < high:
            return _total(other, least), _total(other, most)
    return _total(other, least), None


def _gain(other: Best, plan: Best) -> Amount:
    """How much better another best is, which can be no worse."""
    return _amount(other, plan, no_less=True)


def _total(best: Best, amounts: dict[Aim, int]) -> Total:
    """Amounts by aim as a Total; where proposals are no aim of their own, there are as many as people."""
    people, points = amounts.get(Aim.PEOPLE, 0), amounts.get(Aim.POINTS, 0)
    apart = any(one.aim is Aim.PROPOSALS for one in best)
    return Total(people, amounts.get(Aim.PROPOSALS, 0) if apart else people, points)
