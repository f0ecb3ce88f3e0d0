"""The stable option: no two would rather have each other than what they are proposed."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.base.market import Decided
from matching.allocation.stable import deferred
from matching.allocation.stable.blocking import blocking_pairs, stable_pairs
from matching.blocks.compiling import fast
from matching.blocks.fits import FitBlock, StoredFits
from matching.domain.columns import Int64
from matching.domain.policy import Policy
from tests.thorough import examples

Pair = tuple[int, int]
NONE: tuple[Pair, ...] = ()


def decided(pins: tuple[Pair, ...] = NONE, vetoes: tuple[Pair, ...] = NONE) -> Decided:
    columns = [np.array(pairs, dtype=np.int32).reshape(-1, 2).T for pairs in (pins, vetoes)]
    return Decided(*columns[0], *columns[1])


def two_sided(of_person: Int64, of_opening: Int64) -> StoredFits:
    """Pairs of what each side gives, shapes (people, openings); a negative cell may not meet."""
    opening, person = np.nonzero(of_person.T >= 0)
    mine, theirs = of_person[person, opening], of_opening[person, opening]
    nothing = np.full(len(mine), -1, dtype=np.int16)
    block = FitBlock(
        person.astype(np.int32),
        opening.astype(np.int32),
        ((mine + theirs) // 2).astype(np.int16),
        theirs.astype(np.int16),
        mine.astype(np.int16),
        np.zeros(len(mine), dtype=np.bool_),
        nothing,
    )
    return StoredFits(of_person.shape[0], of_person.shape[1], block)


def stable(fits: StoredFits, room: Int64, kept: Decided, policy: Policy | None = None) -> list[Pair]:
    people, openings = np.arange(fits.people).astype(str), np.arange(fits.openings).astype(str)
    found = stable_pairs(fits, room, policy or Policy(), kept, people, openings, seed=1)
    return list(zip(*(column.tolist() for column in found), strict=True))


def counted(fits: StoredFits, room: Int64, kept: Decided, pairs: list[Pair]) -> int:
    person, opening = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return blocking_pairs(fits, room, Policy(), kept, person, opening)


def blocking_by_hand(mine: Int64, theirs: Int64, room: Int64, pins: list[Pair], pairs: list[Pair]) -> int:
    """Each pair looked at by itself."""
    found = 0
    for person, opening in product(*map(range, mine.shape)):
        has = [place for one, place in pairs if one == person]
        there = [one for one, place in pairs if place == opening]
        movable = [one for one in there if (one, opening) not in pins]
        wants = all(
            (person, place) not in pins and mine[person, opening] > mine[person, place] for place in has
        )
        takes = len(there) < room[opening] or any(
            theirs[person, opening] > theirs[one, opening] for one in movable
        )
        found += bool(mine[person, opening] >= 0 and wants and takes)
    return found


@st.composite
def markets(draw: st.DrawFn) -> tuple[Int64, Int64, Int64, list[Pair]]:
    """Few distinct points, so that there are ties; some pairs may not meet; perhaps a pin."""
    people, openings = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    cells = st.lists(st.integers(-1, 4), min_size=people * openings, max_size=people * openings)
    mine, theirs = (np.array(draw(cells)).reshape(people, openings) for _ in range(2))
    room = np.array(draw(st.lists(st.integers(0, 3), min_size=openings, max_size=openings)))
    may = [(i, j) for i, j in product(range(people), range(openings)) if mine[i, j] >= 0 and room[j]]
    pins = draw(st.lists(st.sampled_from(may), max_size=1)) if may else []
    return mine, np.maximum(theirs, 0), room, pins


@settings(max_examples=examples(800), deadline=None)
@given(markets())
def test_nobody_in_a_stable_plan_would_rather_have_each_other(
    market: tuple[Int64, Int64, Int64, list[Pair]],
) -> None:
    mine, theirs, room, pins = market
    fits, kept = two_sided(mine, theirs), decided(tuple(pins))
    plan = [*stable(fits, room, kept), *pins]
    assert counted(fits, room, kept, plan) == blocking_by_hand(mine, theirs, room, pins, plan) == 0
    assert len({person for person, _ in plan}) == len(plan)
    assert (np.bincount([place for _, place in plan], minlength=len(room)) <= room).all()
    assert all(mine[pair] >= 0 for pair in plan)


@settings(max_examples=examples(600), deadline=None)
@given(markets(), st.randoms(use_true_random=False))
def test_blocking_pairs_of_any_plan_are_those_found_by_looking_at_each_pair(
    market: tuple[Int64, Int64, Int64, list[Pair]], chance: object
) -> None:
    mine, theirs, room, pins = market
    plan, left = list(pins), room - np.bincount([place for _, place in pins], minlength=len(room))
    cells = [pair for pair in product(*map(range, mine.shape)) if mine[pair] >= 0]
    chance.shuffle(cells)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    for person, place in cells[: len(cells) // 2]:
        if left[place] > 0 and all(person != one for one, _ in plan):
            plan.append((person, place))
            left[place] -= 1
    fits = two_sided(mine, theirs)
    found = counted(fits, room, decided(tuple(pins)), plan)
    assert found == blocking_by_hand(mine, theirs, room, pins, plan)


@settings(max_examples=examples(300), deadline=None)
@given(markets())
def test_no_stable_plan_gives_anybody_more_by_her_own_side(
    market: tuple[Int64, Int64, Int64, list[Pair]],
) -> None:
    mine, theirs, room, _ = market
    people, openings = mine.shape
    # No two alike, so that one stable plan is best for everybody at once.
    mine = np.where(mine < 0, -1, mine * openings + np.arange(openings))
    theirs = theirs * people + np.arange(people)[:, None]
    fits = two_sided(mine, theirs)
    found = dict(stable(fits, room, decided()))
    for choice in product(range(-1, openings), repeat=people):
        plan = [(person, place) for person, place in enumerate(choice) if place >= 0]
        fills = np.bincount([place for _, place in plan], minlength=openings)
        if (fills > room).any() or any(mine[pair] < 0 for pair in plan):
            continue
        if blocking_by_hand(mine, theirs, room, [], plan) == 0:
            for person, place in plan:
                assert mine[person, found[person]] >= mine[person, place]


def test_a_vetoed_pair_and_one_below_the_least_fit_are_left_out() -> None:
    fits = two_sided(np.array([[900, 500], [800, 300]]), np.array([[900, 500], [800, 300]]))
    room = np.array([1, 1])
    assert stable(fits, room, decided()) == [(0, 0), (1, 1)]
    assert stable(fits, room, decided(vetoes=((0, 0),))) == [(1, 0), (0, 1)]
    assert stable(fits, room, decided(), Policy(minimum_fit=400)) == [(0, 0)]


def test_the_compiled_functions_find_the_same_plan() -> None:
    chance = np.random.default_rng(5)
    people, openings = 60, 20
    person, opening = (column.ravel().astype(np.int32) for column in np.indices((people, openings)))
    mine, theirs = chance.integers(0, 30, (2, people * openings)).astype(np.int16)
    ties = chance.permutation(people), chance.permutation(openings)
    sides = deferred.Sides(person, opening, mine, theirs, *ties)
    room = chance.integers(0, 4, openings)
    plain = deferred.deferred_acceptance(sides, room)
    assert (plain != deferred.NOBODY).any()
    assert np.array_equal(fast(deferred).deferred_acceptance(sides, room), plain)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pairs_does_not_matter(seed: int) -> None:
    chance = np.random.default_rng(seed)
    mine, theirs = chance.integers(0, 5, (2, 8, 4))
    fits = two_sided(mine, theirs)
    mixed = StoredFits(8, 4, fits.pairs.take(chance.permutation(len(fits.pairs))))
    room = np.ones(4, dtype=np.int64)
    assert stable(fits, room, decided()) == stable(mixed, room, decided())
