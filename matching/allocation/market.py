"""Fits, room and decisions in, one market out: who may get what, at which value."""

from dataclasses import dataclass

import numpy as np

from matching.blocks.fits import ABSENT, FitBlock, FitSource
from matching.domain.columns import Bool, Int32, Int64
from matching.domain.fit import FULL_POINTS
from matching.domain.policy import Mode
from matching.domain.proof import Scale, Total


@dataclass(frozen=True, eq=False)
class Market:
    """The base model: each person on at most `lists` lists, each opening with room for `capacities` proposals.

    The first proposal of a person is worth `first` beside the pair's own value. Pairs stand in parallel columns,
    ordered by opening, then person, and no pair twice.
    """

    person: Int32
    opening: Int32
    value: Int64
    """Points + scale.proposal of each pair."""
    lists: Int64
    first: Int64
    """Per person, shape (people,)."""
    capacities: Int64
    """Per opening, shape (openings,)."""
    scale: Scale

    def proposals_of_people(self, chosen: Bool) -> Int64:
        """How many of the chosen pairs each person has, shape (people,)."""
        return np.bincount(self.person[chosen], minlength=len(self.lists)).astype(np.int64)

    def proposals_of_openings(self, chosen: Bool) -> Int64:
        """How many of the chosen pairs each opening has, shape (openings,)."""
        return np.bincount(self.opening[chosen], minlength=len(self.capacities)).astype(np.int64)


def scale_for(mode: Mode, proposals: int) -> Scale:
    """Units so large that no points outweigh a proposal and no proposals a person, nor half of either in a change.

    `proposals` is the most there can be.
    """
    if mode is Mode.PLACES:
        return Scale(person=2 * FULL_POINTS * proposals + 1, proposal=0)
    proposal = 2 * FULL_POINTS * proposals + 1
    return Scale(person=2 * (proposal + FULL_POINTS) * proposals + 1, proposal=proposal)


@dataclass(frozen=True, eq=False)
class Decided:
    """Pairs that people have decided, by position: kept (pins) and not proposed (vetoes)."""

    pin_person: Int32
    pin_opening: Int32
    veto_person: Int32
    veto_opening: Int32


def open_market(
    fits: FitSource, capacities: Int64, lists: int, mode: Mode, allow_unknown: bool, decided: Decided
) -> Market:
    """Everything that is still open when pins are kept and vetoed pairs are out."""
    pairs = _columns(fits)
    # One more than there can be now: a seat value speaks of one more room.
    scale = scale_for(mode, int(min(capacities.sum(), fits.people * lists)) + 1)
    pinned = np.bincount(decided.pin_person, minlength=fits.people).astype(np.int64)
    left = lists - pinned
    key = pairs.opening.astype(np.int64) * fits.people + pairs.person
    closed = np.concatenate(
        [
            decided.pin_opening.astype(np.int64) * fits.people + decided.pin_person,
            decided.veto_opening.astype(np.int64) * fits.people + decided.veto_person,
        ]
    )
    keep = (left[pairs.person] > 0) & ~np.isin(key, closed)
    if not allow_unknown:
        keep &= ~pairs.unknown
    return Market(
        person=pairs.person[keep],
        opening=pairs.opening[keep],
        value=pairs.points[keep].astype(np.int64) + scale.proposal,
        lists=left,
        first=np.where(pinned > 0, 0, scale.person),
        capacities=capacities - np.bincount(decided.pin_opening, minlength=fits.openings),
        scale=scale,
    )


def pinned_total(fits: FitSource, decided: Decided) -> Total:
    """What the pinned pairs amount to."""
    points = fits.points(decided.pin_person, decided.pin_opening)
    points = points[points != ABSENT]
    return Total(len(np.unique(decided.pin_person)), len(decided.pin_person), int(points.sum(dtype=np.int64)))


def _columns(fits: FitSource) -> FitBlock:
    blocks = list(fits.blocks())
    return blocks[0] if len(blocks) == 1 else FitBlock.joined(blocks)
