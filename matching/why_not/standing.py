"""A round and its plan, ready to be asked what one change would do: only what the change touches is made again."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar

import numpy as np

from matching.blocks.decided import positions
from matching.blocks.fits import FitBlock, StoredFits
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.answers import BLANK, UNKNOWN, YES
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Columns, Int8, Int64, Ragged
from matching.domain.openings import Openings
from matching.domain.people import Candidate, People
from matching.domain.plan import Plan
from matching.domain.policy import Decision, Objective, Policy
from matching.domain.proof import Total
from matching.eligibility.judge import judge
from matching.eligibility.rules import RULES
from matching.eligibility.terms import Terms
from matching.scoring.score import Scorer
from matching.why_not.again import allocated_again
from matching.why_not.of_people import STEPS_OF_TRAVEL
from matching.why_not.outcome import Outcome
from matching.why_not.trial import Trial

SMALL: Final = 2_000_000
"""Pairs, allowed or not, up to which a change is told only after the round is allocated again with it."""

PAIRS_SOLVED: Final = 4_000_000
LEAST_SOLVED, MOST_SOLVED, MOST_CONSTRAINED = 8, 200, 24
"""Pairs solved for one question in all; times it is solved at least, at most, and under constraints."""

Table = TypeVar("Table", bound=Columns)


@dataclass(frozen=True, eq=False)
class Standing:
    """A round with the plan that was made of it, and how it would be with one row other than it is."""

    cohort: Cohort
    catalogue: Catalogue
    policy: Policy
    plan: Plan
    """The plan of this very round under this policy, proposing something or nobody; not one that cannot be made."""
    small: int = SMALL

    @cached_property
    def ready(self) -> Cohort:
        """The round with what trades usually demand where firms have not said."""
        return replace(self.cohort, openings=self._completed(self.cohort.openings))

    @cached_property
    def terms(self) -> Terms:
        """What the round demands."""
        on = date.fromisoformat(self.plan.on)
        return Terms.of(self.cohort.programme, self.catalogue, self.policy, on=on)

    @property
    def least(self) -> int:
        """The answer of a requirement that will do."""
        return UNKNOWN if self.policy.allow_unknown else YES

    @property
    def is_small(self) -> bool:
        """Whether the round is allocated again before a change is told."""
        return len(self.cohort.people) * len(self.cohort.openings) <= self.small

    @property
    def most(self) -> int:
        """Times the round may be allocated again for one question: fewer the more that takes."""
        if self.plan.proof is None:
            return MOST_CONSTRAINED
        pairs = len(self.cohort.people) * len(self.cohort.openings)
        return min(MOST_SOLVED, max(LEAST_SOLVED, PAIRS_SOLVED // max(1, pairs)))

    @cached_property
    def before(self) -> Outcome:
        """What the plan comes to as it is."""
        made = self.plan.assignments
        points = sum(one.fit.points for one in made)
        proposals = frozenset((one.candidate, one.opening) for one in made)
        return Outcome(proposals, Total(len({one.candidate for one in made}), len(made), points))

    def row(self, candidate: str) -> int:
        """Where a person stands.

        Raises:
            PolicyFault: there is no person of that id.
        """
        return int(positions(self.ready.people.id, [candidate], "candidate")[0])

    def column(self, opening: str) -> int:
        """Where an opening stands.

        Raises:
            PolicyFault: there is no opening of that id.
        """
        return int(positions(self.ready.openings.id, [opening], "opening")[0])

    def answers(self, candidate: Candidate, openings: Openings) -> Int8:
        """The answer of every rule for a person at each opening, shape (rules, openings)."""
        one = People.of([candidate])
        shape = 1, len(openings)
        return np.stack([np.broadcast_to(rule.answer(one, openings, self.terms), shape)[0] for rule in RULES])

    def is_gain(self, gain: Total) -> bool:
        """Whether a plan that differs so much from this one may be told: a stable plan may be less than it was."""
        objective = self.policy.objective
        worth = Total(points=gain.points) if objective is Objective.POINTS else gain
        return objective is Objective.STABLE or worth >= Total()

    def rows(self, candidates: Sequence[Candidate]) -> FitBlock:
        """The pairs of one person as she would be in different ways, numbered as given."""
        return self._fits(People.of(candidates), self.ready.openings)

    def columns(self, trials: Sequence[Trial]) -> FitBlock:
        """The pairs of openings as they would be, numbered as the trials."""
        stated = Openings.of([one.opening for one in trials if one.opening is not None])
        openings, people = self._completed(stated), self.ready.people
        pairs = self._fits(people, openings)
        longer = np.array([one.longer_travel for one in trials], dtype=np.bool_)
        if not longer.any():
            return pairs
        # Who may come already suits as she does; a longer journey lets others in beside her.
        surely = pairs.take(~longer[pairs.opening] | ~pairs.unknown)
        further = self._fits(self._one_step_longer, openings)
        new = longer[further.opening] & ~np.isin(_keys(further, people), _keys(surely, people))
        return FitBlock.joined([surely, further.take(new)])

    def may_be_proposed(self, pairs: FitBlock) -> Bool:
        """Whether each pair is known to meet enough and fits well enough, whoever vetoes it; shape (pairs,)."""
        will_do = ~pairs.unknown | self.policy.allow_unknown
        enough: Bool = will_do & (pairs.points >= self.policy.minimum_fit)
        return enough

    def with_row(
        self, row: int, person: Candidate, pairs: FitBlock, pins: tuple[Decision, ...] = ()
    ) -> Outcome | None:
        """The best plan with a person as she would be; None where none was found.

        `pairs` are hers, `pins` come beside those of the round.
        """
        rest = self._pairs.take(self._pairs.person != row)
        mine = replace(pairs, person=np.full(len(pairs), row, dtype=np.int32))
        people = _with_row(self.ready.people, row, People.of([person]))
        return self._solved(replace(self.ready, people=people), _sorted(rest, mine), pins)

    def with_column(self, trial: Trial, pairs: FitBlock, pins: tuple[Decision, ...] = ()) -> Outcome | None:
        """The best plan with the opening of a trial as it would be; None where none was found. `pairs` are its.

        Raises:
            ValueError: the trial changes no opening.
        """
        if trial.opening is None:
            raise ValueError("the trial changes no opening")
        column = self.column(trial.opening.id)
        rest = self._pairs.take(self._pairs.opening != column)
        openings = _with_row(self.ready.openings, column, self._completed(Openings.of([trial.opening])))
        return self._solved(replace(self.ready, openings=openings), _sorted(rest, pairs), pins)

    def _completed(self, openings: Openings) -> Openings:
        return complete(openings, self.cohort.programme, self.catalogue)

    @cached_property
    def _pairs(self) -> FitBlock:
        """Every pair of the round that may meet."""
        return self._fits(self.ready.people, self.ready.openings)

    @cached_property
    def _one_step_longer(self) -> People:
        people, steps = self.ready.people, np.array(STEPS_OF_TRAVEL)
        limit = np.where(people.travel_limit == BLANK, self.policy.assumed_travel_limit, people.travel_limit)
        above = np.searchsorted(steps, limit, side="right")
        longer = np.where(above < len(steps), steps[np.minimum(above, len(steps) - 1)], limit)
        return replace(people, travel_limit=longer.astype(np.int16))

    def _fits(self, people: People, openings: Openings) -> FitBlock:
        scorer = Scorer(people, openings, self.catalogue, self.policy)
        return FitBlock.joined(scorer.blocks(judge(people, openings, self.terms).blocks()))

    def _solved(self, other: Cohort, pairs: FitBlock, pins: tuple[Decision, ...] = ()) -> Outcome | None:
        people, openings = other.people.id, other.openings.id
        fits = StoredFits(len(people), len(openings), pairs)
        policy = replace(self.policy, pins=(*self.policy.pins, *pins))
        made = allocated_again(fits, other, self.catalogue, policy, seed=self.plan.seed)
        if made is None:
            return None
        candidates, places = people[made[0]].tolist(), openings[made[1]].tolist()
        points = int(fits.points(*made).sum(dtype=np.int64))
        total = Total(len(set(candidates)), len(candidates), points)
        return Outcome(frozenset(zip(candidates, places, strict=True)), total)


def at(pairs: FitBlock, column: int) -> FitBlock:
    """The pairs of one opening, numbered as the opening that stands there."""
    return replace(pairs, opening=np.full(len(pairs), column, dtype=np.int32))


def _sorted(*blocks: FitBlock) -> FitBlock:
    pairs = FitBlock.joined(blocks)
    return pairs.take(np.lexsort((pairs.person, pairs.opening)))


def _keys(pairs: FitBlock, people: People) -> Int64:
    return pairs.opening.astype(np.int64) * len(people) + pairs.person


def _with_row(table: Table, row: int, one: Table) -> Table:
    """The table with another row in the place of one of its own."""
    joined: dict[str, Any] = {}
    for field in fields(table):
        ours, other = getattr(table, field.name), getattr(one, field.name)
        if isinstance(ours, Ragged):
            offsets = np.concatenate([ours.offsets, other.offsets[1:] + ours.offsets[-1]])
            joined[field.name] = Ragged(offsets, np.concatenate([ours.values, other.values]))
        else:
            joined[field.name] = np.concatenate([ours, other])
    order = np.arange(len(table))
    order[row] = len(table)
    return type(table)(**joined).take(order)
