"""How well skills alone find the right occupation and the right person, beside the ways others use.

    python -m benchmarks.fit_quality

The product imports ESCO and scores, as it does for anybody; the others get the same tables. Settings were chosen on
seed 0; the figures are of seeds 20-24, which nobody looked at. T6 knows one right person for each occupation; T5's
siblings are drawn from the tree the formula reads, T4 is a relation it does not read.
"""

import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks import fit_table
from benchmarks.fit_baselines import BASELINES
from benchmarks.fit_product import Ranker, catalogue_of_esco, positions
from benchmarks.fit_table import NICE_TOO
from benchmarks.fit_tasks import (
    SHARED,
    Queries,
    Scores,
    Table,
    Task,
    Taxonomy,
    gain_at_ten,
    mean_reciprocal_rank,
    queries,
    read_taxonomy,
)
from benchmarks.fit_vectors import vectors_of
from benchmarks.record import record
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.vectors import Vectors

SEEDS = range(20, 25)
BROUGHT = "with vectors of one's own (SVD)"
Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class Tasks:
    """Tasks of every seed, what the occupations are known by, and the product's scorers of all the people."""

    taxonomy: Taxonomy
    nice: Table
    suffix: str
    asked: Mapping[tuple[int, Task], Queries]
    ranker: Ranker
    with_vectors: Ranker

    @classmethod
    def of(
        cls, taxonomy: Taxonomy, tasks: Sequence[Task], catalogue: Catalogue, brought: Vectors, *, nice: bool
    ) -> "Tasks":
        """Tasks in which occupations are known by what is essential alone, or by what is optional too."""
        asked = {(seed, task): queries(task, taxonomy, seed) for seed in SEEDS for task in tasks}
        held = sparse.csr_array(sparse.vstack([one.held for one in asked.values()]))
        more = taxonomy.optional if nice else sparse.csr_array(taxonomy.optional.shape)
        place = positions(catalogue, SHARED.parent)
        catalogues = catalogue, replace(catalogue, brought=brought)
        rankers = (Ranker.of(one, place, held, taxonomy.essential, more) for one in catalogues)
        return cls(taxonomy, more, NICE_TOO if nice else "", asked, *rankers)

    def figures(self) -> Iterator[tuple[int, str, str, float]]:
        """(seed, task, method, figure)."""
        first = 0
        for (seed, task), asked in self.asked.items():
            rows = np.arange(first, first + asked.held.shape[0])
            first += len(rows)
            scores = {
                name: one(asked.held, self.taxonomy.essential, self.nice, self.taxonomy)
                for name, one in BASELINES.items()
            }
            scores |= self.ranker.scores(rows)
            scores |= {f"{name}, {BROUGHT}": one for name, one in self.with_vectors.evidence(rows).items()}
            for name, table in scores.items():
                for judged, figure in judge(task, table, asked, self.taxonomy).items():
                    yield seed, judged + self.suffix, name, figure


def measured(several: Iterable[Tasks]) -> list[Figures]:
    """Figures by task, then by method, of each seed."""
    runs: dict[int, Figures] = {seed: defaultdict(dict) for seed in SEEDS}
    for tasks in several:
        for seed, task, name, figure in tasks.figures():
            runs[seed][task][name] = figure
    return list(runs.values())


def judge(task: Task, scores: Scores, asked: Queries, taxonomy: Taxonomy) -> dict[str, float]:
    """The task's figure; for T5 also T6's: the same people, ranked for each occupation."""
    if task is Task.T4:
        return {task: gain_at_ten(scores, asked.occupation, taxonomy.isco)}
    found = {str(task): mean_reciprocal_rank(scores, asked.occupation)}
    if task is Task.T5:
        people = np.arange(len(scores))
        found[Task.T6] = mean_reciprocal_rank(scores[:, asked.occupation].T, people)
    return found


def summary(runs: list[Figures]) -> dict[str, Any]:
    """Mean, least and greatest over the seeds, by task and method."""
    return {
        task: {
            name: {
                "mean": round(mean(run[task][name] for run in runs), 3),
                "least": round(min(run[task][name] for run in runs), 3),
                "greatest": round(max(run[task][name] for run in runs), 3),
            }
            for name in runs[0][task]
        }
        for task in runs[0]
    }


def as_table(figures: dict[str, Any]) -> str:
    """The means as a table in markdown, one row a method."""
    tasks = list(figures)
    lines = ["| method | " + " | ".join(tasks) + " |", "|---" * (len(tasks) + 1) + "|"]
    for name in figures[tasks[0]]:
        lines.append(
            f"| {name} | " + " | ".join(f"{figures[task][name]['mean']:.3f}" for task in tasks) + " |"
        )
    return "\n".join(lines)


def measure_skills() -> None:
    """Measure the ranking tasks, print them and write their record."""
    taxonomy, begun = read_taxonomy(SHARED), time.perf_counter()
    catalogue = catalogue_of_esco(SHARED.parent)
    seconds = round(time.perf_counter() - begun, 1)
    brought = vectors_of(taxonomy.essential, positions(catalogue, SHARED.parent), catalogue)
    must_alone = (Task.T1, Task.T2, Task.T4, Task.T5)
    figures = summary(
        measured(
            Tasks.of(taxonomy, tasks, catalogue, brought, nice=nice)
            for tasks, nice in ((must_alone, False), ((Task.T5,), True))
        )
    )
    found = {
        "seeds": list(SEEDS),
        "import_seconds": seconds,
        "skills": len(catalogue.skills),
        "tasks": figures,
    }
    record("fit_quality", found, seed=SEEDS[0], packages=("innenfor", "numpy", "scipy"))
    print(as_table(figures))
    print(f"{len(catalogue.skills)} skills, laid out, imported and read in {seconds} s")


def main() -> None:
    """Measure all that a fit must reach and write the table; exit with 1 where it falls short.

    What is learned from outcomes is measured beside the rest, on the other core.
    """
    if not SHARED.is_dir():
        raise SystemExit(f"The reference data is not there: {SHARED}. Nothing is measured.")
    begun = time.perf_counter()
    learning = subprocess.Popen(_module("learning"), stdout=subprocess.DEVNULL)
    measure_skills()
    subprocess.run(_module("interests"), check=False)
    learning.wait()
    print(f"{time.perf_counter() - begun:.0f} s in all")
    fit_table.main()


def _module(name: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.{name}"]


if __name__ == "__main__":
    main()
