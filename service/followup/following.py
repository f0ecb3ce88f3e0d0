"""Places and pauses in, time served, the expected end and the days of talks out: rules, without a store."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, sqrt
from typing import Final

FULL: Final = 100
"""Percent of a full position."""
DAYS_IN_48_MONTHS: Final = 1461
"""Four years, one of them a leap year."""
WEEKS: Final = (2, 6)
"""Weeks from the start to the first talks (source: assumption)."""
EACH: Final = 3
"""Months from the start between the talks after them (source: assumption)."""
MOST_TALKS: Final = 60
"""Of one place, that are not held yet: those of years, which somebody can still oversee."""
_LIKELY: Final = 1.959964
"""Standard deviations to each side that hold 95 of 100."""


@dataclass(frozen=True)
class Pause:
    """A time away from a place that is held (pause); `back`: the first day there again, None while she is away."""

    first: date
    back: date | None


@dataclass(frozen=True, kw_only=True)
class Span:
    """A place somebody holds or has held: so much of a full position, from a day to a day, both included."""

    percent: int
    first: date
    last: date | None
    """None: for now."""
    pauses: tuple[Pause, ...] = ()

    def days_away(self, on: date) -> int:
        """Days of pauses that have passed before a day, within the place."""
        over = on if self.last is None else min(on, _days_after(self.last, 1))
        away = ((min(one.back or over, over) - max(one.first, self.first)).days for one in self.pauses)
        return sum(max(days, 0) for days in away)

    def days_served(self, on: date) -> int:
        """Days at the place that have passed before a day, without those of pauses."""
        over = on if self.last is None else min(on, _days_after(self.last, 1))
        return max((over - self.first).days, 0) - self.days_away(on)


def months_served(spans: Iterable[Span], on: date) -> int:
    """The places one after the other in, the whole months of a full position that are served before a day out.

    The exact rule: of each place the days from its first to its last or to the day before `on`, whichever is
    first, less the days from each pause's first to the day before she was back; each day counts by the percent of
    the position. A month is the 48th part of 1461 days, and what is begun of one does not count.
    """
    days = sum(one.days_served(on) * one.percent for one in spans)
    return days * 48 // (DAYS_IN_48_MONTHS * FULL)


def expected_end(months: int, spans: Sequence[Span], on: date, back: date | None = None) -> date:
    """The months of the trade at the firm, and the places, the one held last, in; the last day expected out.

    From the first day of the place held, the months of the trade, stretched by its part of a full position, each
    begun month counted whole; a day later for each day of its pauses, and earlier by what was served at places
    before, reckoned at this one's part. A pause that is not over is reckoned to `back`, or to `on`.
    """
    *before, now = spans
    stretched = ceil(months * FULL / now.percent)
    away = now.days_away(max(on, back) if back else on)
    earlier = sum(one.days_served(now.first) * one.percent for one in before) // now.percent
    return _days_after(months_after(now.first, stretched), away - earlier - 1)


def talk_days(first: date, end: date) -> list[date]:
    """The first day of a place and its expected last one in, the days of talks out: soon, then each quarter."""
    soon = [_days_after(first, 7 * weeks) for weeks in WEEKS]
    later = (months_after(first, EACH * number) for number in range(1, MOST_TALKS))
    return [day for day in (*soon, *later) if day < end][:MOST_TALKS]


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one of that month where it has no such day.

    The last day there is, where it would be later.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    _, length = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, length))


def _days_after(day: date, days: int) -> date:
    """So many days later, or before: no further than days go, so that one that is a slip stops no page."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def interval(still: int, begun: int) -> tuple[int, int]:
    """How many of how many in; between which numbers of 100 it lies, with 95 percent confidence (Wilson), out.

    Rounded outwards, so that it never looks surer than it is.

    Raises:
        ValueError: nobody has begun.
    """
    if begun < 1:
        raise ValueError(begun)
    share, squared = still / begun, _LIKELY**2
    middle = (share + squared / (2 * begun)) / (1 + squared / begun)
    half = _LIKELY * sqrt(share * (1 - share) / begun + squared / (4 * begun**2)) / (1 + squared / begun)
    return max(floor(100 * (middle - half) + 1e-9), 0), min(ceil(100 * (middle + half) - 1e-9), 100)
