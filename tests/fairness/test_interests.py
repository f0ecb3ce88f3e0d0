"""Interests that count for nothing: their weight goes to the rest of their side, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from matching.domain.fit import Criterion, Side
from matching.domain.policy import Policy
from matching.fairness.interests import without_interests

MINE = [one for one in Criterion if one.side is Side.CANDIDATE]


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=len(MINE) - 1, max_size=len(MINE) - 1)))
    weights = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    return Policy(weights={**Policy().weights, **dict(zip(MINE, weights, strict=True))})


def test_the_weight_is_spread_by_largest_remainder() -> None:
    """Of 70: 42.86, 21.43, 21.43 and 14.29 of 100; the first of equals gets the odd one."""
    named = {
        Criterion.SKILLS: 100,
        Criterion.INTERESTS: 30,
        Criterion.WISHES: 30,
        Criterion.CONTEXT: 15,
        Criterion.TRAVEL: 15,
        Criterion.EXTENT: 10,
    }
    weights = without_interests(Policy(weights={**dict.fromkeys(Criterion, 0), **named})).weights
    assert [weights[one] for one in named] == [100, 0, 43, 22, 21, 14]


@given(policies())
def test_the_side_sums_to_a_hundred_in_proportion_and_nothing_else_changes(policy: Policy) -> None:
    found = without_interests(policy)
    left = 100 - policy.weights[Criterion.INTERESTS]
    assert found.weights[Criterion.INTERESTS] == 0
    assert found.weights[Criterion.SKILLS] == policy.weights[Criterion.SKILLS]
    for one in set(MINE) - {Criterion.INTERESTS}:
        assert left == 0 or abs(found.weights[one] - 100 * policy.weights[one] / left) < 1
    assert without_interests(found) == found


def test_where_only_interests_counted_the_others_get_equal_parts() -> None:
    alone = dict.fromkeys(MINE, 0) | {Criterion.INTERESTS: 100}
    weights = without_interests(Policy(weights={**Policy().weights, **alone})).weights
    assert [weights[one] for one in MINE] == [0, 25, 25, 25, 25]
