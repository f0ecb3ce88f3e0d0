"""The generator of synthetic cohorts: repeatable, of the size asked for, and as patchy as life."""

from dataclasses import fields
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.domain.answers import ANY_EFFORT_LEVEL, BLANK, NO, TENTHS_IN_A_SEAT, UNKNOWN, YES, Approval
from matching.domain.cohort import Cohort
from matching.domain.columns import Columns, Ragged
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.policy import Policy
from matching.eligibility.judge import Judgement
from matching.eligibility.terms import Terms

CATALOGUE = load_catalogue()
PEOPLE, OPENINGS = 57_000, 6_000
COUNTIES = {"50", "34"}


@cache
def trondelag() -> Cohort:
    """The size people ask about: those outside work in one county, and its openings."""
    return generate(PEOPLE, OPENINGS, seed=1, catalogue=CATALOGUE)


def test_the_same_seed_gives_the_same_cohort_and_another_seed_another() -> None:
    first = generate(300, 40, seed=7, catalogue=CATALOGUE).digest()
    assert generate(300, 40, seed=7, catalogue=CATALOGUE).digest() == first
    assert generate(300, 40, seed=8, catalogue=CATALOGUE).digest() != first


def test_the_people_stay_the_same_when_openings_are_added() -> None:
    few, many = (generate(200, openings, seed=7, catalogue=CATALOGUE) for openings in (10, 50))
    for (name, first), (_, second) in zip(few.people.parts(), many.people.parts(), strict=True):
        np.testing.assert_array_equal(first, second, err_msg=name)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 120), st.integers(0, 60), st.integers(0, 2**32))
def test_every_size_and_seed_gives_a_whole_cohort(people: int, openings: int, seed: int) -> None:
    cohort = generate(people, openings, seed=seed, catalogue=CATALOGUE)
    assert (len(cohort.people), len(cohort.openings)) == (people, openings)
    rows = [cohort.people.candidate(row) for row in range(people)]
    places = [cohort.openings.opening(row) for row in range(openings)]
    again = Cohort.of(rows, places, cohort.employers, cohort.training_offices)
    assert again.digest() == cohort.digest(), "columns and row views say the same"


@pytest.mark.parametrize("kind", [People, Openings])
def test_each_column_has_the_type_its_nouns_have(kind: type[People] | type[Openings]) -> None:
    cohort = generate(5, 5, seed=1, catalogue=CATALOGUE)
    table: Columns = cohort.people if kind is People else cohort.openings
    for field in fields(kind):
        drawn, empty = getattr(table, field.name), getattr(kind.of([]), field.name)
        if isinstance(empty, Ragged):
            assert (drawn.offsets.dtype, drawn.values.dtype) == (empty.offsets.dtype, empty.values.dtype)
        elif field.name != "id":
            assert drawn.dtype == empty.dtype, field.name


def test_everyone_and_everything_lies_in_the_two_counties_most_in_trondheim() -> None:
    cohort = trondelag()
    for column in (cohort.people.municipality, cohort.openings.municipality):
        lived_in = [CATALOGUE.municipalities[place] for place in np.unique(column)]
        assert {one.county for one in lived_in} == COUNTIES
        assert CATALOGUE.municipalities[np.bincount(column).argmax()].label == "Trondheim"


@pytest.mark.parametrize(
    "column",
    ["licences", "norwegian", "extent_from", "travel_mode", "travel_limit", "shifts", "start_from"],
)
def test_about_an_eighth_of_the_people_leave_each_answer_blank(column: str) -> None:
    share = np.mean(getattr(trondelag().people, column) == BLANK)
    assert 0.10 < share < 0.16


def test_people_are_as_patchy_as_life() -> None:
    people = trondelag().people
    assert np.mean(people.in_round == UNKNOWN) == pytest.approx(0.08, abs=0.01)
    assert np.mean(people.in_round == NO) == pytest.approx(0.02, abs=0.005)
    assert np.mean(people.registered == YES) > 0.85
    assert np.mean(~people.skills_known) == pytest.approx(1 / 3, abs=0.02)
    assert np.mean(people.interests[:, 0] == BLANK) == pytest.approx(0.15, abs=0.01)
    assert np.mean(people.effort_levels == ANY_EFFORT_LEVEL) == pytest.approx(0.1, abs=0.01)


def test_recorded_skills_are_none_or_3_to_12_different_ones_that_are_no_groups() -> None:
    people = trondelag().people
    many = people.skills.lengths()
    assert not many[~people.skills_known].any()
    assert set(many[people.skills_known]) == {0, *range(3, 13)}
    assert not any(CATALOGUE.skills[skill].is_group for skill in np.unique(people.skills.values))
    steps, same_row = np.diff(people.skills.values), np.diff(people.skills.row_of_each()) == 0
    assert (steps[same_row] > 0).all()


def test_people_know_more_of_the_trade_they_wish_for_than_of_others() -> None:
    people = trondelag().people
    asked = np.zeros((len(CATALOGUE.trades), len(CATALOGUE.skills)), dtype=bool)
    for place, trade in enumerate(CATALOGUE.trades):
        asked[place, [*trade.must, *trade.nice]] = True
    wished = people.wishes[people.skills.row_of_each(), 0]
    known = people.skills.values[wished != BLANK]
    of_wished = asked[wished[wished != BLANK], known].mean()
    assert of_wished > 3 * asked[:, known].mean()


def test_nobody_likes_and_dislikes_the_same() -> None:
    people = trondelag().people
    recorded = people.likes != BLANK
    assert (recorded == (people.dislikes != BLANK)).all()
    assert not (people.likes & people.dislikes)[recorded].any()


def test_openings_have_their_shares() -> None:
    openings = trondelag().openings
    assert openings.seats.sum() / TENTHS_IN_A_SEAT == pytest.approx(1.4 * OPENINGS, rel=0.03)
    assert np.mean(openings.trades[:, 1] != BLANK) == pytest.approx(0.1, abs=0.015)
    assert not (openings.trades[:, 0] == openings.trades[:, 1]).any()
    assert np.mean(openings.must_known) == pytest.approx(0.5, abs=0.03)
    assert np.mean(openings.approval == Approval.APPROVED) > 0.8
    assert 0.04 < np.mean(openings.extent_from == BLANK) < 0.12


def test_at_the_size_of_a_county_a_person_meets_the_requirements_of_a_hundred_openings_on_average() -> None:
    cohort, on = trondelag(), date(2027, 1, 4)
    terms = Terms.of(cohort.programme, CATALOGUE, Policy(), on=on)
    openings = complete(cohort.openings, cohort.programme, CATALOGUE)
    some = cohort.people.take(np.arange(0, PEOPLE, 100))
    answers = Judgement(some, openings, terms).block(np.arange(len(some)), np.arange(OPENINGS)).answers
    assert np.count_nonzero(answers == YES) >= 100 * len(some)
