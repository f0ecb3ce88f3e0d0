"""An allocation and its fits in, the ordered reserve list of each opening out."""

from dataclasses import replace

import numpy as np

from matching.blocks.decided import positions
from matching.blocks.fits import FitSource
from matching.blocks.picking import Allowed
from matching.blocks.ties import id_hashes, ranks
from matching.domain.allocation import Allocation
from matching.domain.columns import Text
from matching.domain.plan import Reserve
from matching.domain.policy import Policy


def with_reserves(
    allocation: Allocation, fits: FitSource, policy: Policy, people_ids: Text, opening_ids: Text, *, seed: int
) -> Allocation:
    """Add for each opening with room the people next in line: those without a proposal first, then by points."""
    if not policy.reserves:
        return allocation
    vetoed = (
        positions(people_ids, [veto.candidate for veto in policy.vetoes], "candidate"),
        positions(opening_ids, [veto.opening for veto in policy.vetoes], "opening"),
    )
    person = np.concatenate([allocation.person, vetoed[0]])
    opening = np.concatenate([allocation.opening, vetoed[1]])
    proposed = np.bincount(allocation.person, minlength=fits.people) > 0
    # Those proposed or vetoed here may be among the best, so there are as many more.
    counts = np.bincount(opening, minlength=fits.openings) + policy.reserves
    best = fits.best_of_each(
        np.where(allocation.room > 0, counts, 0),
        ranks(id_hashes(people_ids, seed, "person")),
        Allowed(policy.allow_unknown, policy.minimum_fit),
        first=~proposed,
    )
    here = np.isin(
        best.opening.astype(np.int64) * fits.people + best.person,
        opening.astype(np.int64) * fits.people + person,
    )
    lists = {}
    for place in np.flatnonzero(allocation.room > 0).tolist():
        mine = slice(best.offsets[place], best.offsets[place + 1])
        people, points = best.person[mine][~here[mine]], best.points[mine][~here[mine]]
        line = zip(people[: policy.reserves].tolist(), points[: policy.reserves].tolist(), strict=True)
        lists[str(opening_ids[place])] = tuple(
            Reserve(str(people_ids[who]), worth, bool(proposed[who])) for who, worth in line
        )
    return replace(allocation, reserves=lists)
