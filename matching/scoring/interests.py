"""What people like and wish, held against trades: the criteria interests and wishes; docs/fit.md has the words."""

from typing import Final

import numpy as np

from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int16, Int32, Rows, mask
from matching.domain.people import INTERESTS
from matching.scoring.profile import Applicants, Offers
from matching.scoring.scales import FULL, UNKNOWN_GRADE, Scales

FLAT: Final = 324
"""36 times the variance, in tenths squared, under which six interest numbers are flat: a spread of 0.3."""
CODE_SCORES: Final = (60, 50, 40)
NOT_IN_CODE: Final = 20
"""The six numbers a code of three letters stands for, in tenths: its letters in order, and every other."""
CODE_TOWARDS_NEUTRAL: Final = 50
MAIN_AREA_UP, OTHER_AREA_UP, NO_AREA_DOWN = 50, 30, 25
"""How far a grade is drawn, in percent of the way (source: assumption)."""
WHOLE, HALF = 100, 50
"""Hundredths of the weight that a known grade rests on."""

WISHED: Final = (FULL, 8_000, 6_000)
SAME_FAMILY: Final = 4_000


def interests(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """Concordance of six numbers with the trade's, drawn up by a liked area, down where those named are others.

    Where neither numbers nor a code say anything, the neutral grade is drawn.
    """
    trades, place = np.unique(offers.trade, return_inverse=True)
    alike, said = _alike(people, trades, scales)
    neutral = np.int32(scales.neutral_others)
    of_code = np.where(_has_numbers(people), 0, CODE_TOWARDS_NEUTRAL).astype(np.int32)[:, None]
    grade = np.where(said, _drawn(alike, neutral, of_code), neutral)
    main, other, none = _areas(people, trades, scales)
    percent = main * np.int32(MAIN_AREA_UP) + other * np.int32(OTHER_AREA_UP) + none * np.int32(NO_AREA_DOWN)
    grade = _drawn(grade, ~none * np.int32(FULL), percent)
    return np.where(said | (percent > 0), grade, UNKNOWN_GRADE).astype(np.int16)[:, place]


def interests_share(people: Applicants) -> Int16:
    """WHOLE of who has six numbers that are not flat; HALF of who has a code or areas alone, shape (people,)."""
    says = _has_numbers(people) & ~is_flat(people.interests)
    return np.where(says, WHOLE, HALF).astype(np.int16)


def is_flat(six: Int16 | Int32) -> Bool:
    """Whether six numbers are so alike that they say nothing of what somebody likes, for each row."""
    return np.asarray(_spread(six.astype(np.int32)) < FLAT)


def wishes(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """How high the trade stands among the person's wishes, or that a kindred one does; 0 for a trade said no to."""
    trades, column = np.unique(offers.trade, return_inverse=True)
    family = np.array([trade.family for trade in scales.catalogue.trades])
    # One row for each trade that can be wished for, and a last one, of BLANK, in which nothing is kindred.
    kindred = np.zeros((len(family) + 1, len(trades)), dtype=np.int16)
    kindred[:-1] = np.where(family[:, None] == family[trades], SAME_FAMILY, 0)
    grade = np.zeros((len(people), len(trades)), dtype=np.int16)
    for place, worth in reversed(list(enumerate(WISHED))):
        wish = people.wishes[:, place]
        np.maximum(grade, kindred[wish], out=grade)
        person, here = _places(wish, trades)
        grade[person, here] = np.where(people.maybe[person, place], (worth + SAME_FAMILY) // 2, worth)
    known = np.repeat((people.wishes != BLANK).any(axis=1)[:, None], len(trades), axis=1)
    for unwanted in people.unwanted.T:
        pairs = _places(unwanted, trades)
        grade[pairs], known[pairs] = 0, True
    return np.where(known, grade, np.int16(UNKNOWN_GRADE))[:, column]


def _places(named: Int16, trades: Int16) -> tuple[Rows, Rows]:
    """The people whose trade named is one of `trades`, rising, and where it stands among them."""
    if not len(trades):
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    here = np.minimum(np.searchsorted(trades, named), len(trades) - 1)
    person = np.flatnonzero((named != BLANK) & (trades[here] == named))
    return person, here[person]


def _has_numbers(people: Applicants) -> Bool:
    return np.asarray((people.interests != BLANK).all(axis=1))


def _six(people: Applicants) -> Int32:
    """One's own six numbers, else those a code stands for, else six times 0."""
    coded = (people.interest_code != BLANK).all(axis=1)
    six = np.where(coded[:, None], np.int32(NOT_IN_CODE), np.zeros((len(people), INTERESTS), dtype=np.int32))
    rows = np.flatnonzero(coded)
    six[rows[:, None], people.interest_code[rows]] = CODE_SCORES
    return np.where(_has_numbers(people)[:, None], people.interests, six)


def _alike(people: Applicants, trades: Int16, scales: Scales) -> tuple[Int32, Bool]:
    """Concordance as grades, and whether both profiles say anything, each of shape (people, trades).

    Lin's coefficient (Biometrics 45, 1989), in which the difference of the two means counts a quarter.
    """
    own = _six(people)
    profiles = np.array([trade.interests for trade in scales.catalogue.trades], dtype=np.int32)[trades]
    own_sum, sums = own.sum(axis=1, dtype=np.int32), profiles.sum(axis=1, dtype=np.int32)
    own_spread, spread = _spread(own), _spread(profiles)
    products = sum(own[:, [one]] * profiles[:, one] for one in range(INTERESTS))
    shared = INTERESTS * products - own_sum[:, None] * sums[None, :]
    known = ~is_flat(own)[:, None] & (spread > 0)[None, :]
    apart = 4 * (own_spread[:, None] + spread[None, :]) + (own_sum[:, None] - sums[None, :]) ** 2
    whole = np.maximum(apart, 1)
    # Far below 2**52, so that the quotient of floats rounds down to the same: four times as quick.
    quotient = (FULL * (apart + 8 * shared).astype(np.float64) + whole) / (2 * whole)
    return np.floor(quotient).astype(np.int32), known


def _spread(six: Int32) -> Int32:
    """36 times the variance of each row."""
    return np.asarray(
        INTERESTS * (six * six).sum(axis=1, dtype=np.int32) - six.sum(axis=1, dtype=np.int32) ** 2
    )


def _areas(people: Applicants, trades: Int16, scales: Scales) -> tuple[Bool, Bool, Bool]:
    """Whether the trade's main area is liked; else another of its areas; else none, though areas are named."""
    areas = [scales.catalogue.trades[trade].areas for trade in trades]
    first = np.array([mask(one[:1]) for one in areas], dtype=np.int32)
    every = np.array([mask(one) for one in areas], dtype=np.int32)
    liked = people.liked[:, None]
    main = (liked & first) != 0
    hit = (liked & every) != 0
    return main, hit & ~main, people.areas_told[:, None] & (every != 0) & ~hit


def _drawn(grade: Int32, towards: Int32 | np.int32, percent: Int32) -> Int32:
    """Grades drawn so many percent of the way towards another, rounded down."""
    return (grade * (100 - percent) + towards * percent) // 100
