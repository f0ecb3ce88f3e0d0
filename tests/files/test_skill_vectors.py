"""Vectors of skills are read from a table, and what is wrong in it is told with its place."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matching.catalogue.vectors import Vectors
from matching.domain.errors import ErrorCode, Fact, FileFault, PolicyFault
from matching.files.imports.skill_vectors import NUMBERS, read_skill_vectors
from tests.files.written import CATALOGUE, REFUSED_NUMBER, write_csv, write_xlsx

HEADING = ["ferdighet", "1", "2", "3"]
PLACE = {skill.key: place for place, skill in enumerate(CATALOGUE.skills)}
FIRST, SECOND = next(
    (one, other)
    for one in CATALOGUE.skills
    for other in CATALOGUE.skills
    if one.esco_uri and other.synonyms and one is not other
)


def vectors_of(folder: Path, *rows: list[str], heading: list[str] = HEADING) -> Vectors:
    return read_skill_vectors(write_csv(folder / "vektorer.csv", [heading, *rows]), CATALOGUE)


def refused(folder: Path, *rows: list[str]) -> dict[str, Fact]:
    with pytest.raises(PolicyFault) as caught:
        vectors_of(folder, *rows)
    assert caught.value.code is ErrorCode.SKILL_VECTORS
    return dict(caught.value.facts)


@pytest.mark.parametrize("name", [FIRST.key, FIRST.label.upper(), FIRST.esco_uri])
def test_a_skill_is_named_by_key_word_or_address(tmp_path: Path, name: str) -> None:
    read = vectors_of(tmp_path, [SECOND.synonyms[0], "0", "0,6", "-0.8"], [name, "1", "0", "0"])
    expected = {PLACE[FIRST.key]: [2048, 0, 0], PLACE[SECOND.key]: [0, 1229, -1638]}
    assert read.skills.tolist() == sorted(expected)
    assert read.steps.tolist() == [expected[skill] for skill in sorted(expected)]


def test_a_workbook_and_a_text_with_the_same_numbers_are_the_same(tmp_path: Path) -> None:
    cells: list[list[object]] = [[*HEADING], [FIRST.key, 0.25, -0.5, 1], [SECOND.key, 1, 0, 0.125]]
    book = write_xlsx(tmp_path / "vektorer.xlsx", {"Vektorer": cells})
    written = [[str(cell) for cell in row] for row in cells[1:]]
    assert read_skill_vectors(book, CATALOGUE).version == vectors_of(tmp_path, *written).version


def test_numbers_with_many_decimals_are_read_to_six(tmp_path: Path) -> None:
    long = vectors_of(tmp_path, [FIRST.key, "0.123456789012345", "-0.000000499", "1"])
    short = vectors_of(tmp_path, [FIRST.key, "0.123457", "0", "1"])
    assert long.version == short.version


def test_vectors_stand_beside_the_tree_of_the_catalogue(tmp_path: Path) -> None:
    read = vectors_of(tmp_path, [FIRST.key, "1", "0", "0"], [SECOND.key, "1", "0", "0"])
    catalogue = replace(CATALOGUE, brought=read)
    held, said = catalogue.similarity.near(PLACE[FIRST.key])
    tree_held, _ = CATALOGUE.similarity.near(PLACE[FIRST.key])
    assert set(held.tolist()) == {*tree_held.tolist(), PLACE[SECOND.key]}
    lesser = min(CATALOGUE.skill_weights[[PLACE[FIRST.key], PLACE[SECOND.key]]].tolist())
    assert said[np.searchsorted(held, PLACE[SECOND.key])] == lesser // 2


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (["trollkunst", "1", "0", "0"], "ferdighet", ErrorCode.CELL_NOT_IN_CATALOGUE),
        (["", "1", "0", "0"], "ferdighet", ErrorCode.CELL_REQUIRED),
        ([SECOND.key, "1", "", "0"], "2", ErrorCode.CELL_REQUIRED),
        ([SECOND.key, "1", "0", "mye"], "3", ErrorCode.CELL_NOT_A_NUMBER),
        ([SECOND.key, "1", "0", "1e-5"], "3", ErrorCode.CELL_NOT_A_NUMBER),
        ([SECOND.key, "1", "0", "nan"], "3", ErrorCode.CELL_NOT_A_NUMBER),
        ([SECOND.key, "1001", "0", "0"], "1", ErrorCode.CELL_OUT_OF_RANGE),
        ([SECOND.key, "0", "0,0", "-0.0000004"], "1", ErrorCode.VECTOR_ZERO),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_place_and_what_is_wrong(
    tmp_path: Path, row: list[str], column: str, problem: ErrorCode
) -> None:
    facts = refused(tmp_path, [FIRST.key, "1", "0", "0"], row)
    assert (facts["file"], facts["sheet"], facts["row"], facts["column"]) == ("vektorer.csv", "", 3, column)
    assert (facts["value"], facts["problem"]) == (row[HEADING.index(column)], problem)


def test_a_skill_misspelt_is_told_the_nearest(tmp_path: Path) -> None:
    assert refused(tmp_path, [SECOND.label + "x", "1", "0", "0"])["nearest"] == SECOND.label


def test_a_skill_under_two_names_is_told_with_the_other_row(tmp_path: Path) -> None:
    facts = refused(tmp_path, [FIRST.key, "1", "0", "0"], [FIRST.esco_uri, "0", "1", "0"])
    assert (facts["row"], facts["other"], facts["problem"]) == (3, 2, ErrorCode.ID_TWICE)


@pytest.mark.parametrize(
    ("heading", "missing"),
    [(["ferdighet", "1", "3"], "2"), (["ferdighet", "4"], "1, 2, 3"), (["1", "2"], "ferdighet")],
)
def test_a_column_that_is_missing_is_named(tmp_path: Path, heading: list[str], missing: str) -> None:
    row = [{"ferdighet": FIRST.key}.get(one, "1") for one in heading]
    with pytest.raises(FileFault) as caught:
        vectors_of(tmp_path, row, heading=heading)
    assert (caught.value.code, caught.value.facts["column"]) == (ErrorCode.COLUMN_MISSING, missing)


def test_a_file_of_skills_alone_lacks_its_first_number(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        vectors_of(tmp_path, [FIRST.key], heading=["ferdighet"])
    assert (caught.value.code, caught.value.facts["column"]) == (ErrorCode.COLUMN_MISSING, "1")


def test_a_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        vectors_of(tmp_path, [FIRST.key, "1", "2"], heading=["ferdighet", "1", "1"])
    assert (caught.value.code, caught.value.facts["column"]) == (ErrorCode.COLUMN_TWICE, "1")


def test_other_columns_are_not_read(tmp_path: Path) -> None:
    heading = ["ferdighet", "norsk", "1"]
    one, other = (vectors_of(tmp_path, [FIRST.key, text, "1"], heading=heading) for text in ("sag", "x"))
    assert one.version == other.version


def test_an_address_with_eleven_digits_in_a_row_is_read(tmp_path: Path) -> None:
    address = "http://data.europa.eu/esco/skill/12345678-901a-4000-8000-000000000000"
    skills = (replace(FIRST, esco_uri=address), *(one for one in CATALOGUE.skills if one is not FIRST))
    path = write_csv(tmp_path / "vektorer.csv", [HEADING, [address, "1", "0", "0"]])
    assert read_skill_vectors(path, replace(CATALOGUE, skills=skills)).skills.tolist() == [0]


@pytest.mark.parametrize("row", [[REFUSED_NUMBER, "1", "0", "0"], [FIRST.key, "1", REFUSED_NUMBER, "0"]])
def test_what_may_tell_of_a_person_is_never_repeated(tmp_path: Path, row: list[str]) -> None:
    with pytest.raises(FileFault) as caught:
        vectors_of(tmp_path, row)
    assert caught.value.code is ErrorCode.IDENTITY_NUMBER
    assert REFUSED_NUMBER not in str(caught.value.facts)


def test_a_file_without_rows_is_empty(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        vectors_of(tmp_path)
    assert caught.value.code is ErrorCode.FILE_EMPTY


def test_a_vector_has_199_numbers_at_most(tmp_path: Path) -> None:
    row = [FIRST.key, *["1"] * len(NUMBERS)]
    heading = ["ferdighet", *NUMBERS]
    assert vectors_of(tmp_path, row, heading=heading).steps.shape == (1, 199)
    with pytest.raises(FileFault) as caught:
        vectors_of(tmp_path, [*row, "1"], heading=[*heading, "200"])
    assert caught.value.code is ErrorCode.FILE_TOO_LARGE
