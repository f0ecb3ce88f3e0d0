"""The plan to control, beside everything the control works out for itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from matching.audit.census import Census
from matching.audit.coverage import Coverage, Depth, cover, shuffled
from matching.audit.digest import digest
from matching.audit.fitting import fits
from matching.audit.judging import Judgements, Numbers
from matching.audit.meeting import Meetable, Meetings, Pair, are_among, columns
from matching.audit.memo import Memo
from matching.audit.reading import Round
from matching.audit.scoring import Scores
from matching.audit.shares import Shares
from matching.audit.stopping import Stops
from matching.domain.fit import Fit
from matching.domain.plan import Assignment, Plan
from matching.domain.policy import Decision, Policy
from matching.domain.proof import Proof

Item = TypeVar("Item")
Counts = tuple[int, int]
Found = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Case:
    """One plan under control. Ids the cohort does not have are left to the check of ids, and skipped here."""

    plan: Plan
    round: Round
    depth: Depth

    @property
    def policy(self) -> Policy:
        """What people have decided for the round."""
        return self.round.policy

    @cached_property
    def judgements(self) -> Judgements:
        """Our own verdict of every pair."""
        return Judgements(self.round)

    @cached_property
    def scores(self) -> Scores:
        """Our own fit of every pair."""
        return Scores(self.round)

    @cached_property
    def meetings(self) -> Meetings:
        """Who may meet whom."""
        return Meetings(self.judgements, self.vetoes)

    @cached_property
    def coverage(self) -> Coverage:
        """The allowed pairs the certificate is held against."""
        return cover(self.meetings, self._free, self.depth, self.spread, surely=self._surely_allowed)

    @cached_property
    def covered(self) -> Numbers:
        """Our own points of the pairs covered."""
        return self.scores.points(self.coverage.people, self.coverage.openings)

    @cached_property
    def points(self) -> dict[Pair, int]:
        """Our own points of every pair the plan proposes, people have pinned or the plan holds in reserve."""
        reserves = self._located(
            (one.candidate, opening, one)
            for opening, several in self.plan.reserves.items()
            for one in several
        )
        pairs = sorted(self.proposed | self.pins.keys() | {pair for pair, _ in reserves})
        people, openings = columns(pairs)
        return dict(zip(pairs, self.scores.points(people, openings).tolist(), strict=True))

    @cached_property
    def misfits(self) -> dict[Pair, Fit]:
        """Our own fit of every proposed pair of which the plan tells another."""
        told, pairs = defaultdict[Pair, list[Fit]](list), sorted(self.proposed)
        for pair, one in self.proposals:
            told[pair].append(one.fit)
        found = zip(pairs, fits(self.scores, *columns(pairs)), strict=True)
        return {pair: fit for pair, fit in found if any(one != fit for one in told[pair])}

    @cached_property
    def spread(self) -> str:
        """What decides which are checked where not all are."""
        return digest(self.plan)

    @property
    def _surely_allowed(self) -> int:
        """Allowed pairs there are for certain: those counted by kind, less all that vetoes and pins can close."""
        if self.policy.minimum_fit:
            return 0
        eligible, unknown, _ = self.census.funnel[""]
        closed = len(self.vetoes) + len(self.pins_of) * len(self.opening_at)
        return eligible + unknown * self.policy.allow_unknown - closed

    @cached_property
    def openings_for(self) -> Mapping[int, Counts]:
        """How many openings each person could meet: eligible, and unknown."""
        return Memo(lambda person: _counts(self.meetings.of_person[person]))

    @cached_property
    def people_for(self) -> Mapping[int, Counts]:
        """How many people each opening could meet: eligible, and unknown."""
        return Memo(lambda opening: _counts(self.meetings.of_opening[opening]))

    @cached_property
    def stops(self) -> Stops:
        """What stops each person and each opening, requirement by requirement."""
        return Stops(self.judgements)

    @cached_property
    def census(self) -> Census:
        """Our own count of every pair."""
        return Census(self.judgements)

    @cached_property
    def person_at(self) -> dict[str, int]:
        """Position of each person's id."""
        return {name: position for position, name in enumerate(self.round.person_ids)}

    @cached_property
    def opening_at(self) -> dict[str, int]:
        """Position of each opening's id."""
        return {name: position for position, name in enumerate(self.round.opening_ids)}

    @cached_property
    def pins(self) -> dict[Pair, Decision]:
        """The pairs people have pinned."""
        return dict(self._located((one.candidate, one.opening, one) for one in self.policy.pins))

    @cached_property
    def vetoes(self) -> frozenset[Pair]:
        """The pairs people have vetoed."""
        vetoes = self._located((one.candidate, one.opening, one) for one in self.policy.vetoes)
        return frozenset(pair for pair, _ in vetoes)

    @cached_property
    def proposals(self) -> list[tuple[Pair, Assignment]]:
        """What the plan proposes, in its order."""
        return self._located((one.candidate, one.opening, one) for one in self.plan.assignments)

    @cached_property
    def proposed(self) -> frozenset[Pair]:
        """The pairs the plan proposes, each once."""
        return frozenset(pair for pair, _ in self.proposals)

    @cached_property
    def proposals_of(self) -> Counter[int]:
        """How many proposals each person has."""
        return Counter(person for person, _ in self.proposed)

    @cached_property
    def proposals_at(self) -> Counter[int]:
        """How many proposals each opening has."""
        return Counter(opening for _, opening in self.proposed)

    @cached_property
    def pins_of(self) -> Counter[int]:
        """How many pins each person has."""
        return Counter(person for person, _ in self.pins)

    @cached_property
    def shares(self) -> Shares:
        """What each proposal takes of its opening's room."""
        return Shares(self.round)

    @cached_property
    def firm_of(self) -> list[int]:
        """The firm of each opening."""
        return [int(firm) for firm in self.round.cohort.openings.employer]

    @cached_property
    def rooms(self) -> list[int]:
        """Proposals each opening can take, pins included; under constraints as its halves are taken."""
        if self.plan.bounds is None:
            return [self.round.offers[opening].room for opening in range(len(self.round.opening_ids))]
        here = defaultdict[int, list[Pair]](list)
        for pair in sorted(self.proposed):
            here[pair[1]].append(pair)
        return [self.shares.room(opening, here[opening]) for opening in range(len(self.round.opening_ids))]

    @cached_property
    def rooms_after_pins(self) -> list[int]:
        """Proposals each opening can take beside the pins."""
        pins_at = Counter(opening for _, opening in self.pins)
        return [room - pins_at[opening] for opening, room in enumerate(self.rooms)]

    @cached_property
    def proof(self) -> Proof | None:
        """The plan's proof, if there is one with a whole number for every person and opening."""
        proof, people, openings = self.plan.proof, len(self.person_at), len(self.opening_at)
        if proof is None:
            return None
        by_opening = (proof.prices, proof.greatest, proof.capacities)
        numbers = ((proof.thresholds, people), *((one, openings) for one in by_opening))
        fits = all(one.shape == (size,) and one.dtype.kind == "i" for one, size in numbers)
        return proof if fits else None

    @cached_property
    def lists_left(self) -> Numbers:
        """Proposals each person may get beside the pins."""
        left = np.full(len(self.person_at), self.round.lists, dtype=np.int64)
        for person, pins in self.pins_of.items():
            left[person] = max(0, self.round.lists - pins)
        return left

    def named(self, pair: Pair) -> str:
        """A pair by its ids."""
        return f"{self.round.person_ids[pair[0]]} at {self.round.opening_ids[pair[1]]}"

    def some(self, items: Sequence[Item], count: int, key: str) -> list[Item]:
        """All items where every pair is checked, else as many as asked, spread over all."""
        if self.coverage.complete:
            return list(items)
        order = shuffled(len(items), f"{self.spread}:{key}")
        return [items[position] for position in islice(order, count)]

    def enough(self, people: npt.ArrayLike, openings: npt.ArrayLike) -> Found:
        """Whether pairs have the least fit that people have set."""
        if not self.policy.minimum_fit:
            return np.ones(np.broadcast(people, openings).shape, dtype=np.bool_)
        return self.scores.points(people, openings) >= self.policy.minimum_fit

    def _free(self, people: Numbers, openings: Numbers) -> Found:
        return (
            (self.lists_left[people] > 0)
            & ~are_among(people, openings, self.pins)
            & self.enough(people, openings)
        )

    def _located(self, named: Iterable[tuple[str, str, Item]]) -> list[tuple[Pair, Item]]:
        """Each thing with the positions of its person and opening, where the cohort has both."""
        people, openings = self.person_at, self.opening_at
        return [
            ((people[person], openings[opening]), one)
            for person, opening, one in named
            if person in people and opening in openings
        ]


def _counts(found: Meetable) -> Counts:
    return len(found.eligible), len(found.unknown)
