"""Tiny allocations solved and searched exhaustively, by the thousand: every difference between the two.

python -m benchmarks.soak
python -m benchmarks.soak --only "all constraints" --instances 2000
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from benchmarks import exhaustive, exhaustive_limits, exhaustive_rounds
from benchmarks.record import record
from matching.blocks.executor import Watch
from matching.blocks.processes import Processes

AT_ONCE: Final = 100
"""Instances of one seed; each further block has the next."""

SEARCHES: Final[dict[str, Callable[[int, int], list[tuple[str, str | None]]]]] = {
    "the base model": exhaustive.block,
    "seat values": exhaustive.block_of_seats,
    "all constraints": exhaustive_limits.block,
    "whole rounds": exhaustive_rounds.block,
}
"""How many instances and their seed in, how each ended and what is different out."""
SHARE: Final = {"seat values": 20, "whole rounds": 20}
"""One instance in so many, where each is solved or searched many times."""


def searched(what: str, instances: int, seed: int, workers: int) -> dict[str, Any]:
    """How many instances ended how, and what is different."""
    blocks = range(seed, seed + -(-instances // (AT_ONCE * SHARE.get(what, 1))))
    found = [
        one
        for some in Processes(workers, Watch(tell=_tell)).run(SEARCHES[what], AT_ONCE, blocks)
        for one in some
    ]
    return {
        "instances": len(found),
        "seed": seed,
        "ended": Counter(status for status, _ in found),
        "different": [told for _, told in found if told],
    }


def _tell(done: int, of: int) -> None:
    print(f"{done} of {of}", file=sys.stderr, end="\r", flush=True)


def main() -> None:
    """Print what was found as JSON, and write it where all was searched; exit with 1 if anything is different."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SEARCHES, help="some of them, printed and not written")
    parser.add_argument("--instances", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    whats = given.only or SEARCHES
    found = {what: searched(what, given.instances, given.seed, given.workers) for what in whats}
    if not given.only:
        record("soak", found, seed=given.seed, packages=("innenfor", "ortools"))
    print(json.dumps(found))
    raise SystemExit(any(one["different"] for one in found.values()))


if __name__ == "__main__":
    main()
