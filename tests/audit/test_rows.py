"""The control groups people who are alike and counts pairs in parts; neither changes a count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.audit import rows
from matching.audit.alike import Alike
from matching.audit.census import Census
from matching.audit.coverage import Depth, cover
from matching.audit.judging import Judgements
from matching.audit.meeting import Meetings
from matching.audit.reading import Round
from matching.domain.policy import Policy
from tests.audit.covered import everybody, pairs_of
from tests.builders import CATALOGUE, ON

COLUMNS = st.integers(0, 12).flatmap(
    lambda size: st.lists(st.lists(st.integers(-1, 2), min_size=size, max_size=size), max_size=3).map(
        lambda columns: (size, columns)
    )
)


@given(COLUMNS)
def test_people_are_alike_where_all_columns_are_equal_and_nowhere_else(
    drawn: tuple[int, list[list[int]]],
) -> None:
    size, columns = drawn
    found = Alike.of([np.array(column, dtype=np.int16) for column in columns], size)
    cells = [tuple(column[row] for column in columns) for row in range(size)]
    assert found.each(lambda one: cells[one]) == cells
    assert len(found.first) == len(set(cells))
    assert found.sizes == [cells.count(cells[one]) for one in found.first]


def judgements(people: int, openings: int, seed: int) -> Judgements:
    return Judgements(
        Round(generate(people, openings, seed=seed, catalogue=CATALOGUE), CATALOGUE, Policy(), ON)
    )


def test_the_parts_pairs_are_counted_in_change_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Census(judgements(90, 70, 5))
    told = whole.funnel, whole.questions
    monkeypatch.setattr(rows, "CELLS", 11)
    parted = Census(judgements(90, 70, 5))
    assert (parted.funnel, parted.questions) == told


@pytest.mark.parametrize("least", [0, 10, 10_000])
def test_a_round_with_surely_too_many_pairs_is_sampled_just_as_one_counted_out(least: int) -> None:
    judged = judgements(60, 20, 6)
    meetings, depth = Meetings(judged, frozenset()), Depth(all_up_to=least, sample=30)
    counted = cover(meetings, everybody, depth, "1")
    eligible = Census(judged).funnel[""][0]
    assert pairs_of(cover(meetings, everybody, depth, "1", surely=eligible)) == pairs_of(counted)
    assert counted.complete == (eligible <= least)
