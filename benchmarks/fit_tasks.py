"""Occupations and their skills in, ranking tasks out: whose skills are these, and who suits this occupation?

The tables are compact extracts of ESCO (`read_taxonomy` names their columns); they stand beside the project and are
never copied into it.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Table = Any
"""A sparse table of scipy, which ships no types."""
Scores = NDArray[np.floating[Any]]

SHARED = Path(__file__).parents[2] / "shared" / "data" / "esco"
"""Where the reference data stands when it is there at all."""


class Task(StrEnum):
    """What is held, and what is ranked for it; every one has an answer that is known."""

    T1 = "T1"
    """Five essential skills of an occupation; rank the occupations."""
    T2 = "T2"
    """The same with five distractors."""
    T4 = "T4"
    """Five optional skills, where occupations are known by their essential ones alone."""
    T5 = "T5"
    """A realistic person: two essential, three siblings of essential ones, two optional, three distractors."""
    T6 = "T6"
    """The people of T5, ranked for each occupation they were drawn from."""


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """Occupations, their skills, and the concepts right above each skill.

    `essential` and `optional` have shape (occupations, skills), `parents` (skills, concepts) and `broader`
    (skills, skills right above them), all 0 or 1; `isco` is the four-digit group of each occupation.
    """

    essential: Table
    optional: Table
    parents: Table
    broader: Table
    isco: tuple[str, ...]

    @cached_property
    def siblings(self) -> Table:
        """How many nearest broader concepts each pair of different skills shares, shape (skills, skills)."""
        shared = (self.parents @ self.parents.T).tolil()
        shared.setdiag(0)
        return shared.tocsr()


@dataclass(frozen=True, eq=False)
class Queries:
    """People drawn from occupations: `held` of shape (people, skills), 0 or 1, and the occupation of each."""

    held: Table
    occupation: NDArray[np.intp]


def read_taxonomy(folder: Path) -> Taxonomy:
    """The tables of a folder: occupations, skills, occupation_skills and skill_broader, each .csv.gz."""
    isco = tuple(row["isco"] for row in _rows(folder / "occupations.csv.gz"))
    skill = {
        row["uri"]: int(row["skill_id"]) for row in _rows(folder / "skills.csv.gz")
    }  # a few uris stand twice
    links = [
        (row["relation"], int(row["occ_id"]), int(row["skill_id"]))
        for row in _rows(folder / "occupation_skills.csv.gz")
    ]
    concept: dict[str, int] = {}
    links_up = [row for row in _rows(folder / "skill_broader.csv.gz") if row["conceptUri"] in skill]
    above = [
        (skill[row["conceptUri"]], concept.setdefault(row["broaderUri"], len(concept))) for row in links_up
    ]
    broader = [
        (skill[row["conceptUri"]], skill[row["broaderUri"]]) for row in links_up if row["broaderUri"] in skill
    ]
    shape = len(isco), max(skill.values()) + 1
    return Taxonomy(
        essential=table([pair for kind, *pair in links if kind == "E"], shape),
        optional=table([pair for kind, *pair in links if kind == "O"], shape),
        parents=table(above, (shape[1], len(concept))),
        broader=table(broader, (shape[1], shape[1])),
        isco=isco,
    )


def table(pairs: list[Any], shape: tuple[int, int]) -> Table:
    """The (row, column) pairs as a table of 0 and 1."""
    row, col = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    found = sparse.csr_array((np.ones(len(row)), (row, col)), shape=shape)
    found.data[:] = 1
    return found


def row_of(links: Table, row: int) -> NDArray[np.intp]:
    """The columns that one row of a table names."""
    return np.asarray(links.indices[links.indptr[row] : links.indptr[row + 1]], dtype=np.intp)


def queries(task: Task, taxonomy: Taxonomy, seed: int) -> Queries:
    """One person per occupation that has enough skills for the task; the people of T6 are those of T5."""
    chance = np.random.default_rng(seed)
    frequency = np.asarray((taxonomy.essential + taxonomy.optional).sum(axis=0), dtype=float)
    pairs: list[tuple[int, int]] = []
    occupations: list[int] = []
    for occupation in range(len(taxonomy.isco)):
        held = _drawn(task, taxonomy, occupation, frequency, chance)
        if held is not None:
            pairs += [(len(occupations), skill) for skill in held]
            occupations.append(occupation)
    return Queries(table(pairs, (len(occupations), len(frequency))), np.array(occupations, dtype=np.intp))


def _drawn(
    task: Task, taxonomy: Taxonomy, occupation: int, frequency: Scores, chance: np.random.Generator
) -> list[int] | None:
    essential, optional = row_of(taxonomy.essential, occupation), row_of(taxonomy.optional, occupation)
    own = np.union1d(essential, optional)
    if task in (Task.T1, Task.T2):
        parts = [(5, essential)]
    elif task is Task.T4:
        parts = [(5, np.setdiff1d(optional, essential))]
    else:
        near = taxonomy.siblings[essential].tocoo().col
        parts = [
            (2, essential),
            (3, np.setdiff1d(near, own)),
            (2, np.setdiff1d(optional, essential)),
        ]
    if any(len(skills) < count for count, skills in parts):
        return None
    held = [
        skill for count, skills in parts for skill in chance.choice(skills, count, replace=False).tolist()
    ]
    distractors = {Task.T2: 5, Task.T5: 3, Task.T6: 3}.get(task, 0)
    return held + _distractors(distractors, np.union1d(own, held), frequency, chance)


def _distractors(
    count: int, barred: NDArray[np.intp], frequency: Scores, chance: np.random.Generator
) -> list[int]:
    """So many skills by how often occupations name them, none of the barred."""
    if count == 0:
        return []
    weight = frequency.copy()
    weight[barred] = 0
    return [int(one) for one in chance.choice(len(weight), count, replace=False, p=weight / weight.sum())]


def mean_reciprocal_rank(scores: Scores, answer: NDArray[np.intp]) -> float:
    """Mean of 1 / rank of each row's answer; among equals it stands in their middle."""
    own = scores[np.arange(len(scores)), answer][:, None]
    better, equal = (scores > own).sum(axis=1), (scores == own).sum(axis=1) - 1
    return float((1 / (1 + better + equal / 2)).mean())


def gain_at_ten(scores: Scores, answer: NDArray[np.intp], isco: tuple[str, ...]) -> float:
    """Mean nDCG@10: gain 3 for the occupation, 2 for one of its ISCO group of four digits, 1 of three.

    Equal scores are ordered by number.
    """
    discount = 1 / np.log2(np.arange(2, 12))
    four, three = (np.array([code[:digits] for code in isco]) for digits in (4, 3))
    total = 0.0
    for row, own in zip(scores, answer, strict=True):
        gain = 2 * (four == four[own]) + (three == three[own]) * (four != four[own])
        gain[own] = 3
        best = np.argsort(-row, kind="stable")[:10]
        ideal = -np.sort(-gain)[:10]
        total += float((gain[best] * discount[: len(best)]).sum() / (ideal * discount[: len(ideal)]).sum())
    return total / len(answer)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)
