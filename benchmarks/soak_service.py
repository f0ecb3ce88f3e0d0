"""The long counts of the service: processes killed at random moments, rounds raced, the decision log tampered with,
and requests sent at random.

python -m benchmarks.soak_service
python -m benchmarks.soak_service --only kills workers --kills 40 --workers 4
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.record import record
from benchmarks.soak_kills import killed_releases, killed_runs
from benchmarks.soak_log import tampered
from benchmarks.soak_races import races
from benchmarks.soak_schema import sent_at_random
from benchmarks.soak_store import stores
from benchmarks.soak_workers import killed_workers, woken_workers

Show = Callable[[str, int, int], dict[str, Any]]

SHOWS: Final[dict[str, tuple[Show, ...]]] = {
    "kills": (killed_runs, killed_releases),
    "workers": (killed_workers, woken_workers),
    "races": (races,),
    "log": (tampered,),
    "schema": (sent_at_random,),
}
"""What is shown, each on every database: the address, how many and a seed in, what was found out."""
COUNTS: Final = {"kills": 360, "workers": 40, "races": 1_000, "log": 1_000, "schema": 20_000}
"""How many in all."""


def shown(counts: Mapping[str, int], seed: int, folder: Path) -> dict[str, Any]:
    """What was found of each, so many in all over the databases there are; `bad` is what must not be.

    Each begins with stores of its own, so that none stands in the way of another.

    Raises:
        Lost: something acknowledged is gone, or something is half kept.
    """
    found: dict[str, Any] = {}
    for what, count in counts.items():
        (folder / what).mkdir()
        with stores(folder / what) as urls:
            share = -(-count // (len(urls) * len(SHOWS[what])))
            for number, (database, url) in enumerate(urls.items()):
                for show in SHOWS[what]:
                    found[f"{show.__name__} {database}"] = _timed(show, database, url, share, seed + number)
    return {**found, "bad": sum(map(_bad, found.values()))}


def _timed(show: Show, database: str, url: str, count: int, seed: int) -> dict[str, Any]:
    begun = perf_counter()
    found = show(url, count, seed)
    timed = {**found, "seconds": round(perf_counter() - begun)}
    print(f"{show.__name__} {database}: {json.dumps(timed)}", file=sys.stderr, flush=True)
    return timed


def _bad(found: Mapping[str, Any]) -> int:
    missed: Mapping[str, int] = found.get("missed", {})
    amiss: Collection[str] = found.get("amiss", ())
    return int(found.get("given_twice", 0)) + sum(missed.values()) + len(amiss)


def main() -> None:
    """Print what was found as JSON, and write it where all was run; exit with 1 where `bad` is not 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SHOWS, help="some of them, printed and not written")
    for what, count in COUNTS.items():
        parser.add_argument(f"--{what}", type=int, default=count)
    parser.add_argument("--seed", type=int, default=100)
    given = parser.parse_args()
    counts = {what: getattr(given, what) for what in given.only or SHOWS}
    with tempfile.TemporaryDirectory() as folder:
        found = shown(counts, given.seed, Path(folder))
    if not given.only:
        packages = ("innenfor", "sqlalchemy", "pysqlite3", "psycopg", "schemathesis")
        record("soak_service", found, seed=given.seed, packages=packages)
    print(json.dumps(found))
    raise SystemExit(found["bad"] > 0)


if __name__ == "__main__":
    main()
