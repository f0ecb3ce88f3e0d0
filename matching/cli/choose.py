"""The command that asks what words and columns of the lists mean, and remembers the answers."""

import sys

import typer

from matching.catalogue.loader import load_catalogue
from matching.files.lists import needs as needs_list
from matching.files.lists import openings as openings_list
from matching.files.lists import people as people_list
from matching.screen import options
from matching.screen.choose import Choosing
from matching.screen.usage import ExitCode
from matching.wording import Words


def choose(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    meanings: options.ChosenFile,
    needs: options.NeedsFile = None,
    own_catalogue: options.CatalogueFolder = None,
    only_list: options.OnlyList = False,
) -> None:
    """Go through everything in the lists nobody can be sure of, and remember what is chosen."""
    catalogue = load_catalogue(own_catalogue)
    words = Words(catalogue)
    if meanings.suffix.casefold() != ".csv":
        raise typer.BadParameter(words.say("choose.csv", file=meanings.name))
    files = {people_list.SHEET: people, openings_list.SHEET: openings}
    files |= {needs_list.SHEET: needs} if needs else {}
    choosing = Choosing(files, meanings, catalogue, typer.echo)
    left = choosing.list_open() if only_list else choosing.choose(_next_line)
    typer.echo(words.say("choose.left" if left else "choose.done", left=left, file=str(meanings)))
    raise typer.Exit(ExitCode.ROWS if left else ExitCode.DONE)


def _next_line() -> str:
    """The next line of what is typed, or was written beforehand; Ctrl-C ends it like its end does."""
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        raise EOFError
    return line
