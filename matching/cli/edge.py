"""Where the command line meets the world: the clock, and bytes out."""

from datetime import date

import typer


def echo_json(text: str) -> None:
    """JSON to standard output, byte for byte."""
    typer.echo(text.encode(), nl=False)


def today() -> date:
    """The day it is."""
    return date.today()  # noqa: TID251, DTZ011 - the one place the clock is read: a run is of a day people name
