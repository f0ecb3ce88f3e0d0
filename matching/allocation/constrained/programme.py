"""Some pairs of a model as a mixed integer programme in rows and columns, the choice among the others held.

Beside a column for each pair there are: z of an opening that two people at half time can share, the seats so used;
y of a limit that may be none, whether it is held; v of a companion at an employer, whether she is there; u of a
person, whether she has any pair; and slack of what must be reached, where a choice may fall short at a price.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import csr_array

from matching.allocation.constrained.goal import Goal
from matching.allocation.constrained.layout import Layout
from matching.domain.columns import Bool, Int32, Int64

FREE: Final = np.inf


@dataclass(frozen=True, eq=False, kw_only=True)
class Programme:
    """Make worth @ x as great as can be: low <= table @ x <= high, least <= x <= most, the last columns whole.

    Pairs that nothing but room and lists limits are a flow once it is known which seats are shared, and then whole.
    """

    pairs: int
    """The first columns are pairs."""
    flowing: int
    """The first columns that need not be asked to be whole."""
    worth: np.ndarray
    least: np.ndarray
    most: np.ndarray
    table: csr_array
    low: np.ndarray
    high: np.ndarray


class Rows:
    """Rows and columns as they are added."""

    def __init__(self, worth: Int64, forced: Bool) -> None:
        self.worth = [worth.astype(float)]
        self.least, self.most = [forced.astype(float)], [np.ones(len(worth))]
        self.columns, self.rows = len(worth), 0
        self.entries: list[tuple[Int64, Int64, np.ndarray]] = []
        self.low: list[np.ndarray] = []
        self.high: list[np.ndarray] = []

    def column(self, most: np.ndarray, worth: float = 0.0, kept: np.ndarray | None = None) -> Int64:
        """New columns from 0 to `most`, or as they are kept."""
        self.worth.append(np.full(len(most), worth))
        self.least.append(np.zeros(len(most)) if kept is None else kept.astype(float))
        self.most.append(most if kept is None else kept.astype(float))
        self.columns += len(most)
        return np.arange(self.columns - len(most), self.columns)

    def row(self, low: np.ndarray, high: np.ndarray, *entries: tuple[Int64, Int64, np.ndarray]) -> None:
        """New rows; entries are (row among the new, column, number)."""
        self.entries += [(row + self.rows, column, number) for row, column, number in entries]
        self.low.append(low)
        self.high.append(high)
        self.rows += len(low)

    def programme(self, pairs: int, *, flows: bool) -> Programme:
        """All of it put together."""
        nothing = (np.empty(0, dtype=np.int64),) * 2 + (np.empty(0),)
        row, column, number = (np.concatenate(one) for one in zip(nothing, *self.entries, strict=True))
        return Programme(
            pairs=pairs,
            flowing=pairs if flows else 0,
            worth=np.concatenate(self.worth),
            least=np.concatenate(self.least),
            most=np.concatenate(self.most),
            table=csr_array((number, (row, column)), shape=(self.rows, self.columns)),
            low=np.concatenate([np.empty(0), *self.low]),
            high=np.concatenate([np.empty(0), *self.high]),
        )


def programme(
    layout: Layout, goal: Goal, free: Int64, held: Int64, price: int = 0, like: Bool | None = None
) -> Programme:
    """The free pairs of a model with those held chosen, whole and exact; both by position.

    Where `price` is not 0 a choice may fall short of a least, of the aims before or of companions at that price
    for each that is missing. Where a choice `like` is given, shape (pairs,), seats are shared and limits that may
    be none are held as they are in it.
    """
    rows = Rows(goal.worth[free], layout.model.forced[free])
    _people(rows, layout, goal, free, held, price)
    _room(rows, layout, free, held, like)
    _limits(rows, layout, free, held, price, like)
    _companions(rows, layout, free, held, price)
    return rows.programme(len(free), flows=_flows(layout, goal, free, held))


def _flows(layout: Layout, goal: Goal, free: Int64, held: Int64) -> bool:
    """Whether the pairs are a flow once it is known which seats are shared."""
    model = layout.model
    used = np.bincount(model.opening[held], weights=model.size[held], minlength=len(model.capacities))
    size = int(model.size[free].max(initial=1))
    even = size == 1 or (size == 2 and bool(((model.capacities - used) % 2 == 0).all()))
    return layout.plain and even and not goal.people and not goal.proposals


def _slack(rows: Rows, count: int, price: int) -> tuple[Int64, Int64, np.ndarray]:
    """One column of slack for each of so many new rows, where a choice may fall short."""
    if price == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)
    return np.arange(count), rows.column(np.full(count, FREE), -price), np.ones(count)


def _people(rows: Rows, layout: Layout, goal: Goal, free: Int64, held: Int64, price: int) -> None:
    """Each person has her lists at most, and a first pair counts as goal says."""
    model = layout.model
    who, row = np.unique(model.person[free], return_inverse=True)
    taken = np.bincount(model.person[held], minlength=len(model.lists))
    left = (model.lists - taken)[who].astype(float)
    ones = np.ones(len(free))
    rows.row(np.full(len(who), -FREE), left, (row, np.arange(len(free)), ones))
    unmet = goal.people - int(np.count_nonzero(taken))
    if goal.first or goal.people:
        new = np.flatnonzero(taken[who] == 0)
        has = rows.column(np.ones(len(new)), goal.first)
        at = np.isin(row, new)
        place = np.searchsorted(new, row[at])
        entries = (np.arange(len(new)), has, np.ones(len(new))), (place, np.flatnonzero(at), -ones[at])
        rows.row(np.full(len(new), -FREE), np.zeros(len(new)), *entries)
        if goal.people:
            every = np.zeros(len(new), dtype=np.int64), has, np.ones(len(new))
            rows.row(np.array([float(unmet)]), np.array([FREE]), every, _slack(rows, 1, price))
    if goal.proposals:
        every = np.zeros(len(free), dtype=np.int64), np.arange(len(free)), ones
        low = np.array([float(goal.proposals - len(held))])
        rows.row(low, np.array([FREE]), every, _slack(rows, 1, price))


def _room(rows: Rows, layout: Layout, free: Int64, held: Int64, like: Bool | None) -> None:
    """Sizes at an opening within its capacity; where sizes 1 and 2 meet, as seats of which some are shared."""
    model = layout.model
    size = model.size[free]
    where, row = np.unique(model.opening[free], return_inverse=True)
    used = np.bincount(model.opening[held], weights=model.size[held], minlength=len(model.capacities))
    left = (model.capacities - used)[where]
    columns, ones = np.arange(len(free)), np.ones(len(free))
    share = (left % 2 == 0) & (np.bincount(row, weights=size == 1) > 0)
    share &= (np.bincount(row, weights=size == 2) > 0) & (np.bincount(row, weights=size > 2) == 0)
    plain = np.where(share, FREE, left)
    mine = ~share[row]
    rows.row(np.full(len(where), -FREE), plain, (row[mine], columns[mine], size[mine].astype(float)))
    shared = np.flatnonzero(share)
    seats = rows.column(left[shared] // 2, kept=_shared(layout, like, where[shared]))
    place = np.searchsorted(shared, row)
    low, each = np.full(len(shared), -FREE), (np.arange(len(shared)), seats, np.ones(len(shared)))
    full, half = ~mine & (size == 2), ~mine & (size == 1)
    rows.row(low, left[shared] // 2, each, (place[full], columns[full], ones[full]))
    twice = each[0], seats, np.full(len(shared), -2.0)
    rows.row(low, np.zeros(len(shared)), twice, (place[half], columns[half], ones[half]))
    count = int(np.count_nonzero(half))
    alone = np.arange(count)
    rows.row(
        np.full(count, -FREE),
        np.zeros(count),
        (alone, columns[half], ones[half]),
        (alone, seats[place[half]], -ones[half]),
    )


def _shared(layout: Layout, like: Bool | None, openings: Int32 | Int64) -> np.ndarray | None:
    """The seats shared at some openings in a choice."""
    if like is None:
        return None
    half = np.flatnonzero(like & (layout.model.size == 1))
    return (np.bincount(layout.model.opening[half], minlength=len(layout.least))[openings] + 1) // 2


def _limits(rows: Rows, layout: Layout, free: Int64, held: Int64, price: int, like: Bool | None) -> None:
    """Every limit that counts a free pair, or is not yet reached, in a row."""
    limits = layout.model.limits
    place, limit = layout.counted(free)
    already = layout.counts(held)
    least = np.array([one.least for one in limits], dtype=np.int64) - already
    most = np.array([one.most for one in limits], dtype=np.int64) - already
    or_none = np.array([one.or_none for one in limits], dtype=np.bool_) & (already == 0)
    told = np.zeros(len(limits), dtype=np.bool_)
    told[limit] = True
    told |= (least > 0) & ~or_none
    which = np.flatnonzero(told)
    counted = np.searchsorted(which, limit), place, np.ones(len(place))
    few = np.bincount(counted[0], minlength=len(which))
    least, most, or_none = least[which], np.minimum(most[which], few), or_none[which]
    slack = _slack(rows, len(which), price)
    held_or_not = np.flatnonzero(or_none)
    kept = None if like is None else layout.counts(np.flatnonzero(like))[which[held_or_not]] > 0
    is_held = rows.column(np.ones(len(held_or_not)), kept=kept)
    low = np.where(or_none, 0, least).astype(float)
    high = np.where(or_none, 0, most).astype(float)
    upper = held_or_not, is_held, -most[or_none].astype(float)
    lower = held_or_not, is_held, -least[or_none].astype(float)
    rows.row(low, np.full(len(which), FREE), counted, lower, slack)
    rows.row(np.full(len(which), -FREE), high, counted, upper)
    alone = or_none[counted[0]]
    at = np.arange(int(np.count_nonzero(alone)))
    y = is_held[np.searchsorted(held_or_not, counted[0][alone])]
    ones = np.ones(len(at))
    rows.row(-FREE * ones, 0 * ones, (at, place[alone], ones), (at, y, -ones))


def _companions(rows: Rows, layout: Layout, free: Int64, held: Int64, price: int) -> None:
    """At every employer both of two people or neither; or at none both."""
    model = layout.model
    for couples, together in ((model.together, True), (model.apart, False)):
        for couple in couples:
            firms = np.unique(model.employer[model.opening[free[np.isin(model.person[free], couple)]]])
            there = [_is_there(rows, layout, free, held, int(who), firms) for who in couple]
            each, ones = np.arange(len(firms)), np.ones(len(firms))
            if together:
                more, less = _slack(rows, len(firms), price), _slack(rows, len(firms), price)
                entries = (each, there[0], ones), (each, there[1], -ones), more, (*less[:2], -less[2])
                rows.row(0 * ones, 0 * ones, *entries)
            else:
                rows.row(-FREE * ones, ones, (each, there[0], ones), (each, there[1], ones))


def _is_there(rows: Rows, layout: Layout, free: Int64, held: Int64, person: int, firms: Int32) -> Int64:
    """Columns that tell whether a person has a pair at each of the firms."""
    model = layout.model
    here = np.flatnonzero(model.person[free] == person)
    row = np.searchsorted(firms, model.employer[model.opening[free[here]]])
    hers = held[model.person[held] == person]
    already = np.isin(firms, model.employer[model.opening[hers]])
    there = rows.column(np.ones(len(firms)))
    each, ones, most = np.arange(len(firms)), np.ones(len(firms)), float(model.lists[person])
    low = np.where(already, 1.0, -FREE)
    rows.row(-FREE * ones, already * ones, (each, there, ones), (row, here, -np.ones(len(here))))
    rows.row(-FREE * ones, 0 * ones, (each, there, -most * ones), (row, here, np.ones(len(here))))
    rows.row(low, FREE * ones, (each, there, ones))
    return there
