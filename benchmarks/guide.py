"""The user guide followed: the files it shows written, the commands it gives run, in its order.

The fenced blocks of the guide say what they are: `sh` one command, `csv` or `toml` and a name a file to write,
`text` some of what the command tells, `text svar` what is typed to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import split
from typing import Final

from typer.testing import CliRunner, Result

from service.cli.app import app

GUIDE: Final = Path(__file__).parents[1] / "docs" / "brukerveiledning.md"
SERVED_UNTIL_STOPPED: Final = "innenfor serve"
_BLOCK: Final = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is, the file it shows or «svar», its lines, and the prose after it."""

    kind: str
    name: str
    lines: str
    after: str


@dataclass(frozen=True)
class Told:
    """A command of the guide, how it ended, how the guide says it ends, and what the guide shows of its words."""

    command: str
    result: Result
    ends: int
    shown: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a guide in its order."""
    parts = iter(_BLOCK.split(text)[1:])
    return [Block(*four) for four in zip(parts, parts, parts, parts, strict=True)]


def prose(text: str) -> str:
    """A guide without its fenced blocks."""
    return _BLOCK.sub("", text)


def follow(folder: Path) -> Iterator[Told]:
    """The guide from top to bottom in an empty folder, which must be the one the process works in."""
    every = [*blocks(GUIDE.read_text("utf-8")), Block("sh", "", "", "")]
    for place, block in enumerate(every[:-1]):
        if block.kind == "sh":
            yield _run(block, next(one for one in every[place + 1 :] if one.kind in {"text", "sh"}))
        elif block.kind != "text":
            (folder / block.name).write_text(block.lines, "utf-8")


def _run(block: Block, following: Block) -> Told:
    """A command run, with the answers or the words the guide shows right after it; of one that serves, its help."""
    command, answered = block.lines.strip(), following.name == "svar"
    words = split(command)[1:] + (["--help"] if command.startswith(SERVED_UNTIL_STOPPED) else [])
    result = CliRunner().invoke(app, words, following.lines if answered else None)
    code = re.search(r"slutter med kode (\d)", block.after + (following.after if answered else ""))
    shown = following.lines.splitlines() if following.kind == "text" and not answered else ()
    return Told(command, result, int(code[1]) if code else 0, tuple(shown))
