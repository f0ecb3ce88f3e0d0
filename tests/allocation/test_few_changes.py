"""A plan made anew: what people have said yes to is kept, and of the rest as little changes as is asked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.few_changes import plan as of_few_changes
from matching.domain.columns import Int64
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.plan import Status
from matching.domain.policy import Mode, Objective, Policy
from tests.allocation.made_anew import Pair, anew, pairs_of, pin, plans, points_of, searched, undominated
from tests.thorough import examples


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


@settings(max_examples=examples(500), deadline=None)
@given(rounds())
def test_the_frontier_is_what_trying_every_plan_finds(
    round_: tuple[Int64, Int64, list[Pair], list[Pair]],
) -> None:
    points, room, now, pins = round_
    found = anew(points, room, now, Policy(pins=tuple(map(pin, pins))))
    assert points_of(found) == undominated(searched(points, room, now, pins))
    assert all(one.proven for one in found.choices)
    assert set(pins) <= set(pairs_of(found))


@settings(max_examples=examples(300), deadline=None)
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


@settings(max_examples=examples(300), deadline=None)
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
