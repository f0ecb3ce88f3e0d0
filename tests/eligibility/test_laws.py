"""What holds of all requirements together, whoever the person and whatever the opening."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.blocks import grid
from matching.domain.answers import NO, UNKNOWN, YES, Answers, Approval, TravelMode
from matching.domain.fit import Outcome
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.programme import Programme
from matching.eligibility.judge import Judgement
from matching.eligibility.rules import RULES, approved, extents_overlap, within_travel_limit
from tests.builders import CATALOGUE
from tests.drawn import PERSON, candidates, openings, policies, programmes
from tests.eligibility.judged import answer, answers, judgement, verdict
from tests.thorough import examples

ORDER = (Outcome.INELIGIBLE, Outcome.UNKNOWN, Outcome.ELIGIBLE)
OWN_BLANKS = (
    "registered",
    "effort_levels",
    "birth_year",
    "licences",
    "norwegian",
    "extent",
    "travel_mode",
    "shifts",
    "start_from",
)
"""Fields a requirement reads and that stand for any value when blank."""

PEOPLE = st.integers(2, 4).flatmap(lambda size: st.tuples(*[candidates(f"k{n}") for n in range(size)]))
PLACES = st.integers(2, 3).flatmap(lambda size: st.tuples(*[openings(f"p{n}") for n in range(size)]))


def blanked(given_one: Any, field: str) -> Any:
    """The same person or opening with one field blank."""
    return replace(given_one, **{field: None})


@settings(max_examples=examples(120), deadline=None)
@given(candidates(), openings(), programmes(), policies(), st.sampled_from((*OWN_BLANKS, "in_round")))
def test_a_blank_of_the_persons_is_never_a_no(
    person: Candidate, place: Opening, of: Programme, policy: Policy, field: str
) -> None:
    filled = answers(person, place, of, policy)
    blank = answers(blanked(person, field), place, of, policy)
    for rule, before, after in zip(RULES, filled, blank, strict=True):
        assert after != NO or before == NO, rule.name


@settings(max_examples=examples(120), deadline=None)
@given(candidates(), openings(), policies())
def test_a_blank_travel_limit_is_a_no_only_beyond_the_longest_travel(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    said = answer(within_travel_limit, blanked(person, "travel_limit"), place, policy=policy)
    ways = TravelMode if person.travel_mode is None else [person.travel_mode]
    minutes = [CATALOGUE.travel.minutes[way, person.municipality, place.municipality] for way in ways]
    assert (said == NO) == all(time > policy.longest_travel for time in minutes)


@settings(max_examples=examples(120), deadline=None)
@given(candidates(), openings(), programmes(), policies(), st.sampled_from(OWN_BLANKS), st.data())
def test_an_answer_given_in_spite_of_a_blank_holds_for_every_value_it_may_have(
    person: Candidate, place: Opening, of: Programme, policy: Policy, field: str, data: st.DataObject
) -> None:
    value = data.draw(PERSON[field])
    blank = answers(blanked(person, field), place, of, policy)
    filled = answers(replace(person, **{field: value}), place, of, policy)
    for rule, before, after in zip(RULES, blank, filled, strict=True):
        assert before in (UNKNOWN, after), rule.name


@settings(max_examples=examples(120), deadline=None)
@given(
    candidates(),
    openings(),
    programmes(),
    policies(),
    st.sampled_from(("licence", "norwegian", "hours", "certificates")),
)
def test_a_blank_of_the_openings_is_what_its_first_trade_of_the_programme_demands(
    person: Candidate, place: Opening, of: Programme, policy: Policy, field: str
) -> None:
    inside = [one for one in place.trades if not of.trades or CATALOGUE.trades[one].key in of.trades]
    typical = CATALOGUE.trades[(inside or place.trades)[0]]
    stated = replace(place, **{field: getattr(typical, field)})
    assert verdict(person, blanked(place, field), of, policy) == verdict(person, stated, of, policy)


@settings(max_examples=examples(120), deadline=None)
@given(candidates(), openings(), programmes(), policies())
def test_an_extent_or_approval_not_known_is_never_a_no(
    person: Candidate, place: Opening, of: Programme, policy: Policy
) -> None:
    whole = replace(place, seats=10, extent=None)
    assert answer(extents_overlap, person, whole, of, policy) != NO
    assert answer(approved, person, replace(place, approval=Approval.NOT_KNOWN), of, policy) != NO


@settings(max_examples=examples(120), deadline=None)
@given(candidates(), openings(), programmes(), policies())
def test_no_beats_unknown_beats_yes(person: Candidate, place: Opening, of: Programme, policy: Policy) -> None:
    found = verdict(person, place, of, policy)
    given_answers = answers(person, place, of, policy)
    assert found.outcome is ORDER[min(given_answers)]
    nos = [rule.no for rule, one in zip(RULES, given_answers, strict=True) if one == NO]
    assert [reason.code for reason in found.reasons[: len(nos)]] == nos
    open_rules = [rule for rule, one in zip(RULES, given_answers, strict=True) if one == UNKNOWN]
    questions = list(dict.fromkeys((rule.ask, rule.ask_employer) for rule in open_rules))
    assert len(found.reasons) == len(nos) + len(questions)
    for reason, allowed in zip(found.reasons[len(nos) :], questions, strict=True):
        assert reason.code in allowed


@settings(max_examples=examples(50), deadline=None)
@given(PEOPLE, PLACES, programmes(), policies())
def test_a_block_says_what_its_pairs_say_one_by_one(
    people: tuple[Candidate, ...], places: tuple[Opening, ...], of: Programme, policy: Policy
) -> None:
    together = judgement(list(people), list(places), of, policy)
    table = _table(together)
    for row, person in enumerate(people):
        for col, place in enumerate(places):
            alone = verdict(person, place, of, policy)
            assert together.verdict(row, col) == alone
            assert ORDER[table[row, col]] is alone.outcome


@settings(max_examples=examples(50), deadline=None)
@given(people=PEOPLE, places=PLACES, of=programmes(), policy=policies())
def test_a_block_too_large_for_a_table_says_the_same(
    people: tuple[Candidate, ...], places: tuple[Opening, ...], of: Programme, policy: Policy
) -> None:
    expected = _table(judgement(list(people), list(places), of, policy))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "LARGEST_TABLE", 0)
        np.testing.assert_array_equal(_table(judgement(list(people), list(places), of, policy)), expected)


@settings(max_examples=examples(80), deadline=None)
@given(candidates(), openings(), programmes(), policies(), st.permutations(RULES))
def test_the_order_of_the_requirements_changes_no_verdict(
    person: Candidate, place: Opening, of: Programme, policy: Policy, rules: list[Any]
) -> None:
    first = verdict(person, place, of, policy)
    other = judgement([person], [place], of, policy, rules=tuple(rules))
    assert other.verdict(0, 0).outcome is first.outcome
    assert set(other.verdict(0, 0).reasons) == set(first.reasons)
    np.testing.assert_array_equal(_table(other), _table(judgement([person], [place], of, policy)))


@settings(max_examples=examples(60), deadline=None)
@given(PEOPLE, PLACES, programmes(), st.data())
def test_the_order_of_the_rows_changes_no_answer(
    people: tuple[Candidate, ...], places: tuple[Opening, ...], of: Programme, data: st.DataObject
) -> None:
    round_ = judgement(list(people), list(places), of)
    rows, cols = (data.draw(st.permutations(range(len(one)))) for one in (people, places))
    turned = replace(round_, people=round_.people.take(rows), openings=round_.openings.take(cols))
    np.testing.assert_array_equal(_table(turned), _table(round_)[np.ix_(rows, cols)])


def _table(round_: Judgement) -> Answers:
    """The answers of all pairs, shape (people, openings); NO where a pair is in no block."""
    table = np.full((len(round_.people), len(round_.openings)), NO, dtype=np.int8)
    for block in round_.blocks():
        table[np.ix_(block.rows, block.cols)] = block.answers
    return table


def test_the_answers_are_ordered_as_the_outcomes_are() -> None:
    assert (ORDER.index(Outcome.INELIGIBLE), ORDER.index(Outcome.UNKNOWN)) == (NO, UNKNOWN)
    assert ORDER.index(Outcome.ELIGIBLE) == YES
