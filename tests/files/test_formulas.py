"""Forty texts that try to be formulas in, no formula out, through everything that writes a workbook."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode, RowFault
from matching.domain.openings import Employer
from matching.domain.policy import Policy
from matching.files.lists.openings import read_openings
from matching.files.lists.people import read_people
from matching.files.out.error_copy import error_copy
from matching.files.out.key_file import split_list
from matching.files.out.names_joined import join_names
from matching.files.out.plan_excel import write_plan_excel
from matching.files.out.template import templates
from matching.files.out.understood import understood_openings, understood_people
from matching.files.out.workbook_out import TableOut, write_workbook
from matching.pipeline import fill
from matching.wording import Words
from tests.builders import ON, candidate, opening
from tests.files.hostile import PAYLOADS, formulas
from tests.files.written import CATALOGUE, OPENING, PERSON, Row, table, write_csv

WORDS = Words(CATALOGUE)
DAY = date(2026, 11, 21)


def written(folder: Path, *tables: TableOut, name: str = "ut.xlsx") -> Path:
    write_workbook(folder / name, tables, title="Prøve", on=DAY)
    return folder / name


def rows_of(kind: Row, heading: str) -> list[list[object]]:
    return table([{**kind, heading: f"{payload}"} for payload in PAYLOADS])


def test_there_are_at_least_forty_and_each_would_be_a_formula_somewhere() -> None:
    assert len(set(PAYLOADS)) >= 40


def test_none_gets_through_a_plan(tmp_path: Path) -> None:
    people = [candidate(id=name) for name in PAYLOADS]
    places = [opening(id=name, employer=row) for row, name in enumerate(PAYLOADS)]
    made = Cohort.of(people, places, [Employer(name=name) for name in PAYLOADS])
    plan = fill(made, CATALOGUE, Policy(), on=ON, seed=1)
    rejected = tuple(
        RowFault(
            file=name, sheet=name, row=2, column=name, value=name, code=ErrorCode.CELL_NO_VALUE, facts=()
        )
        for name in PAYLOADS
    )
    write_plan_excel(replace(plan, rejected=rejected), made, WORDS, tmp_path / "plan.xlsx")
    assert formulas(tmp_path / "plan.xlsx") == []


def test_none_gets_through_a_copy_of_what_is_wrong_or_understood(tmp_path: Path) -> None:
    for heading in ("kandidatnummer", "ferdigheter", "fødselsår"):
        read = read_people(write_csv(tmp_path / "k.csv", rows_of(PERSON, heading)), CATALOGUE)
        assert formulas(written(tmp_path, error_copy(read, read.faults, "Kandidater", WORDS))) == []
        assert formulas(written(tmp_path, *understood_people(read, CATALOGUE).tables(WORDS))) == []


def test_a_firm_called_like_a_formula_keeps_its_name_to_the_letter(tmp_path: Path) -> None:
    cells = table([{**OPENING, "nummer": f"p{row}", "bedrift": name} for row, name in enumerate(PAYLOADS)])
    read = read_openings(write_csv(tmp_path / "l.csv", cells), CATALOGUE)
    path = written(tmp_path, *understood_openings(read, CATALOGUE).tables(WORDS))
    assert formulas(path) == []
    again = read_openings(path, CATALOGUE)
    assert again.employers == read.employers
    # A name with a sign that cannot be seen is a fault of its row and never written.
    assert len(again.employers) == len(set(PAYLOADS)) - 1


@pytest.mark.parametrize("before", ["\t", "\r", "\n", " "])
def test_blanks_before_a_sign_help_no_formula_through(tmp_path: Path, before: str) -> None:
    cells = TableOut(
        title="Ark",
        headings=("a",),
        widths=(9,),
        rows=tuple((before + one,) for one in PAYLOADS),
        filled_in=1,
    )
    assert formulas(written(tmp_path, cells)) == []


def test_none_gets_through_a_key_or_the_names_beside_a_plan(tmp_path: Path) -> None:
    numbers = [f"{payload} {place}" for place, payload in enumerate(PAYLOADS)]
    own = [["Navn", "Telefon", "kandidatnummer", "kommune"]]
    own += [[payload, payload, number, "3443"] for payload, number in zip(PAYLOADS, numbers, strict=True)]
    found = split_list(write_csv(tmp_path / "egen.csv", own), CATALOGUE, seed=1)
    key = written(tmp_path, found.key, name="nokkel.xlsx")
    assert formulas(key) == formulas(written(tmp_path, found.clean)) == []
    people = [candidate(id=number) for number in numbers]
    made = Cohort.of(people, [opening(id=name) for name in PAYLOADS], [Employer(name="=1+1")])
    plan = fill(made, CATALOGUE, Policy(), on=ON, seed=1)
    write_plan_excel(plan, made, WORDS, tmp_path / "plan.xlsx")
    joined = join_names(tmp_path / "plan.xlsx", key, WORDS)
    assert joined.without_key == 0
    assert formulas(written(tmp_path, joined.table)) == []


def test_an_empty_list_has_no_formula(tmp_path: Path) -> None:
    for tables in templates(WORDS).values():
        assert formulas(written(tmp_path, *tables)) == []
