"""Fits of one opening, or of one person, in; the ranked pairs out."""

import numpy as np

from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool


def people_for(fits: FitSource, opening: int, count: int, cohort: Cohort, *, seed: int) -> FitBlock:
    """The people who suit an opening best, best first; what is not known to be met is marked, not hidden."""
    return fits.best(opening, count, ranks(id_hashes(cohort.people.id, seed, "person")))


def openings_for(fits: FitSource, person: int, count: int, cohort: Cohort, *, seed: int) -> FitBlock:
    """The openings that suit a person best, best first; what is not known to be met is marked, not hidden."""
    return fits.best_for(person, count, ranks(id_hashes(cohort.openings.id, seed, "opening")))


def people_listed(fits: FitSource, count: int, cohort: Cohort, *, seed: int) -> Bool:
    """Who is among the `count` people that suit some opening best, shape (people,)."""
    ties = ranks(id_hashes(cohort.people.id, seed, "person"))
    listed = np.zeros(fits.people, dtype=np.bool_)
    for opening in range(fits.openings):
        listed[fits.best(opening, count, ties).person] = True
    return listed
