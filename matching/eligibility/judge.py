"""Cohort in, verdicts out: every rule over blocks of people and openings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from matching.blocks.fits import VerdictBlock
from matching.blocks.grid import Grid
from matching.domain.answers import NO, UNKNOWN, YES, Answers
from matching.domain.columns import Int64, Rows
from matching.domain.fit import Outcome, Verdict
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.eligibility.reasons import notes_of, question_of, reason_of
from matching.eligibility.rule import Rule
from matching.eligibility.rules import RULES
from matching.eligibility.terms import Terms

OPENINGS_IN_BLOCK = 32
PEOPLE_IN_TALLY = 512
WORTH_NARROWING = 0.7
"""How much is judged at a time, and when rows already stopped are dropped: speed and nothing else."""


@dataclass(frozen=True, eq=False)
class Tally:
    """For each of some people (or openings), in how many pairs each rule says what.

    All of shape (rows, rules): `no` counts pairs the rule stops; `asks` counts pairs no rule stops and in which
    this rule is unknown; `alone` those of them in which it is the only one.
    """

    no: Int64
    asks: Int64
    alone: Int64


@dataclass(frozen=True, eq=False)
class Judgement:
    """Verdicts of all pairs of a cohort, computed when asked for. `openings` have no blanks a trade can fill."""

    people: People
    openings: Openings
    terms: Terms
    rules: tuple[Rule, ...] = RULES

    @cached_property
    def _grids(self) -> list[Grid[People, Openings]]:
        def with_terms(one: Rule) -> Callable[[People, Openings], Answers]:
            return partial(_answer, one, self.terms)

        return [
            Grid(with_terms(one), self.people, self.openings, one.people, one.openings) for one in self.rules
        ]

    def blocks(self) -> Iterator[VerdictBlock]:
        """Every pair that no rule stops, in blocks of openings in neighbouring places x the people in question."""
        order = np.argsort(self.openings.municipality, kind="stable")
        for start in range(0, len(order), OPENINGS_IN_BLOCK):
            block = self.block(np.arange(len(self.people)), np.sort(order[start : start + OPENINGS_IN_BLOCK]))
            if block.answers.size:
                yield block

    def block(self, rows: Rows, cols: Rows) -> VerdictBlock:
        """Answers of all rules together; people whom some rule stops everywhere are left out."""
        answers = np.full((len(rows), len(cols)), YES, dtype=np.int8)
        for grid in self._grids:
            answers = np.minimum(answers, grid.block(rows, cols))
            left = (answers != NO).any(axis=1)
            if np.count_nonzero(left) < WORTH_NARROWING * len(left):
                rows, answers = rows[left], answers[left]
        return VerdictBlock(rows, cols, answers)

    def verdict(self, person: int, opening: int) -> Verdict:
        """Whether one pair may meet, with every rule that says no or cannot say, and the notes."""
        row, col = np.array([person]), np.array([opening])
        given = [
            (one, grid.block(row, col).item()) for one, grid in zip(self.rules, self._grids, strict=True)
        ]
        candidate, place = self.people.candidate(person), self.openings.opening(opening)
        reasons = [reason_of(one, candidate, place, self.terms) for one, answer in given if answer == NO]
        reasons += [
            question_of(one, candidate, place, self.terms) for one, answer in given if answer == UNKNOWN
        ]
        lowest = min((answer for _, answer in given), default=YES)
        outcome = {NO: Outcome.INELIGIBLE, UNKNOWN: Outcome.UNKNOWN, YES: Outcome.ELIGIBLE}[lowest]
        return Verdict(outcome, tuple(reasons), notes_of(candidate, place, self.terms))

    def tally_of_people(self, rows: Rows) -> Tally:
        """What each rule says about each of the people named, over all openings."""
        cols = np.arange(len(self.openings))
        parts = [self._tally(part, cols, 1) for part in _parts(rows)]
        return _joined(parts, len(self.rules))

    def tally_of_openings(self, cols: Rows) -> Tally:
        """What each rule says about each of the openings named, over all people."""
        rows = np.arange(len(self.people))
        parts = [self._tally(rows, part, 0) for part in _parts(cols, OPENINGS_IN_BLOCK)]
        return _joined(parts, len(self.rules))

    def _tally(self, rows: Rows, cols: Rows, axis: int) -> Tally:
        given = [grid.block(rows, cols) for grid in self._grids]
        open_pairs = np.minimum.reduce(given) == UNKNOWN
        unknowns = np.add.reduce([answers == UNKNOWN for answers in given], dtype=np.int8)
        single = open_pairs & (unknowns == 1)

        def counts(mark: Callable[[Answers], Answers]) -> Int64:
            return np.stack([np.count_nonzero(mark(answers), axis=axis) for answers in given], axis=1)

        return Tally(
            counts(lambda answers: answers == NO),
            counts(lambda answers: open_pairs & (answers == UNKNOWN)),
            counts(lambda answers: single & (answers == UNKNOWN)),
        )


def _answer(one: Rule, terms: Terms, people: People, openings: Openings) -> Answers:
    return one.answer(people, openings, terms)


def _parts(rows: Rows, size: int = PEOPLE_IN_TALLY) -> list[Rows]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _joined(parts: list[Tally], rules: int) -> Tally:
    nothing = np.empty((0, rules), dtype=np.int64)
    return Tally(
        np.concatenate([nothing, *(part.no for part in parts)]),
        np.concatenate([nothing, *(part.asks for part in parts)]),
        np.concatenate([nothing, *(part.alone for part in parts)]),
    )
