"""Questions about single people and openings, asked in passing: the line without its allocation, beside a plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from matching.allocation.changes.costs import Costs, reckonable
from matching.blocks.decided import pairs_decided, positions
from matching.blocks.fits import StoredFits
from matching.blocks.verdicts import VerdictBlock
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.cohort import Cohort
from matching.domain.columns import Int32, Rows, Text
from matching.domain.fit import EvidenceLevel, Outcome
from matching.domain.funnel import MappingQuestion
from matching.domain.plan import Plan
from matching.domain.policy import Mode, Policy
from matching.domain.suggestion import Suggestion
from matching.eligibility.judge import Judgement, judge
from matching.eligibility.terms import Terms
from matching.explanation.proposals import suggestions
from matching.explanation.questions import mapping_questions
from matching.scoring.score import Scorer, score
from matching.scoring.sweep import score_all
from matching.suggestions import openings_for, people_for


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
        place = _place(self._ready.openings.id, opening, "opening")
        fits = self._open(self._talk.block(_all(self._ready.people.id), np.array([place])))
        best = people_for(fits, place, count, self._ready, seed=self.seed)
        return self._explained(best.person, best.opening, self._talk)

    def openings_for(self, candidate: str, count: int) -> tuple[Suggestion, ...]:
        """The openings that suit a person best.

        Raises:
            PolicyFault: there is no person of that id.
        """
        place = _place(self._ready.people.id, candidate, "candidate")
        fits = self._open(self._talk.block(np.array([place]), _all(self._ready.openings.id)))
        best = openings_for(fits, place, count, self._ready, seed=self.seed)
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
        fits = self._scorer.fits(person, np.full(len(names), place, dtype=np.int32))
        return {name: fit.evidence_level for name, fit in zip(names, fits, strict=True)}

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

    def _open(self, block: VerdictBlock) -> StoredFits:
        """Fits of the pairs that may meet and that nobody has ruled out."""
        fits = score(self._scorer, [block])
        return fits.where(~pairs_decided(fits.pairs, self.policy.vetoes, self._ready))

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self._ready.people, self._ready.openings, self.catalogue, self.policy)

    def _explained(self, person: Int32, opening: Int32, verdicts: Judgement) -> tuple[Suggestion, ...]:
        pairs = list(zip(person.tolist(), opening.tolist(), strict=True))
        may_meet = [verdicts.verdict(*pair).outcome is not Outcome.INELIGIBLE for pair in pairs]
        fits = iter(self._scorer.fits(person[may_meet], opening[may_meet]))
        told = [next(fits) if able else None for able in may_meet]
        return suggestions(person, opening, told, verdicts, self._ready, self.catalogue, self.policy)


def _all(ids: Text) -> Rows:
    return np.arange(len(ids))


def _place(ids: Text, name: str, kind: str) -> int:
    return int(positions(ids, [name], kind)[0])
