"""The round in, the verdict of every pair asked about out: each rule asked once of people who are alike.

What the requirements say of a pair are the bits of one number, its marks: which say no, which cannot say, and which
questions would settle those.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from matching.audit.alike import Alike
from matching.audit.memo import Memo
from matching.audit.reading import Offer, Round
from matching.audit.rules import REQUIREMENTS, TRAVEL_TOLD, Rule, Told
from matching.domain.answers import NO, UNKNOWN, YES
from matching.domain.reasons import ReasonCode

Numbers = npt.NDArray[Any]
Marks = npt.NDArray[np.uint64]

RULES: Final = len(REQUIREMENTS)
QUESTIONS: Final = tuple(
    dict.fromkeys(code for told, _ in REQUIREMENTS for code in (told.ask, told.ask_firm) if code)
)
OF_RULES: Final = (1 << RULES) - 1
NOES: Final = np.uint64(OF_RULES)
"""Bits of the requirements that say no, the first lowest; above them those that cannot say, then the questions."""
WAITS: Final = np.uint64(OF_RULES << RULES)


def waits_of(marks: Marks) -> Marks:
    """The requirements that cannot say, a bit of each, the first lowest."""
    return (marks & WAITS) >> np.uint64(RULES)


def asked_of(marks: Marks) -> Marks:
    """The questions that are open, a bit of each of QUESTIONS, the first lowest."""
    return marks >> np.uint64(2 * RULES)


@dataclass(frozen=True, eq=False)
class Table:
    """What one requirement answers: people who are alike to it have a row, offers that are alike a column."""

    told: Told
    answers: Numbers
    marks: Marks
    row: Numbers
    """The row of each person."""
    column: Numbers
    """The column of each opening."""

    @classmethod
    def of(cls, number: int, told: Told, rule: Rule, round_: Round, alike: Alike) -> Self:
        """Every kind of person asked about every kind of offer."""
        people = [round_.people[one] for one in alike.first]
        kinds: dict[object, tuple[int, Offer]] = {}
        offers = (round_.offers[place] for place in range(len(round_.opening_ids)))
        column = [kinds.setdefault(told.offer(what), (len(kinds), what))[0] for what in offers]
        asked_about = [what for _, what in kinds.values()]
        rows = [rule(who, asked_about, round_) for who in people]
        answers = np.array(rows, dtype=np.int8).reshape(len(people), len(kinds))
        questions = [told.question(who) for who in people]
        ask = [1 << (2 * RULES + QUESTIONS.index(one)) if one else 0 for one in questions]
        unknown = np.array([1 << (RULES + number) | bit for bit in ask], dtype=np.uint64)[:, None]
        no = np.uint64(1 << number)
        marks = np.where(answers == NO, no, np.where(answers == UNKNOWN, unknown, np.uint64(0)))
        return cls(told, answers, marks, alike.group.astype(np.int32), np.array(column, dtype=np.int32))


@dataclass(frozen=True, eq=False)
class Judgements:
    """The verdict of every pair asked about, each requirement asked once of what is alike to it."""

    round: Round

    @cached_property
    def tables(self) -> list[Table]:
        """What each requirement answers, in the order of REQUIREMENTS."""
        people = self.round.cohort.people
        alike: Memo[tuple[str, ...], Alike] = Memo(
            lambda columns: Alike.of([getattr(people, name) for name in columns], len(people))
        )
        return [
            Table.of(number, told, rule, self.round, alike[told.columns])
            for number, (told, rule) in enumerate(REQUIREMENTS)
        ]

    @cached_property
    def marking(self) -> list[Table]:
        """The tables of requirements that do not say yes to everybody."""
        return [one for one in self.tables if one.marks.any()]

    @cached_property
    def travel(self) -> Table:
        """What the requirement of travel answers: a column for each municipality with openings."""
        return next(one for one in self.tables if one.told is TRAVEL_TOLD)

    @cached_property
    def within(self) -> Memo[int, Numbers]:
        """For a column of travel: the people whom travel does not stop there."""
        travel = self.travel
        return Memo(lambda column: np.flatnonzero((travel.answers[:, column] != NO)[travel.row]))

    def marks(self, people: npt.ArrayLike, openings: npt.ArrayLike) -> Marks:
        """The marks of pairs, person and opening in the same place; either may be one for all."""
        who, where = np.asarray(people), np.asarray(openings)
        found = np.zeros(np.broadcast(who, where).shape, dtype=np.uint64)
        for one in self.marking:
            found |= one.marks[one.row[who], one.column[where]]
        return found

    def grid(self, people: Numbers, openings: Numbers, tables: Sequence[Table] | None = None) -> Marks:
        """The marks of all of several people with all of several openings, shape (people, openings)."""
        found = np.zeros((len(people), len(openings)), dtype=np.uint64)
        for one in self.marking if tables is None else tables:
            found |= one.marks.take(one.row[people], axis=0).take(one.column[openings], axis=1)
        return found

    def answers(self, people: npt.ArrayLike, openings: npt.ArrayLike) -> Numbers:
        """The verdicts of pairs: no beats unknown beats yes."""
        marks = self.marks(people, openings)
        return np.where(marks & NOES, NO, np.where(marks & WAITS, UNKNOWN, YES))

    def answer(self, person: int, opening: int) -> int:
        """The verdict of one pair."""
        return int(self.answers(person, opening))


def codes_of(bits: int) -> Sequence[ReasonCode]:
    """The questions that some bits stand for."""
    return [code for place, code in enumerate(QUESTIONS) if bits >> place & 1]
