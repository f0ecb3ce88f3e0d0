"""The command that shows rounds on pages of this machine."""

import os
from contextlib import AbstractContextManager, ExitStack
from importlib.resources import files
from pathlib import Path
from time import monotonic  # noqa: TID251 - the edge: everything else is given it
from typing import Annotated, Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import today
from matching.quoted import shortened
from matching.screen import options
from matching.wording import Words
from service.access import Role
from service.cli import options_of_store
from service.cli.opened import actors_of, address, kept_rounds, settings_of
from service.operating.offices import SAMPLES
from service.operating.settings import Settings

SHIPPED: Final = Path(str(files("matching.sample")))

Host = Annotated[
    str, typer.Option("--host", metavar="ADRESSE", help="Adressen det svares på; bare denne maskinens.")
]
Port = Annotated[
    int,
    typer.Option("--port", parser=options.whole_number(0), metavar="TALL", help="Porten; 0 tar en ledig."),
]
Minutes = Annotated[
    int | None,
    typer.Option(
        "--minutes",
        parser=options.whole_number(1),
        metavar="TALL",
        help="Stopp av seg selv etter så mange minutter.",
    ),
]
AsRole = Annotated[
    str, typer.Option("--role", metavar="ROLLE", help=f"Rollen sidene vises for: {', '.join(Role)}.")
]
AsUnit = Annotated[
    str, typer.Option("--unit", metavar="ENHET", help="Enheten sidene vises for, av dem rundene hører til.")
]

NoWorker = Annotated[
    bool, typer.Option("--no-worker", help="Start ingen arbeider ved siden av; kjør «innenfor worker» selv.")
]


AT_ONCE: Final = 200
"""Requests of one who asks that are answered at once, before those a minute count."""


def serve(  # noqa: PLR0913 - each option of the command
    *,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    minutes: Minutes = None,
    role: AsRole = Role.PROGRAMME_LEAD,
    unit: AsUnit = SAMPLES,
    database: options_of_store.Database = None,
    day: options.Day = None,
    seed: options.Seed = 1,
    no_worker: NoWorker = False,
) -> None:
    """Show the shipped rounds, or those of a store, on pages of this machine, and as JSON, until stopped."""
    # Only here: whoever does not serve waits for no web framework.
    from service.app import create_service
    from service.door.guard import Doors
    from service.door.limits import Limit
    from service.operating.serving import address_of, listening, serve_until_stopped
    from service.shown.rounds import load_samples
    from service.shown.warm import made_ready
    from service.working.beside import worker_beside

    words = Words(load_catalogue())
    if role not in set(Role):
        raise typer.BadParameter(words.say("service.serve.role", role=shortened(role), roles=", ".join(Role)))
    settings = settings_of(os.environ)  # noqa: TID251 - the edge: everything else is given them
    try:
        actors = actors_of(settings, Role(role), unit, host)
        listener = listening(host, port)
    except PermissionError:
        raise typer.BadParameter(words.say("service.serve.not_loopback", host=shortened(host))) from None
    except OSError:
        raise typer.BadParameter(words.say("service.serve.no_port", port=port)) from None
    kept = database or settings.has_log_in or settings.database != Settings.database
    hosts = [name.strip().lower() for name in settings.hosts.split(",") if name.strip()]
    beside: list[AbstractContextManager[None]] = []
    if not kept:
        doors = Doors(hosts=hosts, scrapers=settings.networks)
        service = create_service(load_samples(SHIPPED, on=day or today(), seed=seed), actors, doors=doors)
    else:
        rounds, desk = kept_rounds(database)
        beside.append(made_ready(rounds))
        limit = Limit(AT_ONCE, settings.a_minute, monotonic) if settings.has_log_in else None
        doors = Doors(
            hosts=hosts,
            scrapers=settings.networks,
            limit=limit,
            largest=settings.upload_mib << 20,
            https=settings.tells_https,
        )
        service = create_service(rounds, actors, desk, doors)
    typer.echo(words.say("service.serve.running", address=address_of(listener)))
    if kept and not no_worker:
        beside.append(worker_beside(address(database)))
    with ExitStack() as stack:
        for one in beside:
            stack.enter_context(one)
        serve_until_stopped(service, listener, minutes)
