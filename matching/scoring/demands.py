"""Openings in, the different lists of skills they ask for and who speaks for what in each out."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int16, Int32, Int64, Ragged, Rows
from matching.domain.openings import Openings
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
        counts = self.counts.values * np.where(self.slight.values == 1, 2, 1)
        own, (kin, of_kin) = self.asked.values, self._kin
        place = np.concatenate([np.arange(len(own)), kin.row_of_each()])
        held = np.concatenate([own, kin.values]).astype(np.int64)
        worth = np.concatenate([self.catalogue.skill_weights[own], of_kin.values])
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

    @property
    def _kin(self) -> tuple[Ragged, Ragged]:
        """The skills near each skill asked for, and what they are worth, a row for each of `asked.values`."""
        skills, number = np.unique(self.asked.values, return_inverse=True)
        near = [self.catalogue.similarity.near(skill) for skill in skills.tolist()]
        kin, worth = (Ragged.of([one[column].tolist() for one in near]) for column in range(2))
        return kin.take(number), worth.take(number)

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

    def heard(self, held: Held, lists: Rows) -> tuple[Ragged, Int64]:
        """The same of each person with one list, by what speaks for it.

        Gives the skills held that speak for each skill asked for, those that say most first, a row for each value
        of the lists taken; and beside each of them how much it says.
        """
        skills, targets, said = self.said
        size, row = len(self.catalogue.skills), held.skills.row_of_each()
        wanted = lists[row] * size + held.skills.values
        # Rising, for so are the skills of each list.
        there = skills.row_of_each() * size + skills.values
        place = np.searchsorted(there, wanted)
        hit = np.flatnonzero(np.append(there, -1)[place] == wanted)
        place, row, skill = place[hit], row[hit], held.skills.values[hit]
        asked = self.asked.take(lists).offsets
        part = asked[row] + targets.values[place]
        loud = held.strength.values[hit].astype(np.int64) * said.values[place]
        order = np.lexsort((skill, -loud, part))
        offsets = np.searchsorted(part[order], np.arange(asked[-1] + 1)).astype(np.int64)
        return Ragged(offsets, skill[order]), loud[order]

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
    trade = openings.trades.T.reshape(-1)
    offer = _asked(openings, trade, catalogue)
    # Lists are equal where all they say is: told as bytes, numbered in the order they are met in.
    columns = np.ascontiguousarray(offer[1:].T.astype(np.int32))
    told, size = columns.tobytes(), columns.itemsize * columns.shape[1]
    ends = (size * np.searchsorted(offer[0], np.arange(len(trade) + 1))).tolist()
    lists: dict[bytes, int] = {}
    number = np.array(
        [lists.setdefault(told[first:last], len(lists)) for first, last in pairwise(ends)], dtype=np.int32
    )
    offsets = np.concatenate([[0], np.cumsum([len(one) // size for one in lists])]).astype(np.int64)
    values = np.frombuffer(b"".join(lists), dtype=np.int32).reshape(-1, columns.shape[1])
    skills, counts, slight = (Ragged(offsets, values[:, part].copy()) for part in range(3))
    return Demands(skills, counts, slight, catalogue), number.reshape(openings.trades.T.shape)


def _asked(openings: Openings, trade: Int16, catalogue: Catalogue) -> Int64:
    """(offer, skill, count, whether a little is enough) of all that is asked for, in the order it is told in.

    Offer a * openings + j is opening j in its trade a; one that is not there asks for nothing.
    """
    is_there = trade != BLANK
    row = np.tile(np.arange(len(openings)), openings.trades.shape[1])
    kinds = len(catalogue.skills)
    must, nice = (
        _stated(lists, known, row, is_there, trade, Ragged.of(typical))
        for lists, known, typical in (
            (openings.must, openings.must_known, [one.must for one in catalogue.trades]),
            (openings.nice, openings.nice_known, [one.nice for one in catalogue.trades]),
        )
    )
    learnable = openings.learnable.row_of_each() * kinds + openings.learnable.values
    slight = openings.slight.row_of_each() * kinds + openings.slight.values
    musts, nices = (np.unique(one[0] * kinds + one[1]) for one in (must, nice))
    nices = nices[~np.isin(nices, musts)]
    count = np.repeat([MUST, NICE], [len(musts), len(nices)])
    offer, skill = np.divmod(np.concatenate([musts, nices]), kinds)
    of_opening = row[offer] * kinds + skill
    keep = ~np.isin(of_opening, learnable)
    order = np.lexsort((skill, -count, offer))
    order = order[keep[order]]
    return np.stack([offer, skill, count, np.isin(of_opening, slight)]).astype(np.int64)[:, order]


def _stated(
    lists: Ragged, known: Bool, row: Rows, is_there: Bool, trade: Int16, typical: Ragged
) -> tuple[Int64, Int64]:
    """(offer, skill) of the lists stated, and of the typical ones of the trades where none is."""
    own, usual = np.flatnonzero(is_there & known[row]), np.flatnonzero(is_there & ~known[row])
    told, taken = lists.take(row[own]), typical.take(trade[usual].astype(np.intp))
    offer = np.concatenate([own[told.row_of_each()], usual[taken.row_of_each()]])
    return offer, np.concatenate([told.values, taken.values]).astype(np.int64)


def _is_first(values: Int64) -> Bool:
    """Whether each value is the first of its kind, equal values standing together."""
    first = np.ones(len(values), dtype=np.bool_)
    first[1:] = values[1:] != values[:-1]
    return first
