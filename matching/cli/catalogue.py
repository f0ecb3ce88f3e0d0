"""The commands about the catalogue: trades, skills, municipalities and rules."""

from pathlib import Path

import typer

from matching.catalogue.check import check_catalogue, data_folder
from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json
from matching.cli.imports import import_esco, import_onet
from matching.files.out.plan_json import as_json
from matching.screen import options
from matching.screen.catalogue import told_catalogue
from matching.screen.usage import Command, Commands, ExitCode
from matching.wording import Words

catalogue = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)


@catalogue.command(cls=Command, help="Se etter feil i katalogen, eller i deres egen kopi av den.")
def check(data: options.DataFolder = None, only_json: options.AsJson = False) -> None:
    """Tell everything that is found in a folder of data files; exit code 4 where something must be mended."""
    words, folder = Words(load_catalogue()), str(data or data_folder(None))
    if data and not data.is_dir():
        raise typer.BadParameter(words.say("catalogue.no_folder", folder=folder))
    found = check_catalogue(data)
    faults = [one for one in found if not one.is_note]
    if only_json:
        echo_json(as_json({"folder": folder, "findings": found}))
    else:
        for line in told_catalogue(found, folder, words):
            typer.echo(line)
        if not faults:
            typer.echo(_clean(data, folder, words))
    raise typer.Exit(ExitCode.ROWS if faults else ExitCode.DONE)


catalogue.command(
    "import-esco", cls=Command, help="Legg ferdighetene og yrkene i ESCO i deres egen katalog."
)(import_esco)
catalogue.command("import-onet", cls=Command, help="Hent interessene til lærefagene fra O*NET.")(import_onet)


def _clean(data: Path | None, folder: str, words: Words) -> str:
    known = load_catalogue(data) if data else load_catalogue()
    skills = sum(not skill.is_group for skill in known.skills)
    counts = {"trades": len(known.trades), "skills": skills, "municipalities": len(known.municipalities)}
    return words.say("catalogue.clean", folder=folder, **counts)
