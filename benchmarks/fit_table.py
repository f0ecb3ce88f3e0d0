"""The records of what fits are measured by in, one table of what must be reached and what is out.

python -m benchmarks.fit_table
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.fit_product import EVIDENCE, PART, SHARE
from benchmarks.record import RESULTS

RECORDS = ("fit_quality", "interests", "learning")
OTHER = "TF-IDF cosine"
"""The way whose share of what is asked for the part must be no worse than."""
NICE_TOO = " with nice"
LEAST = {
    ("T1", SHARE): 0.89,
    ("T2", SHARE): 0.88,
    ("T4", SHARE): 0.13,
    ("T5", SHARE): 0.65,
    ("T5" + NICE_TOO, SHARE): 0.85,
    ("T6", EVIDENCE): 0.50,
}
"""What must be reached at least, by task and by what ranks."""
BESIDE = (*(task for task, _ in LEAST), "T6" + NICE_TOO)
"""Tasks in which the part of 1000 must be no worse than the other way."""
FOUND_LEAST, WORSE_MOST, PRIOR_MOST, ECE_MOST, VALUE_LEAST = 0.95, 0.002, 0.005, 0.035, 0.88
AUC_APART = 0.001
"""How far apart two shares of pairs in the right order may lie and be called as good."""


@dataclass(frozen=True)
class Promise:
    """One figure and the bound it must keep."""

    what: str
    bound: float
    figure: float
    at_least: bool = True

    @property
    def is_kept(self) -> bool:
        """Whether the figure keeps the bound."""
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound

    def row(self) -> str:
        """The promise as a row in markdown."""
        sign = "≥" if self.at_least else "≤"
        return f"| {self.what} | {sign} {self.bound:g} | {self.figure:g} | {'yes' if self.is_kept else '**no**'} |"


def read_records() -> dict[str, Any]:
    """Every record by its name.

    Raises:
        FileNotFoundError: one has not been measured.
    """
    return {name: json.loads((RESULTS / f"{name}.json").read_text("utf-8")) for name in RECORDS}


def promises(records: dict[str, Any]) -> list[Promise]:
    """All that fits must reach, in the order of the table."""
    return [
        *of_skills(records["fit_quality"]["tasks"]),
        *_of_interests(records["interests"]),
        *_of_learning(records["learning"]),
    ]


def of_skills(tasks: dict[str, Any]) -> Iterator[Promise]:
    """The ranking tasks, and the part of 1000 beside the share that others show."""
    for (task, name), least in LEAST.items():
        yield Promise(f"{task}, {name}", least, tasks[task][name]["mean"])
    for task in BESIDE:
        yield Promise(
            f"{task}, {PART}, beside {OTHER}", tasks[task][OTHER]["mean"], tasks[task][PART]["mean"]
        )


def _of_interests(record: dict[str, Any]) -> Iterator[Promise]:
    found, people = record["survey"]["share"]["six numbers"]["mean"], record["unmapped"]
    yield Promise("own occupation in the top 50 of 879, noise 0.5", FOUND_LEAST, found)
    own, other = (people[f"own trade, {whose}"]["mean"] for whose in (
        "mapped, by interests and wishes",
        "unmapped, by total points",
    ))  # fmt: skip
    yield Promise("own trade of people without recorded skills, beside the mapped", own - AUC_APART, other)


def _of_learning(record: dict[str, Any]) -> Iterator[Promise]:
    kept, value = record["kept"], record["policy_value"]
    what, (first, last) = "learned less expert weights, Brier, any n and world", record["seeds"]
    mean = kept["learned_less_expert_brier_at_most"]["value"]
    yield Promise(f"{what}, mean of {last - first + 1} repeats", WORSE_MOST, mean, at_least=False)
    apart = [
        one["learned_worse_than_expert"] for sizes in record["worlds"].values() for one in sizes.values()
    ]
    worst, over = (max(one[name] for one in apart) for name in ("worst", f"share_over_{WORSE_MOST}"))
    single = f"{what}, worst single repeat (of one n and world at most {over:.0%} are over {WORSE_MOST})"
    yield Promise(single, WORSE_MOST, worst, at_least=False)
    prior = max(kept["at_2000_learned_less_free_signs"].values())
    yield Promise("wrong prior less no prior, Brier, n = 2,000", PRIOR_MOST, prior, at_least=False)
    for size, by_world in kept["ece_learned_by_outcomes"].items():
        world = max(by_world, key=by_world.__getitem__)
        yield Promise(f"ECE, n = {size}, worst world ({world})", ECE_MOST, by_world[world], at_least=False)
    for name in ("expert", "expert, a third unrecorded"):
        yield Promise(f"policy value, {name}", VALUE_LEAST, value[name]["share"])


def as_table(found: list[Promise]) -> str:
    """The promises as a table in markdown."""
    return "\n".join(
        ["| what | must reach | reached | kept |", "|---|---|---|---|", *(one.row() for one in found)]
    )


def main() -> None:
    """Print the table, write it beside the records; exit with 1 where a promise is not kept."""
    found = promises(read_records())
    table = as_table(found)
    (RESULTS / "fit_quality.md").write_text(f"{table}\n", "utf-8")
    print(table)
    raise SystemExit(any(not one.is_kept for one in found))


if __name__ == "__main__":
    main()
