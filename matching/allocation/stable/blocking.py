"""Fits and room in, a plan in which no two would rather have each other out; and such pairs of any plan counted.

A pair blocks a plan when it is not proposed, the person's side gives it more than what she is proposed, and the
opening's side gives it more than one it is proposed, or it has room. Equal numbers block nothing, and what people
have pinned is not theirs to leave.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from matching.allocation.base.market import Decided
from matching.allocation.stable import deferred
from matching.blocks.compiling import either
from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.allocation import Allocation
from matching.domain.columns import Int32, Int64, Text
from matching.domain.policy import Mode, Policy

WORTH_COMPILING: Final = 30_000
"""Pairs from which the functions over them are compiled: speed alone."""

COUNTED: Final = 50_000
"""Pairs that may be proposed up to which those who would rather have each other are counted."""

NOTHING: Final = -1
"""What somebody without a proposal has, and an opening with room: any pair gives more."""

CLOSED: Final = 1 << 14
"""What somebody has whose only places are pinned: no pair gives more."""


def stable_pairs(
    fits: FitSource,
    room: Int64,
    policy: Policy,
    decided: Decided,
    people_ids: Text,
    opening_ids: Text,
    *,
    seed: int,
) -> tuple[Int32, Int32]:
    """The pairs proposed beside the pins by deferred acceptance, people asking, ordered by opening, then person."""
    pairs = FitBlock.joined(open_pairs(fits, policy, decided))
    ties = [
        ranks(id_hashes(ids, seed, kind)) for ids, kind in ((people_ids, "person"), (opening_ids, "opening"))
    ]
    sides = deferred.Sides(pairs.person, pairs.opening, pairs.candidate_side, pairs.opening_side, *ties)
    left = room - np.bincount(decided.pin_opening, minlength=fits.openings)
    where: Int32 = either(deferred, len(pairs), WORTH_COMPILING).deferred_acceptance(sides, left)
    person = np.flatnonzero(where != deferred.NOBODY).astype(np.int32)
    order = np.lexsort((person, where[person]))
    return person[order], where[person][order]


def with_blocking(found: Allocation, fits: FitSource, policy: Policy, decided: Decided) -> Allocation:
    """Add how many pairs would rather have each other, where there are few enough pairs to look at each."""
    if found.proof is None or found.proof.pairs > COUNTED or policy.mode is Mode.MEETINGS:
        return found
    pairs = blocking_pairs(fits, found.room, policy, decided, found.person, found.opening)
    return replace(found, blocking=pairs)


def blocking_pairs(
    fits: FitSource, room: Int64, policy: Policy, decided: Decided, person: Int32, opening: Int32
) -> int:
    """How many pairs would rather have each other than what they are proposed, mode places."""
    mine, least = _had(fits, decided, person, opening)
    full = np.bincount(opening, minlength=fits.openings) >= room
    least = np.where(full, least, NOTHING)
    blocks = (block for block in open_pairs(fits, policy, decided))
    return sum(
        int(
            np.count_nonzero(
                (block.candidate_side > mine[block.person]) & (block.opening_side > least[block.opening])
            )
        )
        for block in blocks
    )


def _had(fits: FitSource, decided: Decided, person: Int32, opening: Int32) -> tuple[Int64, Int64]:
    """What each person's side gives what she has, and each opening's the one it gives least, pins left out."""
    where = np.full(fits.people, NOTHING, dtype=np.int64)
    where[person] = opening
    where[decided.pin_person] = NOTHING
    mine = np.full(fits.people, NOTHING, dtype=np.int64)
    least = np.full(fits.openings, CLOSED, dtype=np.int64)
    for block in fits.blocks():
        here = block.take(where[block.person] == block.opening)
        mine[here.person] = here.candidate_side
        np.minimum.at(least, here.opening, here.opening_side)
    return mine, least


def open_pairs(fits: FitSource, policy: Policy, decided: Decided) -> Iterator[FitBlock]:
    """The pairs that may be proposed beside the pins, block by block."""
    vetoed = _key(fits, decided.veto_person, decided.veto_opening)
    held = np.zeros(fits.people, dtype=np.bool_)
    held[decided.pin_person] = True
    for block in fits.blocks():
        keep = ~held[block.person] & (block.points >= policy.minimum_fit)
        if len(vetoed):
            keep &= ~np.isin(_key(fits, block.person, block.opening), vetoed)
        if not policy.allow_unknown:
            keep &= ~block.unknown
        yield block if keep.all() else block.take(keep)


def _key(fits: FitSource, person: Int32, opening: Int32) -> Int64:
    return opening.astype(np.int64) * fits.people + person
