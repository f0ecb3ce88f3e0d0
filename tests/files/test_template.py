"""Empty lists: what each column is for, words to choose among, and what comes of filling them in."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, FileFault
from matching.files.decisions.policy import read_policy
from matching.files.fields.field import Faulty, Field
from matching.files.fields.rows import Reading
from matching.files.lists.needs import needs_fields, read_needs
from matching.files.lists.openings import openings_fields, read_openings
from matching.files.lists.people import people_fields, read_people
from matching.files.out.template import policy_template, templates
from matching.files.out.workbook_out import write_workbook
from matching.wording import Words
from tests.files.written import CATALOGUE

WORDS = Words(CATALOGUE)
READERS: dict[str, Callable[[Path, Catalogue], Reading]] = {
    "kandidater.xlsx": read_people,
    "lareplasser.xlsx": read_openings,
    "behov.xlsx": read_needs,
}
FIELDS = (*people_fields(CATALOGUE), *openings_fields(CATALOGUE), *needs_fields(CATALOGUE))


def laid(folder: Path, name: str) -> Path:
    write_workbook(folder / name, templates(WORDS)[name], title=name, on=date(2026, 1, 1))
    return folder / name


@pytest.mark.parametrize("name", READERS)
def test_an_empty_list_says_that_only_its_example_is_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileFault) as caught:
        READERS[name](laid(tmp_path, name), CATALOGUE)
    assert (caught.value.code, caught.value.facts["example"]) == (ErrorCode.FILE_EMPTY, "EKSEMPEL")


@pytest.mark.parametrize("name", READERS)
def test_the_example_filled_in_under_another_number_is_read_without_a_fault(
    tmp_path: Path, name: str
) -> None:
    book = openpyxl.load_workbook(laid(tmp_path, name))
    sheet = book.worksheets[0]
    sheet.append(["1", *(cell.value for cell in sheet[2][1:])])
    book.save(tmp_path / name)
    read = READERS[name](tmp_path / name, CATALOGUE)
    assert read.faults == ()
    assert (read.counts.read, read.counts.accepted) == (1, 1)
    assert [one.code for one in read.passed_over] == [ErrorCode.ROW_EXAMPLE]


@pytest.mark.parametrize("name", READERS)
def test_every_column_has_a_note_and_cells_that_stay_text(tmp_path: Path, name: str) -> None:
    sheet = openpyxl.load_workbook(laid(tmp_path, name)).worksheets[0]
    for cell in sheet[1]:
        assert cell.comment is not None, cell.value
        assert "Fylles ut av " in cell.comment.text
        assert "Tom celle: " in cell.comment.text
        assert sheet.cell(2, cell.column).number_format == "@"
    first = sheet.column_dimensions["A"]
    assert (first.number_format, first.max) == ("@", len(sheet[1])), "cells yet to be filled in are text too"
    starred = [str(cell.value) for cell in sheet[1] if str(cell.value).endswith("*")]
    assert len(starred) == sum("må fylles ut" in cell.comment.text for cell in sheet[1])


@pytest.mark.parametrize("name", READERS)
def test_the_words_to_choose_among_stand_in_a_sheet_of_their_own(tmp_path: Path, name: str) -> None:
    book = openpyxl.load_workbook(laid(tmp_path, name))
    sheet, words = book.worksheets
    assert words.title == "Ordliste"
    lists = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert lists
    for rule in lists.values():
        letter = rule.formula1.split("$")[1]
        last = int(rule.formula1.rsplit("$", 1)[1])
        column = [words[f"{letter}{row}"].value for row in range(2, last + 1)]
        assert all(column), "no word of the list is blank"
        assert words[f"{letter}{last + 1}"].value is None, "and none is left out"


def test_the_words_of_work_stand_last_and_are_no_choice_of_a_cell(tmp_path: Path) -> None:
    words = openpyxl.load_workbook(laid(tmp_path, "kandidater.xlsx")).worksheets[1]
    heading, *column = [cell.value for cell in list(words.columns)[-1]]
    labels = [one.label for one in (*CATALOGUE.trades, *CATALOGUE.occupations)]
    assert (heading, column[: len(labels)]) == ("praksis", labels)
    assert "utdanning" in [cell.value for cell in words[1]]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.heading)
def test_every_word_to_choose_is_read_and_told_as_itself(field: Field) -> None:
    for word in field.told.choices:
        try:
            value = field.parse(word)
        except Faulty as fault:
            raise AssertionError(f"{word}: {fault.faults}") from fault
        assert field.tell({name: build([value]) for name, build in field.columns.items()}) == [word]


def test_the_decisions_are_all_comments_and_can_be_followed(tmp_path: Path) -> None:
    assert tomllib.loads(policy_template()) == {"schema_version": 1}
    (tmp_path / "policy.toml").write_text(policy_template(), "utf-8")
    read_policy(tmp_path / "policy.toml", CATALOGUE)


def test_people_may_be_marked_with_an_address_restriction(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(laid(tmp_path, "kandidater.xlsx"))
    sheet = book.worksheets[0]
    headings = [str(cell.value).rstrip(" *") for cell in sheet[1]]
    for number, restriction in (("k1", None), ("k2", "ja")):
        sheet.append(
            [
                {"kandidatnummer": number, "kommune": "0301", "adressesperre": restriction}.get(one)
                for one in headings
            ]
        )
    book.save(tmp_path / "kandidater.xlsx")
    assert read_people(tmp_path / "kandidater.xlsx", CATALOGUE).people.id.tolist() == ["k1"]
