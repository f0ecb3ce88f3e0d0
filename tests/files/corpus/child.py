"""The files of a folder in, what reading each came to, with seconds and memory, out as JSON; a process of its own.

    python -m tests.files.corpus.child FOLDER

The folder has one folder for each case, by its number, with one file in it. A bomb may take what the process
may have and no more.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from matching.domain.errors import InnenforError
from matching.files.lists.people import read_people
from matching.wording import Words
from tests.files.written import CATALOGUE

MOST_BYTES = 6_000_000_000
MOST_SECONDS = 120
WORDS = Words(CATALOGUE)


def outcome(path: Path) -> dict[str, Any]:
    """What reading one file came to, what it took, and the most memory the process has had so far."""
    start = time.perf_counter()
    told: dict[str, Any]
    try:
        sheet = read_people(path, CATALOGUE).sheet
        told = {
            "rows": [
                [sheet.text(row, "kandidatnummer"), sheet.text(row, "kommune")] for row in range(len(sheet))
            ]
        }
    except InnenforError as error:
        told = {"code": error.code, "told": WORDS.error(error)}
    seconds = time.perf_counter() - start
    return {**told, "seconds": round(seconds, 4), "megabytes": round(most_megabytes())}


def most_megabytes() -> float:
    """The most memory this process has had; what getrusage tells begins with what its parent had."""
    status = Path("/proc/self/status").read_text("ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        (path,) = folder.iterdir()
        print(json.dumps({"case": folder.name, **outcome(path)}), flush=True)


if __name__ == "__main__":
    main()
