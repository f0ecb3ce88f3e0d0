"""A plan and its cohort in, counts of people by group out, with the groups too small to show hidden."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matching.domain.cohort import Cohort
from matching.domain.plan import Plan
from matching.hiding import hidden
from matching.wording import Words


@dataclass(frozen=True)
class Group:
    """One way of counting people by group: rows of the group's name and its count, hidden or not."""

    key: str
    """Names the texts of the group: `municipality` or `trade`."""
    rows: tuple[tuple[str, int | str], ...]
    """Empty where none of the groups has as many people as can be told."""


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
