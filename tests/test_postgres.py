"""The PostgreSQL of the tests lives through other runs of the tests, and where it dies its log is told."""

import os
import re
import signal
import time
from pathlib import Path

import psycopg
import pytest

from tests.postgres import programs, running

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed"),
]
ENDS_WITHIN = 10
"""Seconds."""


def folder_of(url: str) -> Path:
    """Where a server keeps its data."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SHOW data_directory").fetchone()
    assert found
    return Path(found[0])


def is_over(process: int) -> bool:
    told = Path(f"/proc/{process}/stat").read_text()
    return re.sub(r".*\) ", "", told)[0] == "Z"


def test_the_folders_of_pytest_may_be_shut_to_others_while_the_server_runs(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    every_run = tmp_path_factory.getbasetemp().parent
    with running() as url:
        every_run.chmod(0o700)  # as pytest itself does to the folder of all its runs, each time it starts
        assert not folder_of(url).is_relative_to(every_run)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")


def killed_in_the_midst() -> None:
    with running() as url:
        server = int((folder_of(url) / "postmaster.pid").read_text().splitlines()[0])
        os.kill(server, signal.SIGKILL)
        latest = time.monotonic() + ENDS_WITHIN
        while not is_over(server) and time.monotonic() < latest:
            time.sleep(0.02)


def test_a_server_that_dies_is_told_of_with_its_log() -> None:
    with pytest.raises(AssertionError, match=r"(?s)has died.*database system is ready"):
        killed_in_the_midst()
