"""Our own allocation on files of instances, in a process of its own, as peers.py runs the others.

python -m benchmarks.ours base FILE.npz ...
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.constrained import columns_of
from benchmarks.instances import Instance
from benchmarks.instances_constrained import constrained
from benchmarks.peers_constrained import is_kept
from matching.allocation.allocate import allocate
from matching.allocation.constrained.solve import solve
from matching.domain.columns import Text
from matching.domain.plan import Status
from matching.domain.policy import Policy

SEED, WARM = 1, 0
ALONE = Policy(reserves=0)
"""Nothing but the plan and its proof: peers make no lists of reserves."""


def base(path: Path) -> dict[str, Any]:
    """Build, solve and prove: from scored pairs in memory to the plan and the bound that equals it."""
    given = Instance.load(path)
    people, openings = ids("P", given.people), ids("L", len(given.places))
    start, processor = time.perf_counter(), time.process_time()
    fits = given.fits
    built = time.perf_counter()
    found = allocate(fits, given.places, ALONE, people, openings, seed=SEED)
    solved, processor = time.perf_counter(), time.process_time() - processor
    proof = found.proof
    return {
        "build": round(built - start, 4),
        "solve": round(solved - built, 4),
        "seconds": round(solved - start, 4),
        "processor_seconds": round(processor, 4),
        "objective": [proof.objective.people, proof.objective.points] if proof else None,
        "proven": proof is not None and proof.bound == proof.objective,
        "algorithm": found.algorithm,
        "peak_gib": peak_gib(),
    }


def under_constraints(size: str, kinds: frozenset[str], effort: int, seed: int) -> dict[str, Any]:
    """One model under constraints, from arrays to plan and bound; the peers' code counts whether all is kept."""
    model = constrained(size, seed, kinds)
    since, processor = time.perf_counter(), time.process_time()
    found = solve(model, effort=effort, seed=SEED)
    seconds, processor = time.perf_counter() - since, time.process_time() - processor
    if not found.status.made:
        return {"failed": f"{found.status}"}
    points, bound = int(model.points[found.chosen].sum()), found.stages[-1].bound
    proven = found.status is Status.OPTIMAL
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(processor, 2),
        "points": points,
        "bound": points if proven else bound,
        "certified_bound": bound,
        "gap": 0.0 if proven else (bound - points) / points,
        "certified_gap": (bound - points) / points,
        "bound_kind": str(found.bound_kind),
        "proven": proven,
        "kept": is_kept(columns_of(model), np.flatnonzero(found.chosen)),
        "peak_gib": peak_gib(),
    }


def ids(letter: str, count: int) -> Text:
    """So many ids, in rising order."""
    return np.array([f"{letter}{number:07}" for number in range(count)])


def peak_gib() -> float:
    """The most memory this process has held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 3)


def main() -> None:
    """One line of JSON for each file or seed."""
    what, *words = sys.argv[1:]
    if what == "base":
        for file in words:
            print(json.dumps(base(Path(file))), flush=True)
        return
    size, kinds, effort, *seeds = words
    under_constraints(
        "S", frozenset(kinds.split(",")), 0, WARM
    )  # what is compiled is so before the first is timed
    for seed in seeds:
        told = under_constraints(size, frozenset(kinds.split(",")), int(effort), int(seed))
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
