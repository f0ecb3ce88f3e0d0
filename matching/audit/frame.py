"""Checks of what a plan says it was made from and how it ended; they hold for a plan without proposals too."""

from collections.abc import Iterator

from matching.audit.case import Case
from matching.domain.plan import PLAN_SCHEMA_VERSION, Status
from matching.domain.reasons import ReasonCode


def made_from_this_cohort(case: Case) -> Iterator[str]:
    """The plan was made from just these people and openings."""
    if case.plan.input_hash != case.round.cohort.digest():
        yield "the plan was made from other people or openings than these"


def made_by_this_policy(case: Case) -> Iterator[str]:
    """The plan was made by just these decisions."""
    if case.plan.policy_hash != case.policy.digest():
        yield "the plan was made by another policy than this"


def made_for_this_day(case: Case) -> Iterator[str]:
    """The plan was made for the day it is controlled for."""
    if case.plan.on != case.round.on.isoformat():
        yield f"the plan is of {case.plan.on}, not of {case.round.on.isoformat()}"


def known_schema(case: Case) -> Iterator[str]:
    """The plan is of the version this control knows."""
    if case.plan.schema_version != PLAN_SCHEMA_VERSION:
        yield f"schema version {case.plan.schema_version} is not {PLAN_SCHEMA_VERSION}"


def proposes_what_was_asked(case: Case) -> Iterator[str]:
    """The plan proposes places, or meetings, as the policy says."""
    if case.plan.mode is not case.policy.mode:
        yield f"the plan proposes {case.plan.mode}, the policy asks for {case.policy.mode}"


def of_this_programme(case: Case) -> Iterator[str]:
    """The plan names the programme of the round."""
    if case.plan.programme != case.round.cohort.programme.id:
        yield f"the plan names {case.plan.programme}, the round is of {case.round.cohort.programme.id}"


def causes_where_infeasible(case: Case) -> Iterator[str]:
    """A plan that cannot be made says why and proposes nothing; one that is made names no cause."""
    status = case.plan.status
    if status.made and case.plan.causes:
        yield "the plan is made, and names causes why it could not be"
    if not status.made and not case.plan.causes:
        yield f"the plan is {status}, and names no cause"
    if not status.made and case.plan.assignments:
        yield f"the plan is {status}, and proposes something"
    undecided = any(one.code is ReasonCode.NOT_DECIDED for one in case.plan.causes)
    if undecided != (status is Status.UNDECIDED):
        yield f"the plan is {status}, and its causes say otherwise"
