"""What every requirement answers in, all pairs counted out: people who are alike at once, place by place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from matching.audit.judging import (
    NOES,
    QUESTIONS,
    RULES,
    Judgements,
    Marks,
    Numbers,
    Table,
    asked_of,
    waits_of,
)
from matching.audit.rules import ASKED_OF_FIRMS, TRAVEL_TOLD
from matching.domain.answers import NO
from matching.domain.reasons import ReasonCode

CELLS: Final = 1 << 21
"""Kinds of people times openings that are looked at together, about."""


@dataclass(frozen=True, eq=False)
class Tally:
    """Pairs that travel does not stop, counted by the requirements that say no, else by those that cannot say."""

    people: int
    openings: int
    stopped_by: Numbers = field(default_factory=lambda: np.zeros(1 << RULES, np.int64))
    waits_for: Numbers = field(default_factory=lambda: np.zeros(1 << RULES, np.int64))
    """Of pairs nothing stops."""

    @cached_property
    def asked(self) -> dict[ReasonCode, tuple[Numbers, Numbers]]:
        """For each question, of each asked, the pairs it settles alone, and the other pairs it is open in."""
        sizes = {code: self.openings if code in ASKED_OF_FIRMS else self.people for code in QUESTIONS}
        return {code: (np.zeros(size, np.int64), np.zeros(size, np.int64)) for code, size in sizes.items()}

    def add(self, marks: Marks, times: Numbers, kind: Numbers, people: Numbers, openings: Numbers) -> None:
        """Count kinds of people, so many of each, with some openings; `kind` of each of the people."""
        weights = np.broadcast_to(times[:, None].astype(np.float64), marks.shape)
        noes = (marks & NOES).astype(np.intp)
        free = noes == 0
        _add(self.stopped_by, noes.ravel(), weights.ravel())
        _add(self.waits_for, waits_of(marks[free]).astype(np.intp), weights[free])
        asked = np.where(free, asked_of(marks), 0).astype(np.uint32)
        open_ = int(np.bitwise_or.reduce(asked, axis=None, initial=np.uint32(0)))
        for place, code in enumerate(QUESTIONS):
            if open_ >> place & 1:
                bit = np.uint32(1 << place)
                alone, more = self.asked[code]
                by_itself = asked == bit
                with_others = ((asked & bit) != 0) & ~by_itself
                if code in ASKED_OF_FIRMS:
                    alone[openings] += times @ by_itself
                    more[openings] += times @ with_others
                else:
                    alone[people] += by_itself.sum(axis=1)[kind]
                    more[people] += with_others.sum(axis=1)[kind]


def count(judgements: Judgements) -> Tally:
    """All pairs that travel does not stop, counted one municipality of openings after the other."""
    round_, travel = judgements.round, judgements.travel
    tally = Tally(len(round_.person_ids), len(round_.opening_ids))
    # What reads where the opening is says little about the openings of one place: there many people are alike.
    local = [one for one in judgements.marking if "municipality" in one.told.columns]
    alike = ((one.marks, one.row) for one in judgements.marking if one not in local)
    plain = _together(alike, np.zeros(tally.people, np.intp))
    for column in range(travel.answers.shape[1]):
        openings, people = np.flatnonzero(travel.column == column), judgements.within[column]
        kinds = plain[people]
        for one in local:
            group = _groups(one.marks[:, np.unique(one.column[openings])])
            kinds = kinds * (group.max(initial=0) + 1) + group[one.row[people]]
        _, first, kind, times = np.unique(kinds, return_index=True, return_inverse=True, return_counts=True)
        step = max(1, CELLS // max(1, len(first)))
        for start in range(0, len(openings), step):
            part = openings[start : start + step]
            tally.add(judgements.grid(people[first], part), times, kind, people, part)
    return tally


def stopped_in_all(table: Table) -> int:
    """Pairs that a requirement stops."""
    people, openings = (np.bincount(one) for one in (table.row, table.column))
    return int(people @ (table.answers == NO) @ openings)


def free_but_for_travel(judgements: Judgements) -> int:
    """Pairs that nothing stops but, it may be, travel."""
    tables = [one for one in judgements.marking if one.told is not TRAVEL_TOLD]
    rows = ((one.marks & NOES, one.row) for one in tables)
    columns = (((one.marks & NOES).T, one.column) for one in tables)
    by_person = _together(rows, np.zeros(len(judgements.round.person_ids), np.intp))
    by_opening = _together(columns, np.zeros(len(judgements.round.opening_ids), np.intp))
    _, people, times = np.unique(by_person, return_index=True, return_counts=True)
    _, openings, sizes = np.unique(by_opening, return_index=True, return_counts=True)
    found, step = 0, max(1, CELLS // max(1, len(openings)))
    for start in range(0, len(people), step):
        some = slice(start, start + step)
        free = (judgements.grid(people[some], openings, tables) & NOES) == 0
        found += int(times[some] @ free @ sizes)
    return found


def _together(several: Iterable[tuple[Marks, Numbers]], kinds: Numbers) -> Numbers:
    """The kind of each: those of one kind before whose rows of marks are all equal are of one kind still."""
    for marks, row in several:
        group = _groups(marks)
        kinds = np.unique(kinds * (group.max(initial=0) + 1) + group[row], return_inverse=True)[1]
    return kinds


def _groups(marks: Marks) -> Numbers:
    """The group of each row, equal rows being of one."""
    return np.unique(marks, axis=0, return_inverse=True)[1].ravel()


def _add(counts: Numbers, patterns: Numbers, weights: Numbers) -> None:
    counts += np.bincount(patterns, weights, minlength=len(counts)).astype(np.int64)
