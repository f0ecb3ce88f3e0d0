"""Rules evaluated over distinct values in, tables that tell who may meet whom without looking at every pair out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from matching.blocks.grid import Grid, distinct
from matching.domain.answers import YES, Answers
from matching.domain.columns import Bool, Columns, Int32, Int64, Rows

Words = npt.NDArray[np.uint64]

WORD: Final = 64

PLACE_READS: Final = ("municipality", "travel_mode", "travel_limit")
"""People who are equal in these columns stand side by side: one look says whether they can reach a place."""


@dataclass(frozen=True, eq=False)
class Sieve:
    """Who may meet whom. People are numbered by group, those who may meet nobody left out.

    A pair may meet if the answer of group and place is at `least` that asked for and the person has every bit
    the opening needs.
    """

    least: int
    """YES, or UNKNOWN where what is not known is no hindrance."""

    people: Int32
    """The row of each person numbered."""
    groups: Int64
    """Group g has the people groups[g]:groups[g + 1], shape (groups + 1,)."""
    places: Int32
    """The place of each opening."""
    reach: Answers
    """The answer of the rules that ask about places alone, shape (places, groups)."""
    needs: Words
    """A bit for every distinct demand that an opening makes, shape (openings, words)."""
    may: Words
    """The demands of which the answer is at `least` that for each person numbered, shape (people, words)."""
    sure: Words
    """The demands she is known to meet, shape (people, words)."""

    @classmethod
    def of(cls, grids: Sequence[Grid[Any, Any]], people: Columns, openings: int, *, least: int) -> Self:
        """The answers of all rules as tables."""
        by_place = [one for one in grids if one.people_reads and set(one.people_reads) <= set(PLACE_READS)]
        of_pairs = [one for one in grids if one not in by_place]
        group, first = distinct(people, PLACE_READS)
        places, reach = _reach(by_place, first, openings)
        (may, sure), needs = _packed(of_pairs, len(people), openings, (least, YES))
        never = [np.all(grid.table < least, axis=1)[grid.person_code] for grid in of_pairs]
        stopped = np.logical_or.reduce([np.all(reach < least, axis=0)[group], *never])
        kept = np.flatnonzero(~stopped)
        order = kept[np.argsort(group[kept], kind="stable")]
        bounds = np.searchsorted(group[order], np.arange(len(first) + 1))
        return cls(
            least=least,
            people=order.astype(np.int32),
            groups=bounds.astype(np.int64),
            places=places,
            reach=reach,
            needs=needs,
            may=may[order],
            sure=sure[order],
        )

    def one_of_each_group(self) -> Rows:
        """The row of one person of each group that has any, of anyone at all for the others."""
        if not len(self.people):
            return np.zeros(len(self.groups) - 1, dtype=np.intp)
        return self.people[np.minimum(self.groups[:-1], len(self.people) - 1)].astype(np.intp)


def _reach(grids: Sequence[Grid[Any, Any]], first: Rows, openings: int) -> tuple[Int32, Answers]:
    """The place of each opening, and the answers of every (place, group)."""
    codes = np.stack([np.zeros(openings, np.intp), *(grid.opening_code for grid in grids)], axis=1)
    _, rows, places = np.unique(codes, axis=0, return_index=True, return_inverse=True)
    reach = np.full((len(rows), len(first)), YES, dtype=np.int8)
    for grid in grids:
        reach = np.minimum(reach, grid.block(first, rows).T)
    return places.reshape(-1).astype(np.int32), np.ascontiguousarray(reach)


def _packed(
    grids: Sequence[Grid[Any, Any]], people: int, openings: int, least: Sequence[int]
) -> tuple[list[Words], Words]:
    """Bits of what people answer at least each of these to, shape (people, words); needs, (openings, words)."""
    different = [np.unique(grid.table.T, axis=0, return_inverse=True) for grid in grids]
    words = max(1, -(-sum(len(answers) for answers, _ in different) // WORD))
    found = [np.zeros((people, words), np.uint64) for _ in least]
    needs = np.zeros((openings, words), np.uint64)
    bit = 0
    for grid, (answers, number) in zip(grids, different, strict=True):
        found = [
            bits | _bits(answers.transpose() >= enough, bit, words)[grid.person_code]
            for bits, enough in zip(found, least, strict=True)
        ]
        demands = number.reshape(-1)[:, None] == np.arange(len(answers))
        needs |= _bits(demands, bit, words)[grid.opening_code]
        bit += len(answers)
    return found, needs


def _bits(holds: Bool, first: int, words: int) -> Words:
    """What holds of each row as bits from the first on, shape (rows, words)."""
    found = np.zeros((len(holds), words), np.uint64)
    for place in range(holds.shape[1]):
        word, here = divmod(first + place, WORD)
        found[holds[:, place], word] |= np.uint64(1 << here)
    return found
