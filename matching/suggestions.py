"""Fits of one opening, or of one person, in; the ranked pairs out."""

from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.cohort import Cohort


def people_for(fits: FitSource, opening: int, count: int, cohort: Cohort, *, seed: int) -> FitBlock:
    """The people who suit an opening best, best first; what is not known to be met is marked, not hidden."""
    return fits.best(opening, count, ranks(id_hashes(cohort.people.id, seed, "person")))


def openings_for(fits: FitSource, person: int, count: int, cohort: Cohort, *, seed: int) -> FitBlock:
    """The openings that suit a person best, best first; what is not known to be met is marked, not hidden."""
    return fits.best_for(person, count, ranks(id_hashes(cohort.openings.id, seed, "opening")))
