"""The plan: who is proposed where, who is left and why, and the proof that no plan is better."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from matching.domain.constraints import LimitKind
from matching.domain.errors import RowFault
from matching.domain.fit import Fit
from matching.domain.funnel import Funnel, OpenQuestion
from matching.domain.policy import Mode
from matching.domain.proof import Bounds, Proof, Total
from matching.domain.reasons import Reason

PLAN_SCHEMA_VERSION: Final = 4
"""Raised whenever a field comes, goes or changes its meaning.

2: the funnel, open questions and rows not read. 3: of a fit the side that limits and what mapping is worth.
4: limits and how much of them is used, bounds of a plan under constraints, amounts known to lie between two.
"""


class Status(StrEnum):
    """How the search for the plan ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    """The best found when the work allowed was done; the bound says how much better a plan could be at most."""
    UNDECIDED = "undecided"
    """The work allowed was done before any plan that keeps all constraints was found, or shown not to exist."""
    INFEASIBLE = "infeasible"

    @property
    def made(self) -> bool:
        """Whether there is a plan."""
        return self in (Status.OPTIMAL, Status.FEASIBLE)


@dataclass(frozen=True)
class SeatValue:
    """«Én læreplass til her gir …»: exact gain of one more proposal's room, exact loss of one fewer.

    Under constraints the room is that of a whole place, found by solving again; where that is not proven, what is
    told is the least it can be, and the most stands beside it.
    """

    opening: str
    one_more: Total
    one_fewer: Total | None
    """None where there is no room to take away, or where without it no plan keeps all constraints."""
    one_more_at_most: Total | None = None
    one_fewer_at_most: Total | None = None
    """None where the amount is exact."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """A proposed place or meeting for one person (foreslått læreplass)."""

    candidate: str
    opening: str
    trade: str
    extent: tuple[int, int] | None
    """Extents both have agreed to, percent; None when neither has said."""
    minutes: int | None
    """Estimated journey one way; None when the way of travel is not known."""
    fit: Fit
    why: tuple[Reason, ...] = ()
    questions: tuple[Reason, ...] = ()
    """What is still not known of a pair proposed all the same, by a pin or by the policy."""
    notes: tuple[Reason, ...] = ()
    pinned: bool = False
    module: str | None = None
    phase: str | None = None


@dataclass(frozen=True)
class Reserve:
    """One person on an opening's ordered reserve list."""

    candidate: str
    points: int
    proposed_elsewhere: bool


@dataclass(frozen=True, kw_only=True)
class Unassigned:
    """A person without a proposal yet (uten forslag ennå), and why."""

    candidate: str
    eligible: int
    unknown: int
    """Openings whose requirements the person meets, and those where something is not known."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class EmptySeats:
    """Room in an opening that nobody is proposed for, and why."""

    opening: str
    room: int
    eligible: int
    unknown: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class DecisionCost:
    """What a pin or a veto costs the plan as a whole, found by solving without it."""

    candidate: str
    opening: str
    pinned: bool
    cost: Total | None
    """None where it is not counted: the round has constraints and is too large to solve again for each."""
    cost_at_most: Total | None = None
    """None where the cost is exact; else `cost` is the least it can be."""


@dataclass(frozen=True, kw_only=True)
class LimitUse:
    """One limit people have set for the plan, and how much of it is used (grense)."""

    kind: LimitKind
    name: str
    """Of the firm, office, opening, resource or floor; the key of the trade; the ids of the two people."""
    region: str = ""
    """Of a cap: number of the county or municipality, empty for the whole country."""
    least: int = 0
    most: int | None
    """None where there is none."""
    used: int | None = None
    """Proposals it counts; of two people the firms where what is decided is broken; None of a floor of 1-9."""
    by: str = ""
    ground: str = ""
    """Who decided it, and why, where that must be told."""
    price: Total | None = None
    """Of a floor: the best total without it less the total with it. None of other limits."""
    price_at_most: Total | None = None
    """None where the price is exact; else `price` is the least it can be."""


@dataclass(frozen=True)
class Stamp:
    """What a run was made from and with, so that it can be made again."""

    on: date
    """The day the run is held on."""
    seed: int
    input_hash: str
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """One thing the audit found wrong."""

    check: str
    what: str


@dataclass(frozen=True)
class AuditReport:
    """The independent control of a plan (kontroll)."""

    checks: tuple[str, ...]
    findings: tuple[Finding, ...]
    coverage: str
    """«all», or «sample n» when the certificate was checked on n pairs."""
    pairs: int
    """Eligible pairs the certificate was held against."""

    @property
    def passed(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.findings


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan:
    """The proposal as a whole (samlet forslag). People decide; nothing here is a decision."""

    status: Status
    mode: Mode
    causes: tuple[Reason, ...] = ()
    """Why there is no plan, when infeasible."""
    assignments: tuple[Assignment, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
    empty_seats: tuple[EmptySeats, ...] = ()
    reserves: Mapping[str, tuple[Reserve, ...]]
    seat_values: tuple[SeatValue, ...] = ()
    decision_costs: tuple[DecisionCost, ...] = ()
    limits: tuple[LimitUse, ...] = ()
    """What people have limited beside room, in the order of the policy."""
    funnel: Funnel | None = None
    """None of a plan that could not be made."""
    open_questions: tuple[OpenQuestion, ...] = ()
    """Those that open most, most first; at most MOST_QUESTIONS."""
    questions_in_all: int = 0
    """How many questions are open, told here or not."""
    proof: Proof | None = None
    """Of a plan that nothing but room and lists limits."""
    bounds: Bounds | None = None
    """Of a plan under constraints."""
    audit: AuditReport | None = None
    notes: tuple[Reason, ...] = ()
    rejected: tuple[RowFault, ...] = ()
    """What is wrong in the rows that were left out of the round, without what people have typed in them."""
    programme: str
    on: str
    seed: int
    input_hash: str
    policy_hash: str
    versions: Mapping[str, str]
    algorithm: str
    schema_version: int = PLAN_SCHEMA_VERSION

    @property
    def objective(self) -> Total | None:
        """What the plan amounts to; None of one that could not be made."""
        found = self.proof or self.bounds
        return found.objective if found else None

    @property
    def bound(self) -> Total | None:
        """What no plan can pass; see Bounds.bound where the search was stopped."""
        found = self.proof or self.bounds
        return found.bound if found else None

    def proposed_at(self, opening: str) -> tuple[Assignment, ...]:
        """The proposals at one opening, by its id."""
        return self._at.get(opening, ())

    @cached_property
    def _at(self) -> Mapping[str, tuple[Assignment, ...]]:
        found = defaultdict[str, tuple[Assignment, ...]](tuple)
        for one in self.assignments:
            found[one.opening] += (one,)
        return found
