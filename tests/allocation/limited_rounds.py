"""Small rounds under limits, worked by hand: K1 wishes CNC and gets 480 points anywhere near home, others 428."""

from collections.abc import Sequence
from typing import Any

from matching.domain.cohort import Cohort
from matching.domain.openings import Employer, Opening, TrainingOffice
from matching.domain.people import Candidate
from matching.domain.plan import Plan
from matching.domain.policy import Policy
from matching.domain.reasons import ReasonCode
from matching.pipeline import fill
from tests.builders import CATALOGUE, CNC, ON, candidate, opening

CNC_KEY = CATALOGUE.trades[CNC].key
GROUND = "Oppdiktet grunnlag for en prøve."
HALF = (50, 50)


def round_of(people: Sequence[Candidate], openings: Sequence[Opening]) -> Cohort:
    """Two firms and one training office."""
    firms = [Employer(name="Fabrikk A", organisation_number="999999999"), Employer(name="Fabrikk B")]
    return Cohort.of(people, openings, firms, [TrainingOffice(name="Kontor A")])


def three(**of_k1: Any) -> list[Candidate]:
    return [candidate(id="k1", wishes=(CNC,), **of_k1), candidate(id="k2"), candidate(id="k3")]


def places(*openings: dict[str, Any]) -> list[Opening]:
    return [opening(id=f"p{number}", **changes) for number, changes in enumerate(openings, 1)]


def filled(round_: Cohort, policy: Policy, seed: int = 1) -> Plan:
    plan = fill(round_, CATALOGUE, policy, on=ON, seed=seed)
    assert plan.audit is not None
    assert plan.audit.findings == ()
    return plan


def proposed(plan: Plan) -> set[tuple[str, str]]:
    return {(one.candidate, one.opening) for one in plan.assignments}


def people(plan: Plan) -> set[str]:
    return {one.candidate for one in plan.assignments}


def reasons(plan: Plan, name: str) -> list[tuple[ReasonCode, dict[str, Any]]]:
    return [
        (one.code, dict(one.facts))
        for left in plan.unassigned
        if left.candidate == name
        for one in left.reasons
    ]
