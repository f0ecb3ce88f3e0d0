"""The page of the fairness report: every number that may be told, none that may not, and nothing that loads."""

import re
from dataclasses import replace
from html import escape, unescape

from matching.domain.fairness import GroupColumn, Groups
from matching.files.out.fairness_tables import weights_told
from matching.report.fairness import fairness_html
from tests.fairness.rounds import GROUND, control, groups, made, report
from tests.files.planned import WORDS

OF = groups()
TOLD = replace(report(OF), audit=control(report(OF), OF))


def page(told: object = TOLD) -> str:
    return fairness_html(TOLD if told is TOLD else report(told), WORDS, programme="Åpen runde")  # type: ignore[arg-type]  # groups


def words_of(text: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_shares_ratios_fits_and_journeys_are_told() -> None:
    told = words_of(page())
    assert "kvinne 24 12 av 24 (50,0 av 100)" in told
    assert "kvinne 0,50 (0,31 til 0,69)" in told
    assert "ikke kjent 12 12 av 12 (100,0 av 100)" in told
    first, second, unknown = TOLD.tables[0].lines
    for line in (first, second):
        fit = line.within_trade
        assert fit
        assert f"{line.group} {fit.points} {fit.others} {fit.trades} " in told
    assert unknown.within_trade is None
    assert "ikke kjent – – – " in told


def test_what_may_not_be_told_is_said_to_be_hidden() -> None:
    (table,) = TOLD.tables
    shown = [(line, replace(line, people=None, shares=dict.fromkeys(line.shares))) for line in table.lines]
    shut = replace(TOLD, tables=(replace(table, lines=tuple(line for _, line in shown)),))
    told = words_of(fairness_html(shut, WORDS, programme="Åpen runde"))
    assert "kvinne skjult skjult skjult skjult" in told
    assert "12 av 24" not in told


def test_what_it_does_not_show_stands_before_the_numbers() -> None:
    told = words_of(page())
    assert told.index("ikke i seg selv diskriminering") < told.index("Andeler etter kjønn")
    assert GROUND in told
    assert "12 kontroller, alt er telt om igjen" in told


def test_the_effect_of_interests_is_told_with_the_weights() -> None:
    told = words_of(page())
    assert f"{TOLD.moved} kandidater ville da fått noe annet" in told
    assert weights_told(TOLD, WORDS) in told


def test_names_of_groups_stay_text() -> None:
    hostile = "<b>&amp;"
    named = dict.fromkeys(made().people.id.tolist()[1:], hostile)
    told = page(Groups("<i>grunn</i>", {GroupColumn.BIRTH_COUNTRY: named}))
    assert hostile not in told
    assert escape(hostile) in told
    assert "<i>" not in told


def test_no_person_and_no_opening_is_on_the_page() -> None:
    told = words_of(page())
    assert not re.search(r"\bk\d\d\b|\bp[123]\b", told)


def test_the_page_stands_alone_and_may_load_nothing() -> None:
    told = page()
    assert "default-src 'none'" in unescape(told)
    assert not re.search(r"""(?:src|href)=["'](?!#)""", told)
    assert "<script" not in told
    assert told == page()
