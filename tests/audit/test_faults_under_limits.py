"""Faults in plans under constraints, each found by its check."""

from dataclasses import replace

import pytest

from matching.audit.control import CHECKS
from matching.domain.constraints import Floor
from matching.domain.policy import Objective, Policy
from matching.domain.proof import BoundKind, Total
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


def test_more_people_are_no_gain_where_points_are_all_that_counts() -> None:
    """A floor gives two at half time the one seat: a person more and nine points fewer is told as a price."""
    half = (50, 50)
    people = [candidate(id="k1", wishes=(CNC,)), *(candidate(id=f"k{one}", extent=half) for one in (2, 3))]
    round_ = cohort(people, [opening(id="p1", extent=(50, 100), sharing=True)])
    floor = Floor(name="G", least=2, ground="G", by="A", members=frozenset({"k2", "k3"}))
    policy = Policy(objective=Objective.POINTS, reserves=0, share_seats=True, floors=(floor,))
    plan = fill(round_, CATALOGUE, policy, on=ON, seed=1)
    wrong = Total(1, 1, -9)
    priced = replace(plan, limits=(replace(plan.limits[0], price=wrong),))
    valued = replace(plan, seat_values=(replace(plan.seat_values[0], one_more=wrong),))
    assert found_by(Example(plan, round_, policy, {}, {}, {})) == set()
    assert found_by(Example(priced, round_, policy, {}, {}, {})) == {"floors"}
    assert found_by(Example(valued, round_, policy, {}, {}, {})) == {"resolved"}
