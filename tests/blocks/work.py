"""Blocks of work for an executor: each writes into a folder that it was begun, and by which process."""

import os
import signal
import time
from pathlib import Path
from uuid import uuid4

import numpy as np

from matching.domain.columns import Int64
from matching.domain.errors import ErrorCode, PolicyFault

HUGE = 1 << 34


def squares(numbers: Int64, block: int) -> Int64:
    """What a block is worth, after a line has been printed where it harms nobody."""
    print("a line of the work")
    os.write(1, b"a line of a library of the work\n")
    return numbers * block**2


def begun(folder: str) -> list[str]:
    """The blocks begun, one entry for each time."""
    return sorted(path.name.split("-")[0] for path in Path(folder).iterdir())


def processes(folder: str) -> set[int]:
    """The processes in which some block was begun."""
    return {int(path.read_text()) for path in Path(folder).iterdir()}


def dies_once(folder: str, block: int) -> int:
    """Block 3 kills its process the first time."""
    _begin(folder, block)
    if block == 3 and begun(folder).count("3") == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return block * 10


def dies(folder: str, block: int) -> int:
    """Every block kills its process every time."""
    if folder:
        _begin(folder, block)
    os.kill(os.getpid(), signal.SIGKILL)
    return block


def refuses(folder: str, block: int) -> int:
    """Blocks 2 and above raise; 2 takes longer about it than those after."""
    _begin(folder, block)
    if block == 2:
        time.sleep(0.3)
    if block >= 2:
        raise PolicyFault(ErrorCode.ID_UNKNOWN, id=str(block), kind="opening")
    return block


def waits(folder: str, block: int) -> int:
    """Takes longer than any test does."""
    _begin(folder, block)
    time.sleep(60)
    return block


def holds(size: int, block: int) -> int:
    """Needs so many bytes."""
    return int(np.ones(size, dtype=np.int8)[block])


def _begin(folder: str, block: int) -> None:
    Path(folder, f"{block}-{uuid4()}").write_text(str(os.getpid()))
