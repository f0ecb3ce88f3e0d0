"""The need a place comes of must have come as far as the policy asks before it is proposed, not before a talk."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.audit.judging import Judgements
from matching.audit.notes import notes_of
from matching.audit.reading import Round
from matching.domain.answers import NO, UNKNOWN, YES, NeedStatus
from matching.domain.fit import Outcome
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import NeedsFilled, Policy
from matching.domain.programme import Programme
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.rules import seat_confirmed
from matching.enquiry import Enquiry
from matching.pipeline import fill
from tests.builders import CATALOGUE, ON, candidate, cohort, opening
from tests.drawn import candidates, openings, policies, programmes
from tests.eligibility.judged import MEETINGS, answer, answers, codes, verdict
from tests.thorough import examples

NEEDS = st.none() | st.sampled_from(NeedStatus)
FILLED = st.sampled_from(NeedsFilled)
ORDER = (Outcome.INELIGIBLE, Outcome.UNKNOWN, Outcome.ELIGIBLE)


@pytest.mark.parametrize(
    ("need", "confirmed", "clarified", "reported"),
    [
        (None, YES, YES, YES),
        (NeedStatus.CONFIRMED, YES, YES, YES),
        (NeedStatus.CLARIFIED, NO, YES, YES),
        (NeedStatus.REPORTED, NO, NO, YES),
        (NeedStatus.NOT_KNOWN, UNKNOWN, UNKNOWN, YES),  # whatever it is, it has been reported
    ],
)
def test_only_needs_that_have_come_far_enough_are_filled(
    need: NeedStatus | None, confirmed: int, clarified: int, reported: int
) -> None:
    place = opening(need=need)
    given_answers = [
        answer(seat_confirmed, candidate(), place, policy=Policy(needs_filled=one)) for one in NeedsFilled
    ]
    assert given_answers == [reported, clarified, confirmed]
    assert answer(seat_confirmed, candidate(), place, policy=MEETINGS) == YES


def test_confirmed_is_what_is_filled_by_default() -> None:
    assert Policy().needs_filled is NeedsFilled.CONFIRMED


@pytest.mark.parametrize("need", [NeedStatus.REPORTED, NeedStatus.CLARIFIED])
def test_a_place_whose_need_is_not_confirmed_says_so(need: NeedStatus) -> None:
    found = verdict(candidate(), opening(need=need))
    expected = Reason.of(ReasonCode.SEAT_NOT_CONFIRMED, status=need.name.lower(), least="confirmed")
    assert (found.outcome, found.reasons) == (Outcome.INELIGIBLE, (expected,))


def test_a_status_nobody_has_given_is_a_question_to_the_firm() -> None:
    found = verdict(candidate(), opening(need=NeedStatus.NOT_KNOWN))
    assert (found.outcome, found.reasons) == (Outcome.UNKNOWN, (Reason(ReasonCode.ASK_NEED),))


@pytest.mark.parametrize(
    ("need", "status"), [(NeedStatus.CLARIFIED, "clarified"), (NeedStatus.NOT_KNOWN, None)]
)
def test_a_meeting_about_a_place_not_confirmed_has_a_note(need: NeedStatus, status: str | None) -> None:
    found = verdict(candidate(), opening(need=need), policy=MEETINGS)
    assert found.outcome is Outcome.ELIGIBLE
    assert found.notes == (Reason.of(ReasonCode.NOTE_NEED, status=status, least="confirmed"),)


@pytest.mark.parametrize("need", [None, NeedStatus.CONFIRMED])
def test_a_meeting_about_a_place_confirmed_or_of_no_need_has_no_note(need: NeedStatus | None) -> None:
    assert verdict(candidate(), opening(need=need), policy=MEETINGS).notes == ()


def test_a_place_not_confirmed_is_suggested_with_its_note() -> None:
    made = cohort([candidate()], [opening(need=NeedStatus.REPORTED)])
    (found,) = Enquiry(made, CATALOGUE, Policy(), ON, 1).people_for("p1", 5)
    assert codes(found.verdict.notes) == [ReasonCode.NOTE_NEED]


@pytest.mark.parametrize("need", [one for one in NeedStatus if one is not NeedStatus.CONFIRMED])
def test_a_plan_fills_confirmed_places_alone_and_says_why_the_others_are_empty(need: NeedStatus) -> None:
    places = [opening(id="p1", need=need), opening(id="p2", need=NeedStatus.CONFIRMED)]
    people = [candidate(id="k1"), candidate(id="k2")]
    plan = fill(cohort(people, places), CATALOGUE, Policy(), on=ON, seed=1)
    assert [one.opening for one in plan.assignments] == ["p2"]
    why = ReasonCode.ASK_NEED if need is NeedStatus.NOT_KNOWN else ReasonCode.SEAT_NOT_CONFIRMED
    assert [(one.opening, codes(one.reasons)[1:]) for one in plan.empty_seats] == [("p1", [why])]
    assert plan.audit is not None
    assert plan.audit.passed
    all_filled = fill(
        cohort(people, places), CATALOGUE, Policy(needs_filled=NeedsFilled.REPORTED), on=ON, seed=1
    )
    assert len(all_filled.assignments) == 2


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), programmes(), policies(), FILLED)
def test_an_opening_of_no_need_is_judged_as_if_there_were_no_needs(
    person: Candidate, place: Opening, of: Programme, policy: Policy, filled: NeedsFilled
) -> None:
    asked, alone = replace(policy, needs_filled=filled), replace(place, need=None)
    assert answer(seat_confirmed, person, alone, of, asked) == YES
    assert verdict(person, alone, of, asked) == verdict(person, alone, of, policy)


@settings(max_examples=examples(60), deadline=None)
@given(candidates(), openings(), programmes(), policies(), NEEDS, FILLED)
def test_a_need_changes_no_other_requirement(
    person: Candidate,
    place: Opening,
    of: Programme,
    policy: Policy,
    need: NeedStatus | None,
    filled: NeedsFilled,
) -> None:
    asked = replace(policy, needs_filled=filled)
    alone, needed = replace(place, need=None), replace(place, need=need)
    before, after = (answers(person, one, of, asked) for one in (alone, needed))
    changed = [one for one, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert len(changed) <= 1
    least, most = (ORDER.index(verdict(person, one, of, asked).outcome) for one in (needed, alone))
    assert least <= most


@settings(max_examples=examples(40), deadline=None)
@given(candidates(), openings(), policies(), st.sampled_from(NeedStatus), FILLED)
def test_an_answer_given_for_a_status_not_known_holds_for_every_status_it_may_be(
    person: Candidate, place: Opening, policy: Policy, need: NeedStatus, filled: NeedsFilled
) -> None:
    asked = replace(policy, needs_filled=filled)
    blank = answer(seat_confirmed, person, replace(place, need=NeedStatus.NOT_KNOWN), policy=asked)
    assert blank in (UNKNOWN, answer(seat_confirmed, person, replace(place, need=need), policy=asked))


@settings(max_examples=examples(80), deadline=None)
@given(candidates(), openings(), programmes(), policies(), NEEDS, FILLED)
def test_the_control_judges_a_need_and_notes_it_as_the_plan_does(
    person: Candidate,
    place: Opening,
    of: Programme,
    policy: Policy,
    need: NeedStatus | None,
    filled: NeedsFilled,
) -> None:
    asked, needed = replace(policy, needs_filled=filled), replace(place, need=need)
    found = verdict(person, needed, of, asked)
    other = Round(cohort([person], [needed], of), CATALOGUE, asked, ON)
    outcome = {NO: Outcome.INELIGIBLE, UNKNOWN: Outcome.UNKNOWN, YES: Outcome.ELIGIBLE}
    assert outcome[Judgements(other).answer(0, 0)] is found.outcome
    if found.outcome is not Outcome.INELIGIBLE:
        assert tuple(notes_of(person, other.offers[0], other, None)) == found.notes
