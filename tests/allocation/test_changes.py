"""Single changes of a kept plan, held against searching through everything again."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exhaustive import best_total, instance, policy_of, room_and_lists
from matching.allocation.changes import augment
from matching.allocation.changes import single as changes
from matching.allocation.changes.augment import NONE
from matching.allocation.changes.chain import After, Step
from matching.allocation.changes.kept import Kept
from matching.blocks.compiling import fast
from matching.domain.columns import Int64
from matching.domain.policy import Mode, Policy
from matching.domain.proof import Total
from tests.allocation.kept_plans import MODES, SEEDS, kept_plan
from tests.thorough import examples

LAW = settings(max_examples=examples(300), deadline=None)
KINDS = ("forced", "forbidden", "more", "fewer", "withdrawn", "arrived")


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


@given(seed=SEEDS, mode=MODES, few=st.sampled_from((None, 0, 4, 12)))
@LAW
def test_each_change_of_many_in_a_row_is_what_searching_through_everything_again_gives(
    seed: int, mode: Mode, few: int | None
) -> None:
    generator = np.random.default_rng(seed)
    points, places = instance(generator)
    policy = policy_of(mode, generator)
    room, lists = room_and_lists(places, policy)
    kept, told = (
        kept_plan(points, np.array(room), policy, whole=few is None),
        told_of(points, np.array(room), lists),
    )
    if few:
        kept = kept.renewed(small=0, wanted=few)
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


@given(seed=SEEDS, mode=MODES)
@LAW
def test_no_pair_comes_nearer_by_a_change_than_is_told_and_no_search_tells_less(
    seed: int, mode: Mode
) -> None:
    generator = np.random.default_rng(seed)
    points, places = instance(generator)
    policy = policy_of(mode, generator)
    room, lists = room_and_lists(places, policy)
    kept, told = kept_plan(points, np.array(room), policy), told_of(points, np.array(room), lists)
    person, opening = int(generator.integers(len(points))), int(generator.integers(len(places)))
    after = change(kept, told, str(generator.choice(("forced", "more", "fewer"))), person, opening, 500)
    if after is None:
        return

    def short(of: Kept) -> Int64:
        """What each pair is short of beside its points, shape (people, openings)."""
        return of.thresholds()[:, None] + of.net.price[None, :-1]

    nearest = int((short(kept) - short(after.kept)).max(initial=0))
    assert nearest <= kept.nearer(after.kept) <= after.drift


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
