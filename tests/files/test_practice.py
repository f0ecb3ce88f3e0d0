"""Practice as people write it: a trade and how long."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode
from matching.files.fields.field import Faulty
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.practice import practice
from matching.files.headings.meanings import Kind, Meanings
from tests.files.written import CATALOGUE

LEXICONS = Lexicons.of(CATALOGUE, Meanings(words={(Kind.TRADE, "lager"): "logistikkfaget"}))
parse = practice(LEXICONS.trades)


def months(text: str) -> dict[str, int]:
    return {CATALOGUE.trades[trade].key: length for trade, length in parse(text)}


def codes(text: str) -> list[ErrorCode]:
    with pytest.raises(Faulty) as caught:
        parse(text)
    return [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("kokk 6 mnd", 6), ("Kokk: 6 mnd.", 6), ("kokk (6 måneder)", 6), ("kokk - 6 md", 6), ("6 månader kokk", 6),
        ("kokk 2 år", 24), ("kokk, 2 år", 24), ("kokk i 2 år", 24), ("2 år som kokk", 24), ("2 år kokk", 24),
        ("jobbet 2 år som kokk", 24), ("har jobbet som kokk i to år", 24), ("arbeida 2 år som kokk", 24),
        ("2 års erfaring som kokk", 24), ("6 måneders praksis som kokk", 6), ("kokk 1,5 år", 18),
        ("kokk halvt år", 6), ("et halvt år som kokk", 6), ("halvannet år kokk", 18), ("ett år som kokk", 12),
        ("kokk 1 år og 6 mnd", 18), ("1 år 6 mnd som kokk", 18), ("kokk 0,25 år", 3), ("KOKK 2 ÅR", 24),
    ],
)  # fmt: skip
def test_a_length_is_written_in_many_ways(text: str, length: int) -> None:
    assert months(text) == {"kokkfaget": length}


def test_a_word_for_the_trade_may_be_one_that_was_chosen_or_typed_otherwise() -> None:
    assert months("jobbet 2 år på lager; kokk fag 6 mnd") == {"logistikkfaget": 24, "kokkfaget": 6}
    assert months("CNC3004 6 mnd; 6 mnd CNC3004") == {"cnc-maskineringsfaget": 12}


@pytest.mark.parametrize(
    "text",
    [
        "kokk", "2 år", "ca 2 år kokk", "kokk ca 2 år", "kokk 1-2 år", "kokk 2-3 år", "ikke kokk 2 år",
        "kokk 3 uker", "2 år og 3 uker kokk", "kokk fra 2019 2 år", "kokk lenge", "nesten et år som kokk",
        "uten praksis 2 år", "kokk 2 år siden", "kokk " + "i " * 80 + "2 år",
    ],
)  # fmt: skip
def test_what_is_no_trade_with_a_length_is_a_fault_and_never_half_read(text: str) -> None:
    assert set(codes(text)) <= {ErrorCode.PRACTICE_FORM}


@pytest.mark.parametrize("text", ["sirkus 2 år", "2 år på sirkus", "kokk og servitør 2 år"])
def test_a_trade_nobody_knows_is_a_question(text: str) -> None:
    assert codes(text) == [ErrorCode.CELL_NOT_IN_CATALOGUE]


def test_a_length_is_whole_months_up_to_fifty_years() -> None:
    assert codes("kokk 1,3 år") == [ErrorCode.CELL_STEP]
    assert codes("kokk 51 år") == [ErrorCode.CELL_OUT_OF_RANGE]
    assert codes("kokk 0 mnd") == [ErrorCode.CELL_OUT_OF_RANGE]
    assert codes("kokk 30 år; kokk 21 år") == [ErrorCode.CELL_OUT_OF_RANGE]


def test_every_fault_of_a_cell_is_told() -> None:
    assert codes("kokk; sirkus 2 år; kokk 99 år") == [
        ErrorCode.PRACTICE_FORM,
        ErrorCode.CELL_NOT_IN_CATALOGUE,
        ErrorCode.CELL_OUT_OF_RANGE,
    ]


@given(st.integers(1, 50), st.integers(1, 11), st.sampled_from([trade.label for trade in CATALOGUE.trades]))
def test_years_and_months_add_up_in_every_trade(years: int, more: int, trade: str) -> None:
    for text in (f"{trade} {years} år og {more} mnd", f"{years} år {more} mnd {trade}"):
        if years * 12 + more <= 600:
            assert list(months(text).values()) == [years * 12 + more]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_practice_or_a_fault(text: str) -> None:
    with suppress(Faulty):
        assert all(length > 0 for _, length in parse(text))
