"""Time and memory of the whole way from two lists to a plan on disk, beside scipy's dense assignment.

    python -m benchmarks.line --people 57000 --openings 6000
    python -m benchmarks.line --people 700000 --openings 30000 --country

Each runs in a process of its own; memory is the peak of that process and of its children. scipy is given the
finished fits and has only to solve, on a dense table of people x seats, and must reach the same total; where that
table is larger than DENSE it is left out.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.generate import generate
from benchmarks.lists import OPENINGS, PEOPLE, write_lists
from benchmarks.record import record
from benchmarks.spread import over_the_country
from matching.allocation.allocate import whole_places
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.cli.edge import collect_seldom
from matching.domain.plan import Plan
from matching.domain.policy import Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.files.out.plan_excel import write_plan_excel
from matching.files.out.plan_json import write_plan_json
from matching.pipeline import fill
from matching.report.report import report_html
from matching.scoring.score import Scorer, score
from matching.screen.given import RoundFiles
from matching.screen.round import read_round

ON = date(2026, 11, 21)
PACKAGES = ("innenfor", "numpy", "ortools", "scipy")
DENSE: Final = 12 << 30
"""Bytes above which scipy's table is not made."""
PAIRS: Final = "pairs.npz"


class Laps:
    """Seconds, and seconds of processors, between one named step and the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}
        self._name, self._since = "", (0.0, 0.0)

    def __call__(self, step: str) -> None:
        """End the step before and begin this one."""
        # Of this process and of its children that have ended.
        now = time.perf_counter(), sum(os.times()[:4])
        if self._name:
            for kept, end, start in zip((self.seconds, self.processor), now, self._since, strict=True):
                kept[self._name] = round(end - start, 3)
        self._name, self._since = step, now


def run_line(folder: Path, seed: int) -> dict[str, Any]:
    """The whole way, timed from two lists on disk to a plan, a workbook and a report on disk."""
    collect_seldom()
    laps = Laps()
    laps("read")
    given = read_round(
        RoundFiles(people=folder / PEOPLE, openings=folder / OPENINGS),
        on=ON,
        seed=seed,
        without_rejected=True,
    )
    plan = fill(given.cohort, given.catalogue, given.policy, on=ON, seed=seed, progress=laps)
    laps("plan.json")
    write_plan_json(plan, folder / "plan.json")
    laps("plan.xlsx")
    write_plan_excel(plan, given.cohort, given.words, folder / "plan.xlsx")
    laps("report.html")
    (folder / "report.html").write_text(report_html(plan, given.cohort, given.words), "utf-8")
    laps("")
    written = ("plan.json", "plan.xlsx", "report.html")
    return {
        "seconds": round(sum(laps.seconds.values()), 2),
        "steps": laps.seconds,
        "processor": laps.processor,
        "peak_gib": _peak(),
        "megabytes": {name: round((folder / name).stat().st_size / 1e6, 1) for name in written},
        **_told(plan, len(given.cohort.people)),
    }


def _told(plan: Plan, people: int) -> dict[str, Any]:
    """How good the plan is, and what the audit found."""
    if plan.proof is None or plan.audit is None:
        raise SystemExit("no proof")
    return {
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


def save(people: int, openings: int, seed: int, folder: Path, *, country: bool, dense: bool) -> None:
    """Write the two lists of a round and, for a peer to solve, its pairs that may be proposed and the places."""
    catalogue, policy = load_catalogue(), Policy()
    cohort = generate(people, openings, seed=seed, catalogue=catalogue)
    if country:
        cohort = over_the_country(cohort, catalogue, seed=seed)
    write_lists(cohort, catalogue, folder)
    if not dense:
        return
    ready = complete(cohort.openings, cohort.programme, catalogue)
    verdicts = judge(cohort.people, ready, Terms.of(cohort.programme, catalogue, policy, on=ON))
    pairs = score(Scorer(cohort.people, ready, catalogue, policy), verdicts.blocks()).pairs
    sure = ~pairs.unknown
    np.savez(
        folder / PAIRS,
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
    """GiB of this process and, were they all there at once, of its children."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return round(sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 2**20, 2)


def _child(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.line", *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=1800)
    found: dict[str, Any] = json.loads(done.stdout or "{}")
    return found


def main() -> None:
    """Run both, print them side by side, write the record; exit with 1 if the totals differ or the audit fails."""
    given = _arguments()
    if given.only:
        found: dict[str, Any] = {}
        if given.only == "line":
            found = run_line(given.folder, given.seed)
        elif given.only == "scipy":
            found = run_scipy(given.folder / PAIRS)
        else:
            dense = given.only == "save-pairs"
            save(given.people, given.openings, given.seed, given.folder, country=given.country, dense=dense)
        print(json.dumps(found))
        return
    raise SystemExit(
        not measured(given.people, given.openings, given.seed, country=given.country, name=given.name)
    )


def measured(people: int, openings: int, seed: int, *, country: bool, name: str) -> bool:
    """Whether totals agree and the audit passes; the figures are printed and recorded under the name."""
    size = ["--people", str(people), "--openings", str(openings), "--seed", str(seed)]
    dense = 8 * people * 2 * openings <= DENSE
    with tempfile.TemporaryDirectory() as folder:
        there = ("--folder", folder)
        _child(
            "--only", "save-pairs" if dense else "save", *size, *there, *(["--country"] if country else [])
        )
        line = _child("--only", "line", *size, *there)
        peer = _child("--only", "scipy", *there) if dense else None
    figures = {"people": people, "openings": openings, "country": country, "line": line, "scipy_dense": peer}
    path = record(name, figures, seed=seed, packages=PACKAGES)
    for what, found in (("lists to plan on disk", line), ("scipy dense, solving alone", peer)):
        if found:
            print(f"{what:28} {found['seconds']:8.2f} s {found['peak_gib']:6.2f} GiB   {found['steps']}")
    print(
        f"objective {line['objective']}, bound {line['bound']}, scipy {peer['objective'] if peer else None}"
    )
    print(f"{line['allowed_pairs_per_person']} eligible openings per person; audit {line['audit']}")
    print(f"written {path.name}")
    same = peer is None or line["objective"] == peer["objective"]
    return bool(same and line["audit"]["passed"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=57_000)
    parser.add_argument("--openings", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--country", action="store_true", help="people and openings all over the country")
    parser.add_argument("--name", default="line", help="of the record")
    parser.add_argument("--only", choices=("save", "save-pairs", "line", "scipy"))
    parser.add_argument("--folder", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
