"""The compiled twin gives what the rules and the criteria give, pair by pair, however it is asked."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.blocks.fits import ABSENT, FitSource, StoredFits
from matching.blocks.picking import Prices
from matching.domain.cohort import Cohort
from matching.domain.columns import Int32
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.programme import Programme
from matching.scoring import kernel, sweep
from matching.scoring.sweep import Sweep, score_all
from tests.builders import CATALOGUE, candidate, cohort, opening
from tests.drawn import SKILLS, candidates, openings, policies, programmes
from tests.scoring.swept import EVERYONE, check, ready, same
from tests.thorough import examples

ROOT = Path(__file__).parents[2]


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


@settings(max_examples=examples(150), deadline=None)
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
    code = "import sys, matching.pipeline, service.cli.app; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0


def test_nothing_is_read_or_written_outside_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    # Interpreted, the very lines that are compiled look at every place and every sum before they use it.
    monkeypatch.setattr(sweep, "fast", lambda module: module)
    scorer, verdicts = ready(generate(500, 150, seed=8, catalogue=CATALOGUE))
    check(scorer, verdicts)
    looked_at_in_every_way(Sweep(scorer, verdicts))
