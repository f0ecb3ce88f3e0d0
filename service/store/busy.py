"""Why the database said no: only because others were at work, or because its disk is full; nothing was kept."""

from typing import Final

from sqlalchemy.exc import DBAPIError

_OF_POSTGRESQL: Final = frozenset({"40001", "40P01", "55P03"})
"""Two that do in no order (serialization_failure), two that wait for each other (deadlock_detected), and a lock
that was not had in time (lock_not_available)."""
_OF_SQLITE: Final = 5
"""SQLITE_BUSY, the last byte of its kinds: another writer was not done in time."""
_FULL_POSTGRESQL: Final = "53100"
"""disk_full"""
_FULL_SQLITE: Final = 13
"""SQLITE_FULL."""


def is_busy(error: DBAPIError) -> bool:
    """Whether what was refused may be tried again as it is."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return getattr(error.orig, "sqlstate", None) in _OF_POSTGRESQL or (code or 0) & 0xFF == _OF_SQLITE


def is_full(error: DBAPIError) -> bool:
    """Whether there is no room left on its disk: somebody has to make some before anything is kept."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return getattr(error.orig, "sqlstate", None) == _FULL_POSTGRESQL or (code or 0) & 0xFF == _FULL_SQLITE


def will_pass(error: DBAPIError) -> bool:
    """Whether what was refused would be refused whatever it was."""
    return is_busy(error) or is_full(error)
