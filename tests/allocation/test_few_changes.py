"""A plan made anew: what people have said yes to is kept, and of the rest as little changes as is asked."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.constrained.goal import total
from matching.allocation.constrained.keeping import keeps
from matching.allocation.constrained.layout import lay_out
from matching.allocation.constrained.solve import solve
from matching.allocation.few_changes import plan as of_few_changes
from matching.allocation.few_changes.plan import FewChanges, Kept, few_changes
from matching.allocation.limited.constraints import Constraints
from matching.allocation.limited.limits import Limits
from matching.allocation.limited.model import Limit, Model
from matching.allocation.limited.proven import counted_again
from matching.allocation.limited.sharing import Sharing
from matching.blocks.fits import StoredFits
from matching.domain.columns import Int64
from matching.domain.constraints import LimitKind
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.plan import LimitUse, Status
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.proof import BoundKind

Pair = tuple[int, int]
Point = tuple[int, int]
"""Pairs kept, and points."""


def anew(
    points: Int64, room: Int64, now: list[Pair], policy: Policy | None = None, changes: int | None = None
) -> FewChanges:
    people, openings = (
        np.array([f"{name}{number}" for number in range(size)])
        for name, size in zip("kp", points.shape, strict=True)
    )
    person, opening = np.array(now, dtype=np.int32).reshape(-1, 2).T
    kept = Kept(person=person, opening=opening, count=len(now), changes=changes)
    return few_changes(StoredFits.of_table(points), room, policy or Policy(), people, openings, kept, seed=1)


def pin(pair: Pair) -> Decision:
    return Decision(candidate=f"k{pair[0]}", opening=f"p{pair[1]}", by="Kari Eksempel", reason="Sagt ja.")


def pairs_of(found: FewChanges) -> list[Pair]:
    allocation = found.allocation
    return list(zip(allocation.person.tolist(), allocation.opening.tolist(), strict=True))


def points_of(found: FewChanges) -> list[Point]:
    return [(one.kept, one.points) for one in found.choices]


def plans(points: Int64, room: Int64) -> Iterator[list[Pair]]:
    """Every plan there is."""
    people, openings = points.shape
    for choice in product(range(-1, openings), repeat=people):
        plan = [(person, place) for person, place in enumerate(choice) if place >= 0]
        used = np.bincount([place for _, place in plan], minlength=openings)
        if all(points[pair] >= 0 for pair in plan) and (used <= room).all():
            yield plan


def searched(points: Int64, room: Int64, now: list[Pair], pins: list[Pair]) -> dict[int, int]:
    """For each number kept the most points of any plan with most people and all pins."""
    allowed = [plan for plan in plans(points, room) if set(pins) <= set(plan)]
    most, best = max(map(len, allowed)), dict[int, int]()
    for plan in (plan for plan in allowed if len(plan) == most):
        kept = len(set(plan) & set(now))
        best[kept] = max(best.get(kept, 0), sum(int(points[pair]) for pair in plan))
    return best


def undominated(best: dict[int, int]) -> list[Point]:
    """Those that none keeps more and has as many points as, nor as many and has more; fewest changes first."""
    points = [
        (kept, worth)
        for kept, worth in best.items()
        if all(best[more] < worth for more in best if more > kept)
    ]
    return sorted(points, reverse=True)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Int64, Int64, list[Pair], list[Pair]]:
    """Small rounds and a plan of earlier, part of which may have become impossible, with some of it accepted."""
    people, openings = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    cells = st.lists(st.integers(-1, 9), min_size=people * openings, max_size=people * openings)
    points = np.array(draw(cells)).reshape(people, openings)
    room = np.array(draw(st.lists(st.integers(0, 2), min_size=openings, max_size=openings)))
    old = np.array(draw(cells)).reshape(people, openings)
    before = list(plans(old, room))
    now = before[draw(st.integers(0, len(before) - 1))]
    pins = [pair for pair in now if points[pair] >= 0 and draw(st.booleans())]
    return points, room, now, pins


@settings(max_examples=250, deadline=None)
@given(rounds())
def test_the_frontier_is_what_trying_every_plan_finds(
    round_: tuple[Int64, Int64, list[Pair], list[Pair]],
) -> None:
    points, room, now, pins = round_
    found = anew(points, room, now, Policy(pins=tuple(map(pin, pins))))
    assert points_of(found) == undominated(searched(points, room, now, pins))
    assert all(one.proven for one in found.choices)
    assert set(pins) <= set(pairs_of(found))


@settings(max_examples=150, deadline=None)
@given(rounds(), st.integers(0, 5))
def test_no_more_change_than_asked_and_then_no_plan_has_more_points(
    round_: tuple[Int64, Int64, list[Pair], list[Pair]], changes: int
) -> None:
    points, room, now, pins = round_
    found = anew(points, room, now, Policy(pins=tuple(map(pin, pins))), changes)
    best = searched(points, room, now, pins)
    least = max(len(now) - changes, 0)
    within = [worth for kept, worth in best.items() if kept >= least] or [best[max(best)]]
    plan = pairs_of(found)
    assert sum(int(points[pair]) for pair in plan) == max(within)
    assert len(set(plan) & set(now)) >= min(least, max(best))


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_a_plan_says_exactly_how_far_it_is_from_the_best(
    round_: tuple[Int64, Int64, list[Pair], list[Pair]],
) -> None:
    points, room, now, pins = round_
    found = anew(points, room, now, Policy(pins=tuple(map(pin, pins)))).allocation
    best = max(searched(points, room, now, pins).values())
    if found.status is Status.OPTIMAL:
        assert found.proof is not None
        assert found.proof.objective.points == best
        assert found.bounds is None
    else:
        assert found.proof is None
        assert found.bounds is not None
        assert found.bounds.bound.points == best > found.bounds.objective.points
        assert [stage.bound for stage in found.bounds.stages] == [len(found.person), best]


def test_two_who_would_change_places_for_few_points_do_not() -> None:
    points = np.array([[500, 510], [510, 500]])
    found = anew(points, np.array([1, 1]), [(0, 0), (1, 1)])
    assert pairs_of(found) == [(0, 0), (1, 1)]
    assert points_of(found) == [(2, 1000), (0, 1020)]
    assert pairs_of(anew(points, np.array([1, 1]), [(0, 0), (1, 1)], changes=2)) == [(1, 0), (0, 1)]


def test_a_plan_that_keeps_fewer_for_no_more_points_is_no_alternative() -> None:
    points = np.zeros((5, 4), dtype=np.int64)
    points[4, 3] = 1
    found = anew(points, np.array([1, 2, 2, 1]), [(0, 0), (2, 3), (3, 1), (4, 1)])
    assert points_of(found) == [(4, 0), (2, 1)]


def test_one_moves_where_that_gives_one_more_a_place() -> None:
    points = np.array([[500, 510], [900, -1]])
    found = anew(points, np.array([1, 1]), [(0, 0)])
    assert pairs_of(found) == [(1, 0), (0, 1)]


def test_points_alone_may_leave_somebody_out() -> None:
    points, policy = np.array([[900, 0]]), Policy(objective=Objective.POINTS)
    found = anew(points, np.array([1, 1]), [(0, 1)], policy, changes=1)
    assert pairs_of(found) == [(0, 0)]


@pytest.mark.parametrize("policy", [Policy(mode=Mode.MEETINGS), Policy(objective=Objective.STABLE)])
def test_meetings_and_stable_plans_are_not_made_anew(policy: Policy) -> None:
    with pytest.raises(PolicyFault) as raised:
        anew(np.array([[500]]), np.array([1]), [(0, 0)], policy)
    assert raised.value.code is ErrorCode.REPLAN_WITH


def test_a_round_with_more_pairs_than_can_be_held_is_refused_and_the_limit_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(of_few_changes, "MOST_PAIRS", 3)
    assert anew(np.array([[5, 5, -1], [5, -1, -1]]), np.array([1, 1, 1]), [(0, 0)]).choices
    with pytest.raises(PolicyFault) as raised:
        anew(np.array([[5, 5], [5, 5]]), np.array([1, 1]), [(0, 0)])
    assert raised.value.code is ErrorCode.REPLAN_SIZE
    assert raised.value.facts == {"pairs": 4, "most": 3}


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
