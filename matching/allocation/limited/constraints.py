"""Fits, room and everything people have limited in, the allocation under constraints in whole numbers out."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.allocation.base.market import Decided
from matching.allocation.limited.limits import Limits, limits_of
from matching.allocation.limited.model import Model
from matching.allocation.limited.sharing import Sharing
from matching.blocks.fits import FitBlock, FitSource
from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int32, Int64
from matching.domain.policy import Policy


@dataclass(frozen=True, eq=False)
class Constraints:
    """What limits the plan of one round beside room and lists."""

    limits: Limits
    sharing: Sharing
    employer: Int32
    """The firm of each opening, shape (openings,)."""

    @classmethod
    def of(cls, policy: Policy, cohort: Cohort, catalogue: Catalogue) -> Self:
        """A policy and the cohort it is for, its openings without blanks a trade can fill.

        Raises:
            PolicyFault: the policy limits what is not in the round.
        """
        limits = limits_of(policy, cohort, catalogue)
        return cls(limits, Sharing.of(policy, cohort.people, cohort.openings), cohort.openings.employer)

    @classmethod
    def none(cls, people: int, openings: int) -> Self:
        """Nothing: as of a table of points."""
        nobody = np.empty((0, 2), dtype=np.int32)
        limits = Limits(limits=(), told=(), together=nobody, apart=nobody)
        return cls(limits, Sharing.none(people, openings), np.zeros(openings, dtype=np.int32))

    def matter(self, fits: FitSource) -> bool:
        """Whether anything but room and lists may limit the plan."""
        return bool(self.limits.told) or self.sharing.matters(fits)


@dataclass(frozen=True, eq=False)
class Round:
    """One allocation to be made: fits, whole places or meetings of each opening, lists, and what is decided."""

    fits: FitSource
    room: Int64
    lists: int
    policy: Policy
    decided: Decided
    constraints: Constraints


def open_model(one: Round) -> Model:
    """Every pair that may be proposed, or that people have pinned, with what each takes of the room."""
    pairs = FitBlock.joined(one.fits.blocks())
    decided, people = one.decided, one.fits.people
    forced = _among(pairs, decided.pin_person, decided.pin_opening, people)
    open_ = ~_among(pairs, decided.veto_person, decided.veto_opening, people)
    open_ &= pairs.points >= one.policy.minimum_fit
    if not one.policy.allow_unknown:
        open_ &= ~pairs.unknown
    rows = np.flatnonzero(open_ | forced)
    rows = rows[np.lexsort((pairs.person[rows], pairs.opening[rows]))]
    person, opening = pairs.person[rows], pairs.opening[rows]
    limits, sharing = one.constraints.limits, one.constraints.sharing
    return Model(
        person=person,
        opening=opening,
        points=pairs.points[rows].astype(np.int64),
        size=sharing.sizes(person, opening),
        forced=forced[rows],
        lists=np.full(people, one.lists, dtype=np.int64),
        capacities=sharing.capacities(one.room),
        employer=one.constraints.employer,
        limits=limits.limits,
        together=limits.together,
        apart=limits.apart,
        objective=one.policy.objective,
    )


def _among(pairs: FitBlock, person: Int32, opening: Int32, people: int) -> Bool:
    """Which pairs are among those named, shape (pairs,)."""
    named = opening.astype(np.int64) * people + person
    return np.isin(pairs.opening.astype(np.int64) * people + pairs.person, named)
