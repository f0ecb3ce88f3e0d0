"""Judgements in, every pair of the round counted out: the funnel and the question list."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Final, NamedTuple

from matching.audit.judging import Judgements
from matching.audit.rows import Given, Tally, count
from matching.audit.stopping import OFFER_TOLD, PAIR_TOLD, REQUIREMENTS
from matching.domain.funnel import MOST_QUESTIONS, OpenQuestion
from matching.domain.reasons import Party, ReasonCode

ASKED_OF_FIRMS: Final = frozenset(
    ({told.ask for told in OFFER_TOLD} | {told.ask_firm for told in PAIR_TOLD}) - {None}
)
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
    """All pairs of the round, counted row by row."""

    judgements: Judgements

    @cached_property
    def funnel(self) -> dict[str, list[int]]:
        """Pairs eligible, unknown and ineligible; by reason, pairs stopped, alone, unknown, and unknown alone."""
        return {"": self._of_people.told, **self._of_people.rules}

    @cached_property
    def questions(self) -> tuple[list[OpenQuestion], int]:
        """The question list, and how many questions are open in all."""
        lines = [*self._lines()]
        first = nsmallest(MOST_QUESTIONS, lines)
        return [self._told(one) for one in first], len(lines)

    def _lines(self) -> Iterator[Line]:
        of_offers = count([one.other_way() for one in self._given])
        for about_opening, tally in enumerate((self._of_people, of_offers)):
            for code, (alone, more) in tally.asked.items():
                if (code in ASKED_OF_FIRMS) == bool(about_opening):
                    open_ = (alone + more).nonzero()[0]
                    rows = zip(open_.tolist(), alone[open_].tolist(), more[open_].tolist(), strict=True)
                    for row, unlocks, waits in rows:
                        yield Line(-unlocks, -waits, bool(about_opening), row, ORDER[code], code)

    def _told(self, line: Line) -> OpenQuestion:
        round_, unlocks, waits = self.judgements.round, -line.fewer_unlocks, -line.fewer_waits
        about, others = round_.person_ids, round_.opening_ids
        party = Party.OFFICE if line.question is ReasonCode.ASK_EFFORT_GROUP else Party.CANDIDATE
        if line.about_opening:
            about, others, party = others, about, Party.EMPLOYER
        facts = (("among", unlocks + waits), ("count", unlocks or None), ("total", len(others)))
        return OpenQuestion(line.question, party, about[line.position], unlocks, waits, facts)

    @cached_property
    def _of_people(self) -> Tally:
        return count(self._given)

    @cached_property
    def _given(self) -> list[Given]:
        return [Given.of(told, answer, self.judgements) for told, answer in REQUIREMENTS]
