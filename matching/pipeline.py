"""The way from a cohort to an explained and audited plan: one line of verbs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import Final, Protocol

from matching.allocation.allocate import allocate, whole_places
from matching.allocation.limited.constraints import Constraints
from matching.audit.control import audit
from matching.blocks.fits import FitSource
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.allocation import Allocation
from matching.domain.cohort import Cohort
from matching.domain.columns import Int64, Text
from matching.domain.plan import Plan, Stamp
from matching.domain.policy import Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.explanation.explain import explain
from matching.scoring.score import Scorer
from matching.scoring.sweep import score_all

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""


class Allocator(Protocol):
    """What allocates a round: the best plan, or another that its own name tells."""

    def __call__(
        self,
        fits: FitSource,
        places: Int64,
        policy: Policy,
        people_ids: Text,
        opening_ids: Text,
        *,
        seed: int,
        under: Constraints,
    ) -> Allocation:
        """An allocation of the round; see allocate."""


VERSIONED: Final = ("innenfor", "numpy", "ortools")
SIMILARITY: Final = "skill-similarity"
"""Beside them in a plan: the version of a similarity of skills that was brought."""


def silent(step: str) -> None:
    """Progress for those who do not listen."""


def fill(
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    *,
    on: date,
    seed: int,
    progress: Progress = silent,
    allocator: Allocator = allocate,
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
    fits = score_all(scorer, verdicts)
    progress("allocate")
    under = Constraints.of(policy, cohort, catalogue)
    found = allocator(
        fits, whole_places(openings.seats), policy, people.id, openings.id, seed=seed, under=under
    )
    progress("explain")
    parts = scorer.fits(found.person, found.opening)
    stamp = _stamp(cohort, catalogue, on, seed)
    plan = explain(found, fits, parts, verdicts, ready, catalogue, policy, stamp)
    progress("audit")
    return replace(plan, audit=audit(plan, cohort, catalogue, policy, on=on))


def _stamp(cohort: Cohort, catalogue: Catalogue, on: date, seed: int) -> Stamp:
    versions = {name: version(name) for name in VERSIONED}
    brought = {SIMILARITY: catalogue.brought.version} if catalogue.brought else {}
    return Stamp(on, seed, cohort.digest(), versions | brought)
