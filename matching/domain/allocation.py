"""What the allocation gives: pairs by position, before they are explained."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from matching.domain.columns import Bool, Int32, Int64
from matching.domain.plan import DecisionCost, LimitUse, Reserve, SeatValue, Status
from matching.domain.proof import Bounds, Proof
from matching.domain.reasons import Reason

NO_LIMIT: Final = 1 << 60
"""Greatest price of an opening that has no room to take away."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Allocation:
    """The pairs proposed, and the proof that no other choice is better."""

    status: Status
    algorithm: str
    causes: tuple[Reason, ...] = ()
    person: Int32
    opening: Int32
    pinned: Bool
    """Proposed pairs, parallel columns, ordered by opening, then person."""
    room: Int64
    """Proposals each opening has room for, pins included, shape (openings,)."""
    proof: Proof | None = None
    bounds: Bounds | None = None
    """One of the two: the first where nothing but room and lists limits the plan."""
    limits: tuple[LimitUse, ...] = ()
    held_back: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict)
    """Of people left, by position, the limits in use that count what they could be proposed for."""
    closed: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict)
    """Of openings, by position, the limits that let nobody more in."""
    blocking: int | None = None
    """Pairs who would rather have each other than what they are proposed; None where they are not counted."""
    seat_values: tuple[SeatValue, ...] = ()
    decision_costs: tuple[DecisionCost, ...] = ()
    reserves: Mapping[str, tuple[Reserve, ...]] = field(default_factory=dict)
