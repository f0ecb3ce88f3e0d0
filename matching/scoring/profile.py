"""Cohort columns in, the columns criteria read out: skills as worth per asked skill, one trade per offer."""

from dataclasses import dataclass

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Columns, Float32, Int8, Int16, Int32, Ragged, Rows
from matching.domain.openings import Openings
from matching.domain.people import People

FULL_PRACTICE_MONTHS = 3
"""Practice this long in a trade gives its must skills in full; less gives half (source: assumption)."""

MUST, NICE = 2, 1
"""How much a must and a nice skill count."""

PEOPLE_AT_A_TIME = 16_384


@dataclass(frozen=True, eq=False)
class Applicants(Columns):
    """What the criteria read of people; `worth` is the tenths of each asked skill, shape (people, skills)."""

    municipality: Int16
    travel_mode: Int16
    extent_from: Int16
    extent_to: Int16
    interests: Int16
    likes: Int32
    dislikes: Int32
    wishes: Int16
    worth: Float32
    mapped: Bool
    """Skills or practice are recorded, or «ingen» is."""


@dataclass(frozen=True, eq=False)
class Offers(Columns):
    """What the criteria read of openings in one of their trades; `asked` counts, shape (openings, skills)."""

    trade: Int16
    municipality: Int16
    extent_from: Int16
    extent_to: Int16
    asked: Float32


def applicants(people: People, catalogue: Catalogue, skills: Rows) -> Applicants:
    """People as the criteria read them; `skills` are the positions of the skills anyone asks for."""
    worth = np.zeros((len(people), len(skills)), dtype=np.float32)
    for start in range(0, len(people), PEOPLE_AT_A_TIME):
        rows = np.arange(start, min(start + PEOPLE_AT_A_TIME, len(people)))
        worth[rows] = _worth(people.take(rows), catalogue, skills)
    return Applicants(
        id=people.id,
        municipality=people.municipality,
        travel_mode=people.travel_mode,
        extent_from=people.extent_from,
        extent_to=people.extent_to,
        interests=people.interests,
        likes=people.likes,
        dislikes=people.dislikes,
        wishes=people.wishes,
        worth=worth,
        mapped=people.skills_known | (people.practice_trades.lengths() > 0),
    )


def offers(openings: Openings, catalogue: Catalogue, skills: Rows) -> Offers:
    """Openings in each of their alternative trades, all first trades first; blank skills are the trade's own."""
    count = openings.trades.shape[1]
    asked = [asked_counts(openings, catalogue, number)[:, skills] for number in range(count)]
    return Offers(
        id=np.tile(openings.id, count),
        trade=openings.trades.T.reshape(-1),
        municipality=np.tile(openings.municipality, count),
        extent_from=np.tile(openings.extent_from, count),
        extent_to=np.tile(openings.extent_to, count),
        asked=np.concatenate(asked).astype(np.float32),
    )


def asked_counts(openings: Openings, catalogue: Catalogue, alternative: int) -> Int16:
    """MUST, NICE or 0 for every skill of the catalogue, shape (openings, skills); a must is no nice."""
    trade = openings.trades[:, alternative]
    asked = np.zeros((len(openings), len(catalogue.skills)), dtype=np.int16)
    lists = (
        (NICE, openings.nice, openings.nice_known, [one.nice for one in catalogue.trades]),
        (MUST, openings.must, openings.must_known, [one.must for one in catalogue.trades]),
    )
    for count, stated, known, typical in lists:
        asked[stated.row_of_each(), stated.values] = count
        blank = np.flatnonzero(~known & (trade != BLANK))
        standing_in = Ragged.of(typical).take(trade[blank].astype(np.intp))
        asked[blank[standing_in.row_of_each()], standing_in.values] = count
    return asked


def asked_skills(openings: Openings, catalogue: Catalogue) -> Rows:
    """Positions of the skills any opening asks for in any of its trades, in order."""
    asked = np.zeros(len(catalogue.skills), dtype=np.bool_)
    for alternative in range(openings.trades.shape[1]):
        asked |= asked_counts(openings, catalogue, alternative).any(axis=0)
    return np.flatnonzero(asked)


def _worth(people: People, catalogue: Catalogue, skills: Rows) -> Int8:
    """Tenths that the best of each person's skills, held or practised, is worth for each asked one."""
    held = catalogue.skill_worth[skills].T
    practised = np.array([held[list(trade.must)].max(axis=0, initial=0) for trade in catalogue.trades])
    long_enough = people.practice_months.values >= FULL_PRACTICE_MONTHS
    given = practised[people.practice_trades.values]
    return np.maximum(
        _best(people.skills, held[people.skills.values]),
        _best(people.practice_trades, np.where(long_enough[:, None], given, given // 2)),
    )


def _best(lists: Ragged, values: Int8) -> Int8:
    """The greatest of each list's values, 0 for an empty list; shape (lists, columns of values)."""
    best = np.zeros((len(lists), values.shape[1]), dtype=np.int8)
    filled = lists.lengths() > 0
    if filled.any():
        best[filled] = np.maximum.reduceat(values, lists.offsets[:-1][filled], axis=0)
    return best
