"""Blocks of work give the same wherever they are done, and a process that dies costs one of them."""

import os
import pickle
import time
from pathlib import Path

import numpy as np
import pytest

from matching.blocks.executor import SERIAL, Executor, Serial, Stopped, Watch, WorkerLost
from matching.blocks.processes import Processes
from matching.domain.errors import ErrorCode, FileFault, FileFaults, PolicyFault
from tests.blocks.work import HUGE, begun, dies, dies_once, holds, processes, refuses, squares, waits


def executors(watch: Watch) -> tuple[Executor, ...]:
    return Serial(watch), Processes(1, watch), Processes(2, watch)


EXECUTORS = (SERIAL, Processes(1), Processes(2))


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_serial_and_one_and_two_processes_give_the_same_bytes_in_the_order_of_the_blocks() -> None:
    numbers = np.arange(5, dtype=np.int64)
    serial, *others = (one.run(squares, numbers, range(7)) for one in EXECUTORS)
    assert [one.tolist() for one in serial[:2]] == [[0] * 5, [0, 1, 2, 3, 4]]
    assert all([one.tobytes() for one in serial] == [one.tobytes() for one in other] for other in others)


@pytest.mark.parametrize("executor", EXECUTORS)
def test_no_blocks_give_nothing(executor: Executor) -> None:
    assert executor.run(squares, np.arange(1), []) == []


def test_progress_rises_to_all_blocks() -> None:
    told: list[tuple[int, int]] = []
    for executor in executors(Watch(tell=lambda done, of: told.append((done, of)))):
        told.clear()
        executor.run(squares, np.arange(1), range(6))
        assert told == sorted(set(told))
        assert told[-1] == (6, 6)


def test_a_process_that_is_killed_costs_its_block_alone(tmp_path: Path) -> None:
    assert Processes(2).run(dies_once, str(tmp_path), range(6)) == [0, 10, 20, 30, 40, 50]
    assert begun(str(tmp_path)) == ["0", "1", "2", "3", "3", "4", "5"]
    assert len(processes(str(tmp_path))) <= 3


def test_a_block_whose_process_always_dies_is_tried_so_often_and_then_named(tmp_path: Path) -> None:
    with pytest.raises(WorkerLost) as raised:
        Processes(1, tries=2).run(dies, str(tmp_path), [7, 8])
    assert (raised.value.code, raised.value.facts) == (ErrorCode.WORKER_LOST, {"block": 1, "tries": 2})
    assert begun(str(tmp_path)).count("7") == 2


@pytest.mark.parametrize("executor", [SERIAL, Processes(2)])
def test_the_fault_of_the_first_block_that_has_one_is_raised_with_its_facts(
    executor: Executor, tmp_path: Path
) -> None:
    with pytest.raises(PolicyFault) as raised:
        executor.run(refuses, str(tmp_path), range(30))
    assert (raised.value.code, raised.value.facts) == (ErrorCode.ID_UNKNOWN, {"id": "2", "kind": "opening"})
    assert "20" not in begun(str(tmp_path))


def test_a_process_that_would_hold_more_than_it_may_is_lost_and_the_machine_is_not() -> None:
    assert Processes(1, memory=1 << 31).run(holds, 1 << 20, [3]) == [1]
    with pytest.raises(WorkerLost):
        Processes(1, tries=1, memory=1 << 31).run(holds, HUGE, [3])


def test_work_that_is_stopped_between_blocks_says_how_far_it_came() -> None:
    done = [0]
    watch = Watch(tell=lambda so_far, of: done.append(so_far), stop=lambda: done[-1] >= 3)
    for executor in executors(watch):
        done[:] = [0]
        with pytest.raises(Stopped) as raised:
            executor.run(squares, np.arange(1), range(500))
        assert raised.value.code is ErrorCode.WORK_STOPPED
        assert raised.value.facts == {"done": done[-1], "of": 500}
        assert 3 <= done[-1] < 500


def test_stopping_ends_the_processes_at_their_work_and_leaves_none(tmp_path: Path) -> None:
    since = time.monotonic()
    watch = Watch(stop=lambda: len(begun(str(tmp_path))) >= 2)
    with pytest.raises(Stopped):
        Processes(2, watch).run(waits, str(tmp_path), range(4))
    assert time.monotonic() - since < 30
    assert begun(str(tmp_path)) == ["0", "1"]
    assert all(is_gone(one) for one in processes(str(tmp_path)))


def test_work_that_no_other_process_would_find_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(squares, "__module__", "__main__")
    with pytest.raises(ValueError, match="give it a module"):
        Processes(1).run(squares, np.arange(1), [1])


def test_no_process_is_left_when_the_work_is_done(tmp_path: Path) -> None:
    Processes(2).run(dies_once, str(tmp_path), range(6))
    assert all(is_gone(one) for one in processes(str(tmp_path)))


def test_a_fault_is_the_same_after_a_journey_between_processes() -> None:
    fault = FileFault(ErrorCode.FILE_EMPTY, file="a.csv")
    for one in (fault, FileFaults(fault)):
        again = pickle.loads(pickle.dumps(one))
        assert (type(again), again.code, again.facts) == (type(one), one.code, one.facts)
