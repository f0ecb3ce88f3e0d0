"""The trades people lean towards in, their areas, leisure, codes of interests and answers to trades out.

Drawn from a stream of their own, so that everything else drawn of the same seed stays as it is.
Every share is an assumption, in about percent beside the value it belongs to.
"""

from typing import Any, Final

import numpy as np

from benchmarks import region
from benchmarks.chance import Weights, happens, masks, pick, ranked
from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.columns import Int16, Int32
from matching.domain.people import CODE, UNWANTED, WISHES, People

MOST_AREAS: Final = 3
MOST_LEISURE: Final = 2
INTEREST_NOISE: Final = 8
"""Standard deviation of what a code is told by, around the trade's, in tenths."""

Chance = np.random.Generator


def no_wants(size: int) -> dict[str, Any]:
    """The same columns of people nobody has asked."""
    return {
        "interest_code": np.full((size, CODE), BLANK, dtype=np.int16),
        "areas": np.full(size, BLANK, dtype=np.int32),
        "leisure": np.full(size, BLANK, dtype=np.int32),
        "maybe": np.zeros((size, WISHES), dtype=np.bool_),
        "unwanted": np.full((size, UNWANTED), BLANK, dtype=np.int16),
    }


def draw_wants(chance: Chance, trade: Int16, people: People, catalogue: Catalogue) -> dict[str, Any]:
    """Columns of people, by name; a code stands only where there are no six numbers, a no only where no wish is."""
    interests, wishes = people.interests, people.wishes
    return {
        "interest_code": _codes(chance, trade, interests, catalogue),
        "areas": _sets(chance, trade, _areas(catalogue), MOST_AREAS, blank=60),
        "leisure": _sets(chance, trade, _leisure(catalogue), MOST_LEISURE, blank=70),
        "maybe": happens(chance, 15, wishes.size).reshape(wishes.shape) & (wishes != BLANK),
        "unwanted": _unwanted(chance, trade, wishes, catalogue),
    }


def _codes(chance: Chance, trade: Int16, interests: Int16, catalogue: Catalogue) -> Int16:
    told = region.profiles(catalogue)[trade] + chance.normal(0, INTEREST_NOISE, interests.shape)
    letters = np.argsort(-told, axis=1)[:, :CODE]
    has = happens(chance, 30, len(trade)) & (interests == BLANK).all(axis=1)
    return np.where(has[:, None], letters, BLANK).astype(np.int16)


def _sets(chance: Chance, trade: Int16, leanings: Weights, most: int, *, blank: float) -> Int32:
    """Sets of a few things, some of them an explicit none, most of them blank."""
    lengths = pick(chance, {0: 3, 1: 40, **dict.fromkeys(range(2, most + 1), 30)}, len(trade), np.int64)
    sets = masks(ranked(chance, trade, leanings, most), lengths)
    return np.where(happens(chance, blank, len(trade)), np.int32(BLANK), sets)


def _areas(catalogue: Catalogue) -> Weights:
    """How heavily someone of a trade draws each area, shape (trades, areas)."""
    weights = np.full((len(catalogue.trades), len(catalogue.areas)), 0.4, dtype=np.float32)
    for place, trade in enumerate(catalogue.trades):
        weights[place, list(trade.areas)] = 4
        weights[place, list(trade.areas[:1])] = 6
    return weights


def _leisure(catalogue: Catalogue) -> Weights:
    """How heavily someone of a trade draws each thing to do in leisure, shape (trades, leisure)."""
    return np.array(
        [
            [3 if one.areas.intersection(trade.areas) else 1 for one in catalogue.leisure]
            for trade in catalogue.trades
        ],
        dtype=np.float32,
    )


def _unwanted(chance: Chance, trade: Int16, wishes: Int16, catalogue: Catalogue) -> Int16:
    """Up to two trades, in rising order, most people none."""
    drawn = ranked(chance, trade, region.kinship(catalogue, own=0.02, family=0.3, other=1), 2)
    lengths = pick(chance, {0: 88, 1: 8, 2: 4}, len(trade), np.int64)
    left_out = (np.arange(2) >= lengths[:, None]) | (drawn[:, :, None] == wishes[:, None, :]).any(axis=2)
    kept = np.sort(np.where(left_out, len(catalogue.trades), drawn), axis=1)
    table = np.full((len(trade), UNWANTED), BLANK, dtype=np.int16)
    table[:, :2] = np.where(kept == len(catalogue.trades), BLANK, kept)
    return table
