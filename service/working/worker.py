"""Jobs out of the store, each watched over to its end: its lease renewed, and stopped when somebody says so."""

import os
import socket
from dataclasses import dataclass, field
from datetime import datetime
from subprocess import TimeoutExpired
from threading import Event
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from service.operating.clock import Clock, utc_now
from service.operating.logs import Event as Told
from service.operating.logs import tell_fault, tell_job
from service.store.database import Database
from service.store.jobs import LEASE, Job, JobFault, State, give_back, read, renew, take, waits
from service.working.process import Process, end, started

LOOK: Final = 1.0
"""Seconds between two looks at what waits, and at whether a job that runs is to be stopped."""
CHILD: Final = "service.working.child"


def name_of_this() -> str:
    """What a worker of this process is called in the store."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


@dataclass(eq=False)
class Worker:
    """Does one job at a time, each in a process of its own."""

    database: Database
    url: str
    """The address of the database, for the process of a job."""
    name: str = field(default_factory=name_of_this)
    clock: Clock = utc_now
    stopped: Event = field(default_factory=Event)
    """Set by whoever wants it to end."""

    def work(self, *, once: bool = False, until: datetime | None = None) -> None:
        """Do what waits, and what comes, until stopped or a moment is there; or only what waits."""
        while not self.stopped.is_set() and (until is None or self.clock() < until):
            one = self._taken()
            if one:
                self._watch(one)
            elif once:
                return
            else:
                self.stopped.wait(LOOK)

    def _taken(self) -> Job | None:
        try:
            with self.database.reading() as connection:
                if not waits(connection, at=self.clock()):
                    return None
            with self.database.writing() as connection:
                return take(connection, self.name, at=self.clock())
        except SQLAlchemyError as error:
            tell_fault(Told.JOB, error)  # what is not taken now is taken later
            return None

    def _watch(self, one: Job) -> None:
        begun = self.clock()
        process = started(CHILD, {"database": self.url, "job": one.key, "fence": one.fence})
        try:
            ended = self._wait(process, one)
        finally:
            end(process)
        try:
            state = self._left(one, died=ended)
        except SQLAlchemyError as error:
            tell_fault(Told.JOB, error)  # its lease runs out
        else:
            tell_job(state, (self.clock() - begun).total_seconds())

    def _wait(self, process: Process, one: Job) -> bool:
        """Until the process has ended, or must: whether it ended by itself."""
        renewed = self.clock()
        while not self.stopped.is_set():
            try:
                process.wait(LOOK)
            except TimeoutExpired:
                pass
            else:
                return True
            try:
                renewed = self._still_ours(one, renewed)
            except JobFault:
                return False
            except SQLAlchemyError as error:
                tell_fault(Told.JOB, error)
        return False

    def _still_ours(self, one: Job, renewed: datetime) -> datetime:
        """When its lease was last renewed.

        Raises:
            JobFault: the job is another's, over, or stopped.
        """
        now = self.clock()
        if now - renewed > LEASE / 3:
            with self.database.writing() as connection:
                renew(connection, one, at=now)
            return now
        with self.database.reading() as connection:
            found = read(connection, one.key)
        if found is None or found.cancel or found.fence != one.fence:
            raise JobFault(one.key)
        return renewed

    def _left(self, one: Job, *, died: bool) -> State:
        """How a job stands now; where it is not over, and still this worker's, it is let go of."""
        try:
            with self.database.writing() as connection:
                give_back(connection, one, died=died)
        except JobFault:
            pass
        with self.database.reading() as connection:
            found = read(connection, one.key)
        return found.state if found else State.CANCELLED
