"""What time it is, as an argument: whoever needs it is given a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, in UTC."""


def utc_now() -> datetime:
    """The clock of this machine; given out at the edge alone."""
    return datetime.now(UTC)  # noqa: TID251 - the edge: everything else is given a clock
