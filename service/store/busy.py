"""Whether the database said no only because others were at work: nothing was kept, and it may do next time."""

from typing import Final

from sqlalchemy.exc import DBAPIError

_OF_POSTGRESQL: Final = frozenset({"40001", "40P01", "55P03"})
"""Two that do in no order (serialization_failure), two that wait for each other (deadlock_detected), and a lock
that was not had in time (lock_not_available)."""
_OF_SQLITE: Final = 5
"""SQLITE_BUSY, the last byte of its kinds: another writer was not done in time."""


def is_busy(error: DBAPIError) -> bool:
    """Whether what was refused may be tried again as it is."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return getattr(error.orig, "sqlstate", None) in _OF_POSTGRESQL or (code or 0) & 0xFF == _OF_SQLITE
