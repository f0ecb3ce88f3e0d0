"""How good a plan is: totals, prices and multipliers that prove it in whole numbers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np

from matching.domain.columns import Int16, Int32, Int64

WholeT = TypeVar("WholeT", int, Int64)


class BoundKind(StrEnum):
    """Whether the bound can be checked in whole numbers, or is a solver's claim."""

    CERTIFIED = "certified"
    SOLVER = "solver"


@dataclass(frozen=True, order=True)
class Total:
    """What a plan, or a change of one, amounts to; compared in this order."""

    people: int = 0
    """People with at least one proposal."""
    proposals: int = 0
    """Proposals in all; equal to people in mode places."""
    points: int = 0

    def __sub__(self, other: "Total") -> "Total":
        return Total(self.people - other.people, self.proposals - other.proposals, self.points - other.points)

    def __add__(self, other: "Total") -> "Total":
        return Total(self.people + other.people, self.proposals + other.proposals, self.points + other.points)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The whole numbers by which a Total is one number: person * people + proposal * proposals + points.

    In mode places, where proposals and people are the same, `proposal` is 0. Where points are all that counts, both
    are 0, and a difference of values is told as points alone.
    """

    person: int
    proposal: int

    def value(self, total: Total) -> int:
        """One number that orders totals as Total does."""
        return self.person * total.people + self.proposal * total.proposals + total.points

    def total(self, value: int) -> Total:
        """The Total of a value or of a difference of values."""
        return Total(*self.parts(value))

    def parts(self, value: WholeT) -> tuple[WholeT, WholeT, WholeT]:
        """The people, proposals and points of a value or difference, or of each of a column of them."""
        people, rest = _nearest(value, self.person)
        proposals, points = (people, rest) if self.proposal == 0 else _nearest(rest, self.proposal)
        return people, proposals, points


def _nearest(value: WholeT, unit: int) -> tuple[WholeT, WholeT]:
    if unit == 0:
        return 0 * value, value
    times = (2 * value + unit) // (2 * unit)
    return times, value - times * unit


@dataclass(frozen=True, eq=False, kw_only=True)
class Proof:
    """The certificate: prices at which nobody could do better, so the bound equals the objective.

    With s = points + scale.proposal of a pair, p its opening's price and a its person's threshold, every eligible
    pair not proposed has s - p <= a and every proposed one s - p >= a. The bound is the sum of capacity * p over
    openings, of max(0, first + a) + (lists - 1) * max(0, a) over people who may still be proposed, and of
    s - p - a over proposed pairs, plus the value of the pinned pairs. `lists` is how many proposals a person may
    get beside the pinned ones; `first` is scale.person, or 0 for a pinned person, whom the pin has counted.
    """

    objective: Total
    bound: Total
    bound_kind: BoundKind
    scale: Scale
    prices: Int64
    """Least prices, shape (openings,), in value units."""
    greatest: Int64
    """Greatest prices, which prove as the least do; NO_LIMIT (2**60) where there is no room, shape (openings,)."""
    thresholds: Int64
    """What one more proposal would have to be worth, shape (people,)."""
    capacities: Int64
    """Proposals each opening had room for after the pins, shape (openings,)."""
    pairs: int
    """Pairs that were allowed to be proposed."""

    def loss(self, opening: Int32, points: Int16) -> Int64:
        """What the whole would lose by proposing people who have no proposal, one at a time, in value units.

        It is exact: the greatest price, which is what it costs to make room, less what the pair brings.
        """
        brings = points.astype(np.int64) + self.scale.proposal + self.scale.person
        lost: Int64 = self.greatest[opening] - brings
        return lost


class Aim(StrEnum):
    """What one stage of a search under constraints made as great as it could, the aims before it kept."""

    PEOPLE = "people"
    PROPOSALS = "proposals"
    POINTS = "points"


@dataclass(frozen=True, eq=False, kw_only=True)
class StageProof:
    """How good one stage is: a bound by Lagrangian relaxation, which can be checked in whole numbers.

    A pair is worth `scale` times its points where the aim is points, `scale` where it is proposals and 0 where it
    is people, and `kept_proposals` beside. A person's first proposal is worth `first` beside: `scale` where the aim
    is people, else `kept_people`. Whatever numbers are told, no plan that keeps all constraints and reaches the
    aims before passes

        floor((people + limits + blocks - kept_people * P - kept_proposals * N) / scale)

    where P and N are the people and proposals of the plan; a person of number a adds max(0, first + a)
    + (lists - 1) * max(0, a); a limit of number m adds most * m when m > 0 and least * m when m < 0; and a block is
    the most one employer's openings can be worth by themselves when each pair is worth what it is, less its
    person's number, less those of the limits it counts in. A block has the pairs people have pinned and keeps the
    capacities, the class sizes and the employer's total, whose own numbers are therefore 0.
    """

    aim: Aim
    objective: int
    """What the plan reaches."""
    bound: int
    """What no plan can pass."""
    scale: int
    kept_people: int
    kept_proposals: int
    """>= 0; 0 for aims that do not stand before this one."""
    people: Int64
    """The number of each person, shape (people,)."""
    limits: Int64
    """The number of each limit, in the order of the limits told, shape (limits,)."""
    blocks: Int64
    """The block of each employer, shape (employers,)."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Bounds:
    """How good a plan under constraints is: what it reaches, what no plan can pass, and why."""

    objective: Total
    bound: Total
    """Down to the first aim that is not proven best, what no plan can pass; of later ones 0, since nothing is said.

    In mode places people and proposals are one aim.

    Of kind SOLVER it is the objective: a solver says that nothing is better, and the stages tell what is certain.
    """
    bound_kind: BoundKind
    stages: tuple[StageProof, ...]

    @property
    def gap(self) -> float:
        """How much better than the plan a plan could be at most, as a share of the first aim not proven best."""
        return max(((one.bound - one.objective) / max(one.objective, 1) for one in self.stages), default=0.0)
