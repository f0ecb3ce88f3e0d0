"""A plan in, the counts that tell of nobody in particular out: those of few people are held back."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matching.domain.plan import EmptySeats, Plan
from matching.domain.reasons import ReasonCode

LEAST: Final = 10
"""The fewest people a count may be about, for somebody who sees no persons; docs/decisions/007 says why."""

OF_OTHERS: Final = frozenset({ReasonCode.COMPETITION, ReasonCode.SEATS_TAKEN_BY_PINS})
"""Reasons why a person is left that tell of who is proposed in her stead."""


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
    left by: or else one could be had from the other. A sum that leaves an opening one number only is not told.
    """
    proposed = Counter(one.opening for one in plan.assignments)
    room = {one.opening: one.room for one in plan.empty_seats}
    at = {
        name: Here(proposed[name], room.get(name, 0)) if few or enough(proposed[name]) else Here(None, None)
        for name in openings
    }
    left = len(plan.unassigned)
    held_back = [name for name, here in at.items() if here.proposals is None]
    hidden = sum(proposed[name] for name in held_back)
    seats = [proposed[name] + room.get(name, 0) for name in held_back]
    whole = few or (all(map(enough, (left, people - left, hidden))) and _leaves_open(hidden, seats))
    return Counts(
        people=people if few or enough(people) else None,
        proposals=len(plan.assignments) if whole else None,
        left=left if whole else None,
        room=sum(room.values()) if whole else None,
        at=at,
    )


def room_beside(plan: Plan, people: Collection[str]) -> tuple[EmptySeats, ...]:
    """The room of every opening as if some people alone were proposed, by its id; no reasons, which count all."""
    room = Counter({one.opening: one.room for one in plan.empty_seats})
    room.update(one.opening for one in plan.assignments if one.candidate not in people)
    return tuple(
        EmptySeats(opening=name, room=room[name], eligible=0, unknown=0, reasons=()) for name in sorted(room)
    )


def most_helped(plan: Plan, people: Collection[str], counts: Counts | None) -> tuple[str, ...]:
    """Openings where one more of their room would give most, most first.

    They have no room left, so one is among them only where that does not tell how many are proposed who are not of
    `people`: nobody is, or for who sees none, one, or a number that is told in `counts`.
    """
    unseen = Counter(one.opening for one in plan.assignments if one.candidate not in people)
    told = {name for name, here in counts.at.items() if here.room is not None} if counts else set()
    alone = 1 if counts else 0
    helped = [
        one
        for one in plan.seat_values
        if (one.one_more.people or one.one_more.proposals)
        and (unseen[one.opening] <= alone or one.opening in told)
    ]
    return tuple(one.opening for one in sorted(helped, key=lambda one: one.one_more, reverse=True))


def _leaves_open(hidden: int, seats: Sequence[int]) -> bool:
    """Whether it stays open how many are at each of some openings, where some but few are, and in all so many.

    At an opening of one seat it is one, whatever is told.
    """
    most = [min(one, LEAST - 1) for one in seats]
    least_there = [max(1, hidden - sum(most) + one) for one in most]
    most_there = [min(one, hidden - len(most) + 1) for one in most]
    return all(
        least < most for least, most, one in zip(least_there, most_there, seats, strict=True) if one > 1
    )
