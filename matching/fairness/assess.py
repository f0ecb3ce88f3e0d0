"""A round and groups of people in, its plan and how it falls out for the groups out: the line run twice."""

from dataclasses import replace
from datetime import date

from matching.audit.fairness import audit_fairness
from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.fairness import FairnessReport, Groups
from matching.domain.plan import Plan
from matching.domain.policy import Policy
from matching.fairness.interests import without_interests
from matching.fairness.report import fairness
from matching.fairness.standing import standing
from matching.pipeline import Progress, fill, silent


def assess(
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    groups: Groups,
    *,
    on: date,
    seed: int,
    progress: Progress = silent,
) -> tuple[Plan, FairnessReport | None]:
    """Cohort, policy and groups in, the plan and a controlled report out; no report of a plan that cannot be made.

    The groups are looked at when all that is proposed is settled. What the control finds in the plan without
    interests is told as found in the report.

    Raises:
        PolicyFault: a pin or veto names an id that is not in the cohort.
    """
    plan = fill(cohort, catalogue, policy, on=on, seed=seed, progress=progress)
    if not plan.status.made:
        return plan, None
    without = fill(cohort, catalogue, without_interests(policy), on=on, seed=seed, progress=progress)
    progress("fairness")
    stood = standing(cohort, catalogue, policy, on=on, seed=seed)
    report = fairness(plan, without, stood, cohort, catalogue, policy, groups)
    found = audit_fairness(report, plan, without, cohort, catalogue, policy, groups, on=on)
    of_the_other = without.audit.findings if without.audit else ()
    return plan, replace(report, audit=replace(found, findings=(*of_the_other, *found.findings)))
