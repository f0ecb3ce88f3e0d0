from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.files.source.identity import has_identity_number


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
    assert has_identity_number(
        "nr 9" + "".join(f"{one}9" for one in between)
    )  # 99.999999999 alone is a decimal


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


@pytest.mark.parametrize("number", ["2026-001-0001", "K-2026-001-0001", "26 0001 00001"])
def test_an_id_of_eleven_digits_set_apart_is_refused_as_a_fodselsnummer_may_be_set_apart_anywhere(
    number: str,
) -> None:
    assert has_identity_number(number)


MADE_UP = "1810100016"
"""With a zero in front a valid number of a register for tests (its month is 81), so nobody's."""


@pytest.mark.parametrize("around", ["{}", "fnr {}.", "({})", "{}; 3443", "K{}x1", "{},00"])
def test_ten_digits_that_a_zero_makes_a_valid_number_are_an_identity_number(around: str) -> None:
    assert has_identity_number(around.format(MADE_UP))


@pytest.mark.parametrize(
    "number",
    [
        *("1810100017", "1810100026"),  # one control digit is wrong
        *("1930100017", "0810100016", "4791234567", "9999999999", "2026000001"),  # no such day
        *("18101 00016", "0.1810100016", "181010001"),
    ],
)
def test_ten_other_digits_are_a_telephone_number_or_an_amount(number: str) -> None:
    assert not has_identity_number(number)
