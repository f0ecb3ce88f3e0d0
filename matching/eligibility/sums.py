"""Marks of all pairs in, their sums out: 64 pairs looked at together as the bits of one word."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final, Self

import numpy as np

from matching.blocks.grid import numbered
from matching.domain.columns import Int64, Rows
from matching.domain.reasons import ReasonCode
from matching.eligibility.marks import SAYS_NO, Marks, Packed, Words, packed
from matching.eligibility.rule import Rule

ROWS_AT_ONCE, OTHERS_AT_ONCE = 256, 8192
"""Pairs looked at together: as many as stay in the processor's own memory. Speed and nothing else."""

THREADS: Final = 2
ALONE, UNKNOWN, UNKNOWN_ALONE = range(3)
"""Of a rule: pairs that no other stops, pairs it cannot say of, and alone cannot say of."""
FREE, WAITING = range(2)
"""In the line below the rules: pairs that none stops, and those of them that something is not known of."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Pairs counted."""

    fates: Int64
    """Shape (rules + 1, 3): ALONE, UNKNOWN and UNKNOWN_ALONE of each rule; in the last line FREE and WAITING."""
    asks: Int64
    """Pairs each question is open in, shape (rows, questions)."""
    alone: Int64
    """Those of them in which no other question is."""
    free: Int64
    """Pairs that no rule stops, shape (rows,)."""
    waiting: Int64
    """Those of them that something is not known of, shape (rows,)."""

    @classmethod
    def empty(cls, rules: int, questions: int, rows: int) -> Self:
        """Nothing counted yet."""
        asks, alone = np.zeros((2, rows, questions), dtype=np.int64)
        return cls(
            np.zeros((rules + 1, 3), dtype=np.int64), asks, alone, *np.zeros((2, rows), dtype=np.int64)
        )


def summed(rules: Sequence[Rule], marks: Sequence[Marks], questions: list[ReasonCode], first: int) -> Sums:
    """All pairs summed by row, a part of the others at a time; each row has sums of its own.

    `first` is the rule that stops most pairs: only what it leaves is asked of the others.
    """
    rows = len(marks[0].row)
    # Others whom that rule takes for one stand together: most words then have no pair left.
    order = np.argsort(marks[first].other, kind="stable")
    sums = Sums.empty(len(rules), len(questions), rows)
    with ThreadPoolExecutor(THREADS) as side_by_side:
        for start in range(0, len(order), OTHERS_AT_ONCE):
            part = Part.of(rules, marks, questions, order[start : start + OTHERS_AT_ONCE], first)
            blocks = (slice(row, row + ROWS_AT_ONCE) for row in range(0, rows, ROWS_AT_ONCE))
            for fates in side_by_side.map(partial(part.add, sums=sums), blocks):
                sums.fates[:] += fates
    sums.fates[first, ALONE] = pairs_left([*marks[:first], *marks[first + 1 :]]) - sums.fates[-1, FREE]
    return sums


@dataclass(frozen=True, eq=False)
class Part:
    """Every row with some of the others."""

    first: int
    """The rule that is asked first: what is left by it alone is asked of the others."""
    no: tuple[Packed | None, ...]
    """Of each rule, the pairs it stops."""
    waits: tuple[tuple[int, int, Packed], ...]
    """Rule, question, and the pairs in which the one cannot say and the other would settle it."""
    every: Words
    """A bit for each of the others, shape (words,)."""

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule],
        marks: Sequence[Marks],
        questions: list[ReasonCode],
        others: Rows,
        first: int,
    ) -> Self:
        """The marks packed for some of the others."""
        waits = (
            (place, questions.index(code), mine.packed(bit, others))
            for place, (rule, mine) in enumerate(zip(rules, marks, strict=True))
            for bit, (code, _) in enumerate(rule.questions(), SAYS_NO + 1)
        )
        return cls(
            first=first,
            no=tuple(one.packed(SAYS_NO, others) for one in marks),
            waits=tuple((rule, question, found) for rule, question, found in waits if found),
            every=_every(len(others))[0],
        )

    def add(self, rows: slice, sums: Sums) -> Int64:
        """Add what the rows wait for to their sums, and return what the rules do to the pairs."""
        fates, size = np.zeros_like(sums.fates), len(sums.asks[rows])
        row, word, left = self._left_by_first(rows, size)
        noes = {rule: no.at(row, word) & left for rule, no in enumerate(self.no) if no and rule != self.first}
        stopped, twice = _once_and_twice(noes.values(), left)
        for rule, no in noes.items():
            fates[rule, ALONE] = _sum(no & ~twice)
        free = left & ~stopped
        some = np.flatnonzero(free)
        row, word, free = row[some], word[some], free[some]
        ends = np.searchsorted(row, np.arange(rows.start, rows.start + size + 1))
        sums.free[rows] += _by_row(free, ends)
        fates[-1, FREE] = _sum(free)
        asked = [(rule, question, waits.at(row, word) & free) for rule, question, waits in self.waits]
        by_question = _joined((question, waits) for _, question, waits in asked)
        waiting, several = _once_and_twice(by_question.values(), free)
        sums.waiting[rows] += _by_row(waiting, ends)
        fates[-1, WAITING] = _sum(waiting)
        for question, waits in by_question.items():
            sums.asks[rows, question] += _by_row(waits, ends)
            sums.alone[rows, question] += _by_row(waits & ~several, ends)
        by_rule = _joined((rule, waits) for rule, _, waits in asked)
        _, several = _once_and_twice(by_rule.values(), free)
        for rule, waits in by_rule.items():
            fates[rule, UNKNOWN], fates[rule, UNKNOWN_ALONE] = _sum(waits), _sum(waits & ~several)
        return fates

    def _left_by_first(self, rows: slice, size: int) -> tuple[Rows, Rows, Words]:
        """Row, word and bits of the pairs that the first rule does not stop, words without any left out."""
        no = self.no[self.first]
        left = (
            np.broadcast_to(self.every, (size, len(self.every))) if no is None else self.every & ~no.of(rows)
        )
        some = np.flatnonzero(left != 0)
        row, word = np.divmod(some, len(self.every))
        return row + rows.start, word, left.reshape(-1)[some]


def pairs_left(marks: Sequence[Marks]) -> int:
    """How many pairs no rule stops; rows that are alike to all of them are looked at once."""
    number = np.zeros(len(marks[0].row), dtype=np.int64)
    for one in marks:
        alike = one.alike(SAYS_NO)
        number = numbered(number * (alike.max(initial=0) + 1) + alike)[0]
    _, first, times = np.unique(number, return_index=True, return_counts=True)
    found, others = 0, len(marks[0].other)
    for start in range(0, others, OTHERS_AT_ONCE):
        some = np.arange(start, min(start + OTHERS_AT_ONCE, others))
        left = np.repeat(_every(len(some)), len(first), axis=0)
        for one in marks:
            no = one.packed(SAYS_NO, some)
            left &= ~np.uint64(0) if no is None else ~no.of(first)
        found += int(np.bitwise_count(left).sum(axis=1, dtype=np.int64) @ times)
    return found


def _every(others: int) -> Words:
    """A bit for each of so many, shape (1, words)."""
    return packed(np.ones((1, others), dtype=np.bool_))


def _once_and_twice(several: Iterable[Words], like: Words) -> tuple[Words, Words]:
    """The bits that are in one of several at least, and in two of them at least, shapes as `like`."""
    once, twice = np.zeros_like(like), np.zeros_like(like)
    for one in several:
        twice |= once & one
        once |= one
    return once, twice


def _joined(several: Iterable[tuple[int, Words]]) -> dict[int, Words]:
    """The bits that are in any of those with the same number."""
    found = dict[int, Words]()
    for number, one in several:
        found[number] = found[number] | one if number in found else one
    return found


def _sum(words: Words) -> int:
    return int(np.bitwise_count(words).sum(dtype=np.int64))


def _by_row(words: Words, ends: Rows) -> Int64:
    """Bits of each row, whose words are ends[row]:ends[row + 1]."""
    sums = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum(np.bitwise_count(words), out=sums[1:])
    return np.diff(sums[ends])
