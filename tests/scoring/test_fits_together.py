"""Fits of many named pairs are those of each pair by itself, however many are read together."""

import numpy as np
import pytest

from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.domain.policy import Policy
from matching.domain.programme import OPEN_PROGRAMME
from matching.scoring import score as scoring
from matching.scoring.score import Scorer
from tests.builders import CATALOGUE

PEOPLE, OPENINGS = 40, 15


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_pairs_read_together_are_fitted_as_each_by_itself(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "PAIRS_AT_ONCE", at_once)
    cohort = generate(PEOPLE, OPENINGS, seed=3, catalogue=CATALOGUE)
    openings = complete(cohort.openings, OPEN_PROGRAMME, CATALOGUE)
    scorer = Scorer(cohort.people, openings, CATALOGUE, Policy())
    chance = np.random.default_rng(4)
    person = chance.integers(PEOPLE, size=60).astype(np.int32)
    opening = chance.integers(OPENINGS, size=60).astype(np.int32)
    alone = [scorer.fits(person[at : at + 1], opening[at : at + 1])[0] for at in range(60)]
    assert scorer.fits(person, opening) == alone
