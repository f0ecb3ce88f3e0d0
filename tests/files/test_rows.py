"""What becomes of every row: accepted, rejected, the same again, or an example that is not read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.domain.rows import WITHHELD, RowCounts, without_free_text
from matching.files.lists.openings import openings_fields
from matching.files.lists.people import ID, people_fields, read_people
from matching.files.source.identity import looks_like_a_person
from matching.wording import Words
from tests.files.needed import needs_of
from tests.files.written import (
    CATALOGUE,
    OPENING,
    PERSON,
    Row,
    openings_of,
    people_of,
    table,
    told,
    write_csv,
)
from tests.thorough import examples


def test_a_row_that_stands_twice_with_the_same_in_every_cell_is_read_once_and_told(tmp_path: Path) -> None:
    read = people_of(tmp_path, {}, {"kandidatnummer": "k2"}, {}, {})
    assert read.people.id.tolist() == ["k1", "k2"]
    assert [(one.row, told(one)) for one in read.passed_over] == [
        (4, (ErrorCode.ROW_REPEATED, {"other": 2})),
        (5, (ErrorCode.ROW_REPEATED, {"other": 2})),
    ]
    assert read.faults == ()
    assert read.counts == RowCounts(file="kandidater.xlsx", read=4, accepted=2, rejected=0, duplicates=2)


def test_rows_with_one_id_that_differ_anywhere_are_all_rejected(tmp_path: Path) -> None:
    read = people_of(tmp_path, {"skift": "nei"}, {"skift": "nei"}, {"skift": "kveld"})
    assert len(read.people) == 0
    assert [(one.row, one.code) for one in read.faults] == [(2, ErrorCode.ID_TWICE), (4, ErrorCode.ID_TWICE)]
    assert read.counts == RowCounts(file="kandidater.xlsx", read=3, accepted=0, rejected=2, duplicates=1)


def test_ids_that_differ_in_case_alone_are_one_id_and_both_rows_are_rejected(tmp_path: Path) -> None:
    people = people_of(tmp_path, {"kandidatnummer": "K1"}, {"kandidatnummer": "k1"})
    places = openings_of(tmp_path, {"nummer": "L1"}, {"nummer": "l1", "plasser": "2"})
    needed = needs_of(tmp_path, {"nummer": "B1"}, {"nummer": "b1"})
    for read, number in ((people, "K1"), (places, "L1"), (needed, "B1")):
        small = number.lower()
        assert [(one.row, one.value, told(one)) for one in read.faults] == [
            (2, number, (ErrorCode.ID_TWICE, {"other": 3, "text": small})),
            (3, small, (ErrorCode.ID_TWICE, {"other": 2, "text": number})),
        ]
        assert f"står også i rad 3, skrevet «{small}»" in Words(CATALOGUE).fault(read.faults[0])


def test_rows_without_an_id_are_never_the_same_row(tmp_path: Path) -> None:
    read = people_of(tmp_path, {"kandidatnummer": ""}, {"kandidatnummer": ""})
    assert (read.counts.rejected, read.counts.duplicates) == (2, 0)


@pytest.mark.parametrize("name", ["EKSEMPEL", "EKSEMPEL 2", "EKSEMPEL-rad"])
def test_an_example_is_left_out_and_told_and_is_in_no_count(tmp_path: Path, name: str) -> None:
    read = people_of(tmp_path, {"kandidatnummer": name, "kommune": "tull"}, {})
    assert (read.people.id.tolist(), read.faults) == (["k1"], ())
    assert [(one.row, one.code) for one in read.passed_over] == [(2, ErrorCode.ROW_EXAMPLE)]
    assert read.counts == RowCounts(file="kandidater.xlsx", read=1, accepted=1, rejected=0, duplicates=0)


def test_a_list_with_nothing_but_its_example_is_empty(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        openings_of(tmp_path, {"nummer": "EKSEMPEL"})
    assert (caught.value.code, caught.value.facts["example"]) == (ErrorCode.FILE_EMPTY, "EKSEMPEL")


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kandidatnummer": st.sampled_from(["k1", "k2", "k3", "", "EKSEMPEL"]),
            "kommune": st.sampled_from(["3443", "Atlantis"]),
            "fødselsår": st.sampled_from(["", "2004", "nan"]),
            "adressesperre": st.sampled_from(["", "", "ja"]),
        }
    ),
    max_size=8,
)


@settings(
    max_examples=examples(80), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(ROWS)
def test_rows_in_are_rows_accepted_rejected_and_repeated(tmp_path: Path, rows: list[Row]) -> None:
    cells = table([{**PERSON, "fødselsår": "", "adressesperre": ""}, *rows])
    read = read_people(write_csv(tmp_path / "liste.csv", cells), CATALOGUE)
    counts = read.counts
    assert counts.read == counts.accepted + counts.rejected + counts.duplicates
    open_rows = [row for row in rows if row["adressesperre"] != "ja" and row["kandidatnummer"] != "EKSEMPEL"]
    assert counts.read == 1 + len(open_rows)
    assert counts.accepted == len(read.people) == len(set(read.people.id.tolist()))


def fault(value: str, **facts: str) -> RowFault:
    return RowFault(
        file="a.xlsx",
        sheet="Kandidater",
        row=2,
        column="ferdigheter",
        value=value,
        code=ErrorCode.CELL_NOT_IN_CATALOGUE,
        facts=tuple(sorted(facts.items())),
    )


@pytest.mark.parametrize("value", ["", "301", "33,3", "-2", "120 %", "31.02.2027", "2027-02-31"])
def test_a_plan_repeats_numbers_and_days_as_they_stand(value: str) -> None:
    (one,) = without_free_text([fault(value, word=value)])
    assert (one.value, dict(one.facts)["word"]) == (value, value)


@pytest.mark.parametrize("value", ["Kari Nordmann", "912 34 567", "91234567", "kari@a.example", "=1+1", "K1"])
def test_a_plan_repeats_nothing_that_somebody_has_typed_in_words(value: str) -> None:
    (one,) = without_free_text([fault(value, word=value, nearest="måle med skyvelære")])
    assert value not in f"{one}"
    assert (one.value, dict(one.facts)) == (WITHHELD, {"word": WITHHELD, "nearest": "måle med skyvelære"})


@pytest.mark.parametrize(
    "typed",
    ["Zqkari Zqnordmann", "Zqkari 1 år", "ikke Zqkari", "0301 Zqkari", "Zqkari; zqola", "1.Zqkari.2027"],
)
def test_whatever_a_reader_tells_of_a_cell_a_plan_does_not_repeat_it(tmp_path: Path, typed: str) -> None:
    headings = [field.heading for field in people_fields(CATALOGUE)]
    if looks_like_a_person(typed):
        headings.remove(ID)
    people: list[Row] = [{**PERSON, heading: typed} for heading in headings]
    places: list[Row] = [{**OPENING, field.heading: typed} for field in openings_fields(CATALOGUE)]
    faults = (*people_of(tmp_path, *people).faults, *openings_of(tmp_path, *places).faults)
    assert len({fault.column for fault in faults}) > 30
    assert "zq" in f"{faults}".casefold()
    assert "zq" not in f"{without_free_text(faults)}".casefold()
    for fault in without_free_text(faults):
        assert "zq" not in Words(CATALOGUE).fault(fault).casefold()
