"""What every requirement answers in, all pairs counted out: rows of pairs as the bits of words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar

import numpy as np
import numpy.typing as npt

from matching.audit.judging import Judgements
from matching.audit.reading import Offer
from matching.audit.stopping import TRAVEL_TOLD, Answer, Told
from matching.domain.answers import NO, UNKNOWN
from matching.domain.reasons import ReasonCode

Numbers = npt.NDArray[Any]
Bits = npt.NDArray[np.uint64]
"""A row of pairs to a line, 64 pairs to a word."""
Spread = Callable[[Numbers], Bits]
"""Some rows in, their pairs that are marked out."""
Key = TypeVar("Key", str, ReasonCode)

ROWS: Final = 64
OTHERS: Final = 32_768
"""Rows, and pairs of each, that are looked at together."""


@dataclass(frozen=True, eq=False)
class Given:
    """What one requirement answers: people who are alike to it have a row, offers that are alike a column."""

    told: Told
    answers: Numbers
    blank: Numbers
    """Whether the people of a row have not said what it reads of them."""
    row: Numbers
    column: Numbers
    """The row of each person and the column of each offer; the other way round once turned."""

    @classmethod
    def of(cls, told: Told, answer: Answer, judgements: Judgements) -> Self:
        """Every kind of person asked about every kind of offer."""
        round_ = judgements.round
        alike = judgements.alike(told.columns)
        people = [round_.people[one] for one in alike.first]
        kinds: dict[object, tuple[int, Offer]] = {}
        offers = (round_.offers[place] for place in range(len(round_.opening_ids)))
        column = [kinds.setdefault(told.offer(what), (len(kinds), what))[0] for what in offers]
        answers = [[answer(who, what, judgements) for _, what in kinds.values()] for who in people]
        return cls(
            told=told,
            answers=np.array(answers, dtype=np.int64).reshape(len(people), len(kinds)),
            blank=np.array([told.person(who) is None for who in people], dtype=np.bool_)[:, None],
            row=alike.group,
            column=np.array(column, dtype=np.int64),
        )

    def other_way(self) -> "Given":
        """The same with a row for each offer."""
        return Given(self.told, self.answers.T, self.blank.T, self.column, self.row)

    def noes(self, others: slice) -> Spread:
        """The pairs where it says no."""
        return self._spread(self.answers == NO, others)

    def questions(self, others: slice) -> Iterator[tuple[ReasonCode, Spread]]:
        """Each question that would settle what it cannot say, and the pairs where it is open."""
        unknown, blank = self.answers == UNKNOWN, self.blank if self.told.ask_firm else np.True_
        for code, open_ in ((self.told.ask, unknown & blank), (self.told.ask_firm, unknown & ~blank)):
            if code is not None and open_.any():
                yield code, self._spread(open_, others)

    def _spread(self, marked: npt.NDArray[np.bool_], others: slice) -> Spread:
        """Of some rows, the others for whom it is marked."""
        bits = _bits(marked.take(self.column[others], axis=1))
        return lambda rows: bits[self.row[rows]]


@dataclass(frozen=True, eq=False)
class Tally:
    """Pairs counted, row by row or in all."""

    told: list[int]
    """Pairs eligible, unknown and ineligible."""
    rules: dict[str, list[int]]
    """By reason, pairs stopped, stopped alone, unknown, and unknown alone."""
    asked: dict[ReasonCode, tuple[Numbers, Numbers]]
    """For each question, of each row, the pairs it settles alone, and the other pairs it is open in."""

    @classmethod
    def empty(cls, given: list[Given]) -> Self:
        """Nothing counted yet."""
        codes = {code for one in given for code in (one.told.ask, one.told.ask_firm) if code}
        rows = len(given[0].row)
        return cls(
            told=[0, 0, 0],
            rules={str(one.told.no): [0, 0, 0, 0] for one in given},
            asked={code: (np.zeros(rows, np.int64), np.zeros(rows, np.int64)) for code in codes},
        )


def count(given: list[Given]) -> Tally:
    """What all requirements answer in, all pairs counted out."""
    tally = Tally.empty(given)
    # People from one place stand together, so that the same offers are out of their reach.
    order = np.argsort(next(one.row for one in given if one.told is TRAVEL_TOLD), kind="stable")
    others = len(given[0].column)
    for start in range(0, others, OTHERS):
        part = Part.of(given, slice(start, min(start + OTHERS, others)))
        for first in range(0, len(order), ROWS):
            part.count(order[first : first + ROWS], tally)
    return tally


@dataclass(frozen=True, eq=False)
class Part:
    """All rows with some of the others."""

    every: Bits
    noes: list[tuple[str, Spread]]
    """Reason, and the pairs of some rows in which it is so; reasons that are never so are left out."""
    waits: list[tuple[str, ReasonCode, Spread]]
    """Reason, question, and the pairs of some rows in which the one cannot be said, the other settles it."""

    @classmethod
    def of(cls, given: list[Given], others: slice) -> Self:
        """What is answered of some of the others."""
        return cls(
            every=_bits(np.ones((1, others.stop - others.start), dtype=np.bool_)),
            noes=[(str(one.told.no), one.noes(others)) for one in given if (one.answers == NO).any()],
            waits=[(str(one.told.no), *each) for one in given for each in one.questions(others)],
        )

    def count(self, rows: Numbers, tally: Tally) -> None:
        """Count the pairs of some rows."""
        noes = [(reason, of(rows)) for reason, of in self.noes]
        stopped, twice = _once_and_twice(
            (no for _, no in noes), np.zeros((len(rows), 1), np.uint64) & self.every
        )
        for reason, no in noes:
            _add(tally.rules[reason], 0, no, no & ~twice)
        free = self.every & ~stopped
        # Most words hold nobody who is not stopped; only the others are looked at further.
        kept = free.any(axis=0)
        free = free[:, kept]
        waits = [(reason, code, of(rows)[:, kept] & free) for reason, code, of in self.waits]
        by_reason = _joined((reason, wait) for reason, _, wait in waits)
        waiting, several = _once_and_twice(by_reason.values(), np.zeros_like(free))
        for reason, wait in by_reason.items():
            _add(tally.rules[reason], 2, wait, wait & ~several)
        _add(tally.told, 0, free & ~waiting, waiting, stopped)
        by_question = _joined((code, wait) for _, code, wait in waits)
        _, several = _once_and_twice(by_question.values(), np.zeros_like(free))
        for code, wait in by_question.items():
            alone, more = tally.asked[code]
            alone[rows] += _of_each_row(wait & ~several)
            more[rows] += _of_each_row(wait & several)


def _bits(marked: npt.NDArray[np.bool_]) -> Bits:
    words = np.zeros((len(marked), -(-marked.shape[1] // 64)), dtype="<u8")
    packed = np.packbits(marked, axis=1, bitorder="little")
    words.view(np.uint8)[:, : packed.shape[1]] = packed
    return words.astype(np.uint64)


def _once_and_twice(several: Iterable[Bits], nothing: Bits) -> tuple[Bits, Bits]:
    """The bits that are in one of several at least, and in two of them at least."""
    once, twice = nothing, nothing.copy()
    for bits in several:
        twice |= once & bits
        once = once | bits
    return once, twice


def _joined(several: Iterable[tuple[Key, Bits]]) -> dict[Key, Bits]:
    found = dict[Key, Bits]()
    for key, bits in several:
        found[key] = found[key] | bits if key in found else bits
    return found


def _add(counts: list[int], first: int, *several: Bits) -> None:
    for place, bits in enumerate(several, first):
        counts[place] += int(_of_each_row(bits).sum())


def _of_each_row(bits: Bits) -> Numbers:
    return np.asarray(np.bitwise_count(bits).sum(axis=1, dtype=np.int64))
