"""How well skills alone find the right occupation and the right person, beside the ways others use.

    python -m benchmarks.fit_quality

Settings were chosen on seed 0; the figures are of seeds 20-24, which nobody looked at. T6 knows one right person
for each occupation; T5's siblings are drawn from the tree the formula reads, T4 is a relation it does not read.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.fit_baselines import BASELINES
from benchmarks.fit_formula import Asked, Formula
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
    row_of,
)
from benchmarks.record import record

SEEDS = range(20, 25)
NICE_TOO = " with nice"
UNROUNDED, PART = "formula, unrounded", "part 0-1000"
LEAST = {("T1", PART): 0.89, ("T2", PART): 0.88, ("T4", PART): 0.13, ("T5", PART): 0.65, ("T6", PART): 0.50}
"""What the part must reach at least, by task."""

Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class Scorer:
    """The formula over all occupations: another takes its place by giving other `asked`, one an occupation."""

    asked: tuple[Asked, ...]

    @classmethod
    def of(cls, formula: Formula, must: Table, nice: Table) -> "Scorer":
        """What each occupation asks for."""
        return cls(
            tuple(formula.asked(row_of(must, place), row_of(nice, place)) for place in range(must.shape[0]))
        )

    def scores(self, held: Table) -> dict[str, Scores]:
        """The share before it is rounded, and the part a fit would show, each of shape (people, occupations)."""
        unrounded = np.zeros((held.shape[0], len(self.asked)), dtype=np.float64)
        part = np.zeros_like(unrounded)
        for place, one in enumerate(self.asked):
            found = one.evidence(held)
            unrounded[:, place] = one.bent(found)
            part[:, place] = (one.share(found) + 5) // 10
        return {UNROUNDED: unrounded, PART: part}


def measured(taxonomy: Taxonomy, seed: int, scorers: dict[str, Scorer]) -> Figures:
    """Figures by task, then by method."""
    nothing = sparse.csr_array(taxonomy.optional.shape)
    found: Figures = defaultdict(dict)
    for task in (Task.T1, Task.T2, Task.T4, Task.T5):
        asked = queries(task, taxonomy, seed)
        for suffix, nice in (("", nothing), (NICE_TOO, taxonomy.optional)):
            if suffix and task is not Task.T5:
                continue
            scores = {
                name: one(asked.held, taxonomy.essential, nice, taxonomy) for name, one in BASELINES.items()
            } | scorers[suffix].scores(asked.held)
            for name, table in scores.items():
                for judged, figure in judge(task, table, asked, taxonomy).items():
                    found[judged + suffix][name] = figure
    return found


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


def main() -> None:
    """Measure, print, write the record; exit with 1 if the part falls short, 0 with a message without the data."""
    if not SHARED.is_dir():
        raise SystemExit(f"The reference data is not there: {SHARED}. Nothing is measured.")
    taxonomy = read_taxonomy(SHARED)
    formula = Formula(taxonomy)
    nothing = sparse.csr_array(taxonomy.optional.shape)
    scorers = {
        suffix: Scorer.of(formula, taxonomy.essential, nice)
        for suffix, nice in (("", nothing), (NICE_TOO, taxonomy.optional))
    }
    figures = summary([measured(taxonomy, seed, scorers) for seed in SEEDS])
    record(
        "fit_quality", {"seeds": list(SEEDS), "tasks": figures}, seed=SEEDS[0], packages=("numpy", "scipy")
    )
    print(as_table(figures))
    short = [task for (task, name), least in LEAST.items() if figures[task][name]["mean"] < least]
    raise SystemExit(f"falls short: {', '.join(short)}" if short else 0)


if __name__ == "__main__":
    main()
