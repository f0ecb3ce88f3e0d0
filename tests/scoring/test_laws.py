"""What holds of every fit: no blank is a lack, nothing needed lowers it, and no order of rows matters."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.domain.fit import FULL_POINTS, Criterion
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Alternatives, Policy
from tests.builders import CATALOGUE, CNC, candidate, opening, trade
from tests.drawn import SKILLS, TRADES, candidates, openings, policies
from tests.scoring.scored import every_pair, fit, points, scorer, skills, weighing
from tests.thorough import examples

ONE_TRADE = openings().map(lambda place: replace(place, trades=place.trades[:1]))
"""Openings in one trade: what they ask for is the same whomever they are fitted with."""


def asked_for(place: Opening) -> set[int]:
    """The skills an opening asks for in any of its trades."""
    trades = [CATALOGUE.trades[one] for one in place.trades]
    must = [place.must] if place.must is not None else [one.must for one in trades]
    nice = [place.nice] if place.nice is not None else [one.nice for one in trades]
    return {skill for each in (*must, *nice) for skill in each} - place.learnable


def relevant(asked: Iterable[int]) -> set[int]:
    """The skills asked for, and those that say something of one of them."""
    return {*asked, *(held for one in asked for held in CATALOGUE.similarity.near(one)[0].tolist())}


def with_skill(person: Candidate, skill: int) -> Candidate:
    return replace(person, skills=(person.skills or frozenset()) | {skill})


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), ONE_TRADE, policies(), st.data())
def test_a_needed_skill_never_lowers_a_fit(
    person: Candidate, place: Opening, policy: Policy, data: st.DataObject
) -> None:
    asked = sorted(asked_for(place))
    assume(asked)
    more = with_skill(person, data.draw(st.sampled_from(sorted(relevant(asked)))))
    assert points(more, place, policy) >= points(person, place, policy)


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), ONE_TRADE, policies(), st.data())
def test_no_list_that_names_something_asked_for_scores_below_a_blank(
    person: Candidate, place: Opening, policy: Policy, data: st.DataObject
) -> None:
    asked = sorted(asked_for(place))
    assume(asked)
    others = data.draw(st.frozensets(st.sampled_from(SKILLS), max_size=5))
    listed = replace(
        person,
        skills=others | {data.draw(st.sampled_from(asked))},
        practice=(),
        occupations=(),
        schooling=(),
    )
    assert points(listed, place, policy) >= points(replace(listed, skills=None), place, policy)


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), policies(), st.sampled_from(SKILLS))
def test_an_irrelevant_skill_never_raises_a_fit(
    person: Candidate, place: Opening, policy: Policy, skill: int
) -> None:
    assume(skill not in relevant(asked_for(place)))
    more = with_skill(person, skill)
    assert points(more, place, policy) <= points(person, place, policy)
    if person.skills is not None:
        assert points(more, place, policy) == points(person, place, policy)


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), policies())
def test_work_and_school_that_are_told_never_lower_a_person_whose_skills_are_blank(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    told = replace(person, skills=None)
    assert points(told, place, policy) >= points(
        replace(told, practice=(), occupations=(), schooling=()), place, policy
    )


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), policies())
def test_a_blank_is_never_below_none(person: Candidate, place: Opening, policy: Policy) -> None:
    blank, none = replace(person, skills=None), replace(person, skills=frozenset())
    assert points(blank, place, policy) >= points(none, place, policy)


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), policies())
def test_an_opening_that_asks_for_nothing_is_never_worse_than_one_that_does(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    nothing = replace(place, must=frozenset(), nice=frozenset())
    assert fit(person, nothing, policy).opening_side == FULL_POINTS
    assert points(person, nothing, policy) >= points(person, place, policy)


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), policies())
def test_the_parts_of_every_fit_sum_to_its_points(person: Candidate, place: Opening, policy: Policy) -> None:
    found = fit(person, place, policy)
    assert sum(part.points for part in found.contributions) == found.points
    assert 0 <= found.points <= FULL_POINTS
    assert 0 <= found.evidence <= 100


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), policies(), st.permutations(TRADES))
def test_alternative_trades_score_as_the_best_of_them_alone(
    person: Candidate, place: Opening, policy: Policy, trades: list[int]
) -> None:
    several = replace(place, trades=tuple(trades[:3]), licence=frozenset())
    policy = replace(policy, alternatives=Alternatives.BEST)
    alone = [fit(person, replace(several, trades=(one,)), policy) for one in several.trades]
    best = max(one.points for one in alone)
    assert fit(person, several, policy) == next(one for one in alone if one.points == best)


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), policies())
def test_where_the_first_counts_the_other_trades_change_nothing(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    policy = replace(policy, alternatives=Alternatives.FIRST)
    assert fit(person, place, policy) == fit(person, replace(place, trades=place.trades[:1]), policy)


@settings(max_examples=examples(25), deadline=None)
@given(
    st.lists(candidates(), min_size=2, max_size=4),
    st.lists(openings(), min_size=2, max_size=4),
    policies(),
    st.data(),
)
def test_the_order_of_the_rows_changes_no_fit(
    people: list[Candidate], places: list[Opening], policy: Policy, data: st.DataObject
) -> None:
    rows, cols = (data.draw(st.permutations(range(len(one)))) for one in (people, places))
    straight = every_pair(scorer(people, places, policy))
    turned = every_pair(scorer([people[row] for row in rows], [places[col] for col in cols], policy))
    here = turned.pairs
    there = np.array(rows, dtype=np.int32)[here.person], np.array(cols, dtype=np.int32)[here.opening]
    np.testing.assert_array_equal(here.points, straight.points(*there))
    places_there = straight.places(*there)
    np.testing.assert_array_equal(here.opening_side, straight.pairs.opening_side[places_there])
    np.testing.assert_array_equal(here.candidate_side, straight.pairs.candidate_side[places_there])


@pytest.mark.parametrize("held", [None, frozenset()])
def test_a_skill_of_one_alternative_counts_where_the_other_asks_for_none_of_it(
    held: frozenset[int] | None,
) -> None:
    place = opening(trades=(trade("helsearbeiderfaget"), CNC))
    person = candidate(skills=held)
    policy = Policy(weights=weighing(travel=100))
    more = replace(person, skills=skills("caliper"))
    assert points(more, place, policy) > points(person, place, policy)


def test_no_criterion_reads_what_no_fit_may_read() -> None:
    person = candidate(skills=skills("caliper"), wishes=(CNC,))
    other = replace(
        person, birth_year=1960, effort_levels=frozenset({4}), registered=False, in_round=None, norwegian=1
    )
    assert fit(person, opening()) == fit(other, opening())
    assert {one.value for one in Criterion} == {
        "skills",
        "interests",
        "wishes",
        "context",
        "travel",
        "extent",
    }
