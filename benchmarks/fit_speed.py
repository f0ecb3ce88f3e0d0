"""Eligible pairs a second for rules, points and keep-best together, the compiled form beside the readable one.

    python -m benchmarks.fit_speed
    python -m benchmarks.fit_speed --people 700000 --openings 30000 --country --plain-every 100
    python -m benchmarks.fit_speed --catalogue egen --name fit_speed_esco

A pair is eligible when no rule stops it and nothing about it is unknown; `not_stopped` counts those with a question
open too. Tables are made once for a round and timed apart. The readable form (numpy, one function for each rule and
criterion) looks at every block of people x openings, or at every n-th, and must keep the same pairs.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np

from benchmarks.generate import generate
from benchmarks.record import record
from benchmarks.spread import of_occupations, over_the_country
from matching.blocks.fits import StoredFits
from matching.blocks.picked import Picked
from matching.blocks.picking import Allowed
from matching.blocks.ties import id_hashes, ranks
from matching.blocks.verdicts import VerdictBlock
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.domain.answers import NO, UNKNOWN, YES
from matching.domain.cohort import Cohort
from matching.domain.columns import Int64, Rows
from matching.domain.policy import Policy
from matching.eligibility.judge import OPENINGS_IN_BLOCK, Judgement, judge
from matching.eligibility.terms import Terms
from matching.scoring.score import Scorer
from matching.scoring.sweep import Sweep

ON: Final = date(2026, 11, 21)
KEPT: Final = 20
THREADS: Final = (1, 2)
PACKAGES: Final = ("innenfor", "numba", "numpy", "scipy")


@dataclass(frozen=True)
class Lap:
    """Seconds of the clock and of the processor."""

    seconds: float
    processor: float


@contextmanager
def timed(laps: list[Lap]) -> Iterator[None]:
    """Note how long the body took."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    laps.append(Lap(time.perf_counter() - clock, time.process_time() - processor))


def speed(pairs: int, laps: list[Lap], threads: int) -> dict[str, Any]:
    """Medians, and pairs a second by the clock and by the processor time that each thread had."""
    seconds, processor = (median(getattr(lap, name) for lap in laps) for name in ("seconds", "processor"))
    return {
        "seconds": round(seconds, 3),
        "processor_seconds": round(processor, 3),
        "repeats": len(laps),
        "million_pairs_a_second": round(pairs / seconds / 1e6, 2),
        "million_pairs_a_processor_second_x_threads": round(threads * pairs / processor / 1e6, 2),
    }


@dataclass(frozen=True, eq=False)
class Trial:
    """One round, to be fitted in two ways."""

    scorer: Scorer
    verdicts: Judgement
    ties: Int64
    allow_unknown: bool

    def compiled(self, repeats: int) -> tuple[dict[str, Any], Picked]:
        """Figures of the compiled form, and what it keeps."""
        tables, first = list[Lap](), list[Lap]()
        sweep = Sweep(self.scorer, self.verdicts, self.allow_unknown)
        with timed(tables):
            made = sweep.tables
        with timed(first):
            best = self._best(sweep)
        pairs = int(best.seen.sum())
        found: dict[str, Any] = {"pairs": pairs, "people_left": len(made.people.row)}
        found["tables"] = speed(pairs, tables, max(THREADS))
        found["first_time_with_loading"] = speed(pairs, first, max(THREADS))
        for threads in THREADS:
            laps, one = list[Lap](), replace(sweep, threads=threads)
            vars(one)["tables"] = made
            for _ in range(repeats):
                with timed(laps):
                    self._best(one)
            found[f"threads_{threads}"] = speed(pairs, laps, threads)
            whole = [
                Lap(tables[0].seconds + lap.seconds, tables[0].processor + lap.processor) for lap in laps
            ]
            found[f"threads_{threads}_with_tables"] = speed(pairs, whole, threads)
        return found, best

    def _best(self, sweep: Sweep) -> Picked:
        counts = np.full(len(self.scorer.openings), KEPT)
        return sweep.best_of_each(counts, self.ties, Allowed(self.allow_unknown, 0))

    def readable(self, every: int, repeats: int, best: Picked) -> dict[str, Any]:
        """Figures of the readable form over every n-th block, which must keep what the compiled one does."""
        order = np.argsort(self.scorer.openings.municipality, kind="stable")
        starts = range(0, len(order), OPENINGS_IN_BLOCK * every)
        parts = [np.sort(order[start : start + OPENINGS_IN_BLOCK]) for start in starts]
        pairs = sum(self._agreeing(part, best) for part in parts)
        found: dict[str, Any] = {"pairs": pairs, "blocks": len(parts)}
        for threads in THREADS:
            laps = list[Lap]()
            for _ in range(repeats):
                with timed(laps), ThreadPoolExecutor(threads) as side_by_side:
                    list(side_by_side.map(self._kept, parts))
            found[f"threads_{threads}"] = speed(pairs, laps, threads)
        return found

    def _kept(self, openings: Rows) -> tuple[StoredFits, Int64]:
        """The pairs of some openings and which of them are kept, through blocks."""
        people = np.arange(len(self.scorer.people))
        block = self.verdicts.block(people, openings)
        least = UNKNOWN if self.allow_unknown else YES
        met = np.where(block.answers >= least, block.answers, np.int8(NO))
        given = self.scorer.blocks([VerdictBlock(block.rows, block.cols, met)])
        fits = StoredFits.of(len(people), len(self.scorer.openings), given)
        kept = [fits.best(opening, KEPT, self.ties).person for opening in openings.tolist()]
        return fits, np.concatenate(kept)

    def _agreeing(self, openings: Rows, best: Picked) -> int:
        """How many pairs there are; SystemExit where others are kept."""
        fits, kept = self._kept(openings)
        others = np.concatenate(
            [best.person[slice(*best.offsets[one : one + 2])] for one in openings.tolist()]
        )
        if not np.array_equal(kept, others):
            raise SystemExit(f"the forms keep different pairs of openings {openings.tolist()}")
        return len(fits.pairs)


def drawn(given: argparse.Namespace, catalogue: Catalogue) -> Cohort:
    """The round asked for."""
    cohort = generate(given.people, given.openings, seed=given.seed, catalogue=catalogue)
    if given.country:
        cohort = over_the_country(cohort, catalogue, seed=given.seed)
    return of_occupations(cohort, catalogue, seed=given.seed) if given.catalogue else cohort


def run(given: argparse.Namespace) -> dict[str, Any]:
    """All figures of one round."""
    catalogue, policy = load_catalogue(given.catalogue), Policy()
    cohort = drawn(given, catalogue)
    ready = complete(cohort.openings, cohort.programme, catalogue)
    before = peak()
    scorer = Scorer(cohort.people, ready, catalogue, policy)
    ties = ranks(id_hashes(cohort.people.id, given.seed, "person"))
    found: dict[str, Any] = {
        "people": given.people,
        "openings": given.openings,
        "pairs": given.people * given.openings,
        "over_the_country": given.country,
        "skills_in_catalogue": len(catalogue.skills),
        "skills_asked_for": len(np.unique(scorer.asked[0].asked.values)),
        "skills_held": len(np.unique(cohort.people.skills.values)),
        "kept_per_opening": KEPT,
        "peak_gib_before": before,
    }
    trials = {}
    for name, allow_unknown in (("eligible", False), ("not_stopped", True)):
        verdicts = judge(cohort.people, ready, Terms.of(cohort.programme, catalogue, policy, on=ON))
        trials[name] = Trial(scorer, verdicts, ties, allow_unknown)
    kept: dict[str, Picked] = {}
    for name, trial in trials.items():
        figures, kept[name] = trial.compiled(given.repeats)
        found[name] = {"compiled": figures}
    found["peak_gib_compiled"] = peak()
    for name, trial in trials.items():
        if given.plain_every:
            found[name]["readable"] = trial.readable(given.plain_every, given.repeats, kept[name])
    found["peak_gib"] = peak()
    return found


def peak() -> float:
    """The most memory this process has had, GiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2)


def main() -> None:
    """Run, print and write the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=57_000)
    parser.add_argument("--openings", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--country", action="store_true", help="all municipalities, not two counties")
    parser.add_argument(
        "--catalogue", type=Path, help="an imported catalogue; skills are drawn from its occupations"
    )
    parser.add_argument(
        "--plain-every", type=int, default=1, help="the readable form: every n-th block; 0 for none"
    )
    parser.add_argument("--name", default="fit_speed")
    given = parser.parse_args()
    figures = run(given)
    path = record(given.name, figures, seed=given.seed, packages=PACKAGES)
    for name in ("eligible", "not_stopped"):
        for form, found in figures[name].items():
            print(f"{name}, {form}: {found['pairs']} pairs")
            for step, lap in found.items():
                if isinstance(lap, dict):
                    print(f"    {step:24} {lap}")
    print({key: value for key, value in figures.items() if not isinstance(value, dict)})
    print(f"written {path.name}")


if __name__ == "__main__":
    main()
