"""Fits of one opening, or of one person, in; the ranked pairs out."""

import numpy as np

from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int64


def people_for(fits: FitSource, opening: int, count: int, ties: Int64) -> FitBlock:
    """The people who suit an opening best, best first; what is not known to be met is marked, not hidden."""
    return fits.best(opening, count, ties)


def openings_for(fits: FitSource, person: int, count: int, ties: Int64) -> FitBlock:
    """The openings that suit a person best, best first; what is not known to be met is marked, not hidden."""
    return fits.best_for(person, count, ties)


def ties_of_people(cohort: Cohort, seed: int) -> Int64:
    """The place of each person among equals, shape (people,)."""
    return ranks(id_hashes(cohort.people.id, seed, "person"))


def ties_of_openings(cohort: Cohort, seed: int) -> Int64:
    """The place of each opening among equals, shape (openings,)."""
    return ranks(id_hashes(cohort.openings.id, seed, "opening"))


def people_listed(fits: FitSource, count: int, cohort: Cohort, *, seed: int) -> Bool:
    """Who is among the `count` people that suit some opening best, shape (people,)."""
    ties = ties_of_people(cohort, seed)
    listed = np.zeros(fits.people, dtype=np.bool_)
    for opening in range(fits.openings):
        listed[fits.best(opening, count, ties).person] = True
    return listed
