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
    """Where each name stands among ids.

    Raises:
        PolicyFault: a name is not there.
    """
    order = {str(text): place for place, text in enumerate(ids)} if names else {}
    for name in names:
        if name not in order:
            raise PolicyFault(ErrorCode.ID_UNKNOWN, id=name, kind=kind)
    return np.array([order[name] for name in names], dtype=np.int32)
