"""A plan, its round and groups of people in, a FairnessReport out: for people to read, and no constraint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int16
from matching.domain.fairness import (
    FairnessReport,
    GroupColumn,
    GroupLine,
    Groups,
    GroupTable,
    Share,
    Stage,
)
from matching.domain.plan import Plan
from matching.domain.policy import Policy
from matching.fairness.interests import without_interests
from matching.fairness.outcomes import Outcomes, outcomes
from matching.fairness.ratio import ratio
from matching.fairness.standing import Standing
from matching.fairness.within_trade import within_trade
from matching.hiding import LEAST_SHOWN, hidden, hidden_parts, hidden_stages
from matching.scenario import moved

BEFORE: Final = {Stage.PROPOSED: Stage.ELIGIBLE, Stage.WITHOUT_INTERESTS: Stage.ELIGIBLE}
"""Who comes to the one has come to the other, unless people have decided otherwise."""


def fairness(
    plan: Plan,
    without: Plan,
    stood: Standing,
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    groups: Groups,
) -> FairnessReport:
    """A plan, the plan without interests, where people stood before and their groups in, the report out.

    No number in it is of 1-9 people, and none of those can be reckoned out of the others (matching/hiding.py). The
    order of rows and the names of groups change nothing but the order of lines and the names in them.
    """
    found = outcomes(plan, without, stood, cohort, catalogue)
    return FairnessReport(
        tables=tuple(
            _Counted.of(groups.of[one], cohort, found).told(one) for one in GroupColumn if one in groups.of
        ),
        people=len(cohort.people),
        totals={stage: int(marks.sum()) for stage, marks in found.stages.items()},
        moved=len(moved(plan, without)),
        weights_without=without_interests(policy).weights,
        ground=groups.ground,
        programme=plan.programme,
        on=plan.on,
        seed=plan.seed,
        input_hash=plan.input_hash,
        policy_hash=plan.policy_hash,
    )


@dataclass(frozen=True, eq=False)
class _Counted:
    """The people of each group of one column, and what may be told of them."""

    names: Sequence[str | None]
    members: Sequence[Bool]
    """For each name who is of the group, shape (people,)."""
    found: Outcomes

    @classmethod
    def of(cls, named: Mapping[str, str], cohort: Cohort, found: Outcomes) -> "_Counted":
        mine = [named.get(str(name)) for name in cohort.people.id]
        names: list[str | None] = [*sorted({name for name in mine if name is not None})]
        names += [None] if None in mine else []
        return cls(names, [np.array([one == name for one in mine], dtype=np.bool_) for name in names], found)

    def told(self, column: GroupColumn) -> GroupTable:
        """The table of one column; fewer than two groups have nothing to compare, and no lines."""
        places = range(len(self.names)) if len(self.names) > 1 else ()
        return GroupTable(column, tuple(self._line(place) for place in places))

    def _line(self, place: int) -> GroupLine:
        shut, mine = self._shut, self.members[place]
        stands = place not in shut[Stage.ELIGIBLE]
        return GroupLine(
            group=self.names[place],
            people=self._people[place],
            shares={stage: self._share(place, stage) for stage in Stage},
            first_wish=self._first_wish(place),
            within_trade=within_trade(self.found.best, mine) if stands and self._is_group(place) else None,
            minutes=_median(self.found.minutes[mine]) if place not in shut[Stage.PROPOSED] else None,
        )

    def _share(self, place: int, stage: Stage) -> Share | None:
        if place in self._shut[stage]:
            return None
        part, whole = self._parts[stage][place], self._counts[place]
        all_parts, everybody = sum(self._parts[stage]), sum(self._counts)
        compared = ratio(part, whole, all_parts - part, everybody - whole) if self._is_group(place) else None
        return Share(part, whole, compared)

    def _first_wish(self, place: int) -> Share | None:
        proposed, wished, first = (
            self._count(marks)
            for marks in (self.found.stages[Stage.PROPOSED], self.found.wished, self.found.first)
        )
        shut = self._shut[Stage.PROPOSED]
        for wholes, parts in ((proposed, wished), (wished, first)):
            shut = self._all if (more := hidden_parts(wholes, parts, shut)) is None else more
        return None if place in shut else Share(first[place], wished[place])

    @cached_property
    def _shut(self) -> Mapping[Stage, frozenset[int]]:
        return hidden_stages(self._counts, self._parts, BEFORE)

    @cached_property
    def _people(self) -> tuple[int | None, ...]:
        return hidden(self._counts)

    @cached_property
    def _counts(self) -> list[int]:
        return [int(mine.sum()) for mine in self.members]

    @cached_property
    def _parts(self) -> Mapping[Stage, list[int]]:
        return {stage: self._count(marks) for stage, marks in self.found.stages.items()}

    @cached_property
    def _all(self) -> frozenset[int]:
        return frozenset(range(len(self.names)))

    def _count(self, marks: Bool) -> list[int]:
        return [int((mine & marks).sum()) for mine in self.members]

    def _is_group(self, place: int) -> bool:
        """Whether the line is not of those whose group nobody has said."""
        return self.names[place] is not None


def _median(minutes: Int16) -> int | None:
    """Half up where it is between two; None of fewer people than may be told of."""
    known = np.sort(minutes[minutes != BLANK]).tolist()
    if len(known) < LEAST_SHOWN:
        return None
    return int((known[(len(known) - 1) // 2] + known[len(known) // 2] + 1) // 2)
