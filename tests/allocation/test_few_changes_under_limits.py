"""A plan made anew under limits: its frontier, and a bound that is true of it."""

from itertools import product

import numpy as np
import pytest

from matching.allocation.constrained.goal import total
from matching.allocation.constrained.keeping import keeps
from matching.allocation.constrained.layout import lay_out
from matching.allocation.constrained.solve import solve
from matching.allocation.few_changes.plan import FewChanges, Kept, few_changes
from matching.allocation.limited.constraints import Constraints
from matching.allocation.limited.limits import Limits
from matching.allocation.limited.model import Limit, Model
from matching.allocation.limited.proven import counted_again
from matching.allocation.limited.sharing import Sharing
from matching.blocks.fits import StoredFits
from matching.domain.constraints import LimitKind
from matching.domain.plan import LimitUse, Status
from matching.domain.policy import Policy
from matching.domain.proof import BoundKind
from tests.allocation.made_anew import Pair, plans, points_of, undominated


def test_under_limits_the_frontier_is_what_trying_every_plan_finds() -> None:
    chance = np.random.default_rng(3)
    for _ in range(25):
        points, room = chance.integers(0, 10, (4, 3)), chance.integers(1, 3, 3)
        now = [(person, int(place)) for person, place in enumerate(chance.integers(0, 3, 4))]
        people = np.array([f"k{number}" for number in range(4)])
        openings = np.array([f"p{number}" for number in range(3)])
        at_two = np.array([True, True, False])
        total = Limit(kind=LimitKind.EMPLOYER, name="Fabrikk A", openings=at_two, most=2)
        use = LimitUse(kind=LimitKind.EMPLOYER, name="Fabrikk A", most=2)
        nobody = np.empty((0, 2), dtype=np.int32)
        limits = Limits(limits=(total,), told=(use,), together=nobody, apart=nobody)
        under = Constraints(limits, Sharing.none(4, 3), np.array([0, 0, 1], dtype=np.int32))
        person, opening = np.array(now, dtype=np.int32).T
        kept = Kept(person=person, opening=opening, count=4)
        fits = StoredFits.of_table(points)
        found = few_changes(fits, room, Policy(), people, openings, kept, seed=1, under=under)
        best: dict[int, int] = {}
        allowed = [plan for plan in plans(points, room) if sum(place < 2 for _, place in plan) <= 2]
        most = max(map(len, allowed))
        for plan in (plan for plan in allowed if len(plan) == most):
            same = len(set(plan) & set(now))
            best[same] = max(best.get(same, 0), sum(int(points[pair]) for pair in plan))
        assert points_of(found) == undominated(best)
        bounds = found.allocation.bounds
        assert bounds is not None
        assert bounds.bound.points == max(best.values())
        assert (found.allocation.status is Status.OPTIMAL) == (bounds.objective == bounds.bound)


def tangled(seed: int) -> Model:
    """Five people, three openings and four limits that cross: a round whose bound is often above its best plan."""
    chance = np.random.default_rng(seed)
    points = chance.integers(0, 10, (5, 3))
    opening, person = np.nonzero(points.T >= 0)
    limits = tuple(
        Limit(
            kind=LimitKind.RESOURCE,
            name=str(number),
            people=chance.random(5) < 0.5,
            openings=chance.random(3) < 0.7,
            most=1,
        )
        for number in range(4)
    )
    nobody = np.empty((0, 2), dtype=np.int32)
    return Model(
        person=person.astype(np.int32),
        opening=opening.astype(np.int32),
        points=points[person, opening],
        size=np.ones(15, dtype=np.int64),
        forced=np.zeros(15, dtype=np.bool_),
        lists=np.ones(5, dtype=np.int64),
        capacities=np.full(3, 2),
        employer=np.arange(3, dtype=np.int32),
        limits=limits,
        together=nobody,
        apart=nobody,
    )


def of_model(model: Model, now: list[Pair], changes: int) -> FewChanges:
    """A plan made anew under the limits of a model."""
    names = np.array([f"k{number}" for number in range(5)]), np.array([f"p{number}" for number in range(3)])
    told = tuple(LimitUse(kind=one.kind, name=one.name, most=one.most) for one in model.limits)
    limits = Limits(limits=model.limits, told=told, together=model.together, apart=model.apart)
    under = Constraints(limits, Sharing.none(5, 3), model.employer)
    person, opening = np.array(now, dtype=np.int32).T
    kept = Kept(person=person, opening=opening, count=len(now), changes=changes)
    fits = StoredFits.of_table(model.points.reshape(3, 5).T)
    return few_changes(fits, model.capacities, Policy(), *names, kept, seed=1, under=under)


@pytest.mark.parametrize("seed", [64, 88, 109, 155])
def test_a_plan_as_good_as_one_the_solver_claims_best_is_claimed_best_too(seed: int) -> None:
    model = tangled(seed)
    claimed = solve(model)
    assert claimed.bound_kind is BoundKind.SOLVER
    now = list(
        zip(model.person[claimed.chosen].tolist(), model.opening[claimed.chosen].tolist(), strict=True)
    )
    found = of_model(model, now, changes=len(now)).allocation
    assert found.status is Status.OPTIMAL
    assert found.bounds is not None
    assert found.bounds.bound_kind is BoundKind.SOLVER
    assert found.bounds.bound == found.bounds.objective == total(model, claimed.chosen)


@pytest.mark.parametrize("seed", range(12))
def test_a_bound_counted_again_for_fewer_people_is_passed_by_no_plan_with_as_many(seed: int) -> None:
    model = tangled(seed)
    solved = solve(model)
    stage = solved.stages[-1]
    assert counted_again(model, stage, solved.chosen).bound == stage.bound
    fewer = solved.chosen.copy()
    fewer[np.flatnonzero(fewer)[0]] = False
    layout, people = lay_out(model), np.count_nonzero(fewer)
    best = 0
    for choice in product(range(-1, 3), repeat=5):
        chosen = np.zeros(15, dtype=np.bool_)
        chosen[[5 * place + person for person, place in enumerate(choice) if place >= 0]] = True
        if np.count_nonzero(chosen) >= people and keeps(layout, chosen):
            best = max(best, int(model.points[chosen].sum()))
    again = counted_again(model, stage, fewer)
    assert again.objective == int(model.points[fewer].sum())
    assert again.bound >= best
