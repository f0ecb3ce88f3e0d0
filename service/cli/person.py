"""The command about one person: an address restriction that was set by mistake, or is lifted, taken away."""

from typing import Annotated

import typer

from matching.catalogue.loader import load_catalogue
from matching.quoted import shortened
from matching.screen import options as of_files
from matching.screen.usage import Commands
from matching.wording import Words
from service.access import Actor, Role
from service.cli import options_of_store as options
from service.cli.opened import opened

Candidate = Annotated[
    str, typer.Argument(metavar="KANDIDAT", parser=of_files.unnumbered, help="Kandidatnummeret.")
]

person = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)


@person.callback()
def _about() -> None:
    """What is done about one person."""


@person.command("unhide", help="Ta bort en adressesperre som er opphevet, eller som ble satt ved en feil.")
def take_away(
    candidate: Candidate, *, unit: options.Unit, by: options.By, database: options.Database = None
) -> None:
    """Let somebody who no longer has an address restriction be seen again."""
    from service.operating.clock import utc_now
    from service.store.decisions import By
    from service.store.hiding import unhide

    words = Words(load_catalogue())
    who = By(Actor(by, by, Role.PROGRAMME_LEAD, frozenset({unit})), utc_now())
    with opened(database) as store, store.writing() as connection:
        found = unhide(connection, unit, [candidate], who)
    if not found:
        raise typer.BadParameter(words.say("person.not_hidden", candidate=shortened(candidate)))
    typer.echo(words.say("person.shown", candidate=shortened(candidate)))
