"""What pins and vetoes cost the whole, held against allocating without them."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.allocate import allocate
from matching.blocks.fits import FitBlock, StoredFits
from matching.domain.columns import Int64
from matching.domain.plan import DecisionCost
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.proof import Total
from tests.thorough import examples

PEOPLE, OPENINGS = 10, 5
NAMES = np.array([f"k{one}" for one in range(PEOPLE)]), np.array([f"p{one}" for one in range(OPENINGS)])
POLICIES = st.builds(
    Policy,
    mode=st.sampled_from(list(Mode)),
    objective=st.sampled_from([Objective.PEOPLE, Objective.POINTS]),
    allow_unknown=st.booleans(),
    minimum_fit=st.sampled_from([0, 400]),
    people_per_seat=st.just(2),
    lists_per_person=st.just(2),
)


def decision(pair: tuple[int, int]) -> Decision:
    return Decision(candidate=f"k{pair[0]}", opening=f"p{pair[1]}", by="Kari Eksempel", reason="avtalt")


def best_of(fits: StoredFits, room: Int64, policy: Policy) -> Total:
    proof = allocate(fits, room, policy, *NAMES, seed=1).proof
    assert proof is not None
    return proof.objective


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 2**32 - 1), POLICIES)
def test_each_cost_is_the_best_total_without_the_decision_less_the_total_with_it(
    seed: int, policy: Policy
) -> None:
    chance = np.random.default_rng(seed)
    table = StoredFits.of_table(chance.integers(-300, 1001, (PEOPLE, OPENINGS)))
    unknown: FitBlock = replace(table.pairs, unknown=chance.random(len(table.pairs)) < 0.3)
    fits, room = StoredFits(PEOPLE, OPENINGS, unknown), chance.integers(1, 3, OPENINGS)
    proposed = allocate(fits, room, policy, *NAMES, seed=1)
    pairs = list(zip(proposed.person.tolist(), proposed.opening.tolist(), strict=True))
    others = list(
        zip(chance.integers(0, PEOPLE, 3).tolist(), chance.integers(0, OPENINGS, 3).tolist(), strict=True)
    )
    vetoes = tuple(decision(pair) for pair in dict.fromkeys([*pairs[1:4], *others]) if pair not in pairs[:1])
    policy = replace(policy, pins=tuple(map(decision, pairs[:1])), vetoes=vetoes)
    found, best = allocate(fits, room, policy, *NAMES, seed=1), best_of(fits, room, policy)
    for cost in found.decision_costs:
        without = replace(policy, pins=_others(policy.pins, cost), vetoes=_others(policy.vetoes, cost))
        gain = best_of(fits, room, without) - best
        assert cost.cost is not None
        assert cost.cost.points == gain.points
        assert policy.objective is Objective.POINTS or cost.cost == gain


def _others(decisions: tuple[Decision, ...], cost: DecisionCost) -> tuple[Decision, ...]:
    here = cost.candidate, cost.opening
    return tuple(one for one in decisions if (one.candidate, one.opening) != here)
