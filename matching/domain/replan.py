"""A plan made anew with few changes: what keeping more of what people have costs the whole."""

from dataclasses import dataclass

from matching.domain.plan import Plan
from matching.domain.policy import Decision
from matching.domain.scenario import Move


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What people have when a plan is made anew (det som står), and how much of it may change."""

    proposals: tuple[tuple[str, str], ...]
    """Ids of a person and an opening."""
    accepted: tuple[Decision, ...] = ()
    """The proposals people have said yes to (takket ja), which are kept as pins are."""
    changes: int | None = None
    """How many people may lose their proposal or get another at most; None for as few as can be."""


@dataclass(frozen=True, kw_only=True)
class Tradeoff:
    """One plan that could be had: so many changes, and what it amounts to (avveining)."""

    changes: int
    """People who had a proposal and do not keep it."""
    people: int
    points: int
    proven: bool
    """No plan with as many people and as few changes has more points."""


@dataclass(frozen=True, kw_only=True)
class Replan:
    """The plan made anew (nytt forslag), the others that could be had, and who would have something else."""

    plan: Plan
    before: int
    """Proposals there were, of people who are still in the round."""
    accepted: int
    """Those people have said yes to; all of them are kept."""
    lapsed: tuple[str, ...]
    """Ids of people whose proposal can no longer be: the opening is gone, or a requirement or a veto stops it."""
    chosen: int
    """Which of the tradeoffs the plan is."""
    tradeoffs: tuple[Tradeoff, ...]
    """Fewest changes first."""
    moved: tuple[Move, ...]
