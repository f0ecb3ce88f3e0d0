"""What single changes would do: the answers about a person left and an opening with room, every field named."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from matching.domain.change import ChangeCode, ChangeKind, Effect, ObstacleKind, ProvenBy
from matching.domain.errors import Fact
from service.api.costs import Shown, Total
from service.api.parts import Reason


def _by_name(facts: Any) -> dict[str, Fact]:  # noqa: ANN401 - what pydantic gives a validator
    return dict(facts)


Named = Annotated[dict[str, str | int | None], BeforeValidator(_by_name)]


class Change(Shown):
    """One thing that is other than it is: of an opening, or of the person where none is named."""

    code: ChangeCode
    kind: ChangeKind
    opening: str
    facts: Named


class Helping(Shown):
    """A change that helps, and what it does to the whole; of others only how many would lose a proposal."""

    change: Change
    effect: Effect
    opening: str
    gain: Total
    lose: int | None
    proven_by: ProvenBy


class Obstacle(Shown):
    """What stands between one person and one opening; of competition what the whole would lose."""

    opening: str
    kind: ObstacleKind
    reasons: tuple[Reason, ...]
    loss: Total | None


class WhyLeft(Shown):
    """Why a person has no proposal, and the cheapest single change of each kind that would give her one."""

    candidate: str
    reasons: tuple[Reason, ...]
    nearest: tuple[Obstacle, ...]
    changes: tuple[Helping, ...]
    tried: int
    whole: bool
    """Whether every change in the list was tried."""


class WhyEmpty(Shown):
    """Why an opening has room left, and the cheapest single change of each kind that would fill it."""

    opening: str
    room: int
    reasons: tuple[Reason, ...]
    changes: tuple[Helping, ...]
    tried: int
    whole: bool
