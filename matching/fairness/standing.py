"""A round in, where each of its people stands before anything is proposed out."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matching.blocks.decided import pairs_decided
from matching.blocks.fits import ABSENT, StoredFits
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int16
from matching.domain.fairness import LISTED
from matching.domain.policy import Mode, Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.scoring.score import Scorer
from matching.scoring.sweep import score_all
from matching.suggestions import people_listed


@dataclass(frozen=True, eq=False)
class Standing:
    """What each person of a round has before the plan, one row each."""

    eligible: Bool
    """Meets every requirement of an opening that nobody has ruled out for her, shape (people,)."""
    suggested: Bool
    """Is among the LISTED who suit an opening best, shape (people,)."""
    best: Int16
    """Most points at the openings she is eligible for, by the trade they name first; ABSENT where there is none.

    Shape (people, trades).
    """


def standing(cohort: Cohort, catalogue: Catalogue, policy: Policy, *, on: date, seed: int) -> Standing:
    """A round in, who is eligible, who is suggested and how well each suits each trade out.

    Suggestions are those people are shown: a firm not yet approved has them too, and what is not known is no no.

    Raises:
        PolicyFault: a veto names an id that is not in the cohort.
    """
    ready = replace(cohort, openings=complete(cohort.openings, cohort.programme, catalogue))
    scorer = Scorer(ready.people, ready.openings, catalogue, policy)

    def fits(asked: Policy) -> StoredFits:
        verdicts = judge(ready.people, ready.openings, Terms.of(ready.programme, catalogue, asked, on=on))
        blocks = score_all(scorer, verdicts).blocks()
        open_pairs = (one.take(~pairs_decided(one, policy.vetoes, ready)) for one in blocks)
        return StoredFits.of(len(ready.people), len(ready.openings), open_pairs)

    known = fits(policy).pairs
    known = known.take(~known.unknown)
    best = np.full((len(ready.people), len(catalogue.trades)), ABSENT, dtype=np.int16)
    np.maximum.at(best, (known.person, ready.openings.trades[known.opening, 0]), known.points)
    listed = people_listed(fits(replace(policy, mode=Mode.MEETINGS)), LISTED, ready, seed=seed)
    return Standing(eligible=(best != ABSENT).any(axis=1), suggested=listed, best=best)
