"""A number of openings in, their columns out: half say what they ask for, with blanks as in life.

Every share is an assumption, in about percent beside the value it belongs to.
"""

from datetime import date
from typing import Final

import numpy as np

from benchmarks import region
from benchmarks.chance import ascending, happens, ids, padded, pick, ranked
from matching.catalogue.catalogue import Catalogue, by_text
from matching.domain.answers import (
    BLANK,
    NO,
    NONE,
    TENTHS_IN_A_SEAT,
    UNKNOWN,
    YES,
    Approval,
    WorkHours,
)
from matching.domain.cells import day_number
from matching.domain.columns import Bool, Int8, Int16, Int32, Ragged, mask
from matching.domain.openings import ALTERNATIVES, Openings

MOST_ASKED: Final = 6
HALF: Final = 50
SPREAD: Final = 0.75
"""Openings are more evenly spread over the country than people."""

Chance = np.random.Generator


def draw_openings(chance: Chance, size: int, catalogue: Catalogue, *, firms: int, offices: int) -> Openings:
    """So many openings of so many firms and training offices, in the municipalities of the region."""
    trade = pick(chance, region.trades(catalogue), size, np.int16)
    seats = pick(chance, {10: 66, 20: 20, 30: 10, 5: 4}, size, np.int16)
    extent = _extents(chance, seats)
    must, must_known = _asked(chance, trade, catalogue, must=6, nice=1)
    nice, nice_known = _asked(chance, trade, catalogue, must=1, nice=6)
    start_from, start_to = _start_days(chance, size)
    in_office = happens(chance, 40, size)
    places = region.municipalities(catalogue, spread=SPREAD)
    return Openings(
        id=ids("L", size),
        employer=chance.integers(firms, size=size, dtype=np.int32),
        training_office=np.where(in_office, chance.integers(offices, size=size), BLANK).astype(np.int32),
        trades=_alternatives(chance, trade, catalogue),
        municipality=pick(chance, places, size, np.int16),
        seats=seats,
        extent_from=extent[:, 0],
        extent_to=extent[:, 1],
        sharing=pick(chance, {UNKNOWN: 60, NO: 25, YES: 15}, size, np.int8),
        must=must,
        must_known=must_known,
        nice=nice,
        nice_known=nice_known,
        slight=Ragged.empty(size),
        learnable=Ragged.empty(size),
        licence=_licences(chance, size, catalogue),
        norwegian=pick(chance, {BLANK: 60, NONE: 10, 2: 10, 3: 14, 4: 6}, size, np.int16),
        hours=_hours(chance, trade, catalogue),
        certificates=_certificates(chance, trade, catalogue),
        start_from=start_from,
        start_to=start_to,
        approval=_approvals(chance, size),
        need=np.full(size, BLANK, dtype=np.int8),
    )


def _extents(chance: Chance, seats: Int16) -> Int16:
    """Ranges in percent, shape (size, 2); less than a whole position has half of one, or says nothing."""
    shares = {(100, 100): 64, (50, 100): 16, (80, 100): 6, (50, 50): 5, (BLANK, BLANK): 9}
    extents = pick(chance, shares, len(seats), np.int16)
    part = (seats < TENTHS_IN_A_SEAT) & (extents[:, 0] != BLANK)
    return np.where(part[:, None], np.int16(HALF), extents)


def _alternatives(chance: Chance, trade: Int16, catalogue: Catalogue) -> Int16:
    """The trade, and for one in ten a kindred one beside it; shape (size, ALTERNATIVES)."""
    trades = np.full((len(trade), ALTERNATIVES), BLANK, dtype=np.int16)
    trades[:, 0] = trade
    other = ranked(chance, trade, region.kinship(catalogue, own=0, family=5, other=0.1), 1)
    trades[:, 1] = padded(other, happens(chance, 10, len(trade)).astype(np.int64))[:, 0]
    return trades


def _asked(
    chance: Chance, trade: Int16, catalogue: Catalogue, *, must: float, nice: float
) -> tuple[Ragged, Bool]:
    """For half the openings a list of the firm's own, now and then an explicit none; else blank."""
    leanings = region.skill_leanings(catalogue, must=must, nice=nice, kindred=0.4, other=0.01)
    known = happens(chance, 50, len(trade))
    many = {0: 1, 2: 2, 3: 3, 4: 3, 5: 2, MOST_ASKED: 1}
    lengths = np.where(known, pick(chance, many, len(trade), np.int64), 0)
    return ascending(ranked(chance, trade, leanings, MOST_ASKED), lengths), known


def _licences(chance: Chance, size: int, catalogue: Catalogue) -> Int32:
    place = by_text(catalogue.licences)
    shares = {BLANK: 70, NONE: 16, mask([place["b"]]): 11, mask([place["c1"]]): 2, mask([place["ce"]]): 1}
    return pick(chance, shares, size, np.int32)


def _hours(chance: Chance, trade: Int16, catalogue: Catalogue) -> Int32:
    """Blank, settled, or not yet settled between daytime and what the trade's other hours are."""
    day = 1 << WorkHours.DAY
    typical = np.array([mask(one.hours) for one in catalogue.trades], dtype=np.int32)[trade]
    other = np.where(typical == day, day, typical & ~day)
    choice = pick(chance, {BLANK: 30, 0: 40, 1: 15, 2: 15}, len(trade), np.int64)
    stated = np.choose(np.maximum(choice, 0), [np.full_like(typical, day), other, typical])
    return np.where(choice == BLANK, np.int32(BLANK), stated)


def _certificates(chance: Chance, trade: Int16, catalogue: Catalogue) -> Int32:
    typical = np.array([mask(one.certificates) for one in catalogue.trades], dtype=np.int32)[trade]
    choice = pick(chance, {BLANK: 70, NONE: 10, YES: 20}, len(trade), np.int32)
    return np.where(choice == YES, typical, choice)


def _start_days(chance: Chance, size: int) -> tuple[Int32, Int32]:
    """First and last day of start; the last is blank for a third, both for a few."""
    days = {date(2027, 1, 4): 40, date(2027, 2, 1): 20, date(2027, 3, 1): 10, date(2027, 8, 16): 25, None: 5}
    first = pick(chance, {day_number(day): share for day, share in days.items()}, size, np.int32)
    weeks = pick(chance, {BLANK: 35, 4: 10, 8: 35, 13: 20}, size, np.int32)
    blank = (first == BLANK) | (weeks == BLANK)
    return first, np.where(blank, np.int32(BLANK), first + 7 * weeks)


def _approvals(chance: Chance, size: int) -> Int8:
    shares: dict[int, float] = {Approval.APPROVED: 87, Approval.APPLIED: 6, Approval.NOT_KNOWN: 6}
    return pick(chance, shares | {Approval.NOT_APPROVED: 1}, size, np.int8)
