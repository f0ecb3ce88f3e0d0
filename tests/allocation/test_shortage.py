"""Where people are short of seats: held against the largest matching with one seat more."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from matching.allocation.base.bidding import Bidders
from matching.allocation.base.shortage import short_of_seats
from matching.domain.columns import Bool, Int64


def placed(may: Bool, turns: Int64, room: Int64) -> int:
    """How many turns have a seat at most, each one of its own."""
    seats = np.repeat(np.arange(len(room)), room)
    matched = maximum_bipartite_matching(csr_array(may[turns][:, seats]), perm_type="column")
    return int(np.count_nonzero(matched >= 0))


@given(st.integers(0, 2**32 - 1), st.integers(1, 9), st.integers(1, 6), st.floats(0.1, 0.9))
def test_people_are_short_of_seats_exactly_where_one_more_places_one_more(
    seed: int, people: int, openings: int, density: float
) -> None:
    chance = np.random.default_rng(seed)
    may = chance.random((people, openings)) < density
    lists, room = chance.integers(0, 3, people), chance.integers(0, 4, openings)
    turns = np.repeat(np.arange(people), lists)
    person, opening = (one.astype(np.int32) for one in np.nonzero(may))
    begins = np.searchsorted(person, np.arange(people + 1)).astype(np.int64)
    points = np.zeros(len(person), dtype=np.int64)
    short = short_of_seats(Bidders(begins, opening, points, room, turns.astype(np.int32)), effort=10_000)
    before, one_more = placed(may, turns, room), np.eye(openings, dtype=np.int64)
    expected = [
        room[place] > 0 and placed(may, turns, room + one_more[place]) > before for place in range(openings)
    ]
    assert short.tolist() == expected


def test_no_opening_is_short_by_what_was_not_looked_at() -> None:
    # Two people may have the one seat: that is seen only when both were looked at, at 2 for each of them.
    room, turns = np.array([1]), np.array([0, 1], dtype=np.int32)
    bidders = Bidders(
        np.array([0, 1, 2]), np.zeros(2, dtype=np.int32), np.zeros(2, dtype=np.int64), room, turns
    )
    found = [short_of_seats(bidders, effort).tolist() for effort in (3, 6)]
    assert found == [[False], [True]]
