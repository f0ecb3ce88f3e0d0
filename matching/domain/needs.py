"""What firms need before there are places: a need per firm, trade, place and quarter."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from matching.domain.answers import Approval, NeedStatus
from matching.domain.openings import Opening

MONTHS_IN_A_QUARTER: Final = 3


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year (kvartal)."""

    year: int
    number: int
    """1-4."""

    @property
    def first(self) -> date:
        """The first day of it."""
        return date(self.year, MONTHS_IN_A_QUARTER * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        """The last day of it."""
        after = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.first - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Need:
    """One firm's need for apprentices in one trade, at one place, in one quarter (behov). None is a blank.

    The numbers of firm, trade and municipality are as in Opening.
    """

    id: str
    employer: int
    trade: int
    municipality: int
    seats: int
    """Tenths of a full position (plasser)."""
    quarter: Quarter | None = None
    status: NeedStatus = NeedStatus.NOT_KNOWN
    source: str = ""
    """Who has said so, or where it stands (kilde)."""
    told: date | None = None
    """The day it was said (dato)."""
    approval: Approval = Approval.NOT_KNOWN

    def opening(self) -> Opening:
        """The place it is when no opening of the list names it; what is not told of it is blank."""
        return Opening(
            id=self.id,
            employer=self.employer,
            trades=(self.trade,),
            municipality=self.municipality,
            seats=self.seats,
            start_from=self.quarter.first if self.quarter else None,
            start_to=self.quarter.last if self.quarter else None,
            approval=self.approval,
            need=self.status,
        )


@dataclass(frozen=True, kw_only=True)
class NeedRow:
    """What is needed, listed and proposed in one trade at one place; seats in tenths of a full position."""

    trade: str
    municipality: str
    """Keys in the catalogue."""
    reported: int = 0
    clarified: int = 0
    confirmed: int = 0
    not_known: int = 0
    """Seats of the needs that have come so far, those that openings name included."""
    listed: int = 0
    """Seats of the openings of the list, under the first trade each names."""
    proposed: int | None = None
    """Proposals there; None without a plan."""
