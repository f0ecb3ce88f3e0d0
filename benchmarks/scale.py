"""From columns to a proven plan at the size of a country, with the product's own rules and fit; a record in parts.

    python -m benchmarks.scale                      # all rounds, then how time grows with eligible pairs
    python -m benchmarks.scale --only L "L balanced"
    python -m benchmarks.scale --only growth

Each round is measured in a process of its own, kernels warm, from columns in memory to pairs, prices and bound:
judge, score, allocate, as pipeline.py has them. Memory is the most held from there on, summed over processes.
`line.py` measures the way from files on disk to a plan on disk.
"""

import argparse
import json
import resource
import sys
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np

from benchmarks.allocation import merged
from benchmarks.apart import lines
from benchmarks.generate import generate
from benchmarks.growth import draw
from benchmarks.line import Laps
from benchmarks.spread import over_the_country
from matching.allocation.allocate import allocate, whole_places
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.domain.allocation import Allocation
from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.domain.cohort import Cohort
from matching.domain.policy import Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.scoring.score import Scorer
from matching.scoring.sweep import score_all

ON: Final = date(2026, 11, 21)
PACKAGES: Final = ("innenfor", "numba", "numpy", "ortools", "scipy")
SEED: Final = 20
HELD: Final = Path("/proc/self/status")
FORGET: Final = Path("/proc/self/clear_refs")


@dataclass(frozen=True, kw_only=True)
class Round:
    """A synthetic round; `country` spreads it over all municipalities, `balanced` has as many places as people."""

    people: int
    openings: int
    country: bool = False
    balanced: bool = False


L: Final = Round(people=57_000, openings=6_000)
XL: Final = Round(people=700_000, openings=30_000, country=True)
WARM: Final = Round(people=5_000, openings=1_500)
ROUNDS: Final = {
    "L": L,
    "L balanced": replace(L, balanced=True),
    "XL": XL,
    "XL balanced": replace(XL, balanced=True),
}
GROWTH: Final = tuple(
    Round(people=people, openings=openings, country=True)
    for people, openings in ((44_000, 8_000), (110_000, 12_000), (280_000, 19_000), (700_000, 30_000))
)
"""Each about four times as many eligible pairs as the one before."""


def cohort_of(given: Round, catalogue: Catalogue) -> Cohort:
    """The round drawn, the same each time."""
    made = generate(given.people, given.openings, seed=SEED, catalogue=catalogue)
    made = over_the_country(made, catalogue, seed=SEED) if given.country else made
    if not given.balanced:
        return made
    before = np.arange(given.openings + 1) * given.people // given.openings
    seats = (np.diff(before) * TENTHS_IN_A_SEAT).astype(np.int16)
    return replace(made, openings=replace(made.openings, seats=seats))


def planned(cohort: Cohort, catalogue: Catalogue, laps: Laps) -> Allocation:
    """The first three steps of the line, each timed."""
    policy = Policy(reserves=0)
    laps("judge")
    openings = complete(cohort.openings, cohort.programme, catalogue)
    verdicts = judge(cohort.people, openings, Terms.of(cohort.programme, catalogue, policy, on=ON))
    laps("score")
    fits = score_all(Scorer(cohort.people, openings, catalogue, policy), verdicts)
    laps("allocate")
    places = whole_places(openings.seats)
    found = allocate(fits, places, policy, cohort.people.id, openings.id, seed=SEED)
    laps("")
    return found


def measure(given: Round, repeats: int) -> dict[str, Any]:
    """Seconds by step, the middle of the repeats, and memory; ends the program where there is no proof."""
    catalogue = load_catalogue()
    planned(cohort_of(WARM, catalogue), catalogue, Laps())
    cohort = cohort_of(given, catalogue)
    before = _held_gib()
    FORGET.write_text("5")  # the peak is counted anew: drawing the round may have needed more
    runs, processor, found = [], [], None
    for _ in range(repeats):
        laps, since = Laps(), time.process_time()
        found = planned(cohort, catalogue, laps)
        processor.append(time.process_time() - since)
        runs.append(laps.seconds)
    if found is None or found.proof is None or found.proof.bound != found.proof.objective:
        raise SystemExit("no proof")
    proof = found.proof
    return {
        **vars(given),
        "places": int(whole_places(cohort.openings.seats).sum()),
        "seconds": round(median(sum(one.values()) for one in runs), 3),
        "steps": {step: round(median(one[step] for one in runs), 3) for step in runs[0]},
        "processor_seconds": round(median(processor), 3),
        "repeats": repeats,
        "gib_before": before,
        "peak_gib": _held_gib(peak=True),
        "objective": [proof.objective.people, proof.objective.points],
        "bound": [proof.bound.people, proof.bound.points],
        "eligible_pairs": proof.pairs,
        "eligible_per_person": round(proof.pairs / given.people, 1),
        "algorithm": found.algorithm,
    }


def _held_gib(*, peak: bool = False) -> float:
    """What this process holds, or the most it has held since it was last asked to forget."""
    name = "VmHWM:" if peak else "VmRSS:"
    line = next(one for one in HELD.read_text("utf-8").splitlines() if one.startswith(name))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if peak else 0
    return round((int(line.split()[1]) + children) / 2**20, 3)


def _apart(given: Round, seconds: float, repeats: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.scale", "--repeat", str(repeats), "--measure"]
    return lines(command, [json.dumps(vars(given))], seconds)[0]


def main() -> None:
    """Measure the rounds asked for, write the record and the picture; exit with 1 where one has no proof."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=(*ROUNDS, "growth"), default=(*ROUNDS, "growth"))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--seconds", type=float, default=900, help="for each round, the drawing of it included"
    )
    parser.add_argument("--measure", type=json.loads, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure is not None:
        print(json.dumps(measure(Round(**given.measure), given.repeat)))
        return
    failed = False
    for name in given.only:
        if name == "growth":
            steps = [_apart(one, given.seconds, given.repeat) for one in GROWTH]
            figures: dict[str, Any] = {
                f"{one.people} x {one.openings}": figures for one, figures in zip(GROWTH, steps, strict=True)
            }
            if not any("failed" in one for one in steps):
                draw([(one["eligible_pairs"], one["seconds"]) for one in steps])
        else:
            figures = {name: _apart(ROUNDS[name], given.seconds, given.repeat)}
        print(json.dumps(figures, indent=1), flush=True)
        failed |= any("failed" in one for one in figures.values())
        merged("scale", "growth" if name == "growth" else "rounds", figures, PACKAGES)
    raise SystemExit(failed)


if __name__ == "__main__":
    main()
