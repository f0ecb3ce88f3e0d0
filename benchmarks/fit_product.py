"""Reference data and the tasks' people in, scores out: by the product's own importer and its own scorer."""

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.fit_tasks import Scores, Table, row_of
from benchmarks.official_esco import write_official
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.loader import load_catalogue
from matching.domain.fit import Criterion
from matching.domain.openings import Opening, Openings
from matching.domain.people import Candidate, People
from matching.domain.policy import Policy
from matching.files.imports.esco_cells import key_of
from matching.files.imports.esco_rows import import_esco
from matching.files.imports.imported import write_imported
from matching.scoring.criteria import BEND
from matching.scoring.held import Held, held_skills
from matching.scoring.score import Scorer

EVIDENCE, SHARE, PART = "evidence", "evidence as a share, unrounded", "part 0-1000"
"""What ranks people for one opening, what ranks openings for one person, and what a fit shows."""

OPENINGS_AT_A_TIME = 256


def catalogue_of_esco(shared: Path) -> Catalogue:
    """The catalogue the importer makes of the reference data, laid out as the official download."""
    with TemporaryDirectory() as folder:
        official, own = Path(folder) / "official", Path(folder) / "catalogue"
        write_official(official, shared)
        write_imported(import_esco(official, None, release="1.2.0", on=date(2026, 11, 21)), own)
        return load_catalogue(own)


def positions(catalogue: Catalogue, shared: Path) -> NDArray[np.intp]:
    """The position in the catalogue of each skill of the reference data, by its number there."""
    by_key = {skill.key: place for place, skill in enumerate(catalogue.skills)}
    by_address = {skill.esco_uri: place for place, skill in enumerate(catalogue.skills) if skill.esco_uri}
    with gzip.open(shared / "esco" / "skills.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        address = {int(row["skill_id"]): row["uri"] for row in csv.DictReader(lines)}
    found = [by_address.get(address[one], by_key.get(key_of(address[one]), -1)) for one in sorted(address)]
    if min(found) < 0:
        raise ValueError("a skill of the reference data is not in the catalogue")
    return np.array(found, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class Ranker:
    """People, and openings that ask for what occupations ask for, all in the same trade and place, scored."""

    scorer: Scorer

    @classmethod
    def of(
        cls, catalogue: Catalogue, position: NDArray[np.intp], held: Table, must: Table, nice: Table
    ) -> "Ranker":
        """One person a row of `held`, one opening a row of `must` and `nice`; columns are skills by number."""
        people = [
            Candidate(id=f"{row:06}", municipality=0, skills=_skills(held, row, position))
            for row in range(held.shape[0])
        ]
        openings = [
            Opening(
                id=f"{row:06}",
                employer=0,
                trades=(0,),
                municipality=0,
                seats=10,
                must=_skills(must, row, position),
                nice=_skills(nice, row, position),
            )
            for row in range(must.shape[0])
        ]
        return cls(Scorer(People.of(people), Openings.of(openings), catalogue, Policy()))

    def scores(self, rows: NDArray[np.intp]) -> Mapping[str, Scores]:
        """Scores of some of the people, shape (rows, openings)."""
        return {**self.evidence(rows), PART: self._parts(rows)}

    def evidence(self, rows: NDArray[np.intp]) -> Mapping[str, Scores]:
        """The scores but the part, shape (rows, openings)."""
        lists, demand = self.scorer.asked
        found = lists.evidence(self._held.take(rows), demand[0].astype(np.intp))
        full = np.maximum(lists.full[demand[0]], 1)
        share = found * (full + BEND) / (full * (found + BEND))
        return {EVIDENCE: found.astype(np.float64), SHARE: share}

    @cached_property
    def _held(self) -> Held:
        return held_skills(self.scorer.people, self.scorer.catalogue)

    def _parts(self, rows: NDArray[np.intp]) -> Scores:
        grades, parts = self.scorer.grids[0][Criterion.SKILLS], []
        for start in range(0, len(self.scorer.openings), OPENINGS_AT_A_TIME):
            block = np.arange(start, min(start + OPENINGS_AT_A_TIME, len(self.scorer.openings)))
            parts.append((grades.block(rows, block) + 5) // 10)
        return np.concatenate(parts, axis=1).astype(np.float64)


def _skills(links: Table, row: int, position: NDArray[np.intp]) -> frozenset[int]:
    return frozenset(position[row_of(links, row)].tolist())
