"""A source that computes its pairs answers every question as one that holds them."""

import numpy as np
import pytest

from benchmarks.generate import generate
from matching.blocks.fits import StoredFits
from matching.blocks.picking import Allowed, Prices
from matching.blocks.ties import id_hashes, ranks
from matching.scoring import sweep, tabulate
from matching.scoring.score import score
from matching.scoring.sweep import Sweep
from tests.builders import CATALOGUE, candidate, cohort, opening
from tests.scoring.swept import EVERYONE, as_defined, ready, same


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
        for some in (np.array([place]), np.arange(79, -1, -3)):
            same(swept.named(place, some), held.named(place, some))
            may = held.pairs.opening[held.pairs.person == place]
            assert held.named(place, some).opening.tolist() == some[np.isin(some, may)].tolist()


def test_people_with_equal_points_are_kept_in_the_order_of_the_ties() -> None:
    people = [candidate(id=f"k{number}") for number in range(5)]
    scorer, verdicts = ready(cohort(people, [opening()]))
    ties = np.array([3, 1, 4, 0, 2])
    found = Sweep(scorer, verdicts).best_of_each(np.array([3]), ties, EVERYONE)
    assert found.person.tolist() == [3, 1, 4]
    assert len(set(found.points.tolist())) == 1
