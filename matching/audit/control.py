"""A plan and the cohort in, an AuditReport out; the control trusts nobody and finds everything again itself."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from matching.audit import (
    bounds,
    certificate,
    conflicts,
    counted,
    frame,
    held,
    limits,
    outcome,
    proposals,
    remainder,
    reserves,
    stability,
)
from matching.audit.case import Case
from matching.audit.coverage import THOROUGH, Depth
from matching.audit.proposals import Check, fitted, told_as_we_find
from matching.audit.reading import Round
from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.plan import AuditReport, Finding, Plan
from matching.domain.policy import Policy

SHOWN: Final = 20
"""Findings of one check that are told one by one."""

OF_ANY_PLAN: tuple[tuple[str, Check], ...] = (
    ("input", frame.made_from_this_cohort),
    ("policy", frame.made_by_this_policy),
    ("date", frame.made_for_this_day),
    ("schema", frame.known_schema),
    ("mode", frame.proposes_what_was_asked),
    ("programme", frame.of_this_programme),
    ("causes", frame.causes_where_infeasible),
    ("causes-true", outcome.causes_are_true),
    ("conflict", conflicts.conflict_is_true),
)
"""Checks that hold for a plan without proposals too."""

CHECKS: tuple[tuple[str, Check], ...] = (
    *OF_ANY_PLAN,
    ("ids", proposals.known_ids),
    ("pair-once", proposals.no_pair_twice),
    ("lists", proposals.no_person_too_often),
    ("room", proposals.no_opening_too_full),
    ("pins", proposals.pins_are_kept),
    ("vetoes", proposals.vetoes_are_kept),
    ("requirements", proposals.requirements_are_met),
    ("trade", told_as_we_find(lambda one: one.trade, proposals.trade)),
    ("extent", told_as_we_find(lambda one: one.extent, proposals.extent)),
    ("minutes", told_as_we_find(lambda one: one.minutes, proposals.minutes)),
    ("notes", told_as_we_find(lambda one: list(one.notes), proposals.notes)),
    ("fit-points", fitted(lambda fit: fit.points)),
    ("fit-sides", fitted(lambda fit: (fit.opening_side, fit.candidate_side))),
    ("fit-limiting", fitted(lambda fit: fit.limiting)),
    ("fit-evidence", fitted(lambda fit: fit.evidence)),
    ("fit-trade", fitted(lambda fit: fit.trade)),
    ("fit-parts", fitted(lambda fit: fit.contributions)),
    ("fit-movements", fitted(lambda fit: fit.movements)),
    ("fit-skills", fitted(lambda fit: fit.skills)),
    ("everybody", remainder.everybody_once),
    ("unassigned-counts", remainder.unassigned_counts),
    ("unassigned-reasons", remainder.unassigned_reasons),
    ("reasons-true", remainder.reasons_are_true),
    ("held-back", held.people_are_held_back),
    ("empty-seats", remainder.empty_seats),
    ("empty-counts", remainder.empty_counts),
    ("empty-reasons", remainder.empty_reasons),
    ("reserves-length", reserves.lists_are_short),
    ("reserves-allowed", reserves.reserves_may_be_proposed),
    ("reserves-facts", reserves.reserves_are_told_right),
    ("reserves-order", reserves.reserves_are_in_order),
    ("reserves-complete", reserves.nobody_better_is_left_out),
    ("proof", certificate.proof_is_whole),
    ("scale", certificate.scale_orders_as_totals_do),
    ("capacities", certificate.capacities_leave_the_pins_out),
    ("pairs", certificate.pairs_are_counted),
    ("prices", certificate.prices_are_not_negative),
    ("not-proposed", certificate.nobody_would_rather),
    ("proposed", certificate.the_proposed_are_worth_it),
    ("objective", certificate.objective_is_counted),
    ("bound", certificate.bound_follows_from_the_prices),
    ("optimal", certificate.plan_reaches_its_bound),
    ("greatest-not-proposed", certificate.nobody_would_rather_at_the_greatest),
    ("greatest-optimal", certificate.greatest_prices_reach_it_too),
    ("seat-gains", certificate.one_more_is_the_price),
    ("seat-losses", certificate.one_fewer_is_the_greatest_price),
    ("one-proof", bounds.base_is_the_whole),
    ("minimum-fit", limits.fits_are_enough),
    ("limits-told", limits.limits_are_told),
    ("limits-counted", limits.limits_are_counted),
    ("limits-kept", limits.limits_are_kept),
    ("companions", limits.companions_are_kept),
    ("floors", limits.floors_are_grounded),
    ("stages", bounds.bounds_are_whole),
    ("stage-objectives", bounds.stages_are_counted),
    ("stage-blocks", bounds.blocks_are_found),
    ("stage-bounds", bounds.bounds_follow),
    ("bound-told", bounds.bound_is_told),
    ("status", bounds.status_is_earned),
    ("resolved", outcome.amounts_are_possible),
    ("decision-costs", outcome.every_decision_has_its_cost),
    ("plan-notes", outcome.notes_on_the_plan),
    ("blocking", stability.blocking_is_counted),
    ("funnel", counted.funnel_is_counted),
    ("questions", counted.questions_are_counted),
)


def audit(
    plan: Plan,
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    *,
    on: date,
    depth: Depth = THOROUGH,
) -> AuditReport:
    """A plan and the cohort as read in, an AuditReport out: what was checked, how much of it, and what is wrong.

    Of a plan that could not be made, only what it was made from and its causes are checked.
    """
    case = Case(plan, Round(cohort, catalogue, policy, on), depth)
    made = plan.status.made
    checks = CHECKS if made else OF_ANY_PLAN
    findings = tuple(finding for name, check in checks for finding in _findings(name, check, case))
    pairs = case.coverage.pairs if made else 0
    coverage = "all" if not made or case.coverage.complete else f"sample {pairs}"
    return AuditReport(tuple(name for name, _ in checks), findings, coverage, pairs)


def _findings(name: str, check: Check, case: Case) -> Iterator[Finding]:
    found = list(check(case))
    yield from (Finding(name, what) for what in found[:SHOWN])
    if len(found) > SHOWN:
        yield Finding(name, f"and {len(found) - SHOWN} more")
