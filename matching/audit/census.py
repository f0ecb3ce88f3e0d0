"""Judgements in, every pair of the round counted out: the funnel and the question list."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Final, NamedTuple

import numpy as np

from matching.audit.judging import RULES, Judgements
from matching.audit.rows import Tally, count, free_but_for_travel, stopped_in_all
from matching.audit.rules import ASKED_OF_FIRMS, TRAVEL_TOLD
from matching.domain.funnel import MOST_QUESTIONS, OpenQuestion
from matching.domain.reasons import Party, ReasonCode

ORDER: Final = {code: place for place, code in enumerate(ReasonCode)}
"""Questions in the order of docs/requirements.md."""


class Line(NamedTuple):
    """One question, so that the first in order opens most."""

    fewer_unlocks: int
    fewer_waits: int
    about_opening: bool
    position: int
    order: int
    question: ReasonCode


@dataclass(frozen=True, eq=False)
class Census:
    """All pairs of the round, counted."""

    judgements: Judgements

    @cached_property
    def funnel(self) -> dict[str, list[int]]:
        """Pairs eligible, unknown and ineligible; by reason, pairs stopped, alone, unknown, and unknown alone."""
        tally, patterns = self._tally, np.arange(1 << RULES)
        free, eligible = int(tally.stopped_by[0]), int(tally.waits_for[0])
        found = {"": [eligible, free - eligible, tally.people * tally.openings - free]}
        for number, table in enumerate(self.judgements.tables):
            alone = int(tally.stopped_by[1 << number])
            if table.told is TRAVEL_TOLD:
                alone = free_but_for_travel(self.judgements) - free
            waits = int(tally.waits_for[patterns >> number & 1 == 1].sum())
            found[str(table.told.no)] = [
                stopped_in_all(table),
                alone,
                waits,
                int(tally.waits_for[1 << number]),
            ]
        return found

    @cached_property
    def questions(self) -> tuple[list[OpenQuestion], int]:
        """The question list, and how many questions are open in all."""
        asked = self._tally.asked
        in_all = sum(int(np.count_nonzero(alone + more)) for alone, more in asked.values())
        return [self._told(one) for one in nsmallest(MOST_QUESTIONS, self._lines())], in_all

    def _lines(self) -> Iterator[Line]:
        """The questions that open most, all that are equal in that among them."""
        asked = self._tally.asked
        unlocks = np.sort(np.concatenate([alone for alone, _ in asked.values()]))
        least = int(unlocks[-MOST_QUESTIONS]) if len(unlocks) > MOST_QUESTIONS else 0
        for code, (alone, more) in asked.items():
            open_ = ((alone + more > 0) & (alone >= least)).nonzero()[0]
            rows = zip(open_.tolist(), alone[open_].tolist(), more[open_].tolist(), strict=True)
            for row, opens, waits in rows:
                yield Line(-opens, -waits, code in ASKED_OF_FIRMS, row, ORDER[code], code)

    def _told(self, line: Line) -> OpenQuestion:
        round_, unlocks, waits = self.judgements.round, -line.fewer_unlocks, -line.fewer_waits
        about, others = round_.person_ids, round_.opening_ids
        party = Party.OFFICE if line.question is ReasonCode.ASK_EFFORT_GROUP else Party.CANDIDATE
        if line.about_opening:
            about, others, party = others, about, Party.EMPLOYER
        facts = (("among", unlocks + waits), ("count", unlocks or None), ("total", len(others)))
        return OpenQuestion(line.question, party, about[line.position], unlocks, waits, facts)

    @cached_property
    def _tally(self) -> Tally:
        return count(self.judgements)
