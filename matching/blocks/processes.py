"""Blocks of work done in processes of their own: one that dies costs the block it was at, which is done again.

Each process is a fresh Python that has inherited nothing but the search path, so threads in the process that starts
it do no harm, and what it gives does not depend on who was there before.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock
from typing import Any, Final

from matching.blocks.executor import UNWATCHED, BlockT, PayloadT, ResultT, Watch, WorkerLost
from matching.blocks.worker import packed
from matching.domain.errors import ErrorCode

TRIES: Final = 3
"""How many times a block is given to a process before it is given up."""

MEMORY: Final = 4 << 30
"""Bytes of data a process may hold."""

ASKED_EVERY: Final = 0.1
"""Seconds between two times it is asked whether to stop, when no block is done meanwhile."""

PROGRAM: Final = "import sys; sys.path[:] = sys.argv[1:]; from matching.blocks.worker import main; main()"
ONE_THREAD: Final = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}


@dataclass(frozen=True)
class Processes:
    """So many blocks at a time, each in a process; what they give is the same as Serial gives."""

    workers: int
    watch: Watch = UNWATCHED
    tries: int = TRIES
    memory: int = MEMORY

    def run(
        self,
        work: Callable[[PayloadT, BlockT], ResultT],
        payload: PayloadT,
        blocks: Sequence[BlockT],
    ) -> list[ResultT]:
        """As Executor says; the payload is sent once to each process.

        Raises:
            ValueError: the work is a function of the program that was started, where no other process finds it.
        """
        if work.__module__ == "__main__":
            raise ValueError(f"{work.__qualname__} stands in the program that was started: give it a module")
        self.watch.ask(0, len(blocks))
        workers = min(self.workers, len(blocks))
        with _Crew(workers, packed((self.memory, work, payload)), self.tries) as crew:
            return _gathered([crew.give(number, block) for number, block in enumerate(blocks)], self.watch)


def _gathered(futures: list[Future[Any]], watch: Watch) -> list[Any]:
    """What each block gave; blocks are begun in order, so the first that fails is the one Serial would meet."""
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout=ASKED_EVERY, return_when=FIRST_COMPLETED)
        if any(one.exception() for one in done):
            begun = [one for one in waiting if not one.cancel()]
            wait(begun)
            break
        if done:
            watch.tell(len(futures) - len(waiting), len(futures))
        if waiting:
            watch.ask(len(futures) - len(waiting), len(futures))
    return [one.result() for one in futures]


@dataclass(eq=False)
class _Worker:
    """A process that is started when it is first given a block, and anew when it has died."""

    greeting: bytes
    process: "subprocess.Popen[bytes] | None" = None
    closed: bool = False
    starting: Lock = field(default_factory=Lock)

    def do(self, block: bytes) -> tuple[bool, Any]:
        """A block in, the answer out.

        Raises:
            EOFError, OSError, UnpicklingError: the process has died, or none is started any more.
        """
        if self.process is None:
            with self.starting:
                if self.closed:
                    raise EOFError
                self.process = _started()
            _write(self.process, self.greeting)
        _write(self.process, block)
        assert self.process.stdout is not None  # it was started with a pipe
        answer: tuple[bool, Any] = pickle.load(self.process.stdout)
        return answer

    def clear(self) -> None:
        """Nothing is left of the process, if there is one."""
        if self.process is not None:
            self.process.kill()
            with suppress(OSError), self.process:  # it may have died before it had read all
                pass
            self.process = None

    def close(self) -> None:
        """End the process wherever it is, and start no other."""
        with self.starting:
            self.closed = True
            if self.process is not None:
                self.process.kill()


class _Crew:
    """Workers, and one thread for each that waits for its answers."""

    def __init__(self, size: int, greeting: bytes, tries: int) -> None:
        self._tries = tries
        self._workers = [_Worker(greeting) for _ in range(size)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._drivers = ThreadPoolExecutor(max(size, 1))

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *reason: object) -> None:
        for worker in self._workers:
            worker.close()
        self._drivers.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.clear()

    def give(self, number: int, block: object) -> "Future[Any]":
        """What the work gives for a block, when it is done."""
        return self._drivers.submit(self._do, number, packed(block))

    def _do(self, number: int, block: bytes) -> Any:  # noqa: ANN401 - whatever the work gives
        worker = self._idle.get()
        try:
            for _ in range(self._tries):
                try:
                    good, result = worker.do(block)
                except (EOFError, OSError, pickle.UnpicklingError):
                    worker.clear()
                    continue
                if good:
                    return result
                raise result
        finally:
            self._idle.put(worker)
        raise WorkerLost(ErrorCode.WORKER_LOST, block=number + 1, tries=self._tries)


def _started() -> "subprocess.Popen[bytes]":
    environment = {**os.environ, **ONE_THREAD}  # noqa: TID251 - a program needs the environment it is started in
    command = [sys.executable, "-P", "-c", PROGRAM, *sys.path]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)


def _write(process: "subprocess.Popen[bytes]", what: bytes) -> None:
    assert process.stdin is not None  # it was started with a pipe
    process.stdin.write(what)
    process.stdin.flush()
