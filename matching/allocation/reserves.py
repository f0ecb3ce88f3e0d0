"""An allocation and its fits in, the ordered reserve list of each opening out."""

from dataclasses import replace

import numpy as np

from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Text
from matching.domain.plan import Reserve
from matching.domain.policy import Policy


def with_reserves(
    allocation: Allocation, fits: FitSource, policy: Policy, people_ids: Text, opening_ids: Text, *, seed: int
) -> Allocation:
    """Add for each opening with room the people next in line: those without a proposal first, then by points."""
    ties = ranks(id_hashes(people_ids, seed, "person"))
    proposed = np.bincount(allocation.person, minlength=fits.people) > 0
    vetoed = {(one.candidate, one.opening) for one in policy.vetoes}
    lists = {}
    for opening in np.flatnonzero(allocation.room > 0) if policy.reserves else ():
        here = allocation.person[allocation.opening == opening]
        away = [name for name, place in vetoed if place == opening_ids[opening]]
        best = fits.best(int(opening), fits.people, ties)
        open_to_all = ~best.unknown | policy.allow_unknown
        keep = open_to_all & ~np.isin(best.person, here) & ~np.isin(people_ids[best.person], away)
        best = best.take(keep)
        lists[str(opening_ids[opening])] = _next_in_line(
            best, proposed[best.person], people_ids, policy.reserves
        )
    return replace(allocation, reserves=lists)


def _next_in_line(best: FitBlock, elsewhere: Bool, ids: Text, count: int) -> tuple[Reserve, ...]:
    order = np.argsort(elsewhere, kind="stable")[:count]
    return tuple(
        Reserve(str(ids[best.person[one]]), int(best.points[one]), bool(elsewhere[one])) for one in order
    )
