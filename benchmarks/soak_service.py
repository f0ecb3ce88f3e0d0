"""The long counts of the service: processes killed at random moments, rounds raced, the decision log tampered with.

python -m benchmarks.soak_service
python -m benchmarks.soak_service --only kills --kills 40
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks.record import record
from benchmarks.soak_kills import killed_releases, killed_runs, killed_workers
from benchmarks.soak_log import tampered
from benchmarks.soak_races import races
from benchmarks.soak_store import stores

Show = Callable[[str, int, int], dict[str, Any]]

KILLS, WORKERS, RACES, TAMPERINGS = 380, 20, 1_000, 1_000
SHOWS: Final[dict[str, tuple[Show, ...]]] = {
    "kills": (killed_runs, killed_releases),
    "workers": (killed_workers,),
    "races": (races,),
    "log": (tampered,),
}
"""What is shown, each on every database: the address, how many and a seed in, what was found out."""


def shown(counts: dict[str, int], seed: int, folder: Path) -> dict[str, Any]:
    """What was found of each, so many in all over the databases there are; `bad` is what must not be.

    Raises:
        Lost: something acknowledged is gone, or something is half kept.
    """
    found: dict[str, Any] = {}
    with stores(folder) as urls:
        for what, count in counts.items():
            share = -(-count // (len(urls) * len(SHOWS[what])))
            for number, (database, url) in enumerate(urls.items()):
                for show in SHOWS[what]:
                    print(f"{show.__name__} {database}", file=sys.stderr, flush=True)
                    found[f"{show.__name__} {database}"] = show(url, share, seed + number)
    bad = sum(one.get("given_twice", 0) + sum(one.get("missed", {}).values()) for one in found.values())
    return {**found, "bad": bad}


def main() -> None:
    """Write what was found as JSON, and print it; exit with 1 if anything was lost, given twice or not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SHOWS, default=list(SHOWS))
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--races", type=int, default=RACES)
    parser.add_argument("--tamperings", type=int, default=TAMPERINGS)
    parser.add_argument("--seed", type=int, default=100)
    given = parser.parse_args()
    counts = {"kills": given.kills, "workers": given.workers, "races": given.races, "log": given.tamperings}
    with tempfile.TemporaryDirectory() as folder:
        found = shown({what: counts[what] for what in given.only}, given.seed, Path(folder))
    record("soak_service", found, seed=given.seed, packages=("innenfor", "sqlalchemy", "pysqlite3"))
    print(json.dumps(found))
    raise SystemExit(found["bad"] > 0)


if __name__ == "__main__":
    main()
