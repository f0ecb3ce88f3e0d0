"""Pairs in memory, opening by opening: marked functions over the columns of StoredFits."""

from typing import NamedTuple

import numpy as np

from matching.blocks.compiling import compiled
from matching.blocks.picking import (
    Allowed,
    Chosen,
    Prices,
    keep_above,
    keep_best,
    keep_nearest,
    may_be_proposed,
)
from matching.domain.columns import Bool, Int16, Int32, Int64, Rows


class Stored(NamedTuple):
    """All pairs, ordered by opening: opening j has offsets[j]:offsets[j + 1]."""

    offsets: Int64
    person: Int32
    points: Int16
    unknown: Bool


@compiled
def best(
    stored: Stored, allowed: Allowed, openings: Rows, order: tuple[Int64, Bool], starts: Int64, to: Chosen
) -> None:
    """The best pairs of each opening named into its place in `to`, from starts[opening]."""
    who, worth = _room(stored, openings)
    for opening in openings:
        size = _allowed(stored, allowed, opening, who, worth)
        to.seen[opening] = size
        room = starts[opening + 1] - starts[opening]
        to.kept[opening] = keep_best(who[:size], worth[:size], order, starts[opening], room, to)


@compiled
def above(stored: Stored, allowed: Allowed, openings: Rows, prices: Prices, to: Chosen) -> int:
    """The pairs of the openings named that are worth the gain, one opening after another; how many they are."""
    who, worth = _room(stored, openings)
    at = 0
    for opening in openings:
        size = _allowed(stored, allowed, opening, who, worth)
        to.kept[opening] = keep_above(who[:size], worth[:size], opening, prices, at, to)
        at += to.kept[opening]
    return at


@compiled
def nearest(stored: Stored, allowed: Allowed, openings: Rows, price: Int64, net: Int64, where: Int32) -> None:
    """Of each person the greatest points less price over the openings named."""
    who, worth = _room(stored, openings)
    for opening in openings:
        size = _allowed(stored, allowed, opening, who, worth)
        keep_nearest(who[:size], worth[:size], opening, price[opening], net, where)


@compiled
def counted(stored: Stored, allowed: Allowed, openings: Rows, of_people: Int64, of_openings: Int64) -> None:
    """Sure pairs, then unknown ones, of each person and opening, shapes (2, people) and (2, openings)."""
    for opening in openings:
        for place in range(stored.offsets[opening], stored.offsets[opening + 1]):
            if stored.points[place] >= allowed.least:
                kind = np.int64(stored.unknown[place])
                of_people[kind, stored.person[place]] += 1
                of_openings[kind, opening] += 1


@compiled
def _room(stored: Stored, openings: Rows) -> tuple[Int32, Int16]:
    most = 0
    for opening in openings:
        most = max(most, stored.offsets[opening + 1] - stored.offsets[opening])
    return np.empty(most + 1, np.int32), np.empty(most + 1, np.int16)


@compiled
def _allowed(stored: Stored, allowed: Allowed, opening: int, who: Int32, worth: Int16) -> int:
    size = 0
    for place in range(stored.offsets[opening], stored.offsets[opening + 1]):
        who[size], worth[size] = stored.person[place], stored.points[place]
        size += may_be_proposed(stored.points[place], stored.unknown[place], allowed)
    return size
