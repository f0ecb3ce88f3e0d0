"""Events of made-up courses."""

from datetime import date, timedelta

from matching.learning.outcomes import EndReason, Event, Happening

START = date(2025, 1, 6)
LONG_AFTER = date(2028, 1, 1)


def event(
    happening: Happening, days: int = 0, *, who: str = "K1", at: str = "L1", why: EndReason | None = None
) -> Event:
    """Something that happened so many days after the start."""
    return Event(candidate=who, opening=at, happening=happening, day=START + timedelta(days=days), reason=why)


def started(who: str = "K1", at: str = "L1") -> Event:
    return event(Happening.STARTED, who=who, at=at)


def ended(days: int, why: EndReason = EndReason.TRADE, *, who: str = "K1", at: str = "L1") -> Event:
    return event(Happening.ENDED, days, who=who, at=at, why=why)
