"""The funnel: every pair counted once, and what each requirement does to it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.blocks import grid
from matching.domain.answers import NO, UNKNOWN, YES, TravelMode
from matching.domain.funnel import Funnel, RuleCount
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.domain.reasons import Party, ReasonCode
from matching.eligibility import sums
from matching.eligibility.judge import Judgement
from matching.eligibility.rules import RULES
from tests.builders import candidate, licence, municipality, opening
from tests.drawn import candidates, openings, policies, programmes
from tests.eligibility.judged import MEETINGS, judgement, programme
from tests.eligibility.test_counts import STRICT, round_of


def looked_at(round_: Judgement) -> Funnel:
    """The same, found by asking each requirement about each pair."""
    size = len(round_.people), len(round_.openings)
    given_by = np.array(
        [
            np.broadcast_to(one.answer(round_.people, round_.openings, round_.terms), size).ravel()
            for one in round_.rules
        ]
    )
    lowest, noes = given_by.min(axis=0), (given_by == NO).sum(axis=0)
    unknown = (given_by == UNKNOWN) & (lowest != NO)
    unknowns = unknown.sum(axis=0)
    return Funnel(
        pairs=size[0] * size[1],
        eligible=int((lowest == YES).sum()),
        unknown=int((lowest == UNKNOWN).sum()),
        ineligible=int((lowest == NO).sum()),
        rules=tuple(
            RuleCount(
                rule=one.name,
                reason=one.no,
                stopped=int((answers == NO).sum()),
                alone=int(((answers == NO) & (noes == 1)).sum()),
                unknown=int(waits.sum()),
                unknown_alone=int((waits & (unknowns == 1)).sum()),
            )
            for one, answers, waits in zip(round_.rules, given_by, unknown, strict=True)
        ),
    )


def of(round_: Judgement, reason: ReasonCode) -> tuple[int, int, int, int]:
    """What one requirement stops, stops alone, cannot say of, and alone cannot say of."""
    (one,) = (one for one in round_.funnel().rules if one.reason is reason)
    return one.stopped, one.alone, one.unknown, one.unknown_alone


@pytest.mark.parametrize(("seed", "programme"), [(1, OPEN_PROGRAMME), (2, STRICT)])
def test_the_funnel_is_that_of_looking_at_each_pair(seed: int, programme: Programme) -> None:
    round_ = round_of(60, 50, seed, programme)
    assert round_.funnel() == looked_at(round_)


@settings(deadline=None)
@given(st.lists(candidates(), max_size=4), st.lists(openings(), max_size=4), programmes(), policies())
def test_every_pair_is_counted_once(
    people: list[Candidate], places: list[Opening], programme: Programme, policy: Policy
) -> None:
    named = [replace(one, id=f"k{place}") for place, one in enumerate(people)]
    offered = [replace(one, id=f"p{place}") for place, one in enumerate(places)]
    round_ = judgement(named, offered, programme, policy)
    found = round_.funnel()
    assert found.pairs == len(people) * len(places) == found.eligible + found.unknown + found.ineligible
    assert found == looked_at(round_)


def test_counts_do_not_depend_on_how_many_pairs_are_looked_at_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = round_of(30, 50, 3, STRICT)
    monkeypatch.setattr(sums, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(sums, "OTHERS_AT_ONCE", 3)
    monkeypatch.setattr(grid, "LARGEST_TABLE", 40)
    parts = round_of(30, 50, 3, STRICT)
    assert parts.funnel() == whole.funnel()
    for one, other in ((parts.of_people(), whole.of_people()), (parts.of_openings(), whole.of_openings())):
        np.testing.assert_array_equal(one.no, other.no)
        np.testing.assert_array_equal(one.asks, other.asks)
        np.testing.assert_array_equal(one.alone, other.alone)


def test_a_pair_that_two_requirements_stop_is_stopped_by_neither_alone() -> None:
    far = opening(municipality=municipality("5001"), licence=frozenset({licence("B")}))
    round_ = judgement([candidate(licences=frozenset())], [far])
    assert of(round_, ReasonCode.TRAVEL_TOO_LONG) == (1, 0, 0, 0)
    assert of(round_, ReasonCode.LICENCE_MISSING) == (1, 0, 0, 0)


def test_a_requirement_that_cannot_say_of_a_pair_another_stops_waits_for_nothing() -> None:
    far = opening(municipality=municipality("5001"), licence=frozenset({licence("B")}))
    round_ = judgement([candidate(licences=None)], [far])
    assert of(round_, ReasonCode.TRAVEL_TOO_LONG) == (1, 1, 0, 0)
    assert of(round_, ReasonCode.LICENCE_MISSING) == (0, 0, 0, 0)


def test_two_requirements_that_one_answer_settles_wait_together_but_ask_once() -> None:
    round_ = judgement([candidate(birth_year=None)], [opening()], programme(least_age=19, greatest_age=30))
    assert of(round_, ReasonCode.TOO_YOUNG) == of(round_, ReasonCode.TOO_OLD) == (0, 0, 1, 0)
    asked = round_.of_people()
    place = [code for code, _ in asked.questions].index(ReasonCode.ASK_BIRTHDAY)
    assert (asked.asks[0, place], asked.alone[0, place]) == (1, 1)


def test_every_question_is_put_to_someone_who_can_answer_it() -> None:
    asked = dict(judgement([candidate()], [opening()], policy=MEETINGS).of_people().questions)
    assert asked[ReasonCode.ASK_EFFORT_GROUP] is Party.OFFICE
    firms = {one.ask_employer for one in RULES} - {None}
    assert {code for code, party in asked.items() if party is Party.EMPLOYER} == firms
    assert asked[ReasonCode.ASK_TRAVEL] is Party.CANDIDATE


def test_an_early_shift_never_stops_a_pair() -> None:
    by_bus = candidate(travel_mode=TravelMode.TRANSIT)
    assert of(judgement([by_bus], [opening()]), ReasonCode.NO_EARLY_TRANSIT)[:2] == (0, 0)
