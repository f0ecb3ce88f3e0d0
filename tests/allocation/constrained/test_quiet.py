"""What a solver's own library prints is not seen, and what we print is."""

import ctypes
import os
from threading import Barrier, Thread

import numpy as np
import pytest

from benchmarks.exhaustive_drawn import model as drawn
from matching.allocation.constrained.quiet import hushed
from matching.allocation.constrained.solve import solve

SEED, NUMBER = 209, 48
"""Of the drawn instances the one on which HiGHS mends a rounded choice, and says so."""


def test_nothing_of_the_solver_is_on_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    chance = np.random.default_rng(SEED)
    models = [drawn(chance) for _ in range(NUMBER + 1)]
    print("before")
    assert solve(models[NUMBER], seed=SEED).status.made
    ctypes.CDLL(None).fflush(None)
    print("after")
    assert capfd.readouterr().out == "before\nafter\n"


def test_what_is_printed_meanwhile_is_gone_and_afterwards_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    with hushed(), hushed():
        os.write(1, b"gone")
    os.write(1, b"seen")
    assert capfd.readouterr().out == "seen"


def test_many_who_ask_at_once_leave_it_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    at_once = Barrier(4)

    def ask() -> None:
        at_once.wait(timeout=20)
        for _ in range(50):
            with hushed():
                os.write(1, b"gone")

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    os.write(1, b"seen")
    assert capfd.readouterr().out == "seen"


def test_an_error_meanwhile_leaves_it_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), hushed():
        raise ZeroDivisionError
    os.write(1, b"seen")
    assert capfd.readouterr().out == "seen"
