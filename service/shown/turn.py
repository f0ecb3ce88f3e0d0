"""What many threads have to work out at the same moment in, one after another out."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock, get_ident
from time import monotonic  # noqa: TID251 - how long somebody has had the turn is no fact of a round
from typing import Final

PATIENCE: Final = 0.2
"""Seconds after which the turn of somebody goes on to the next, who then works beside her."""


class Turn:
    """Had by one thread at a time.

    Python works on one thing at a time whatever is asked of it: what is begun all at once is all done when the last
    is, and one by one most is done sooner. What takes long holds nobody up.
    """

    def __init__(self) -> None:
        lock = Lock()
        self._free, self._idle = Condition(lock), Condition(lock)
        self._holder: int | None = None
        self._since = 0.0
        self._waiting = 0

    @contextmanager
    def taken(self, *, last: bool = False) -> Iterator[None]:
        """Wait for the turn, and have it for as long as the block lasts; within itself it is no other turn.

        `last`: everybody who waits comes first.
        """
        me = get_ident()
        with self._free:
            mine = self._holder != me
            if mine and last:
                self._idle.wait_for(lambda: self._holder is None and not self._waiting, PATIENCE)
            elif mine:
                self._wait()
            if mine:
                self._holder, self._since = me, monotonic()
        try:
            yield
        finally:
            with self._free:
                if mine and self._holder == me:
                    self._holder = None
                    (self._free if self._waiting else self._idle).notify()

    def _wait(self) -> None:
        self._waiting += 1
        while self._holder is not None:
            left = self._since + PATIENCE - monotonic()
            if left <= 0:
                break
            self._free.wait(left)
        self._waiting -= 1


TURN: Final = Turn()
"""Had by whoever works out an answer or reads a round; one answer may rest on another."""
