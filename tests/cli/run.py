"""The command line as people use it: words in, what it printed and its exit code out."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from typer.testing import CliRunner, Result

from matching.cli.app import app

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "matching" / "sample" / "cnc-vestre-toten"
PEOPLE, OPENINGS, POLICY = (
    str(SAMPLE / name) for name in ("kandidater.xlsx", "lareplasser.xlsx", "policy.toml")
)
ROUND = (PEOPLE, OPENINGS, "--policy", POLICY, "--date", "2026-11-21")


def run(*words: str | Path) -> Result:
    """The command run in this process."""
    return CliRunner().invoke(app, [str(word) for word in words])


def apart(*words: str | Path, environment: Mapping[str, str] | None = None) -> None:
    """The command run in a process of its own, which must go well."""
    program = "from matching.cli.app import app; app()"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        env={**os.environ, **(environment or {})},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def lists(folder: Path, people: Sequence[str], openings: Sequence[str]) -> tuple[Path, Path]:
    """Two small lists; every row begins as the headings do."""
    folder.mkdir(exist_ok=True)
    one, other = folder / "kandidater.csv", folder / "lareplasser.csv"
    heading = "kandidatnummer;kommune;reisemåte;stillingsprosent fra;stillingsprosent til;norsknivå;skift"
    one.write_text("\n".join((heading, *people)), "utf-8")
    heading = "nummer;bedrift;lærefag;kommune;plasser;skift;godkjenning"
    other.write_text("\n".join((heading, *openings)), "utf-8")
    return one, other
