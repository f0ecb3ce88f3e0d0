"""The Lagrangian relaxation of a stage: whatever the multipliers, a bound in whole numbers over its pairs."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np

from matching.allocation.constrained import firms, losses
from matching.allocation.constrained.goal import Goal
from matching.allocation.constrained.ground import IMPOSSIBLE, Ground, Numbers
from matching.allocation.constrained.layout import Layout
from matching.allocation.limited.model import NO_MOST
from matching.blocks.compiling import either
from matching.domain.columns import Bool, Int64

OF_POINTS, OF_PEOPLE = 1 << 8, 1 << 16
"""The parts of a point, and of a person or proposal, in which multipliers are told (trial)."""

COMPILE: Final = 2_000
"""Pairs from which loops are compiled: below, a whole search is over before the compiler is loaded."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Multipliers:
    """Whole numbers of people, of limits, and of the aims before; StageProof says what each does."""

    people: Int64
    limits: Int64
    kept_people: int = 0
    kept_proposals: int = 0

    def less(self, number: int) -> "Multipliers":
        """The same with so much less for each person."""
        return replace(self, people=self.people - number)


@dataclass(frozen=True, eq=False)
class Relaxed:
    """What no plan passes at some multipliers, and the pairs that reach it when nothing runs across employers."""

    numerator: int
    """Scaled, what the aims before ask taken off."""
    blocks: Int64
    chosen: Bool
    """Shape (pairs,)."""
    possible: bool
    """False where some employer's openings cannot be filled as they must by themselves."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Relaxation:
    """One stage of a model with its numbers scaled, over all its pairs or some of them."""

    layout: Layout
    goal: Goal
    ground: Ground
    pairs: Int64
    """Which pairs of the model stand in it, by position."""
    scale: int

    @cached_property
    def loops(self) -> tuple[Any, Any]:
        """The loops of blocks and of losses, compiled where that is worth while."""
        work = len(self.layout.model.person)
        return either(firms, work, COMPILE), either(losses, work, COMPILE)

    @cached_property
    def limits(self) -> tuple[Int64, Int64, Int64]:
        """Relaxed limits about everybody, about every opening, and about some people at some openings."""
        limits = self.layout.model.limits
        kinds = [
            0 if one.people is None else 1 if one.openings is None else 2 if relaxed else -1
            for one, relaxed in zip(limits, self.layout.relaxed, strict=True)
        ]
        kind = np.where(self.layout.relaxed, np.array(kinds, dtype=np.int64), -1)
        return np.flatnonzero(kind == 0), np.flatnonzero(kind == 1), np.flatnonzero(kind == 2)

    def only(self, places: Int64) -> "Relaxation":
        """The same over some of its pairs, which is no bound of the model."""
        ground = self.ground
        opening = self.layout.model.opening[self.pairs[places]]
        some = ground._replace(
            starts=np.searchsorted(opening, np.arange(len(ground.capacities) + 1)),
            person=ground.person[places],
            worth=ground.worth[places],
            size=ground.size[places],
            forced=ground.forced[places],
        )
        return replace(self, ground=some, pairs=self.pairs[places])

    def first(self, at: Multipliers) -> int:
        """What a person's first pair is worth beside, scaled."""
        return self.goal.first * self.scale + at.kept_people

    def numbers(self, at: Multipliers) -> Numbers:
        """Multipliers gathered by person, by opening and by limit about both."""
        about_all, about_people, about_both = self.limits
        person = at.people.copy()
        for one in about_people:
            person += self._limit(one).people * at.limits[one]
        opening = np.full(len(self.ground.capacities), -at.kept_proposals)
        for one in about_all:
            openings = self._limit(one).openings
            opening += at.limits[one] * (1 if openings is None else openings.astype(np.int64))
        return Numbers(person, opening, at.limits[about_both])

    def _limit(self, place: int) -> Any:  # noqa: ANN401 - masks are known to be there by the kind of limit
        return self.layout.model.limits[place]

    def solve(self, at: Multipliers) -> Relaxed:
        """The bound at these multipliers."""
        blocks = np.empty(len(self.ground.employers) - 1, dtype=np.int64)
        chosen = np.zeros(len(self.pairs), dtype=np.bool_)
        self.loops[0].solved(self.ground, self.numbers(at), blocks, chosen)
        kept = at.kept_people * self.goal.people + at.kept_proposals * self.goal.proposals
        around = int(self.of_people(at).sum()) + int(self.of_limits(at).sum()) - kept
        return Relaxed(int(blocks.sum()) + around, blocks, chosen, bool((blocks > IMPOSSIBLE).all()))

    def of_people(self, at: Multipliers) -> Int64:
        """What each person adds to the bound, shape (people,)."""
        lists = self.layout.model.lists
        more = (lists - 1) * np.maximum(at.people, 0)
        return np.maximum(self.first(at) + at.people, 0) + more

    def of_limits(self, at: Multipliers) -> Int64:
        """What each limit adds to the bound, shape (limits,)."""
        least, most = ends_of(self.layout)
        amount: Int64 = np.where(at.limits > 0, most * at.limits, least * at.limits) * (at.limits != 0)
        return amount

    def nets(self, at: Multipliers, pairs: Int64) -> Int64:
        """What pairs of the model, by position, are worth less all numbers that concern them."""
        model, numbers = self.layout.model, self.numbers(at)
        shared = np.zeros(len(model.limits), dtype=np.int64)
        shared[self.limits[2]] = numbers.limit
        place, limit = self.layout.counted(pairs)
        taken = np.bincount(place, weights=shared[limit], minlength=len(pairs)).astype(np.int64)
        charged = numbers.person[model.person[pairs]] + numbers.opening[model.opening[pairs]]
        return self.goal.worth[pairs] * self.scale - charged - taken

    def losses(self, at: Multipliers) -> Int64:
        """What the bound loses at least when a pair is forced, shape (pairs,)."""
        loss = np.empty(len(self.pairs), dtype=np.int64)
        self.loops[1].lost(self.ground, self.numbers(at), loss)
        return loss


def ends_of(layout: Layout) -> tuple[Int64, Int64]:
    """The least and the most of each limit, shapes (limits,); one that may be none has no least."""
    limits = layout.model.limits
    least = np.array([0 if one.or_none else one.least for one in limits], dtype=np.int64)
    return least, np.array([one.most for one in limits], dtype=np.int64)


def relax(layout: Layout, goal: Goal) -> Relaxation:
    """A stage in, its relaxation over all pairs out."""
    model = layout.model
    scale = OF_POINTS if goal.worth.max(initial=0) > 1 else OF_PEOPLE
    relaxation = Relaxation(
        layout=layout,
        goal=goal,
        ground=_ground(layout, goal.worth * scale),
        pairs=np.arange(len(model.person)),
        scale=scale,
    )
    about_both = relaxation.limits[2]
    openings = len(model.capacities)
    marks = [np.flatnonzero(relaxation._limit(one).openings) for one in about_both]
    opening = np.concatenate([np.empty(0, dtype=np.int64), *marks])
    limit = np.repeat(np.arange(len(marks)), [len(one) for one in marks])
    order = np.lexsort((limit, opening))
    people = [relaxation._limit(one).people for one in about_both]
    ground = relaxation.ground._replace(
        limit_starts=np.searchsorted(opening[order], np.arange(openings + 1)),
        limit=limit[order],
        tables=np.array(people, dtype=np.bool_).reshape(len(people), len(model.lists)),
    )
    return replace(relaxation, ground=ground)


def _ground(layout: Layout, worth: Int64) -> Ground:
    model = layout.model
    none = np.empty(0, dtype=np.int64)
    return Ground(
        starts=layout.starts,
        person=model.person,
        worth=worth,
        size=model.size,
        forced=model.forced,
        capacities=model.capacities,
        least=layout.least,
        most=layout.most,
        may_be_none=layout.may_be_none,
        order=layout.order,
        employers=layout.employers,
        totals=layout.totals,
        limit_starts=none,
        limit=none,
        tables=np.empty((0, 0), dtype=np.bool_),
        paired=bool(model.size.max(initial=1) <= 2),
    )


def free_of(most: Int64) -> Bool:
    """Limits that have no most, shape as given."""
    return most >= NO_MOST
