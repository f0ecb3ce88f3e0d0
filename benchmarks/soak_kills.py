"""A process that calculates or releases, killed (kill -9) at a random moment: what is kept is whole, or absent.

What was acknowledged stands; what was not is done by the next who tries. Looked at with questions of our own, asked
of the tables themselves.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from random import Random
from time import perf_counter, sleep
from typing import Any, Final

from benchmarks.soak_found import Lost, check_whole, is_released, plans_in, state_of
from benchmarks.soak_store import CATALOGUE, LEAD, ROUNDS, by_lead, desk_of, planned, round_key, round_of
from service.operating.clock import utc_now
from service.planning.calculating import Calculation
from service.planning.releasing import release_plan
from service.store.database import Database, opened
from service.store.decisions import verify
from service.store.jobs import LEASE, ask, take
from service.working.doing import do

# Each process is a copy of one that has all this loaded and has begun nothing: hundreds are killed in minutes.
PROCESSES: Final = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])

GO: Final = "go"
DONE: Final = "done"
LOOKS: Final = 10
"""Looks at the clock in a run: at each step, for the day, and two while the plan is kept and the job is ended."""
BLOWS: Final = (*range(LOOKS + 2), *range(LOOKS - 1, LOOKS + 2), LOOKS, LOOKS)
"""How many looks the blow waits for: most often those in the transaction that keeps; one more is the end."""
LAG: Final = 0.004
"""Seconds within which the blow falls after such a look."""
PATIENCE: Final = 60
"""Seconds a process has to begin, on a machine with much else to do."""


def killed_runs(url: str, count: int, seed: int) -> dict[str, Any]:
    """Calculations whose worker is killed, each finished by another; how they stood after the blow."""
    chance, stood = Random(seed), Counter[str]()
    with opened(url) as database:
        for number in range(count):
            stood[_killed_run(database, url, f"soak-{seed}-{number}", chance)] += 1
    return {"kills": count, "stood": dict(stood)}


def _killed_run(database: Database, url: str, request: str, chance: Random) -> str:
    before, of = plans_in(database), round_key(database, ROUNDS[0])
    with database.writing() as connection:
        asked = ask(connection, of, Calculation.FILL, request, by=LEAD.id, at=utc_now())
    looks = chance.choice(BLOWS)
    acknowledged, _ = _killed(_run, url, looks=looks, lag=chance.uniform(0, LAG))
    state = state_of(database, asked.key)
    if acknowledged and state != "done":
        raise Lost(f"{request} was acknowledged and is {state}")
    check_whole(database, before + (state == "done"))
    if state != "done":
        _take_over(database)
    if state_of(database, asked.key) != "done":
        raise Lost(f"{request} was asked for and is not done")
    check_whole(database, before + 1)
    return state


def killed_releases(url: str, count: int, seed: int) -> dict[str, Any]:
    """Releases whose process is killed, each done again where it was not done; how they stood after the blow."""
    chance, stood = Random(seed), Counter[str]()
    with opened(url) as database:
        # The first puts everybody on a list; those after it find them there.
        took = [_killed(_release, url, planned(database, ROUNDS[0]), looks=1)[1] for _ in range(2)][-1]
        for _ in range(count):
            stood[_killed_release(database, url, chance.uniform(0, 1.6 * took))] += 1
        with database.reading() as connection:
            if verify(connection).broken_at is not None:
                raise Lost("the decision log is broken")
    return {"kills": count, "stood": dict(stood)}


def _killed_release(database: Database, url: str, lag: float) -> str:
    plan_key = planned(database, ROUNDS[0])
    acknowledged, _ = _killed(_release, url, plan_key, lag=lag)
    released = is_released(database, plan_key)
    if acknowledged and not released:
        raise Lost("a release was acknowledged and does not stand")
    if not released:
        release_plan(desk_of(database), round_of(database, plan_key), plan_key, by_lead())
    if not is_released(database, plan_key):
        raise Lost("a release was done again and does not stand")
    return "released" if released else "not released"


def _killed(
    work: Callable[..., None], url: str, *given: object, looks: int = 0, lag: float = 0
) -> tuple[bool, float]:
    """A process killed so many looks at the clock and seconds after it began; whether it had said it was done,
    and how long it had.
    """
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=work, args=(url, theirs, *given))
    process.start()
    theirs.close()
    if not ours.poll(PATIENCE):
        raise Lost("the process has not begun")
    said = [ours.recv()]
    ours.send(GO)
    begun = perf_counter()
    for _ in range(looks):
        if ours.poll(PATIENCE):
            said.append(ours.recv())
    sleep(lag)
    process.kill()
    took = perf_counter() - begun
    process.join(PATIENCE)
    with suppress(EOFError, ConnectionResetError):  # ended, or killed before it had read
        while ours.poll():
            said.append(ours.recv())
    return DONE in said, took


def _run(url: str, pipe: Pipe) -> None:
    """What a worker does with a job, telling of each look at the clock."""
    with opened(url) as database:

        def clock() -> datetime:
            pipe.send("look")
            return utc_now()

        with database.writing() as connection:
            one = take(connection, "killed", at=utc_now())
        _begin(pipe)
        assert one is not None
        do(database, CATALOGUE, one, clock=clock)
        pipe.send(DONE)


def _release(url: str, pipe: Pipe, plan_key: int) -> None:
    with opened(url) as database:
        with database.writing() as connection:
            verify(connection)
        _begin(pipe)
        release_plan(desk_of(database), round_of(database, plan_key), plan_key, by_lead())
        pipe.send(DONE)


def _begin(pipe: Pipe) -> None:
    pipe.send("ready")
    pipe.recv()


def _take_over(database: Database) -> None:
    """What another worker does once the lease is out."""
    later = utc_now() + LEASE + timedelta(seconds=1)
    with database.writing() as connection:
        one = take(connection, "the next", at=later)
    if one is None:
        raise Lost("nobody can take the job over")
    do(database, CATALOGUE, one, clock=lambda: later)
