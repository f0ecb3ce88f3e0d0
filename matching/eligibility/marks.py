"""Rules and columns in, what each rule marks whole rows of pairs with, 64 pairs to a word, out."""

from dataclasses import dataclass
from functools import partial
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from matching.blocks.grid import Grid
from matching.domain.answers import NO, UNKNOWN
from matching.domain.columns import Int8, Rows
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.eligibility.reasons import questions_in
from matching.eligibility.rule import Rule
from matching.eligibility.terms import Terms

Words = npt.NDArray[np.uint64]

BITS: Final = 64
SAYS_NO: Final = 0
"""Bit of a mark: the rule says no. The bits above it: it cannot say, and its first, second question settles it."""


@dataclass(frozen=True, eq=False)
class Marks:
    """The marks of one rule, each person a row, or each opening one once they are turned."""

    table: Int8
    """Shape (different rows, different others)."""
    row: Rows
    other: Rows
    """The place of each row, and of each other, in the table."""

    @classmethod
    def of(cls, rule: Rule, people: People, openings: Openings, terms: Terms) -> Self:
        """A rule's marks of all pairs, each person a row."""
        grid = Grid(partial(_marks, rule, terms), people, openings, rule.people, rule.openings)
        return cls(grid.table, grid.person_code, grid.opening_code)

    def turned(self) -> Self:
        """The same pairs with rows and others changed about."""
        return type(self)(self.table.T, self.other, self.row)

    def alike(self, bit: int) -> Rows:
        """A number for each row that is equal where the others that have a bit are the same ones."""
        numbers = np.unique(self.table & (1 << bit), axis=0, return_inverse=True)[1]
        return np.asarray(numbers.reshape(-1)[self.row])

    def packed(self, bit: int, others: Rows) -> "Packed | None":
        """Which pairs with these others have a bit; None where none has."""
        marked = self.table & (1 << bit) != 0
        return Packed(packed(marked.take(self.other[others], axis=1)), self.row) if marked.any() else None


@dataclass(frozen=True, eq=False)
class Packed:
    """Of every row, the others that have a mark, as bits."""

    words: Words
    """Shape (different rows, words)."""
    row: Rows

    def of(self, rows: Rows | slice) -> Words:
        """The words of some rows, shape (rows, words)."""
        return self.words[self.row[rows]]

    def at(self, rows: Rows, words: Rows) -> Words:
        """Single words of single rows, shape as given."""
        return np.asarray(self.words.reshape(-1)[self.row[rows] * self.words.shape[1] + words])


def packed(marked: npt.NDArray[np.bool_]) -> Words:
    """Marks of shape (rows, others) as words, the first other in the lowest bit."""
    whole = np.zeros((len(marked), -(-marked.shape[1] // BITS) * BITS // 8), dtype=np.uint8)
    some = np.packbits(marked, axis=1, bitorder="little")
    whole[:, : some.shape[1]] = some
    return whole.view("<u8").astype(np.uint64, copy=False)


def _marks(rule: Rule, terms: Terms, people: People, openings: Openings) -> Int8:
    answers = rule.answer(people, openings, terms)
    marks = (answers == NO).astype(np.int8) << SAYS_NO
    for bit, (_, mine) in enumerate(questions_in(rule, people, answers == UNKNOWN), SAYS_NO + 1):
        marks = marks | mine.astype(np.int8) << bit
    return np.asarray(marks, dtype=np.int8)
