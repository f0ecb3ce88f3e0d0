"""A scorecard has weights a policy may have, and may replace the expert ones only where it is better later on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.fit import Criterion, Side
from matching.domain.policy import Policy
from matching.learning.examples import CRITERIA
from matching.learning.scorecard import LEAST, Refusal, is_enough, make_scorecard, whole_weights
from tests.learning.made import AS_EXPERTS, EXPERT, TRAVEL_ALONE, examples, scorecard


@given(st.lists(st.floats(0, 100), min_size=len(CRITERIA), max_size=len(CRITERIA)))
def test_any_slopes_become_weights_a_policy_may_have(slopes: list[float]) -> None:
    weights, unsettled = whole_weights(np.array(slopes), EXPERT)
    assert Policy(weights=weights).weights == weights
    for side in unsettled:
        assert all(weights[one] == EXPERT[one] for one in CRITERIA if one.side is side)


def test_weights_are_in_proportion_to_slopes_and_what_is_missing_goes_to_the_largest_remainder() -> None:
    weights, unsettled = whole_weights(np.array([5.0, 1.0, 1.0, 1.0, 0.0, 0.0]), EXPERT)
    assert list(weights.values()) == [100, 34, 33, 33, 0, 0]
    assert unsettled == ()


def test_where_only_one_side_tells_anything_the_other_keeps_the_expert_weights_and_says_so() -> None:
    found = scorecard((-2.0, 0.0, 0.0, 0.0, 6.0, 0.0))
    assert found.card.unsettled == (Side.OPENING,)
    assert found.weights[Criterion.SKILLS] == 100
    assert found.card.opening_side.learned == 0
    assert found.refusals == ()


def test_a_side_that_tells_nothing_keeps_the_expert_weights() -> None:
    found = scorecard((4.0, -3.0, -3.0, -3.0, -3.0, -3.0))
    assert found.weights == EXPERT
    assert found.card.unsettled == (Side.CANDIDATE,)
    assert Refusal.PRIOR in found.refusals


def test_weights_that_are_better_later_on_may_replace_the_expert_ones() -> None:
    found = scorecard(TRAVEL_ALONE)
    assert found.weights[Criterion.TRAVEL] > 80
    assert found.refusals == ()
    assert found.card.gain_on_base.low > 0
    assert found.card.learned.brier.value < found.card.expert.brier.value < found.card.base.brier.value


def test_weights_no_better_than_the_experts_may_not_replace_them() -> None:
    found = scorecard(AS_EXPERTS)
    assert found.refusals == (Refusal.PRIOR,)


def test_where_nothing_tells_anything_nothing_is_replaced() -> None:
    found = scorecard((0.0,) * len(CRITERIA))
    assert {Refusal.BASE, Refusal.PRIOR} <= set(found.refusals)


def test_a_weight_that_falls_to_0_is_flagged() -> None:
    found = scorecard((3.0, 3.0, -3.0, 3.0, 3.0, 3.0))
    assert found.card.zeroed == (Criterion.WISHES,)
    assert found.weights[Criterion.WISHES] == 0


def test_weights_are_tested_on_pairs_that_started_after_all_they_are_learned_from() -> None:
    card = scorecard().card
    assert card.learned_from.first < card.learned_from.last < card.tested_on.first < card.tested_on.last
    assert card.learned_from.outcomes + card.tested_on.outcomes == 4_000
    assert card.tested_on.outcomes == 1_200
    assert card.learned.outcomes == card.tested_on.outcomes
    for groups in (card.expert_groups, card.learned_groups):
        assert [group.group for group in groups] == ["high", "low"]
        assert sum(group.outcomes for group in groups) == card.tested_on.outcomes


def test_nothing_is_learned_from_what_is_tested_on() -> None:
    given = examples(TRAVEL_ALONE)
    late = given.started >= np.sort(given.started)[2_800]
    turned = examples(TRAVEL_ALONE)
    turned.completed[late] = ~turned.completed[late]
    assert make_scorecard(given, EXPERT).weights == make_scorecard(turned, EXPERT).weights
    assert make_scorecard(turned, EXPERT).refusals


def test_the_order_of_examples_makes_no_difference() -> None:
    given = examples(TRAVEL_ALONE, 1_000)
    turned = given.take(np.random.default_rng(1).permutation(len(given)))
    one, other = make_scorecard(given, EXPERT), make_scorecard(turned, EXPERT)
    assert one.weights == other.weights
    assert one.card.learned.brier.value == other.card.learned.brier.value


def test_how_much_the_sides_tell_is_told_though_it_cannot_be_used() -> None:
    told = scorecard(TRAVEL_ALONE).card.opening_side
    assert told.expert == 50
    assert told.learned < 30


@pytest.mark.parametrize("size", [0, 1, LEAST - 1])
def test_of_too_few_outcomes_nothing_is_learned(size: int) -> None:
    few = examples(TRAVEL_ALONE, size)
    assert not is_enough(few)
    with pytest.raises(ValueError, match="too few"):
        make_scorecard(few, EXPERT)


def test_outcomes_that_are_nearly_all_alike_are_too_few() -> None:
    alike = examples(TRAVEL_ALONE, 1_000)
    alike.completed[:] = True
    assert not is_enough(alike)
    alike = examples(TRAVEL_ALONE, 1_000)
    alike.started[:] = 1
    assert not is_enough(alike), "all on one day: none is earlier"


def test_the_digest_is_of_all_that_stands_there() -> None:
    assert scorecard().digest == scorecard().digest
    assert scorecard().digest != scorecard(size=3_000).digest
