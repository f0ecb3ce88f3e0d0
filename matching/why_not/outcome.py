"""What the best plan of a round comes to in, what it gives beside another out."""

from dataclasses import dataclass
from typing import Self

from matching.domain.change import Change, Effect, Helping, ProvenBy
from matching.domain.proof import Total


@dataclass(frozen=True, eq=False)
class Outcome:
    """What the best plan under a change comes to."""

    proposals: frozenset[tuple[str, str]]
    """(Candidate, opening)."""
    total: Total

    @property
    def people(self) -> frozenset[str]:
        """Everybody with a proposal."""
        return frozenset(candidate for candidate, _ in self.proposals)

    def helping(self, change: Change, effect: Effect, opening: str, before: Self) -> Helping:
        """What the change gives that this plan follows from, beside the plan before it."""
        return Helping(
            change=change,
            effect=effect,
            opening=opening,
            gain=self.total - before.total,
            lose=len(before.people - self.people),
            proven_by=ProvenBy.SOLVED,
        )
