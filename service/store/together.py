"""Rows that many threads have to keep at the same moment in, one transaction for all of them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection

from service.store.database import Database

Row = TypeVar("Row")


@dataclass(eq=False)
class _Waiting(Generic[Row]):
    """A row somebody has to keep."""

    row: Row
    called: Event = field(default_factory=Event)
    """Set when the row is kept, when it could not be, or when it is its turn to keep all that wait."""
    done: bool = False
    fault: BaseException | None = None


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
            BaseException: what hindered the transaction it was in; none of its rows is kept then.
        """
        mine = _Waiting(row)
        with self._lock:
            self._waiting.append(mine)
            follows, self._writing = self._writing, True
        if follows:
            mine.called.wait()
        if not mine.done:
            self._write()
        if mine.fault:
            raise mine.fault

    def _write(self) -> None:
        with self._lock:
            these, self._waiting = self._waiting, []
        fault: BaseException | None = None
        try:
            with self._database.writing() as connection:
                self._keep(connection, [one.row for one in these])
        except BaseException as error:  # each who waits is told of it, in her own thread
            fault = error
        with self._lock:
            after = self._waiting[:1]
            self._writing = bool(after)
        for one in these:
            one.done, one.fault = True, fault
        for one in (*after, *these):
            one.called.set()
