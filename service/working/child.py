"""The process a calculation is done in: one job, at low priority, so that those who look at pages do not wait."""

import os
from typing import Final

from matching.catalogue.loader import load_catalogue
from service.operating.clock import utc_now
from service.operating.logs import Event, install, tell_fault
from service.store.database import opened
from service.store.jobs import JobFault, read
from service.working.doing import do
from service.working.process import end_here, told, when_alone

NICE: Final = 10
"""How much lower its priority is; pages are answered first."""


def main() -> None:
    """Do the job the process is told of."""
    given = told()
    when_alone(end_here)
    install()
    if hasattr(os, "nice"):
        os.nice(NICE)
    try:
        _do(given["database"], given["job"], given["fence"])
    except JobFault:
        pass  # another has it, or somebody has stopped it: nothing was kept
    except Exception as error:  # what it says may hold what stands in the store
        tell_fault(Event.UNFORESEEN, error)
        raise SystemExit(1) from None


def _do(url: str, key: int, fence: int) -> None:
    with opened(url) as database:
        with database.reading() as connection:
            found = read(connection, key)
        if found and found.fence == fence and not found.state.is_over:
            do(database, load_catalogue(), found, clock=utc_now)
