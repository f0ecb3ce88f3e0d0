"""Programmes people are recruited to: target group with its ground, trades, region, class and phases."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """Whom a programme is for (målgruppe). Every bound needs a written ground."""

    ground: str = ""
    """The written ground for the bounds: who decided them, and where it stands."""
    registered: bool = False
    """Only people registered with Nav."""
    least_effort_level: int | None = None
    """Lowest level of innsatsgruppe, 0-4."""
    least_age: int | None = None
    greatest_age: int | None = None
    """Ages reached on the day of start; the greatest age is included."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One stretch of a programme (fase)."""

    name: str
    weeks: int
    income: str = ""
    """Source of income while it lasts."""
    gate: str = ""
    """What must be in place to go on to the next phase."""


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A way in that a group of people follows together (program)."""

    id: str
    name: str
    target: TargetGroup = TargetGroup()
    trades: tuple[str, ...] = ()
    """Keys of the trades it leads to; empty for all."""
    learnable: tuple[str, ...] = ()
    """Keys of the skills that can be learnt on the way and do not count in the fit (kan læres)."""
    region: tuple[str, ...] = ()
    """County or municipality numbers where its places lie; empty for the whole country."""
    class_size: tuple[int, int] | None = None
    start_from: date | None = None
    start_to: date | None = None
    phases: tuple[Phase, ...] = ()

    def __post_init__(self) -> None:
        bounds = (self.target.least_effort_level, self.target.least_age, self.target.greatest_age)
        if not self.target.ground and (self.target.registered or any(b is not None for b in bounds)):
            raise ValueError(f"programme {self.id}: a target group needs its written ground")


OPEN_PROGRAMME = Programme(id="open", name="Åpen runde")
"""A round with no target group, trade or region of its own."""
