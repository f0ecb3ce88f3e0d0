"""Whole workers killed or put to sleep in the middle of a job: another does it, and it is done once."""

import pytest

from benchmarks.soak_workers import killed_workers, woken_workers

pytestmark = pytest.mark.long


def test_a_job_whose_worker_is_killed_is_done_by_the_next_and_no_process_is_left(url: str) -> None:
    assert killed_workers(url, 1, seed=1)["kills"] == 1


def test_a_process_that_wakes_when_another_has_done_its_job_keeps_nothing(url: str) -> None:
    assert woken_workers(url, 1, seed=1)["stops"] == 1
