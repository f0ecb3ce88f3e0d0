"""The compiled twin gives what the rules and the criteria give, pair by pair, however it is asked."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.blocks.fits import ABSENT, FitBlock, FitSource, StoredFits
from matching.blocks.picking import Allowed, Prices
from matching.blocks.ties import id_hashes, ranks
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.cohort import Cohort
from matching.domain.columns import Int32
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.programme import Programme
from matching.eligibility.judge import Judgement, judge
from matching.eligibility.terms import Terms
from matching.scoring import kernel, sweep, tabulate
from matching.scoring.score import Scorer, score
from matching.scoring.sweep import Sweep, score_all
from tests.builders import CATALOGUE, ON, candidate, cohort, opening
from tests.drawn import SKILLS, candidates, openings, policies, programmes

DEFAULT = Policy()
EVERYONE = Allowed(unknown=True, least=0)
ROOT = Path(__file__).parents[2]


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


def at(position: int) -> Int32:
    """One position."""
    return np.array([position], dtype=np.int32)


def looked_at_in_every_way(fits: FitSource) -> None:
    """Every question a source answers is asked."""
    zeros, ties = np.zeros((1, fits.openings), np.int64), np.arange(fits.people)
    fits.best_of_each(np.full(fits.openings, 7), ties, EVERYONE)
    fits.above(Prices(zeros, np.zeros((1, fits.people), np.int64), np.array([500])), EVERYONE)
    fits.nearest(zeros[0], 3, EVERYONE)
    fits.openness(least=300)
    fits.points(np.arange(9, dtype=np.int32), np.arange(9, dtype=np.int32))


def alone(whole: Cohort) -> Iterator[tuple[int, int, Cohort]]:
    """Pairs of a cohort here and there, each as a round of its own."""
    for person, place in zip(range(0, len(whole.people), 3), range(len(whole.openings)), strict=False):
        yield (
            person,
            place,
            replace(whole, people=whole.people.take([person]), openings=whole.openings.take([place])),
        )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(candidates(), min_size=1, max_size=5),
    st.lists(openings(), min_size=1, max_size=4),
    programmes(),
    policies(),
)
def test_any_round_at_all_fits_as_the_criteria_say(
    people: list[Candidate], places: list[Opening], programme: Programme, policy: Policy
) -> None:
    named = [replace(one, id=f"k{place}") for place, one in enumerate(people)]
    asked = [replace(one, id=f"p{place}") for place, one in enumerate(places)]
    check(*ready(cohort(named, asked, programme), policy))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_large_round_fits_as_the_criteria_say(seed: int) -> None:
    fits = check(*ready(generate(900, 160, seed=seed, catalogue=CATALOGUE)))
    assert len(fits.pairs) > 5_000
    assert fits.pairs.unknown.any()
    assert not fits.pairs.unknown.all()


def test_a_pair_in_a_round_of_its_own_fits_as_among_others() -> None:
    whole = generate(300, 100, seed=3, catalogue=CATALOGUE)
    among = Sweep(*ready(whole), allow_unknown=True).fits()
    met = 0
    for person, place, pair in alone(whole):
        own = Sweep(*ready(pair), allow_unknown=True).fits().points(at(0), at(0))
        assert own == among.points(at(person), at(place))
        met += own.item() != ABSENT
    assert met > 5


def test_neither_threads_nor_the_size_of_blocks_change_a_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    scorer, verdicts = ready(generate(600, 200, seed=4, catalogue=CATALOGUE))
    expected = Sweep(scorer, verdicts, threads=1).fits().pairs
    same(Sweep(scorer, verdicts, threads=2).fits().pairs, expected)
    monkeypatch.setattr(sweep, "OPENINGS_AT_ONCE", 3)
    monkeypatch.setattr(tabulate, "PEOPLE_AT_ONCE", 7)
    monkeypatch.setattr(tabulate, "LEAST_BLOCK", 1)
    same(Sweep(scorer, verdicts, threads=2).fits().pairs, expected)
    monkeypatch.setattr(tabulate, "MOST_BLOCKS", 1)
    same(Sweep(scorer, verdicts, threads=2).fits().pairs, expected)


@pytest.mark.parametrize("count", [0, 1, 20, 500])
@pytest.mark.parametrize("allow_unknown", [False, True])
def test_the_best_that_are_kept_are_the_first_when_all_are_sorted(count: int, allow_unknown: bool) -> None:
    scorer, verdicts = ready(generate(400, 90, seed=5, catalogue=CATALOGUE))
    ties = ranks(id_hashes(scorer.people.id, 5, "person"))
    counts = np.full(len(scorer.openings), count)
    found = Sweep(scorer, verdicts).best_of_each(counts, ties, Allowed(allow_unknown, 0))
    fits = as_defined(scorer, verdicts, allow_unknown=allow_unknown)
    assert found.seen.sum() == len(fits.pairs)
    for place in range(fits.openings):
        best, mine = fits.best(place, count, ties), slice(*found.offsets[place : place + 2])
        np.testing.assert_array_equal(found.person[mine], best.person)
        np.testing.assert_array_equal(found.points[mine], best.points)


@pytest.mark.parametrize("allowed", [EVERYONE, Allowed(unknown=False, least=450)])
def test_a_source_that_computes_its_pairs_answers_as_one_that_holds_them(allowed: Allowed) -> None:
    scorer, verdicts = ready(generate(300, 80, seed=9, catalogue=CATALOGUE))
    swept, held = Sweep(scorer, verdicts), score(scorer, verdicts.blocks())
    chance = np.random.default_rng(9)
    price, threshold = chance.integers(300, 600, (2, 80)), chance.integers(-50, 90, (2, 300))
    ties, first, counts = chance.permutation(300), chance.random(300) < 0.3, chance.integers(0, 30, 80)
    prices, some = Prices(price, threshold, np.array([1, 0])), np.flatnonzero(chance.random(80) < 0.5)
    for one, other in (
        (
            swept.best_of_each(counts, ties, allowed, first=first),
            held.best_of_each(counts, ties, allowed, first=first),
        ),
        (swept.above(prices, allowed), held.above(prices, allowed)),
        (swept.above(prices, allowed, openings=some), held.above(prices, allowed, openings=some)),
        (swept.openness(least=allowed.least), held.openness(least=allowed.least)),
    ):
        for name, column in vars(one).items():
            np.testing.assert_array_equal(column, vars(other)[name], err_msg=name)
    for column, expected in zip(
        swept.nearest(price[0], 4, allowed), held.nearest(price[0], 4, allowed), strict=True
    ):
        np.testing.assert_array_equal(column, expected)
    who, where = chance.integers(0, 300, 500).astype(np.int32), chance.integers(0, 80, 500).astype(np.int32)
    np.testing.assert_array_equal(swept.points(who, where), held.points(who, where))
    same(StoredFits.of(300, 80, swept.blocks()).pairs, held.pairs)
    for place in range(0, 80, 9):
        same(swept.best(place, 5, ties), held.best(place, 5, ties))
        same(swept.best_for(place, 5, np.arange(80)), held.best_for(place, 5, np.arange(80)))


def test_people_with_equal_points_are_kept_in_the_order_of_the_ties() -> None:
    people = [candidate(id=f"k{number}") for number in range(5)]
    scorer, verdicts = ready(cohort(people, [opening()]))
    ties = np.array([3, 1, 4, 0, 2])
    found = Sweep(scorer, verdicts).best_of_each(np.array([3]), ties, EVERYONE)
    assert found.person.tolist() == [3, 1, 4]
    assert len(set(found.points.tolist())) == 1


@pytest.mark.parametrize(("people", "places"), [(0, 0), (0, 3), (3, 0)])
def test_a_round_with_nobody_or_nothing_in_it_has_no_pair(people: int, places: int) -> None:
    whole = generate(5, 5, seed=1, catalogue=CATALOGUE)
    part = replace(
        whole, people=whole.people.take(range(people)), openings=whole.openings.take(range(places))
    )
    given_round = Sweep(*ready(part), allow_unknown=True)
    assert len(given_round.fits().pairs) == 0
    assert len(given_round.best_of_each(np.full(places, 2), np.arange(people), EVERYONE)) == 0
    assert given_round.nearest(np.zeros(places, np.int64), 1, EVERYONE)[1].tolist() == [[-1]] * people


def test_a_round_in_which_nobody_may_meet_anyone_has_no_pair() -> None:
    scorer, verdicts = ready(cohort([candidate(in_round=False)], [opening(), opening(id="p2")]))
    found = Sweep(scorer, verdicts, allow_unknown=True)
    assert len(found.fits().pairs) == 0
    assert found.best_of_each(np.full(2, 2), np.arange(1), EVERYONE).offsets.tolist() == [0, 0, 0]


def test_long_lists_and_great_weights_do_not_overflow() -> None:
    everything = frozenset(SKILLS)
    people = [candidate(id=f"k{number}", skills=frozenset(SKILLS[: 4 * number])) for number in range(1, 8)]
    scorer, verdicts = ready(cohort(people, [opening(must=everything, nice=frozenset(), licence=None)]))
    assert scorer.asked[0].full.max() > np.iinfo(np.int16).max
    fits = check(scorer, verdicts)
    assert len(set(fits.pairs.points.tolist())) > 3


def test_more_demands_than_fit_in_a_word_are_all_heard() -> None:
    whole = generate(200, 200, seed=6, catalogue=CATALOGUE)
    first, last = np.arange(200, dtype=np.int32) * 7 % 200, np.arange(200, dtype=np.int32)
    spread = replace(
        whole,
        people=replace(whole.people, start_from=first),
        openings=replace(whole.openings, start_to=last),
    )
    scorer, verdicts = ready(spread)
    assert verdicts.sieve(allow_unknown=True).needs.shape[1] > 1
    check(scorer, verdicts)


@given(st.integers(0, 2**31 - 1), st.integers(1, 2**31), st.integers(0, 2**31))
def test_a_quotient_of_floats_is_put_right(quotient: int, denominator: int, rest: int) -> None:
    numerator = quotient * denominator + rest % denominator
    assert kernel._quotient(numerator, denominator) == quotient


def test_only_a_round_of_many_pairs_loads_the_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    scorer, verdicts = ready(generate(60, 30, seed=7, catalogue=CATALOGUE))
    (expected,) = score_all(scorer, verdicts).blocks()
    monkeypatch.setattr(sweep, "WORTH_COMPILING", 0)
    same(StoredFits.of(60, 30, score_all(scorer, verdicts).blocks()).pairs, expected)
    code = "import sys, matching.pipeline, service.cli; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0


def test_nothing_is_read_or_written_outside_its_table(tmp_path: Path) -> None:
    checked = os.environ | {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    code = (
        "from tests.scoring.test_kernel import *\n"
        "scorer, verdicts = ready(generate(500, 150, seed=8, catalogue=CATALOGUE))\n"
        "check(scorer, verdicts)\n"
        "looked_at_in_every_way(Sweep(scorer, verdicts))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=checked, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr
