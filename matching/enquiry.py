"""Questions about single people and openings, asked in passing: the line without its allocation, beside a plan."""

from collections.abc import Collection, Iterable, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from matching.allocation.changes.costs import Costs, reckonable
from matching.blocks.decided import pairs_decided, positions
from matching.blocks.fits import FitBlock, StoredFits
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.answers import NO, Answers
from matching.domain.cohort import Cohort
from matching.domain.columns import Int16, Int32, Int64, Rows, Text
from matching.domain.fit import EvidenceLevel, Outcome
from matching.domain.funnel import MappingQuestion
from matching.domain.openings import Openings
from matching.domain.people import Candidate, People
from matching.domain.plan import Plan
from matching.domain.policy import Mode, Policy
from matching.domain.shortlist import EVERYBODY, Narrowing, Shortlist
from matching.domain.suggestion import Suggestion
from matching.eligibility.judge import Judgement, judge
from matching.eligibility.terms import Terms
from matching.explanation.proposals import suggestions
from matching.explanation.questions import mapping_questions
from matching.narrowing import alike, crowd, left, named
from matching.scoring.score import Scorer
from matching.scoring.sweep import WORTH_COMPILING, Sweep, score_all
from matching.suggestions import openings_for, people_for, ties_of_openings, ties_of_people


@dataclass(frozen=True, eq=False)
class Enquiry:
    """A cohort made ready for questions about single people and openings, asked in passing."""

    cohort: Cohort
    catalogue: Catalogue
    policy: Policy
    on: date
    seed: int
    plan: Plan | None = None
    """A plan of this very cohort and policy, on which costs are counted."""

    def people_for(self, opening: str, count: int) -> tuple[Suggestion, ...]:
        """The people who suit an opening best.

        Raises:
            PolicyFault: there is no opening of that id.
        """
        return self.shortlist(opening, count).suggestions

    def shortlist(
        self,
        opening: str,
        count: int,
        asked: Narrowing = EVERYBODY,
        *,
        among: Collection[str] | None = None,
    ) -> Shortlist:
        """The people who suit an opening best of those left by what is asked, and how they stand among the rest.

        `among`: ids of the only people there are, for whoever asks; None for everybody.

        Raises:
            PolicyFault: there is no opening of that id.
        """
        place = _place(self._ready.openings.id, opening, "opening")
        fits = self._at_opening(place)
        if among is not None:
            fits = fits.where(named(fits.pairs, among, self._ready))
        stay = left(fits.pairs, asked, self._ready, self.catalogue, self._percent_known)
        narrowed = fits.where(stay)
        best = people_for(narrowed, place, count, self._ties[0])
        return Shortlist(
            suggestions=self._explained(best.person, best.opening, self._talk),
            left=len(narrowed.pairs),
            crowd=crowd(fits.pairs, self._ready, self.catalogue, place),
            alike=alike(narrowed.pairs, best, self._ready),
        )

    def alike(self, candidate: str, opening: str) -> int:
        """How many others at an opening nothing in the fit tells from a person (står likt med).

        Raises:
            PolicyFault: there is no opening of that id.
        """
        pairs = self._at_opening(_place(self._ready.openings.id, opening, "opening")).pairs
        hers = pairs.take(np.flatnonzero(named(pairs, {candidate}, self._ready)))
        return alike(pairs, hers, self._ready).get(candidate, 0)

    def beside(self, passing: Cohort) -> "Enquiry":
        """The same people asked about the openings of another cohort, in passing: beside no plan."""
        cohort = replace(
            self.cohort,
            openings=passing.openings,
            employers=passing.employers,
            training_offices=passing.training_offices,
            needs=(),
        )
        # What people have decided is about openings of the round.
        policy = replace(self.policy, pins=(), vetoes=())
        return replace(self, cohort=cohort, policy=policy, plan=None)

    def openings_for(self, candidate: str, count: int) -> tuple[Suggestion, ...]:
        """The openings that suit a person best.

        Raises:
            PolicyFault: there is no person of that id.
        """
        place = _place(self._ready.people.id, candidate, "candidate")
        best = openings_for(self._of_person(place), place, count, self._ties[1])
        return self._explained(best.person, best.opening, self._talk)

    def pair(self, candidate: str, opening: str) -> Suggestion:
        """All there is to say about one pair, judged as the plan would judge it.

        Raises:
            PolicyFault: there is no person or opening of that id.
        """
        person = _place(self._ready.people.id, candidate, "candidate")
        place = _place(self._ready.openings.id, opening, "opening")
        pair = np.array([person], dtype=np.int32), np.array([place], dtype=np.int32)
        return self._explained(*pair, self._judged(self.policy))[0]

    def answers(self, persons: Sequence[Candidate]) -> Answers:
        """People as they are, or as they could be, at every opening: whether they may meet.

        NO, UNKNOWN or YES of all requirements together, shape (persons, openings); NO where it is ruled out.
        """
        openings, ids = self._ready.openings, {one.id for one in persons}
        answers = np.full((len(persons), len(openings)), NO, dtype=np.int8)
        block = judge(People.of(persons), openings, self._talk.terms).block(_all(answers), _all(openings.id))
        answers[block.rows] = block.answers
        for veto in self.policy.vetoes:
            if veto.candidate in ids:
                mine = np.array([one.id == veto.candidate for one in persons])
                answers[np.ix_(mine, openings.id == veto.opening)] = NO
        return answers

    @property
    def openings(self) -> Openings:
        """The openings, with what their trades usually demand where the firms have not said."""
        return self._ready.openings

    def reckoned(self, found: Iterable[Suggestion], *, moves: bool = False) -> tuple[Suggestion, ...]:
        """Suggestions with what each one alone costs the plan as a whole, and with `moves` who would move."""
        told = []
        for one in found:
            cost = None
            if self._costs and one.fit:
                cost = self._costs.of_pair(one.candidate, one.opening, one.fit.points)
            told.append(replace(one, cost=cost if cost is None or moves else replace(cost, moves=())))
        return tuple(told)

    def levels(self, opening: str, candidates: Iterable[str]) -> dict[str, EvidenceLevel]:
        """How well each of some people is mapped for an opening, by id; for those on its reserve list.

        Raises:
            PolicyFault: there is no person or opening of that id.
        """
        names = list(candidates)
        person = positions(self._ready.people.id, names, "candidate").astype(np.int32)
        place = _place(self._ready.openings.id, opening, "opening")
        pairs = np.arange(len(names))
        known = self._scorer.grade(
            person.astype(np.intp), np.array([place]), pairs, np.zeros_like(pairs)
        ).evidence
        return {name: EvidenceLevel.of(one) for name, one in zip(names, known.tolist(), strict=True)}

    def to_map(self, candidate: str, found: Iterable[Suggestion]) -> tuple[MappingQuestion, ...]:
        """What to map about a person: what could move most in sum over the pairs found comes first.

        Raises:
            PolicyFault: there is no person of that id.
        """
        row = _place(self._ready.people.id, candidate, "candidate")
        fits = (one.fit for one in found if one.fit)
        return mapping_questions(self._ready.people.candidate(row), fits)

    @cached_property
    def _ready(self) -> Cohort:
        openings = complete(self.cohort.openings, self.cohort.programme, self.catalogue)
        return replace(self.cohort, openings=openings)

    @cached_property
    def _ties(self) -> tuple[Int64, Int64]:
        """The place of each person, and of each opening, among equals."""
        return ties_of_people(self.cohort, self.seed), ties_of_openings(self.cohort, self.seed)

    @cached_property
    def _talk(self) -> Judgement:
        # A firm not yet approved may meet people: what blocks a contract does not block a talk.
        return self._judged(replace(self.policy, mode=Mode.MEETINGS))

    def _judged(self, policy: Policy) -> Judgement:
        terms = Terms.of(self.cohort.programme, self.catalogue, policy, on=self.on)
        return judge(self._ready.people, self._ready.openings, terms)

    @cached_property
    def _costs(self) -> Costs | None:
        proof = reckonable(self.plan)
        if self.plan is None or proof is None:
            return None
        fits = score_all(self._scorer, self._judged(self.policy))
        return Costs(fits=fits, plan=self.plan, proof=proof, policy=self.policy, cohort=self._ready)

    @cached_property
    def _talks(self) -> Sweep | None:
        """All pairs that may meet, where they are so many that it pays to make tables of them once."""
        pairs = len(self._ready.people) * len(self._ready.openings)
        return Sweep(self._scorer, self._talk) if pairs >= WORTH_COMPILING else None

    def _at_opening(self, place: int) -> StoredFits:
        if self._talks:
            return self._open([self._talks.of_opening(place)])
        block = self._talk.block(_all(self._ready.people.id), np.array([place]))
        return self._open(self._scorer.blocks([block]))

    def _of_person(self, row: int) -> StoredFits:
        if self._talks:
            return self._open([self._talks.of_person(row)])
        block = self._talk.block(np.array([row]), _all(self._ready.openings.id))
        return self._open(self._scorer.blocks([block]))

    def _open(self, blocks: Iterable[FitBlock]) -> StoredFits:
        """Pairs that may meet without those that somebody has ruled out."""
        fits = StoredFits.of(len(self._ready.people), len(self._ready.openings), blocks)
        return fits.where(~pairs_decided(fits.pairs, self.policy.vetoes, self._ready))

    def _percent_known(self, pairs: FitBlock) -> Int16:
        people, row = np.unique(pairs.person.astype(np.intp), return_inverse=True)
        places, col = np.unique(pairs.opening.astype(np.intp), return_inverse=True)
        return self._scorer.grade(people, places, row, col).evidence

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self._ready.people, self._ready.openings, self.catalogue, self.policy)

    def _explained(self, person: Int32, opening: Int32, verdicts: Judgement) -> tuple[Suggestion, ...]:
        judged = verdicts.verdicts(person.astype(np.intp), opening.astype(np.intp))
        may_meet = [one.outcome is not Outcome.INELIGIBLE for one in judged]
        fits = iter(self._scorer.fits(person[may_meet], opening[may_meet]))
        told = [next(fits) if able else None for able in may_meet]
        return suggestions(person, opening, told, judged, self._ready, self.catalogue, self.policy)


def _all(ids: Sized) -> Rows:
    return np.arange(len(ids))


def _place(ids: Text, name: str, kind: str) -> int:
    return int(positions(ids, [name], kind)[0])
