"""All pairs of a round counted: what stops them, and which questions would open most."""

from dataclasses import dataclass
from typing import Final

from matching.domain.errors import Fact
from matching.domain.fit import Criterion
from matching.domain.reasons import Party, Reason, ReasonCode

MOST_QUESTIONS: Final = 1000
"""Lines of the question list that a plan holds, so that a plan of a whole county can still be read."""


@dataclass(frozen=True)
class RuleCount:
    """How many pairs one requirement stands in the way of (krav), of all pairs of a round."""

    rule: str
    reason: ReasonCode
    stopped: int
    """Pairs where it says no."""
    alone: int
    """Pairs where it is the only one that says no."""
    unknown: int
    """Pairs where none says no and it cannot say."""
    unknown_alone: int
    """Pairs where none says no and it is the only one that cannot say."""


@dataclass(frozen=True)
class Funnel:
    """Every person with every opening (trakt): how many pairs meet the requirements, and what stops the others.

    pairs = eligible + unknown + ineligible, exactly. What people have vetoed is counted as if it were not.
    """

    pairs: int
    eligible: int
    unknown: int
    ineligible: int
    rules: tuple[RuleCount, ...]
    """One of each requirement, in the order of docs/requirements.md."""


@dataclass(frozen=True)
class OpenQuestion:
    """One line of the question list (spørreliste): what to ask about a person or an opening, and what it opens."""

    question: ReasonCode
    party: Party
    """Who can answer. A question to an employer is about an opening, any other about a candidate."""
    about: str
    """Id of the candidate or of the opening."""
    unlocks: int
    """Openings (of a candidate) or people (of an opening) for which this alone is missing."""
    waits: int
    """Those for which more than this is missing."""
    facts: tuple[tuple[str, Fact], ...] = ()
    """What the sentence tells: `count` (None for none alone), `among` and `total`."""

    @property
    def reason(self) -> Reason:
        """The question as a reason, to be told in words."""
        return Reason(self.question, self.facts)


@dataclass(frozen=True)
class MappingQuestion:
    """What is not known of a person and could move her fits if it were (kartlegging)."""

    about: str
    """Id of the candidate."""
    part: Criterion
    moves: int
    """Points between the worst and the best it could give, in sum over her fits (verdien av å kartlegge)."""
    among: int
    """How many of the fits it could move."""
    areas: bool = False
    """Whether it is areas of interest that are left to ask, for her six numbers are alike and say nothing."""
