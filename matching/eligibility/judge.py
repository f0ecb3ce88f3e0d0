"""Cohort in, verdicts out: every rule over blocks of people and openings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from matching.blocks.grid import Grid
from matching.blocks.verdicts import Tally, VerdictBlock
from matching.domain.answers import NO, UNKNOWN, YES, Answers
from matching.domain.columns import Bool, Rows
from matching.domain.fit import Outcome, Verdict
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.reasons import any_question, notes_of, question_code, question_of, reason_of
from matching.eligibility.rule import Rule
from matching.eligibility.rules import RULES, within_travel_limit
from matching.eligibility.terms import Terms

OPENINGS_IN_BLOCK = 32
PEOPLE_IN_TALLY = 512
WORTH_NARROWING = 0.7
FIRST = within_travel_limit
"""How much is judged at a time, and when rows already stopped are dropped: speed and nothing else."""


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
        # Travel stops most pairs, so it is asked first; the order changes no verdict.
        for _, grid in sorted(
            zip(self.rules, self._grids, strict=True), key=lambda pair: pair[0] is not FIRST
        ):
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
        notes = () if lowest == NO else self.notes(person, opening)
        return Verdict(outcome, tuple(dict.fromkeys(reasons)), notes)

    def notes(self, person: int, opening: int) -> tuple[Reason, ...]:
        """What to have in mind about one pair that may meet."""
        return notes_of(self.people.candidate(person), self.openings.opening(opening), self.terms)

    def why_no_opening(self, people: Rows) -> list[tuple[Reason, ...]]:
        """For each person named: questions by openings they would unlock, then rules by openings they stop."""
        cols = np.arange(len(self.openings))
        tallies = [self._tally(part, cols, axis=1) for part in _parts(people, PEOPLE_IN_TALLY)]
        candidates = [self.people.candidate(int(person)) for person in people]
        return [
            self._ordered(tally, row, partial(question_code, candidate=candidates.pop(0)), len(cols))
            for tally in tallies
            for row in range(len(tally.no))
        ]

    def why_no_person(self, openings: Rows) -> list[tuple[Reason, ...]]:
        """For each opening named: questions by people they would unlock, then rules by people they stop."""
        rows = np.arange(len(self.people))
        tallies = [self._tally(rows, part, axis=0) for part in _parts(openings, OPENINGS_IN_BLOCK)]
        return [
            self._ordered(tally, row, any_question, len(rows))
            for tally in tallies
            for row in range(len(tally.no))
        ]

    def _tally(self, rows: Rows, cols: Rows, *, axis: int) -> Tally:
        given = [grid.block(rows, cols) for grid in self._grids]
        undecided = np.minimum.reduce(given) == UNKNOWN
        asked = _asked_once(self.rules, [undecided & (answers == UNKNOWN) for answers in given])
        single = np.add.reduce(asked, dtype=np.int8) == 1
        no = [np.count_nonzero(answers == NO, axis=axis) for answers in given]
        asks = [np.count_nonzero(mine, axis=axis) for mine in asked]
        alone = [np.count_nonzero(single & mine, axis=axis) for mine in asked]
        return Tally(np.stack(no, axis=1), np.stack(asks, axis=1), np.stack(alone, axis=1))

    def _ordered(
        self, tally: Tally, row: int, question: Callable[[Rule], ReasonCode], total: int
    ) -> tuple[Reason, ...]:
        """Questions by what they unlock, then rules by what they stop, most first; equal ones in the rules' order.

        The fact `count` of a question is the pairs it would settle alone, None for none; `among` those it is
        one of the questions of.
        """
        told: list[tuple[int, int, Reason]] = []
        counts = zip(
            self.rules,
            tally.no[row].tolist(),
            tally.asks[row].tolist(),
            tally.alone[row].tolist(),
            strict=True,
        )
        for one, no, asks, alone in counts:
            if asks:
                reason = Reason.of(question(one), count=alone or None, among=asks, total=total)
                told.append((-total - alone, -asks, reason))
            if no:
                told.append((total - no + 1, 0, Reason.of(one.no, count=no, total=total)))
        return tuple(reason for _, _, reason in sorted(told, key=lambda entry: entry[:2]))


def judge(people: People, openings: Openings, terms: Terms) -> Judgement:
    """Columns of people and openings in, their verdicts out; `openings` have no blanks a trade can fill."""
    return Judgement(people, openings, terms)


def _answer(one: Rule, terms: Terms, people: People, openings: Openings) -> Answers:
    return one.answer(people, openings, terms)


def _asked_once(rules: tuple[Rule, ...], unknown: list[Bool]) -> list[Bool]:
    """Where each rule asks its question; one that several rules share is asked by the first of them alone."""
    asked, first = list(unknown), dict[tuple[ReasonCode | None, ReasonCode | None], int]()
    for place, one in enumerate(rules):
        leader = first.setdefault((one.ask, one.ask_employer), place)
        if leader != place:
            asked[leader], asked[place] = asked[leader] | asked[place], np.zeros_like(asked[place])
    return asked


def _parts(rows: Rows, size: int) -> list[Rows]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
