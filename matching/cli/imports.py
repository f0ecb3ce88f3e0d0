"""The commands that bring the skills of ESCO and the interests of O*NET into an office's own catalogue."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json, refuse_others_work, today
from matching.files.imports.esco import clean, languages_of
from matching.files.imports.esco_rows import import_esco as with_esco
from matching.files.imports.imported import Imported, names_of, write_imported
from matching.files.imports.official import release_of
from matching.files.imports.onet import import_onet as with_onet
from matching.files.out.plan_json import as_json
from matching.screen import options
from matching.screen.catalogue import told_catalogue
from matching.screen.usage import ExitCode
from matching.wording import Words

TOLD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "esco": (
            *("known", "relabelled", "synonyms", "dropped", "chosen", "alone", "left_out"),
            *("unlabelled", "occupations", "occupations_relabelled", "without_occupations"),
            *("without_code", "links_lost"),
        ),
        "onet": ("changed", "not_found", "without"),
    }
)
"""Counts told in a sentence of their own, where they are not 0."""

Download = Annotated[
    Path, typer.Argument(parser=Path, metavar="MAPPE", help="Mappen med de offisielle filene, pakket ut.")
]
Release = Annotated[
    str | None,
    typer.Option(
        "--release",
        parser=options.unnumbered,
        metavar="TEKST",
        help="Utgaven; ellers den som står i navnet på mappen.",
    ),
]


def import_esco(
    download: Download,
    to: options.SampleFolder,
    data: options.DataFolder = None,
    release: Release = None,
    day: options.Day = None,
    force: options.Force = False,
    only_json: options.AsJson = False,
) -> None:
    """Lay a catalogue with every skill and occupation of ESCO in a folder; nothing is written if it has a fault."""
    languages_of(download)  # a folder that is no download has no release to ask for
    words = Words(load_catalogue())
    told = _release(download, release, words)
    done = with_esco(download, data, release=told, on=day or today())
    _finish("esco", done, told, to, words, force=force, only_json=only_json)


def import_onet(
    download: Download,
    to: options.SampleFolder,
    data: options.DataFolder = None,
    release: Release = None,
    force: options.Force = False,
    only_json: options.AsJson = False,
) -> None:
    """Lay a catalogue with the interests of another O*NET in a folder; nothing is written if it has a fault."""
    words = Words(load_catalogue())
    told = _release(download, release, words)
    done = with_onet(download, data, release=told)
    _finish("onet", done, told, to, words, force=force, only_json=only_json)


def _release(download: Path, given: str | None, words: Words) -> str:
    told = clean(given or "") or release_of(download)
    if not told:
        raise typer.BadParameter(words.say("import.release", folder=str(download)))
    return told


def _finish(
    kind: str, done: Imported, release: str, to: Path, words: Words, *, force: bool, only_json: bool
) -> None:
    """Faults told, or files written and what came of it told."""
    if not done.faults:
        refuse_others_work(to, names_of(done), words, force=force)
        write_imported(done, to)
    if only_json:
        told = {"folder": str(to), "release": release, "counts": dict(done.counts)}
        echo_json(as_json({**told, "findings": done.faults}))
    elif done.faults:
        for line in told_catalogue(done.faults, str(to), words):
            typer.echo(line)
        typer.echo(words.say("import.nothing_written", folder=str(to)))
    else:
        for line in told_import(kind, done, release, to, words):
            typer.echo(line)
    raise typer.Exit(ExitCode.ROWS if done.faults else ExitCode.DONE)


def told_import(kind: str, done: Imported, release: str, to: Path, words: Words) -> list[str]:
    """What came of an import as sentences; a sentence that counts nothing is not told."""
    lines = [words.say(f"import.{kind}.done", release=release, folder=str(to), **done.counts)]
    lines += [
        words.say(f"import.{kind}.{name}", **done.counts)
        for name, count in done.counts.items()
        if count and name in TOLD[kind]
    ]
    return [*lines, words.say(f"import.{kind}.owed", release=release)]
