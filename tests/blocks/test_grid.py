"""A function evaluated over distinct values, and spread over a block: the same as calling it directly."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.blocks import grid
from matching.blocks.grid import WIDE, Grid, distinct
from matching.domain.columns import Columns, Int16, Int32, Ragged


@dataclass(frozen=True, eq=False)
class Table(Columns):
    """A small table with a column of each form."""

    small: Int16
    pair: Int16
    wide: Int16
    lists: Ragged


def table(numbers: list[int]) -> Table:
    """A row for each number; equal numbers have equal cells."""
    column = np.array(numbers, dtype=np.int16)
    return Table(
        id=np.array([f"r{row}" for row in range(len(numbers))], dtype=np.str_),
        small=column,
        pair=np.stack([column // 2, column % 2], axis=1),
        wide=np.repeat(column[:, None], WIDE + 1, axis=1),
        lists=Ragged.of([number] * (number % 3) for number in numbers),
    )


def product(people: Table, openings: Table) -> Int32:
    """A value for each pair, of every column."""
    left = people.small.astype(np.int32) + 3 * people.pair[:, 1] + people.wide.sum(axis=1)
    right = openings.small[None, :] * people.lists.lengths()[:, None]
    return np.asarray(left[:, None] * 7 - right, dtype=np.int32)


def of_people_alone(people: Table, openings: Table) -> Int32:
    """One column, which broadcasts over the openings."""
    return people.small.astype(np.int32)[:, None]


NUMBERS = st.lists(st.integers(0, 5), max_size=8)
READS = ("small", "pair", "wide", "lists")


@settings(deadline=None)
@given(NUMBERS, NUMBERS, st.data(), st.sampled_from([grid.LARGEST_TABLE, 0, 6]))
def test_any_block_is_what_the_function_says_of_its_rows(
    left: list[int], right: list[int], data: st.DataObject, largest: int
) -> None:
    people, openings = table(left), table(right)
    rows, cols = (
        np.array(
            data.draw(st.lists(st.sampled_from(range(len(one))), max_size=9)) if one else [], dtype=np.intp
        )
        for one in (left, right)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "LARGEST_TABLE", largest)
        for function, reads in ((product, READS), (of_people_alone, ("small",))):
            here = Grid(function, people, openings, reads, reads)
            direct = function(people.take(rows), openings.take(cols))
            expected = np.broadcast_to(direct, (len(rows), len(cols)))
            row, col = np.nonzero(expected % 3)
            assert np.array_equal(here.pairs(rows, cols, row, col), expected[row, col])
            np.testing.assert_array_equal(here.block(rows, cols), expected)
            np.testing.assert_array_equal(here.block(rows, cols), expected, "asked again")


@settings(deadline=None)
@given(NUMBERS, NUMBERS, st.sampled_from([grid.LARGEST_TABLE, 0, 6]))
def test_a_value_is_counted_in_the_pairs_of_each_person_and_each_opening(
    left: list[int], right: list[int], largest: int
) -> None:
    people, openings = table(left), table(right)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "LARGEST_TABLE", largest)
        for function, reads in ((product, READS), (of_people_alone, ("small",))):
            all_values = np.broadcast_to(function(people, openings), (len(left), len(right)))
            for value in {*all_values.ravel().tolist(), 99}:
                of_people, of_openings = Grid(function, people, openings, reads, reads).count(value)
                np.testing.assert_array_equal(of_people, (all_values == value).sum(axis=1))
                np.testing.assert_array_equal(of_openings, (all_values == value).sum(axis=0))


@given(NUMBERS, st.sampled_from([("small",), ("pair",), ("small", "pair"), ()]))
def test_rows_have_the_same_number_where_all_columns_read_are_equal(
    numbers: list[int], reads: tuple[str, ...]
) -> None:
    given_table = table(numbers)
    code, rows = distinct(given_table, reads)
    for one in range(len(numbers)):
        for other in range(len(numbers)):
            alike = not reads or numbers[one] == numbers[other]
            assert (code[one] == code[other]) == alike
    assert code.tolist() == [code.tolist()[rows[number]] for number in code]
    assert sorted(code[rows].tolist()) == list(range(len(set(code.tolist()))))


def test_only_the_columns_read_tell_rows_apart() -> None:
    rows = table([0, 1, 2, 3])
    # The halves of 0 to 3 are 0, 0, 1, 1 and the rests 0, 1, 0, 1.
    assert len(distinct(rows, ("pair",))[1]) == 4
    assert len(distinct(rows, ())[1]) == 1
    assert len(distinct(table([4, 4, 4]), ("small", "pair"))[1]) == 1


@pytest.mark.parametrize("column", ["wide", "lists"])
def test_rows_of_wide_and_ragged_columns_are_all_told_apart(column: str) -> None:
    assert distinct(table([4, 4, 4]), ("small", column))[0].tolist() == [0, 1, 2]


@pytest.mark.parametrize("reads", [*((name,) for name in READS), ("small", "pair", "lists"), ()])
def test_a_table_without_rows_has_no_distinct_values(reads: tuple[str, ...]) -> None:
    code, rows = distinct(table([]), reads)
    assert (len(code), len(rows)) == (0, 0)


def test_the_function_is_called_once_however_many_blocks_are_asked_for() -> None:
    calls = []

    def counted(people: Table, openings: Table) -> Int32:
        calls.append((len(people), len(openings)))
        return product(people, openings)

    here = Grid(counted, table([1, 1, 2]), table([3, 3]), ("small",), ("small",))
    for _ in range(3):
        here.block(np.array([0, 1, 2]), np.array([1]))
    assert calls == [(2, 1)], "once, on the distinct values"


def test_many_columns_never_outgrow_the_numbers_they_are_counted_in() -> None:
    chance = np.random.default_rng(1)
    # Eight numbers of 400 values each: 400**8 combinations are more than 64 bits can count.
    cells = np.stack([chance.permutation(400) for _ in range(WIDE)], axis=1).astype(np.int16)
    twice = replace(table([0] * 800), pair=np.concatenate([cells, cells]))
    code, rows = distinct(twice, ("pair",))
    assert len(rows) == 400
    np.testing.assert_array_equal(code[:400], code[400:])


@given(st.lists(st.integers(-(2**40), 2**40) | st.integers(-3, 3), max_size=20))
def test_numbers_near_and_far_apart_are_numbered_alike(values: list[int]) -> None:
    place, size = grid.numbered(np.array(values, dtype=np.int64))
    different = sorted(set(values))
    assert size == len(different)
    assert [different[one] for one in place.tolist()] == values
