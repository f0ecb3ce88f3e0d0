"""A round with one thing other than it is in, the pairs its best plan has out; nothing is explained."""

from dataclasses import replace

import numpy as np

from matching.allocation.allocate import allocate, round_of, whole_places
from matching.allocation.limited.constraints import Constraints, open_model
from matching.blocks.fits import FitSource
from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.columns import Int32
from matching.domain.policy import Objective, Policy


def allocated_again(
    fits: FitSource, cohort: Cohort, catalogue: Catalogue, policy: Policy, *, seed: int
) -> tuple[Int32, Int32] | None:
    """(People, openings) of the pairs proposed; None where no plan that keeps all constraints was found.

    `cohort` has openings without blanks a trade can fill.
    """
    people, openings, places = cohort.people.id, cohort.openings.id, whole_places(cohort.openings.seats)
    policy = replace(policy, reserves=0)
    under = Constraints.of(policy, cohort, catalogue)
    if policy.objective is Objective.STABLE or not under.matter(fits):
        made = allocate(fits, places, policy, people, openings, seed=seed, under=under)
        return (made.person, made.opening) if made.status.made else None
    # The model alone: what one seat more or less is worth would be solved for each opening, and is not asked here.
    # Only here, so that a round without constraints never waits for their solver to load.
    from matching.allocation.constrained.solve import solve

    model = open_model(round_of(fits, places, policy, people, openings, under))
    solved = solve(model, effort=policy.effort, seed=seed)
    if not solved.status.made:
        return None
    chosen = np.flatnonzero(solved.chosen)
    return model.person[chosen], model.opening[chosen]
