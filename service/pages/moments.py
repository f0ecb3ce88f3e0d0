"""Moments of the store in, what people read on a clock in Norway out."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from matching.wording import Words

HERE: Final = ZoneInfo("Europe/Oslo")


def told_moment(at: datetime, words: Words) -> str:
    """A moment: 21.11.2026 kl. 09.05."""
    local = at.astimezone(HERE)
    return words.say("service.moment", day=words.date(local.date()), time=f"{local:%H.%M}")


def told_seconds(seconds: int, words: Words) -> str:
    """How long something took: 1 minutt og 5 sekunder."""
    minutes, rest = divmod(max(seconds, 0), 60)
    if not minutes:
        return words.say("service.seconds", seconds=rest)
    return words.say("service.minutes", minutes=minutes, seconds=rest or None)
