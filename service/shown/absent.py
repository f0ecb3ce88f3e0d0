"""A plan of earlier facts and the people and openings of today in, the plan without who and what is gone out."""

from dataclasses import replace

from matching.domain.cohort import Cohort
from matching.domain.plan import Plan


def without_absent(plan: Plan, cohort: Cohort) -> Plan:
    """A plan without those who are no longer in the round, and without what was proved with them."""
    here, there = set(cohort.people.id.tolist()), set(cohort.openings.id.tolist())
    either = here | there
    reserves = {
        name: tuple(one for one in queue if one.candidate in here)
        for name, queue in plan.reserves.items()
        if name in there
    }
    return replace(
        plan,
        causes=(),
        assignments=tuple(one for one in plan.assignments if one.candidate in here and one.opening in there),
        unassigned=tuple(one for one in plan.unassigned if one.candidate in here),
        empty_seats=tuple(one for one in plan.empty_seats if one.opening in there),
        reserves=reserves,
        seat_values=(),
        limits=(),
        decision_costs=tuple(
            one for one in plan.decision_costs if one.candidate in here and one.opening in there
        ),
        open_questions=tuple(one for one in plan.open_questions if one.about in either),
        funnel=None,
        proof=None,
        bounds=None,
        audit=None,
        rejected=(),
    )
