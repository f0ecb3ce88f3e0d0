"""Marks of all pairs in, the funnel and what each person and each opening waits for out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.blocks.verdicts import Tally
from matching.domain.columns import Int64, Rows
from matching.domain.funnel import Funnel, RuleCount
from matching.eligibility.marks import Marks, bits_in

PEOPLE_AT_ONCE, OPENINGS_AT_ONCE = 2048, 128
"""Pairs looked at together: as many as stay in the processor's own memory. Speed and nothing else."""


@dataclass(frozen=True, eq=False)
class Counts:
    """All pairs of a round, counted in one pass that never holds more than a block of them."""

    marks: Marks
    stopped: Int64
    """Pairs by the set of rules that say no, shape (2 ** rules,)."""
    waiting: Int64
    """Pairs that no rule stops, by their set of waits, shape (2 ** waits,)."""
    people: tuple[Int64, Int64]
    """Pairs each question is open in, and alone in, shapes (people, questions)."""
    openings: tuple[Int64, Int64]
    """The same of openings."""

    @classmethod
    def of(cls, marks: Marks) -> Self:
        """Every pair of the round looked at once."""
        stopped = np.zeros(1 << len(marks.rules), dtype=np.int64)
        waiting = np.zeros(1 << len(marks.waits), dtype=np.int64)
        questions = len(marks.questions)
        people = np.zeros((2, questions, len(marks.people)), dtype=np.int64)
        openings = np.zeros((2, questions, len(marks.openings)), dtype=np.int64)
        for rows, cols in _blocks(marks):
            block = marks.block(rows, cols).ravel()
            stops = marks.stops(block)
            stopped += np.bincount(stops.astype(np.intp), minlength=len(stopped))
            undecided = np.flatnonzero((stops == 0) & (block != 0))
            row, col = np.divmod(undecided, len(cols))
            open_here = marks.waiting(block[undecided]).astype(np.intp)
            waiting += np.bincount(open_here, minlength=len(waiting))
            asked = marks.questions_of[open_here]
            alone = asked & (asked - 1) == 0
            for question in range(questions):
                mine = bits_in(asked, question)
                for number, pairs in enumerate((mine, mine & alone)):
                    people[number, question, rows] += np.bincount(row[pairs], minlength=len(rows))
                    openings[number, question, cols] += np.bincount(col[pairs], minlength=len(cols))
        waiting[0] = stopped[0] - waiting.sum()
        return cls(marks, stopped, waiting, (people[0].T, people[1].T), (openings[0].T, openings[1].T))

    def funnel(self) -> Funnel:
        """How many pairs meet the requirements, wait for an answer or are stopped, and by which rules."""
        stops, cannot_say = np.arange(len(self.stopped)), self.marks.rules_of
        return Funnel(
            pairs=int(self.stopped.sum()),
            eligible=int(self.waiting[0]),
            unknown=int(self.waiting[1:].sum()),
            ineligible=int(self.stopped[1:].sum()),
            rules=tuple(
                RuleCount(
                    rule=one.name,
                    reason=one.no,
                    stopped=int(self.stopped[bits_in(stops, place)].sum()),
                    alone=int(self.stopped[1 << place]),
                    unknown=int(self.waiting[bits_in(cannot_say, place)].sum()),
                    unknown_alone=int(self.waiting[cannot_say == 1 << place].sum()),
                )
                for place, one in enumerate(self.marks.rules)
            ),
        )

    def of_people(self, no: Int64) -> Tally:
        """What each person waits for, beside what stops her."""
        return Tally(tuple(self.marks.questions.items()), no, *self.people)

    def of_openings(self, no: Int64) -> Tally:
        """What each opening waits for, beside what stops it."""
        return Tally(tuple(self.marks.questions.items()), no, *self.openings)


def _blocks(marks: Marks) -> Iterator[tuple[Rows, Rows]]:
    people, openings = np.arange(len(marks.people)), np.arange(len(marks.openings))
    for col in range(0, len(openings), OPENINGS_AT_ONCE):
        for row in range(0, len(people), PEOPLE_AT_ONCE):
            yield people[row : row + PEOPLE_AT_ONCE], openings[col : col + OPENINGS_AT_ONCE]
