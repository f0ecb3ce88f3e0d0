"""Faults in plans under constraints, each found by its check."""

from dataclasses import replace

import pytest

from matching.audit.control import CHECKS
from matching.domain.policy import Policy
from matching.domain.proof import BoundKind
from matching.pipeline import fill
from tests.audit.examples import Example, control, found_by
from tests.audit.faults import Fault
from tests.audit.limited import by_solver, limited, not_proven
from tests.audit.limited_faults import NOT_PROVEN, UNDER_LIMITS
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, opening


@pytest.mark.parametrize("example", [limited(), not_proven(), by_solver()], ids=["proven", "not", "claimed"])
def test_a_plan_under_limits_worked_by_hand_passes_every_check(example: Example) -> None:
    report = control(example)
    assert report.findings == ()
    assert report.checks == tuple(name for name, _ in CHECKS)


@pytest.mark.parametrize("fault", UNDER_LIMITS, ids=str)
def test_a_fault_in_a_plan_under_limits_is_found_by_its_check(fault: Fault) -> None:
    fault.assert_found_in(limited())


@pytest.mark.parametrize("fault", NOT_PROVEN, ids=str)
def test_a_fault_in_a_plan_not_proven_best_is_found_by_its_check(fault: Fault) -> None:
    fault.assert_found_in(not_proven())


def test_a_claim_of_a_solver_is_never_called_certain() -> None:
    example = by_solver()
    bounds = example.plan.bounds
    assert bounds is not None
    certain = replace(example.plan, bounds=replace(bounds, bound_kind=BoundKind.CERTIFIED))
    assert {"bound-told", "status"} <= found_by(replace(example, plan=certain))


def test_somebody_below_the_least_fit_is_found() -> None:
    """480 and 428 points for two places: both are proposed where no least is set, and one where it is 430."""
    round_ = cohort([candidate(id="k1", wishes=(CNC,)), candidate(id="k2")], [opening(id="p1", seats=20)])
    free = Policy(reserves=0)
    plan = fill(round_, CATALOGUE, free, on=ON, seed=1)
    least = replace(free, minimum_fit=430)
    told = Example(replace(plan, policy_hash=least.digest()), round_, least, {}, {}, {})
    assert "minimum-fit" in found_by(told)
