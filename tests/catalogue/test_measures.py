"""Support measures by dated rules: those in force on a day."""

from dataclasses import replace
from datetime import date

import pytest

from matching.domain.reference import Measure
from tests.builders import CATALOGUE, ON

RULE = Measure(
    key="prove",
    label="prøve",
    longest_months=6,
    percent_by_year=(),
    oldest_at_start=None,
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_rule_is_in_force_from_its_first_day_to_its_last(day: date, valid: bool) -> None:
    assert RULE.is_valid(day) is valid
    assert replace(CATALOGUE, measures=(RULE,)).measures_on(day) == ((RULE,) if valid else ())


def test_a_rule_without_an_end_stays_in_force() -> None:
    assert replace(RULE, valid_to=None).is_valid(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("key", "months", "percent", "oldest"),
    [
        ("work-practice", 18, (), None),
        ("wage-subsidy-40", 12, (40,), None),
        ("wage-subsidy-60", 24, (60, 60), None),
        ("youth-wage-subsidy", 48, (70, 60, 50, 35), 30),
        ("mentor", None, (), None),
        ("labour-market-course", None, (), None),
        ("vocational-training", None, (), None),
    ],
)
def test_the_rules_in_force_are_those_of_the_field(
    key: str, months: int | None, percent: tuple[int, ...], oldest: int | None
) -> None:
    (rule,) = (one for one in CATALOGUE.measures_on(ON) if one.key == key)
    assert (rule.longest_months, rule.percent_by_year, rule.oldest_at_start) == (months, percent, oldest)


def test_a_share_for_each_year_lasts_as_long_as_the_measure() -> None:
    for rule in CATALOGUE.measures:
        if rule.percent_by_year:
            assert rule.longest_months == 12 * len(rule.percent_by_year), rule.key


def test_there_were_no_rules_before_the_first_of_them() -> None:
    assert CATALOGUE.measures_on(date(2000, 1, 1)) == ()
