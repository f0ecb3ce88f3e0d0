"""Verdicts of many pairs: the blocks they come in, and what they count up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from matching.blocks.sieve import Sieve
from matching.domain.answers import Answers
from matching.domain.columns import Int64, Rows
from matching.domain.fit import Verdict
from matching.domain.funnel import Funnel
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.reasons import Party, Reason, ReasonCode


@dataclass(frozen=True, eq=False)
class VerdictBlock:
    """Answers of all rules together for people `rows` x openings `cols`."""

    rows: Rows
    cols: Rows
    answers: Answers


@dataclass(frozen=True, eq=False)
class Tally:
    """For each person (or each opening), in how many pairs a rule says no or a question is open.

    `eligible` and `unknown`, of shape (rows,), count pairs that surely and maybe meet every requirement. `no`, of
    shape (rows, rules), counts pairs the rule stops. `asks`, of shape (rows, questions), counts pairs that no rule
    stops and that the question is open in; `alone` those of them in which no other question is.
    """

    questions: tuple[tuple[ReasonCode, Party], ...]
    """Each question, and who can answer it."""
    eligible: Int64
    unknown: Int64
    no: Int64
    asks: Int64
    alone: Int64


class VerdictSource(Protocol):
    """Verdicts that can be read again and again. Numbers of people and openings are ranks of sorted ids."""

    def sieve(self, *, allow_unknown: bool) -> Sieve:
        """The answers of all rules as tables; where unknowns are not allowed, they are as good as a no."""

    def blocks(self) -> Iterator[VerdictBlock]:
        """Every pair that no rule stops; an opening lies wholly in one block."""

    def block(self, rows: Rows, cols: Rows) -> VerdictBlock:
        """Answers of all rules together; people whom some rule stops everywhere are left out."""

    def verdict(self, person: int, opening: int) -> Verdict:
        """Whether one pair may meet, with reasons and notes."""

    def verdicts(self, person: Rows, opening: Rows) -> list[Verdict]:
        """The same of each of some pairs."""

    def funnel(self) -> Funnel:
        """All pairs, and what stops them."""

    def of_people(self) -> Tally:
        """What each person waits for."""

    def of_openings(self) -> Tally:
        """What each opening waits for."""

    def notes(self, candidate: Candidate, place: Opening) -> tuple[Reason, ...]:
        """What to have in mind about one pair that may meet."""

    def why_no_opening(self, people: Rows) -> list[tuple[Reason, ...]]:
        """For each person named: questions by openings they would unlock, then rules by openings they stop."""

    def why_no_person(self, openings: Rows) -> list[tuple[Reason, ...]]:
        """For each opening named: questions by people they would unlock, then rules by people they stop."""
