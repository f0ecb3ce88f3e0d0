"""Marks of all pairs in, the funnel and what each person and each opening waits for out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matching.blocks.verdicts import Tally
from matching.domain.columns import Int64
from matching.domain.funnel import Funnel, RuleCount
from matching.domain.reasons import Party, ReasonCode
from matching.eligibility.marks import Marks
from matching.eligibility.rule import Rule
from matching.eligibility.sums import WAITING, Sums, summed


@dataclass(frozen=True, eq=False)
class Counts:
    """All pairs of a round, each looked at as one bit of a word of them."""

    rules: tuple[Rule, ...]
    marks: tuple[Marks, ...]
    """Of each rule, each person a row."""
    stops: tuple[Int64, Int64]
    """Pairs each rule stops of each person, and of each opening, shapes (people, rules), (openings, rules)."""

    @cached_property
    def questions(self) -> dict[ReasonCode, Party]:
        """Every question, and who can answer it; a question that several rules share is one."""
        return {code: party for one in self.rules for code, party in one.questions()}

    @cached_property
    def funnel(self) -> Funnel:
        """How many pairs meet the requirements, wait for an answer or are stopped, and by which rules."""
        sums, stopped = self._of_people, self.stops[0].sum(axis=0).tolist()
        pairs, (free, waiting) = len(sums.asks) * len(self.stops[1]), sums.fates[-1, : WAITING + 1].tolist()
        return Funnel(
            pairs=pairs,
            eligible=free - waiting,
            unknown=waiting,
            ineligible=pairs - free,
            rules=tuple(
                RuleCount(
                    rule=rule.name, reason=rule.no, stopped=no, alone=alone, unknown=one, unknown_alone=all_
                )
                for rule, no, (alone, one, all_) in zip(
                    self.rules, stopped, sums.fates[:-1].tolist(), strict=True
                )
            ),
        )

    @cached_property
    def of_people(self) -> Tally:
        """What each person waits for, beside what stops her."""
        return self._tally(self._of_people, self.stops[0])

    @cached_property
    def of_openings(self) -> Tally:
        """What each opening waits for, beside what stops it."""
        return self._tally(self._summed([one.turned() for one in self.marks]), self.stops[1])

    def _tally(self, sums: Sums, no: Int64) -> Tally:
        return Tally(
            questions=tuple(self.questions.items()),
            eligible=sums.free - sums.waiting,
            unknown=sums.waiting,
            no=no,
            asks=sums.asks,
            alone=sums.alone,
        )

    @cached_property
    def _of_people(self) -> Sums:
        return self._summed(self.marks)

    def _summed(self, marks: Sequence[Marks]) -> Sums:
        first = int(self.stops[0].sum(axis=0).argmax())
        return summed(self.rules, marks, list(self.questions), first)
