"""Instances of the base allocation as scored pairs: shape, size and seed in, pairs with points and places out.

People and openings lie along a line, in no order of their numbers, and each person may meet the openings of a
window around where she lives, each with the same chance: pairs are local, as where journeys decide. Points are
whole numbers 0-1000. All of it is synthetic. The shapes:

- scarce: a place for 16 % of the people. Points are 3 parts of the person to 7 of the pair.
- balanced: as many places as people, so nearly everybody is placed and prices depend on long chains of moves.
- tied: five different scores in all, so that very many plans are equally good. Places for half of the people.
- common-value: points are a product of one number of the person and one of the opening, so that all agree who is
  wanted and where; no pair has anything of its own. Places for half.
- hub: a twentieth of the openings may be met by twenty times as many people as the others and have most points.
  Places for half.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from matching.blocks.fits import FitBlock, StoredFits
from matching.domain.columns import Int16, Int32, Int64

SHAPES: Final = ("scarce", "balanced", "tied", "common-value", "hub")
PLACES_PER_PERSON: Final = {"scarce": 0.16, "balanced": 1.0, "tied": 0.5, "common-value": 0.5, "hub": 0.5}
TIED: Final = np.array([200, 400, 500, 600, 900])
HUBS, HUB_TIMES = 20, 20
"""One opening in so many is a hub, which so many times as many people may meet."""

WINDOW: Final = 3
"""A person may meet one in three of the openings near her."""
AT_ONCE: Final = 4_000_000
"""Pairs drawn at a time, allowed or not."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    """How large an instance is; `eligible` openings per person on average, about."""

    people: int
    openings: int
    eligible: int


SIZES: Final = {
    "XS": Size(24, 8, 4),
    "S": Size(300, 60, 20),
    "M": Size(5_000, 1_500, 80),
    "L": Size(57_000, 6_000, 142),
    "XL": Size(700_000, 30_000, 234),
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Instance:
    """Scored pairs, ordered by opening, then person, and the places of each opening."""

    people: int
    person: Int32
    opening: Int32
    points: Int16
    places: Int64
    """Shape (openings,)."""

    @property
    def fits(self) -> StoredFits:
        """The pairs as a source of fits; both sides and all else about them is not known."""
        nothing = np.broadcast_to(np.int16(-1), self.points.shape)
        known = np.broadcast_to(np.False_, self.points.shape)
        pairs = FitBlock(self.person, self.opening, self.points, nothing, nothing, known, nothing)
        return StoredFits(self.people, len(self.places), pairs)

    def save(self, path: Path) -> None:
        """Write it as .npz, for a peer in another process."""
        columns: dict[str, Any] = dict(vars(self))
        np.savez(path, **columns)

    @classmethod
    def load(cls, path: Path) -> "Instance":
        """What `save` has written."""
        with np.load(path) as file:
            columns: dict[str, Any] = {name: file[name] for name in file.files}
        return cls(**{**columns, "people": int(columns["people"])})


def instance(shape: str, size: str | Size, seed: int) -> Instance:
    """The instance of this shape, size and seed; the same bytes each time."""
    given = SIZES[size] if isinstance(size, str) else size
    chance = np.random.default_rng([seed, SHAPES.index(shape), given.people, given.openings])
    lives_at = np.sort(chance.random(given.people))
    number = chance.permutation(given.people).astype(np.int32)
    quality = chance.random(given.people)
    blocks = []
    for position, opening, points in _pairs(shape, given, lives_at, quality, chance):
        person = number[position]
        order = np.argsort(opening.astype(np.int64) * given.people + person)
        blocks.append((person[order], opening[order], points[order]))
    columns = (np.concatenate(column) for column in zip(*blocks, strict=True))
    person, opening, points = columns
    places = _places(shape, given, chance)
    return Instance(people=given.people, person=person, opening=opening, points=points, places=places)


def _places(shape: str, size: Size, chance: np.random.Generator) -> Int64:
    """Places in all as the shape says: one for each opening if there are so many, the others spread unevenly."""
    share = chance.gamma(2.0, size=size.openings)
    total = max(int(size.people * PLACES_PER_PERSON[shape]), 1)
    each = int(total >= size.openings)
    spread = chance.multinomial(total - each * size.openings, share / share.sum())
    return spread.astype(np.int64) + each


def _pairs(
    shape: str, size: Size, lives_at: Floats, quality: Floats, chance: np.random.Generator
) -> Iterator[tuple[Int32, Int32, Int16]]:
    """A few openings at a time: places along the line of the people who may come, their opening, their points."""
    at, worth = chance.random(size.openings), chance.random(size.openings)
    width = np.full(size.openings, 1.0)
    if shape == "hub":
        width[chance.permutation(size.openings)[: max(size.openings // HUBS, 1)]] = HUB_TIMES
    hub = width > 1
    reach = np.minimum(width * size.eligible * WINDOW / size.openings / width.mean(), 1.0)
    first = np.searchsorted(lives_at, np.clip(at - reach / 2, 0, 1 - reach), side="left")
    last = np.searchsorted(lives_at, np.clip(at + reach / 2, reach, 1), side="right")
    for some in np.split(np.arange(size.openings), _cuts(last - first)):
        counts = (last - first)[some]
        position = np.arange(counts.sum()) + np.repeat(first[some] - np.cumsum(counts) + counts, counts)
        opening = np.repeat(some, counts)
        drawn = np.flatnonzero(chance.integers(0, WINDOW, size=len(position), dtype=np.int8) == 0)
        person, place = position[drawn].astype(np.int32), opening[drawn].astype(np.int32)
        own = chance.random(len(person), dtype=np.float32)
        yield person, place, _points(shape, quality[person], worth[place], own, hub[place])


def _cuts(counts: Int64) -> Int64:
    """Where to cut the openings so that no part has many more pairs than are drawn at a time."""
    parts = np.cumsum(counts) // AT_ONCE
    return np.flatnonzero(np.diff(parts)) + 1


def _points(
    shape: str, quality: Floats, worth: Floats, own: npt.NDArray[np.float32], hub: npt.NDArray[np.bool_]
) -> Int16:
    """Points of pairs: numbers of the person, the opening and the pair, each 0-1."""
    if shape == "common-value":
        return np.rint(1000 * quality * worth).astype(np.int16)
    share = 0.3 * quality + 0.7 * own
    if shape == "tied":
        return TIED[np.minimum((share * len(TIED)).astype(np.int64), len(TIED) - 1)].astype(np.int16)
    return np.rint(np.where(hub, 300 + 700 * share, 700 * share)).astype(np.int16)
