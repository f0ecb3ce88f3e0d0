"""A first choice: pairs in an order, one after another, where nothing that may not be passed stops them."""

from collections import defaultdict

import numpy as np

from matching.allocation.constrained.layout import Layout
from matching.domain.columns import Bool, Int64


def first_choice(layout: Layout, order: Int64) -> Bool:
    """The forced pairs, then others in the order given, then without classes too small to be held; shape (pairs,).

    Leasts, company and aims before may be missing in it; everything that may not be passed is kept, if the forced
    pairs keep it.
    """
    closed: set[int] = set()
    while True:
        chosen = _filled(layout, order, closed)
        small = _too_small(layout, chosen) - closed
        if not small:
            return chosen
        closed |= small


def _too_small(layout: Layout, chosen: Bool) -> set[int]:
    """Limits that may be none and are held by too few, none of them pinned."""
    model = layout.model
    counts = layout.counts(np.flatnonzero(chosen))
    pinned = layout.counts(np.flatnonzero(model.forced))
    return {
        number
        for number, one in enumerate(model.limits)
        if one.or_none and 0 < counts[number] < one.least and pinned[number] == 0
    }


def _filled(layout: Layout, order: Int64, closed: set[int]) -> Bool:
    model = layout.model
    chosen = model.forced.copy()
    pinned = np.flatnonzero(chosen)
    lists = (model.lists - np.bincount(model.person[pinned], minlength=len(model.lists))).tolist()
    used = np.bincount(model.opening[pinned], weights=model.size[pinned], minlength=len(model.capacities))
    room = (model.capacities - used).astype(np.int64).tolist()
    left = (np.array([one.most for one in model.limits], dtype=np.int64) - layout.counts(pinned)).tolist()
    for one in closed:
        left[one] = 0
    strangers = _strangers(layout)
    where: dict[int, set[int]] = defaultdict(set)
    for person, opening in zip(model.person[pinned].tolist(), model.opening[pinned].tolist(), strict=True):
        where[person].add(int(model.employer[opening]))
    place, limit = layout.counted(order)
    starts = np.searchsorted(place, np.arange(len(order) + 1)).tolist()
    limits = limit.tolist()
    columns = (
        model.person[order],
        model.opening[order],
        model.size[order],
        model.employer[model.opening[order]],
    )
    for number, (person, opening, size, firm) in enumerate(
        zip(*(one.tolist() for one in columns), strict=True)
    ):
        mine = limits[starts[number] : starts[number + 1]]
        if lists[person] < 1 or room[opening] < size or chosen[order[number]]:
            continue
        if any(left[one] < 1 for one in mine) or any(firm in where[other] for other in strangers[person]):
            continue
        chosen[order[number]] = True
        where[person].add(firm)
        lists[person] -= 1
        room[opening] -= size
        for one in mine:
            left[one] -= 1
    return chosen


def _strangers(layout: Layout) -> dict[int, list[int]]:
    """The people each person must not be at an employer with."""
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in layout.model.apart.tolist():
        found[one].append(other)
        found[other].append(one)
    return found
