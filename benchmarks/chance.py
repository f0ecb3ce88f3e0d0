"""Chance over whole columns: values by their shares, and short lists without repetition."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int16, Int32, Int64, Ragged, Text

Weights = npt.NDArray[np.float32]
Kind = TypeVar("Kind", np.int8, np.int16, np.int32, np.int64)


def ids(letter: str, size: int) -> Text:
    """Ids of equal length, numbered from 1, so that their order as text is their order as numbers."""
    width = len(str(size))
    return np.array([f"{letter}{number:0{width}d}" for number in range(1, size + 1)], dtype=np.str_)


def pick(
    chance: np.random.Generator,
    shares: Mapping[int, float] | Mapping[tuple[int, int], float],
    size: int,
    kind: type[Kind],
) -> npt.NDArray[Kind]:
    """Values by their shares, which need not sum to anything; shape (size,), or (size, 2) for pairs."""
    values = np.array(list(shares), dtype=kind)
    weights = np.array(list(shares.values()), dtype=float)
    return values[chance.choice(len(values), size=size, p=weights / weights.sum())]


def happens(chance: np.random.Generator, percent: float, size: int) -> Bool:
    """True for about this many rows in a hundred, shape (size,)."""
    return 100 * chance.random(size) < percent


def ranked(chance: np.random.Generator, group: Int16, weights: Weights, most: int) -> Int64:
    """Things drawn without repetition, the heavier the sooner; shape (rows, most), in the order drawn.

    Row i draws by `weights[group[i]]`, of shape (groups, things). The things with the `most` least values of
    exponential / weight are a draw without repetition (Efraimidis and Spirakis 2006). A weight of 0 waits for
    ever, and so is drawn only when nothing else is left.
    """
    drawn = np.empty((len(group), most), dtype=np.int64)
    for each, heaviness in enumerate(weights):
        rows = np.flatnonzero(group == each)
        waits = chance.standard_exponential((len(rows), len(heaviness)), dtype=np.float32)
        with np.errstate(divide="ignore", invalid="ignore"):
            waits /= heaviness
        first = np.argpartition(waits, most - 1, axis=1)[:, :most]
        order = np.argsort(np.take_along_axis(waits, first, axis=1), axis=1, kind="stable")
        drawn[rows] = np.take_along_axis(first, order, axis=1)
    return drawn


def padded(lists: Int64, lengths: Int64) -> Int16:
    """The first things of each row, `lengths` of them, and BLANK after; same shape."""
    return np.where(_kept(lists, lengths), lists, BLANK).astype(np.int16)


def ragged(lists: Int64, lengths: Int64) -> Ragged:
    """The first things of each row, `lengths` of them, in their order."""
    offsets = np.zeros(len(lists) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return Ragged(offsets, lists[_kept(lists, lengths)].astype(np.int32))


def ascending(lists: Int64, lengths: Int64) -> Ragged:
    """The first things of each row, `lengths` of them, sorted as the cells of a set are."""
    last = np.iinfo(np.int64).max
    return ragged(np.sort(np.where(_kept(lists, lengths), lists, last), axis=1), lengths)


def masks(lists: Int64, lengths: Int64) -> Int32:
    """The first things of each row, `lengths` of them, as sets of bits; shape (rows,)."""
    sets: Int64 = np.where(_kept(lists, lengths), 1 << lists, 0).sum(axis=1)
    return sets.astype(np.int32)


def _kept(lists: Int64, lengths: Int64) -> Bool:
    return np.arange(lists.shape[1]) < lengths[:, None]
