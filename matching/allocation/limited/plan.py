"""An allocation under constraints in, the best plan found and how good it is out; what each limit does, told."""

from collections import defaultdict
from dataclasses import replace
from typing import Final

import numpy as np

from matching.allocation.constrained.mip import feasible
from matching.allocation.constrained.solve import Solved, solve
from matching.allocation.limited.causes import causes_of_conflict
from matching.allocation.limited.constraints import Round, open_model
from matching.allocation.limited.limits import LEAST_TOLD
from matching.allocation.limited.model import Limit, Model
from matching.allocation.limited.proven import bounds_of
from matching.allocation.limited.resolving import costs_of_decisions, price_of_floor, values_of_seats
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Text
from matching.domain.constraints import LimitKind
from matching.domain.plan import LimitUse, Status
from matching.domain.proof import Bounds
from matching.domain.reasons import Reason, ReasonCode

FACT: Final = {
    LimitKind.EMPLOYER: "employer",
    LimitKind.OFFICE: "office",
    LimitKind.CAP: "trade",
    LimitKind.CLASS: "opening",
    LimitKind.RESOURCE: "resource",
}
"""Limits that are told of to people left and openings with room, and the fact that names each.

A floor would tell who is of a group, and two people together or apart about each other.
"""


def limited_plan(one: Round, people_ids: Text, opening_ids: Text, seed: int) -> Allocation:
    """The best plan found that keeps every constraint, what no plan can pass, and what each limit does."""
    model = open_model(one)
    solved = solve(model, effort=one.policy.effort, seed=seed)
    if not solved.status.made:
        return _no_plan(one, model, solved, people_ids, opening_ids)
    return as_allocation(one, model, solved, opening_ids, seed)


def as_allocation(one: Round, model: Model, solved: Solved, opening_ids: Text, seed: int) -> Allocation:
    """A plan that keeps every constraint in, what is told of it out."""
    chosen = solved.chosen
    person, opening = model.person[chosen], model.opening[chosen]
    bounds = bounds_of(model, solved, len(one.constraints.limits.told))
    found = Allocation(
        status=solved.status,
        algorithm=solved.algorithm,
        person=person,
        opening=opening,
        pinned=model.forced[chosen],
        room=one.constraints.sharing.room(one.room, person, opening),
        bounds=bounds,
        limits=_uses(one, model, chosen, bounds, seed),
        seat_values=values_of_seats(one, model, bounds, opening_ids, seed),
        decision_costs=costs_of_decisions(one, model, bounds, seed),
    )
    return replace(found, held_back=_held_back(one, model, chosen), closed=_closed(one, model, chosen))


def _no_plan(one: Round, model: Model, solved: Solved, people_ids: Text, opening_ids: Text) -> Allocation:
    causes: tuple[Reason, ...] = (Reason(ReasonCode.NOT_DECIDED),)
    if solved.status is Status.INFEASIBLE:
        causes = causes_of_conflict(model, one.policy, people_ids, opening_ids, feasible)
    nobody = np.empty(0, dtype=np.int32)
    return Allocation(
        status=solved.status,
        algorithm=solved.algorithm,
        causes=causes,
        person=nobody,
        opening=nobody,
        pinned=np.empty(0, dtype=np.bool_),
        room=one.room,
    )


def _uses(one: Round, model: Model, chosen: Bool, bounds: Bounds, seed: int) -> tuple[LimitUse, ...]:
    """Every limit with what it counts, a floor with its price; nobody together or apart is where she must not."""
    person, opening = model.person[chosen], model.opening[chosen]
    told = []
    for place, use in enumerate(one.constraints.limits.told):
        if place >= len(model.limits):
            told.append(replace(use, used=0))
            continue
        used = int(np.count_nonzero(model.limits[place].counts(person, opening)))
        if use.kind is LimitKind.FLOOR:
            price, at_most = price_of_floor(one, model, bounds, place, seed)
            shown = None if 0 < used < LEAST_TOLD else used
            told.append(replace(use, used=shown, price=price, price_at_most=at_most))
        else:
            told.append(replace(use, used=used))
    return tuple(told)


def _reached(one: Round, model: Model, chosen: Bool) -> list[tuple[Limit, Reason]]:
    """The limits that let nobody more in: a class that is not held, or what has its most."""
    person, opening = model.person[chosen], model.opening[chosen]
    found = []
    for limit, use in zip(model.limits, one.constraints.limits.told, strict=False):
        used = int(np.count_nonzero(limit.counts(person, opening)))
        if limit.or_none and used == 0 < limit.least:
            found.append((limit, Reason.of(ReasonCode.CLASS_NOT_HELD, opening=use.name, least=limit.least)))
        elif use.kind in FACT and used >= limit.most:
            region = {"region": use.region} if use.region else {}
            found.append((limit, Reason.of(ReasonCode.LIMIT_REACHED, **{FACT[use.kind]: use.name}, **region)))
    return found


def _held_back(one: Round, model: Model, chosen: Bool) -> dict[int, tuple[Reason, ...]]:
    """For people left, the limits reached that count a pair of theirs, in the order of the policy."""
    left = np.bincount(model.person[chosen], minlength=len(model.lists)) == 0
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for limit, reason in _reached(one, model, chosen):
        mine = limit.counts(model.person, model.opening) & left[model.person]
        for person in np.unique(model.person[mine]).tolist():
            found[person].append(reason)
    return {person: tuple(reasons) for person, reasons in found.items()}


def _closed(one: Round, model: Model, chosen: Bool) -> dict[int, tuple[Reason, ...]]:
    """For openings, the limits reached that count everybody there, in the order of the policy."""
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for limit, reason in _reached(one, model, chosen):
        if limit.people is None and limit.openings is not None:
            for opening in np.flatnonzero(limit.openings).tolist():
                found[opening].append(reason)
    return {opening: tuple(reasons) for opening, reasons in found.items()}
