"""Time and memory of the whole line from columns to an audited, explained plan, beside scipy's dense assignment.

    python -m benchmarks.line --people 57000 --openings 6000

Each runs in a process of its own; memory is that process's peak. scipy is given the finished fits and has only to
solve, on a dense table of people x seats, and must reach the same total.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.generate import generate
from benchmarks.record import record
from matching.allocation.allocate import whole_places
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.domain.policy import Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.pipeline import fill
from matching.scoring.score import Scorer, score

ON = date(2026, 11, 21)
PACKAGES = ("innenfor", "numpy", "ortools", "scipy")


class Laps:
    """Seconds between one named step and the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._since = "", 0.0

    def __call__(self, step: str) -> None:
        """End the step before and begin this one."""
        now = time.perf_counter()
        if self._name:
            self.seconds[self._name] = round(now - self._since, 3)
        self._name, self._since = step, now


def run_line(people: int, openings: int, seed: int) -> dict[str, Any]:
    """The whole line, timed from columns in memory to the finished plan."""
    catalogue, policy = load_catalogue(), Policy()
    cohort = generate(people, openings, seed=seed, catalogue=catalogue)
    laps = Laps()
    start = time.perf_counter()
    plan = fill(cohort, catalogue, policy, on=ON, seed=seed, progress=laps)
    laps("")
    if plan.proof is None or plan.audit is None:
        raise SystemExit("no proof")
    return {
        "seconds": round(time.perf_counter() - start, 2),
        "steps": laps.seconds,
        "peak_gib": _peak(),
        "objective": [plan.proof.objective.people, plan.proof.objective.points],
        "bound": [plan.proof.bound.people, plan.proof.bound.points],
        "allowed_pairs": plan.proof.pairs,
        "allowed_pairs_per_person": round(plan.proof.pairs / people, 1),
        "audit": {
            "passed": plan.audit.passed,
            "checks": len(plan.audit.checks),
            "coverage": plan.audit.coverage,
            "findings": [f"{one.check}: {one.what}" for one in plan.audit.findings[:5]],
        },
    }


def save_pairs(people: int, openings: int, seed: int, path: Path) -> None:
    """Write the pairs that may be proposed, their points and the places, for a peer to solve."""
    catalogue, policy = load_catalogue(), Policy()
    cohort = generate(people, openings, seed=seed, catalogue=catalogue)
    ready = complete(cohort.openings, cohort.programme, catalogue)
    verdicts = judge(cohort.people, ready, Terms.of(cohort.programme, catalogue, policy, on=ON))
    pairs = score(Scorer(cohort.people, ready, catalogue, policy), verdicts.blocks()).pairs
    sure = ~pairs.unknown
    np.savez(
        path,
        person=pairs.person[sure],
        opening=pairs.opening[sure],
        points=pairs.points[sure],
        places=whole_places(ready.seats),
        people=people,
    )


def run_scipy(path: Path) -> dict[str, Any]:
    """scipy's dense assignment on people x seats: most people, then most points."""
    given = np.load(path)
    places, people = given["places"], int(given["people"])
    start = time.perf_counter()
    seat_of = np.concatenate([[0], np.cumsum(places)])
    unit = 1000 * int(min(people, places.sum())) + 1
    table = np.zeros((people, int(places.sum())))
    for number in range(int(places.max())):
        has = places[given["opening"]] > number
        opening = given["opening"][has]
        table[given["person"][has], seat_of[opening] + number] = given["points"][has].astype(float) + unit
    built = time.perf_counter()
    rows, cols = linear_sum_assignment(table, maximize=True)
    values = table[rows, cols].astype(np.int64)
    return {
        "seconds": round(time.perf_counter() - start, 2),
        "steps": {"build": round(built - start, 3), "solve": round(time.perf_counter() - built, 3)},
        "peak_gib": _peak(),
        "objective": [int((values > 0).sum()), int((values[values > 0] - unit).sum())],
    }


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2)


def _child(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.line", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1800)
    found: dict[str, Any] = json.loads(done.stdout or "{}")
    return found


def main() -> None:
    """Run both, print them side by side, write the record; exit with 1 if the totals differ or the audit fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=57_000)
    parser.add_argument("--openings", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--only", choices=("line", "save", "scipy"))
    parser.add_argument("--pairs", type=Path)
    given = parser.parse_args()
    if given.only == "line":
        print(json.dumps(run_line(given.people, given.openings, given.seed)))
        return
    if given.only == "save":
        save_pairs(given.people, given.openings, given.seed, given.pairs)
        return
    if given.only == "scipy":
        print(json.dumps(run_scipy(given.pairs)))
        return
    size = ("--people", str(given.people), "--openings", str(given.openings), "--seed", str(given.seed))
    line = _child("--only", "line", *size)
    with tempfile.TemporaryDirectory() as folder:
        pairs = str(Path(folder) / "pairs.npz")
        _child("--only", "save", "--pairs", pairs, *size)
        scipy = _child("--only", "scipy", "--pairs", pairs)
    figures = {"people": given.people, "openings": given.openings, "line": line, "scipy_dense": scipy}
    path = record("line", figures, seed=given.seed, packages=PACKAGES)
    for name, found in (("whole line", line), ("scipy dense, solving alone", scipy)):
        print(f"{name:28} {found['seconds']:8.2f} s {found['peak_gib']:6.2f} GiB   {found['steps']}")
    print(f"objective {line['objective']}, bound {line['bound']}, scipy {scipy['objective']}")
    print(f"{line['allowed_pairs_per_person']} eligible openings per person; audit {line['audit']}")
    print(f"written {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    raise SystemExit(line["objective"] != scipy["objective"] or not line["audit"]["passed"])


if __name__ == "__main__":
    main()
