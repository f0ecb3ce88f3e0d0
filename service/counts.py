"""A plan in, the counts that tell of nobody in particular out: those of few people are held back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from matching.domain.plan import Plan

LEAST: Final = 10
"""The fewest people a count may be about, for somebody who sees no persons; docs/decisions/007 says why."""


def enough(count: int, *, of_each: int = 1) -> bool:
    """Whether a count is of nobody or of LEAST people or more; each is counted `of_each` times at most."""
    return count == 0 or count >= LEAST * of_each


@dataclass(frozen=True)
class Here:
    """The numbers of one opening; None where they would tell of few."""

    proposals: int | None
    room: int | None


@dataclass(frozen=True)
class Counts:
    """The numbers of a round; None where they would tell of few."""

    people: int | None
    proposals: int | None
    left: int | None
    room: int | None
    at: Mapping[str, Here]
    """The same of each opening, by its id."""


def counts_of(plan: Plan, people: int, openings: Iterable[str], *, few: bool) -> Counts:
    """A plan and how many people it is about in, its numbers out; `few` also those about few people.

    What sums to a number that is told is told together or not at all, and room goes with the proposals it is
    left by: or else one could be had from the other.
    """
    proposed = Counter(one.opening for one in plan.assignments)
    room = {one.opening: one.room for one in plan.empty_seats}
    at = {
        name: Here(proposed[name], room.get(name, 0)) if few or enough(proposed[name]) else Here(None, None)
        for name in openings
    }
    left = len(plan.unassigned)
    hidden = sum(count for name, count in proposed.items() if at[name].proposals is None)
    whole = few or all(map(enough, (left, people - left, hidden)))
    return Counts(
        people=people if few or enough(people) else None,
        proposals=len(plan.assignments) if whole else None,
        left=left if whole else None,
        room=sum(room.values()) if whole else None,
        at=at,
    )
