"""Openings where two people at half time share a seat: what each pair takes of the room, and the room."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from matching.blocks.fits import FitSource
from matching.domain.answers import BLANK, TENTHS_IN_A_SEAT, YES
from matching.domain.columns import Bool, Int16, Int32, Int64
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.policy import Mode, Policy

HALF_TIME: Final = 50
HALF: Final = TENTHS_IN_A_SEAT // 2


@dataclass(frozen=True, eq=False)
class Sharing:
    """Who is at half time at the most, and which openings have how many half positions to share."""

    half_people: Bool
    """Shape (people,)."""
    half_openings: Bool
    """Shape (openings,)."""
    halves: Int64
    """Half positions of openings of a whole one or more that allow sharing; 0 of others, shape (openings,)."""

    @classmethod
    def of(cls, policy: Policy, people: People, openings: Openings) -> Self:
        """Whether seats are shared at all is for the policy, and never where meetings are proposed."""
        on = policy.share_seats and policy.mode is Mode.PLACES
        may = on & (openings.sharing == YES) & (openings.seats >= TENTHS_IN_A_SEAT)
        return cls(
            _half(people.extent_to),
            _half(openings.extent_to),
            np.where(may, openings.seats.astype(np.int64) // HALF, 0),
        )

    @classmethod
    def none(cls, people: int, openings: int) -> Self:
        """Nobody shares."""
        nobody, nowhere = np.zeros(people, dtype=np.bool_), np.zeros(openings, dtype=np.bool_)
        return cls(nobody, nowhere, np.zeros(openings, dtype=np.int64))

    def sizes(self, person: Int32, opening: Int32) -> Int64:
        """What each pair takes: where seats are shared, 2 halves or 1; one place elsewhere."""
        whole = ~(self.half_people[person] | self.half_openings[opening])
        return np.where(whole & (self.halves[opening] > 0), 2, 1)

    def capacities(self, room: Int64) -> Int64:
        """The room of each opening in the unit of its sizes, shape (openings,)."""
        return np.where(self.halves > 0, self.halves, room)

    def matters(self, fits: FitSource) -> bool:
        """Whether any pair that may meet takes just half of a seat that may be shared."""
        if not self.halves.any() or not (self.half_people.any() or self.half_openings.any()):
            return False
        return any(
            bool(((self.halves[block.opening] > 0) & (self.sizes(block.person, block.opening) == 1)).any())
            for block in fits.blocks()
        )

    def room(self, places: Int64, person: Int32, opening: Int32) -> Int64:
        """Proposals each opening has room for: those it has, and one more for each seat left, whole or half."""
        has = np.bincount(opening, minlength=len(places))
        used = np.bincount(opening, weights=self.sizes(person, opening), minlength=len(places))
        return np.where(self.halves > 0, has + (self.halves - used.astype(np.int64) + 1) // 2, places)

    def fitting(self, opening: int, people: Int32, room: Int64) -> int:
        """How many of some people an opening has room for, those who take least first."""
        sizes = np.sort(self.sizes(people, np.full_like(people, opening)))
        return int(np.count_nonzero(np.cumsum(sizes) <= self.capacities(room)[opening]))


def _half(greatest: Int16) -> Bool:
    found: Bool = (greatest != BLANK) & (greatest <= HALF_TIME)
    return found
