"""A whole worker killed (kill -9) in the middle of a job, or its process stopped there and woken too late.

Another takes the job over once the lease is out, and what the first was at is never kept beside it.
"""

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any, Final

from benchmarks.soak_found import Lost, check_whole, plans_in, state_of
from benchmarks.soak_store import LEAD, ROUNDS, round_key
from service.operating.clock import utc_now
from service.planning.calculating import STEPS, Calculation
from service.store.database import Database, opened
from service.store.jobs import LEASE, ask, read, take
from service.working.beside import WORKER
from service.working.process import end, started
from service.working.worker import CHILD, Worker

MOMENTS: Final = ("begun", *STEPS)
"""How far a job has come when the blow falls."""
LAG: Final = 0.1
"""Seconds within which it falls after that."""
PATIENCE: Final = 120
"""Seconds a process has to begin or to end, on a machine with much else to do."""


def killed_workers(url: str, count: int, seed: int) -> dict[str, Any]:
    """Workers killed while a process of theirs calculates, each job done by another; how far they had come.

    Raises:
        Lost: a job is not done, a plan is half kept or kept twice, or a process is left.
    """
    chance, stood = Random(seed), Counter[str]()
    with opened(url) as database:
        for number in range(count):
            before = plans_in(database)
            key = _asked(database, f"soak-worker-{seed}-{number}")
            worker = started(WORKER, {"database": url})
            _let_it_come(database, key, chance)
            theirs = _children(worker.pid)
            worker.kill()
            stood[_how_far(database, key)] += 1
            end(worker)
            _until(lambda: not any(map(_alive, theirs)), "a process is left")  # noqa: B023 - called now
            _taken_over(database, url, key)
            check_whole(database, before + 1)
    return {"kills": count, "stood": dict(stood)}


def woken_workers(url: str, count: int, seed: int) -> dict[str, Any]:
    """Processes that calculate, stopped for longer than the lease and woken once another has done the job.

    Raises:
        Lost: as `killed_workers` does.
    """
    chance, stood = Random(f"woken {seed}"), Counter[str]()
    with opened(url) as database:
        for number in range(count):
            before = plans_in(database)
            key = _asked(database, f"soak-woken-{seed}-{number}")
            with database.writing() as connection:
                one = take(connection, "asleep", at=utc_now())
            assert one is not None
            process = started(CHILD, {"database": url, "job": key, "fence": one.fence})
            _let_it_come(database, key, chance)
            process.send_signal(signal.SIGSTOP)
            stood[_how_far(database, key)] += 1
            _work(database, url)
            process.send_signal(signal.SIGCONT)
            end(process, within=PATIENCE)
            _taken_over(database, url, key)  # where it was stopped with the store locked, nobody could before
            check_whole(database, before + 1)
    return {"stops": count, "stood": dict(stood)}


def _asked(database: Database, request: str) -> int:
    of = round_key(database, ROUNDS[0])
    with database.writing() as connection:
        return ask(connection, of, Calculation.FILL, request, by=LEAD.id, at=utc_now()).key


def _work(database: Database, url: str) -> None:
    """What another worker does once the lease is out."""
    Worker(database, url, clock=lambda: utc_now() + LEASE + timedelta(seconds=1)).work(once=True)


def _taken_over(database: Database, url: str, key: int) -> None:
    _work(database, url)
    if state_of(database, key) != "done":
        raise Lost(f"job {key} was asked for and is {state_of(database, key)}")


def _let_it_come(database: Database, key: int, chance: Random) -> None:
    """Until a job has come so far as chance will have it, or further, and a little longer."""
    least = chance.choice(MOMENTS)
    there = (*MOMENTS[MOMENTS.index(least) :], "done")
    _until(lambda: _how_far(database, key) in there, f"a job has not come to {least}")
    sleep(chance.uniform(0, LAG))


def _how_far(database: Database, key: int) -> str:
    with database.reading() as connection:
        found = read(connection, key)
    assert found is not None
    return found.step or "begun" if found.state == "running" else found.state


def _until(so: Callable[[], bool], otherwise: str) -> None:
    end_at = monotonic() + PATIENCE
    while not so():
        if monotonic() > end_at:
            raise Lost(otherwise)
        sleep(0.02)


def _children(of: int) -> list[int]:
    """The processes another has started, by id."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(of)], capture_output=True, check=False)
    return [int(line) for line in found.stdout.split()]


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
