"""A number of people in, their columns out: each leans towards one trade, with blanks as in life.

Every share is an assumption, in about percent beside the value it belongs to.
"""

from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from benchmarks import region
from benchmarks.chance import ascending, happens, ids, masks, padded, pick, ragged, ranked
from benchmarks.synthetic_wants import draw_wants, no_wants
from matching.catalogue.catalogue import Catalogue, by_text
from matching.domain.answers import (
    ANY_EFFORT_LEVEL,
    BLANK,
    NO,
    NO_DECISION,
    NONE,
    UNKNOWN,
    YES,
    TravelMode,
    WorkHours,
)
from matching.domain.cells import day_number
from matching.domain.columns import Bool, Int8, Int16, Int32, Ragged, mask
from matching.domain.people import INTERESTS, WISHES, People

MOST_SKILLS: Final = 12
MOST_PRACTICE: Final = 2
LONGEST_PRACTICE: Final = 48
MOST_CONTEXTS: Final = 3
INTEREST_NOISE: Final = 8
"""Standard deviation of an interest score around the trade's, in tenths."""
LAST_BIRTH_YEAR: Final = 2007
OLDER: Final = 47
"""Years between the youngest and the oldest, who are fewer."""

EVENING, SHIFT = 1 << WorkHours.EVENING, 1 << WorkHours.SHIFT

Chance = np.random.Generator


def draw_people(chance: Chance, size: int, catalogue: Catalogue) -> People:
    """So many people, in the municipalities of the region."""
    trade = pick(chance, region.trades(catalogue), size, np.int16)
    extents = {(50, 100): 36, (100, 100): 24, (50, 50): 18, (60, 80): 10, (BLANK, BLANK): 12}
    extent = pick(chance, extents, size, np.int16)
    hours = {NONE: 25, EVENING: 18, SHIFT: 10, EVENING | SHIFT: 35, BLANK: 12}
    licences = _licences(chance, size, catalogue)
    skills, skills_known = _skills(chance, trade, catalogue)
    practice_trades, practice_months = _practice(chance, trade, catalogue)
    likes, dislikes = _contexts(chance, trade, catalogue)
    nothing = Ragged.empty(size)
    people = People(
        id=ids("K", size),
        municipality=pick(chance, region.municipalities(catalogue), size, np.int16),
        registered=pick(chance, {YES: 90, UNKNOWN: 7, NO: 3}, size, np.int8),
        in_round=pick(chance, {YES: 90, UNKNOWN: 8, NO: 2}, size, np.int8),
        effort_levels=_effort_levels(chance, size),
        birth_year=_birth_years(chance, size),
        licences=licences,
        norwegian=pick(chance, {7: 56, 6: 3, 5: 4, 4: 9, 3: 9, 2: 5, 1: 2, BLANK: 12}, size, np.int16),
        extent_from=extent[:, 0],
        extent_to=extent[:, 1],
        travel_mode=_travel_modes(chance, licences),
        travel_limit=pick(chance, {30: 28, 45: 38, 60: 16, 90: 4, BLANK: 14}, size, np.int16),
        shifts=pick(chance, hours, size, np.int32),
        start_from=_start_days(chance, size),
        skills=skills,
        skills_known=skills_known,
        slight=nothing,
        practice_trades=practice_trades,
        practice_months=practice_months,
        occupations=nothing,
        occupation_months=nothing,
        schooling=nothing,
        interests=_interests(chance, trade, catalogue),
        likes=likes,
        dislikes=dislikes,
        wishes=_wishes(chance, trade, catalogue),
        **no_wants(size),
    )
    return replace(people, **draw_wants(chance.spawn(1)[0], trade, people, catalogue))


def _effort_levels(chance: Chance, size: int) -> Int8:
    """Sets of levels: mostly one level, some «varig» that may be two, some without a decision, some blank."""
    one = {mask([level]): share for level, share in enumerate((14, 38, 24, 4, 2))}
    other = {mask([3, 4]): 3, mask([NO_DECISION]): 5, ANY_EFFORT_LEVEL: 10}
    return pick(chance, one | other, size, np.int8)


def _birth_years(chance: Chance, size: int) -> Int16:
    years = LAST_BIRTH_YEAR - np.floor(OLDER * chance.random(size) ** 1.5)
    return np.where(happens(chance, 5, size), BLANK, years).astype(np.int16)


def _licences(chance: Chance, size: int, catalogue: Catalogue) -> Int32:
    """Sets of classes as people write them: the highest alone, which covers others."""
    place = by_text(catalogue.licences)
    shares = {"": 14, "B": 50, "AM": 6, "T": 2, "B A1": 3, "BE": 5, "C1": 3, "C": 2, "CE": 3}
    sets = {mask(place[text.casefold()] for text in held.split()): share for held, share in shares.items()}
    return pick(chance, sets | {BLANK: 12}, size, np.int32)


def _travel_modes(chance: Chance, licences: Int32) -> Int16:
    """A person who holds no licence goes by public transport."""
    modes = pick(chance, {TravelMode.CAR: 58, TravelMode.TRANSIT: 29, BLANK: 13}, len(licences), np.int16)
    return np.where((licences == NONE) & (modes == TravelMode.CAR), np.int16(TravelMode.TRANSIT), modes)


def _start_days(chance: Chance, size: int) -> Int32:
    days = {date(2026, 10, 1): 30, date(2027, 1, 4): 35, date(2027, 2, 1): 12, date(2027, 3, 1): 6}
    later = {date(2027, 8, 1): 5, None: 12}
    return pick(chance, {day_number(day): share for day, share in (days | later).items()}, size, np.int32)


def _skills(chance: Chance, trade: Int16, catalogue: Catalogue) -> tuple[Ragged, Bool]:
    """A third unrecorded; else an explicit none, or 3 to 12 with the trade's and their kindred first."""
    leanings = region.skill_leanings(catalogue, must=6, nice=4, kindred=1, other=0.06)
    known = happens(chance, 67, len(trade))
    many = {0: 4} | dict.fromkeys(range(3, MOST_SKILLS + 1), 9.6)
    lengths = np.where(known, pick(chance, many, len(trade), np.int64), 0)
    return ascending(ranked(chance, trade, leanings, MOST_SKILLS), lengths), known


def _practice(chance: Chance, trade: Int16, catalogue: Catalogue) -> tuple[Ragged, Ragged]:
    leanings = region.kinship(catalogue, own=6, family=2, other=0.3)
    lengths = pick(chance, {0: 70, 1: 22, 2: 8}, len(trade), np.int64)
    months = chance.integers(1, LONGEST_PRACTICE, (len(trade), MOST_PRACTICE), endpoint=True)
    return ragged(ranked(chance, trade, leanings, MOST_PRACTICE), lengths), ragged(months, lengths)


def _interests(chance: Chance, trade: Int16, catalogue: Catalogue) -> Int16:
    """The trade's profile with noise, within the scale; all six blank for some."""
    noise = chance.normal(0, INTEREST_NOISE, (len(trade), INTERESTS))
    scores = np.clip(np.rint(region.profiles(catalogue)[trade] + noise), 10, 70)
    return np.where(happens(chance, 15, len(trade))[:, None], BLANK, scores).astype(np.int16)


def _contexts(chance: Chance, trade: Int16, catalogue: Catalogue) -> tuple[Int32, Int32]:
    """Liked and disliked contexts, which have nothing in common; both blank for some."""
    size = len(trade)
    liking = region.context_leanings(catalogue, has=4, lacks=1)
    disliking = region.context_leanings(catalogue, has=1, lacks=4)
    few = {0: 1, 1: 3, 2: 4, 3: 2}
    likes = masks(ranked(chance, trade, liking, MOST_CONTEXTS), pick(chance, few, size, np.int64))
    dislikes = masks(ranked(chance, trade, disliking, MOST_CONTEXTS), pick(chance, few, size, np.int64))
    blank = happens(chance, 25, size)
    return np.where(blank, np.int32(BLANK), likes), np.where(blank, np.int32(BLANK), dislikes & ~likes)


def _wishes(chance: Chance, trade: Int16, catalogue: Catalogue) -> Int16:
    leanings = region.kinship(catalogue, own=8, family=3, other=0.15)
    lengths = pick(chance, {0: 20, 1: 25, 2: 25, 3: 30}, len(trade), np.int64)
    return padded(ranked(chance, trade, leanings, WISHES), lengths)
