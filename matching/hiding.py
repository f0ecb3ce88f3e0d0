"""Counts of people by group in, what may be told of them out: no number gives a few people away."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Final, TypeVar

Stage = TypeVar("Stage", bound=Hashable)

LEAST_SHOWN: Final = 10
"""Fewer people than this are never told as the count of a group (source: the programme's rule for statistics)."""


def hidden(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Counts of people by group in, the same with those that may not be told as None out.

    A group count is a number of people who have something in common: a home, a trade. One from 1 to 9 is hidden, 0
    is not. The sum is taken to be known, for the round as a whole is told: where it would give a hidden count
    away, or show that all the hidden are fewer than 10, the smallest of the others are hidden with it. Not counts
    of people by group, and told as they are: the round's own totals, openings, places, and pairs (how many meet
    the requirements of an opening, and what stops the others). Proposals and reasons are for those who work with
    each person; counts by group are what others quote.
    """
    shut = {place for place, count in enumerate(counts) if _few(count)}
    others = {count for count in counts if count >= LEAST_SHOWN}
    while shut and others and (len(shut) < 2 or sum(counts[place] for place in shut) < LEAST_SHOWN):
        next_smallest = min(others)
        others.remove(next_smallest)
        # All of one size, so that nothing hangs on the order or the names of the groups.
        shut |= {place for place, count in enumerate(counts) if count == next_smallest}
    return tuple(None if place in shut else count for place, count in enumerate(counts))


def hidden_parts(
    wholes: Sequence[int], parts: Sequence[int], closed: Collection[int] = ()
) -> frozenset[int] | None:
    """People by group, and how many of each something is true of, in; places of the groups to hide it for out.

    Both those it is true of and the others are counts of people: from 1 to 9 of either hides the group, and so does
    a place in `closed`, the groups whose number of people is hidden. The sums over all groups are taken as known.
    So the hidden groups that are closed, or where it is true of some and not of others, are at least two, and they
    have 10 people or more of either kind between them, or are all groups there are; else the smallest of the others
    of that sort are hidden with them. None where even that is not enough: then nothing may be told for any group.
    What is true of nobody, or of everybody, of the round is no secret of a group.
    """
    rests = [whole - part for whole, part in zip(wholes, parts, strict=True)]
    if not (sum(parts) and sum(rests)):
        return frozenset(closed)
    unsure = {*closed, *(place for place in range(len(wholes)) if parts[place] and rests[place])}
    shut = {*closed, *(place for place in range(len(wholes)) if _few(parts[place]) or _few(rests[place]))}

    def enough() -> bool:
        inside = shut & unsure
        sums = [sum(some[place] for place in inside) for some in (parts, rests)]
        return len(inside) > 1 and (len(shut) == len(wholes) or min(sums) >= LEAST_SHOWN)

    sizes = sorted({(wholes[place], parts[place]) for place in unsure - shut}, reverse=True)
    while shut and not enough():
        if not sizes:
            return None
        smallest = sizes.pop()
        shut |= {place for place in unsure if (wholes[place], parts[place]) == smallest}
    return frozenset(shut)


def hidden_stages(
    wholes: Sequence[int], stages: Mapping[Stage, Sequence[int]], within: Mapping[Stage, Stage]
) -> Mapping[Stage, frozenset[int]]:
    """People by group, and how many of each have come to each stage, in; the places hidden at each stage out.

    `within` names, for a stage, the one all who come to it have come to before: nobody is proposed who is not
    eligible. Where one stage cannot be hidden well enough, or it follows from the stages together that something
    hidden is of 1-9 people, even if not of how many, none of them is told for any group.
    """
    told = hidden(wholes)
    closed = {place for place, count in enumerate(told) if count is None}
    shut = {stage: hidden_parts(wholes, parts, closed) for stage, parts in stages.items()}
    sound = {stage: places for stage, places in shut.items() if places is not None}
    if len(sound) < len(shut) or _something_follows(told, sum(wholes), stages, within, sound):
        return dict.fromkeys(stages, frozenset(range(len(wholes))))
    return sound


def _something_follows(
    told: Sequence[int | None],
    everybody: int,
    stages: Mapping[Stage, Sequence[int]],
    within: Mapping[Stage, Stage],
    shut: Mapping[Stage, frozenset[int]],
) -> bool:
    """Whether something hidden is sure to be 1-9 people for one who knows all that is told, and the sums."""
    untold = everybody - sum(count or 0 for count in told)
    sizes = [untold if count is None else count for count in told]
    ranges = {
        stage: [
            (0, size) if place in shut[stage] else (parts[place], parts[place])
            for place, size in enumerate(sizes)
        ]
        for stage, parts in stages.items()
    }
    for _ in range(2 * len(sizes) * len(stages)):
        for stage, parts in stages.items():
            ranges[stage] = [_narrowed(place, ranges[stage], sum(parts)) for place in range(len(sizes))]
        for stage, before in within.items():
            both = list(zip(ranges[stage], ranges[before], strict=True))
            ranges[stage] = [(low, min(high, most)) for (low, high), (_, most) in both]
            ranges[before] = [(max(least, low), most) for (low, _), (least, most) in both]
    return any(
        _surely_few(low, high)
        or (told[place] is not None and _surely_few(sizes[place] - high, sizes[place] - low))
        for stage, places in shut.items()
        if 0 < sum(stages[stage]) < everybody
        for place in places
        for low, high in [ranges[stage][place]]
    )


def _narrowed(place: int, ranges: Sequence[tuple[int, int]], total: int) -> tuple[int, int]:
    """The range of one of several numbers, when their sum is known."""
    low, high = ranges[place]
    least, most = (sum(one[end] for one in ranges) - ranges[place][end] for end in (0, 1))
    return max(low, total - most), min(high, total - least)


def _few(count: int) -> bool:
    return 0 < count < LEAST_SHOWN


def _surely_few(low: int, high: int) -> bool:
    """Whether a count in this range is from 1 to 9, whichever it is."""
    return low > 0 and high < LEAST_SHOWN
