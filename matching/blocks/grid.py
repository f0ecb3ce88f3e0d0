"""A function of people and openings, evaluated once per distinct value and spread over a block."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from matching.domain.columns import Columns, Int64, Ragged, Rows

LARGEST_TABLE = 16_000_000
"""Cells a table of distinct values may have before blocks are computed directly."""

WIDE = 8
"""Numbers in one cell above which no two cells are compared."""

DENSE = 8
"""Times as wide as they are many that values may lie apart to be counted rather than sorted: speed alone."""

PeopleT = TypeVar("PeopleT", bound=Columns)
OpeningsT = TypeVar("OpeningsT", bound=Columns)
Table = npt.NDArray[Any]


@dataclass(eq=False)
class Grid(Generic[PeopleT, OpeningsT]):
    """`function` of two tables of columns, of which it reads only the columns named.

    The function takes (people, openings) of p and o rows and returns whole numbers of a shape that broadcasts
    to (p, o). It is the only definition of what is computed; this class decides merely how often it is called.
    """

    function: Callable[[PeopleT, OpeningsT], Table]
    people: PeopleT
    openings: OpeningsT
    people_reads: Sequence[str]
    openings_reads: Sequence[str]

    @property
    def person_code(self) -> Rows:
        """A number for each person that is equal where all columns read are equal."""
        return self._different_people[0]

    @property
    def opening_code(self) -> Rows:
        """The same of each opening."""
        return self._different_openings[0]

    @cached_property
    def table(self) -> Table:
        """The values of every distinct person and every distinct opening, by their codes."""
        return self._distinct(self._person_rows)

    def block(self, rows: Rows, cols: Rows) -> Table:
        """The values of the pairs rows x cols, shape (rows, cols)."""
        shape = len(rows), len(cols)
        if self._is_large:
            values = self.function(self.people.take(rows), self.openings.take(cols))
            return np.broadcast_to(values, shape)
        # What one side alone decides is looked up once for that side, not once for each pair.
        if len(self._opening_rows) == 1:
            return np.broadcast_to(self.table[self.person_code[rows]], shape)
        if len(self._person_rows) == 1:
            return np.broadcast_to(self.table[:, self.opening_code[cols]], shape)
        if len(rows) < len(self._person_rows):
            return np.asarray(self.table[self.person_code[rows][:, None], self.opening_code[cols]])
        columns = np.ascontiguousarray(self.table[:, self.opening_code[cols]])
        return columns[self.person_code[rows]]

    def pairs(self, rows: Rows, cols: Rows, row: Rows, col: Rows) -> Table:
        """The values of the pairs (rows[row], cols[col]), in the order given."""
        if self._is_large:
            return self.block(rows, cols)[row, col]
        return np.asarray(self.table[self.person_code[rows][row], self.opening_code[cols][col]])

    def count(self, value: int) -> tuple[Int64, Int64]:
        """In how many pairs of each person and of each opening the value stands, shapes (people,), (openings,)."""
        people = np.bincount(self.person_code, minlength=len(self._person_rows))
        openings = np.bincount(self.opening_code, minlength=len(self._opening_rows))
        of_people, of_openings = np.zeros_like(people), np.zeros_like(openings)
        at_once = max(1, LARGEST_TABLE // max(1, len(openings)))
        for start in range(0, len(people), at_once):
            part = slice(start, start + at_once)
            hits = self._distinct(self._person_rows[part]) == value
            of_people[part] = hits @ openings
            of_openings += people[part] @ hits
        return of_people[self.person_code], of_openings[self.opening_code]

    @cached_property
    def _different_people(self) -> tuple[Rows, Rows]:
        return distinct(self.people, self.people_reads)

    @cached_property
    def _different_openings(self) -> tuple[Rows, Rows]:
        return distinct(self.openings, self.openings_reads)

    @property
    def _is_large(self) -> bool:
        return len(self._person_rows) * len(self._opening_rows) > LARGEST_TABLE

    @property
    def _person_rows(self) -> Rows:
        return self._different_people[1]

    @property
    def _opening_rows(self) -> Rows:
        return self._different_openings[1]

    def _distinct(self, person_rows: Rows) -> Table:
        """The values of some people for every distinct opening."""
        values = self.function(self.people.take(person_rows), self.openings.take(self._opening_rows))
        return np.broadcast_to(values, (len(person_rows), len(self._opening_rows)))


def distinct(table: Columns, reads: Sequence[str]) -> tuple[Rows, Rows]:
    """A number for each row that is equal where all columns read are equal, and one row for each number.

    A ragged or wide column makes every row distinct: its rows seldom repeat and are costly to compare.
    """
    code, size = np.zeros(len(table), dtype=np.int64), min(len(table), 1)
    for name in reads:
        column = getattr(table, name)
        if isinstance(column, Ragged) or prod(column.shape[1:]) > WIDE:
            code, size = np.arange(len(table)), len(table)
            break
        for part in column.reshape(len(table), prod(column.shape[1:])).T:
            number, kinds = numbered(part.astype(np.int64))
            # Renumbered after each column, so that the product never outgrows 64 bits.
            code, size = (number, kinds) if size <= 1 else numbered(code * kinds + number)
    first = np.empty(size, dtype=np.intp)
    first[code[::-1]] = np.arange(len(table))[::-1]
    return code.astype(np.intp), first


def numbered(values: Int64) -> tuple[Int64, int]:
    """The place of each value among the different ones, rising, and how many these are."""
    if not len(values):
        return values, 0
    least, greatest = values.min(), values.max()
    if greatest - least > DENSE * len(values):
        found, number = np.unique(values, return_inverse=True)
        return number.astype(np.int64), len(found)
    above = values - least
    is_there = np.zeros(greatest - least + 1, dtype=np.bool_)
    is_there[above] = True
    place = np.cumsum(is_there) - 1
    return place[above], int(place[-1]) + 1
