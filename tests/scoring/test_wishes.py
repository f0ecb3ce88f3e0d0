"""The grades of wishes, worked by hand, and what holds of them: ja, kanskje and nei."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.fit import Criterion
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from tests.builders import CNC, candidate, opening, trade
from tests.drawn import TRADES, candidates, openings, policies
from tests.scoring.scored import grade, points
from tests.thorough import examples

INDUSTRY = trade("industrimekanikerfaget")
"""Of the same family as CNC."""
COOK, CARE = trade("kokkfaget"), trade("helsearbeiderfaget")
Six = tuple[int, ...]
ONE_TRADE = openings().map(lambda place: replace(place, trades=place.trades[:1]))
LAW = settings(max_examples=examples(60), deadline=None)


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        ((), None),
        ((CNC,), 10_000),
        ((COOK, CNC), 8_000),
        ((COOK, CARE, CNC), 6_000),
        ((INDUSTRY,), 4_000),
        ((COOK, CARE, INDUSTRY), 4_000),
        # The trade itself, wished third, beats its family, wished first.
        ((INDUSTRY, COOK, CNC), 6_000),
        ((CNC, INDUSTRY), 10_000),
        # Wished twice, the higher rank counts.
        ((CNC, COOK, CNC), 10_000),
        ((COOK,), 0),
        ((COOK, CARE), 0),
    ],
)
def test_a_wished_trade_grades_by_its_rank(wished: Six, expected: int | None) -> None:
    assert grade(Criterion.WISHES, candidate(wishes=wished), opening()) == expected


@pytest.mark.parametrize(
    ("wished", "maybe", "expected"),
    [
        ((CNC,), {CNC}, 7_000),
        ((COOK, CNC), {CNC}, 6_000),
        ((COOK, CARE, CNC), {CNC}, 5_000),
        ((COOK, CNC), {COOK}, 8_000),
        # A kindred trade stands as if the wish were sure.
        ((INDUSTRY,), {INDUSTRY}, 4_000),
    ],
)
def test_a_maybe_is_half_way_between_a_wish_and_its_family(
    wished: Six, maybe: set[int], expected: int
) -> None:
    person = candidate(wishes=wished, maybe=frozenset(maybe))
    assert grade(Criterion.WISHES, person, opening()) == expected


@pytest.mark.parametrize(
    ("wished", "unwanted", "expected"),
    [
        ((), {CNC}, 0),
        ((INDUSTRY,), {CNC}, 0),
        ((), {INDUSTRY}, None),
        ((CNC,), {INDUSTRY, COOK}, 10_000),
        ((COOK,), {INDUSTRY}, 0),
    ],
)
def test_a_no_is_of_its_trade_alone(wished: Six, unwanted: set[int], expected: int | None) -> None:
    person = candidate(wishes=wished, unwanted=frozenset(unwanted))
    assert grade(Criterion.WISHES, person, opening()) == expected


@LAW
@given(candidates(), ONE_TRADE, policies())
def test_a_wish_is_never_below_its_maybe_nor_a_maybe_below_a_no(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    wished = replace(person, wishes=place.trades, maybe=frozenset(), unwanted=frozenset())
    maybe = replace(wished, maybe=frozenset(place.trades))
    no = replace(maybe, wishes=(), unwanted=frozenset(place.trades))
    assert points(wished, place, policy) >= points(maybe, place, policy) >= points(no, place, policy)


@LAW
@given(candidates(), ONE_TRADE, policies(), st.sampled_from(TRADES))
def test_a_no_lowers_no_other_trade(person: Candidate, place: Opening, policy: Policy, other: int) -> None:
    said = replace(person, unwanted=person.unwanted | {other})
    before, after = points(person, place, policy), points(said, place, policy)
    assert after <= before if other in place.trades else after == before
