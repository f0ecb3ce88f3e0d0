"""Where people stand before the plan: as those see it who ask about one opening or one person."""

from dataclasses import replace

import pytest

from matching.blocks.fits import ABSENT
from matching.domain.answers import Approval
from matching.domain.fairness import LISTED
from matching.domain.fit import Outcome
from matching.domain.policy import Mode, Policy
from matching.enquiry import Enquiry
from matching.fairness.standing import standing
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, licence, opening
from tests.fairness.rounds import POLICY, WELDING, made, plans


def test_those_suggested_are_those_the_lists_of_the_openings_name() -> None:
    asked = Enquiry(made(), CATALOGUE, POLICY, ON, 1)
    listed = {one.candidate for name in made().openings.id.tolist() for one in asked.people_for(name, LISTED)}
    stood = standing(made(), CATALOGUE, POLICY, on=ON, seed=1)
    assert set(made().people.id[stood.suggested].tolist()) == listed


def test_those_eligible_are_those_the_plan_says_are() -> None:
    stood = standing(made(), CATALOGUE, POLICY, on=ON, seed=1)
    eligible = dict(zip(made().people.id.tolist(), stood.eligible.tolist(), strict=True))
    for one in plans()[0].unassigned:
        assert eligible[one.candidate] == (one.eligible > 0)
    assert all(eligible[one.candidate] for one in plans()[0].assignments)


def test_an_open_question_is_a_suggestion_and_not_yet_eligible() -> None:
    one = cohort([candidate(licences=None)], [opening(licence=frozenset({licence("B")}))])
    stood = standing(one, CATALOGUE, Policy(), on=ON, seed=1)
    assert (stood.eligible.tolist(), stood.suggested.tolist()) == ([False], [True])


def test_a_firm_not_yet_approved_has_suggestions_and_nobody_eligible() -> None:
    one = cohort([candidate()], [opening(approval=Approval.NOT_APPROVED)])
    stood = standing(one, CATALOGUE, Policy(), on=ON, seed=1)
    assert (stood.eligible.tolist(), stood.suggested.tolist()) == ([False], [True])
    assert standing(one, CATALOGUE, Policy(mode=Mode.MEETINGS), on=ON, seed=1).eligible.all()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_best_fit_of_a_trade_is_that_of_an_opening_that_names_it_first(seed: int) -> None:
    stood = standing(made(), CATALOGUE, POLICY, on=ON, seed=seed)
    asked = Enquiry(made(), CATALOGUE, POLICY, ON, seed)
    pairs = {name: asked.pair("k01", name) for name in ("p1", "p2", "p3")}
    assert all(one.verdict.outcome is Outcome.ELIGIBLE for one in pairs.values())
    points = {name: one.fit.points for name, one in pairs.items() if one.fit}
    best = stood.best[made().people.id.tolist().index("k01")]
    assert best[CNC] == points["p1"]
    assert best[WELDING] == max(points["p2"], points["p3"])
    assert (best != ABSENT).sum() == 2


def test_seats_change_nobodys_standing() -> None:
    full = replace(made(), openings=replace(made().openings, seats=made().openings.seats * 0 + 10))
    one, other = (standing(each, CATALOGUE, POLICY, on=ON, seed=1) for each in (made(), full))
    assert (one.eligible == other.eligible).all()
    assert (one.suggested == other.suggested).all()
