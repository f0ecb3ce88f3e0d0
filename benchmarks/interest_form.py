"""How often one's own trade stays in the top when the answers to the interest form are noisy.

Synthetic: nobody has answered. Each made-up person likes exactly what her trade is like; an answer is the step
nearest that liking with a noise of its own. The form is scored, and the numbers are graded by the criterion of
interests as in a round. Beside it stands the alpha that such noise gives: a trial with people can measure that.
The occupations are those of O*NET where that data lies beside the project.
"""

import csv
import gzip
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.record import record
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.loader import load_catalogue
from matching.domain.columns import Int16, Int64
from matching.domain.fit import Criterion
from matching.domain.openings import Opening, Openings
from matching.domain.people import Candidate, People
from matching.domain.policy import Policy
from matching.domain.reference import LETTERS
from matching.interest_form import LEAST, MOST, hold_together, score
from matching.scoring.score import Scorer

OCCUPATIONS: Final = Path(__file__).parents[2] / "shared" / "data" / "onet" / "interests.csv.gz"
SEEDS: Final = (11, 12, 13, 14, 15)
NOISE: Final = (0.0, 0.5, 1.0, 1.5, 2.0)
"""Standard deviations of an answer around its liking, in steps of the scale."""
TOP: Final = {"trades": (1, 5, 10), "occupations": (1, 10, 50)}


def answered(profiles: Int16, noise: float, chance: np.random.Generator, catalogue: Catalogue) -> Int16:
    """Profiles in tenths in, the answers of one person for each out, shape (profiles, statements)."""
    interests = [one.interest for one in catalogue.interest_form]
    liking = LEAST + (profiles[:, interests] - 10) * (MOST - LEAST) / 60
    steps = np.floor(liking + noise * chance.standard_normal(liking.shape) + 0.5)
    return np.clip(steps, LEAST, MOST).astype(np.int16)


def grades(interests: Int16, catalogue: Catalogue) -> Int64:
    """Six numbers in, their grade in every trade of the catalogue out, shape (people, trades)."""
    people = [
        Candidate(id=f"k{row:04d}", municipality=0, interests=tuple(numbers))
        for row, numbers in enumerate(interests.tolist())
    ]
    places = [
        Opening(id=f"p{trade:04d}", employer=0, trades=(trade,), municipality=0, seats=10)
        for trade in range(len(catalogue.trades))
    ]
    scorer = Scorer(People.of(people), Openings.of(places), catalogue, Policy())
    rows, cols = np.arange(len(people)), np.arange(len(places))
    row, col = np.divmod(np.arange(len(people) * len(places)), len(places))
    found = scorer.grade(rows, cols, row, col).grades[Criterion.INTERESTS]
    return found.reshape(len(people), len(places)).astype(np.int64)


def own_rank(found: Int64) -> Int64:
    """Where each person's own trade stands: 1 and those before it; of those alike half stand before, rounded up."""
    own = np.diagonal(found)[:, None]
    alike = (found == own).sum(axis=1) - 1
    return np.asarray(1 + (found > own).sum(axis=1) + (alike + 1) // 2)


def measured(catalogue: Catalogue, noise: float, top: tuple[int, ...]) -> dict[str, Any]:
    """The figures of one noise, over every trade and seed."""
    profiles = np.array([trade.interests for trade in catalogue.trades], dtype=np.int16)
    every = [answered(profiles, noise, np.random.default_rng(seed), catalogue) for seed in SEEDS]
    scored = [score(answers, catalogue.interest_form) for answers in every]
    ranks = np.concatenate([own_rank(grades(one.interests, catalogue)) for one in scored])
    alphas = [float(one.alpha or 0) for one in hold_together(np.concatenate(every), catalogue.interest_form)]
    return {
        "noise": noise,
        "people": len(ranks),
        "own in the top": {str(place): round(float((ranks <= place).mean()), 3) for place in top},
        "flat": round(float(np.concatenate([one.flat for one in scored]).mean()), 3),
        "alpha": {interest: round(alpha, 2) for interest, alpha in zip(LETTERS, alphas, strict=True)},
    }


def as_trades(catalogue: Catalogue, file: Path) -> Catalogue:
    """The catalogue with the occupations of a file in place of its trades."""
    found: dict[str, list[int]] = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["Scale ID"] == "OI":
                found.setdefault(row["O*NET-SOC Code"], []).append(round(10 * float(row["Data Value"])))
    like = catalogue.trades[0]
    trades = [
        replace(like, key=code, label=code, interests=tuple(six))
        for code, six in found.items()
        if len(six) == len(LETTERS)
    ]
    return replace(catalogue, trades=tuple(trades))


def main() -> None:
    """Measure and write it down."""
    own = load_catalogue()
    among = {"trades": own}
    if OCCUPATIONS.exists():
        among["occupations"] = as_trades(own, OCCUPATIONS)
    figures: dict[str, Any] = {"synthetic": True, "seeds": list(SEEDS)}
    for name, catalogue in among.items():
        figures[name] = {
            "count": len(catalogue.trades),
            "at noise": [measured(catalogue, noise, TOP[name]) for noise in NOISE],
        }
    print(record("interest_form", figures, seed=SEEDS[0], packages=("numpy",)))


if __name__ == "__main__":
    main()
