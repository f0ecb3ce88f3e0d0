"""The cohort as read in, what each proposal takes of its opening's room out: places, or halves of them."""

from dataclasses import dataclass
from functools import cached_property

from matching.audit.meeting import Pair
from matching.audit.memo import Memo
from matching.audit.reading import Round
from matching.domain.answers import YES
from matching.domain.policy import Mode

HALF_OF_FULL_TIME = 50


@dataclass(frozen=True, eq=False)
class Shares:
    """Openings where two people at half time share a seat, and what is taken there."""

    round: Round

    def halves(self, opening: int) -> int:
        """Half positions of an opening whose seats may be shared; 0 of any other."""
        return self._halves[opening]

    @cached_property
    def _halves(self) -> Memo[int, int]:
        return Memo(self._halves_of)

    def _halves_of(self, opening: int) -> int:
        policy, openings = self.round.policy, self.round.cohort.openings
        if not policy.share_seats or policy.mode is not Mode.PLACES:
            return 0
        tenths = int(openings.seats[opening])
        return tenths // 5 if openings.sharing[opening] == YES and tenths >= 10 else 0

    def size(self, pair: Pair) -> int:
        """What a proposal takes: a place; where seats may be shared one half or two."""
        if not self.halves(pair[1]):
            return 1
        person, offer = self.round.people[pair[0]], self.round.offers[pair[1]]
        greatest = [extent[1] for extent in (person.extent, offer.extent) if extent is not None]
        half = bool(greatest) and min(greatest) <= HALF_OF_FULL_TIME
        return 1 if half else 2

    def capacity(self, opening: int) -> int:
        """The room of an opening: halves where seats may be shared, else proposals."""
        return self.halves(opening) or self.round.offers[opening].room

    def room(self, opening: int, proposed: list[Pair]) -> int:
        """Proposals an opening has room for under constraints: those it has, and one for each seat left."""
        if not self.halves(opening):
            return self.round.offers[opening].room
        left = self.halves(opening) - sum(self.size(pair) for pair in proposed)
        return len(proposed) + (left + 1) // 2
