"""The command that says what is well with the service and what is not, and what mends it."""

import json
import os
from typing import Annotated

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json
from matching.screen.usage import ExitCode
from matching.wording import Words
from service.cli import options_of_store as options
from service.operating.settings import SettingsFault, read_settings

AsJson = Annotated[bool, typer.Option("--json", help="Skriv ut som JSON.")]


def doctor(*, given: options.Database = None, as_json: AsJson = False) -> None:
    """Say of everything the service stands on whether it is well, and what mends it where it is not."""
    from dataclasses import replace

    from service.door.tokens import fetching
    from service.operating.clock import utc_now
    from service.operating.doctor import Finding, examine

    words = Words(load_catalogue())
    try:
        settings = read_settings(os.environ)  # noqa: TID251 - the edge: everything else is given them
        settings = replace(settings, database=given or settings.database).checked()
    except SettingsFault as fault:
        found = [Finding("settings", False, "store.setting", {"name": fault.name, "why": fault.why})]
    else:
        fetch = fetching(settings.jwks) if settings.jwks else None
        well = Finding("settings", True, "doctor.settings.well", {})
        found = [well, *examine(settings, fetch, utc_now())]
    told = [(one, words.say(one.text, **one.facts)) for one in found]
    if as_json:
        rows = [{"check": one.check, "well": one.well, "code": one.text, "told": text} for one, text in told]
        echo_json(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        for one, text in told:
            typer.echo(f"{words.say('doctor.mark.well' if one.well else 'doctor.mark.ill')}  {text}")
    if not all(one.well for one in found):
        raise typer.Exit(ExitCode.UNFORESEEN)
