"""Instances of the base allocation are what their shapes say, and the same each time."""

from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.instances import (
    PLACES_PER_PERSON,
    SHAPES,
    SIZES,
    TIED,
    Instance,
    instance,
)


@pytest.mark.parametrize("shape", SHAPES)
def test_pairs_stand_in_order_and_no_pair_twice(shape: str) -> None:
    made = instance(shape, "S", 1)
    key = made.opening.astype(np.int64) * made.people + made.person
    assert (np.diff(key) > 0).all()
    assert made.points.min() >= 0
    assert made.points.max() <= 1000
    assert made.person.max() < made.people


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_seed_gives_the_same_instance_and_another_gives_another(shape: str, tmp_path: Path) -> None:
    first, again, other = (instance(shape, "S", seed) for seed in (1, 1, 2))
    assert first.points.tobytes() == again.points.tobytes()
    assert first.points.tobytes() != other.points.tobytes()
    first.save(tmp_path / "a.npz")
    read = Instance.load(tmp_path / "a.npz")
    assert read.people == first.people
    assert all(
        (getattr(read, name) == getattr(first, name)).all()
        for name in ("person", "opening", "points", "places")
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_there_are_as_many_places_and_pairs_as_the_shape_and_size_say(shape: str) -> None:
    made, size = instance(shape, "M", 1), SIZES["M"]
    assert made.places.sum() == int(size.people * PLACES_PER_PERSON[shape])
    assert 0.7 * size.eligible < len(made.person) / made.people < 1.1 * size.eligible


def test_tied_points_are_few() -> None:
    assert set(np.unique(instance("tied", "S", 1).points)) == set(TIED)


def test_of_common_value_all_openings_agree_who_is_wanted() -> None:
    made = instance("common-value", "M", 1)
    largest = np.argsort(-np.bincount(made.opening))[:40]
    worth = [
        dict(zip(made.person[mine].tolist(), made.points[mine].tolist(), strict=True))
        for mine in (made.opening == opening for opening in largest)
    ]
    met = 0
    for one, other in combinations(worth, 2):
        both = sorted(one.keys() & other.keys(), key=lambda person: (one[person], other[person]))
        met += len(both)
        assert all(low <= high + 1 for low, high in pairwise(other[person] for person in both))
    assert met


def test_a_hub_may_be_met_by_many_times_as_many_people_as_other_openings() -> None:
    counts = np.sort(np.bincount(instance("hub", "M", 1).opening))
    assert counts[-SIZES["M"].openings // 20] > 5 * np.median(counts)


def test_an_instance_is_a_source_of_fits_the_allocation_can_read() -> None:
    made = instance("scarce", "XS", 1)
    fits = made.fits
    assert (fits.points(made.person, made.opening) == made.points).all()
    assert (fits.people, fits.openings) == (made.people, len(made.places))
