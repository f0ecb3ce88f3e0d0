"""An office's own list parted in who is who and what is known, and names put back beside a plan."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, FileFault
from matching.files.key_file import KEY_SHEET, Split, split_list
from matching.files.names_joined import join_names
from matching.files.people import read_people
from matching.files.plan_excel import write_plan_excel
from matching.files.plan_json import write_plan_json
from matching.files.workbook_out import workbook_bytes
from matching.wording import Words
from tests.builders import ON
from tests.files.planned import planned
from tests.files.written import CATALOGUE, REFUSED_NUMBER, Row, table, write_csv, write_xlsx

WORDS = Words(CATALOGUE)
PERSON: Row = {
    "Navn": "Kari Eksempel",
    "Fødselsnummer": REFUSED_NUMBER,
    "Mobil": "+47 00 00 00 00",
    "Bosted": "3443",
    "Kompetanse": "skyvelære",
    "Merknad": "trives ute",
    "Favorittfarge": "rød",
}
OLA: Row = {**PERSON, "Navn": "Ola Eksempel", "Bosted": "0301", "Kompetanse": ""}


def parted(folder: Path, *rows: Row, seed: int = 1) -> Split:
    return split_list(write_csv(folder / "egen.csv", table(rows)), CATALOGUE, seed=seed)


def refused(folder: Path, *rows: Row) -> dict[str, Any]:
    with pytest.raises(FileFault) as caught:
        parted(folder, *rows)
    return {"code": caught.value.code, **caught.value.facts}


def saved(folder: Path, name: str, *tables: Any) -> Path:
    (folder / name).write_bytes(workbook_bytes(tables, title=name, on=ON))
    return folder / name


def test_who_somebody_is_goes_into_the_key_and_what_is_read_into_the_list(tmp_path: Path) -> None:
    found = parted(tmp_path, PERSON)
    assert found.key.headings == ("kandidatnummer", "Navn", "Fødselsnummer", "Mobil")
    assert found.key.rows == (("K01", "Kari Eksempel", REFUSED_NUMBER, "+47 00 00 00 00"),)
    assert found.clean.headings == ("kandidatnummer", "kommune", "ferdigheter")
    assert found.clean.rows == (("K01", "3443", "skyvelære"),)


def test_what_is_neither_is_in_neither_and_told(tmp_path: Path) -> None:
    assert parted(tmp_path, PERSON).left_out == ("Merknad", "Favorittfarge")


def test_the_list_is_read_and_the_key_is_read_by_no_reader(tmp_path: Path) -> None:
    found = parted(tmp_path, PERSON, OLA)
    assert read_people(saved(tmp_path, "liste.xlsx", found.clean), CATALOGUE).people.id.tolist() == [
        "K01",
        "K02",
    ]
    with pytest.raises(FileFault) as caught:
        read_people(saved(tmp_path, "nokkel.xlsx", found.key), CATALOGUE)
    assert REFUSED_NUMBER not in WORDS.error(caught.value)


@pytest.mark.parametrize("heading", ["Navn", "E-post", "Telefon", "Adresse", "Personnummer"])
def test_a_key_of_any_one_column_is_refused_by_its_heading(tmp_path: Path, heading: str) -> None:
    found = parted(tmp_path, {heading: "x", "kommune": "3443"})
    with pytest.raises(FileFault) as caught:
        read_people(saved(tmp_path, "nokkel.xlsx", found.key), CATALOGUE)
    assert caught.value.code is ErrorCode.COLUMN_REFUSED


def test_a_person_with_an_address_restriction_leaves_no_trace(tmp_path: Path) -> None:
    hidden = {**OLA, "kode 6": "ja", "kandidatnummer": ""}
    found, without = parted(tmp_path, {**PERSON, "kode 6": ""}, hidden), parted(tmp_path, PERSON)
    assert (found.key.rows, found.clean.rows) == (without.key.rows, without.clean.rows)
    assert "kode 6" not in (*found.key.headings, *found.clean.headings, *found.left_out)


def test_a_column_that_may_mean_an_address_restriction_is_never_passed_over(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, "Skjermingsgrad": "ja"})
    assert (told["code"], told["column"]) == (ErrorCode.COLUMN_UNKNOWN, "Skjermingsgrad")


def test_an_identity_number_in_a_column_that_is_read_stops_it_and_is_not_repeated(tmp_path: Path) -> None:
    told = refused(tmp_path, PERSON, {**OLA, "Kompetanse": f"skyvelære {REFUSED_NUMBER}"})
    assert (told["code"], told["row"], told["column"]) == (ErrorCode.IDENTITY_NUMBER, 3, "Kompetanse")
    assert REFUSED_NUMBER not in str(told)


def test_numbers_that_stand_there_are_kept_and_the_others_made_beside_them(tmp_path: Path) -> None:
    rows = [{**PERSON, "kandidatnummer": number} for number in ("K02", "", "A-7", "")]
    assert [row[0] for row in parted(tmp_path, *rows).clean.rows] == ["A-7", "K01", "K02", "K03"]


def test_a_number_that_stands_twice_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, "kandidatnummer": "K1"}, {**OLA, "kandidatnummer": "K1"})
    assert (told["code"], told["row"], told["other"]) == (ErrorCode.ID_TWICE, 3, 2)


@pytest.mark.parametrize("name", ["Kari Eksempel", "Kari", "k1@eksempel.no"])
def test_a_name_in_place_of_a_number_is_refused_and_not_repeated(tmp_path: Path, name: str) -> None:
    told = refused(tmp_path, {"Kandidatnr": name, "kommune": "3443", "Telefon": "00 00 00 00"})
    assert (told["code"], told["row"], told["column"]) == (ErrorCode.KEY_NAME, 2, "kandidatnummer")
    assert name not in str(told)


def test_a_list_that_says_nothing_of_who_anybody_is_has_no_key(tmp_path: Path) -> None:
    assert refused(tmp_path, {"kommune": "3443"})["code"] is ErrorCode.KEY_NOBODY


def test_a_heading_that_is_an_identity_number_is_not_repeated(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, REFUSED_NUMBER: "x"})
    assert (told["code"], told["place"]) == (ErrorCode.IDENTITY_NUMBER, len(PERSON) + 1)
    assert REFUSED_NUMBER not in str(told)


def test_a_column_without_a_heading_is_not_passed_over(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, "": "kanskje et navn"})
    assert (told["code"], told["after"]) == (ErrorCode.COLUMN_UNNAMED, "Favorittfarge")


def test_two_columns_of_names_are_both_kept(tmp_path: Path) -> None:
    cells = [["Navn", "Navn", "kommune"], ["Kari", "Eksempel", "3443"]]
    found = split_list(write_csv(tmp_path / "egen.csv", cells), CATALOGUE, seed=1)
    assert found.key.rows == (("K01", "Kari", "Eksempel"),)


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, {**PERSON, "kommune": "0301"})["code"] is ErrorCode.COLUMN_TWICE


def test_numbers_are_in_an_order_the_seed_shuffles(tmp_path: Path) -> None:
    rows = [{**PERSON, "Navn": f"Person {number}"} for number in range(20)]
    orders = [[row[1] for row in parted(tmp_path, *rows, seed=seed).key.rows] for seed in (1, 1, 2)]
    assert orders[0] == orders[1]
    assert len({tuple(orders[0]), tuple(orders[2]), tuple(str(row["Navn"]) for row in rows)}) == 3


@given(
    st.lists(
        st.sampled_from(["", "K1", "K01", "K2", "x9"]),
        min_size=1,
        max_size=12,
        unique_by=lambda one: one or object(),
    )
)
def test_every_row_has_a_number_of_its_own_and_the_same_in_both_parts(given_numbers: list[str]) -> None:
    with TemporaryDirectory() as name:
        found = parted(Path(name), *({**PERSON, "kandidatnummer": number} for number in given_numbers))
    numbers = [row[0] for row in found.key.rows]
    assert numbers == [row[0] for row in found.clean.rows]
    assert len(set(numbers)) == len(given_numbers)
    assert set(filter(None, given_numbers)) <= set(numbers)


def key_of(folder: Path) -> Path:
    plan, _ = planned()
    names = [one.candidate for one in plan.assignments][1:]
    own = [{"kandidatnummer": name, "Navn": f"Navn {name}", "kommune": "3443"} for name in names]
    return saved(folder, "nokkel.xlsx", parted(folder, *own).key)


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_names_stand_beside_the_proposals_of_a_plan(tmp_path: Path, kind: str) -> None:
    plan, made = planned()
    path = tmp_path / f"plan.{kind}"
    write_plan_json(plan, path) if kind == "json" else write_plan_excel(plan, made, WORDS, path)
    joined = join_names(path, key_of(tmp_path), WORDS)
    assert joined.without_key == 1
    assert joined.table.headings[:3] == ("Kandidat", "Navn", "Læreplass")
    first, *others = plan.assignments
    assert joined.table.rows[0][:3] == (first.candidate, "", first.opening)
    assert [row[:3] for row in joined.table.rows[1:]] == [
        (one.candidate, f"Navn {one.candidate}", one.opening) for one in others
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, ErrorCode.FILE_NOT_FOUND),
        ("", ErrorCode.FILE_UNREADABLE),
        ("[]", ErrorCode.FILE_UNREADABLE),
        ('{"assignments": 1}', ErrorCode.FILE_UNREADABLE),
        ('{"assignments": [1]}', ErrorCode.FILE_UNREADABLE),
        ("[" * 100_000, ErrorCode.FILE_UNREADABLE),
    ],
)
def test_what_is_no_plan_is_refused(tmp_path: Path, content: str | None, code: ErrorCode) -> None:
    if content is not None:
        (tmp_path / "plan.json").write_text(content)
    with pytest.raises(FileFault) as caught:
        join_names(tmp_path / "plan.json", key_of(tmp_path), WORDS)
    assert caught.value.code is code


def test_a_list_is_no_key_and_no_plan(tmp_path: Path) -> None:
    clean = saved(tmp_path, "liste.xlsx", parted(tmp_path, PERSON).clean)
    (tmp_path / "plan.json").write_text(json.dumps({"assignments": []}))
    for plan, key, sheet in (
        (tmp_path / "plan.json", clean, KEY_SHEET),
        (clean, key_of(tmp_path), "Forslag"),
    ):
        with pytest.raises(FileFault) as caught:
            join_names(plan, key, WORDS)
        assert (caught.value.code, caught.value.facts["sheet"]) == (ErrorCode.COLUMN_MISSING, sheet)


def test_a_key_with_one_number_for_two_people_names_neither(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps({"assignments": [{"candidate": "K01"}]}))
    rows = [{"kandidatnummer": "K01", "Navn": name} for name in ("Kari", "Ola", "Kari")]
    key = write_xlsx(tmp_path / "nokkel.xlsx", {KEY_SHEET: table(rows)})
    with pytest.raises(FileFault) as caught:
        join_names(tmp_path / "plan.json", key, WORDS)
    found = caught.value
    assert (found.code, found.facts["row"], found.facts["other"]) == (ErrorCode.ID_TWICE, 3, 2)
    assert "Ola" not in repr(found)
