"""How well interests find the right occupation, and whether people without recorded skills are ordered as well.

    python -m benchmarks.interests

Three questions, each through the program's own importer and criteria; the first needs ../shared/data/onet.
1. O*NET: of the occupations with interests and skills, does a survey with noise find the person's own again?
   Six numbers and three letters by the criterion, and the least squared distance beside them.
2. The trades of the catalogue: how many are graded about as one's own, with and without its main area named?
3. Synthetic rounds: do people without recorded skills stand in the order of their interests and wishes, and do
   these find their own trade as well as for fully mapped people? The trade each leans to is known only here.
"""

from statistics import mean
from typing import Any, Final

import numpy as np

from benchmarks.interests_known import Known, own_trades, weighing_wants
from benchmarks.interests_survey import OCCUPATIONS, Survey, occupations
from benchmarks.record import record
from matching.catalogue.loader import load_catalogue
from matching.domain.people import Candidate
from matching.domain.policy import Policy

SEEDS: Final = range(20, 25)
NOISE: Final = 0.5
"""Standard deviation of each of the six numbers, in points of the scale 1-7."""
LEANING: Final = 0.5
"""Standard deviation of what each person marks too high or too low throughout, in the second survey."""
TOP: Final = 50
LEAST_FOUND: Final = 0.95
ALIKE: Final = 500
"""Grades this near one's own trade's are no difference that ought to decide anything."""
PEOPLE, OPENINGS = 1_500, 150

Figures = dict[str, dict[str, float]]


def surveyed(leaning: float) -> Figures:
    """Share of people whose own occupation stands among the first TOP, by way and over the seeds."""
    catalogue, places = occupations()
    runs = [
        Survey.of(catalogue, places, seed=seed, noise=NOISE, leaning=leaning).found(TOP) for seed in SEEDS
    ]
    return {name: _summary([run[name] for run in runs]) for name in runs[0]}


def told_apart() -> dict[str, float]:
    """Median number of trades within ALIKE of one's own, for a person whose numbers are exactly its own."""
    catalogue = load_catalogue()
    counts = {}
    for name, named in (("six numbers", 0), ("six numbers and its main area", 1)):
        people = [
            Candidate(
                id=one.key,
                municipality=0,
                interests=one.interests,
                areas=frozenset(one.areas[:named]) if named else None,
            )
            for one in catalogue.trades
        ]
        grades = Survey.graded(catalogue, people, range(len(catalogue.trades)))
        near = (np.abs(grades - np.diag(grades)[:, None]) <= ALIKE).sum(axis=1) - 1
        counts[name] = float(np.median(near))
    return counts


def unmapped() -> dict[str, Any]:
    """Order and finding of one's own trade, for people without recorded skills and for mapped people."""
    wants = weighing_wants(interests=50, wishes=50)
    runs = []
    for seed in SEEDS:
        known = Known.of(PEOPLE, OPENINGS, seed=seed, policy=wants)
        usual = Known.of(PEOPLE, OPENINGS, seed=seed, policy=Policy())
        own = own_trades(PEOPLE, seed)
        runs.append(
            {
                "neighbours out of order, interests and wishes alone": known.out_of_order(),
                "neighbours out of order, default weights": usual.out_of_order(),
                "own trade, unmapped, by total points": known.finding(own, known.points, ~known.mapped),
                "own trade, mapped, by interests and wishes": known.finding(own, known.hers, known.mapped),
                "own trade, the mapped with their skills struck out, by total points": known.finding(
                    own, known.without_skills().points, known.mapped
                ),
            }
        )
    return {name: _summary([run[name] for run in runs]) for name in runs[0]}


def _summary(figures: list[float]) -> dict[str, float]:
    return {
        "mean": round(mean(figures), 4),
        "least": round(min(figures), 4),
        "greatest": round(max(figures), 4),
    }


def as_table(figures: Figures) -> str:
    """Mean, least and greatest as a table in markdown, one row a figure."""
    lines = ["| figure | mean | least | greatest |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {one['mean']:.3f} | {one['least']:.3f} | {one['greatest']:.3f} |"
        for name, one in figures.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, write the record; exit with 1 if six numbers find too few of their own."""
    figures: dict[str, Any] = {"seeds": list(SEEDS), "told_apart": told_apart(), "unmapped": unmapped()}
    if OCCUPATIONS.is_dir():
        figures["survey"] = {
            "noise": NOISE,
            "top": TOP,
            "share": surveyed(0),
            "leaning": LEANING,
            "share_with_leaning": surveyed(LEANING),
        }
    else:
        print(f"The reference data is not there: {OCCUPATIONS}. The first question is left out.")
    record("interests", figures, seed=SEEDS[0], packages=("numpy",))
    survey = figures.get("survey", {"share": {}, "share_with_leaning": {}})
    shares = survey["share"]
    leaning = {
        f"{name}, people who mark high or low": one for name, one in survey["share_with_leaning"].items()
    }
    print(as_table({**shares, **leaning, **figures["unmapped"]}))
    print(f"Trades graded about as one's own, median: {figures['told_apart']}")
    short = bool(shares) and shares["six numbers"]["mean"] < LEAST_FOUND
    raise SystemExit("falls short: own occupation among the first 50" if short else 0)


if __name__ == "__main__":
    main()
