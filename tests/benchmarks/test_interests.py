"""What the figures of interests are made of: places among occupations, and the order of people without skills."""

import numpy as np
import pytest

from benchmarks.interests import told_apart
from benchmarks.interests_known import Known, own_trades, weighing_wants
from benchmarks.interests_survey import OCCUPATIONS, Survey, _ranks, occupations
from matching.catalogue.loader import load_catalogue
from matching.domain.fit import Criterion
from matching.domain.policy import Policy

WANTS = weighing_wants(interests=50, wishes=50)


def test_ones_own_place_is_one_more_than_the_better_and_the_middle_of_those_alike() -> None:
    scores = np.array([[5, 7, 5], [9, 9, 9], [1, 2, 3]])
    assert _ranks(scores).tolist() == [2.5, 2.0, 1.0]


def test_without_noise_everybody_finds_the_own_trade_by_six_numbers() -> None:
    catalogue = load_catalogue()
    survey = Survey.of(catalogue, range(len(catalogue.trades)), seed=1, noise=0)
    found = survey.found(3)
    assert found["six numbers"] == found["least squared distance"] == 1


def test_the_main_area_tells_trades_apart_that_six_numbers_cannot() -> None:
    apart = told_apart()
    assert apart["six numbers and its main area"] < apart["six numbers"] / 2


def test_only_the_criteria_named_weigh_on_the_candidates_side() -> None:
    assert {one: percent for one, percent in WANTS.weights.items() if percent} == {
        Criterion.SKILLS: 100,
        Criterion.INTERESTS: 50,
        Criterion.WISHES: 50,
    }


@pytest.mark.parametrize("policy", [WANTS, Policy(), Policy(one_sided=100)])
def test_people_without_recorded_skills_stand_in_the_order_of_their_own_side(policy: Policy) -> None:
    assert Known.of(200, 30, seed=3, policy=policy).out_of_order() == 0


def test_an_order_turned_round_is_seen() -> None:
    known = Known.of(200, 30, seed=3, policy=WANTS)
    assert Known(known.people, known.openings, WANTS, 1000 - known.points, known.hers).out_of_order() > 0.1


def test_skills_struck_out_cost_nobody_the_own_trade() -> None:
    known = Known.of(300, 60, seed=3, policy=WANTS)
    own = own_trades(300, 3)
    with_skills = known.finding(own, known.hers, known.mapped)
    assert known.without_skills().finding(own, known.points, known.mapped) != with_skills
    assert known.without_skills().finding(own, known.without_skills().points, known.mapped) == pytest.approx(
        with_skills, abs=0.005
    )


@pytest.mark.shared
@pytest.mark.skipif(not OCCUPATIONS.is_dir(), reason="the reference data ../shared/data/onet is not there")
def test_occupations_are_imported_with_their_ratings_and_six_numbers_find_more_than_three_letters() -> None:
    catalogue, places = occupations()
    assert len(places) == 879
    assert all(catalogue.trades[place].interests != (10,) * 6 for place in places)
    found = Survey.of(catalogue, places, seed=0, noise=0.5).found(50)
    assert found["six numbers"] > 0.94
    assert found["three letters"] < 0.75
