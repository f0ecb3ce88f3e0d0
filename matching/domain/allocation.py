"""What the allocation gives: pairs by position, before they are explained."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from matching.domain.columns import Bool, Int32, Int64
from matching.domain.plan import DecisionCost, Reserve, SeatValue, Status
from matching.domain.proof import Proof
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
    seat_values: tuple[SeatValue, ...] = ()
    decision_costs: tuple[DecisionCost, ...] = ()
    reserves: Mapping[str, tuple[Reserve, ...]] = field(default_factory=dict)
