"""The command that takes away what has been kept long enough; a timer runs it each night."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.catalogue.loader import load_catalogue
from matching.screen import options as of_files
from matching.wording import Words
from service.access import Actor, Role
from service.cli import options_of_store as options
from service.cli.opened import kept_rounds, settings_of
from service.operating.settings import Settings

if TYPE_CHECKING:
    from service.operating.retaining import Terms

Apply = Annotated[bool, typer.Option("--apply", help="Gjør det; ellers vises bare hva som ville gått.")]
HeadTo = Annotated[
    Path | None,
    typer.Option(
        "--head-to", metavar="FIL", parser=of_files.path, help="Legg enden av loggen til i denne filen."
    ),
]


def retain(
    *, by: options.By, apply: Apply = False, head_to: HeadTo = None, database: options.Database = None
) -> None:
    """Take away what has been kept long enough, and write out the end of the log."""
    from service.operating.retaining import take_away
    from service.store.decisions import By

    words, settings = Words(load_catalogue()), settings_of(os.environ)  # noqa: TID251 - the edge
    _, desk = kept_rounds(database)
    actor = Actor(by, by, Role.ADMIN, frozenset())
    taken = take_away(desk, terms(settings), By(actor, desk.clock()), look=not apply)
    typer.echo(words.say("records.retained" if apply else "records.would_go", **taken.counts))
    if apply and head_to:
        with head_to.open("a", encoding="utf-8") as file:
            file.write(f"{taken.head.number}:{taken.head.digest}\n")


def terms(settings: Settings) -> "Terms":
    """For how long the settings say each class of data is kept."""
    from service.operating.retaining import Terms

    return Terms(
        selection=timedelta(days=settings.selection_days),
        followup=timedelta(days=settings.followup_days),
        lookups=timedelta(days=settings.lookup_days),
        decisions=timedelta(days=settings.decision_days),
    )
