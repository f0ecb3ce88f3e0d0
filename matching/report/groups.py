"""A plan and its cohort in, counts of people by group out, with the groups too small to show hidden."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matching.domain.cohort import Cohort
from matching.domain.plan import Plan
from matching.wording import Words

LEAST_SHOWN: Final = 10
"""Fewer people than this are never told as the count of a group (source: the programme's rule for statistics)."""


@dataclass(frozen=True)
class Group:
    """One way of counting people by group: rows of the group's name and its count, hidden or not."""

    key: str
    """Names the texts of the group: `municipality` or `trade`."""
    rows: tuple[tuple[str, int | str], ...]
    """Empty where none of the groups has as many people as can be told."""


def hidden(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Counts of people by group in, the same with those that may not be told as None out.

    A group count is a number of people who have something in common: a home, a trade. One from 1 to 9 is hidden, 0
    is not. The sum is taken to be known, for the round as a whole is told: where it would give a hidden count
    away, or show that all the hidden are fewer than 10, the smallest of the others are hidden with it. Not counts
    of people by group, and told as they are: the round's own totals, openings, places, and pairs (how many meet
    the requirements of an opening, and what stops the others). Proposals and reasons are for those who work with
    each person; counts by group are what others quote.
    """
    shut = {place for place, count in enumerate(counts) if 0 < count < LEAST_SHOWN}
    smallest_first = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    others = [place for place in smallest_first if counts[place] >= LEAST_SHOWN]
    while shut and others and (len(shut) < 2 or sum(counts[place] for place in shut) < LEAST_SHOWN):
        shut.add(others.pop(0))
    return tuple(None if place in shut else count for place, count in enumerate(counts))


def told(counts: Sequence[int], words: Words) -> tuple[int | str, ...]:
    """Counts of people by group in, what may be told of them out: the number, or that it is hidden."""
    return tuple(words.say("report.groups.hidden") if count is None else count for count in hidden(counts))


def groups(plan: Plan, cohort: Cohort, words: Words) -> tuple[Group, ...]:
    """People of the round by municipality, and people with a proposal by trade."""
    homes = (words.catalogue.municipalities[home].shown for home in cohort.people.municipality.tolist())
    trades = {(one.candidate, words.trade(one.trade)) for one in plan.assignments}
    return (
        _group("municipality", Counter(homes), words),
        _group("trade", Counter(trade for _, trade in sorted(trades)), words),
    )


def _group(key: str, counted: Mapping[str, int], words: Words) -> Group:
    names = sorted(counted)
    counts = [counted[name] for name in names]
    if not any(hidden(counts)):
        return Group(key, ())
    return Group(key, tuple(zip(names, told(counts, words), strict=True)))
