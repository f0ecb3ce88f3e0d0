"""Verdict and fit of one pair: may they, and how well."""

from dataclasses import dataclass
from enum import StrEnum

from matching.domain.reasons import Reason

FULL_POINTS = 1000


class Side(StrEnum):
    """Whose good a criterion speaks of."""

    OPENING = "opening"
    CANDIDATE = "candidate"


class Criterion(StrEnum):
    """The named parts of a fit (kriterium)."""

    SKILLS = "skills"
    INTERESTS = "interests"
    WISHES = "wishes"
    CONTEXT = "context"
    TRAVEL = "travel"
    EXTENT = "extent"

    @property
    def side(self) -> Side:
        """The side whose subtotal the criterion counts in."""
        return Side.OPENING if self is Criterion.SKILLS else Side.CANDIDATE


ONE_SIDED = "one_sided"
"""Name of the part, never above 0, that draws down a pair good for one side only."""


class EvidenceLevel(StrEnum):
    """How much of the fit rests on what is known (hvor godt kartlagt)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @classmethod
    def of(cls, percent: int) -> "EvidenceLevel":
        """The level of a share of known weight in percent: low under 40, high from 75 (assumption)."""
        return cls.HIGH if percent >= 75 else cls.MEDIUM if percent >= 40 else cls.LOW


class Outcome(StrEnum):
    """The answer of all hard rules together."""

    ELIGIBLE = "eligible"
    UNKNOWN = "unknown"
    INELIGIBLE = "ineligible"


@dataclass(frozen=True)
class Verdict:
    """Whether the pair may meet in this round, with the rules that say no or cannot say, and notes."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Contribution:
    """One named part of a fit (bidrag)."""

    part: str
    """A Criterion, or ONE_SIDED."""
    points: int
    """Whole points; the parts of a fit sum to its points exactly."""
    known: bool = True
    """False when the criterion scored its neutral value for want of knowledge."""


@dataclass(frozen=True)
class SkillMatch:
    """How the skills asked for meet the skills held, by key."""

    met: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    """(asked, held) where the held one is kindred."""
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Asked, and nothing is recorded about the person's skills."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How well a pair suits each other (samsvar): whole points of 1000, never a chance."""

    points: int
    opening_side: int
    candidate_side: int
    """The two sides' own subtotals, each of 1000."""
    evidence: int
    """Share of the weight that rests on known facts, percent."""
    trade: str
    """Key of the trade, of the opening's alternatives, that gives these points."""
    contributions: tuple[Contribution, ...] = ()
    skills: SkillMatch = SkillMatch()

    @property
    def evidence_level(self) -> EvidenceLevel:
        """How well the pair is mapped."""
        return EvidenceLevel.of(self.evidence)
