"""One pair, many ways: alone, in a block, in a round of its own, and by the control's independent code."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.generate import generate
from matching.audit.fitting import fits as fits_again
from matching.audit.judging import Judgements
from matching.audit.notes import notes_of
from matching.audit.reading import Round
from matching.audit.scoring import Scores
from matching.blocks import grid
from matching.catalogue.defaults import complete
from matching.domain.answers import NO
from matching.domain.cohort import Cohort
from matching.domain.fit import Criterion, Outcome
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Mode, Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.eligibility.judge import Judgement, judge
from matching.eligibility.terms import Terms
from matching.scoring.score import Scorer
from tests.builders import CATALOGUE, ON, cohort
from tests.drawn import candidates, openings, policies, programmes
from tests.scoring.scored import every_pair, weighing
from tests.thorough import examples

PEOPLE, OPENINGS = 100, 40
PAIRS = PEOPLE * OPENINGS
IN_A_ROUND_OF_ITS_OWN = 100
ORDER = (Outcome.INELIGIBLE, Outcome.UNKNOWN, Outcome.ELIGIBLE)

CNC = CATALOGUE.programmes["cnc-vestre-toten"]
WEIGHTS = weighing(interests=7, wishes=41, context=13, travel=0, extent=39)
ODD = Policy(weights=WEIGHTS, neutral_skills=0, neutral_others=77, one_sided=100, travel_uncertainty=101)
MEETINGS = Policy(mode=Mode.MEETINGS, neutral_skills=100, neutral_others=0, one_sided=0, longest_travel=180)


@dataclass(frozen=True, eq=False)
class Many:
    """A synthetic round with its fits and verdicts, and the control's own."""

    people: int
    openings: int
    scorer: Scorer
    judgement: Judgement
    round: Round

    @classmethod
    def of(cls, given_cohort: Cohort, policy: Policy) -> "Many":
        programme = given_cohort.programme
        filled = complete(given_cohort.openings, programme, CATALOGUE)
        return cls(
            len(given_cohort.people),
            len(filled),
            Scorer(given_cohort.people, filled, CATALOGUE, policy),
            judge(given_cohort.people, filled, Terms.of(programme, CATALOGUE, policy, on=ON)),
            Round(given_cohort, CATALOGUE, policy, ON),
        )

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every pair of positions, opening by opening."""
        return ((person, opening) for opening in range(self.openings) for person in range(self.people))


@cache
def many(seed: int) -> Many:
    """One of three rounds, each of its own programme and policy."""
    policy = (Policy(), ODD, MEETINGS)[seed]
    programme: Programme = (OPEN_PROGRAMME, CNC, replace(OPEN_PROGRAMME, start_to=date(2027, 2, 1)))[seed]
    drawn = generate(PEOPLE, OPENINGS, seed=seed, catalogue=CATALOGUE)
    return Many.of(replace(drawn, programme=programme), policy)


def one(position: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array([position], dtype=np.int32)


SEEDS = pytest.mark.parametrize("seed", [0, 1, 2])


@SEEDS
def test_a_pair_fits_alone_as_in_a_block_and_as_the_control_finds(seed: int) -> None:
    given_round = many(seed)
    together = every_pair(given_round.scorer).pairs
    scores, (people, places) = Scores(given_round.round), zip(*given_round.pairs(), strict=True)
    again, points = list(fits_again(scores, people, places)), scores.points(people, places).tolist()
    fits = given_round.scorer.fits(together.person, together.opening)
    for place, (person, opening) in enumerate(given_round.pairs()):
        fit = fits[place]
        in_block = together.points[place], together.opening_side[place], together.candidate_side[place]
        assert (together.person[place], together.opening[place]) == (person, opening)
        assert in_block == (fit.points, fit.opening_side, fit.candidate_side)
        assert fit == again[place]
        assert fit.points == points[place]
        if place % 10 == seed:
            assert given_round.scorer.fits(one(person), one(opening)) == [fit]
    assert len(together) == len(fits) == PAIRS


@SEEDS
def test_a_pair_is_judged_in_a_block_as_the_control_judges_it(seed: int) -> None:
    given_round = many(seed)
    control = Judgements(given_round.round)
    answers = np.full((PEOPLE, OPENINGS), NO, dtype=np.int8)
    for block in given_round.judgement.blocks():
        answers[np.ix_(block.rows, block.cols)] = block.answers
    for person, opening in given_round.pairs():
        assert answers[person, opening] == control.answer(person, opening), (person, opening)
    assert len(np.unique(answers)) > 1, "more than one outcome is seen"


@SEEDS
def test_a_pair_is_judged_alone_as_the_control_judges_it(seed: int) -> None:
    given_round = many(seed)
    control, seen = Judgements(given_round.round), 0
    for person, opening in list(given_round.pairs())[seed::4]:
        alone = given_round.judgement.verdict(person, opening)
        assert alone.outcome is ORDER[control.answer(person, opening)]
        seen += 1
    assert seen == PAIRS // 4


@SEEDS
def test_a_pair_that_may_meet_has_the_notes_the_control_finds(seed: int) -> None:
    given_round = many(seed)
    people, offers = given_round.round.people, given_round.round.offers
    for block in given_round.judgement.blocks():
        for row, col in zip(*np.nonzero(block.answers != NO), strict=True):
            person, opening = int(block.rows[row]), int(block.cols[col])
            expected = tuple(notes_of(people[person], offers[opening], given_round.round, None))
            views = given_round.scorer.people.candidate(person), given_round.scorer.openings.opening(opening)
            assert given_round.judgement.notes(*views) == expected


@SEEDS
def test_a_pair_in_a_round_of_its_own_is_as_among_others(seed: int) -> None:
    given_round = many(seed)
    spread = list(given_round.pairs())[:: PAIRS // IN_A_ROUND_OF_ITS_OWN]
    for person, opening in spread:
        people = given_round.scorer.people.take([person])
        places = given_round.scorer.openings.take([opening])
        own = Scorer(people, places, CATALOGUE, given_round.scorer.policy)
        among = given_round.scorer.fits(one(person), one(opening))
        assert own.fits(one(0), one(0)) == among
        alone = judge(people, places, given_round.judgement.terms).verdict(0, 0)
        assert alone == given_round.judgement.verdict(person, opening)


def test_a_block_too_large_for_a_table_fits_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    given_round = many(1)
    expected = every_pair(given_round.scorer).pairs
    monkeypatch.setattr(grid, "LARGEST_TABLE", 0)
    policy = given_round.scorer.policy
    direct = every_pair(
        Scorer(given_round.scorer.people, given_round.scorer.openings, CATALOGUE, policy)
    ).pairs
    np.testing.assert_array_equal(direct.points, expected.points)
    np.testing.assert_array_equal(direct.opening_side, expected.opening_side)
    np.testing.assert_array_equal(direct.candidate_side, expected.candidate_side)


@settings(max_examples=examples(100), deadline=None)
@given(candidates(), openings(), programmes(), policies())
def test_any_pair_at_all_fits_and_is_judged_as_the_control_finds(
    person: Candidate, place: Opening, programme: Programme, policy: Policy
) -> None:
    pair = Many.of(cohort([person], [place], programme), policy)
    assert pair.scorer.fits(one(0), one(0)) == list(fits_again(Scores(pair.round), [0], [0]))
    assert pair.judgement.verdict(0, 0).outcome is ORDER[Judgements(pair.round).answer(0, 0)]


def test_the_rounds_vary_what_a_fit_is_made_of() -> None:
    weights = [dict(many(seed).scorer.policy.weights) for seed in (0, 1, 2)]
    assert weights[0] != weights[1]
    assert all(sum(each.values()) == 200 for each in weights)
    assert set(weights[1]) == set(Criterion)
