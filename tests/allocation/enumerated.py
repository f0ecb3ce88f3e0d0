"""A small model, and every plan of one, by trying all sets of pairs: slow and obvious."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np

from matching.allocation.limited.model import Limit, Model

Pair = tuple[int, int]
Plan = tuple[Pair, ...]
NOBODY = np.empty((0, 2), dtype=np.int32)


def model(*pinned: tuple[int, int], people: int = 3, openings: int = 2, **changes: Any) -> Model:
    """Everybody may have any one opening, each with one place at a firm of its own."""
    pairs = [(person, opening) for opening, person in product(range(openings), range(people))]
    columns = np.array(pairs, dtype=np.int32).T
    made = Model(
        person=columns[0],
        opening=columns[1],
        points=np.full(len(pairs), 100, dtype=np.int64),
        size=np.ones(len(pairs), dtype=np.int64),
        forced=np.array([pair in pinned for pair in pairs]),
        lists=np.ones(people, dtype=np.int64),
        capacities=np.ones(openings, dtype=np.int64),
        employer=np.arange(openings, dtype=np.int32),
        together=NOBODY,
        apart=NOBODY,
    )
    return replace(made, **changes)


def rows(*pairs: tuple[int, int]) -> Any:
    return np.array(pairs, dtype=np.int32)


def plans(model: Model) -> Iterator[Plan]:
    """Every plan that keeps all of the model, as pairs of person and opening."""
    pairs = list(zip(model.person.tolist(), model.opening.tolist(), strict=True))
    choices = []
    for person, lists in enumerate(model.lists.tolist()):
        mine = [pair for pair in pairs if pair[0] == person]
        choices.append([some for count in range(lists + 1) for some in combinations(mine, count)])
    for chosen in product(*choices):
        plan = tuple(pair for some in chosen for pair in some)
        if _kept(model, plan):
            yield plan


def possible(model: Model) -> bool:
    """Whether any plan keeps all of the model."""
    return next(plans(model), None) is not None


def _kept(model: Model, plan: Plan) -> bool:
    sizes = dict(
        zip(zip(model.person.tolist(), model.opening.tolist(), strict=True), model.size.tolist(), strict=True)
    )
    forced = zip(model.person[model.forced].tolist(), model.opening[model.forced].tolist(), strict=True)
    used = [
        sum(sizes[pair] for pair in plan if pair[1] == opening) for opening in range(len(model.capacities))
    ]
    firms = {(person, int(model.employer[opening])) for person, opening in plan}
    return (
        set(forced) <= set(plan)
        and all(one <= most for one, most in zip(used, model.capacities.tolist(), strict=True))
        and all(_limit_kept(limit, plan) for limit in model.limits)
        and all(_at(firms, first) == _at(firms, second) for first, second in model.together.tolist())
        and not any(_at(firms, first) & _at(firms, second) for first, second in model.apart.tolist())
    )


def _limit_kept(limit: Limit, plan: Plan) -> bool:
    columns = np.array(plan, dtype=np.int32).reshape(-1, 2).T
    count = int(np.count_nonzero(limit.counts(*columns)))
    return limit.least <= count <= limit.most or (limit.or_none and count == 0)


def _at(firms: set[Pair], person: int) -> set[int]:
    return {firm for one, firm in firms if one == person}
