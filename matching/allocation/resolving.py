"""A plan under constraints in, what one thing more or less would be worth out: by solving again, in small rounds.

Under constraints no prices tell it. An amount is exact where both plans are proven best; else it lies between two.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from matching.allocation.constrained.solve import solve
from matching.allocation.constraints import Round, open_model
from matching.allocation.market import Decided
from matching.allocation.model import Model
from matching.allocation.proven import bounds_of
from matching.domain.columns import Text
from matching.domain.plan import DecisionCost, SeatValue
from matching.domain.proof import Bounds, Total

MOST_WORK: Final = 2_000
"""Pairs times solves up to which a round is solved again for every seat and decision (assumption)."""

Amount = tuple[Total, Total | None]
"""The least an amount can be, and the most; None where the first is exact."""


def is_small(one: Round, model: Model) -> bool:
    """Whether the round is solved again for every seat and decision; a floor's price is always found."""
    decisions = len(one.policy.pins) + len(one.policy.vetoes)
    return (2 * len(model.capacities) + decisions) * len(model.person) <= MOST_WORK


def price_of_floor(one: Round, model: Model, bounds: Bounds, place: int, seed: int) -> Amount:
    """What a floor costs everybody: the best total without it less the total with it."""
    limits = (*model.limits[:place], *model.limits[place + 1 :])
    without = _best(one, replace(model, limits=limits), seed)
    return _gain(without, bounds) if without else (Total(), None)


def values_of_seats(
    one: Round, model: Model, bounds: Bounds, opening_ids: Text, seed: int
) -> tuple[SeatValue, ...]:
    """What a whole place more, and one fewer, is worth at each opening; nothing where the round is large."""
    return tuple(_seat_values(one, model, bounds, opening_ids, seed)) if is_small(one, model) else ()


def costs_of_decisions(one: Round, model: Model, bounds: Bounds, seed: int) -> tuple[DecisionCost, ...]:
    """What each pin and veto costs the whole; not counted where the round is large."""
    costs = []
    for pinned, decisions in ((True, one.policy.pins), (False, one.policy.vetoes)):
        for place, decision in enumerate(decisions):
            found: Amount | tuple[None, None] = (None, None)
            if is_small(one, model):
                other = open_model(replace(one, decided=_without(one.decided, place, pinned)))
                without = _best(one, other, seed)
                found = _amount(without, bounds) if without else (None, None)
            costs.append(DecisionCost(decision.candidate, decision.opening, pinned, *found))
    return tuple(costs)


def _seat_values(
    one: Round, model: Model, bounds: Bounds, opening_ids: Text, seed: int
) -> Iterator[SeatValue]:
    place = np.where(one.constraints.sharing.halves > 0, 2, 1)
    for opening, name in enumerate(opening_ids.tolist()):
        step = np.zeros_like(model.capacities)
        step[opening] = place[opening]
        more = _best(one, replace(model, capacities=model.capacities + step), seed)
        fewer = None
        if model.capacities[opening] >= step[opening]:
            fewer = _best(one, replace(model, capacities=model.capacities - step), seed)
        gain, gain_at_most = _gain(more, bounds) if more else (Total(), None)
        loss, loss_at_most = _loss(fewer, bounds) if fewer else (None, None)
        yield SeatValue(name, gain, loss, gain_at_most, loss_at_most)


def _best(one: Round, model: Model, seed: int) -> Bounds | None:
    """How good the best plan of another model is; None where no plan was found."""
    solved = solve(model, effort=one.policy.effort, seed=seed)
    return bounds_of(model, solved, len(model.limits)) if solved.status.made else None


def _gain(other: Bounds, plan: Bounds) -> Amount:
    """How much better another best is, which can be no worse."""
    least, most = _amount(other, plan)
    return max(Total(), least), most


def _loss(other: Bounds, plan: Bounds) -> Amount:
    """How much worse another best is, which can be no better."""
    return _gain(plan, other)


def _amount(other: Bounds, plan: Bounds) -> Amount:
    least, most = other.objective - plan.bound, other.bound - plan.objective
    if least == most:
        return least, None
    if least.people != most.people:  # what counts less says nothing then
        return Total(least.people, least.proposals), Total(most.people, most.proposals)
    return least, most


def _without(decided: Decided, place: int, pinned: bool) -> Decided:
    names = ("pin_person", "pin_opening") if pinned else ("veto_person", "veto_opening")
    return replace(decided, **{name: np.delete(getattr(decided, name), place) for name in names})
