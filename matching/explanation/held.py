"""An allocation in, who is held back by a least fit or by what people have limited out, with nobody else's data."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.blocks.decided import pairs_decided
from matching.blocks.fits import FitBlock, FitSource
from matching.domain.allocation import Allocation
from matching.domain.cohort import Cohort
from matching.domain.columns import Int64, Rows
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode

Reasons = tuple[Reason, ...]


def may_hold_back(allocation: Allocation, policy: Policy) -> bool:
    """Whether anything but requirements and competition for room can leave a person or a seat."""
    return policy.minimum_fit > 0 or allocation.bounds is not None


def people_held(
    allocation: Allocation, fits: FitSource, left: Rows, cohort: Cohort, policy: Policy
) -> Mapping[int, Reasons]:
    """Why each person left who may be proposed somewhere is held back, where she is; by position."""
    if not may_hold_back(allocation, policy):
        return {}
    mine = np.zeros(fits.people, dtype=np.bool_)
    mine[left] = True
    below, enough = Counter[int](), set[int]()
    for pairs in _open_pairs(fits, cohort, policy):
        short = mine[pairs.person] & (pairs.points < policy.minimum_fit)
        below.update(pairs.person[short].tolist())
        enough.update(pairs.person[mine[pairs.person] & ~short].tolist())
    found: dict[int, Reasons] = {
        person: (Reason.of(ReasonCode.BELOW_MINIMUM, count=count, minimum=policy.minimum_fit),)
        for person, count in below.items()
        if person not in enough
    }
    if allocation.bounds is not None:
        general = Reason(ReasonCode.CONSTRAINED)
        found |= {person: (general, *allocation.held_back.get(person, ())) for person in sorted(enough)}
    return found


@dataclass(frozen=True, eq=False)
class Waiting:
    """People who meet the requirements of each opening and are not proposed there, shape (openings,) each."""

    elsewhere: Int64
    """Proposed somewhere else."""
    below: Int64
    """Without a proposal, and the fit here is below the least people have set."""
    held: Int64
    """Without a proposal, and the fit is enough."""

    @classmethod
    def of(cls, allocation: Allocation, fits: FitSource, cohort: Cohort, policy: Policy) -> Self:
        """Count them over all pairs."""
        proposed = np.bincount(allocation.person, minlength=fits.people) > 0
        here = allocation.opening.astype(np.int64) * fits.people + allocation.person
        counts = np.zeros((3, fits.openings), dtype=np.int64)
        for pairs in _open_pairs(fits, cohort, policy):
            known = ~pairs.unknown & ~np.isin(
                pairs.opening.astype(np.int64) * fits.people + pairs.person, here
            )
            elsewhere = proposed[pairs.person]
            below = ~elsewhere & (pairs.points < policy.minimum_fit)
            for number, which in enumerate((elsewhere, below, ~elsewhere & ~below)):
                counts[number] += np.bincount(pairs.opening[known & which], minlength=fits.openings)
        return cls(*counts)

    def reasons(self, opening: int, allocation: Allocation, policy: Policy) -> Reasons:
        """Why those who could come do not; nothing where nobody could."""
        elsewhere, below, held = (int(one[opening]) for one in (self.elsewhere, self.below, self.held))
        told = []
        if elsewhere:
            told.append(Reason.of(ReasonCode.PROPOSED_ELSEWHERE, count=elsewhere))
        if below:
            told.append(Reason.of(ReasonCode.BELOW_MINIMUM, count=below, minimum=policy.minimum_fit))
        if held:
            told.append(Reason.of(ReasonCode.CONSTRAINED, count=held))
        return (*told, *allocation.closed.get(opening, ())) if told else ()


def _open_pairs(fits: FitSource, cohort: Cohort, policy: Policy) -> Iterator[FitBlock]:
    """The pairs that may be proposed as far as requirements and vetoes go."""
    for block in fits.blocks():
        allowed = ~pairs_decided(block, policy.vetoes, cohort)
        yield block.take(allowed if policy.allow_unknown else allowed & ~block.unknown)
