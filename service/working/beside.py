"""A worker beside a service on the same machine: started with it, begun anew if it dies, and ended with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, Timer
from typing import Final

from service.operating.logs import install
from service.store.database import opened
from service.working.process import end, end_here, started, told, when_alone
from service.working.worker import Worker

PATIENCE: Final = 4.0
"""Seconds a worker has to give its job back before it is ended."""
AGAIN: Final = 5.0
"""Seconds between the end of a worker that died and the beginning of the next."""
WORKER: Final = "service.working.beside"


@contextmanager
def worker_beside(url: str) -> Iterator[None]:
    """A worker on the jobs of a store for as long as the block lasts."""
    ending = Event()
    keeper = Thread(target=_keep_up, args=(url, ending), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep_up(url: str, ending: Event) -> None:
    while not ending.is_set():
        process = started(WORKER, {"database": url})
        while process.poll() is None and not ending.wait(0.2):
            pass
        end(process, within=PATIENCE)
        ending.wait(AGAIN)


def main() -> None:
    """Work until whoever started the process is gone, or wants it to end."""
    url = told()["database"]
    install()
    with opened(url) as database:
        worker = Worker(database, url)

        def stop() -> None:
            worker.stopped.set()
            timer = Timer(PATIENCE, end_here)
            timer.daemon = True
            timer.start()

        when_alone(stop)
        worker.work()
