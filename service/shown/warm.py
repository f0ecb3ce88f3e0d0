"""Rounds of the store in, those of the newest plans made ready beside the service, so that nobody waits for it."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from service.shown.kept import KeptRounds
from service.shown.rounds import LoadedRound
from service.store.rounds import newly_planned

NEWEST: Final = 2
"""Rounds made ready before anybody asks about them."""
SECONDS: Final = 5.0
"""Between one look at what has changed and the next."""
SELDOM: Final = sys.getswitchinterval()
"""Seconds Python works on one thing while another waits."""
OFTEN: Final = 0.0001
"""The same as long as a round is read."""


@contextmanager
def made_ready(rounds: KeptRounds, seconds: float = SECONDS) -> Iterator[None]:
    """The rounds of the newest plans kept ready for as long as the block lasts."""
    ending = Event()
    keeper = Thread(target=_keep_ready, args=(rounds, seconds, ending), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        # Not waited for: it may be in the middle of a large round, and leaves nothing behind.
        ending.set()


def _keep_ready(rounds: KeptRounds, seconds: float, ending: Event) -> None:
    done: dict[str, LoadedRound] = {}
    while not ending.is_set():
        done = dict(_ready(rounds, done))
        ending.wait(seconds)


def _ready(rounds: KeptRounds, done: Mapping[str, LoadedRound]) -> Iterator[tuple[str, LoadedRound]]:
    """The rounds of the newest plans as they stand now, all made ready; `done`: those that were before."""
    for name in _newest(rounds):
        # Whatever hinders one hinders no other, and whoever asks about that round is told.
        with suppress(Exception):
            with _giving_way():
                held = rounds[name]
                if done.get(name) is not held:
                    held.make_ready()
            yield name, held


@contextmanager
def _giving_way() -> Iterator[None]:
    """Whoever waits for Python gets it soon: an answer lets go of it a hundred times, and has to wait each time."""
    sys.setswitchinterval(OFTEN)
    try:
        yield
    finally:
        sys.setswitchinterval(SELDOM)


def _newest(rounds: KeptRounds) -> list[str]:
    with suppress(SQLAlchemyError, RuntimeError), rounds.database.reading() as connection:
        return newly_planned(connection, NEWEST)
    return []
