"""The corpus in, what reading each of its files came to out; all of them read in one process with limits."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.files.corpus.case import Case
from tests.files.corpus.child import MOST_SECONDS

ROOT = Path(__file__).parents[3]


def outcomes(cases: tuple[Case, ...]) -> list[dict[str, Any]]:
    """What reading each came to; fewer than there are cases where the process did not live to the end."""
    with tempfile.TemporaryDirectory() as name:
        for number, case in enumerate(cases):
            folder = Path(name, f"{number:03}")
            folder.mkdir()
            (folder / case.file).write_bytes(case.make())
        done = subprocess.run(
            [sys.executable, "-m", "tests.files.corpus.child", name],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=3 * MOST_SECONDS,
        )
    return [json.loads(line) for line in done.stdout.splitlines()]
