"""A solver kept quiet: what its own library prints reaches nobody, and what we print is not lost."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

STDOUT = 1


class _Hush:
    """Standard output of the process led nowhere for as long as anybody asks for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asking = 0
        self._kept = -1

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Nothing a library prints now is seen.

        HiGHS prints a line of its own when it mends a rounded choice, whatever options it is given; among the JSON
        of a command, or the answers of a worker, it would be read as a part of them.
        """
        self._ask(1)
        try:
            yield
        finally:
            self._ask(-1)

    def _ask(self, more: int) -> None:
        # The descriptor belongs to the whole process: the first leads it away and the last leads it back.
        with self._lock:
            before, self._asking = self._asking, self._asking + more
            if not before:
                self._lead_away()
            elif not self._asking:
                self._lead_back()

    def _lead_away(self) -> None:
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
        try:
            self._kept = os.dup(STDOUT)
        except OSError:  # the process has no standard output
            self._kept = -1
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDOUT)
        os.close(nowhere)

    def _lead_back(self) -> None:
        if self._kept < 0:
            return
        ctypes.CDLL(None).fflush(None)  # the library's own buffer, or else its line came later
        os.dup2(self._kept, STDOUT)
        os.close(self._kept)


hushed = _Hush()
"""Used as `with hushed():`; one for the process."""
