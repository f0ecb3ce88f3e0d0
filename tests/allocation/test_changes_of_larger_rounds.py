"""Single changes of a kept plan of a larger round, held against allocating again."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.changes import single as changes
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import Total
from tests.allocation.kept_plans import MODES, SEEDS, best_of, kept_plan
from tests.thorough import examples


@given(seed=SEEDS, mode=MODES)
@settings(max_examples=examples(40), deadline=None)
def test_changes_of_a_larger_round_are_what_allocating_again_gives(seed: int, mode: Mode) -> None:
    generator = np.random.default_rng(seed)
    points = generator.integers(-600, 1001, size=(60, 20))
    policy = Policy(mode=mode, people_per_seat=1, lists_per_person=2)
    room = generator.integers(0, 4, size=20)
    kept, before = kept_plan(points, room, policy, whole=bool(seed % 2)), best_of(points, room, policy)
    for _ in range(4):
        person, opening = int(generator.integers(60)), int(generator.integers(20))
        if points[person, opening] >= 0 and room[opening]:
            pin = Decision(candidate=f"P{person:03}", opening=f"L{opening:03}", by="x", reason="y")
            after = changes.forced(kept, person, opening, int(points[person, opening]))
            assert after is not None
            assert after.total == best_of(points, room, replace(policy, pins=(pin,))) - before
            veto = changes.forbidden(kept, person, opening)
            assert veto.total == best_of(points, room, replace(policy, vetoes=(pin,))) - before
        more = room + (np.arange(20) == opening)
        assert changes.one_room_more(kept, opening).total == best_of(points, more, policy) - before
        gone = points.copy()
        gone[person] = -1
        left = changes.withdrawn(kept, person)
        assert left.total == best_of(gone, room, policy) - before
        row = np.flatnonzero(points[person] >= 0).astype(np.int32)
        lists = int(kept.net.lists[person])
        back = changes.arrived(left.kept, person, lists, row, points[person, row].astype(np.int64))
        assert back.total == Total() - left.total


@given(seed=SEEDS, whole=st.booleans())
@settings(max_examples=examples(60), deadline=None)
def test_where_else_somebody_is_best_is_what_pinning_her_at_each_place_gives(seed: int, whole: bool) -> None:
    generator = np.random.default_rng(seed)
    points, room = generator.integers(-600, 1001, size=(12, 6)), generator.integers(0, 3, size=6)
    kept, before = kept_plan(points, room, Policy(), whole=whole), best_of(points, room, Policy())
    for person in range(4):
        mine = kept.net.opening[kept.net.chosen & (kept.net.person == person)].tolist()
        opening = mine[0] if mine else int(generator.integers(6))
        row = np.flatnonzero(points[person] >= 0).astype(np.int32)
        costs = {}
        for place in row[(row != opening) & (room[row] > 0)].tolist():
            pin = Decision(candidate=f"P{person:03}", opening=f"L{place:03}", by="x", reason="y")
            costs[place] = best_of(points, room, Policy(pins=(pin,))) - before
        found = changes.alternative(kept, person, opening, row, points[person, row].astype(np.int64))
        assert (found is None) == (not costs)
        if found is not None:
            assert found[1] == costs[found[0]] == max(costs.values())
