"""What people like and wish, held against trades: the criteria interests and wishes; docs/fit.md has the words."""

from typing import Final

import numpy as np

from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int16, Int64, mask
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
    of_code = _drawn(alike, scales.neutral_others, CODE_TOWARDS_NEUTRAL)
    grade = np.where(said, np.where(_has_numbers(people)[:, None], alike, of_code), scales.neutral_others)
    main, other, none = _areas(people, trades, scales)
    grade = np.where(main, _drawn(grade, FULL, MAIN_AREA_UP), grade)
    grade = np.where(other, _drawn(grade, FULL, OTHER_AREA_UP), grade)
    grade = np.where(none, _drawn(grade, 0, NO_AREA_DOWN), grade)
    return np.where(said | main | other | none, grade, UNKNOWN_GRADE).astype(np.int16)[:, place]


def interests_share(people: Applicants) -> Int16:
    """WHOLE of who has six numbers that are not flat; HALF of who has a code or areas alone, shape (people,)."""
    says = _has_numbers(people) & ~is_flat(people.interests)
    return np.where(says, WHOLE, HALF).astype(np.int16)


def is_flat(six: Int16 | Int64) -> Bool:
    """Whether six numbers are so alike that they say nothing of what somebody likes, for each row."""
    return np.asarray(_spread(six.astype(np.int64)) < FLAT)


def wishes(people: Applicants, offers: Offers, scales: Scales) -> Int16:
    """How high the trade stands among the person's wishes, or that a kindred one does; 0 for a trade said no to."""
    trades, column = np.unique(offers.trade, return_inverse=True)
    names = sorted({trade.family for trade in scales.catalogue.trades})
    family = np.array([names.index(trade.family) for trade in scales.catalogue.trades])
    grade = np.zeros((len(people), len(trades)), dtype=np.int16)
    for place, worth in reversed(list(enumerate(WISHED))):
        wish, maybe = people.wishes[:, place][:, None], people.maybe[:, place][:, None]
        kindred = (wish != BLANK) & (family[wish] == family[trades][None, :])
        grade = np.where(kindred, np.maximum(grade, SAME_FAMILY), grade)
        of_wish = np.where(maybe, (worth + SAME_FAMILY) // 2, worth)
        grade = np.where((wish != BLANK) & (wish == trades[None, :]), of_wish, grade)
    unwanted = (people.unwanted[:, :, None] == trades).any(axis=1)
    known = (people.wishes != BLANK).any(axis=1)[:, None] | unwanted
    return np.where(known, np.where(unwanted, 0, grade), UNKNOWN_GRADE).astype(np.int16)[:, column]


def _has_numbers(people: Applicants) -> Bool:
    return np.asarray((people.interests != BLANK).all(axis=1))


def _six(people: Applicants) -> Int64:
    """One's own six numbers, else those a code stands for, else six times 0."""
    coded = (people.interest_code != BLANK).all(axis=1)
    six = np.where(coded[:, None], np.int64(NOT_IN_CODE), np.zeros((len(people), INTERESTS), dtype=np.int64))
    rows = np.flatnonzero(coded)
    six[rows[:, None], people.interest_code[rows]] = CODE_SCORES
    return np.where(_has_numbers(people)[:, None], people.interests, six)


def _alike(people: Applicants, trades: Int16, scales: Scales) -> tuple[Int64, Bool]:
    """Concordance as grades, and whether both profiles say anything, each of shape (people, trades).

    Lin's coefficient (Biometrics 45, 1989), in which the difference of the two means counts a quarter.
    """
    own = _six(people)
    profiles = np.array([trade.interests for trade in scales.catalogue.trades], dtype=np.int64)[trades]
    own_sum, sums = own.sum(axis=1), profiles.sum(axis=1)
    own_spread, spread = _spread(own), _spread(profiles)
    shared = INTERESTS * np.einsum("pi,ti->pt", own, profiles) - own_sum[:, None] * sums[None, :]
    known = ~is_flat(own)[:, None] & (spread > 0)[None, :]
    apart = 4 * (own_spread[:, None] + spread[None, :]) + (own_sum[:, None] - sums[None, :]) ** 2
    whole = np.maximum(apart, 1)
    return (FULL * (apart + 8 * shared) + whole) // (2 * whole), known


def _spread(six: Int64) -> Int64:
    """36 times the variance of each row."""
    return np.asarray(INTERESTS * (six * six).sum(axis=1) - six.sum(axis=1) ** 2)


def _areas(people: Applicants, trades: Int16, scales: Scales) -> tuple[Bool, Bool, Bool]:
    """Whether the trade's main area is liked; else another of its areas; else none, though areas are named."""
    areas = [scales.catalogue.trades[trade].areas for trade in trades]
    first = np.array([mask(one[:1]) for one in areas], dtype=np.int32)
    every = np.array([mask(one) for one in areas], dtype=np.int32)
    liked = people.liked[:, None]
    main = (liked & first) != 0
    hit = (liked & every) != 0
    return main, hit & ~main, people.areas_told[:, None] & (every != 0) & ~hit


def _drawn(grade: Int64, towards: int, percent: int) -> Int64:
    """Grades drawn so many percent of the way towards another, rounded down."""
    return (grade * (100 - percent) + towards * percent) // 100
