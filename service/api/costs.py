"""What totals and costs are made of in an answer, and what all parts of answers have in common."""

from typing import Final

from pydantic import BaseModel, ConfigDict

from matching.domain.suggestion import Way

KEPT: Final = r"^[^\x00]*$"
"""Text without the sign that databases do not keep, as a pattern."""


class Shown(BaseModel):
    """Something the interface tells, taken from the noun of the core that has the same fields."""

    model_config = ConfigDict(from_attributes=True, frozen=True, extra="forbid")


class Total(Shown):
    """What a plan or a change of one amounts to."""

    people: int
    proposals: int
    points: int


class Move(Shown):
    """One person whose proposal would be another: none here, or none there, is null."""

    candidate: str
    here: str | None
    there: str | None


class Alternative(Shown):
    """Where else a person is worth most to the plan: where it proposes her, or where it would be best to."""

    opening: str
    points: int
    proposed: bool


class PairCost(Shown):
    """What proposing one pair costs the plan as a whole; cost is null where pins have taken all the room."""

    proposed: bool
    cost: Total | None
    way: Way
    """What it takes for the plan to propose the pair."""
    alternative: Alternative | None
    moves: tuple[Move, ...]
    """Who would move, the person herself first; of one pair alone."""
