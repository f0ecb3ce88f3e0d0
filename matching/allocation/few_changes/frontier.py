"""Pairs, and those of them people have now, in; what keeping more of these costs the whole, point by point, out.

Among plans with as many people as the best, a plan lies on the frontier when none has as many points and keeps
more, or keeps as many and has more points. Its corners are the best plans when each pair kept is worth a number of
points beside: found exactly by weighing what two neighbours differ in, until nothing better lies between them.
What lies between two corners is a mixed integer programme.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from matching.domain.columns import Bool, Int64


@dataclass(frozen=True, eq=False)
class Choice:
    """A choice among pairs, what it is worth and how many it keeps."""

    chosen: Bool
    """Shape (pairs,)."""
    points: int
    kept: int
    proven: bool
    """No plan with as many people keeps as many and has more points."""

    @classmethod
    def of(cls, chosen: Bool, points: Int64, mine: Bool, *, proven: bool) -> "Choice":
        """A choice counted; `mine`: the pairs people have now, shape (pairs,)."""
        kept = int(np.count_nonzero(chosen & mine))
        return cls(chosen, int(points[chosen].sum()), kept, proven)


class Weigher(Protocol):
    """Finds best choices among those with as many people as can be."""

    def most(self, points: int, kept: int) -> Choice:
        """The choice in which `points` times its points and `kept` times the pairs it keeps are most, together."""

    def keeping(self, least: int) -> Choice | None:
        """Most points of those that keep at least so many pairs; None where that is not found."""


def corners(weigher: Weigher, most_points: int, most_kept: int) -> tuple[Choice, ...]:
    """The corners of the frontier, from most points to most kept; the two numbers are the most there can be."""
    first = weigher.most(most_kept + 1, 1)
    last = weigher.most(1, most_points + 1)
    if last.kept == first.kept:
        return (first,)
    return (first, *_between(weigher, first, last), last)


def _between(weigher: Weigher, one: Choice, other: Choice) -> Iterator[Choice]:
    """The corners between two, in order."""
    more, less = other.kept - one.kept, one.points - other.points
    if more < 2 or less < 1:
        return
    found = weigher.most(more, less)
    if more * found.points + less * found.kept > more * one.points + less * one.kept:
        yield from _between(weigher, one, found)
        yield found
        yield from _between(weigher, found, other)


def with_steps(weigher: Weigher, found: Sequence[Choice], wanted: Sequence[int]) -> tuple[Choice, ...]:
    """The frontier with the steps wanted beside, each of the most points that keep so many pairs; in order."""
    choices = list(found)
    for least in wanted:
        if any(one.kept == least for one in choices) or not found[0].kept < least < found[-1].kept:
            continue
        step = weigher.keeping(least)
        if step is not None and all(one.kept != step.kept for one in choices):
            choices.append(step)
    # A step may have found few where a plan that keeps more has as many points.
    undominated = (one for one in choices if not any(_is_better(other, one) for other in choices))
    return tuple(sorted(undominated, key=lambda one: one.kept))


def _is_better(one: Choice, other: Choice) -> bool:
    return one.kept > other.kept and one.points >= other.points
