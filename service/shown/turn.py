"""What many threads have to work out at the same moment in, one after another out."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock, local
from time import monotonic  # noqa: TID251 - how long somebody has had the turn is no fact of a round
from typing import Final

PATIENCE: Final = 0.2
"""Seconds after which the turn of somebody goes on to the next, who then works beside her."""


@dataclass(eq=False)
class _Waiter:
    called: Event = field(default_factory=Event)
    """Set when she has the turn."""
    since: float = 0.0
    """When she got it."""


class Turn:
    """Had by one thread at a time, in the order they ask for it.

    Python works on one thing at a time whatever is asked of it: what is begun all at once is all done when the last
    is, and one by one most is done sooner. What takes long holds nobody up.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._holder: _Waiter | None = None
        self._queue: deque[_Waiter] = deque()
        self._last: deque[_Waiter] = deque()
        self._here = local()

    @contextmanager
    def taken(self, *, last: bool = False) -> Iterator[None]:
        """Wait for the turn, and have it for as long as the block lasts; within itself it is no other turn.

        `last`: everybody else comes first, for as long as patience lasts.
        """
        if getattr(self._here, "inside", False):
            yield
            return
        me = self._waited(last=last)
        self._here.inside = True
        try:
            yield
        finally:
            self._here.inside = False
            with self._lock:
                if self._holder is me:
                    self._pass_on()

    def _waited(self, *, last: bool) -> _Waiter:
        """Somebody whose turn it is; or who works beside whoever has it, having waited for her long enough."""
        me = _Waiter()
        line = self._last if last else self._queue
        with self._lock:
            line.append(me)
            if self._holder is None:
                self._pass_on()
        if last:
            me.called.wait(PATIENCE)
            with self._lock:
                if me in line:
                    line.remove(me)
            return me
        while not me.called.wait(PATIENCE / 4):
            with self._lock:
                if self._holder is None or monotonic() - self._holder.since > PATIENCE:
                    self._pass_on()
        return me

    def _pass_on(self) -> None:
        """The turn to whoever has waited longest; the lock is held."""
        line = self._queue or self._last
        self._holder = line.popleft() if line else None
        if self._holder:
            self._holder.since = monotonic()
            self._holder.called.set()


TURN: Final = Turn()
"""Had by whoever works out an answer or reads a round; one answer may rest on another."""
