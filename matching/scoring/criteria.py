"""The criteria of a fit, one function each: applicants and offers in, grades out; docs/fit.md has the words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from matching.blocks.grid import Grid
from matching.domain.answers import BLANK, NONE, TravelMode
from matching.domain.columns import Int16, Int64, mask
from matching.domain.fit import Criterion
from matching.scoring.interests import interests, interests_share, wishes
from matching.scoring.profile import Applicants, Offers
from matching.scoring.scales import FULL, UNKNOWN_GRADE, Scales

BEND: Final = 8_000
"""Doubled hundredths of a bit at which a long list is half reached, about three must skills (source: trial)."""

NO_WORK_BEYOND: Final = 90
"""Minutes of travel that grade 0."""


def skills(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """What is reached of the list asked for, on top of the neutral grade; a list of nothing is met by everyone.

    Work and school tell what has been learnt there, and nothing of what else somebody can do: where skills are not
    recorded, they make the pair known only where they speak for something asked for.
    """
    lists, of_offer = np.unique(offers.demand.astype(np.intp), return_inverse=True)
    full = scales.demands.full[lists]
    evidence = scales.demands.evidence(people.held, lists)
    grade = skills_grade(evidence, full, scales.neutral_skills)
    known = people.recorded[:, None] | (evidence > 0) | (full == 0)
    return np.where(known, grade, UNKNOWN_GRADE).astype(np.int16)[:, of_offer]


def skills_grade(evidence: Int64, full: Int64, neutral: int) -> Int64:
    """Grade of evidence of all that could be reached; the first skills count most, so the share bends.

    Where nothing asked for is reached it is half the neutral grade: less than a blank, but more than nothing.
    """
    whole = np.maximum(full, 1)
    share = FULL * evidence * (whole + BEND) // (whole * (evidence + BEND))
    grade = np.where(evidence > 0, neutral + (FULL - neutral) * share // FULL, neutral // 2)
    return np.where(full == 0, FULL, grade)


def context(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """Share of the person's likes that the trade has and of her dislikes that it lacks."""
    has = np.array([mask(trade.context) for trade in scales.catalogue.trades], dtype=np.int32)[offers.trade]
    likes, dislikes = np.maximum(people.likes, NONE)[:, None], np.maximum(people.dislikes, NONE)[:, None]
    agreeing = np.bitwise_count(likes & has) + np.bitwise_count(dislikes & ~has)
    stated = np.bitwise_count(likes) + np.bitwise_count(dislikes)
    grade = FULL * agreeing.astype(np.int32) // np.maximum(stated, 1)
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
    share: Callable[[Applicants], Int16] | None = None
    """Hundredths of its weight that a known grade of each person rests on; None where it rests on it whole."""

    def over(self, people: Applicants, offers: Offers, scales: Scales) -> Grid[Applicants, Offers]:
        """The grades of any block of these people and offers."""
        return Grid(partial(self._grade, scales), people, offers, self.people, self.offers)

    def _grade(self, scales: Scales, people: Applicants, offers: Offers) -> Int16:
        return self.grade(people, offers, scales)


MEASURES: Final[Mapping[Criterion, Measure]] = MappingProxyType(
    {
        Criterion.SKILLS: Measure(skills, ("skills", "strength", "recorded"), ("demand",)),
        Criterion.INTERESTS: Measure(
            interests,
            ("interests", "interest_code", "liked", "areas_told"),
            ("trade",),
            interests_share,
        ),
        Criterion.WISHES: Measure(wishes, ("wishes", "maybe", "unwanted"), ("trade",)),
        Criterion.CONTEXT: Measure(context, ("likes", "dislikes"), ("trade",)),
        Criterion.TRAVEL: Measure(travel, ("municipality", "travel_mode"), ("municipality",)),
        Criterion.EXTENT: Measure(extent, ("extent_to",), ("extent_to",)),
    }
)
"""In the order of docs/fit.md, which is the order parts are told in."""
