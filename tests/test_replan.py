"""A plan made anew for a round of people and openings is controlled like any other."""

import numpy as np
import pytest

from benchmarks.generate import generate
from matching.domain.plan import Status
from matching.domain.policy import Decision, Policy
from matching.domain.replan import Standing
from matching.pipeline import fill
from matching.replan import pinning, replan
from tests.builders import CATALOGUE, ON, candidate, cohort, opening


@pytest.mark.parametrize("seed", [1, 3, 6])
def test_a_plan_close_to_an_old_one_passes_the_control_and_says_how_far_it_is_from_the_best(
    seed: int,
) -> None:
    made = generate(40, 12, seed=seed, catalogue=CATALOGUE)
    best = fill(made, CATALOGUE, Policy(), on=ON, seed=1)
    mixed = [one.opening for one in best.assignments]
    np.random.default_rng(seed).shuffle(mixed)
    old = tuple((one.candidate, place) for one, place in zip(best.assignments, mixed, strict=True))
    found = replan(made, CATALOGUE, Policy(), Standing(proposals=old), on=ON, seed=1)
    assert found.plan.audit is not None
    assert found.plan.audit.findings == ()
    assert [one.people for one in found.tradeoffs] == [len(best.assignments)] * len(found.tradeoffs)
    points = [one.points for one in found.tradeoffs]
    assert points == sorted(points)
    assert best.proof is not None
    assert points[-1] == best.proof.objective.points
    assert (found.plan.status is Status.OPTIMAL) == (len(points) == 1)
    if found.plan.bounds is not None:
        assert found.plan.bounds.objective.points == points[0]
        assert found.plan.bounds.bound == best.proof.objective


def test_what_is_accepted_is_pinned_once_and_who_is_gone_is_not_counted() -> None:
    made = cohort([candidate(id="k1"), candidate(id="k2")], [opening(id="p1"), opening(id="p2")])
    yes = Decision(candidate="k2", opening="p1", by="Kari Eksempel", reason="Takket ja.")
    policy = Policy(pins=(yes,))
    assert pinning(policy, (yes,)).pins == (yes,)
    old = (("k1", "p1"), ("k2", "p3"), ("k9", "p2"))
    found = replan(made, CATALOGUE, policy, Standing(proposals=old, accepted=(yes,)), on=ON, seed=1)
    assert {(one.candidate, one.opening) for one in found.plan.assignments} == {("k1", "p2"), ("k2", "p1")}
    assert (found.before, found.accepted, found.lapsed) == (2, 1, ("k2",))
    assert [one.changes for one in found.tradeoffs] == [2]
    assert [one.candidate for one in found.moved] == ["k1", "k2"]
