"""Rules and columns in, one whole number for each pair out: a bit for every rule that says no or cannot say."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.blocks.grid import Grid
from matching.domain.answers import NO, UNKNOWN
from matching.domain.columns import Bool, Int64, Rows
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.reasons import Party, ReasonCode
from matching.eligibility.reasons import questions_in
from matching.eligibility.rule import Rule
from matching.eligibility.terms import Terms

Bits = npt.NDArray[Any]
"""Whole numbers without a sign, of the least size that has a bit for every rule and every wait."""


@dataclass(frozen=True, eq=False)
class Marks:
    """Bit r: rule r says no. Bit len(rules) + w: wait w, which is one rule that cannot say and one question."""

    people: People
    openings: Openings
    terms: Terms
    rules: tuple[Rule, ...]

    @cached_property
    def waits(self) -> list[tuple[int, ReasonCode]]:
        """Every rule, by position, with each question that may settle it."""
        return [(place, code) for place, one in enumerate(self.rules) for code, _ in one.questions()]

    @cached_property
    def questions(self) -> dict[ReasonCode, Party]:
        """Every question, and who can answer it; a question that several rules share is one."""
        return {code: party for one in self.rules for code, party in one.questions()}

    @cached_property
    def rules_of(self) -> Int64:
        """For each set of waits, the rules that cannot say, as bits."""
        return _renamed([place for place, _ in self.waits])

    @cached_property
    def questions_of(self) -> Int64:
        """For each set of waits, the questions asked, as bits."""
        order = {code: place for place, code in enumerate(self.questions)}
        return _renamed([order[code] for _, code in self.waits])

    def block(self, rows: Rows, cols: Rows) -> Bits:
        """The marks of the pairs rows x cols, shape (rows, cols)."""
        marks = np.zeros((len(rows), len(cols)), dtype=self._size)
        for grid in self._grids:
            marks |= grid.block(rows, cols)
        return marks

    def stops(self, marks: Bits) -> Bits:
        """The set of rules that say no, of each mark."""
        return np.asarray(marks & self._size.type((1 << len(self.rules)) - 1))

    def waiting(self, marks: Bits) -> Bits:
        """The set of waits, of each mark."""
        return np.asarray(marks >> self._size.type(len(self.rules)))

    @cached_property
    def _size(self) -> np.dtype[Any]:
        return np.min_scalar_type((1 << len(self.rules) + len(self.waits)) - 1)

    @cached_property
    def _grids(self) -> list[Grid[People, Openings]]:
        def marking(place: int) -> Callable[[People, Openings], Bits]:
            return partial(self._of_rule, place)

        return [
            Grid(marking(place), self.people, self.openings, one.people, one.openings)
            for place, one in enumerate(self.rules)
        ]

    def _of_rule(self, place: int, people: People, openings: Openings) -> Bits:
        one, first, bit = self.rules[place], len(self.rules), self._size.type
        answers = one.answer(people, openings, self.terms)
        marks: Bits = (answers == NO).astype(self._size) << bit(place)
        for code, mine in questions_in(one, people, answers == UNKNOWN):
            marks = marks | mine.astype(self._size) << bit(first + self.waits.index((place, code)))
        return marks


def bits_in(sets: Bits, bit: int) -> Bool:
    """Whether each set has the bit."""
    return np.asarray(sets & sets.dtype.type(1 << bit), dtype=np.bool_)


def _renamed(meaning: list[int]) -> Int64:
    """For each set of bits, the set of what each of them means."""
    sets = np.arange(1 << len(meaning), dtype=np.int64)
    found = np.zeros_like(sets)
    for bit, place in enumerate(meaning):
        found |= bits_in(sets, bit).astype(np.int64) << place
    return found
