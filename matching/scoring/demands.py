"""Openings in, the different lists of skills they ask for and who speaks for what in each out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int32, Int64, Ragged, Rows
from matching.domain.openings import Openings
from matching.domain.reference import Trade
from matching.scoring.held import IN_FULL, Held

Table = Any
"""A sparse table of whole numbers, as scipy has it."""

LOUDEST = 1 << 40
"""More than any skill can say of another."""

MUST, NICE = 2, 1
"""How much a must and a nice skill count."""


@dataclass(frozen=True, eq=False)
class Demands:
    """The different lists of skills asked for: must skills before nice ones, each kind by position.

    A skill held speaks for one skill of a list: itself where it is asked for, else the one where count times
    nearness is greatest, of equals the one that stands first.
    """

    asked: Ragged
    """Skills of each list."""
    counts: Ragged
    """MUST or NICE, beside each skill asked for."""
    slight: Ragged
    """1 where a little is enough, else 0, beside each skill asked for."""
    catalogue: Catalogue

    def __len__(self) -> int:
        return len(self.asked)

    @cached_property
    def caps(self) -> Int32:
        """The most that each skill asked for can reach, shape of `asked.values`: count times weight, doubled."""
        caps = IN_FULL * self.counts.values * self.catalogue.skill_weights[self.asked.values]
        return caps.astype(np.int32)

    @cached_property
    def full(self) -> Int64:
        """All that each list can reach, shape (lists,); 0 where nothing is asked for."""
        return np.bincount(self.asked.row_of_each(), self.caps, len(self)).astype(np.int64)

    @cached_property
    def said(self) -> tuple[Ragged, Ragged, Ragged]:
        """Of each list: the skills that speak for something in it, rising, for which in it, and how much."""
        near = {skill: self.catalogue.similarity.near(skill) for skill in set(self.asked.values.tolist())}
        counts = self.counts.values * np.where(self.slight.values == 1, 2, 1)
        own, kin = self.asked.values, [near[skill] for skill in self.asked.values.tolist()]
        size = np.array([len(held) for held, _ in kin], dtype=np.int64)
        place = np.concatenate([np.arange(len(own)), np.repeat(np.arange(len(own)), size)])
        held = np.concatenate([own, *(held for held, _ in kin)]).astype(np.int64)
        worth = np.concatenate([self.catalogue.skill_weights[own], *(worth for _, worth in kin)])
        of_list = self.asked.row_of_each()[place]
        said, is_itself = counts[place] * worth, np.arange(len(place)) < len(own)
        # Sorting is stable and places rise among kin, so of equals the one that stands first is first.
        one_of_list = of_list * len(self.catalogue.skills) + held
        order = np.lexsort((-said - LOUDEST * is_itself, one_of_list))
        chosen = order[_is_first(one_of_list[order])]
        within = place[chosen] - self.asked.offsets[of_list[chosen]]
        offsets = np.searchsorted(of_list[chosen], np.arange(len(self) + 1))
        of_each = (column.astype(np.int32) for column in (held[chosen], within, said[chosen]))
        one, other, third = (Ragged(offsets.astype(np.int64), values) for values in of_each)
        return one, other, third

    def reached(self, held: Held, lists: Rows) -> Table:
        """What people reach of every skill asked for in some lists, shape (people, skills asked for in them)."""
        skills, targets, said = (column.take(lists) for column in self.said)
        asked = self.asked.take(lists)
        target = asked.offsets[skills.row_of_each()] + targets.values
        size = len(self.catalogue.skills)
        spoken = sparse.csr_array((said.values, (skills.values, target)), shape=(size, len(asked.values)))
        strength = sparse.csr_array(
            (held.strength.values, held.skills.values, held.skills.offsets), shape=(len(held), size)
        )
        caps = Ragged(self.asked.offsets, self.caps).take(lists).values
        reached = sparse.csr_array(strength @ spoken)
        reached.data = np.minimum(reached.data, caps[reached.indices])
        return reached

    def evidence(self, held: Held, lists: Rows) -> Int64:
        """What people reach of each list in all, shape (people, lists)."""
        of_list = self.asked.take(lists).row_of_each()
        each = np.ones(len(of_list), dtype=np.int64)
        belongs = sparse.csr_array((each, (np.arange(len(of_list)), of_list)), shape=(len(each), len(lists)))
        return np.asarray((self.reached(held, lists) @ belongs).toarray(), dtype=np.int64)


def demands(openings: Openings, catalogue: Catalogue) -> tuple[Demands, Int32]:
    """The different lists, and the list of each opening in each of its trades, shape (alternatives, openings).

    A blank list is the typical one of the trade. A skill in both is a must; one that can be learnt is in none.
    """
    lists: dict[tuple[tuple[int, int, int], ...], int] = {}
    number = np.zeros(openings.trades.T.shape, dtype=np.int32)
    for alternative in range(len(number)):
        for row, asked in enumerate(_asked(openings, catalogue.trades, alternative)):
            number[alternative, row] = lists.setdefault(asked, len(lists))
    parts = (Ragged.of([one[part] for one in asked] for asked in lists) for part in range(3))
    skills, counts, slight = parts
    return Demands(skills, counts, slight, catalogue), number


def _asked(
    openings: Openings, trades: Sequence[Trade], alternative: int
) -> list[tuple[tuple[int, int, int], ...]]:
    """(skill, count, whether a little is enough) of what each opening asks for in one of its trades."""
    found: list[tuple[tuple[int, int, int], ...]] = []
    for row, trade in enumerate(openings.trades[:, alternative].tolist()):
        if trade == BLANK:
            found.append(())
            continue
        must = _stated(openings.must, openings.must_known, row, trades[trade].must)
        nice = _stated(openings.nice, openings.nice_known, row, trades[trade].nice)
        slight, learnable = set(openings.slight.row(row)), set(openings.learnable.row(row))
        counted = [(MUST, one) for one in sorted({*must} - learnable)]
        counted += [(NICE, one) for one in sorted({*nice} - learnable - {*must})]
        found.append(tuple((one, count, int(one in slight)) for count, one in counted))
    return found


def _stated(lists: Ragged, known: Bool, row: int, typical: Sequence[int]) -> Sequence[int]:
    return lists.row(row) if known[row] else typical


def _is_first(values: Int64) -> Bool:
    """Whether each value is the first of its kind, equal values standing together."""
    first = np.ones(len(values), dtype=np.bool_)
    first[1:] = values[1:] != values[:-1]
    return first
