"""Rows that many threads have to keep at the same moment in, one transaction for all of them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Final, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from service.store.busy import will_pass
from service.store.database import BUSY_SECONDS, Database

Row = TypeVar("Row")

LONGEST: Final = float(BUSY_SECONDS)
"""Seconds somebody waits for her turn to be written."""


class NotKept(Exception):
    """A row is not in the store; its cause says what hindered it. Without one nobody came to write it in time."""


@dataclass(eq=False)
class _Waiting(Generic[Row]):
    """A row somebody has to keep."""

    row: Row
    called: Event = field(default_factory=Event)
    """Set when the row is kept, when it could not be, or when it is its turn to keep all that wait."""
    done: bool = False
    fault: Exception | None = None


class Together(Generic[Row]):
    """Keeps rows; each who asks waits until hers is kept.

    One at a time writes, the rows of all who came meanwhile: a store syncs its disk once for each transaction, so
    that a row for each would let those who read wait for the disk one after another.
    """

    def __init__(self, database: Database, keep: Callable[[Connection, Sequence[Row]], None]) -> None:
        """`keep` writes rows, all or none."""
        self._database, self._keep = database, keep
        self._waiting: list[_Waiting[Row]] = []
        self._writing = False
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """How many wait for somebody who writes."""
        with self._lock:
            return len(self._waiting)

    def keep(self, row: Row) -> None:
        """Return when a row is kept.

        Raises:
            NotKept: it is not; what hindered it is its cause.
        """
        mine = _Waiting(row)
        with self._lock:
            self._waiting.append(mine)
            follows, self._writing = self._writing, True
        if follows and not mine.called.wait(LONGEST):
            self._give_up(mine)
        if not mine.done:
            self._write()
        if mine.fault:
            raise NotKept from mine.fault

    def _give_up(self, mine: _Waiting[Row]) -> None:
        """Leave who has waited too long, unless hers is being written: then it is soon done, or is not."""
        with self._lock:
            waits = mine in self._waiting and not mine.called.is_set()
            if waits:
                self._waiting.remove(mine)
        if waits:
            raise NotKept
        mine.called.wait()

    def _write(self) -> None:
        with self._lock:
            these, self._waiting = self._waiting, []
        faults: Sequence[Exception | None] = [NotKept()] * len(these)
        try:
            faults = self._kept([one.row for one in these])
        finally:
            with self._lock:
                self._writing = bool(self._waiting)
                # With the lock held: who gives up asks whether she was called.
                for one in self._waiting[:1]:
                    one.called.set()
            for one, fault in zip(these, faults, strict=True):
                one.done, one.fault = True, fault
                one.called.set()

    def _kept(self, rows: Sequence[Row]) -> list[Exception | None]:
        """Of each of some rows what hindered that it is kept; None where it is."""
        try:
            with self._database.writing() as connection:
                self._keep(connection, rows)
        except Exception as error:
            if len(rows) == 1 or (isinstance(error, DBAPIError) and will_pass(error)):
                return [error] * len(rows)
            # One of them cannot be kept whoever it is kept with, and hinders no other.
            return [self._kept([row])[0] for row in rows]
        return [None] * len(rows)
