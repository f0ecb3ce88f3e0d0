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
class Movement:
    """What it would be worth to map one thing not known (verdien av å kartlegge): how far the fit could move."""

    part: Criterion
    least: int
    most: int
    """Whole points of the pair if only this were known, in the trade of the fit: at the worst and at the best."""

    @property
    def width(self) -> int:
        """Points between the worst and the best."""
        return self.most - self.least


ENOUGH = 2
"""How a skill asked for is itself held where it is held as much as is asked for."""


@dataclass(frozen=True)
class SkillPart:
    """What one skill asked for brings (bidraget fra en ferdighet). Skills by key."""

    asked: str
    must: bool
    held: int
    """Itself: 2 held in full, or a little where that is enough; 1 a little; 0 not held."""
    by: tuple[str, ...]
    """The skills held that speak for it, those that say most first; itself where it is held."""
    reached: int
    full: int
    """Two hundredths of a bit: what is reached, and what the whole of it is."""
    gain: int = 0
    """Points the pair would rise by if it were held in full, all else as it is."""

    @property
    def percent(self) -> int:
        """How close what is held comes, percent rounded down."""
        return 100 * self.reached // self.full


@dataclass(frozen=True)
class SkillMatch:
    """How the skills asked for meet the skills held, by key."""

    parts: tuple[SkillPart, ...] = ()
    """Of each skill asked for, must before nice."""
    learnable: tuple[str, ...] = ()
    """Asked for, and can be learnt at the firm or on the way: no part of the fit (kan læres)."""
    known: bool = True
    """False where skills are not recorded, and work and school speak for nothing that is asked for."""

    @property
    def reached(self) -> int:
        """The evidence: what is reached in all, in two hundredths of a bit. It ranks people without rounding."""
        return sum(part.reached for part in self.parts)

    @property
    def full(self) -> int:
        """All that could be reached."""
        return sum(part.full for part in self.parts)

    @property
    def met(self) -> tuple[str, ...]:
        """Held itself, as much as is asked for."""
        return tuple(part.asked for part in self._known if part.held == ENOUGH)

    @property
    def a_little(self) -> tuple[str, ...]:
        """Held itself, and less than is asked for."""
        return tuple(part.asked for part in self._known if 0 < part.held < ENOUGH)

    @property
    def related(self) -> tuple[tuple[str, str], ...]:
        """(asked, held) of what is not held itself, and what says most for it."""
        return tuple((part.asked, part.by[0]) for part in self._known if part.by and not part.held)

    @property
    def missing(self) -> tuple[str, ...]:
        """Nothing that is held speaks for it."""
        return tuple(part.asked for part in self._known if not part.by)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Asked for, and nothing is recorded about the person's skills."""
        return () if self.known else tuple(part.asked for part in self.parts)

    @property
    def _known(self) -> tuple[SkillPart, ...]:
        return self.parts if self.known else ()


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How well a pair suits each other (samsvar): whole points of 1000, never a chance."""

    points: int
    opening_side: int
    candidate_side: int
    """The two sides' own subtotals, each of 1000."""
    limiting: Side | None = None
    """The side that draws the fit down (siden som begrenser): the smaller, where `one_sided` costs whole points."""
    evidence: int
    """Share of the weight that rests on known facts, percent."""
    trade: str
    """Key of the trade, of the opening's alternatives, that gives these points."""
    contributions: tuple[Contribution, ...] = ()
    movements: tuple[Movement, ...] = ()
    """One of each criterion that is not known, the greatest width first, ties in the order of Criterion."""
    skills: SkillMatch = SkillMatch()

    @property
    def evidence_level(self) -> EvidenceLevel:
        """How well the pair is mapped."""
        return EvidenceLevel.of(self.evidence)
