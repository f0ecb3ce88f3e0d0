"""Fits held in memory: best of each opening and person, points of any pair, and a table as a source."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from matching.blocks.fits import ABSENT, FitBlock, StoredFits, empty_block
from matching.domain.columns import Int64

TABLES = arrays.arrays(
    np.int64,
    st.tuples(st.integers(1, 6), st.integers(1, 5)),
    elements=st.sampled_from((-1, 0, 500, 501, 1000)),
)
"""Points of people and openings, with many ties and pairs that may not meet."""


def source(points: list[list[int]]) -> StoredFits:
    return StoredFits.of_table(np.array(points, dtype=np.int64))


def straight(count: int) -> Int64:
    return np.arange(count, dtype=np.int64)


@given(TABLES)
def test_a_table_is_a_source_of_all_its_pairs(points: Int64) -> None:
    fits = StoredFits.of_table(points)
    assert (fits.people, fits.openings) == points.shape
    everyone = np.indices(points.shape).reshape(2, -1).astype(np.int32)
    np.testing.assert_array_equal(fits.points(*everyone), np.maximum(points, ABSENT).ravel())
    (block,) = fits.blocks()
    assert len(block) == np.count_nonzero(points >= 0)
    order = list(zip(block.opening.tolist(), block.person.tolist(), strict=True))
    assert order == sorted(order), "ordered by opening, then person"
    assert not block.unknown.any()


@settings(max_examples=200)
@given(TABLES, st.integers(0, 7), st.data())
def test_the_best_come_first_and_equal_ones_by_the_ties(
    points: Int64, count: int, data: st.DataObject
) -> None:
    fits = StoredFits.of_table(points)
    people, openings = points.shape
    ties_of_people, ties_of_openings = (
        np.array(data.draw(st.permutations(range(size))), dtype=np.int64) for size in points.shape
    )
    for opening in range(openings):
        able = [person for person in range(people) if points[person, opening] >= 0]
        able.sort(key=lambda person: (-points[person, opening], ties_of_people[person]))
        best = fits.best(opening, count, ties_of_people)
        assert best.person.tolist() == able[:count]
        assert set(best.opening.tolist()) <= {opening}
        assert best.points.tolist() == [points[person, opening] for person in able[:count]]
    for person in range(people):
        able = [opening for opening in range(openings) if points[person, opening] >= 0]
        able.sort(key=lambda opening: (-points[person, opening], ties_of_openings[opening]))
        best = fits.best_for(person, count, ties_of_openings)
        assert best.opening.tolist() == able[:count]
        assert set(best.person.tolist()) <= {person}


def test_ties_at_the_end_of_the_list_go_to_the_smaller_number() -> None:
    fits = source([[700], [500], [500], [500]])
    ties = np.array([0, 3, 1, 2], dtype=np.int64)
    assert fits.best(0, 2, ties).person.tolist() == [0, 2]
    assert fits.best(0, 3, ties).person.tolist() == [0, 2, 3]
    assert fits.best(0, 9, ties).person.tolist() == [0, 2, 3, 1]


@pytest.mark.parametrize("count", [0, -1])
def test_no_more_than_asked_for(count: int) -> None:
    fits = source([[700, 600]])
    assert len(fits.best(0, count, straight(1))) == 0
    assert len(fits.best_for(0, count, straight(2))) == 0


def test_an_opening_or_person_without_pairs_has_no_best() -> None:
    fits = source([[-1, 5], [-1, -1]])
    assert len(fits.best(0, 3, straight(2))) == 0
    assert len(fits.best_for(1, 3, straight(2))) == 0


def test_a_pair_that_may_not_meet_has_no_points() -> None:
    fits = source([[-1, 5], [0, -1]])
    person, opening = (np.array(one, dtype=np.int32) for one in ([0, 0, 1, 1], [0, 1, 0, 1]))
    assert fits.points(person, opening).tolist() == [ABSENT, 5, 0, ABSENT]
    assert fits.places(person, opening).tolist() == [ABSENT, 1, 0, ABSENT]


def test_a_source_without_pairs_has_no_points() -> None:
    fits = StoredFits.of(2, 2, [])
    one = np.array([1], dtype=np.int32)
    assert fits.points(one, one).tolist() == [ABSENT]
    assert len(fits.best(1, 3, straight(2))) == len(fits.best_for(1, 3, straight(2))) == 0


def test_blocks_in_any_order_make_the_same_source() -> None:
    whole = source([[1, 2, 3], [4, 5, 6]])
    (pairs,) = whole.blocks()
    parts = [pairs.take(pairs.opening == opening) for opening in (2, 0, 1)]
    again = StoredFits.of(2, 3, parts)
    np.testing.assert_array_equal(again.pairs.points, pairs.points)
    np.testing.assert_array_equal(again.pairs.person, pairs.person)
    np.testing.assert_array_equal(again.offsets, [0, 2, 4, 6])


@given(TABLES, st.data())
def test_a_source_of_some_pairs_has_just_those(points: Int64, data: st.DataObject) -> None:
    fits = StoredFits.of_table(points)
    marks = data.draw(st.lists(st.booleans(), min_size=len(fits.pairs), max_size=len(fits.pairs)))
    keep = np.array(marks, dtype=np.bool_)
    some = fits.where(keep)
    found = some.points(fits.pairs.person, fits.pairs.opening)
    np.testing.assert_array_equal(found, np.where(keep, fits.pairs.points, ABSENT))
    assert (some.people, some.openings) == (fits.people, fits.openings)


def test_no_blocks_joined_are_an_empty_block() -> None:
    joined = FitBlock.joined([])
    assert len(joined) == 0
    assert [one.dtype for one in vars(joined).values()] == [one.dtype for one in vars(empty_block()).values()]


def test_pairs_are_taken_in_the_order_asked() -> None:
    pairs = source([[1, 2], [3, 4]]).pairs
    assert pairs.take(np.array([3, 0])).points.tolist() == [4, 1]
    assert pairs.take(slice(1, 3)).points.tolist() == [3, 2]
