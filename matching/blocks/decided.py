"""Decisions about named pairs in, which pairs of a block they are about out."""

from collections.abc import Sequence

import numpy as np

from matching.blocks.fits import FitBlock
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int32, Text
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.policy import Decision


def pairs_decided(block: FitBlock, decisions: Sequence[Decision], cohort: Cohort) -> Bool:
    """Whether each pair of a block is one of those decided, shape (pairs,).

    Raises:
        PolicyFault: a decision names an id that is not there.
    """
    if not decisions:
        return np.zeros(len(block), dtype=np.bool_)
    person = positions(cohort.people.id, [one.candidate for one in decisions], "candidate")
    opening = positions(cohort.openings.id, [one.opening for one in decisions], "opening")
    size = len(cohort.people)
    return np.isin(
        block.opening.astype(np.int64) * size + block.person, opening.astype(np.int64) * size + person
    )


def positions(ids: Text, names: Sequence[str], kind: str) -> Int32:
    """Where each name stands among the ids of a cohort, which rise.

    Raises:
        PolicyFault: a name is not there.
    """
    # A name longer than any id is cut here, and is then not the id it comes to stand at.
    places = np.searchsorted(ids, np.array(names, dtype=ids.dtype)).astype(np.int32)
    for name, place in zip(names, places.tolist(), strict=True):
        if place == len(ids) or str(ids[place]) != name:
            raise PolicyFault(ErrorCode.ID_UNKNOWN, id=name, kind=kind)
    return places
