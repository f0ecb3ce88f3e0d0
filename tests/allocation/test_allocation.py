"""The base allocation against exhaustive search, its own certificate, and instances worked by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exhaustive import best_total, differences, policy_of, room_and_lists, solved
from matching.allocation.allocate import allocate
from matching.allocation.base.core import Solution, Start, solve_market
from matching.allocation.base.market import Decided, Market, open_market
from matching.allocation.base.prices import NotOptimal, bound_of, least_prices, thresholds
from matching.blocks.fits import StoredFits
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Int64
from matching.domain.policy import Mode, Objective, Policy
from matching.domain.proof import Scale, Total
from tests.thorough import examples

NOBODY = np.empty(0, dtype=np.int32)
UNDECIDED = Decided(NOBODY, NOBODY, NOBODY, NOBODY)


def pairs(found: Allocation) -> set[tuple[int, int]]:
    return set(zip(found.person.tolist(), found.opening.tolist(), strict=True))


def worth(market: Market, chosen: Bool) -> int:
    """Values of the chosen pairs and of the people who have one."""
    some = set(market.person[chosen].tolist())
    return int(market.value[chosen].sum()) + sum(int(market.first[person]) for person in some)


def opened(points: Int64, room: Int64, policy: Policy, start: Start | None = None) -> Solution:
    """The solution of a table of points, with the numbers of the first core given."""
    market = open_market(
        StoredFits.of_table(points), room, 1 if policy.mode is Mode.PLACES else 2, policy, UNDECIDED
    )
    return solve_market(market, np.arange(len(points)), start)


def table(*rows: list[int]) -> Int64:
    return np.array(rows, dtype=np.int64)


def places(*numbers: int) -> Int64:
    return np.array(numbers, dtype=np.int64)


def test_exhaustive_search_finds_no_better_total_in_either_mode() -> None:
    assert list(differences(1_000, seed=11)) == []


def test_seat_values_are_the_exact_gain_and_loss_of_searching_again() -> None:
    assert list(differences(250, seed=12, seats=True)) == []


@given(seed=st.integers(0, 2**32 - 1), mode=st.sampled_from(list(Mode)))
@settings(max_examples=examples(150), deadline=None)
def test_the_allocation_keeps_to_the_room_the_lists_and_the_pairs_given(seed: int, mode: Mode) -> None:
    generator = np.random.default_rng(seed)
    points = generator.integers(-300, 1001, size=(9, 6))
    seats, policy = generator.integers(0, 3, size=6), policy_of(mode, generator)
    found = solved(points, seats, policy, seed=seed)
    room, lists = room_and_lists(seats, policy)
    assert len(pairs(found)) == len(found.person)
    assert (points[found.person, found.opening] >= 0).all()
    assert (np.bincount(found.opening, minlength=6) <= np.array(room)).all()
    assert np.bincount(found.person, minlength=9).max() <= lists
    total = Total(
        len(set(found.person.tolist())), len(found.person), int(points[found.person, found.opening].sum())
    )
    assert found.proof is not None
    assert found.proof.objective == found.proof.bound == total


@given(
    seed=st.integers(0, 2**32 - 1),
    mode=st.sampled_from(list(Mode)),
    objective=st.sampled_from(list(Objective)),
)
@settings(max_examples=examples(150), deadline=None)
def test_a_core_of_pairs_gives_the_prices_and_total_of_all_pairs(
    seed: int, mode: Mode, objective: Objective
) -> None:
    generator = np.random.default_rng(seed)
    points = generator.integers(-200, 1001, size=(30, 8))
    room, policy = generator.integers(0, 4, size=8), Policy(mode=mode, objective=objective)
    whole, core = (
        opened(points, room, policy, Start(per_room=per, beside=beside, few=few))
        for per, beside, few in ((50, 500, 8), (1, 0, 1))
    )
    assert worth(core.market, core.chosen) == worth(whole.market, whole.chosen)
    np.testing.assert_array_equal(core.prices, whole.prices)
    np.testing.assert_array_equal(core.greatest, whole.greatest)
    assert core.pairs == whole.pairs == np.count_nonzero(points >= 0)


def test_more_people_go_before_more_points() -> None:
    # One person could have 1000 points alone; two with 1 point each are more people.
    found = solved(table([1000, 1], [1, -1]), places(1, 1), Policy())
    assert pairs(found) == {(0, 1), (1, 0)}


def test_a_tie_break_in_the_low_digits_would_lose_a_point_and_this_does_not() -> None:
    # Ties [[0, 999], [999, 0]] added below the points would favour 500 + 500 over 1000 + 1.
    for seed in range(50):
        found = solved(table([1000, 500], [500, 1]), places(1, 1), Policy(), seed=seed)
        assert found.proof is not None
        assert found.proof.objective == Total(2, 2, 1001)


def test_equal_plans_are_told_apart_by_the_seed_and_each_is_found_by_some() -> None:
    plans = {
        frozenset(pairs(solved(table([7, 7], [7, 7]), places(1, 1), Policy(), seed=seed)))
        for seed in range(40)
    }
    assert len(plans) == 2


def test_among_equal_plans_the_same_one_is_chosen_whatever_optimum_the_solver_found() -> None:
    # The order of people is the order arcs are given to the solver in, and so which optimum it meets first.
    points = np.full((6, 3), 500, dtype=np.int64)
    ids, openings = np.array(list("abcdef")), np.array(["x", "y", "z"])
    chosen = []
    for order in (np.arange(6), np.arange(6)[::-1]):
        found = allocate(
            StoredFits.of_table(points[order]), places(1, 1, 1), Policy(), ids[order], openings, seed=3
        )
        chosen.append({(str(ids[order][row]), col) for row, col in pairs(found)})
    assert chosen[0] == chosen[1]


def test_meetings_reach_most_people_first_then_most_meetings_then_most_points() -> None:
    # Room for 2 x 2 meetings; the two best people could take all of it, but three can meet someone.
    policy = Policy(mode=Mode.MEETINGS, people_per_seat=2, lists_per_person=2)
    found = solved(table([900, 900], [900, 900], [1, -1]), places(1, 1), policy)
    assert found.proof is not None
    assert found.proof.objective == Total(3, 4, 900 * 3 + 1)


def test_prices_of_a_worked_instance() -> None:
    # Two people, one seat: a second seat would place the one left (400), none would leave the one placed (700).
    found = solved(table([700], [400]), places(1), Policy())
    assert found.seat_values[0].one_more == Total(1, 1, 400)
    assert found.seat_values[0].one_fewer == Total(1, 1, 700)


def test_a_choice_that_is_not_best_has_no_prices() -> None:
    found = opened(table([10, 20], [20, 10]), places(1, 1), Policy())
    with pytest.raises(NotOptimal):
        least_prices(found.market, ~found.chosen)


def test_the_bound_at_any_prices_is_never_below_a_choice() -> None:
    generator = np.random.default_rng(5)
    found = opened(generator.integers(0, 1001, size=(8, 4)), places(1, 2, 1, 1), Policy())
    threshold = thresholds(found.market, found.chosen, found.prices)
    exact = bound_of(found.market, found.chosen, found.prices, threshold)
    assert exact == worth(found.market, found.chosen)


@pytest.mark.parametrize("mode", list(Mode))
def test_units_are_so_large_that_a_value_tells_its_total(mode: Mode) -> None:
    generator = np.random.default_rng(1)
    for _ in range(20):
        points, seats = generator.integers(0, 1001, size=(5, 3)), generator.integers(1, 3, size=3)
        found = solved(points, seats, Policy(mode=mode))
        assert found.proof is not None
        scale, total = found.proof.scale, found.proof.objective
        assert scale.total(scale.value(total)) == total


def test_a_value_below_zero_tells_its_total_too() -> None:
    scale = Scale(person=10**7, proposal=10**4)
    assert scale.total(scale.value(Total(-1, 2, -37))) == Total(-1, 2, -37)


def test_no_people_or_no_openings_is_an_empty_plan_that_is_proven() -> None:
    for shape in ((0, 3), (3, 0), (0, 0)):
        found = solved(np.zeros(shape, dtype=np.int64), places(*[1] * shape[1]), Policy())
        assert found.proof is not None
        assert found.proof.objective == found.proof.bound == Total()


def test_scipy_finds_the_same_total_on_larger_tables() -> None:
    optimize = pytest.importorskip("scipy.optimize")
    generator = np.random.default_rng(77)
    for _ in range(60):
        people, openings = generator.integers(5, 40, size=2)
        points = generator.integers(0, 1001, size=(people, openings))
        rows, cols = optimize.linear_sum_assignment(points, maximize=True)
        found = solved(points, np.ones(openings, dtype=np.int64), Policy())
        assert found.proof is not None
        assert found.proof.objective == Total(len(rows), len(rows), int(points[rows, cols].sum()))


def test_exhaustive_search_itself_is_right_on_an_instance_worked_by_hand() -> None:
    # A: 5 or 9, B: 8 only at the second, one seat each: A first (5) and B second (8).
    assert best_total(table([5, 9], [-1, 8]), (1, 1), 1) == Total(2, 2, 13)
    # One seat at the second alone: the better of 9 and 8.
    assert best_total(table([5, 9], [-1, 8]), (0, 1), 1) == Total(1, 1, 9)


@pytest.mark.long
def test_a_proof_holds_where_its_sums_outgrow_64_bits() -> None:
    # 140,000 people on two lists each: person units of 3e14 times 280,000 proposals pass 2**63.
    policy = Policy(mode=Mode.MEETINGS, people_per_seat=1, lists_per_person=2)
    points = np.full((140_000, 2), 500, dtype=np.int64)
    found = solved(points, places(140_000, 140_000), policy)
    assert found.proof is not None
    assert found.proof.objective == found.proof.bound == Total(140_000, 280_000, 140_000_000)
