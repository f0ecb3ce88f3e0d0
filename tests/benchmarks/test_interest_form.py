"""The made-up answers of the benchmark, and where one's own trade stands."""

import numpy as np

from benchmarks.interest_form import answered, grades, own_rank
from matching.interest_form import score
from tests.builders import CATALOGUE

PROFILES = np.array([trade.interests for trade in CATALOGUE.trades], dtype=np.int16)
FORM = CATALOGUE.interest_form


def test_answers_without_noise_come_within_half_a_step_of_the_profile() -> None:
    answers = answered(PROFILES, 0.0, np.random.default_rng(1), CATALOGUE)
    assert np.abs(score(answers, FORM).interests - PROFILES).max() <= 8


def test_the_same_seed_gives_the_same_answers_and_noise_moves_them() -> None:
    first, again, other = (
        answered(PROFILES, 1.0, np.random.default_rng(seed), CATALOGUE) for seed in (1, 1, 2)
    )
    assert (first == again).all()
    assert (first != other).any()


def test_the_profile_of_a_trade_itself_has_no_trade_before_it() -> None:
    found = grades(PROFILES, CATALOGUE)
    assert (found.max(axis=1) == np.diagonal(found)).all()


def test_of_those_alike_half_stand_before_one() -> None:
    found = np.array([[9, 5, 5], [7, 7, 7], [8, 9, 4]])
    assert own_rank(found).tolist() == [1, 2, 3]
