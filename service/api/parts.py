"""What answers are made of: every field is named here, and what is not named here is not told."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from matching.domain.constraints import LimitKind
from matching.domain.errors import Fact
from matching.domain.fit import Criterion, EvidenceLevel, Outcome, Side
from matching.domain.proof import BoundKind
from matching.domain.reasons import ReasonCode
from service.api.costs import PairCost, Shown, Total


def _named(facts: Any) -> dict[str, Fact]:  # noqa: ANN401 - what pydantic gives a validator
    return dict(facts)


class Reason(Shown):
    """Why something is so: a code, and the facts of the case."""

    code: ReasonCode
    facts: Annotated[dict[str, str | int | None], BeforeValidator(_named)]


class Part(Shown):
    """One named part of a fit; the parts sum to its points."""

    part: str
    points: int
    known: bool


class Movement(Shown):
    """How far one thing not known could move the points, in the trade of the fit: at the worst and at the best."""

    part: Criterion
    least: int
    most: int


class MappingQuestion(Shown):
    """What to map about a candidate, and how far her fits could move in sum."""

    about: str
    part: Criterion
    moves: int
    among: int
    areas: bool


class SkillPart(Shown):
    """What one skill asked for brings: what is reached of the whole, which skills held say it, most first."""

    asked: str
    must: bool
    held: int
    """Itself: 2 held in full, or a little where that is enough; 1 a little; 0 not held."""
    by: tuple[str, ...]
    reached: int
    full: int
    gain: int
    """Points the pair would rise by if it were held in full."""


class Skills(Shown):
    """How the skills asked for meet the skills held, by key, must before nice."""

    parts: tuple[SkillPart, ...]
    learnable: tuple[str, ...]
    """Asked for, and no part of the fit: can be learnt."""
    known: bool
    """False where nothing is recorded about the person's skills."""


class Fit(Shown):
    """How well a pair suits each other (samsvar): points of 1000, never a chance."""

    points: int
    opening_side: int
    candidate_side: int
    limiting: Side | None
    """The side that draws the fit down; null where neither does by a whole point."""
    evidence_level: EvidenceLevel
    trade: str
    contributions: tuple[Part, ...]
    movements: tuple[Movement, ...]
    skills: Skills


class Verdict(Shown):
    """Whether the pair may meet in this round, what says no or is not known, and notes."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    notes: tuple[Reason, ...]


class Suggestion(Shown):
    """One person and one opening (forslag): ranked, not exclusive, decided by people."""

    candidate: str
    opening: str
    verdict: Verdict
    fit: Fit | None
    extent: tuple[int, int] | None
    minutes: int | None
    why: tuple[Reason, ...]
    cost: PairCost | None
    """Null where the actor may not see it, or where the round has limits of its own."""


class Assignment(Shown):
    """A proposed place or meeting (foreslått læreplass)."""

    candidate: str
    opening: str
    trade: str
    extent: tuple[int, int] | None
    minutes: int | None
    fit: Fit
    why: tuple[Reason, ...]
    questions: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    pinned: bool


class Reserve(Shown):
    """One person on the ordered reserve list of an opening."""

    candidate: str
    points: int
    evidence_level: EvidenceLevel
    proposed_elsewhere: bool


class Unassigned(Shown):
    """A person without a proposal yet, and why."""

    candidate: str
    eligible: int
    unknown: int
    reasons: tuple[Reason, ...]


class EmptySeats(Shown):
    """Room nobody is proposed for. Counts of people and their reasons only where the actor may see all."""

    opening: str
    room: int
    eligible: int | None
    unknown: int | None
    reasons: tuple[Reason, ...]


class SeatValue(Shown):
    """What one more, and one fewer, of an opening's room would do to the plan as a whole."""

    opening: str
    one_more: Total
    one_fewer: Total | None
    one_more_at_most: Total | None
    one_fewer_at_most: Total | None
    """Null where the amount is exact; else that beside it is the least."""


class DecisionCost(Shown):
    """What a pin or a veto costs the plan as a whole."""

    candidate: str
    opening: str
    pinned: bool
    cost: Total | None
    """Null where it is not counted."""
    cost_at_most: Total | None


class LimitUse(Shown):
    """One limit people have set, and how much of it is used."""

    kind: LimitKind
    name: str
    region: str
    least: int
    most: int | None
    used: int | None
    """Of a group null from 1 to 9."""
    by: str
    ground: str
    price: Total | None
    price_at_most: Total | None


class Bounds(Shown):
    """How good a plan under constraints is."""

    objective: Total
    bound: Total
    bound_kind: BoundKind
    gap: float
    """How much better a plan could be at most, as a share of the first aim not proven best."""


class Proof(Shown):
    """How good the plan is: nothing can be worth more than the bound."""

    objective: Total
    bound: Total
    bound_kind: BoundKind
    pairs: int


class Finding(Shown):
    """One thing the control found wrong."""

    check: str
    what: str


class Audit(Shown):
    """The independent control of the plan (kontroll)."""

    passed: bool
    checks: tuple[str, ...]
    findings: tuple[Finding, ...]
    coverage: str
    pairs: int
