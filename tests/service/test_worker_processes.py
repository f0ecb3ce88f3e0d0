"""No process is left when the one that started it is gone, and what it was at is done by another."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from service.store.database import Database
from service.store.jobs import State
from service.store.tables.records import job
from service.working.beside import worker_beside
from service.working.process import end, started
from service.working.worker import CHILD, Worker
from tests.service.test_kept import NAME, NOW
from tests.service.test_worker import WAIT, asked, held, plans, standing, until
from tests.service.test_worker import database as database
from tests.service.test_worker import url as url

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
PROGRAM = "from service.cli.app import app; app()"


@contextmanager
def at_work(url: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own; ended by its own id."""
    command = [sys.executable, "-c", PROGRAM, "worker", "--database", url, "--minutes", "3", *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()
            process.wait(timeout=20)


def children(of: int) -> list[int]:
    """The processes another has started, by id."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(of)], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def alive(process: int) -> bool:
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return re.sub(r".*\) ", "", told)[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to see another process")
def test_the_process_of_a_job_ends_when_its_worker_is_killed(database: Database, url: str) -> None:
    one = asked(database)
    with at_work(url) as worker:
        until(lambda: standing(database, one.key).step is not None)
        (child,) = children(worker.pid)
        os.kill(child, signal.SIGSTOP)  # it is in the middle of something
        worker.kill()
        worker.wait(timeout=20)
        os.kill(child, signal.SIGCONT)
        until(lambda: not alive(child))
    assert plans(database) <= 2
    with database.writing() as connection:  # its lease is out
        connection.execute(update(job).values(lease_until=NOW))
    Worker(database, url).work(once=True)
    assert standing(database, one.key).state is State.DONE
    assert plans(database) == 2


def test_the_command_does_what_waits_and_ends(database: Database, url: str) -> None:
    one = asked(database)
    with at_work(url, "--once") as worker:
        told, _ = worker.communicate(timeout=WAIT)
    assert worker.returncode == 0
    assert "Arbeideren er oppe" in told
    assert standing(database, one.key).state is State.DONE


def test_a_worker_told_to_stop_gives_its_job_back(database: Database, url: str) -> None:
    one = asked(database)
    with at_work(url) as worker:
        until(lambda: standing(database, one.key).step is not None)
        worker.terminate()
        worker.communicate(timeout=WAIT)
        assert worker.returncode == 0
    found = standing(database, one.key)
    assert (found.state, found.attempts) in [(State.WAITING, 0), (State.DONE, 1)]


def test_a_worker_beside_the_service_ends_with_it(database: Database, url: str) -> None:
    one, before = asked(database), children(os.getpid())
    with worker_beside(url):
        until(lambda: standing(database, one.key).state is State.DONE)
        (worker,) = [pid for pid in children(os.getpid()) if pid not in before and alive(pid)]
    assert not alive(worker)


def test_one_command_shows_rounds_and_calculates_them_and_leaves_no_process_behind(
    database: Database, url: str
) -> None:
    words = ["serve", "--database", url, "--port", "0", "--minutes", "3", "--unit", "steinkjer"]
    command = [sys.executable, "-c", PROGRAM, *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as served:
        try:
            assert served.stdout
            address = re.search(r"http://\S+/", served.stdout.readline())
            assert address
            form = {"slag": "fill", "nokkel": "a"}
            page = f"{address[0]}runder/{NAME}/beregninger"
            sent = httpx.post(page, data=form, headers={"sec-fetch-site": "same-origin"}, timeout=30)
            assert sent.status_code == 303
            until(lambda: standing(database, 1).state is State.DONE)
            left = children(served.pid)
            assert left
        finally:
            served.terminate()
            served.wait(timeout=30)
    until(lambda: not any(alive(process) for process in left))


def test_a_process_whose_starter_closes_its_pipe_ends(database: Database, url: str) -> None:
    one = held(database)
    process = started(CHILD, {"database": url, "job": one.key, "fence": one.fence})
    end(process, within=20)
    assert process.returncode is not None
    assert plans(database) <= 2


def test_a_process_that_has_done_its_job_ends_in_peace_while_its_starter_is_there(
    database: Database, url: str
) -> None:
    one = held(database)
    process = started(CHILD, {"database": url, "job": one.key, "fence": one.fence})
    try:
        assert process.wait(timeout=WAIT) == 0
    finally:
        end(process)
    assert standing(database, one.key).state is State.DONE


def test_no_address_of_a_database_stands_on_a_command_line(database: Database, url: str) -> None:
    one = held(database)
    process = started(CHILD, {"database": url, "job": one.key, "fence": one.fence})
    try:
        written = subprocess.run(
            ["ps", "-o", "args=", "-p", str(process.pid)], capture_output=True, text=True
        )
        assert written.stdout
        assert "store.db" not in written.stdout
    finally:
        end(process)


def test_the_store_of_a_worker_is_checked(tmp_path: Path) -> None:
    with at_work(f"sqlite:///{tmp_path / 'none' / 'store.db'}", "--once") as worker:
        worker.communicate(timeout=WAIT)
    assert worker.returncode == 2
