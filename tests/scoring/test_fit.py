"""The whole fit of one pair, worked by hand: points, sides, parts, evidence, and the best of several trades."""

from dataclasses import replace

import pytest

from matching.domain.fit import EvidenceLevel, Fit
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from tests.builders import CATALOGUE, CNC, VESTRE_TOTEN, candidate, context, opening, trade
from tests.few_skills import FEW, at
from tests.scoring.scored import DEFAULT, fit, points, skills, weighing

COOK, DRIVER = trade("kokkfaget"), trade("yrkessjaforfaget")
CARE = trade("helsearbeiderfaget")
NOTHING_KNOWN = Candidate(id="k1", municipality=VESTRE_TOTEN)


def parts(found: Fit) -> list[int]:
    return [part.points for part in found.contributions]


def test_a_fit_worked_by_hand() -> None:
    person = candidate(
        skills=frozenset({at("micrometer")}),
        interests=CATALOGUE.trades[CNC].interests,
        wishes=(1, CNC),
        likes=frozenset(map(context, ("indoors", "outdoors"))),
        dislikes=frozenset(map(context, ("people", "noise"))),
        extent=(50, 100),
    )
    asked = frozenset(map(at, ("micrometer", "turning")))
    found = fit(person, opening(extent=(50, 80), must=asked, nice=frozenset()), DEFAULT, FEW)
    # Grades: skills 2800 of 5600 is 10000 * 2800 * 13600 // (5600 * 10800) = 6296: 3000 + 7000 * 6296 // 10000
    # = 7407, interests 10000, wishes 8000, context 5000, travel 10000 * 80 // 90 = 8888 (10 minutes), extent 8000.
    # A = 740700; B = 300000 + 240000 + 75000 + 133320 + 80000 = 828320.
    # Mean 784.51, harmonic mean 782.06, half of the way 783.29.
    assert found.points == 783
    assert (found.opening_side, found.candidate_side) == (741, 828)
    assert parts(found) == [370, 150, 120, 37, 67, 40, -1]
    assert (found.evidence, found.evidence_level) == (100, EvidenceLevel.HIGH)
    assert found.trade == "cnc-maskineringsfaget"
    assert all(part.known for part in found.contributions)


def test_a_pair_about_which_nothing_is_known_scores_the_neutral_grades() -> None:
    found = fit(NOTHING_KNOWN, opening(extent=None))
    # A = 300000, B = 500000: the mean 400, the harmonic mean 375, half of the way 387.5.
    assert (found.points, found.opening_side, found.candidate_side) == (388, 300, 500)
    assert (found.evidence, found.evidence_level) == (0, EvidenceLevel.LOW)
    assert [part.known for part in found.contributions] == [False] * 6 + [True]


def test_an_unknown_criterion_scores_the_neutral_grade_of_the_policy() -> None:
    policy = Policy(neutral_skills=0, neutral_others=100, one_sided=0)
    found = fit(NOTHING_KNOWN, opening(extent=None), policy)
    assert (found.points, found.opening_side, found.candidate_side) == (500, 0, 1000)


def test_evidence_is_the_share_of_known_weight() -> None:
    # Travel and extent are known of the person of the builders: (15 + 10) / 200, rounded half up.
    assert fit(candidate(), opening()).evidence == 13
    assert fit(candidate(skills=frozenset()), opening()).evidence == 63
    assert fit(candidate(), opening(must=frozenset(), nice=frozenset())).evidence == 63


def test_evidence_goes_by_the_weights_of_the_policy() -> None:
    policy = Policy(weights=weighing(travel=29, wishes=71))
    # 29 / 2 is 14.5.
    assert fit(candidate(), opening(), policy).evidence == 15


def test_a_criterion_without_weight_changes_nothing() -> None:
    policy = Policy(weights=weighing(travel=100))
    wishing = candidate(wishes=(CNC,))
    assert points(wishing, opening(), policy) == points(candidate(), opening(), policy)


@pytest.mark.parametrize("trades", [(CNC, COOK), (COOK, CNC), (CARE, COOK, CNC)])
def test_of_alternative_trades_the_best_counts_and_is_named(trades: tuple[int, ...]) -> None:
    person = candidate(skills=skills("caliper tolerances"), wishes=(CNC,))
    found = fit(person, opening(trades=trades))
    assert found.trade == "cnc-maskineringsfaget"
    assert found == fit(person, opening(trades=(CNC,)))


@pytest.mark.parametrize("trades", [(CARE, COOK), (COOK, CARE)])
def test_of_trades_that_suit_alike_the_one_named_first_is_named(trades: tuple[int, ...]) -> None:
    place = opening(trades=trades, must=frozenset(), nice=frozenset())
    assert fit(candidate(), place).trade == CATALOGUE.trades[trades[0]].key


def test_skills_asked_for_by_the_firm_hold_in_each_of_its_trades() -> None:
    place = opening(trades=(CARE, DRIVER), must=skills("caliper"), nice=frozenset())
    person = candidate(skills=skills("caliper"), wishes=(DRIVER,))
    found = fit(person, place)
    assert (found.trade, found.skills.met) == ("yrkessjaforfaget", ("caliper",))


@pytest.mark.parametrize("one_sided", [0, 50, 100])
def test_parts_sum_to_the_points(one_sided: int) -> None:
    policy = replace(DEFAULT, one_sided=one_sided)
    found = fit(candidate(skills=skills("micrometer"), wishes=(CNC,)), opening(), policy)
    assert sum(parts(found)) == found.points
