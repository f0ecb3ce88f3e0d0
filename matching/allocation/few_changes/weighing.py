"""Best choices among pairs when those people have now are worth something beside: by flow, or by a programme."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.sparse import csr_array, vstack

from matching.allocation.base.flow import Arcs, arcs, solve
from matching.allocation.constrained import mip
from matching.allocation.constrained.goal import Goal
from matching.allocation.constrained.keeping import keeps
from matching.allocation.constrained.layout import lay_out
from matching.allocation.constrained.programme import Programme, programme
from matching.allocation.few_changes.frontier import Choice
from matching.allocation.limited.model import Model
from matching.domain.columns import Bool, Int64

SMALL: Final = 20_000
"""Pairs up to which what lies between corners is looked for."""


@dataclass(frozen=True, eq=False)
class Flows:
    """By the cheapest flow: where nothing but room limits the plan, one place each."""

    model: Model
    mine: Bool
    """The pairs people have now, shape (pairs,)."""
    people: int
    """People with a pair in every choice; a negative number where points alone count."""

    def most(self, points: int, kept: int) -> Choice:
        """The best choice of the weights; see Weigher."""
        model = self.model
        worth = points * model.points + kept * self.mine
        # Pins stand in every choice: their pairs, lists and room are taken before anything flows.
        pinned, free = np.flatnonzero(model.forced), np.flatnonzero(~model.forced)
        people, openings = len(model.lists), len(model.capacities)
        lists = model.lists - np.bincount(model.person[pinned], minlength=people)
        room = model.capacities - np.bincount(model.opening[pinned], minlength=openings)
        source, sink = people + openings, people + openings + 1
        network = Arcs.joined(
            arcs(model.person[free], people + model.opening[free], 1, -worth[free]),
            arcs(source, np.arange(people), lists, 0),
            arcs(people + np.arange(openings), sink, room, 0),
            arcs(source, sink, people, 0) if self.people < 0 else arcs([], [], [], []),
        )
        units = self.people - len(pinned) if self.people >= 0 else people
        flows = solve(network, {source: units, sink: -units})
        chosen = model.forced.copy()
        chosen[free] = flows[: len(free)] > 0
        return Choice.of(chosen, model.points, self.mine, proven=True)

    def keeping(self, least: int) -> Choice | None:
        """Most points that keep so many; see Weigher."""
        return Programmes(self.model, self.mine, max(self.people, 0)).keeping(least)


@dataclass(frozen=True, eq=False)
class Programmes:
    """By mixed integer programmes: whatever limits the plan, in small rounds."""

    model: Model
    mine: Bool
    people: int

    def most(self, points: int, kept: int) -> Choice:
        """The best choice of the weights; see Weigher.

        Raises:
            ValueError: none was found within the work allowed.
        """
        found = self._best(points * self.model.points + kept * self.mine, None)
        if found is None:
            raise ValueError("no plan was found within the work allowed")
        return found

    def keeping(self, least: int) -> Choice | None:
        """Most points that keep so many; see Weigher."""
        return self._best(self.model.points, least) if len(self.model.person) <= SMALL else None

    def _best(self, worth: Int64, least: int | None) -> Choice | None:
        layout, every = lay_out(self.model), np.arange(len(self.model.person))
        asked = programme(layout, Goal(worth=worth, people=self.people), every, every[:0])
        if least is not None:
            asked = _with_row(asked, self.mine, least)
        answer = mip.best(asked)
        if answer.chosen is None or not keeps(layout, answer.chosen):
            return None
        return Choice.of(answer.chosen, self.model.points, self.mine, proven=answer.proven)


def _with_row(asked: Programme, mine: Bool, least: int) -> Programme:
    """The programme in which so many of the pairs named are chosen at least."""
    row = np.zeros((1, asked.table.shape[1]))
    row[0, : asked.pairs] = mine
    return replace(
        asked,
        table=csr_array(vstack([asked.table, csr_array(row)])),
        low=np.append(asked.low, least),
        high=np.append(asked.high, np.inf),
    )
