"""Counts of people by group: none from 1 to 9 is told, and none can be reckoned out."""

from hypothesis import given
from hypothesis import strategies as st

from matching.domain.policy import Policy
from matching.hiding import LEAST_SHOWN, hidden
from matching.pipeline import fill
from matching.report.groups import groups
from tests.builders import CATALOGUE, ON, candidate, cohort, municipality, opening
from tests.files.planned import WORDS

COUNTS = st.lists(st.integers(0, 40), max_size=12)


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    assert hidden([3, 12, 40, 0]) == (None, None, 40, 0)


def test_small_groups_that_hide_each_other_leave_the_rest_in_sight() -> None:
    assert hidden([5, 8, 12]) == (None, None, 12)
    assert hidden([2, 3, 12, 40]) == (None, None, None, 40)


def test_large_groups_are_told_as_they_are() -> None:
    assert hidden([10, 11, 0]) == (10, 11, 0)


@given(COUNTS)
def test_no_count_from_one_to_nine_is_told_and_every_told_count_is_true(counts: list[int]) -> None:
    for count, told in zip(counts, hidden(counts), strict=True):
        assert told in (count, None)
        assert told is None or told == 0 or told >= LEAST_SHOWN
        assert told == 0 or count > 0


@given(COUNTS)
def test_the_sum_never_gives_a_hidden_count_away(counts: list[int]) -> None:
    shut = [count for count, told in zip(counts, hidden(counts), strict=True) if told is None]
    in_sight = [told for told in hidden(counts) if told]
    assert not shut or not in_sight or (len(shut) > 1 and sum(shut) >= LEAST_SHOWN)


def test_people_are_counted_by_home_with_small_places_hidden() -> None:
    homes = [("3443", 11), ("3407", 4), ("3403", 7)]
    people = [
        candidate(id=f"k{number}-{place}", municipality=municipality(number))
        for number, count in homes
        for place in range(count)
    ]
    made = cohort(people, [opening(seats=20)])
    home, trade = groups(fill(made, CATALOGUE, Policy(), on=ON, seed=1), made, WORDS)
    assert home.rows == (("Gjøvik", "skjult"), ("Hamar", "skjult"), ("Vestre Toten", 11))
    assert (trade.key, trade.rows) == ("trade", ())


def test_two_municipalities_of_one_name_are_two_groups() -> None:
    people = [
        candidate(id=f"k{number}-{place}", municipality=municipality(number))
        for number, count in (("1515", 11), ("1818", 10))
        for place in range(count)
    ]
    made = cohort(people, [opening()])
    home, _ = groups(fill(made, CATALOGUE, Policy(), on=ON, seed=1), made, WORDS)
    assert home.rows == (("1515 Herøy", 11), ("1818 Herøy", 10))
