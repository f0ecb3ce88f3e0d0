"""Exhaustive search under all constraints, to hold the allocation against: it shares nothing with it.

Person after person, every choice of pairs she may have is tried with every state those before her can have left:
what is used at each opening, what each limit counts, where those with companions are. Nothing is bounded or cut.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import Final

import numpy as np

from benchmarks.exhaustive_drawn import model as drawn
from matching.allocation.constrained.solve import Solved, solve
from matching.allocation.limited.model import Limit, Model
from matching.domain.columns import Bool
from matching.domain.plan import Status
from matching.domain.policy import Objective
from matching.domain.proof import Aim, BoundKind

Worth = tuple[int, int, int]
"""People, proposals and points, compared in this order; where points alone count, the first two are 0."""

PLACE: Final = {Aim.PEOPLE: 0, Aim.PROPOSALS: 1, Aim.POINTS: 2}
"""Where each aim stands in a Worth."""

State = tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, ...], ...]]
"""Used at each opening, counted by each limit, and the firms of each person with companions so far."""


def best(model: Model) -> Worth | None:
    """The most there can be, or None where no choice keeps all constraints."""
    with_companions = sorted({int(one) for one in chain(model.together.flat, model.apart.flat)})
    counts = [one.counts(model.person, model.opening).tolist() for one in model.limits]
    states: dict[State, Worth] = {((0,) * len(model.capacities), (0,) * len(counts), ()): (0, 0, 0)}
    for person in range(len(model.lists)):
        reached: dict[State, Worth] = {}
        for choice in _choices(model, person):
            worth = _worth(model, choice)
            firms = tuple(sorted({int(model.employer[model.opening[pair]]) for pair in choice}))
            for (used, counted, where), so_far in states.items():
                after = _added(used, ((model.opening[pair], model.size[pair]) for pair in choice))
                if any(one > most for one, most in zip(after, model.capacities, strict=True)):
                    continue
                told = tuple(
                    one + sum(mine[pair] for pair in choice)
                    for one, mine in zip(counted, counts, strict=True)
                )
                state = after, told, (*where, firms) if person in with_companions else where
                total = so_far[0] + worth[0], so_far[1] + worth[1], so_far[2] + worth[2]
                reached[state] = max(reached.get(state, total), total)
        states = reached
    kept = (worth for state, worth in states.items() if _is_kept(model, state, with_companions))
    return max(kept, default=None)


def _choices(model: Model, person: int) -> Iterator[tuple[int, ...]]:
    """Every set of her pairs that has the pinned ones and is no larger than her list."""
    mine = np.flatnonzero(model.person == person).tolist()
    pinned = {pair for pair in mine if model.forced[pair]}
    for number in range(int(model.lists[person]) + 1):
        yield from (choice for choice in combinations(mine, number) if pinned <= set(choice))


def _worth(model: Model, choice: tuple[int, ...]) -> Worth:
    points = sum(int(model.points[pair]) for pair in choice)
    if model.objective is Objective.POINTS:
        return 0, 0, points
    return int(bool(choice)), len(choice), points


def _added(used: tuple[int, ...], more: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    after = list(used)
    for opening, size in more:
        after[opening] += int(size)
    return tuple(after)


def _is_kept(model: Model, state: State, with_companions: list[int]) -> bool:
    _, counted, where = state
    firms = dict(zip(with_companions, map(set, where), strict=True))
    return (
        all(_is_within(limit, count) for limit, count in zip(model.limits, counted, strict=True))
        and all(firms[first] == firms[second] for first, second in model.together.tolist())
        and all(firms[first].isdisjoint(firms[second]) for first, second in model.apart.tolist())
    )


def _is_within(limit: Limit, count: int) -> bool:
    return limit.least <= count <= limit.most or (limit.or_none and count == 0)


def recounted(model: Model, chosen: Bool) -> Worth | None:
    """What a choice comes to, or None where it breaks a constraint."""
    only = np.flatnonzero(chosen)
    lists = np.bincount(model.person[only], minlength=len(model.lists))
    if (lists > model.lists).any() or model.forced[only].sum() != model.forced.sum():
        return None
    worths = [
        _worth(model, tuple(only[model.person[only] == person].tolist()))
        for person in range(len(model.lists))
    ]
    used = np.bincount(model.opening[only], weights=model.size[only], minlength=len(model.capacities))
    firms = [
        tuple(model.employer[model.opening[only[model.person[only] == person]]].tolist())
        for person in range(len(model.lists))
    ]
    counted = tuple(int(one.counts(model.person, model.opening)[only].sum()) for one in model.limits)
    state = tuple(used.astype(int).tolist()), counted, tuple(firms)
    if (used > model.capacities).any() or not _is_kept(model, state, list(range(len(firms)))):
        return None
    return tuple(np.sum(worths, axis=0).tolist())


def difference(model: Model, found: Solved) -> str | None:
    """What the solver says otherwise than the search, or None where they agree."""
    truth = best(model)
    if truth is None or not found.status.made:
        agree = truth is None and found.status is Status.INFEASIBLE
        return None if agree else f"search {truth}, solver {found.status}"
    worth = recounted(model, found.chosen)
    told = f"search {truth}, solver {found.status} {worth}"
    if worth is None or worth > truth or (found.status is Status.OPTIMAL and worth != truth):
        return told
    return next((f"{told}, {why}" for why in _too_low(found, worth, truth)), None)


def _too_low(found: Solved, worth: Worth, truth: Worth) -> Iterator[str]:
    """Stages whose bound is passed by the best there is; a stage speaks of plans as good in the aims before it."""
    certified = found.bound_kind is BoundKind.CERTIFIED and found.status is Status.OPTIMAL
    for stage in found.stages:
        place = PLACE[stage.aim]
        if worth[:place] != truth[:place] and stage.aim is not Aim.PEOPLE:
            return
        if stage.bound < truth[place] or (certified and stage.bound != truth[place]):
            yield f"{stage.aim} at most {stage.bound}"


def differences(count: int, seed: int) -> Iterator[tuple[Status, str | None]]:
    """For each drawn instance, how the solver ended, and what it says otherwise than the search."""
    chance = np.random.default_rng(seed)
    for number in range(count):
        model = drawn(chance)
        found = solve(model, seed=seed)
        told = difference(model, found)
        yield found.status, told and f"seed {seed}, instance {number}: {told}"


def block(count: int, seed: int) -> list[tuple[str, str | None]]:
    """For each of so many instances how it ended, and what is different."""
    return [(str(status), told) for status, told in differences(count, seed)]
