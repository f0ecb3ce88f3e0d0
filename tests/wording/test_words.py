"""Numbers, dates, amounts and lists as people write them in Norwegian."""

from datetime import date

import pytest

from matching.domain.fit import ONE_SIDED, Criterion, EvidenceLevel, Outcome
from matching.domain.plan import AuditReport, Finding
from matching.domain.policy import Mode
from matching.domain.proof import Total
from matching.wording import Words
from tests.builders import CATALOGUE

WORDS = Words(CATALOGUE)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (999, "999"), (1234, "1 234"), (-6312, "-6 312"), (1234567, "1 234 567")]
)
def test_thousands_stand_apart_by_a_space_that_does_not_break(number: int, text: str) -> None:
    assert WORDS.number(number) == text.replace(" ", "\u00a0")


def test_a_day_is_written_day_first() -> None:
    assert WORDS.date(date(2026, 11, 21)) == WORDS.date("2026-11-21") == "21.11.2026"


def test_one_opening_and_two_openings() -> None:
    told = [WORDS.say("rows.refused", rows=rows).partition(" har")[0] for rows in (1, 2, 0)]
    assert told == ["1 rad", "2 rader", "0 rader"]


def test_a_range_of_one_number_is_that_number() -> None:
    assert WORDS.extent((50, 50)) == "50 %"
    assert WORDS.extent((50, 100)) == "50–100 %"


def test_what_is_not_known_is_said_to_be_so() -> None:
    assert WORDS.extent(None) == WORDS.minutes(None) == "ikke kjent"
    assert WORDS.minutes(0) == "0 min"


@pytest.mark.parametrize(
    ("total", "mode", "text"),
    [
        (Total(), Mode.PLACES, "ingenting"),
        (Total(1, 1, 480), Mode.PLACES, "1 kandidat og 480 i samlet samsvar"),
        (Total(0, 0, 53), Mode.PLACES, "53 i samlet samsvar"),
        (Total(0, 2, 1480), Mode.MEETINGS, "2 møter og 1\u00a0480 i samlet samsvar"),
        (Total(2, 2, -3), Mode.MEETINGS, "2 kandidater, 2 møter og 3 mindre i samlet samsvar"),
    ],
)
def test_an_amount_names_what_it_is_made_of(total: Total, mode: Mode, text: str) -> None:
    assert WORDS.total(total, mode) == text


def test_a_cost_that_gives_something_back_says_so() -> None:
    told = WORDS.cost(Total(0, 1, -309), Mode.MEETINGS)
    assert told == "koster 1 møte og gir 309 mer i samlet samsvar"


@pytest.mark.parametrize(
    ("total", "mode", "text"),
    [
        (Total(), Mode.PLACES, "koster ingenting"),
        (Total(1, 1, 480), Mode.PLACES, "koster 1 kandidat og 480 i samlet samsvar"),
        (Total(-1, -1, -480), Mode.PLACES, "gir 1 kandidat til og 480 mer i samlet samsvar"),
        (Total(-1, -2, 30), Mode.MEETINGS, "gir 1 kandidat til og 2 møter til og koster 30 i samlet samsvar"),
    ],
)
def test_a_cost_may_be_a_gain(total: Total, mode: Mode, text: str) -> None:
    assert WORDS.cost(total, mode) == text


def test_a_gain_may_have_fewer_of_what_counts_less() -> None:
    assert WORDS.total(Total(1, -1, 5), Mode.MEETINGS) == "1 kandidat, 1 møte færre og 5 i samlet samsvar"
    assert WORDS.total(Total(-2, 0, 0), Mode.PLACES) == "2 kandidater færre"


def test_a_control_tells_how_much_it_saw() -> None:
    passed = AuditReport(("a", "b"), (), "all", 143)
    failed = AuditReport(("a",), (Finding("a", "?"),), "sample 100000", 100_000)
    assert WORDS.audit(passed) == "bestått, 2 kontroller, alle 143 par"
    assert WORDS.audit(failed) == "1 funn, 1 kontroll, et utvalg på 100\u00a0000 par"


def test_things_have_the_names_of_the_catalogue() -> None:
    assert WORDS.trade("cnc-maskineringsfaget") == "CNC-maskineringsfaget"
    assert WORDS.skill("caliper") == "måle med skyvelære"
    assert WORDS.criterion(Criterion.CONTEXT) == "arbeidsmiljø"
    assert WORDS.criterion(ONE_SIDED) == "trekk for ensidig samsvar"
    assert WORDS.evidence(EvidenceLevel.LOW) == "lite kartlagt"
    assert WORDS.outcome(Outcome.UNKNOWN) == "mangler noe ennå"
