"""Plans to write to files: of the same small synthetic round, and of people who try to be formulas."""

from functools import cache

import numpy as np

from benchmarks.generate import generate
from matching.domain.cohort import Cohort
from matching.domain.openings import Employer
from matching.domain.plan import Plan
from matching.domain.policy import Decision, Mode, Policy
from matching.pipeline import fill
from matching.wording import Words
from tests.builders import CATALOGUE, ON, candidate, opening

WORDS = Words(CATALOGUE)
HOSTILE = ("=1+1", "+47", "@SUM(A1)", "-2", "http://a.example", "0012", "<b>&amp;")
"""Ids a spreadsheet would like to make into something else."""

Planned = tuple[Plan, Cohort]


@cache
def planned(mode: Mode = Mode.PLACES) -> Planned:
    """A plan of a synthetic round, with one pin and one veto of each first pair."""
    made = round_of()
    proposed = fill(made, CATALOGUE, Policy(mode=mode), on=ON, seed=1).assignments
    pin, veto = (
        Decision(candidate=one.candidate, opening=one.opening, by="Kari Eksempel", reason="Avtalt.")
        for one in proposed[:2]
    )
    policy = Policy(mode=mode, pins=(pin,), vetoes=(veto,))
    return fill(made, CATALOGUE, policy, on=ON, seed=1), made


@cache
def hostile() -> Planned:
    """A plan of people, openings and a firm whose names look like formulas, numbers and links."""
    people = [candidate(id=name) for name in HOSTILE]
    openings = [opening(id=name) for name in HOSTILE[:-1]]
    made = Cohort.of(people, openings, [Employer(name="=HYPERLINK(1)")])
    return fill(made, CATALOGUE, Policy(), on=ON, seed=1), made


def round_of() -> Cohort:
    """The synthetic round."""
    return generate(40, 15, seed=5, catalogue=CATALOGUE)


def shuffled() -> Cohort:
    """The same round from lists in another order of rows."""
    made, order = round_of(), np.random.default_rng(1)
    people = made.people.take(order.permutation(len(made.people)))
    openings = made.openings.take(order.permutation(len(made.openings)))
    return Cohort.of(people, openings, made.employers, made.training_offices, made.programme)
