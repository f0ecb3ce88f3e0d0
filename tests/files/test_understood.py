"""What was read, written back, is read as the same again."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.domain.columns import Columns
from matching.domain.openings import Employer, Opening, Openings, TrainingOffice
from matching.domain.people import Candidate, People
from matching.files.fields import choices
from matching.files.fields.field import Field
from matching.files.lists.needs import read_needs
from matching.files.lists.openings import openings_columns, openings_fields, read_openings
from matching.files.lists.people import people_columns, people_fields, read_people
from matching.files.out.understood import Understood, understood_needs, understood_openings, understood_people
from matching.files.out.workbook_out import write_workbook
from matching.wording import Words
from tests.drawn import candidates, openings
from tests.files.written import CATALOGUE, NUMBER, Row, people_of, table, write_xlsx

WORDS = Words(CATALOGUE)
ON = date(2026, 11, 21)
LAW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

EFFORT = st.sampled_from([None, *set(CATALOGUE.effort_groups.values())])
OF_THE_WORK = st.sampled_from([None, *choices.OF_THE_WORK.values()])
FIRMS = (Employer(name="=1+1", organisation_number=NUMBER), Employer(name="Fabrikk A"))
OFFICES = (TrainingOffice(name="Kontoret"),)


@st.composite
def people_who_can_be_typed(draw: st.DrawFn) -> list[Candidate]:
    """People such as a list can hold; what it cannot is no result of reading either."""
    people = draw(st.lists(candidates(), min_size=1, max_size=5))
    return [replace(one, id=f"k{place}", **draw(_typed(one))) for place, one in enumerate(people)]


@st.composite
def _typed(draw: st.DrawFn, one: Candidate) -> dict[str, Any]:
    likes = one.likes if one.likes is not None and one.dislikes is not None else None
    dislikes = None if likes is None or one.dislikes is None else one.dislikes - likes
    limit = one.travel_limit or None
    practice, occupations = (tuple(dict(worked).items()) for worked in (one.practice, one.occupations))
    return {
        "effort_levels": draw(EFFORT),
        "likes": likes,
        "dislikes": dislikes,
        "travel_limit": limit,
        "practice": practice,
        "occupations": occupations,
        "slight": one.slight & (one.skills or set()),
        "schooling": tuple(sorted(one.schooling)),
        "unwanted": one.unwanted - set(one.wishes),
    }


@st.composite
def openings_that_can_be_typed(draw: st.DrawFn) -> list[Opening]:
    places = draw(st.lists(openings(), min_size=1, max_size=5))
    return [
        replace(one, id=f"p{place}", hours=draw(OF_THE_WORK), need=None, **_ends(one))
        for place, one in enumerate(places)
    ]


def _ends(one: Opening) -> dict[str, Any]:
    slight = one.slight & {*(one.must or ()), *(one.nice or ())}
    if one.start_from and one.start_to and one.start_from > one.start_to:
        return {"start_to": None, "slight": slight}
    return {"slight": slight}


def written(folder: Path, sheet: str, columns: Sequence[Field], values: dict[str, Any]) -> Path:
    told = [[field.heading, *field.tell(values)] for field in columns]
    return write_xlsx(folder / "liste.xlsx", {sheet: list(zip(*told, strict=True))})


def written_back(folder: Path, understood: Understood) -> Path:
    path = folder / "lest.xlsx"
    write_workbook(path, understood.tables(WORDS), title="Lest", on=ON)
    return path


def same(one: Columns, other: Columns) -> bool:
    """Whether two tables hold the same, the types of their columns included."""
    pairs = zip(one.parts(), other.parts(), strict=True)
    kinds = all(type(getattr(one, field.name)) is type(getattr(other, field.name)) for field in fields(one))
    return kinds and all(a[0] == b[0] and np.array_equal(a[1], b[1]) for a, b in pairs)


@LAW
@given(people_who_can_be_typed())
def test_people_read_written_back_and_read_again_are_the_same(
    tmp_path: Path, people: list[Candidate]
) -> None:
    made = People.of(people)
    read = read_people(
        written(tmp_path, "Kandidater", people_fields(CATALOGUE), people_columns(made)), CATALOGUE
    )
    assert not read.faults
    assert same(read.people, made)
    again = read_people(written_back(tmp_path, understood_people(read, CATALOGUE)), CATALOGUE)
    assert same(again.people, read.people)


@LAW
@given(openings_that_can_be_typed(), st.data())
def test_openings_read_written_back_and_read_again_are_the_same(
    tmp_path: Path, places: list[Opening], data: st.DataObject
) -> None:
    firm = st.sampled_from([(0, 0), (1, 0), (1, None)])
    made = [
        replace(one, employer=employer, training_office=office)
        for one in places
        for employer, office in [data.draw(firm)]
    ]
    columns = openings_columns(Openings.of(made), FIRMS, OFFICES, [""] * len(made))
    read = read_openings(written(tmp_path, "Læreplasser", openings_fields(CATALOGUE), columns), CATALOGUE)
    assert not read.faults
    seen = [read.openings.opening(row) for row in range(len(made))]
    assert [replace(one, employer=0, training_office=None) for one in seen] == [
        replace(one, employer=0, training_office=None) for one in made
    ]
    again = read_openings(written_back(tmp_path, understood_openings(read, CATALOGUE)), CATALOGUE)
    assert same(again.openings, read.openings)
    assert (again.employers, again.training_offices) == (read.employers, read.training_offices)


def test_a_generated_round_read_written_back_and_read_again_is_the_same(tmp_path: Path) -> None:
    made = generate(60, 30, seed=3, catalogue=CATALOGUE)
    people = people_columns(made.people)
    read = read_people(written(tmp_path, "Kandidater", people_fields(CATALOGUE), people), CATALOGUE)
    assert same(read.people, made.people)
    again = read_people(written_back(tmp_path, understood_people(read, CATALOGUE)), CATALOGUE)
    assert same(again.people, made.people)
    columns = openings_columns(
        made.openings, made.employers, made.training_offices, [""] * len(made.openings)
    )
    listed = read_openings(written(tmp_path, "Læreplasser", openings_fields(CATALOGUE), columns), CATALOGUE)
    assert (listed.faults, len(listed.openings)) == ((), len(made.openings))
    again_listed = read_openings(written_back(tmp_path, understood_openings(listed, CATALOGUE)), CATALOGUE)
    assert same(again_listed.openings, listed.openings)


def test_needs_read_written_back_and_read_again_are_the_same(tmp_path: Path) -> None:
    need = {"nummer": "b1", "bedrift": "Fabrikk A", "lærefag": "CNC", "kommune": "Gjøvik", "plasser": "0,5"}
    said = {
        "kvartal": "1. kvartal 2027",
        "status": "Meldt",
        "kilde": "møte",
        "dato": "1.9.2026",
        "godkjenning": "ja",
    }
    cells = table(
        [
            need | dict.fromkeys(said, ""),
            need | said | {"nummer": "b2"},
            need | {"nummer": "b3", "plasser": ""},
        ]
    )
    read = read_needs(write_xlsx(tmp_path / "behov.xlsx", {"Behov": cells}), CATALOGUE)
    assert (len(read.needs), read.counts.rejected) == (2, 1)
    again = read_needs(written_back(tmp_path, understood_needs(read, CATALOGUE)), CATALOGUE)
    assert again.needs == read.needs


def test_every_cell_that_stood_in_another_way_is_told_with_its_row(tmp_path: Path) -> None:
    rows: list[Row] = [
        {
            "kommune": "Oslo",
            "ønske 1": "ingen",
            "ønske 2": "CNC",
            "stillingsprosent fra": 0.5,
            "stillingsprosent til": 80,
        },
        {"kandidatnummer": "k2", "fødselsår": "feil"},
        {
            "kandidatnummer": "k3",
            "kommune": "3443 Vestre Toten",
            "ferdigheter": "Ingen",
            "start fra": date(2027, 8, 17),
        },
    ]
    understood = understood_people(people_of(tmp_path, *rows), CATALOGUE)
    assert list(understood.columns) == [
        *("kandidatnummer", "kommune", "ønske 1", "ønske 2", "stillingsprosent fra", "stillingsprosent til"),
        *("fødselsår", "ferdigheter", "start fra"),
    ]
    _, compared = understood.tables(WORDS)
    assert compared.rows == (
        (2, "kommune", "Oslo", "0301 Oslo"),
        (2, "ønske 1", "ingen", "CNC-maskineringsfaget"),
        (2, "ønske 2", "CNC", ""),
        (2, "stillingsprosent fra", "0.5", "50"),
        (4, "ferdigheter", "Ingen", "ingen"),
        (4, "start fra", "2027-08-17", "17.08.2027"),
    )


def test_a_value_that_stands_where_the_list_has_no_column_is_not_lost(tmp_path: Path) -> None:
    read = people_of(tmp_path, {"ønske 2": "CNC"})
    again = read_people(written_back(tmp_path, understood_people(read, CATALOGUE)), CATALOGUE)
    assert again.people.candidate(0).wishes == read.people.candidate(0).wishes != ()


def test_none_stays_none_and_blank_stays_blank(tmp_path: Path) -> None:
    none = dict.fromkeys(("ferdigheter", "praksis", "førerkort", "arbeidsmiljø", "ønske 1"), "ingen")
    understood = understood_people(people_of(tmp_path, none, {"kandidatnummer": "k2"}), CATALOGUE)
    assert {tuple(understood.columns[heading]) for heading in none} == {("ingen", "")}
