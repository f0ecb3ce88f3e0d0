"""The list of what happened to those who started: whole courses or faults, whatever the order of the rows."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, FileFault
from matching.files.lists.outcomes import HAPPENINGS, REASONS, OutcomeList, outcomes_fields, read_outcomes
from matching.files.lists.people import read_people
from matching.files.out.template import templates
from matching.files.out.workbook_out import write_workbook
from matching.learning.outcomes import EndReason, Happening
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.files.written import REFUSED_NUMBER

PEOPLE, OPENINGS = ["K01", "K02", "K03"], ["L01", "L02"]
ON = date(2026, 11, 21)
START = "K01;L01;startet;06.01.2025;"
ROWS = (
    START,
    "K01;L01;pause;01.03.2025;",
    "K01;L01;tilbake;01.04.2025;",
    "K01;L02;flyttet;01.05.2025;",
    "K01;L02;fast jobb;01.06.2025;",
    "K01;L02;fagprøve bestått;01.02.2026;",
    "K02;L02;startet;06.01.2025;",
    "K02;L02;avsluttet;01.02.2025;reisen ble for lang",
)


def read(folder: Path, *rows: str) -> OutcomeList:
    path = folder / "utfall.csv"
    path.write_text("\n".join(("kandidatnummer;nummer;hendelse;dato;årsak", *rows)), encoding="utf-8")
    return read_outcomes(path, PEOPLE, OPENINGS, on=ON)


def faults(folder: Path, *rows: str) -> list[tuple[int, str, ErrorCode]]:
    found = read(folder, *rows)
    assert found.courses == ()
    return [(fault.row, fault.column, fault.code) for fault in found.faults]


def test_a_course_has_all_that_happened_in_it(tmp_path: Path) -> None:
    found = read(tmp_path, *ROWS)
    assert found.faults == ()
    first, second = found.courses
    words = [row.split(";")[2] for row in ROWS[:6]]
    assert [event.happening for event in first.events] == [HAPPENINGS[word] for word in words]
    assert (first.candidate, first.start, first.opening()) == ("K01", date(2025, 1, 6), "L02")
    assert second.events[-1].reason is EndReason.TRAVEL
    assert [one.outcome(on=date(2027, 1, 1)) for one in found.courses] == [True, False]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ROWS))
def test_the_order_of_rows_makes_no_difference(tmp_path: Path, rows: list[str]) -> None:
    assert read(tmp_path, *rows).courses == read(tmp_path, *ROWS).courses


def test_a_pause_is_not_a_dropout(tmp_path: Path) -> None:
    (paused,) = read(tmp_path, START, "K01;L01;pause;01.03.2025;").courses
    assert paused.outcome(on=date(2027, 1, 1)) is True


@pytest.mark.parametrize("word", REASONS)
def test_every_reason_is_read_as_itself(tmp_path: Path, word: str) -> None:
    (found,) = read(tmp_path, START, f"K01;L01;avsluttet;01.02.2025;{word.upper()}").courses
    assert found.events[-1].reason is REASONS[word]


def test_every_happening_and_reason_has_one_word() -> None:
    assert sorted(HAPPENINGS.values()) == sorted(Happening)
    assert sorted(REASONS.values()) == sorted(EndReason)


def test_a_cell_that_cannot_be_read_is_a_fault_of_its_row(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        "K91;L01;startet;06.01.2025;",
        "K01;L91;startet;06.01.2025;",
        "K02;L01;sluttet;06.01.2025;",
        "K02;L01;startet;31.02.2025;",
        "K03;L01;startet;;",
    ) == [
        (2, "kandidatnummer", ErrorCode.ID_UNKNOWN),
        (3, "nummer", ErrorCode.ID_UNKNOWN),
        (4, "hendelse", ErrorCode.CELL_NOT_A_CHOICE),
        (5, "dato", ErrorCode.CELL_NOT_A_DATE),
        (6, "dato", ErrorCode.CELL_REQUIRED),
    ]


def test_an_end_has_a_reason_and_nothing_else_has(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        START,
        "K01;L01;avsluttet;01.02.2025;",
        "K02;L01;startet;06.01.2025;ønsker ikke å si",
    ) == [(3, "årsak", ErrorCode.CELL_REQUIRED), (4, "årsak", ErrorCode.CELL_CONTRADICTS)]


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        (("K01;L01;pause;01.03.2025;",), 2),
        (("K01;L01;pause;01.03.2025;", START, "K01;L01;pause;02.03.2025;"), 4),
        ((START, "K01;L02;pause;01.03.2025;"), 3),
        ((START, "K01;L01;flyttet;01.03.2025;"), 3),
        ((START, "K01;L02;startet;01.03.2025;"), 3),
        ((START, "K01;L01;fagprøve bestått;01.03.2025;", "K01;L01;avsluttet;02.03.2025;ønsker ikke å si"), 4),
    ],
)
def test_what_cannot_have_happened_is_a_fault_of_its_row(
    tmp_path: Path, rows: tuple[str, ...], row: int
) -> None:
    assert faults(tmp_path, *rows) == [(row, "hendelse", ErrorCode.CELL_CONTRADICTS)]


def test_of_a_person_with_a_fault_nothing_is_read_and_no_more_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, *ROWS[6:], "K01;L01;startet;;", *ROWS[1:3])
    assert [one.candidate for one in found.courses] == ["K02"]
    assert [fault.row for fault in found.faults] == [4]
    assert found.sound.tolist() == [0, 1]


def test_a_row_that_is_there_twice_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, START, START)
    assert len(found.courses) == 1
    assert [one.row for one in found.passed_over] == [3]


def test_faults_are_told_in_words_of_their_own(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        START,
        "K01;L01;tilbake;01.02.2025;",
        "K02;L01;pause;01.02.2025;",
        "K03;L01;startet;06.01.2025;ønsker ikke å si",
    )
    told = [Words(CATALOGUE).fault(fault) for fault in found.faults]
    assert told[0].startswith(
        "utfall.csv, rad 3, kolonne «hendelse»: «tilbake» kan ikke komme etter «startet»"
    )
    assert "«pause» kan ikke komme før «startet»." in told[1]
    assert "Årsak hører bare til «avsluttet», men hendelsen er «startet»." in told[2]


def test_an_identity_number_stops_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as found:
        read(tmp_path, f"{REFUSED_NUMBER};L01;startet;06.01.2025;")
    assert found.value.code is ErrorCode.IDENTITY_NUMBER


def test_what_happens_after_the_day_counted_to_is_a_fault(tmp_path: Path) -> None:
    found = read(tmp_path, "K01;L01;startet;21.11.2026;", "K02;L01;startet;22.11.2026;")
    assert [(one.row, one.column, one.code) for one in found.faults] == [
        (3, "dato", ErrorCode.DAY_NOT_REACHED)
    ]
    assert "«22.11.2026» er etter 21.11.2026" in Words(CATALOGUE).fault(found.faults[0])
    assert ([one.candidate for one in found.courses], found.left_out) == (["K01"], 1)


def test_many_unknown_numbers_are_told_quickly_and_the_first_with_the_nearest(tmp_path: Path) -> None:
    people = [f"K{number:05}" for number in range(20_000)]
    path = tmp_path / "utfall.csv"
    rows = [f"X{number:05};L01;startet;06.01.2025;" for number in range(500)]
    path.write_text("\n".join(("kandidatnummer;nummer;hendelse;dato;årsak", *rows)), encoding="utf-8")
    found = read_outcomes(path, people, OPENINGS, on=ON)
    near = [dict(one.facts)["nearest"] for one in found.faults]
    assert (len(near), sum(one is not None for one in near)) == (500, 20)


def test_what_is_read_is_written_back_as_it_was(tmp_path: Path) -> None:
    happening, reason = outcomes_fields()[2], outcomes_fields()[4]
    for field, words in ((happening, HAPPENINGS), (reason, REASONS)):
        read_again = [field.parse(word) for word in words]
        (build,) = field.columns.values()
        assert field.tell({name: build(read_again) for name in field.columns}) == list(words)


def test_the_empty_list_is_laid_only_for_those_who_ask_and_its_example_can_be_read(tmp_path: Path) -> None:
    words = Words(CATALOGUE)
    assert "utfall.xlsx" not in templates(words)
    path = tmp_path / "utfall.xlsx"
    write_workbook(
        path, templates(words, with_outcomes=True)["utfall.xlsx"], title="Utfall", on=date(2026, 1, 1)
    )
    with pytest.raises(FileFault) as only_the_example:
        read_outcomes(path, PEOPLE, OPENINGS, on=ON)
    assert only_the_example.value.code is ErrorCode.FILE_EMPTY
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.append(["K01", *(cell.value for cell in sheet[2][1:])])
    assert all("Tom celle: " in cell.comment.text for cell in sheet[1])
    book.save(path)
    read = read_outcomes(path, PEOPLE, OPENINGS, on=date(2027, 6, 1))
    assert (read.faults, len(read.courses)) == ((), 1)


def test_the_columns_may_have_their_other_names(tmp_path: Path) -> None:
    path = tmp_path / "utfall.csv"
    path.write_text("Deltaker-ID;Læreplass;Hva skjedde;Når;Sluttårsak\n" + "\n".join(ROWS), "utf-8")
    assert len(read_outcomes(path, PEOPLE, OPENINGS, on=ON).courses) == 2


def test_another_list_in_its_place_is_told_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kandidater.csv"
    path.write_text("\n".join(("kandidatnummer;nummer;hendelse;dato;årsak", *ROWS)), "utf-8")
    with pytest.raises(FileFault) as found:
        read_people(path, CATALOGUE)
    assert (found.value.code, found.value.facts["found"]) == (ErrorCode.LIST_OF_OTHER_KIND, "Utfall")
