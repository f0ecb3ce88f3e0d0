"""Programs in processes of their own, with a time limit: what each line of JSON they print says."""

import hashlib
import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
PINNED: Final = Path(__file__).parent / "peers.txt"
START: Final = 60
"""Seconds a program may need to begin and to end, beside those it is given for its work."""

SECONDS: Final = ("build", "solve", "seconds", "processor_seconds")
"""Of a run that is done several times."""

Line = dict[str, Any]


def peers_python(folder: Path) -> Path:
    """The Python of the peers' own environment, which is made in the folder unless it is there.

    Its packages are those of peers.txt, from the registry this machine is set up for.
    """
    digest = hashlib.sha256(PINNED.read_bytes() + sys.version.encode()).hexdigest()[:12]
    place = folder / f"peers-{digest}"
    python, done = place / "bin" / "python", place / "complete"
    if not done.exists():
        venv.create(place, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--no-deps", "-r", str(PINNED)], check=True, timeout=900)
        done.touch()
    return python


def peer(python: Path, name: str, files: Sequence[Path], *, seconds: float, gib: float) -> list[Line]:
    """What a peer says of each file; from the one it does not finish on it says why."""
    return lines([str(python), "-m", "benchmarks.peers", name, str(seconds), str(gib)], files, seconds)


def ours(files: Sequence[Path], *, seconds: float) -> list[Line]:
    """What our own allocation says of each file."""
    return lines([sys.executable, "-m", "benchmarks.ours", "base"], files, seconds)


def lines(
    command: list[str], files: Sequence[Path | str], seconds: float, *, start: float = START
) -> list[Line]:
    """What a program prints of each file, one line of JSON each, in the seconds it may take for each."""
    found, why = "", ""
    try:
        done = subprocess.run(
            [*command, *map(str, files)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds * len(files) + start,
        )
        found = done.stdout
        why = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:200]
    except subprocess.TimeoutExpired as late:
        found, why = (late.stdout or b"").decode(), f"more than {seconds:g} s"
    told = [json.loads(line) for line in found.splitlines() if line.startswith("{")]
    return [*told, *[{"failed": why}] * (len(files) - len(told))]


def middle(told: Sequence[Line]) -> Line:
    """Several runs on the same file as one: the middle of their seconds, and the first that failed if any did."""
    failed = [one for one in told if "failed" in one]
    if failed:
        return failed[0]
    return {**told[0], **{name: median(one[name] for one in told) for name in SECONDS}}
