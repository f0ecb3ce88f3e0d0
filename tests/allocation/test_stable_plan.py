"""A plan that is to be stable says how far it is from the best, and nothing it cannot have is asked of it."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.generate import generate
from matching.allocation.allocate import allocate
from matching.audit.control import audit
from matching.blocks.fits import StoredFits
from matching.domain.columns import Int64
from matching.domain.constraints import EmployerTotal
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.plan import Plan, Status
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.proof import BoundKind
from matching.domain.reasons import Reason, ReasonCode
from matching.pipeline import fill
from tests.allocation.test_stable import Pair, markets, two_sided
from tests.builders import CATALOGUE, ON
from tests.thorough import examples

STABLE = Policy(objective=Objective.STABLE, share_seats=False)
ROUND = generate(60, 20, seed=3, catalogue=CATALOGUE)


def best(fits: StoredFits, room: Int64, pins: list[Pair]) -> tuple[int, int]:
    """The most people of any plan with the pins, and the most points of any plan with them."""
    points = np.full((fits.people, fits.openings), -1)
    points[fits.pairs.person, fits.pairs.opening] = fits.pairs.points
    people, most = 0, 0
    for choice in product(range(-1, fits.openings), repeat=fits.people):
        plan = [(person, place) for person, place in enumerate(choice) if place >= 0]
        used = np.bincount([place for _, place in plan], minlength=fits.openings)
        if set(pins) <= set(plan) and (used <= room).all() and all(points[pair] >= 0 for pair in plan):
            people, most = max(people, len(plan)), max(most, sum(int(points[pair]) for pair in plan))
    return people, most


@settings(max_examples=examples(300), deadline=None)
@given(markets())
def test_the_bounds_of_a_stable_plan_are_what_trying_every_plan_finds(
    market: tuple[Int64, Int64, Int64, list[Pair]],
) -> None:
    mine, theirs, room, pins = market
    fits = two_sided(mine, theirs)
    people, openings = (
        np.array([f"{name}{at}" for at in range(size)]) for name, size in zip("kp", mine.shape, strict=True)
    )
    kept = tuple(
        Decision(candidate=f"k{one}", opening=f"p{place}", by="Kari", reason="") for one, place in pins
    )
    found = allocate(fits, room, replace(STABLE, pins=kept), people, openings, seed=1)
    assert found.proof is None
    assert found.bounds is not None
    reached = found.bounds.objective
    is_best = (reached.people, reached.points) == best(fits, room, pins)
    assert found.status is (Status.OPTIMAL if is_best else Status.FEASIBLE)
    assert found.bounds.bound_kind is BoundKind.CERTIFIED
    assert tuple(stage.bound for stage in found.bounds.stages) == best(fits, room, pins)
    assert found.blocking == 0
    assert [cost.cost for cost in found.decision_costs] == [None] * len(pins)


def stable_plan() -> Plan:
    return fill(ROUND, CATALOGUE, STABLE, on=ON, seed=1)


def test_a_stable_plan_says_it_is_one_and_passes_the_control() -> None:
    plan = stable_plan()
    assert plan.audit is not None
    assert plan.audit.findings == ()
    assert Reason(ReasonCode.NOTE_STABLE) in plan.notes
    assert plan.algorithm == "deferred_acceptance"


def test_the_control_finds_a_best_plan_that_is_told_as_a_stable_one() -> None:
    other = fill(ROUND, CATALOGUE, replace(STABLE, objective=Objective.PEOPLE), on=ON, seed=1)
    assert any(note.code is ReasonCode.NOTE_BLOCKING for note in other.notes)
    plan = replace(stable_plan(), assignments=other.assignments)
    report = audit(plan, ROUND, CATALOGUE, STABLE, on=ON)
    assert "blocking" in {finding.check for finding in report.findings}


def test_the_control_finds_a_plan_that_does_not_say_it_is_stable() -> None:
    plan = stable_plan()
    silent = replace(plan, notes=tuple(one for one in plan.notes if one.code is not ReasonCode.NOTE_STABLE))
    report = audit(silent, ROUND, CATALOGUE, STABLE, on=ON)
    assert {finding.check for finding in report.findings} == {"blocking"}


def test_the_same_seed_gives_the_same_stable_plan() -> None:
    assert stable_plan().assignments == stable_plan().assignments


@pytest.mark.parametrize(
    ("policy", "setting"),
    [
        (replace(STABLE, mode=Mode.MEETINGS), "mode"),
        (replace(STABLE, employer_totals=(EmployerTotal(employer="Firma", most=1),)), "limits"),
    ],
)
def test_a_stable_plan_is_of_places_and_nothing_but_room_limits_it(policy: Policy, setting: str) -> None:
    fits, names = StoredFits.of_table(np.array([[500]])), np.array(["a"])
    with pytest.raises(PolicyFault) as raised:
        allocate(fits, np.array([1]), policy, names, names, seed=1)
    assert raised.value.code is ErrorCode.STABLE_WITH
    assert raised.value.facts["setting"] == setting
