"""A table of points in, its best plan kept for changes, and what allocating it again gives, out."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from matching.allocation.allocate import allocate
from matching.allocation.base.market import Decided
from matching.allocation.changes.kept import Kept, keep
from matching.blocks.fits import StoredFits
from matching.blocks.picking import Allowed
from matching.domain.columns import Int32, Int64
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import Total

SEEDS = st.integers(0, 2**32 - 1)
MODES = st.sampled_from(list(Mode))


def kept_plan(points: Int64, room: Int64, policy: Policy, *, whole: bool = True) -> Kept:
    """The best plan of a table of points, kept; not `whole`: only the pairs it proposes are kept at first."""
    names = (
        np.array([f"P{one:03}" for one in range(len(points))]),
        np.array([f"L{one:03}" for one in range(len(room))]),
    )
    fits = StoredFits.of_table(points)
    meetings = policy.mode is Mode.MEETINGS
    places = room // policy.people_per_seat if meetings else room
    found = allocate(fits, places, replace(policy, reserves=0), *names, seed=1)
    assert found.proof is not None
    decided = Decided(*(positions(policy.pins)), *(positions(policy.vetoes)))
    free = ~found.pinned
    person, opening = found.person[free], found.opening[free]
    worth = points[person, opening]
    lists = policy.lists_per_person if meetings else 1
    kept = keep(fits, Allowed(policy.allow_unknown, 0), decided, lists, (person, opening, worth), found.proof)
    return kept.renewed() if whole else kept


def positions(decisions: tuple[Decision, ...]) -> tuple[Int32, Int32]:
    return (
        np.array([int(one.candidate[1:]) for one in decisions], dtype=np.int32),
        np.array([int(one.opening[1:]) for one in decisions], dtype=np.int32),
    )


def best_of(points: Int64, room: Int64, policy: Policy) -> Total:
    names = (
        np.array([f"P{one:03}" for one in range(len(points))]),
        np.array([f"L{one:03}" for one in range(len(room))]),
    )
    proof = allocate(StoredFits.of_table(points), room, replace(policy, reserves=0), *names, seed=1).proof
    assert proof is not None
    return proof.objective
