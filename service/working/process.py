"""Processes of our own: each is told what to do on a pipe, and ends when the one that started it is gone.

The pipe closes when the process at its other end dies, however it dies, on every system; nothing secret stands on a
command line, where others on the machine can read it.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from threading import Thread
from typing import Any, Final

PROGRAM: Final = "import sys; sys.path[:] = sys.argv[2:]; from {module} import main; main()"
ENDED: Final = 3
"""The exit code of a process whose starter is gone."""

Process = subprocess.Popen[bytes]


def started(module: str, told: Mapping[str, Any]) -> Process:
    """A fresh Python at work on the `main` of a module, told what to do; what it prints goes to standard error."""
    command = [sys.executable, "-P", "-c", PROGRAM.format(module=module), module, *sys.path]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=sys.stderr.fileno())
    assert process.stdin is not None  # it was started with a pipe
    process.stdin.write(json.dumps(told).encode() + b"\n")
    process.stdin.flush()
    return process


def end(process: Process, *, within: float = 0) -> None:
    """Nothing left of a process: its pipe tells it, and what is still there after so many seconds is killed."""
    assert process.stdin is not None  # as above
    process.stdin.close()
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def told() -> dict[str, Any]:
    """In a process that was started so: what it is to do. Its starter ends it, also when a key stops them both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    found: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    return found


def when_alone(then: Callable[[], None]) -> None:
    """In a process that was started so: what is done once whoever started it is gone, or wants it to end."""

    def watch() -> None:
        # Read past `sys.stdin`: a thread that waits in it holds its lock, and Python aborts over that at its end.
        while os.read(sys.stdin.fileno(), 1):
            pass
        then()

    Thread(target=watch, daemon=True).start()


def end_here() -> None:
    """This process ends at once, whatever its threads are at."""
    os._exit(ENDED)
