"""A model's limits sorted: what one employer keeps by itself, and what runs across employers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.allocation.limited.model import NO_MOST, Limit, Model
from matching.domain.columns import Bool, Int32, Int64
from matching.domain.constraints import LimitKind

NO_TOTAL = -1
"""The total of an employer that has none."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Layout:
    """The columns of a model as blocks of employers, and which limits stand inside a block."""

    model: Model
    starts: Int64
    """Where the pairs of each opening begin, shape (openings + 1,)."""
    order: Int64
    """Openings, those of one employer together."""
    employers: Int64
    """Where each employer begins in `order`, shape (employers + 1,)."""
    least: Int64
    most: Int64
    may_be_none: Bool
    """People an opening takes by the limits of itself alone: from least to most, or none; shape (openings,)."""
    totals: Int64
    """The most people of each employer, NO_TOTAL for no such limit, shape (employers,)."""
    relaxed: Bool
    """Limits that run across employers, or are about some of their people, shape (limits,)."""

    @property
    def plain(self) -> bool:
        """Whether nothing but room and lists limits the choice."""
        return not self.model.limits and not len(self.model.together) and not len(self.model.apart)

    @cached_property
    def limits_at(self) -> tuple[Int64, Int64]:
        """The limits that concern each opening: where they begin, shape (openings + 1,), and which."""
        concerned = [
            np.arange(len(self.least)) if one.openings is None else np.flatnonzero(one.openings)
            for one in self.model.limits
        ]
        limit = np.repeat(np.arange(len(concerned)), [len(one) for one in concerned])
        opening = np.concatenate([np.empty(0, dtype=np.int64), *concerned])
        order = np.lexsort((limit, opening))
        return np.searchsorted(opening[order], np.arange(len(self.least) + 1)), limit[order]

    @cached_property
    def masks(self) -> tuple[Int32, Bool]:
        """The row of the table of people each limit counts, shapes (limits,), (rows, people); row 0 is all."""
        rows, tables = [], [np.ones(len(self.model.lists), dtype=np.bool_)]
        for one in self.model.limits:
            rows.append(0 if one.people is None else len(tables))
            if one.people is not None:
                tables.append(one.people)
        return np.array(rows, dtype=np.int32), np.array(tables)

    def counted(self, pairs: Int64) -> tuple[Int64, Int64]:
        """Each pair, as its place among those given, beside each limit it counts in."""
        starts, limits = self.limits_at
        opening = self.model.opening[pairs]
        counts = starts[opening + 1] - starts[opening]
        place = np.repeat(np.arange(len(pairs)), counts)
        first = np.repeat(starts[opening] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        limit = limits[first + np.arange(len(place))]
        rows, tables = self.masks
        kept = tables[rows[limit], self.model.person[pairs][place]]
        return place[kept], limit[kept]

    def counts(self, pairs: Int64) -> Int64:
        """How many of the pairs each limit counts, shape (limits,)."""
        return np.bincount(self.counted(pairs)[1], minlength=len(self.model.limits)).astype(np.int64)


def lay_out(model: Model) -> Layout:
    """A model in, its blocks out."""
    openings = len(model.capacities)
    employers = int(model.employer.max(initial=-1)) + 1
    order = np.argsort(model.employer, kind="stable")
    least, most = np.zeros(openings, dtype=np.int64), np.full(openings, NO_MOST)
    may_be_none = np.ones(openings, dtype=np.bool_)
    totals = np.full(employers, NO_TOTAL)
    sizes = np.bincount(model.employer, minlength=employers)
    relaxed = []
    for one in model.limits:
        mine = np.flatnonzero(one.openings) if one.openings is not None else np.arange(openings)
        held = one.people is None and len(mine) > 0
        if held and one.kind is LimitKind.CLASS and len(mine) == 1:
            least[mine] = np.maximum(least[mine], one.least)
            most[mine] = np.minimum(most[mine], one.most)
            may_be_none[mine] &= one.or_none or one.least == 0
        elif held and _is_total(one, model.employer[mine], sizes):
            firm = model.employer[mine[0]]
            totals[firm] = one.most if totals[firm] == NO_TOTAL else min(one.most, int(totals[firm]))
        else:
            relaxed.append(True)
            continue
        relaxed.append(False)
    return Layout(
        model=model,
        starts=np.searchsorted(model.opening, np.arange(openings + 1)),
        order=order,
        employers=np.searchsorted(model.employer[order], np.arange(employers + 1)),
        least=least,
        most=most,
        may_be_none=may_be_none,
        totals=totals,
        relaxed=np.array(relaxed, dtype=np.bool_),
    )


def _is_total(limit: Limit, firms: Int32, sizes: Int64) -> bool:
    """Whether a limit is a most of all openings of one employer together."""
    alone = bool((firms == firms[0]).all()) and len(firms) == int(sizes[firms[0]])
    return limit.kind is LimitKind.EMPLOYER and alone and limit.least == 0
