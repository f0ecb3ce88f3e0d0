"""Cohort in, verdicts out: every rule over blocks of people and openings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from matching.blocks.grid import Grid
from matching.blocks.sieve import Sieve
from matching.blocks.verdicts import Tally, VerdictBlock
from matching.domain.answers import NO, UNKNOWN, YES, Answers
from matching.domain.columns import Rows
from matching.domain.fit import Outcome, Verdict
from matching.domain.funnel import Funnel
from matching.domain.openings import Opening, Openings
from matching.domain.people import Candidate, People
from matching.domain.reasons import Reason
from matching.eligibility.counts import Counts
from matching.eligibility.marks import Marks
from matching.eligibility.reasons import notes_of, questions_in, told
from matching.eligibility.rule import Rule
from matching.eligibility.rules import RULES, within_travel_limit
from matching.eligibility.terms import Terms

OPENINGS_IN_BLOCK = 32
WORTH_NARROWING = 0.7
"""How much is judged at a time, and the share left at which stopped rows are dropped: speed and nothing else."""

PAIRS_AT_ONCE = 64
"""Named pairs a rule is asked about together: speed alone."""

FIRST = within_travel_limit
"""The rule that stops most pairs."""


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

    def sieve(self, *, allow_unknown: bool) -> Sieve:
        """The answers of all rules as tables; where unknowns are not allowed, they are as good as a no."""
        least = UNKNOWN if allow_unknown else YES
        return Sieve.of(self._grids, self.people, len(self.openings), least=least)

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
        (found,) = self.verdicts(np.array([person]), np.array([opening]))
        return found

    def verdicts(self, person: Rows, opening: Rows) -> list[Verdict]:
        """The same of each of some pairs; a rule is asked about them together."""
        found: list[Verdict] = []
        for start in range(0, len(person), PAIRS_AT_ONCE):
            rows, cols = person[start : start + PAIRS_AT_ONCE], opening[start : start + PAIRS_AT_ONCE]
            pairs = np.arange(len(rows))
            answers = [grid.pairs(rows, cols, pairs, pairs).tolist() for grid in self._grids]
            found += map(self._verdict, rows.tolist(), cols.tolist(), zip(*answers, strict=True))
        return found

    def _verdict(self, person: int, opening: int, answers: Sequence[int]) -> Verdict:
        given = list(zip(self.rules, answers, strict=True))
        candidate, place = self.people.candidate(person), self.openings.opening(opening)
        codes = [one.no for one, answer in given if answer == NO]
        unknown = [one for one, answer in given if answer == UNKNOWN]
        here = self.people.take([person]) if unknown else self.people
        asked = [questions_in(one, here, np.ones((1, 1), dtype=np.bool_)) for one in unknown]
        codes += [code for questions in asked for code, mine in questions if mine.item()]
        # A question that several rules share is asked once.
        reasons = tuple(told(code, candidate, place, self.terms) for code in dict.fromkeys(codes))
        lowest = min(answers, default=YES)
        outcome = {NO: Outcome.INELIGIBLE, UNKNOWN: Outcome.UNKNOWN, YES: Outcome.ELIGIBLE}[lowest]
        notes = () if lowest == NO else self.notes(candidate, place)
        return Verdict(outcome, reasons, notes)

    def notes(self, candidate: Candidate, place: Opening) -> tuple[Reason, ...]:
        """What to have in mind about one pair that may meet."""
        return notes_of(candidate, place, self.terms)

    def funnel(self) -> Funnel:
        """All pairs, and what stops them."""
        return self._counts.funnel

    def of_people(self) -> Tally:
        """What each person waits for."""
        return self._counts.of_people

    def of_openings(self) -> Tally:
        """What each opening waits for."""
        return self._counts.of_openings

    def why_no_opening(self, people: Rows) -> list[tuple[Reason, ...]]:
        """For each person named: questions by openings they would unlock, then rules by openings they stop."""
        return self._told(self.of_people(), people, len(self.openings))

    def why_no_person(self, openings: Rows) -> list[tuple[Reason, ...]]:
        """For each opening named: questions by people they would unlock, then rules by people they stop."""
        return self._told(self.of_openings(), openings, len(self.people))

    def _told(self, tally: Tally, rows: Rows, total: int) -> list[tuple[Reason, ...]]:
        """The reasons of each row, the same tuple for all rows in which everything is counted alike."""
        counted = np.concatenate([tally.no, tally.asks, tally.alone], axis=1)[rows]
        known: dict[bytes, tuple[Reason, ...]] = {}
        for row, counts in zip(rows.tolist(), counted, strict=True):
            key = counts.tobytes()
            if key not in known:
                known[key] = self._ordered(tally, row, total)
        return [known[counts.tobytes()] for counts in counted]

    @cached_property
    def _counts(self) -> Counts:
        marks = (Marks.of(one, self.people, self.openings, self.terms) for one in self.rules)
        of_people, of_openings = zip(*(grid.count(NO) for grid in self._grids), strict=True)
        return Counts(self.rules, tuple(marks), (np.stack(of_people, 1), np.stack(of_openings, 1)))

    def _ordered(self, tally: Tally, row: int, total: int) -> tuple[Reason, ...]:
        """Questions by what they unlock, then rules by what they stop, most first; equal ones in the rules' order.

        The fact `count` of a question is the pairs it would settle alone, None for none; `among` those it is
        one of the questions of.
        """
        questions = [
            (-alone, -asks, Reason.of(code, count=alone or None, among=asks, total=total))
            for (code, _), asks, alone in zip(
                tally.questions, tally.asks[row].tolist(), tally.alone[row].tolist(), strict=True
            )
            if asks
        ]
        stops = [
            (-no, 0, Reason.of(one.no, count=no, total=total))
            for one, no in zip(self.rules, tally.no[row].tolist(), strict=True)
            if no
        ]
        ranked = [sorted(part, key=lambda entry: entry[:2]) for part in (questions, stops)]
        return tuple(reason for part in ranked for _, _, reason in part)


def judge(people: People, openings: Openings, terms: Terms) -> Judgement:
    """Columns of people and openings in, their verdicts out; `openings` have no blanks a trade can fill."""
    return Judgement(people, openings, terms)


def _answer(one: Rule, terms: Terms, people: People, openings: Openings) -> Answers:
    return one.answer(people, openings, terms)
