"""Commands of an office before and after a round: empty lists to fill in, and the key to who is who."""

import os
from pathlib import Path
from typing import Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import chance, refuse_lost_input, refuse_others_work, today, write_workbooks
from matching.files.out.key_file import split_list
from matching.files.out.names_joined import join_names
from matching.files.out.template import policy_template, templates
from matching.files.out.workbook_out import TableOut, workbook_bytes
from matching.files.whole import whole
from matching.screen import options
from matching.screen.usage import Command, Commands
from matching.wording import Words

POLICY: Final = "policy.toml"
CLEAN: Final = "kandidater.xlsx"
KEY: Final = "nokkel.xlsx"
JOINED: Final = "forslag_med_navn.xlsx"
KEY_FOLDER: Final = "nokkel"

nokkel = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)


def template(
    to: options.SampleFolder, outcomes: options.WithOutcomes = False, force: options.Force = False
) -> None:
    """Lay empty lists to fill in in a folder, and over nobody's own work."""
    words = Words(load_catalogue())
    books = templates(words, with_outcomes=outcomes)
    refuse_others_work(to, [*books, POLICY], words, force=force)
    write_workbooks(to, books, words, force=force)
    with whole(to / POLICY) as part:
        part.write_text(policy_template(), "utf-8")
    typer.echo(words.say("template.written", folder=str(to), files=words.listed([*books, POLICY])))


@nokkel.command(cls=Command, help="Del en liste i en nøkkel med navn og en liste uten.")
def split(
    own: options.OwnList,
    to: options.SampleFolder,
    seed: options.SplitSeed = None,
    force: options.Force = False,
) -> None:
    """Part an office's own list in a key file that stays in the office and a list without names."""
    catalogue = load_catalogue()
    words = Words(catalogue)
    folder = to / KEY_FOLDER
    refuse_lost_input([folder / KEY, to / CLEAN], [own])
    _refuse_lost_key([folder / KEY, to / CLEAN], words, force=force)
    found = split_list(own, catalogue, seed=chance() if seed is None else seed)
    _make_private(folder, words)
    with whole(folder / KEY) as key, whole(to / CLEAN) as clean:
        _write_private(key, found.key)
        clean.write_bytes(workbook_bytes([found.clean], title=found.clean.title, on=today()))
    typer.echo(words.say("nokkel.key", file=str(folder / KEY)))
    typer.echo(words.say("nokkel.clean", file=str(to / CLEAN), rows=len(found.clean.rows)))
    if found.left_out:
        typer.echo(words.say("nokkel.left_out", columns=words.listed(list(found.left_out))))


@nokkel.command(cls=Command, help="Sett navnene fra nøkkelen ved siden av forslagene i en plan.")
def join(
    plan: options.PlanFile, key: options.KeyFile, to: options.SampleFolder, force: options.Force = False
) -> None:
    """Put names beside the candidate numbers of a plan's proposals, for the office's own eyes."""
    words = Words(load_catalogue())
    refuse_lost_input([to / JOINED], [plan, key])
    refuse_others_work(to, [JOINED], words, force=force)
    found = join_names(plan, key, words)
    to.mkdir(parents=True, exist_ok=True)
    with whole(to / JOINED) as part:
        _write_private(part, found.table)
    typer.echo(words.say("nokkel.joined.written", file=str(to / JOINED)))
    if found.without_key:
        typer.echo(words.say("nokkel.joined.without", count=found.without_key))


def _refuse_lost_key(files: list[Path], words: Words, *, force: bool) -> None:
    there = [str(file) for file in files if file.exists()]
    if there and not force:
        raise typer.BadParameter(words.say("nokkel.exists", files=words.listed(there)))


def _make_private(folder: Path, words: Words) -> None:
    """The folder of a key, that nobody else on the machine can open; the command ends here when they can."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        raise typer.BadParameter(words.say("nokkel.open_folder", folder=str(folder)))


def _write_private(file: Path, table: TableOut) -> None:
    """A workbook that others cannot open, not even while it is written."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_bytes(workbook_bytes([table], title=table.title, on=today()))
