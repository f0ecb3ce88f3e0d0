from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.files.identity import has_identity_number


@pytest.mark.parametrize(
    "text",
    [
        *("9999999999", "999999999999", "999999    99999", "999999\n99999", "999999a99999", "99 99 99 99"),
        *("17.08.2026", "10.01.2027–15.02.2027", "5.1.2027–15.2.2027", "1.10.2027 - 15.2.2027"),
        *("2026-08-17 12:30:00", "2027-02-01 00:00:00", "1.2.2027 12:30:00", "2027-02-01T12:30:00.123"),
        *("+47 912 34 567", "999 999 999", "0301 Oslo", "0.3333333333333333"),
    ],
)
def test_other_numbers_are_no_identity_numbers(text: str) -> None:
    assert not has_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        *("99 99 99 99999", "999999 - 99999", "99.99.99 99999", "999999/99999", "999999_99999"),
        *("999999\u00a099999", "999999–99999", "999999\t99999", "9-9-9-9-9-9-9-9-9-9-9"),
        *("٩٩٩٩٩٩٩٩٩٩٩", "10.01.2027 99999999999", "10.01.2027–15.02.2027, 999999 99999", "2 99999999999"),
    ],
)
def test_eleven_digits_are_an_identity_number_however_they_are_set_apart(text: str) -> None:
    assert has_identity_number(text)
    assert has_identity_number(f"({text}) og mer")


@given(
    st.lists(st.sampled_from(["", " ", ".", "-", "/", "_", " - ", "\u00a0", "…"]), min_size=10, max_size=10)
)
def test_nothing_but_letters_digits_and_new_lines_keeps_eleven_digits_apart(between: list[str]) -> None:
    assert has_identity_number("9" + "".join(f"{one}9" for one in between))


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_two_days_are_never_an_identity_number(first: date, last: date) -> None:
    for one in (f"{first}", f"{first:%d.%m.%Y}", f"{first.day}.{first.month}.{first.year}"):
        for other in (
            f"{last}",
            f"{last:%d.%m.%Y}",
            f"{last.day}.{last.month}.{last.year}",
            "9:59",
            "00:00:00",
        ):
            assert not has_identity_number(one + " - " + other)
            assert not has_identity_number(one + " " + other)


@pytest.mark.parametrize("text", ["3.1428571429", "3,1428571429", " 12.345678901 "])
def test_a_number_with_many_decimals_is_no_identity_number(text: str) -> None:
    assert not has_identity_number(text)
