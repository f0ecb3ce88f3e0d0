"""What a rule is: one function over columns, the columns it reads, its reason and its questions."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.domain.answers import NO, UNKNOWN, YES, Answers
from matching.domain.columns import Bool
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.reasons import Party, ReasonCode
from matching.eligibility.terms import Terms

Function = Callable[[People, Openings, Terms], Answers]


@dataclass(frozen=True)
class Rule:
    """One hard requirement of a pair (krav)."""

    name: str
    answer: Function
    """People, openings and terms in; answers that broadcast to (people, openings) out."""
    people: tuple[str, ...]
    openings: tuple[str, ...]
    """The columns it reads."""
    no: ReasonCode
    ask: ReasonCode | None
    """The question that settles an unknown."""
    ask_employer: ReasonCode | None
    """The same asked of the firm, when the person's side is known."""
    ask_of: Party
    """Who can answer `ask`."""

    def questions(self) -> list[tuple[ReasonCode, Party]]:
        """The questions that may settle it, and who can answer each."""
        asked = [(self.ask, self.ask_of), (self.ask_employer, Party.EMPLOYER)]
        return [(code, party) for code, party in asked if code is not None]


def rule(
    *,
    people: tuple[str, ...] = (),
    openings: tuple[str, ...] = (),
    no: ReasonCode,
    ask: ReasonCode | None = None,
    ask_employer: ReasonCode | None = None,
    ask_of: Party = Party.CANDIDATE,
) -> Callable[[Function], Rule]:
    """Make a Rule of a function of (people, openings, terms)."""
    return lambda function: Rule(function.__name__, function, people, openings, no, ask, ask_employer, ask_of)


def answers(*, yes: npt.ArrayLike, unknown: npt.ArrayLike = False) -> Answers:
    """YES where yes, else UNKNOWN where unknown, else NO; the conditions broadcast."""
    return np.where(yes, YES, np.where(unknown, UNKNOWN, NO)).astype(np.int8)


def agreed(given: list[Answers], possible: list[Bool]) -> Answers:
    """The answer of every possible value where they agree, UNKNOWN where they do not."""
    pairs = list(zip(given, possible, strict=True))
    yes = np.logical_and.reduce([~can | (answer == YES) for answer, can in pairs])
    no = np.logical_and.reduce([~can | (answer == NO) for answer, can in pairs])
    return answers(yes=yes, unknown=~no)
