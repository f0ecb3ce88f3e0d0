"""Where a person left would cost least, and the counts beside it, are those of looking at every pair."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from benchmarks.generate import generate
from matching.allocation.allocate import allocate, whole_places
from matching.blocks.fits import FitBlock, FitSource, StoredFits
from matching.catalogue.defaults import complete
from matching.domain.cohort import Cohort
from matching.domain.policy import Decision, Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.explanation.left import Openness
from matching.explanation.nearest import nearest, vetoed_pairs
from matching.scoring.score import Scorer, score
from matching.scoring.sweep import Sweep
from tests.builders import CATALOGUE, ON


def sources(cohort: Cohort, policy: Policy, on: date = ON) -> tuple[StoredFits, FitSource]:
    """The fits of a round in memory, and computed again."""
    openings = complete(cohort.openings, cohort.programme, CATALOGUE)
    verdicts = judge(cohort.people, openings, Terms.of(cohort.programme, CATALOGUE, policy, on=on))
    scorer = Scorer(cohort.people, openings, CATALOGUE, policy)
    return score(scorer, verdicts.blocks()), Sweep(scorer, verdicts)


def vetoing(cohort: Cohort, pairs: FitBlock, count: int) -> tuple[Decision, ...]:
    """Vetoes of some pairs that may meet, and of one that may not be there at all."""
    some = zip(pairs.person[::3][:count].tolist(), pairs.opening[::3][:count].tolist(), strict=True)
    named = [(str(cohort.people.id[one]), str(cohort.openings.id[at])) for one, at in some]
    named.append((str(cohort.people.id[0]), str(cohort.openings.id[0])))
    return tuple(Decision(candidate=one, opening=at, by="Kari", reason="test") for one, at in named)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("minimum", [0, 600])
def test_the_nearest_opening_is_that_of_looking_at_every_pair(seed: int, minimum: int) -> None:
    cohort = generate(60, 12, seed=seed, catalogue=CATALOGUE)
    stored, swept = sources(cohort, Policy())
    policy = Policy(vetoes=vetoing(cohort, stored.pairs, 20), minimum_fit=minimum)
    places = whole_places(cohort.openings.seats)
    found = allocate(stored, places, policy, cohort.people.id, cohort.openings.id, seed=1)
    assert found.proof is not None
    left = np.flatnonzero(np.bincount(found.person, minlength=60) == 0)
    vetoed = {(one.candidate, one.opening) for one in policy.vetoes}
    losses: dict[int, list[int]] = {}
    for place in np.flatnonzero(~stored.pairs.unknown & (stored.pairs.points >= minimum)):
        person, opening = stored.pairs.person[place], stored.pairs.opening[place]
        if person in left and (cohort.people.id[person], cohort.openings.id[opening]) not in vetoed:
            loss = found.proof.loss(stored.pairs.opening[[place]], stored.pairs.points[[place]])
            losses.setdefault(int(person), []).append(int(loss[0]))
    for fits in (stored, swept):
        told = dict(nearest(found, fits, left, cohort, policy))
        assert told.keys() == losses.keys()
        for person, reason in told.items():
            if reason.code is ReasonCode.COMPETITION:
                total = found.proof.scale.total(min(losses[person]))
                assert (reason.fact("people"), reason.fact("points")) == (total.people, total.points)


def test_people_who_lose_as_much_at_the_same_opening_share_one_reason() -> None:
    cohort = generate(400, 6, seed=3, catalogue=CATALOGUE)
    stored, _ = sources(cohort, Policy())
    places = whole_places(cohort.openings.seats)
    found = allocate(stored, places, Policy(), cohort.people.id, cohort.openings.id, seed=1)
    left = np.flatnonzero(np.bincount(found.person, minlength=400) == 0)
    reasons: list[Reason] = [reason for _, reason in nearest(found, stored, left, cohort, Policy())]
    assert len({id(reason) for reason in reasons}) == len(set(reasons))


def test_a_vetoed_pair_is_counted_as_vetoed_alone() -> None:
    cohort = generate(50, 10, seed=4, catalogue=CATALOGUE)
    openings = complete(cohort.openings, cohort.programme, CATALOGUE)
    verdicts = judge(cohort.people, openings, Terms.of(cohort.programme, CATALOGUE, Policy(), on=ON))
    for fits in sources(cohort, Policy()):
        pairs = sources(cohort, Policy())[0].pairs
        policy = Policy(vetoes=vetoing(cohort, pairs, 15))
        out = vetoed_pairs(fits, cohort, policy)
        gone = set(zip(out.person.tolist(), out.opening.tolist(), strict=True))
        assert len(gone) > 5
        openness, counts = Openness.of(verdicts, fits, cohort, policy), Counter[tuple[int, str]]()
        triples = zip(pairs.person.tolist(), pairs.opening.tolist(), pairs.unknown.tolist(), strict=True)
        for person, opening, unknown in triples:
            counts[
                person, "vetoed" if (person, opening) in gone else "unknown" if unknown else "eligible"
            ] += 1
        for person in range(50):
            assert openness.eligible_of_people[person] == counts[person, "eligible"]
            assert openness.unknown_of_people[person] == counts[person, "unknown"]
            assert openness.vetoed_of_people[person] == counts[person, "vetoed"]
