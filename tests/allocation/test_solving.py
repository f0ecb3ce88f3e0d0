"""The best choice of the pairs held: shortest paths, mending, and the flow they fall back on, all alike."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.base import core, solving
from matching.allocation.base import prices as of_prices
from matching.allocation.base.best import best_plan
from matching.allocation.base.core import Solution, Start, solve_market
from matching.allocation.base.market import Decided, Market, open_market
from matching.allocation.base.prices import greatest_prices, least_prices, thresholds
from matching.allocation.base.solving import best_choice, chosen_again
from matching.blocks.fits import StoredFits
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Int64
from matching.domain.policy import Mode, Objective, Policy
from tests.thorough import examples

NOBODY = np.empty(0, dtype=np.int32)
UNDECIDED = Decided(NOBODY, NOBODY, NOBODY, NOBODY)
POLICIES = st.builds(Policy, mode=st.sampled_from(list(Mode)), objective=st.sampled_from(list(Objective)))
SHAPES = ("wide", "tied", "common_value", "hub", "balanced")


def table(shape: str, people: int, openings: int, seed: int) -> tuple[Int64, Int64]:
    """Points (people, openings), -1 for most pairs, and room of each opening."""
    generator = np.random.default_rng(seed)
    points = generator.integers(0, 1001, (people, openings))
    room = generator.integers(0, 4, openings)
    if shape == "tied":
        points = generator.choice([300, 301, 900], (people, openings))
    if shape == "common_value":
        able, good = generator.integers(1, 32, people), generator.integers(1, 32, openings)
        points = able[:, None] * good[None, :]
    if shape == "hub":
        room[0] = people // 3
    if shape == "balanced":
        room = np.full(openings, -(-people // openings))
    eligible = generator.random((people, openings)) < 0.5
    eligible[:, 0] |= shape == "hub"
    return np.where(eligible, points, -1).astype(np.int64), room.astype(np.int64)


def market_of(points: Int64, room: Int64, policy: Policy) -> Market:
    """A market that holds no pair yet."""
    lists = 1 if policy.mode is Mode.PLACES else policy.lists_per_person
    return open_market(StoredFits.of_table(points), room, lists, policy, UNDECIDED)


def everything(market: Market) -> Market:
    """The same that holds all its pairs."""
    counts = np.full(len(market.capacities), len(market.lists))
    return market.holding(market.best(counts, np.arange(len(market.lists)))[0])


def worth(market: Market, chosen: Bool) -> int:
    """Values of the chosen pairs and of the people who have one; nothing is beyond its room or lists."""
    assert (market.proposals_of_people(chosen) <= market.lists).all()
    assert (market.proposals_of_openings(chosen) <= market.capacities).all()
    some = market.proposals_of_people(chosen) > 0
    return int(market.value[chosen].sum() + market.first[some].sum())


def planned(points: Int64, room: Int64, policy: Policy, seed: int = 3) -> Allocation:
    """The proven plan of a table."""
    people, openings = (
        np.array([f"{kind}{one}" for one in range(size)])
        for kind, size in zip("KL", points.shape, strict=True)
    )
    lists = 1 if policy.mode is Mode.PLACES else policy.lists_per_person
    return best_plan(StoredFits.of_table(points), room, lists, policy, UNDECIDED, people, openings, seed)


@settings(max_examples=examples(120), deadline=None)
@given(st.sampled_from(SHAPES), st.integers(0, 2**32 - 1), POLICIES)
def test_paths_and_the_flow_find_the_same_total_and_the_same_prices(
    shape: str, seed: int, policy: Policy
) -> None:
    market = everything(market_of(*table(shape, 14, 6, seed), policy))
    paths, flow = best_choice(market), best_choice(market, effort=-1)
    assert (paths.algorithm, flow.algorithm) == ("shortest_paths_on_core", "min_cost_flow_on_core")
    assert worth(market, paths.chosen) == worth(market, flow.chosen)
    for prices in (least_prices, greatest_prices):
        np.testing.assert_array_equal(prices(market, paths.chosen), prices(market, flow.chosen))


@settings(max_examples=examples(120), deadline=None)
@given(st.sampled_from(SHAPES), st.integers(0, 2**32 - 1), POLICIES, st.sampled_from((0.1, 0.5, 0.9)))
def test_a_mended_choice_is_as_good_as_one_found_anew(
    shape: str, seed: int, policy: Policy, share: float
) -> None:
    whole = everything(market_of(*table(shape, 14, 6, seed), policy))
    some = np.random.default_rng(seed).random(len(whole.keys)) < share
    part = market_of(*table(shape, 14, 6, seed), policy).holding(whole.keys[some])
    before = best_choice(part)
    prices = least_prices(part, before.chosen)
    marked = np.isin(whole.keys, part.keys[before.chosen])
    told = solving.Choice(marked, before.algorithm)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "WORTH_MENDING", 0)
        again = chosen_again(whole, told, prices, thresholds(part, before.chosen, prices))
    assert again.algorithm == "shortest_paths_on_core"
    assert worth(whole, again.chosen) == worth(whole, best_choice(whole).chosen)


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from(SHAPES), st.integers(0, 2**32 - 1), POLICIES)
def test_the_plan_is_the_same_whatever_found_the_optimum(shape: str, seed: int, policy: Policy) -> None:
    points, room = table(shape, 12, 5, seed)
    plans = []
    for effort in (solving.EFFORT, -1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(core, "USUAL", Start(effort=effort))
            plans.append(planned(points, room, policy))
    one, other = plans
    assert {one.algorithm, other.algorithm} == {"shortest_paths_on_core", "min_cost_flow_on_core"}
    np.testing.assert_array_equal(one.person, other.person)
    np.testing.assert_array_equal(one.opening, other.opening)
    assert one.proof is not None
    assert other.proof is not None
    assert one.proof.objective == one.proof.bound == other.proof.objective


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(list(Mode)), st.sampled_from((1, 500, 1001)))
def test_no_pair_below_the_least_fit_is_proposed(seed: int, mode: Mode, least: int) -> None:
    points, room = table("wide", 10, 5, seed)
    found = planned(points, room, Policy(mode=mode, minimum_fit=min(least, 1000)))
    expected = planned(np.where(points >= min(least, 1000), points, -1), room, Policy(mode=mode))
    assert found.proof is not None
    assert expected.proof is not None
    assert found.proof.objective == expected.proof.objective
    assert found.proof.pairs == expected.proof.pairs
    np.testing.assert_array_equal(found.person, expected.person)


def test_points_alone_may_leave_a_person_out_for_more_points() -> None:
    # Two people with 500 + 1 are more people; the first alone at 1000 is more points.
    points = np.array([[1000, 1], [500, -1]], dtype=np.int64)
    room = np.array([1, 1], dtype=np.int64)
    people, points_alone = (
        planned(points, room, Policy()),
        planned(points, room, Policy(objective=Objective.POINTS)),
    )
    assert people.proof is not None
    assert points_alone.proof is not None
    assert (people.proof.objective.people, people.proof.objective.points) == (2, 501)
    assert points_alone.proof.objective.points == points_alone.proof.bound.points == 1000
    # One more seat at the first would take the second person, and one fewer cost what it holds less what moves.
    assert points_alone.seat_values[0].one_more.points == 500
    assert points_alone.seat_values[0].one_fewer is not None
    assert points_alone.seat_values[0].one_fewer.points == 999


@pytest.mark.parametrize("shape", SHAPES)
def test_the_compiled_search_finds_the_same_choice_and_prices(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    points, room = table(shape, 120, 30, 5)

    def solved() -> Solution:
        return solve_market(market_of(points, room, Policy()), np.arange(120), Start(1, 2, 1))

    plain = solved()
    monkeypatch.setattr(solving, "WORTH_COMPILING", 0)
    monkeypatch.setattr(of_prices, "WORTH_COMPILING", 0)
    fast = solved()
    np.testing.assert_array_equal(fast.market.keys[fast.chosen], plain.market.keys[plain.chosen])
    np.testing.assert_array_equal(fast.prices, plain.prices)
    np.testing.assert_array_equal(fast.greatest, plain.greatest)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("mode", list(Mode))
def test_where_very_many_pairs_break_the_proof_the_nearest_are_tried_first(
    shape: str, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    points, room = table(shape, 24, 8, 6)
    whole = solve_market(market_of(points, room, Policy(mode=mode)), np.arange(24))
    for name in ("MANY", "MANY_TIMES"):
        monkeypatch.setattr(core, name, 0)
    monkeypatch.setattr(core, "NEARER", 1)
    found = solve_market(market_of(points, room, Policy(mode=mode)), np.arange(24), Start(1, 0, 1))
    assert worth(found.market, found.chosen) == worth(whole.market, whole.chosen)
    np.testing.assert_array_equal(found.prices, whole.prices)
    np.testing.assert_array_equal(found.greatest, whole.greatest)


def test_too_many_ties_are_told_in_the_name_of_the_algorithm(monkeypatch: pytest.MonkeyPatch) -> None:
    points = np.full((60, 4), 500, dtype=np.int64)
    room = np.ones(4, dtype=np.int64)
    assert planned(points, room, Policy()).algorithm == "shortest_paths_on_core"
    monkeypatch.setattr("matching.allocation.base.core.MOST_TIES", 3)
    found = planned(points, room, Policy())
    assert found.algorithm == "shortest_paths_on_core_ties_within_it"
    assert found.proof is not None
    assert found.proof.objective == found.proof.bound


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("mode", list(Mode))
def test_nothing_is_read_or_written_outside_its_columns(
    shape: str, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Interpreted, the very lines that are compiled look at every place and every sum before they use it.
    monkeypatch.setattr(solving, "WORTH_MENDING", 0)
    market = market_of(*table(shape, 150, 25, 9), Policy(mode=mode))
    assert len(market.lists) * len(market.capacities) < solving.WORTH_COMPILING
    solve_market(market, np.arange(150), Start(1, 2, 1))
