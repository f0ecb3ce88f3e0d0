"""An allocation in, where each person left would cost the plan least out, and how much, with nobody else's data."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from matching.blocks.decided import pairs_decided, positions
from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.picking import Allowed
from matching.domain.allocation import NO_LIMIT, Allocation
from matching.domain.cohort import Cohort
from matching.domain.columns import Int16, Int32, Int64, Rows
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode

NOWHERE = -1


def nearest(
    allocation: Allocation, fits: FitSource, left: Rows, cohort: Cohort, policy: Policy
) -> Iterator[tuple[int, Reason]]:
    """For each person left who may be proposed somewhere: where it would cost least to propose her, and how much.

    Greatest price less what she brings is exactly what the plan as a whole loses by making room for her.
    """
    proof = allocation.proof
    if proof is None:
        return
    net, where = _best(fits, proof.greatest, left, cohort, policy)
    left = left[where[left] != NOWHERE]
    opening = where[left]
    points: Int16 = (net[left] + proof.greatest[opening]).astype(np.int16)
    cost = proof.loss(opening, points)
    shut = cost > NO_LIMIT // 2
    room = np.where(allocation.room > 0, 0, NO_LIMIT)
    had_room = _best(fits, room, left, cohort, policy)[0] >= 0 if shut.any() else shut
    told, names = cache(_competition), cohort.openings.id[opening].tolist()
    losses = (part.tolist() for part in proof.scale.parts(cost))
    for person, nothing, name, *loss in zip(left.tolist(), shut.tolist(), names, *losses, strict=True):
        if nothing:
            yield person, Reason(ReasonCode.SEATS_TAKEN_BY_PINS if had_room[person] else ReasonCode.NO_SEATS)
        else:
            yield person, told(name, *loss)


def vetoed_pairs(fits: FitSource, cohort: Cohort, policy: Policy) -> FitBlock:
    """The pairs that may meet and that people have vetoed."""
    pairs = FitBlock.joined(_pairs_of(fits, person) for person in _vetoed(cohort, policy))
    return pairs.take(pairs_decided(pairs, policy.vetoes, cohort))


def _best(fits: FitSource, price: Int64, left: Rows, cohort: Cohort, policy: Policy) -> tuple[Int64, Int32]:
    """The greatest points less price of each person's pairs that may be proposed, and where, NOWHERE for none."""
    allowed = Allowed(policy.allow_unknown, policy.minimum_fit)
    worths, openings = fits.nearest(price, 1, allowed)
    net, where = worths[:, 0], openings[:, 0]
    # Whoever has a veto is looked at by herself, for the source knows nothing of it.
    for person in np.intersect1d(_vetoed(cohort, policy), left).tolist():
        pairs = _pairs_of(fits, person)
        may = (~pairs.unknown | policy.allow_unknown) & (pairs.points >= policy.minimum_fit)
        pairs = pairs.take(may & ~pairs_decided(pairs, policy.vetoes, cohort))
        worth = pairs.points - price[pairs.opening]
        where[person] = pairs.opening[np.argmax(worth)] if len(pairs) else NOWHERE
        net[person] = worth.max(initial=-2 * NO_LIMIT)
    return net, where


def _pairs_of(fits: FitSource, person: int) -> FitBlock:
    """The pairs in which a person may meet, openings rising."""
    pairs = fits.best_for(person, fits.openings, np.arange(fits.openings))
    return pairs.take(np.argsort(pairs.opening))


def _vetoed(cohort: Cohort, policy: Policy) -> list[int]:
    """People of whom a pair is vetoed."""
    names = sorted({one.candidate for one in policy.vetoes})
    return [int(person) for person in positions(cohort.people.id, names, "candidate")]


def _competition(opening: str, people: int, proposals: int, points: int) -> Reason:
    # One for nearly every person left: the facts are put in order here, not sorted each time.
    facts = ("opening", opening), ("people", people), ("points", points), ("proposals", proposals)
    return Reason(ReasonCode.COMPETITION, facts)
