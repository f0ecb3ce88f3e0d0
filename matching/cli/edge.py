"""Where the command line meets the world: the clock, chance, memory, and bytes out."""

import gc
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from secrets import randbelow
from typing import Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.files.out.workbook_out import TableOut, write_workbook
from matching.screen.options import GREATEST
from matching.wording import Words

NEW_OBJECTS: Final = 50_000
"""Between two searches for cycles of objects that nothing else holds: Python's own 700 costs a run a third."""


def collect_seldom() -> None:
    """Search for such cycles seldom in this process: a run makes very many small nouns and hardly any cycle."""
    gc.set_threshold(NEW_OBJECTS)


def echo_json(text: str) -> None:
    """JSON to standard output, byte for byte."""
    typer.echo(text.encode(), nl=False)


def today() -> date:
    """The day it is."""
    return date.today()  # noqa: TID251, DTZ011 - the one place the clock is read: a run is of a day people name


def chance() -> int:
    """A seed nobody can guess."""
    return randbelow(GREATEST)


def write_workbooks(
    folder: Path,
    books: Mapping[str, Sequence[TableOut]],
    words: Words,
    *,
    read: Iterable[Path | None] = (),
    force: bool,
) -> list[str]:
    """Workbooks in, files in a folder out, over nobody's own work; what was written, as sentences.

    `read` are the files the command reads, which are never written over.
    """
    if not books:
        return [words.say("copies.none")]
    names = words.listed(list(books))
    refuse_lost_input((folder / name for name in books), read)
    refuse_others_work(folder, list(books), words, force=force)
    folder.mkdir(parents=True, exist_ok=True)
    for name, tables in books.items():
        write_workbook(folder / name, tables, title=tables[0].title, on=today())
    return [words.say("copies.written", files=names, folder=str(folder))]


def check_one_of(candidate: str | None, opening: str | None) -> None:
    """The command ends here unless it is asked about a person or about an opening, and not both."""
    if (candidate is None) == (opening is None):
        raise typer.BadParameter(Words(load_catalogue()).say("usage.one_of"))


def refuse_lost_input(written: Iterable[Path], read: Iterable[Path | None]) -> None:
    """The command ends here when a file it reads is one it would write."""
    inputs = [file for file in read if file and file.exists()]
    for file in written:
        if file.exists() and any(file.samefile(one) for one in inputs):
            told = Words(load_catalogue()).say("usage.input_overwritten", file=str(file))
            raise typer.BadParameter(told)


def refuse_others_work(folder: Path, names: Sequence[str], words: Words, *, force: bool) -> None:
    """The command ends here when one of the files is there already and may not be written over."""
    there = [name for name in names if (folder / name).exists()]
    if there and not force:
        told = words.say("copies.exists", files=words.listed(there), folder=str(folder))
        raise typer.BadParameter(told)
