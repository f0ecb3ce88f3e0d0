"""Pairs picked from a source: the best of each opening, those worth a gain, the nearest of each person, counts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.blocks import fits as memory
from matching.blocks.fits import StoredFits
from matching.blocks.picked import NO_PAIR, Picked
from matching.blocks.picking import Allowed, Prices
from matching.domain.columns import Int64

Pair = tuple[int, int, int]


def drawn(seed: int, people: int = 9, openings: int = 5) -> StoredFits:
    """A source with ties, unknown pairs and pairs that may not meet."""
    generator = np.random.default_rng(seed)
    points = generator.choice([-1, 0, 400, 401, 1000], size=(people, openings)).astype(np.int64)
    fits = StoredFits.of_table(points)
    unknown = generator.random(len(fits.pairs)) < 0.3
    return replace(fits, pairs=replace(fits.pairs, unknown=unknown))


def allowed_pairs(fits: StoredFits, allowed: Allowed) -> list[Pair]:
    """(opening, person, points) of every allowed pair, in order."""
    pairs = fits.pairs
    columns = zip(pairs.opening.tolist(), pairs.person.tolist(), pairs.points.tolist(), strict=True)
    known = zip(columns, pairs.unknown.tolist(), strict=True)
    return [one for one, unknown in known if one[2] >= allowed.least and (allowed.unknown or not unknown)]


def told(picked: Picked) -> list[Pair]:
    """The same of pairs picked."""
    columns = (picked.opening.tolist(), picked.person.tolist(), picked.points.tolist())
    return list(zip(*columns, strict=True))


ALLOWED = st.builds(Allowed, st.booleans(), st.sampled_from((0, 1, 401, 1001)))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1), ALLOWED, st.booleans())
def test_the_best_of_each_opening_are_the_first_when_all_are_sorted(
    seed: int, allowed: Allowed, some_first: bool
) -> None:
    fits, generator = drawn(seed), np.random.default_rng(seed)
    ties, counts = generator.permutation(fits.people), generator.integers(0, 12, size=fits.openings)
    first = generator.random(fits.people) < 0.4 if some_first else np.zeros(fits.people, np.bool_)
    picked = fits.best_of_each(counts, ties, allowed, first=first if some_first else None)
    every = allowed_pairs(fits, allowed)
    expected = []
    for opening in range(fits.openings):
        mine = [one for one in every if one[0] == opening]
        assert picked.seen[opening] == len(mine)
        mine.sort(key=lambda one: (not first[one[1]], -one[2], ties[one[1]]))
        expected += mine[: counts[opening]]
    assert told(picked) == expected


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1), ALLOWED, st.integers(1, 2))
def test_pairs_above_are_those_worth_the_gain_at_some_prices(seed: int, allowed: Allowed, views: int) -> None:
    fits, generator = drawn(seed), np.random.default_rng(seed)
    price, threshold = (generator.integers(-300, 700, (views, size)) for size in (fits.openings, fits.people))
    gain = generator.integers(-1, 2, views)
    named = np.flatnonzero(generator.random(fits.openings) < 0.6)
    expected = [
        (j, i, points)
        for j, i, points in allowed_pairs(fits, allowed)
        if ((points - price[:, j] - threshold[:, i]) >= gain).any()
    ]
    prices = Prices(price, threshold, gain)
    assert told(fits.above(prices, allowed)) == expected
    of_some = fits.above(prices, allowed, openings=named)
    assert told(of_some) == [one for one in expected if one[0] in named]
    too_many = fits.above(prices, allowed, most=len(expected) - 1)
    assert (len(too_many), too_many.too_many) == (0, len(expected))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1), ALLOWED, st.integers(1, 6))
def test_the_nearest_of_each_person_are_the_first_when_all_are_sorted(
    seed: int, allowed: Allowed, count: int
) -> None:
    fits = drawn(seed)
    price: Int64 = np.random.default_rng(seed).integers(-300, 700, fits.openings)
    net, where = fits.nearest(price, count, allowed)
    every = allowed_pairs(fits, allowed)
    for person in range(fits.people):
        mine = sorted((-int(points - price[j]), j) for j, i, points in every if i == person)[:count]
        left = count - len(mine)
        assert net[person].tolist() == [-worth for worth, _ in mine] + [NO_PAIR] * left
        assert where[person].tolist() == [j for _, j in mine] + [-1] * left


@given(st.integers(0, 2**32 - 1), st.sampled_from((0, 401)))
def test_pairs_are_counted_for_people_and_openings(seed: int, least: int) -> None:
    fits = drawn(seed)
    found = fits.openness(least=least)
    sure = allowed_pairs(fits, Allowed(False, least))
    every = allowed_pairs(fits, Allowed(True, least))
    for side, eligible, unknown in (
        (1, found.eligible_of_people, found.unknown_of_people),
        (0, found.eligible_of_openings, found.unknown_of_openings),
    ):
        size = (fits.openings, fits.people)[side]
        of_sure = np.bincount([one[side] for one in sure], minlength=size)
        np.testing.assert_array_equal(eligible, of_sure)
        np.testing.assert_array_equal(
            unknown, np.bincount([one[side] for one in every], minlength=size) - of_sure
        )


def test_the_compiled_functions_pick_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, price = drawn(7, 400, 60), np.arange(60, dtype=np.int64) * 7
    allowed, ties = Allowed(unknown=False, least=1), np.arange(400)[::-1]
    prices = Prices(price[None], np.full((1, 400), 200), np.zeros(1, np.int64))

    def all_of_them(fits: StoredFits) -> list[object]:
        best = fits.best_of_each(np.arange(60), ties, allowed)
        net, where = fits.nearest(price, 3, allowed)
        counts = [column.tolist() for column in vars(fits.openness()).values()]
        return [told(best), told(fits.above(prices, allowed)), net.tolist(), where.tolist(), counts]

    expected = all_of_them(plain)
    monkeypatch.setattr(memory, "WORTH_COMPILING", 0)
    monkeypatch.setattr(memory, "OPENINGS_AT_ONCE", 7)
    assert all_of_them(replace(plain, pairs=plain.pairs)) == expected
