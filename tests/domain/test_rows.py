"""A row view becomes columns and the same row view again; lists, sets, ranges and days keep their meaning."""

from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.answers import ANY_EFFORT_LEVEL, BLANK, NO, UNKNOWN, YES
from matching.domain.cells import date_of, day_number, overlap, truth
from matching.domain.columns import Ragged, bits, mask
from matching.domain.openings import Opening, Openings
from matching.domain.people import Candidate, People
from tests.builders import candidate, opening
from tests.drawn import candidates, openings
from tests.thorough import examples

LISTS = st.lists(st.lists(st.integers(-5, 500), max_size=4), max_size=6)
RANGES = st.none() | st.tuples(st.integers(1, 100), st.integers(1, 100)).map(
    lambda pair: (min(pair), max(pair))
)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(candidates(), min_size=1, max_size=3))
def test_a_person_comes_back_from_the_columns_as_put_in(people: list[Candidate]) -> None:
    columns = People.of(people)
    assert [columns.candidate(row) for row in range(len(columns))] == people


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(openings(), min_size=1, max_size=3))
def test_an_opening_comes_back_from_the_columns_as_put_in(places: list[Opening]) -> None:
    columns = Openings.of(places)
    assert [columns.opening(row) for row in range(len(columns))] == places


def test_a_blank_and_an_explicit_none_are_told_apart() -> None:
    blank = Candidate(id="k1", municipality=0)
    none = replace(
        blank,
        licences=frozenset(),
        shifts=frozenset(),
        skills=frozenset(),
        likes=frozenset(),
        dislikes=frozenset(),
    )
    assert [People.of([blank, none]).candidate(row) for row in (0, 1)] == [blank, none]
    silent = Opening(id="p1", employer=0, trades=(0,), municipality=0, seats=10)
    nothing = replace(
        silent, must=frozenset(), nice=frozenset(), licence=frozenset(), norwegian=0, certificates=frozenset()
    )
    assert [Openings.of([silent, nothing]).opening(row) for row in (0, 1)] == [silent, nothing]


def test_every_level_of_innsatsgruppe_is_no_knowledge_of_it() -> None:
    people = People.of([candidate(effort_levels=frozenset(range(6))), candidate(effort_levels=None)])
    assert people.effort_levels.tolist() == [ANY_EFFORT_LEVEL] * 2
    assert people.candidate(0).effort_levels is None


@pytest.mark.parametrize("kind", [Candidate, Opening])
def test_the_drawn_rows_fill_every_field_now_and_then(kind: type[Candidate] | type[Opening]) -> None:
    @settings(max_examples=examples(100), deadline=None, database=None)
    @given(candidates() if kind is Candidate else openings())
    def look(row: Candidate | Opening) -> None:
        seen.update(field.name for field in fields(row) if getattr(row, field.name) not in (None, ()))

    seen: set[str] = set()
    look()
    missing = {field.name for field in fields(kind)} - seen
    assert missing <= {"training_office"}, "a strategy that leaves a field blank tests nothing of it"


def test_a_position_of_a_training_office_comes_back() -> None:
    places = [opening(training_office=3), opening(training_office=None)]
    columns = Openings.of(places)
    assert [columns.opening(row) for row in (0, 1)] == places


@given(LISTS)
def test_a_ragged_column_holds_the_lists_it_was_made_of(rows: list[list[int]]) -> None:
    column = Ragged.of(rows)
    assert len(column) == len(rows)
    assert [list(column.row(index)) for index in range(len(rows))] == rows
    assert column.lengths().tolist() == [len(row) for row in rows]
    assert column.row_of_each().tolist() == [index for index, row in enumerate(rows) for _ in row]


@given(LISTS, st.data())
def test_rows_of_a_ragged_column_are_taken_in_any_order_and_more_than_once(
    rows: list[list[int]], data: st.DataObject
) -> None:
    wanted = data.draw(st.lists(st.sampled_from(range(len(rows))), max_size=8)) if rows else []
    taken = Ragged.of(rows).take(np.array(wanted, dtype=np.intp))
    assert [list(taken.row(index)) for index in range(len(taken))] == [rows[index] for index in wanted]
    assert taken.offsets[-1] == len(taken.values)


def test_rows_of_a_table_are_taken_with_all_their_columns() -> None:
    people = [candidate(id=f"k{number}", skills=frozenset({number}), wishes=(number,)) for number in range(4)]
    taken = People.of(people).take([2, 0, 2])
    assert [taken.candidate(row) for row in range(3)] == [people[2], people[0], people[2]]
    assert len(taken.take([])) == 0


@given(st.sets(st.integers(0, 30)))
def test_a_set_is_the_set_of_its_mask(members: set[int]) -> None:
    assert bits(mask(members)) == members


@given(st.dates(min_value=date(1970, 1, 1)))
def test_a_day_is_the_day_of_its_number(day: date) -> None:
    assert date_of(day_number(day)) == day


def test_no_day_is_a_blank() -> None:
    assert day_number(None) == BLANK
    assert date_of(BLANK) is None
    assert [truth(answer) for answer in (NO, UNKNOWN, YES)] == [False, None, True]


@given(RANGES, RANGES)
def test_two_ranges_share_what_lies_in_both(
    one: tuple[int, int] | None, other: tuple[int, int] | None
) -> None:
    shared = overlap(one, other)
    assert shared == overlap(other, one)
    if one is None or other is None:
        assert shared == (one or other)
    else:
        both = set(range(one[0], one[1] + 1)) & set(range(other[0], other[1] + 1))
        assert shared == ((min(both), max(both)) if both else None)
