"""Why a person has no opening, or an opening nobody: what each requirement stops, and what a question unlocks."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.domain.answers import Approval, TravelMode
from matching.domain.fit import Outcome
from matching.domain.policy import Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme, TargetGroup
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.judge import Judgement, judge
from matching.eligibility.rules import RULES
from matching.eligibility.terms import Terms
from tests.builders import CATALOGUE, ON, candidate, licence, municipality, opening
from tests.eligibility.judged import codes, judgement, programme

FAR = municipality("5001")
STRICT = Programme(
    id="test",
    name="Prøve",
    target=TargetGroup(
        ground="made up for a test", registered=True, least_effort_level=1, least_age=19, greatest_age=35
    ),
    region=("34",),
)


def round_of(people: int, openings: int, seed: int, programme: Programme) -> Judgement:
    """The verdicts of a synthetic round."""
    cohort = generate(people, openings, seed=seed, catalogue=CATALOGUE)
    filled = complete(cohort.openings, programme, CATALOGUE)
    return judge(cohort.people, filled, Terms.of(programme, CATALOGUE, Policy(), on=ON))


def counted(round_: Judgement, pairs: list[tuple[int, int]]) -> set[Reason]:
    """What the requirements stop and the single questions unlock, found by looking at each pair."""
    stops, among, alone = Counter[ReasonCode](), Counter[ReasonCode](), Counter[ReasonCode]()
    for pair in pairs:
        found = round_.verdict(*pair)
        if found.outcome is Outcome.INELIGIBLE:
            stops.update(code for code in codes(found.reasons) if code in {rule.no for rule in RULES})
        elif found.outcome is Outcome.UNKNOWN:
            asked = codes(found.reasons)
            among.update(asked)
            alone.update(asked if len(asked) == 1 else ())
    total = len(pairs)
    return {Reason.of(code, count=count, total=total) for code, count in stops.items()} | {
        Reason.of(code, count=alone[code] or None, among=count, total=total) for code, count in among.items()
    }


@pytest.mark.parametrize(("seed", "programme"), [(1, OPEN_PROGRAMME), (2, STRICT)])
def test_the_counts_are_those_of_looking_at_each_pair(seed: int, programme: Programme) -> None:
    round_ = round_of(25, 50, seed, programme)
    people, places = range(len(round_.people)), range(len(round_.openings))
    for person, told in zip(people, round_.why_no_opening(np.arange(len(people))), strict=True):
        assert set(told) == counted(round_, [(person, place) for place in places])
        assert len(told) == len(set(told))
    for place, told in zip(places, round_.why_no_person(np.arange(len(places))), strict=True):
        assert set(told) == counted(round_, [(person, place) for person in people])
        assert len(told) == len(set(told))


def test_a_person_is_told_the_same_whoever_else_is_asked_about() -> None:
    round_ = round_of(30, 50, 3, STRICT)
    whole = round_.why_no_opening(np.arange(30))
    assert round_.why_no_opening(np.array([7, 5])) == [whole[7], whole[5]]


def test_questions_come_before_stops_and_the_greatest_count_first() -> None:
    places = [
        opening(id="p1", licence=frozenset({licence("B")})),
        opening(id="p2", licence=frozenset({licence("B")})),
        opening(id="p3", approval=Approval.APPLIED),
        opening(id="p4", municipality=FAR),
        opening(id="p5", municipality=FAR, approval=Approval.NOT_APPROVED),
        opening(id="p6", municipality=FAR, licence=frozenset({licence("B")})),
    ]
    told = judgement([candidate(licences=None)], places).why_no_opening(np.array([0]))[0]
    assert told == (
        Reason.of(ReasonCode.ASK_LICENCE, count=2, among=2, total=6),
        Reason.of(ReasonCode.ASK_APPROVAL, count=1, among=1, total=6),
        Reason.of(ReasonCode.TRAVEL_TOO_LONG, count=3, total=6),
        Reason.of(ReasonCode.NOT_APPROVED, count=1, total=6),
    )


def test_questions_that_settle_the_pair_only_together_are_told_as_such() -> None:
    place = opening(licence=frozenset({licence("B")}), norwegian=3)
    told = judgement([candidate(licences=None, norwegian=None)], [place]).why_no_opening(np.array([0]))[0]
    assert told == (
        Reason.of(ReasonCode.ASK_LICENCE, count=None, among=1, total=1),
        Reason.of(ReasonCode.ASK_NORWEGIAN, count=None, among=1, total=1),
    )


def test_a_question_that_two_requirements_share_settles_the_pair_alone() -> None:
    both_bounds = programme(least_age=19, greatest_age=30)
    round_ = judgement([candidate(birth_year=None)], [opening()], both_bounds)
    expected = (Reason.of(ReasonCode.ASK_BIRTHDAY, count=1, among=1, total=1),)
    assert round_.why_no_opening(np.array([0])) == [expected]
    assert round_.why_no_person(np.array([0])) == [expected]


def test_an_empty_opening_asks_the_firm_what_those_who_have_answered_wait_for() -> None:
    extents = ((50, 50), (50, 50), None)
    people = [candidate(id=f"k{number}", extent=extent) for number, extent in enumerate(extents)]
    told = judgement(people, [opening(extent=None)]).why_no_person(np.array([0]))[0]
    assert told == (
        Reason.of(ReasonCode.ASK_EMPLOYER_EXTENT, count=2, among=2, total=3),
        Reason.of(ReasonCode.ASK_EXTENT, count=1, among=1, total=3),
    )


def test_a_person_in_a_round_without_openings_has_no_reason() -> None:
    assert judgement([candidate()], []).why_no_opening(np.array([0])) == [()]
    assert list(judgement([candidate()], []).blocks()) == []


def test_an_opening_in_a_round_without_people_has_no_reason() -> None:
    assert judgement([], [opening()]).why_no_person(np.array([0])) == [()]
    assert list(judgement([], [opening()]).blocks()) == []


def test_a_person_who_may_meet_every_opening_is_stopped_by_nothing() -> None:
    person = replace(candidate(), travel_mode=TravelMode.CAR)
    assert judgement([person], [opening()]).why_no_opening(np.array([0])) == [()]


def test_people_in_whose_way_all_stands_alike_share_their_reasons() -> None:
    people = [candidate(id=f"k{number}", licences=frozenset()) for number in range(3)]
    first, second, third = judgement(
        [*people[:2], candidate(id="k9", licences=None)], [opening(licence=frozenset({licence("B")}))]
    ).why_no_opening(np.arange(3))
    assert first is second
    assert first != third
