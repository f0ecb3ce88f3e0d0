"""One value to a column's cell and back: None, yes or no, sets, ranges and days as whole numbers."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from matching.domain.answers import BLANK, NO, UNKNOWN, YES
from matching.domain.columns import Int8, Int16, Int32, bits, mask

_EPOCH = date(1970, 1, 1)


def day_number(day: date | None) -> int:
    """Days since 1970-01-01; BLANK for None."""
    return BLANK if day is None else (day - _EPOCH).days


def date_of(number: int) -> date | None:
    """The date of a day number; None for BLANK."""
    return None if number == BLANK else _EPOCH + timedelta(days=number)


def days(values: Iterable[date | None]) -> Int32:
    """Day numbers, BLANK where there is none."""
    return np.array([day_number(value) for value in values], dtype=np.int32)


def answers(values: Iterable[bool | None]) -> Int8:
    """YES, NO, or UNKNOWN for None."""
    return np.array([UNKNOWN if value is None else YES if value else NO for value in values], dtype=np.int8)


def truth(answer: int) -> bool | None:
    """True, False, or None for UNKNOWN."""
    return None if answer == UNKNOWN else bool(answer == YES)


def numbers(values: Iterable[int | None]) -> Int16:
    """Whole numbers, BLANK where there is none."""
    return np.array([BLANK if value is None else value for value in values], dtype=np.int16)


def known(value: int) -> int | None:
    """The number, or None for BLANK."""
    return None if value == BLANK else int(value)


def masks(sets: Iterable[Iterable[int] | None]) -> Int32:
    """Sets as bit masks, BLANK where the set is not known."""
    return np.array([BLANK if members is None else mask(members) for members in sets], dtype=np.int32)


def members(value: int) -> frozenset[int] | None:
    """The set a mask stands for, or None for BLANK."""
    return None if value == BLANK else bits(int(value))


def padded(rows: Sequence[Sequence[int] | None], width: int) -> Int16:
    """Short rows of numbers as one table of shape (rows, width), filled up with BLANK."""
    table = np.full((len(rows), width), BLANK, dtype=np.int16)
    for place, row in enumerate(rows):
        if row:
            table[place, : len(row)] = row
    return table


def unpadded(row: Iterable[int]) -> tuple[int, ...]:
    """The numbers of a padded row without its BLANK cells."""
    return tuple(int(value) for value in row if value != BLANK)


def span(low: int, high: int) -> tuple[int, int] | None:
    """A range of two columns, or None when it is blank."""
    return None if low == BLANK else (int(low), int(high))


def overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    """What two ranges share; the one given where the other is not, None where neither is or they lie apart."""
    if one is None or other is None:
        return one or other
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else None
