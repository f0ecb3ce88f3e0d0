"""The criteria of a fit, one function each: applicants and offers in, grades out; docs/fit.md has the words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from matching.blocks.grid import Grid
from matching.catalogue.catalogue import SAME, Catalogue
from matching.domain.answers import BLANK, NONE, TravelMode
from matching.domain.columns import Int16, mask
from matching.domain.fit import Criterion
from matching.domain.people import INTERESTS
from matching.domain.policy import Policy
from matching.scoring.profile import Applicants, Offers

FULL: Final = 10_000
UNKNOWN_GRADE: Final = -1
"""A grade is 0-10,000, or this where nothing is known to grade by."""

WISHED: Final = (FULL, 8_000, 6_000)
SAME_FAMILY: Final = 4_000
NO_WORK_BEYOND: Final = 90
"""Minutes of travel that grade 0."""
FLAT: Final = 324
"""36 times the variance, in tenths squared, under which six interest numbers are flat: a spread of 0.3."""


@dataclass(frozen=True, eq=False)
class Scales:
    """What the criteria compare with: the catalogue, and the neutral grade of skills."""

    catalogue: Catalogue
    neutral_skills: int

    @classmethod
    def of(cls, catalogue: Catalogue, policy: Policy) -> "Scales":
        """The scales of a policy."""
        return cls(catalogue, policy.neutral_skills * FULL // 100)


def skills(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """Share of what is asked for that is met, kindred skills in part, on top of the neutral grade.

    Where nothing asked for is met it is half the neutral grade: less than a blank, but more than nothing.
    """
    asked = SAME * offers.asked.sum(axis=1).astype(np.int64)
    # Whole numbers far below 2**24, so the products in single precision are exact in any block.
    met = (people.worth @ offers.asked.T).astype(np.int64)
    neutral = scales.neutral_skills
    grade = np.where(met > 0, neutral + (FULL - neutral) * met // np.maximum(asked, 1), neutral // 2)
    grade = np.where(asked == 0, FULL, grade)
    return np.where(people.mapped[:, None] | (asked == 0), grade, UNKNOWN_GRADE).astype(np.int16)


def interests(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """Correlation of the person's six numbers with the trade's; a flat profile says nothing."""
    own = people.interests.astype(np.int64)
    profiles = np.array([trade.interests for trade in scales.catalogue.trades], dtype=np.int64)[offers.trade]
    own_sum, sums = own.sum(axis=1), profiles.sum(axis=1)
    own_spread = INTERESTS * (own * own).sum(axis=1) - own_sum**2
    spread = INTERESTS * (profiles * profiles).sum(axis=1) - sums**2
    shared = INTERESTS * np.einsum("pi,oi->po", own, profiles) - own_sum[:, None] * sums[None, :]
    known = ((own != BLANK).all(axis=1) & (own_spread >= FLAT))[:, None] & (spread > 0)[None, :]
    product = np.where(known, own_spread[:, None] * spread[None, :], 1)
    grade = np.floor(5000 + 5000 * (shared / np.sqrt(product.astype(np.float64))) + 0.5)
    return np.where(known, grade, UNKNOWN_GRADE).astype(np.int16)


def wishes(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """How high the trade stands among the person's wishes, or that a kindred trade does."""
    names = sorted({trade.family for trade in scales.catalogue.trades})
    family = np.array([names.index(trade.family) for trade in scales.catalogue.trades])
    grade = np.zeros((len(people), len(offers)), dtype=np.int16)
    for place, worth in reversed(list(enumerate(WISHED))):
        wish = people.wishes[:, place][:, None]
        kindred = (wish != BLANK) & (family[wish] == family[offers.trade][None, :])
        grade = np.where(kindred, np.maximum(grade, SAME_FAMILY), grade)
        grade = np.where((wish != BLANK) & (wish == offers.trade[None, :]), worth, grade)
    return np.where((people.wishes != BLANK).any(axis=1)[:, None], grade, UNKNOWN_GRADE).astype(np.int16)


def context(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """Share of the person's likes that the trade has and of her dislikes that it lacks."""
    has = np.array([mask(trade.context) for trade in scales.catalogue.trades], dtype=np.int32)[offers.trade]
    likes, dislikes = np.maximum(people.likes, NONE)[:, None], np.maximum(people.dislikes, NONE)[:, None]
    agreeing = np.bitwise_count(likes & has) + np.bitwise_count(dislikes & ~has)
    stated = np.bitwise_count(likes) + np.bitwise_count(dislikes)
    grade = FULL * agreeing.astype(np.int64) // np.maximum(stated, 1)
    return np.where(stated > 0, grade, UNKNOWN_GRADE).astype(np.int16)


def travel(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """The shorter the journey, the better; the same for everyone whatever limit they set."""
    way = np.where(people.travel_mode == BLANK, TravelMode.CAR, people.travel_mode)[:, None]
    minutes = scales.catalogue.travel.minutes[way, people.municipality[:, None], offers.municipality[None, :]]
    known = (people.travel_mode != BLANK)[:, None] & (minutes != BLANK)
    grade = FULL * np.maximum(0, NO_WORK_BEYOND - minutes.astype(np.int64)) // NO_WORK_BEYOND
    return np.where(known, grade, UNKNOWN_GRADE).astype(np.int16)


def extent(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """How near the greatest extent both accept comes to the greatest the person wants."""
    wanted, offered = people.extent_to[:, None].astype(np.int64), offers.extent_to[None, :]
    known = (wanted != BLANK) & (offered != BLANK)
    grade = FULL * np.minimum(wanted, offered) // np.maximum(wanted, 1)
    return np.where(known, grade, UNKNOWN_GRADE).astype(np.int16)


@dataclass(frozen=True)
class Measure:
    """A criterion's function and the columns it reads."""

    grade: Callable[[Applicants, Offers, Scales], Int16]
    people: tuple[str, ...]
    offers: tuple[str, ...]

    def over(self, people: Applicants, offers: Offers, scales: Scales) -> Grid[Applicants, Offers]:
        """The grades of any block of these people and offers."""
        return Grid(partial(self._grade, scales), people, offers, self.people, self.offers)

    def _grade(self, scales: Scales, people: Applicants, offers: Offers) -> Int16:
        return self.grade(people, offers, scales)


MEASURES: Final[Mapping[Criterion, Measure]] = MappingProxyType(
    {
        Criterion.SKILLS: Measure(skills, ("worth", "mapped"), ("asked",)),
        Criterion.INTERESTS: Measure(interests, ("interests",), ("trade",)),
        Criterion.WISHES: Measure(wishes, ("wishes",), ("trade",)),
        Criterion.CONTEXT: Measure(context, ("likes", "dislikes"), ("trade",)),
        Criterion.TRAVEL: Measure(travel, ("municipality", "travel_mode"), ("municipality",)),
        Criterion.EXTENT: Measure(extent, ("extent_to",), ("extent_to",)),
    }
)
"""In the order of docs/fit.md, which is the order parts are told in."""
