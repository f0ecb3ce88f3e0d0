"""Practice as people write it: a trade or an occupation and how long."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode
from matching.files.fields.field import Faulty
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.practice import practice
from matching.files.headings.meanings import Kind, Meanings
from matching.wording import Words
from tests.files.written import CATALOGUE, people_of

LEXICONS = Lexicons.of(CATALOGUE, Meanings(words={(Kind.TRADE, "lager"): "logistikkfaget"}))
parse = practice(LEXICONS.trades, LEXICONS.occupations)


def months(text: str) -> dict[str, int]:
    return {CATALOGUE.trades[trade].key: length for trade, length in parse(text)[0]}


def other_work(text: str) -> dict[str, int]:
    return {CATALOGUE.occupations[work].key: length for work, length in parse(text)[1]}


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kokk 3 år, logistikkfaget 1 år", {"kokkfaget": 36, "logistikkfaget": 12}),
        ("2 år som kokk, 1,5 år på lager", {"kokkfaget": 24, "logistikkfaget": 18}),
        ("kokk 1,5 år, Bilfaget, lette kjøretøy 1 år", {"kokkfaget": 18, "bilfaget-lette-kjoretoy": 12}),
        ("kokk, 2 år,", {"kokkfaget": 24}),
    ],
)
def test_a_comma_parts_work_where_each_part_has_its_own_length(text: str, expected: dict[str, int]) -> None:
    assert months(text) == expected


@pytest.mark.parametrize("text", ["kokk 2 år, 6 mnd", "kokk 2 år, logistikkfaget", "2 år, kokk 1 år"])
def test_a_part_without_work_or_length_makes_the_whole_a_fault(text: str) -> None:
    assert codes(text) == [ErrorCode.PRACTICE_FORM]


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
        assert all(length > 0 for worked in parse(text) for _, length in worked)


def test_work_that_is_no_trade_is_an_occupation_by_its_name_or_its_code() -> None:
    assert other_work("butikkassistent 14 mnd; 2 år som kjøkkenhjelp") == {
        "shop-assistant": 14,
        "kitchen-assistant": 24,
    }
    assert other_work("9412 14 mnd; kjøkkenassistent 1 år") == {"kitchen-assistant": 26}
    assert other_work("jobbet 6 mnd som 9412") == {"kitchen-assistant": 6}
    assert other_work("Kjøkken-assistent 6 mnd") == {"kitchen-assistant": 6}


def test_a_text_that_is_a_trades_is_the_trade_and_both_may_stand_in_a_cell() -> None:
    text = "butikkmedarbeider 14 mnd; butikkassistent 2 mnd"
    assert (months(text), other_work(text)) == ({"salgsfaget": 14}, {"shop-assistant": 2})


def test_every_name_of_an_occupation_is_read_as_it_with_its_months() -> None:
    for one in CATALOGUE.occupations:
        for text in one.texts:
            assert other_work(f"{text} 7 mnd") == {one.key: 7}, text


def test_a_code_of_several_occupations_is_a_fault_that_names_them() -> None:
    with pytest.raises(Faulty) as caught:
        parse("8322 14 mnd")
    (fault,) = caught.value.faults
    facts = dict(fault.facts)
    assert (fault.code, facts["kind"], facts["word"]) == (
        ErrorCode.CELL_SEVERAL,
        Kind.OCCUPATION,
        "8322",
    )
    assert facts["allowed"] == "budsjåfør; drosjesjåfør"


def test_a_code_nobody_has_is_a_question_and_a_chosen_one_an_answer() -> None:
    assert codes("9999 6 mnd") == [ErrorCode.CELL_NOT_IN_CATALOGUE]
    chosen = Lexicons.of(CATALOGUE, Meanings(words={(Kind.OCCUPATION, "8322"): "van-driver"}))
    (found,) = practice(chosen.trades, chosen.occupations)("8322 6 mnd")[1]
    assert CATALOGUE.occupations[found[0]].key == "van-driver"


@pytest.mark.parametrize(
    ("text", "kind", "nearest"),
    [
        ("kjøkkenassistenter i kantine 6 mnd", Kind.OCCUPATION, "kjøkkenassistent"),
        ("kokkejobb 6 mnd", Kind.TRADE, "Kokkfaget"),
        ("sirkus 2 år", Kind.TRADE, None),
    ],
)
def test_an_unknown_word_is_asked_as_the_kind_it_is_most_like(
    text: str, kind: Kind, nearest: str | None
) -> None:
    with pytest.raises(Faulty) as caught:
        parse(text)
    facts = dict(caught.value.faults[0].facts)
    assert (facts["kind"], facts["nearest"]) == (kind, nearest)


def test_a_length_that_cannot_be_is_told_in_months(tmp_path: Path) -> None:
    (fault,) = people_of(tmp_path, {"praksis": "kokk 51 år"}).faults
    assert Words(CATALOGUE).fault(fault).endswith("Skriv en lengde fra 1 til 600 måneder.")
