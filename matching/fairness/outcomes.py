"""Plans of a round and where its people stood before in, what has become of each person out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int16
from matching.domain.fairness import Stage
from matching.domain.plan import Plan
from matching.fairness.standing import Standing


@dataclass(frozen=True, eq=False)
class Outcomes:
    """What has become of each person of a round, one row each, whatever group she is of."""

    stages: Mapping[Stage, Bool]
    """Who has come to each stage, shape (people,)."""
    wished: Bool
    """Is proposed and has stated a wish, shape (people,)."""
    first: Bool
    """Of those, is proposed to the trade she wishes for most, shape (people,)."""
    minutes: Int16
    """The shortest journey one way to what she is proposed; BLANK where none is known, shape (people,)."""
    best: Int16
    """As in Standing."""


def outcomes(plan: Plan, without: Plan, stood: Standing, cohort: Cohort, catalogue: Catalogue) -> Outcomes:
    """A plan, the plan without interests and where people stood in, what has become of each person out."""
    people = cohort.people
    wish = [None if trade == BLANK else catalogue.trades[trade].key for trade in people.wishes[:, 0].tolist()]
    row = {str(name): place for place, name in enumerate(people.id)}
    first = np.zeros(len(people), dtype=np.bool_)
    minutes = np.full(len(people), BLANK, dtype=np.int16)
    for one in plan.assignments:
        place = row[one.candidate]
        first[place] |= one.trade == wish[place]
        if one.minutes is not None:
            known = minutes[place] != BLANK
            minutes[place] = min(minutes[place], one.minutes) if known else one.minutes
    proposed = _proposed(plan, row)
    return Outcomes(
        stages={
            Stage.ELIGIBLE: stood.eligible,
            Stage.SUGGESTED: stood.suggested,
            Stage.PROPOSED: proposed,
            Stage.WITHOUT_INTERESTS: _proposed(without, row),
        },
        wished=proposed & np.array([one is not None for one in wish], dtype=np.bool_),
        first=first,
        minutes=minutes,
        best=stood.best,
    )


def _proposed(plan: Plan, row: Mapping[str, int]) -> Bool:
    found = np.zeros(len(row), dtype=np.bool_)
    found[[row[one.candidate] for one in plan.assignments]] = True
    return found
