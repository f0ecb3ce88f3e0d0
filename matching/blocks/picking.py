"""The pairs of one opening in, those asked for out: marked functions, for pairs in memory and recomputed alike.

`person` and `points` stand side by side, one entry per pair; what the pairs are written to is given with them.
"""

from typing import NamedTuple

import numpy as np

from matching.blocks.compiling import compiled
from matching.domain.columns import Bool, Int16, Int32, Int64

SECOND_CLASS = 1024
"""More than any points: people who come first stand that much above others."""


class Allowed(NamedTuple):
    """Which pairs of a source may be proposed."""

    unknown: bool
    """Those not known to meet every requirement too."""
    least: int
    """Points below which none is."""


class Chosen(NamedTuple):
    """Room for pairs picked, how many each opening has of them, and of how many they were picked."""

    person: Int32
    points: Int16
    kept: Int64
    seen: Int64


class Prices(NamedTuple):
    """One view or two of what room costs and one more proposal must be worth: a pair is looked for in either."""

    price: Int64
    """Shape (views, openings)."""
    threshold: Int64
    """Shape (views, people)."""
    gain: Int64
    """Shape (views,)."""


@compiled
def may_be_proposed(points: int, unknown: bool, allowed: Allowed) -> bool:
    """Whether one pair is allowed."""
    return bool(points >= allowed.least and (allowed.unknown or not unknown))


@compiled
def keep_best(person: Int32, points: Int16, order: tuple[Int64, Bool], at: int, room: int, to: Chosen) -> int:
    """Write the best `room` pairs from `at` on, best first; how many they are.

    `order` has the number that tells equal points apart, the smaller first, and who comes before all others.
    """
    ties, first = order
    levels = np.zeros(2 * SECOND_CLASS, np.int64)
    for one in range(len(person)):
        levels[points[one] + SECOND_CLASS * first[person[one]]] += 1
    level, left = len(levels) - 1, min(room, len(person))
    kept = left
    while level > 0 and levels[level] < left:
        left -= levels[level]
        level -= 1
    good = np.empty(kept - left + levels[level] if kept else 0, np.int64)
    key = np.empty(len(good), np.int64)
    size = 0
    for one in range(len(person) if kept else 0):
        worth = points[one] + SECOND_CLASS * np.int64(first[person[one]])
        if worth >= level:
            good[size], key[size] = one, ties[person[one]] - (worth << 32)
            size += 1
    place = np.argsort(key)
    for one in range(kept):
        to.person[at + one], to.points[at + one] = person[good[place[one]]], points[good[place[one]]]
    return kept


@compiled
def keep_above(person: Int32, points: Int16, opening: int, prices: Prices, at: int, to: Chosen) -> int:
    """Write from `at` on, as far as there is room, the pairs worth the gain in some view; how many they are."""
    found, last = 0, len(prices.gain) - 1
    least, least_last = (
        prices.price[0, opening] + prices.gain[0],
        prices.price[last, opening] + prices.gain[last],
    )
    for one in range(len(person)):
        wanted = points[one] - prices.threshold[0, person[one]] >= least
        if last > 0 and not wanted:
            wanted = points[one] - prices.threshold[last, person[one]] >= least_last
        if wanted:
            if at + found < len(to.person):
                to.person[at + found], to.points[at + found] = person[one], points[one]
            found += 1
    return found


@compiled
def keep_nearest(person: Int32, points: Int16, opening: int, price: int, net: Int64, where: Int32) -> None:
    """Note for each person the greatest points less price so far and their openings, the first of equals first.

    Both of shape (people, count).
    """
    last = net.shape[1] - 1
    for one in range(len(person)):
        who, worth = person[one], points[one] - price
        if worth < net[who, last] or (worth == net[who, last] and opening > where[who, last]):
            continue
        at = last
        while at > 0 and (
            net[who, at - 1] < worth or (net[who, at - 1] == worth and where[who, at - 1] > opening)
        ):
            net[who, at], where[who, at] = net[who, at - 1], where[who, at - 1]
            at -= 1
        net[who, at], where[who, at] = worth, opening
