"""The command that lays the sample lists in a folder, to try and to change."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.files.out.samples import SAMPLES, sample_files
from matching.files.whole import whole
from matching.screen import options
from matching.wording import Words

POLICY: Final = "policy.toml"
OPTIONS: Final = MappingProxyType({"needs": "behov.xlsx", "policy": POLICY})
"""Options of the other commands, and the file of a sample that each is for."""


def sample(
    to: options.SampleFolder, name: options.SampleName = SAMPLES[0], force: options.Force = False
) -> None:
    """Copy a shipped sample into a folder, and over nobody's own work."""
    words = Words(load_catalogue())
    if name not in SAMPLES:
        raise typer.BadParameter(words.say("sample.unknown", name=name, names=", ".join(SAMPLES)))
    shipped = sample_files(name)
    changed = [file for file in shipped if _differs(to / file, shipped[file])]
    if changed and not force:
        raise typer.BadParameter(words.say("sample.differs", files=words.listed(changed), folder=str(to)))
    to.mkdir(parents=True, exist_ok=True)
    for file, content in shipped.items():
        with whole(to / file) as part:
            part.write_bytes(content)
    typer.echo(words.say("sample.written", folder=str(to), files=words.listed(list(shipped))))
    next_step = "sample.next" if POLICY in shipped else "sample.next_check"
    typer.echo(words.say(next_step, lists=_lists(shipped, to), folder=str(to)))


def _lists(shipped: Mapping[str, bytes], to: Path) -> str:
    """The files as the other commands want them."""
    people, openings = (
        next(str(to / file) for file in shipped if file.startswith(kind))
        for kind in ("kandidater", "lareplasser")
    )
    given = [f"--{option} {to / file}" for option, file in OPTIONS.items() if file in shipped]
    return " ".join([people, openings, *given])


def _differs(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() != content
