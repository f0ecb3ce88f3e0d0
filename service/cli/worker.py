"""The command that does the calculations people ask for."""

import signal
from datetime import timedelta
from typing import Annotated

import typer

from matching.catalogue.loader import load_catalogue
from matching.screen import options
from matching.wording import Words
from service.cli import options_of_store
from service.cli.opened import address, opened

Minutes = Annotated[
    int | None,
    typer.Option(
        "--minutes",
        parser=options.whole_number(1),
        metavar="TALL",
        help="Stopp av seg selv etter så mange minutter.",
    ),
]
Once = Annotated[bool, typer.Option("--once", help="Gjør det som venter, og stopp.")]


def worker(
    *, database: options_of_store.Database = None, minutes: Minutes = None, once: Once = False
) -> None:
    """Do the calculations people ask for, one at a time, until stopped."""
    from service.operating.clock import utc_now
    from service.operating.logs import install
    from service.working.worker import Worker

    words = Words(load_catalogue())
    with opened(database) as store:
        at_work = Worker(store, address(database))
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, lambda *_: at_work.stopped.set())
        install()
        typer.echo(words.say("jobs.worker.running"))
        at_work.work(once=once, until=utc_now() + timedelta(minutes=minutes) if minutes else None)
        typer.echo(words.say("jobs.worker.stopped"))
