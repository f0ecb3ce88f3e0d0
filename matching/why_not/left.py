"""A person without a proposal in, what stands in the way and the cheapest changes that would give her one out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matching.blocks.fits import FitBlock
from matching.domain.change import Effect, Helping, ProvenBy, WhyLeft
from matching.domain.columns import Bool, Int8
from matching.domain.people import Candidate
from matching.domain.policy import Decision
from matching.why_not.obstacles import nearest
from matching.why_not.of_openings import answers_of_firm, one_seat
from matching.why_not.of_people import skills_of, trials_of
from matching.why_not.outcome import Outcome
from matching.why_not.search import CANNOT, Found, Tried, search
from matching.why_not.standing import Standing, at
from matching.why_not.trial import Trial, within_reach

FIRM_ANSWERS = ({"approval"}, {"need"}, {"hours"}, {"extent_from", "extent_to"})
"""Columns of an opening that the firm may have to answer about."""


def why_left(standing: Standing, candidate: str) -> WhyLeft | None:
    """Why a person has no proposal, and the cheapest single change of each kind that would give her one.

    None where she has one.

    Raises:
        PolicyFault: there is no person of that id.
    """
    row = standing.row(candidate)
    told = next((one for one in standing.plan.unassigned if one.candidate == candidate), None)
    if told is None:
        return None
    left = _Left(standing, row, standing.ready.people.candidate(row))
    near = nearest(standing, left.person, left.answers, left.pairs)
    return WhyLeft(candidate=candidate, reasons=told.reasons, nearest=near, **vars(left.search()))


@dataclass(frozen=True, eq=False)
class _Left:
    """One person without a proposal, and what changes would do."""

    standing: Standing
    row: int
    person: Candidate

    @cached_property
    def answers(self) -> Int8:
        """The answer of every rule at each opening, shape (rules, openings)."""
        return self.standing.answers(self.person, self.standing.ready.openings)

    @cached_property
    def pairs(self) -> FitBlock:
        """Her pairs as she is."""
        return self.standing.rows([self.person])

    def search(self) -> Found:
        """The best change of each kind."""
        standing, objective = self.standing, self.standing.policy.objective
        hers = self._of_her()
        if standing.is_small:
            able = [*hers, *self._of_firms(), *self._of_seats()]
            return search(able, self._solve, objective, standing.most)
        found = search([*hers, *self._of_seats_hers()], self._by_prices, objective, standing.most)
        return replace(found, whole=False)

    def _of_her(self) -> list[Tried]:
        standing, openings = self.standing, self.standing.ready.openings
        trials = trials_of(self.person, self.answers, openings, standing.terms, standing.least)
        may = np.flatnonzero((self.answers >= standing.least).all(axis=0))
        trials += skills_of(self.person, openings.take(may), standing.terms)
        if not trials:
            return []
        pairs = standing.rows([one.person for one in trials if one.person])
        return [
            self._tried(one, pairs.take(pairs.person == place), place) for place, one in enumerate(trials)
        ]

    def _tried(self, trial: Trial, pairs: FitBlock, place: int) -> Tried:
        proof, mine = self.standing.plan.proof, pairs.take(self._open(pairs))
        if proof is None:
            best = int(mine.points.max(initial=0))
            return Tried(trial, place, pairs, None if len(mine) else CANNOT, best)
        return Tried(trial, place, pairs, int((-proof.loss(mine.opening, mine.points)).max(initial=CANNOT)))

    def _of_firms(self) -> list[Tried]:
        """What firms may answer where nothing but that stands in her way."""
        standing, stated, asked = self.standing, self.standing.cohort.openings, self.standing.ready.openings
        near = np.any([within_reach(self.answers, one, standing.least) for one in FIRM_ANSWERS], axis=0)
        trials = [
            (place, trial)
            for place in np.flatnonzero(near).tolist()
            for trial in answers_of_firm(stated.opening(place), asked.opening(place), standing.terms)
        ]
        tried = self._of_columns(trials)
        return [one for one in tried if (self._open(one.pairs) & (one.pairs.person == self.row)).any()]

    def _of_seats(self) -> list[Tried]:
        """One place more: with prices where the whole gains by it, else where she herself may be proposed."""
        proof = self.standing.plan.proof
        if proof is None:
            able = np.unique(self.pairs.opening[self._open(self.pairs)]).tolist()
            return self._of_columns([(place, self._one_seat(place)) for place in able])
        dear = np.flatnonzero(proof.prices > 0).tolist()
        tried = self._of_columns([(place, self._one_seat(place)) for place in dear])
        return [
            replace(one, promise=int(proof.prices[place])) for one, place in zip(tried, dear, strict=True)
        ]

    def _of_seats_hers(self) -> list[Tried]:
        """One place more where nobody else would bring the whole more than she does, by the prices alone."""
        proof = self.standing.plan.proof
        if proof is None:
            return []
        mine = self.pairs.take(self._open(self.pairs))
        prices = proof.prices[mine.opening]
        # What she brings is never above the least price while she has no proposal.
        brings = proof.greatest[mine.opening] - proof.loss(mine.opening, mine.points)
        return [
            Tried(self._one_seat(int(mine.opening[row])), row, mine.take(np.array([row])), int(prices[row]))
            for row in np.flatnonzero((brings == prices) & (prices > 0)).tolist()
        ]

    def _one_seat(self, place: int) -> Trial:
        stated, asked = self.standing.cohort.openings, self.standing.ready.openings
        return one_seat(stated.opening(place), asked.opening(place))

    def _of_columns(self, trials: Sequence[tuple[int, Trial]]) -> list[Tried]:
        """Trials of openings, each with the opening's place, in; the same with the pairs each then has out."""
        if not trials:
            return []
        pairs = self.standing.columns([one for _, one in trials])
        return [
            Tried(one, number, at(pairs.take(pairs.opening == number), column))
            for number, (column, one) in enumerate(trials)
        ]

    def _open(self, pairs: FitBlock) -> Bool:
        """Whether each pair, hers or of an opening as it would be, may be proposed; shape (pairs,)."""
        vetoed = [one.opening for one in self.standing.policy.vetoes if one.candidate == self.person.id]
        ids = self.standing.ready.openings.id
        return self.standing.may_be_proposed(pairs) & ~np.isin(ids[pairs.opening], vetoed)

    def _solve(self, tried: Tried) -> Helping | None:
        """What the change does, by allocating the round again with it."""
        standing, trial, name = self.standing, tried.trial, self.person.id
        after = self._outcome(tried)
        if after is None or not standing.is_gain(after.total - standing.before.total):
            return None
        here = sorted(opening for candidate, opening in after.proposals if candidate == name)
        if here:
            return after.helping(trial.change, Effect.PROPOSED, here[0], standing.before)
        opening = self._best_opening(tried)
        if standing.plan.proof is None or opening is None:
            return None
        pin = Decision(candidate=name, opening=opening, by="", reason="")
        pinned = self._outcome(tried, (pin,))
        if pinned is None or pinned.total != after.total:
            return None
        return pinned.helping(trial.change, Effect.NO_LOSS, opening, standing.before)

    def _outcome(self, tried: Tried, pins: tuple[Decision, ...] = ()) -> Outcome | None:
        standing, trial = self.standing, tried.trial
        if trial.person is not None:
            return standing.with_row(self.row, trial.person, tried.pairs, pins)
        return standing.with_column(trial, tried.pairs, pins)

    def _best_opening(self, tried: Tried) -> str | None:
        """Where a proposal of her would cost least under the change; None where she can have none."""
        standing, trial = self.standing, tried.trial
        if trial.opening is not None:
            mine = tried.pairs.take(tried.pairs.person == self.row)
            return trial.opening.id if len(mine) and standing.may_be_proposed(mine).any() else None
        mine, proof = tried.pairs.take(self._open(tried.pairs)), standing.plan.proof
        if proof is None or not len(mine):
            return None
        return str(standing.ready.openings.id[mine.opening[np.argmin(proof.loss(mine.opening, mine.points))]])

    def _by_prices(self, tried: Tried) -> Helping | None:
        """What the change does, by the plan's own prices."""
        proof, opening, promise = self.standing.plan.proof, self._best_opening(tried), tried.promise
        if proof is None or opening is None or promise is None:
            return None
        gain, of_her = proof.scale.total(promise), tried.trial.person is not None
        return Helping(
            change=tried.trial.change,
            effect=Effect.PROPOSED if of_her and promise > 0 else Effect.NO_LOSS,
            opening=opening,
            gain=gain,
            lose=max(0, 1 - gain.people) if proof.scale.person else None,
            proven_by=ProvenBy.PRICES,
        )
