"""The way from a cohort to an explained and audited plan: one line of verbs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import Final

from matching.allocation.allocate import allocate, whole_places
from matching.audit.control import audit
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.cohort import Cohort
from matching.domain.plan import Plan, Stamp
from matching.domain.policy import Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.explanation.explain import explain
from matching.scoring.score import Scorer, score

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""

VERSIONED: Final = ("innenfor", "numpy", "ortools")


def silent(step: str) -> None:
    """Progress for those who do not listen."""


def fill(
    cohort: Cohort, catalogue: Catalogue, policy: Policy, *, on: date, seed: int, progress: Progress = silent
) -> Plan:
    """Cohort and policy in, an explained and audited plan out.

    Raises:
        PolicyFault: a pin or veto names an id that is not in the cohort.
    """
    ready = replace(cohort, openings=complete(cohort.openings, cohort.programme, catalogue))
    people, openings = ready.people, ready.openings
    progress("judge")
    verdicts = judge(people, openings, Terms.of(ready.programme, catalogue, policy, on=on))
    progress("score")
    scorer = Scorer(people, openings, catalogue, policy)
    fits = score(scorer, verdicts.blocks())
    progress("allocate")
    found = allocate(fits, whole_places(openings.seats), policy, people.id, openings.id, seed=seed)
    progress("explain")
    parts = scorer.fits(found.person, found.opening)
    plan = explain(found, fits, parts, verdicts, ready, catalogue, policy, _stamp(cohort, on, seed))
    progress("audit")
    return replace(plan, audit=audit(plan, cohort, catalogue, policy, on=on))


def _stamp(cohort: Cohort, on: date, seed: int) -> Stamp:
    return Stamp(on, seed, cohort.digest(), {name: version(name) for name in VERSIONED})
