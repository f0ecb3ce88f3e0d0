"""Two counties of the catalogue and the leanings of its trades: where people live, what they know and like."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from benchmarks.chance import Weights
from matching.catalogue.catalogue import Catalogue
from matching.domain.columns import Int64

COUNTIES = ("50", "34")

THOUSANDS: Mapping[str, int] = MappingProxyType(
    {
        "Trondheim": 214,
        "Ringsaker": 35,
        "Hamar": 33,
        "Gjøvik": 31,
        "Lillehammer": 29,
        "Stjørdal": 25,
        "Steinkjer": 24,
        "Elverum": 22,
        "Stange": 21,
        "Levanger": 20,
        "Orkland": 19,
        "Kongsvinger": 18,
        "Melhus": 17,
        "Verdal": 15,
        "Namsos": 15,
        "Østre Toten": 15,
        "Malvik": 14,
        "Vestre Toten": 14,
        "Gran": 14,
        "Indre Fosen": 10,
        "Ørland": 10,
        "Nærøysund": 10,
    }
)
"""About how many thousand live there (source: assumption); the other municipalities have OTHERS each."""

OTHERS = 5

FAMILIES: Mapping[str, int] = MappingProxyType(
    {
        "health-childhood": 10,
        "building": 6,
        "service": 5,
        "transport": 5,
        "construction": 4,
        "electrical": 4,
        "vehicle": 4,
        "food": 4,
        "process": 4,
        "mechanical": 3,
        "aquaculture": 3,
    }
)
"""How common each trade of a family is beside those of other families (source: assumption)."""

UNCOMMON = 2


def municipalities(catalogue: Catalogue, *, spread: float = 1) -> dict[int, float]:
    """Municipalities of the two counties, by position, and about how many live there, to the power of `spread`."""
    return {
        place: THOUSANDS.get(one.label, OTHERS) ** spread
        for place, one in enumerate(catalogue.municipalities)
        if one.county in COUNTIES
    }


def trades(catalogue: Catalogue) -> dict[int, float]:
    """Trades, by position, and how common they are."""
    return {place: FAMILIES.get(trade.family, UNCOMMON) for place, trade in enumerate(catalogue.trades)}


def kinship(catalogue: Catalogue, *, own: float, family: float, other: float) -> Weights:
    """How heavily someone of one trade draws another, shape (trades, trades)."""
    families = np.array([trade.family for trade in catalogue.trades])
    weights = np.where(families[:, None] == families[None, :], family, other).astype(np.float32)
    np.fill_diagonal(weights, own)
    return weights


def skill_leanings(
    catalogue: Catalogue, *, must: float, nice: float, kindred: float, other: float
) -> Weights:
    """How heavily someone of a trade draws each skill, shape (trades, skills); groups are never drawn."""
    weights = np.full((len(catalogue.trades), len(catalogue.skills)), other, dtype=np.float32)
    for place, trade in enumerate(catalogue.trades):
        asked = [*trade.must, *trade.nice]
        for skill in asked:
            weights[place, catalogue.similarity.near(skill)[0]] = kindred
        weights[place, list(trade.nice)] = nice
        weights[place, list(trade.must)] = must
    weights[:, [skill.is_group for skill in catalogue.skills]] = 0
    return weights


def context_leanings(catalogue: Catalogue, *, has: float, lacks: float) -> Weights:
    """How heavily someone of a trade draws each work context, shape (trades, contexts)."""
    weights = np.full((len(catalogue.trades), len(catalogue.contexts)), lacks, dtype=np.float32)
    for place, trade in enumerate(catalogue.trades):
        weights[place, sorted(trade.context)] = has
    return weights


def profiles(catalogue: Catalogue) -> Int64:
    """Interests of each trade in tenths, shape (trades, 6)."""
    return np.array([trade.interests for trade in catalogue.trades], dtype=np.int64)
