"""Single changes of a kept plan, held against solving again from the start."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exhaustive import best_total, instance, policy_of, room_and_lists
from matching.allocation.allocate import allocate
from matching.allocation.base.market import Decided
from matching.allocation.changes import augment
from matching.allocation.changes import single as changes
from matching.allocation.changes.augment import NONE
from matching.allocation.changes.chain import After, Step
from matching.allocation.changes.kept import Kept, keep
from matching.blocks.compiling import fast
from matching.blocks.fits import StoredFits
from matching.blocks.picking import Allowed
from matching.domain.columns import Int32, Int64
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import Total

NOBODY = np.empty(0, dtype=np.int32)
LAW = settings(max_examples=150, deadline=None)
SEEDS = st.integers(0, 2**32 - 1)
MODES = st.sampled_from(list(Mode))
KINDS = ("forced", "forbidden", "more", "fewer", "withdrawn", "arrived")


def kept_plan(points: Int64, room: Int64, policy: Policy, *, whole: bool = True) -> Kept:
    """The best plan of a table of points, kept; not `whole`: only the pairs it proposes are kept at first."""
    names = (
        np.array([f"P{one:03}" for one in range(len(points))]),
        np.array([f"L{one:03}" for one in range(len(room))]),
    )
    fits = StoredFits.of_table(points)
    meetings = policy.mode is Mode.MEETINGS
    places = room // policy.people_per_seat if meetings else room
    found = allocate(fits, places, policy, *names, seed=1)
    assert found.proof is not None
    decided = Decided(*(positions(policy.pins)), *(positions(policy.vetoes)))
    free = ~found.pinned
    person, opening = found.person[free], found.opening[free]
    worth = points[person, opening]
    lists = policy.lists_per_person if meetings else 1
    kept = keep(fits, Allowed(policy.allow_unknown, 0), decided, lists, (person, opening, worth), found.proof)
    return kept.renewed() if whole else kept


def positions(decisions: tuple[Decision, ...]) -> tuple[Int32, Int32]:
    return (
        np.array([int(one.candidate[1:]) for one in decisions], dtype=np.int32),
        np.array([int(one.opening[1:]) for one in decisions], dtype=np.int32),
    )


@dataclass
class Told:
    """A round as tables, in which changes are written down and which is then searched through again."""

    points: Int64
    room: list[int]
    lists: int
    forced: dict[tuple[int, int], int]
    gone: set[int]

    def best(self) -> Total:
        points = self.points.copy()
        points[list(self.gone)] = -1
        return best_total(points, tuple(self.room), self.lists, self.forced)


def told_of(points: Int64, room: Int64, lists: int) -> Told:
    return Told(points.copy(), [int(one) for one in room], lists, {}, set())


def change(kept: Kept, told: Told, kind: str, person: int, opening: int, worth: int) -> After | None:
    """One change of the kept plan, also written down in the tables; None where it cannot be made."""
    after, is_forced = None, (person, opening) in told.forced
    if kind == "more":
        told.room[opening] += 1
        after = changes.one_room_more(kept, opening)
    elif kind == "fewer":
        after = changes.one_room_fewer(kept, opening)
        told.room[opening] -= after is not None
    elif kind == "withdrawn" and not any(who == person for who, _ in told.forced):
        told.gone.add(person)
        after = changes.withdrawn(kept, person)
    elif kind == "arrived" and person in told.gone:
        told.gone.discard(person)
        row = np.flatnonzero(told.points[person] >= 0).astype(np.int32)
        after = changes.arrived(kept, person, told.lists, row, told.points[person, row])
    elif kind == "forbidden" and not is_forced:
        told.points[person, opening] = -1
        after = changes.forbidden(kept, person, opening)
    elif kind == "forced" and not is_forced and person not in told.gone:
        points = int(told.points[person, opening])
        points = worth if points < 0 else points
        after = changes.forced(kept, person, opening, points)
        told.forced |= {} if after is None else {(person, opening): points}
    return after


@given(seed=SEEDS, mode=MODES, whole=st.booleans())
@LAW
def test_each_change_of_many_in_a_row_is_what_searching_through_everything_again_gives(
    seed: int, mode: Mode, whole: bool
) -> None:
    generator = np.random.default_rng(seed)
    points, places = instance(generator)
    policy = policy_of(mode, generator)
    room, lists = room_and_lists(places, policy)
    kept, told = (
        kept_plan(points, np.array(room), policy, whole=whole),
        told_of(points, np.array(room), lists),
    )
    best = told.best()
    for _ in range(12):
        kind = str(generator.choice(KINDS))
        person, opening = int(generator.integers(len(points))), int(generator.integers(len(places)))
        after = change(kept, told, kind, person, opening, int(generator.integers(1001)))
        if after is None:
            continue
        before, best = best, told.best()
        assert after.total == best - before, (kind, person, opening)
        kept = after.kept
        assert not len(kept.breaking()[0])


def carried_out(kept: Kept, steps: tuple[Step, ...]) -> set[tuple[int, int]]:
    """The pairs proposed after some steps: each must end a proposal there is, and begin one there is not."""
    net = kept.net
    pairs = set(zip(net.person[net.chosen].tolist(), net.opening[net.chosen].tolist(), strict=True))
    for step in steps:
        if step.here != NONE:
            pairs.remove((step.person, step.here))
    for step in steps:
        if step.there != NONE:
            assert (step.person, step.there) not in pairs
            pairs.add((step.person, step.there))
    return pairs


@given(seed=SEEDS, mode=MODES)
@LAW
def test_the_moves_of_a_forced_pair_make_a_plan_that_can_be_and_is_worth_what_is_told(
    seed: int, mode: Mode
) -> None:
    generator = np.random.default_rng(seed)
    points = generator.integers(-300, 1001, size=(14, 6))
    policy = policy_of(mode, generator)
    room, lists = room_and_lists(generator.integers(0, 3, size=6), policy)
    kept = kept_plan(points, np.array(room), policy)
    person, opening = int(generator.integers(14)), int(generator.integers(6))
    worth = abs(int(points[person, opening]))
    after = changes.forced(kept, person, opening, worth)
    if after is None:
        assert room[opening] == 0
        return
    values = points.copy()
    values[person, opening] = worth
    before, pairs = carried_out(kept, ()), carried_out(kept, after.steps)
    assert (person, opening) in pairs
    assert np.bincount([who for who, _ in pairs], minlength=14).max() <= lists
    assert (np.bincount([where for _, where in pairs], minlength=6) <= room).all()
    assert all(points[pair] >= 0 for pair in pairs - {(person, opening)})
    assert after.total == amount(pairs, values) - amount(before, values)


def amount(pairs: set[tuple[int, int]], points: Int64) -> Total:
    return Total(len({who for who, _ in pairs}), len(pairs), sum(int(points[pair]) for pair in pairs))


@given(seed=SEEDS, mode=MODES)
@settings(max_examples=40, deadline=None)
def test_changes_of_a_larger_round_are_what_allocating_again_gives(seed: int, mode: Mode) -> None:
    generator = np.random.default_rng(seed)
    points = generator.integers(-600, 1001, size=(60, 20))
    policy = Policy(mode=mode, people_per_seat=1, lists_per_person=2)
    room = generator.integers(0, 4, size=20)
    kept = kept_plan(points, room, policy, whole=bool(seed % 2))
    for _ in range(4):
        person, opening = int(generator.integers(60)), int(generator.integers(20))
        if points[person, opening] >= 0 and room[opening]:
            pin = Decision(candidate=f"P{person:03}", opening=f"L{opening:03}", by="x", reason="y")
            after = changes.forced(kept, person, opening, int(points[person, opening]))
            assert after is not None
            assert after.total == best_of(points, room, replace(policy, pins=(pin,))) - best_of(
                points, room, policy
            )
            veto = changes.forbidden(kept, person, opening)
            assert veto.total == best_of(points, room, replace(policy, vetoes=(pin,))) - best_of(
                points, room, policy
            )
        more = room + (np.arange(20) == opening)
        assert changes.one_room_more(kept, opening).total == best_of(points, more, policy) - best_of(
            points, room, policy
        )
        gone = points.copy()
        gone[person] = -1
        left = changes.withdrawn(kept, person)
        assert left.total == best_of(gone, room, policy) - best_of(points, room, policy)
        row = np.flatnonzero(points[person] >= 0).astype(np.int32)
        lists = int(kept.net.lists[person])
        back = changes.arrived(left.kept, person, lists, row, points[person, row].astype(np.int64))
        assert back.total == Total() - left.total


@given(seed=SEEDS, whole=st.booleans())
@settings(max_examples=60, deadline=None)
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


def best_of(points: Int64, room: Int64, policy: Policy) -> Total:
    names = (
        np.array([f"P{one:03}" for one in range(len(points))]),
        np.array([f"L{one:03}" for one in range(len(room))]),
    )
    proof = allocate(StoredFits.of_table(points), room, policy, *names, seed=1).proof
    assert proof is not None
    return proof.objective


def test_a_new_person_may_come_who_was_not_in_the_round() -> None:
    # One room, held by 500 points; the new person has 700 there, so the first one has to go.
    kept = kept_plan(np.array([[500]]), np.array([1]), Policy())
    after = changes.arrived(kept, 1, 1, np.array([0], dtype=np.int32), np.array([700]))
    assert after.total == Total(0, 0, 200)
    assert [(one.person, one.here, one.there) for one in after.steps] == [(1, NONE, 0), (0, 0, NONE)]
    assert after.kept.net.held.tolist() == [0, 1]


def test_an_opening_without_room_takes_nobody_and_one_with_room_to_spare_gives_up_nothing() -> None:
    kept = kept_plan(np.array([[500, 400, 300]]), np.array([1, 0, 2]), Policy())
    assert changes.forced(kept, 0, 1, 400) is None
    assert changes.one_room_fewer(kept, 1) is None
    assert changes.one_room_fewer(kept, 2) is not None
    fewer = changes.one_room_fewer(kept, 2)
    assert fewer is not None
    assert fewer.total == Total()


@pytest.mark.parametrize("mode", list(Mode))
def test_the_compiled_search_finds_what_the_interpreted_one_does(mode: Mode) -> None:
    generator = np.random.default_rng(9)
    policy = Policy(mode=mode, people_per_seat=2, lists_per_person=2)
    kept = kept_plan(
        generator.integers(-300, 1001, size=(40, 12)), 2 * generator.integers(0, 3, size=12), policy
    )
    compiled = fast(augment)
    for opening in range(12):
        for begin, end in ((opening, 12), (12, opening), (opening, (opening + 5) % 12)):
            columns = [np.array([number]) for number in (begin, 0, end, 0)]
            one, other = augment.way(kept.net, *columns), compiled.way(kept.net, *columns)
            assert one.length == other.length
            assert one.meet == other.meet
            np.testing.assert_array_equal(one.price, other.price)
