"""What-ifs: named changes of a round, and what comes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from matching.domain.plan import Plan
from matching.domain.policy import Decision

SCENARIO_SCHEMA_VERSION: Final = 1
RULES_OF_TARGET: Final = ("least_effort_level", "least_age", "greatest_age", "registered")
RULES_OF_PLACE: Final = ("trades", "region")
"""Rules of a programme a what-if may change: whom it is for, and where its places are."""


@dataclass(frozen=True, kw_only=True)
class ProgrammeChange:
    """Rules of the programme that are other than they are; None leaves a rule as it is."""

    least_effort_level: int | None = None
    least_age: int | None = None
    greatest_age: int | None = None
    registered: bool | None = None
    trades: tuple[str, ...] | None = None
    region: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    """Names of the rules above that no longer hold."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Changes of a round that are tried together under a name (hva-hvis)."""

    name: str
    seats: Mapping[str, int] = field(default_factory=dict)
    """Opening to its capacity in tenths of a full position; 0 closes it."""
    travel_limit: int | None = None
    """Minutes one way that everybody is taken to accept at least, also those who have said fewer."""
    half_time: bool = False
    """Every opening also offers half a position."""
    without_firms: tuple[str, ...] = ()
    """Names or organisation numbers of firms that drop out with all their openings."""
    programme: ProgrammeChange = ProgrammeChange()


@dataclass(frozen=True)
class Move:
    """Where a person was proposed in the round as it is, and where under the changes; empty for nowhere."""

    candidate: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Variant:
    """What a round comes to under one scenario, or as it is."""

    name: str
    plan: Plan
    people: int
    """People with a proposal."""
    room: int
    """Proposals there was room for."""
    filled: int
    """Proposals made."""
    points: int
    moved: tuple[Move, ...] = ()
    lapsed: tuple[Decision, ...] = ()
    """Pins and vetoes of openings that are no longer there."""
