"""Judgements in, who may meet whom out: everybody an opening may meet, every opening a person may."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.audit.judging import Judgements, Numbers
from matching.audit.memo import Memo
from matching.audit.reading import Round
from matching.domain.answers import NO, UNKNOWN, YES

Pair = tuple[int, int]
"""Positions of a person and an opening."""


class Meetable(NamedTuple):
    """Those whose verdict with one opening (or person) is yes, and is unknown, vetoed pairs left out; rising."""

    eligible: Numbers
    unknown: Numbers


@dataclass(frozen=True, eq=False)
class Meetings:
    """Who may meet whom, asked for one opening, one person or some pairs at a time."""

    judgements: Judgements
    vetoes: frozenset[Pair]

    @property
    def round(self) -> Round:
        """What the pairs are judged by."""
        return self.judgements.round

    @cached_property
    def of_opening(self) -> Memo[int, Meetable]:
        """The people each opening may meet."""
        return Memo(lambda opening: self._sorted_out(self.near(opening), self.near(opening), opening))

    @cached_property
    def of_person(self) -> Memo[int, Meetable]:
        """The openings each person may meet."""
        everywhere = np.arange(len(self.round.opening_ids))
        return Memo(lambda person: self._sorted_out(everywhere, person, everywhere))

    def near(self, opening: int) -> Numbers:
        """The people whom travel does not stop from an opening, rising."""
        return self.judgements.within[int(self.judgements.travel.column[opening])]

    @property
    def least(self) -> int:
        """The answer with which a pair may be proposed."""
        return UNKNOWN if self.round.policy.allow_unknown else YES

    def allowed_at(self, opening: int) -> Numbers:
        """The people who may be proposed at an opening as far as requirements and people's vetoes go."""
        return self._allowed(self.of_opening[opening])

    def allowed_for(self, person: int) -> Numbers:
        """The openings a person may be proposed at as far as requirements and people's vetoes go."""
        return self._allowed(self.of_person[person])

    def may_meet(self, people: npt.ArrayLike, openings: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Whether pairs may be proposed as far as their requirements and people's vetoes go."""
        vetoed = are_among(people, openings, self.vetoes)
        return (self.judgements.answers(people, openings) >= self.least) & ~vetoed

    def _sorted_out(self, several: Numbers, people: npt.ArrayLike, openings: npt.ArrayLike) -> Meetable:
        """Those of several people, or openings, by their verdict with the one opening, or person."""
        answers = self.judgements.answers(people, openings)
        answers[are_among(people, openings, self.vetoes)] = NO
        return Meetable(several[answers == YES], several[answers == UNKNOWN])

    def _allowed(self, found: Meetable) -> Numbers:
        some = np.concatenate(found) if self.round.policy.allow_unknown else found.eligible
        return np.sort(some)


def columns(pairs: Sequence[Pair]) -> tuple[Numbers, Numbers]:
    """The people of pairs, and their openings."""
    people, openings = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return people, openings


def are_among(
    people: npt.ArrayLike, openings: npt.ArrayLike, pairs: Collection[Pair]
) -> npt.NDArray[np.bool_]:
    """Which pairs, person and opening in the same place, are among others."""
    if not pairs:
        return np.zeros(np.broadcast(people, openings).shape, dtype=np.bool_)
    ours, others = (
        np.asarray(who, np.int64) << 32 | np.asarray(where, np.int64)
        for who, where in ((people, openings), columns([*pairs]))
    )
    return np.isin(ours, others)
