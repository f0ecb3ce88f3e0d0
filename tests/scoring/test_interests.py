"""The grades of interests, worked by hand, and what holds of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.fit import Criterion
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from tests.builders import CATALOGUE, CNC, area, candidate, leisure, opening, trade
from tests.drawn import AREAS, LEISURE, candidates, openings, policies
from tests.scoring.scored import fit, grade, points

COOK = trade("kokkfaget")
Six = tuple[int, ...]
RIC = (0, 1, 5)
OWN = (64, 28, 11, 10, 14, 54)
"""The six numbers of CNC itself."""


def interests_grade(six: Six | None) -> int | None:
    return grade(Criterion.INTERESTS, candidate(interests=six), opening())


def test_the_interests_of_the_trade_itself_grade_in_full() -> None:
    assert CATALOGUE.trades[CNC].interests == (64, 28, 11, 10, 14, 54)
    assert interests_grade((64, 28, 11, 10, 14, 54)) == 10_000


def test_opposite_interests_of_the_same_mean_grade_0() -> None:
    mean_twice = replace(CATALOGUE.trades[CNC], interests=(70, 50, 40, 40, 30, 10))
    catalogue = replace(CATALOGUE, trades=(*CATALOGUE.trades[:CNC], mean_twice, *CATALOGUE.trades[CNC + 1 :]))
    person = candidate(interests=(10, 30, 40, 40, 50, 70))
    assert grade(Criterion.INTERESTS, person, opening(), catalogue) == 0


def test_the_same_shape_counts_less_the_flatter_it_is_and_the_farther_its_mean_lies() -> None:
    full, flatter, flat = (tuple(30 + (one - 30) * part // 4 for one in OWN) for part in (4, 2, 1))
    grades = [interests_grade(six) for six in (full, flatter, flat)]
    assert grades == sorted(filter(None, grades), reverse=True)
    assert len(set(grades)) == 3
    higher = tuple(one + 6 for one in OWN)
    # c = vx = vy = 16517, d = 8 * 16517 + 36 * 36 = 133432, 5000 + 5000 * 132136 / 133432 = 9951.4.
    assert interests_grade(higher) == 9_951


def test_the_grade_of_interests_follows_the_concordance() -> None:
    # x: sum 180, squares 10200, vx = 6 * 10200 - 180^2 = 28800
    # y: sum 181, squares 8213, vy = 6 * 8213 - 181^2 = 16517
    # xy = 640 + 280 + 110 + 700 + 980 + 540 = 3250, c = 6 * 3250 - 180 * 181 = -13080
    # d = 4 * (28800 + 16517) + 1 = 181269, 8c / d = -0.577264, grade = 5000 - 2886.32 = 2113.68
    assert interests_grade((10, 10, 10, 70, 70, 10)) == 2_114


@pytest.mark.parametrize(
    ("six", "known"),
    [
        (None, False),
        ((40,) * 6, False),
        # Five alike and one d away: 36 times the variance is 5 d^2, 320 and 405.
        ((40, 40, 40, 40, 40, 48), False),
        ((40, 40, 40, 40, 40, 49), True),
        # Three and three 6 apart: 6 * 3 * 36 - 18^2 = 324, just enough.
        ((40, 40, 40, 46, 46, 46), True),
        ((40, 40, 40, 45, 45, 45), False),
        ((64, 28, 11, 10, 14), False),
    ],
)
def test_flat_or_missing_interests_say_nothing(six: Six | None, known: bool) -> None:
    assert (interests_grade(six) is not None) == known


def test_a_trade_with_a_flat_profile_says_nothing_about_interests() -> None:
    flat = replace(CATALOGUE.trades[CNC], interests=(40,) * 6)
    catalogue = replace(CATALOGUE, trades=(*CATALOGUE.trades[:CNC], flat, *CATALOGUE.trades[CNC + 1 :]))
    person = candidate(interests=(64, 28, 11, 10, 14, 54))
    assert grade(Criterion.INTERESTS, person, opening(), catalogue) is None


def of_areas(keys: str | None, doing: str = "", **facts: object) -> int | None:
    """The grade of interests in CNC, whose areas are mechanics, metal and it, by areas and leisure named by key."""
    areas = None if keys is None else frozenset(map(area, keys.split()))
    person = candidate(areas=areas, leisure=frozenset(map(leisure, doing.split())) or None, **facts)
    return grade(Criterion.INTERESTS, person, opening())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # x: 60 50 20 20 20 40, sum 210, vx = 6 * 8900 - 210^2 = 9300; d = 4 * (9300 + 16517) + 29^2 = 104109
        # xy = 3840 + 1400 + 220 + 200 + 280 + 2160 = 8100, c = 6 * 8100 - 210 * 181 = 10590
        # 5000 + 5000 * 84720 / 104109 = 9068.8 -> 9069; half-way to 5000: 7034
        ((0, 1, 5), 7_034),
        # x: 60 40 20 20 20 50, xy = 3840 + 1120 + 220 + 200 + 280 + 2700 = 8360, c = 12150: 9668; 7334
        ((0, 5, 1), 7_334),
        # x: 20 20 50 60 40 20, xy = 1280 + 560 + 550 + 600 + 560 + 1080 = 4630, c = -10230: 1069.504 -> 1070; 3035
        ((3, 2, 4), 3_035),
        ((), None),
    ],
)
def test_three_letters_grade_half_way_to_the_neutral_grade(code: Six, expected: int | None) -> None:
    assert grade(Criterion.INTERESTS, candidate(interest_code=code), opening()) == expected


def test_six_numbers_stand_before_a_code_and_flat_ones_too() -> None:
    assert grade(Criterion.INTERESTS, candidate(interests=OWN, interest_code=(3, 2, 4)), opening()) == 10_000
    flat = candidate(interests=(40,) * 6, interest_code=RIC)
    assert grade(Criterion.INTERESTS, flat, opening()) is None


@pytest.mark.parametrize(
    ("areas", "doing", "expected"),
    [
        ("mechanics", "", 7_500),  # half-way from 5000
        ("it", "", 6_500),  # 5000 + 30 percent of 5000
        ("it metal mechanics", "", 7_500),
        ("care", "", 3_750),  # 25 percent of 5000 down
        ("", "", 3_750),
        (None, "", None),
        (None, "gaming", 6_500),  # data and IT
        (None, "engines", 7_500),  # mechanics
        (None, "cooking", None),
        (None, "other", None),
        ("care", "gaming", 6_500),
        ("", "gaming", 6_500),
        ("care", "cooking", 3_750),
    ],
)
def test_areas_draw_the_neutral_grade_where_nothing_else_is_known(
    areas: str | None, doing: str, expected: int | None
) -> None:
    assert of_areas(areas, doing) == expected


def test_areas_draw_the_grade_of_six_numbers_and_of_a_code() -> None:
    numbers = (10, 10, 10, 70, 70, 10)  # 2114, as above
    assert of_areas("mechanics", interests=numbers) == (2_114 + 10_000) // 2
    assert of_areas("it", interests=numbers) == (70 * 2_114 + 30 * 10_000) // 100
    assert of_areas("care", interests=numbers) == 75 * 2_114 // 100
    assert of_areas("mechanics", interest_code=RIC) == (7_034 + 10_000) // 2
    assert of_areas("mechanics", interests=OWN) == 10_000


def test_a_trade_without_areas_is_not_moved_by_those_of_a_person() -> None:
    bare = replace(CATALOGUE.trades[CNC], areas=())
    catalogue = replace(CATALOGUE, trades=(*CATALOGUE.trades[:CNC], bare, *CATALOGUE.trades[CNC + 1 :]))
    person = candidate(areas=frozenset({area("care")}))
    assert grade(Criterion.INTERESTS, person, opening(), catalogue) is None


@pytest.mark.parametrize(
    ("facts", "percent"),
    # Travel and extent are 25 of 200, 12.5 percent; interests and wishes 30 each: 15 percent, half of it 7.5.
    [
        ({"interests": OWN}, 28),
        ({"interest_code": RIC}, 20),
        ({"areas": frozenset({0})}, 20),
        ({"areas": frozenset({0}), "interest_code": RIC}, 20),
        ({"areas": frozenset({0}), "interests": OWN}, 28),
        ({"areas": frozenset({0}), "interests": (40,) * 6}, 20),
        ({"leisure": frozenset({leisure("gaming")})}, 20),
        ({"leisure": frozenset({leisure("cooking")})}, 13),
        ({"unwanted": frozenset({CNC})}, 28),
        ({"unwanted": frozenset({COOK})}, 13),
    ],
)
def test_a_code_and_areas_are_half_the_evidence_of_six_numbers(
    facts: dict[str, object], percent: int
) -> None:
    assert fit(candidate(**facts), opening()).evidence == percent


ONE_TRADE = openings().map(lambda place: replace(place, trades=place.trades[:1]))
MORE_AREAS = st.sampled_from(AREAS)
LAW = settings(max_examples=60, deadline=None)


@LAW
@given(candidates(), ONE_TRADE, policies(), MORE_AREAS)
def test_one_more_liked_area_never_lowers_a_trade_that_has_it_and_never_raises_one_that_has_not(
    person: Candidate, place: Opening, policy: Policy, more: int
) -> None:
    told = replace(person, areas=(person.areas or frozenset()) | {more})
    before, after = points(person, place, policy), points(told, place, policy)
    has = more in CATALOGUE.trades[place.trades[0]].areas
    assert after >= before if has else after <= before
    if not has and person.areas is not None:
        assert after == before


@LAW
@given(candidates(), openings(), policies(), st.sampled_from(LEISURE))
def test_leisure_never_counts_against_anybody(
    person: Candidate, place: Opening, policy: Policy, more: int
) -> None:
    told = replace(person, leisure=(person.leisure or frozenset()) | {more})
    assert points(told, place, policy) >= points(person, place, policy)


@LAW
@given(candidates(), openings(), policies())
def test_blank_areas_are_never_below_none_nor_below_areas_of_another_trade(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    blank = points(replace(person, areas=None), place, policy)
    others = set(AREAS).difference(*(CATALOGUE.trades[one].areas for one in place.trades))
    assert blank >= points(replace(person, areas=frozenset()), place, policy)
    assert blank >= points(replace(person, areas=frozenset(others)), place, policy)
