"""What occupations ask for in, vectors of skills such as an office may bring out: made here, read by the product.

Skills that the same occupations ask for lie close. Of an occupation only what is essential is looked at: T4 asks
about what is optional. A skill no occupation needs gets no vector, and is reckoned by the tree.
"""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from benchmarks.fit_tasks import Table
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.vectors import Vectors
from matching.files.imports.skill_vectors import SKILL, read_skill_vectors

SIZE = 128
SEED = 0


def vectors_of(essential: Table, position: NDArray[np.intp], catalogue: Catalogue) -> Vectors:
    """Vectors by a truncated decomposition, by way of a file; `essential` has shape (occupations, skills)."""
    rows = _decomposed(essential)
    written: dict[int, NDArray[np.floating[Any]]] = {}
    for skill in np.flatnonzero(np.linalg.norm(rows, axis=1) > 1e-6).tolist():
        written.setdefault(int(position[skill]), rows[skill])  # a few skills of the tables stand twice
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vektorer.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, delimiter=";")
            lines.writerow([SKILL, *range(1, rows.shape[1] + 1)])
            for place, numbers in written.items():
                lines.writerow([catalogue.skills[place].key, *(f"{number:.6f}" for number in numbers)])
        return read_skill_vectors(path, catalogue)


def _decomposed(essential: Table) -> NDArray[np.floating[Any]]:
    """Skills by their part in occupations, rare ones weighed up, all occupations as long; shape (skills, SIZE)."""
    asked = essential.sum(axis=0)
    weighed = essential @ sparse.diags_array(np.log((1 + essential.shape[0]) / (1 + asked)) + 1)
    length = np.sqrt(np.maximum(weighed.multiply(weighed).sum(axis=1), 1e-12))
    most = min(essential.shape)
    start = np.random.default_rng(SEED).standard_normal(most)
    _, strength, skills = svds(sparse.diags_array(1 / length) @ weighed, k=min(SIZE, most - 1), v0=start)
    found: NDArray[np.floating[Any]] = skills.T * strength
    return found
