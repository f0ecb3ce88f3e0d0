"""What is covered of a round of which nothing is pinned, pair by pair."""

import numpy as np
import numpy.typing as npt

from matching.audit.coverage import Coverage
from matching.audit.meeting import Pair


def everybody(people: npt.NDArray[np.intp], _: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Every pair is still open to be proposed."""
    return np.ones(len(people), dtype=np.bool_)


def pairs_of(found: Coverage) -> list[Pair]:
    """The pairs covered."""
    return list(zip(found.people.tolist(), found.openings.tolist(), strict=True))
