"""A round in, its fits through the tables and as the criteria give them, side by side, out."""

from dataclasses import fields

import numpy as np

from matching.blocks.fits import FitBlock, StoredFits
from matching.blocks.picking import Allowed
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.cohort import Cohort
from matching.domain.policy import Policy
from matching.eligibility.judge import Judgement, judge
from matching.eligibility.terms import Terms
from matching.scoring.score import Scorer, score
from matching.scoring.sweep import Sweep
from tests.builders import CATALOGUE, ON

DEFAULT = Policy()
EVERYONE = Allowed(unknown=True, least=0)


def ready(
    given_cohort: Cohort, policy: Policy = DEFAULT, catalogue: Catalogue = CATALOGUE
) -> tuple[Scorer, Judgement]:
    """The scorer and the verdicts of a round."""
    places = complete(given_cohort.openings, given_cohort.programme, catalogue)
    terms = Terms.of(given_cohort.programme, catalogue, policy, on=ON)
    return Scorer(given_cohort.people, places, catalogue, policy), judge(given_cohort.people, places, terms)


def same(found: FitBlock, expected: FitBlock) -> None:
    """Every column of the pairs is equal, and of one kind."""
    for field in fields(FitBlock):
        one, other = getattr(found, field.name), getattr(expected, field.name)
        assert one.dtype == other.dtype, field.name
        np.testing.assert_array_equal(one, other, err_msg=field.name)


def as_defined(scorer: Scorer, verdicts: Judgement, *, allow_unknown: bool = True) -> StoredFits:
    """The fits as the readable form gives them."""
    fits = score(scorer, verdicts.blocks())
    return fits if allow_unknown else fits.where(~fits.pairs.unknown)


def check(scorer: Scorer, verdicts: Judgement) -> StoredFits:
    """The compiled form gives the same, with pairs of which something is not known and without."""
    for allow_unknown in (False, True):
        expected = as_defined(scorer, verdicts, allow_unknown=allow_unknown)
        same(Sweep(scorer, verdicts, allow_unknown).fits().pairs, expected.pairs)
    return expected
