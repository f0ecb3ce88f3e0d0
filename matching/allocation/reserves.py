"""An allocation and its fits in, the ordered reserve list of each opening out."""

from dataclasses import replace

import numpy as np

from matching.blocks.fits import FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Int32, Int64, Text
from matching.domain.plan import Reserve
from matching.domain.policy import Policy


def with_reserves(
    allocation: Allocation, fits: FitSource, policy: Policy, people_ids: Text, opening_ids: Text, *, seed: int
) -> Allocation:
    """Add for each opening with room the people next in line: those without a proposal first, then by points."""
    ties = ranks(id_hashes(people_ids, seed, "person"))
    proposed = np.bincount(allocation.person, minlength=fits.people) > 0
    lists = {}
    for opening in np.flatnonzero(allocation.room > 0).tolist() if policy.reserves else ():
        away = [veto.candidate for veto in policy.vetoes if veto.opening == opening_ids[opening]]
        here = allocation.person[allocation.opening == opening]
        closed = np.concatenate([here, np.flatnonzero(np.isin(people_ids, away)) if away else here])
        lists[str(opening_ids[opening])] = tuple(
            Reserve(str(people_ids[person]), points, bool(proposed[person]))
            for person, points in _next_in_line(fits, opening, closed, proposed, policy, ties)
        )
    return replace(allocation, reserves=lists)


def _next_in_line(
    fits: FitSource, opening: int, closed: Int32, proposed: Bool, policy: Policy, ties: Int64
) -> list[tuple[int, int]]:
    """(Person, points) of the next in line: people without a proposal before others, each group by points."""
    count = policy.reserves + len(closed)
    while True:
        best = fits.best(opening, count, ties)
        may_come = (~best.unknown | policy.allow_unknown) & ~np.isin(best.person, closed)
        free = np.flatnonzero(may_come & ~proposed[best.person])
        if len(free) >= policy.reserves or len(best) < count:
            busy = np.flatnonzero(may_come & proposed[best.person])
            chosen = np.concatenate([free, busy])[: policy.reserves]
            return list(zip(best.person[chosen].tolist(), best.points[chosen].tolist(), strict=True))
        # Too few of the best are free: look further down the list.
        count *= 4
