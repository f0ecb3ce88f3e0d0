"""A cohort is checked once when it is built, and its digest depends on its content alone."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.answers import Approval, Sector, TravelMode, WorkHours
from matching.domain.cohort import Cohort
from matching.domain.columns import Ragged
from matching.domain.errors import CohortFault, ErrorCode
from matching.domain.needs import Need
from matching.domain.openings import Employer, Opening, Openings, TrainingOffice
from matching.domain.people import Candidate, People
from matching.domain.programme import OPEN_PROGRAMME, Programme
from tests.builders import candidate, cohort, opening
from tests.drawn import candidates, openings

Table = TypeVar("Table", People, Openings)
NEED = Need(id="B1", employer=0, trade=1, municipality=3, seats=10)
FIRM, OFFICE = Employer(name="Fabrikk A"), TrainingOffice(name="Kontor A")

WHOLE_PERSON = Candidate(
    id="k1",
    municipality=1,
    registered=True,
    in_round=False,
    effort_levels=frozenset({1, 2}),
    birth_year=2001,
    licences=frozenset({4}),
    norwegian=3,
    extent=(50, 100),
    travel_mode=TravelMode.TRANSIT,
    travel_limit=45,
    shifts=frozenset({WorkHours.EVENING}),
    start_from=date(2027, 1, 4),
    skills=frozenset({1, 2}),
    slight=frozenset({2}),
    practice=((1, 12),),
    occupations=((1, 7),),
    schooling=(2,),
    interests=(10, 20, 30, 40, 50, 60),
    likes=frozenset({1}),
    dislikes=frozenset({2}),
    interest_code=(4, 0, 2),
    areas=frozenset({0, 17}),
    leisure=frozenset({3}),
    wishes=(3, 4),
    maybe=frozenset({4}),
    unwanted=frozenset({1, 7}),
)
WHOLE_OPENING = Opening(
    id="p1",
    employer=0,
    trades=(1, 2),
    municipality=3,
    seats=20,
    training_office=0,
    extent=(50, 100),
    sharing=True,
    must=frozenset({1}),
    nice=frozenset({2}),
    slight=frozenset({1}),
    learnable=frozenset({5}),
    licence=frozenset({4}),
    norwegian=2,
    hours=frozenset({WorkHours.DAY}),
    certificates=frozenset({1}),
    start_from=date(2027, 1, 4),
    start_to=date(2027, 3, 1),
    approval=Approval.APPLIED,
)
WHOLE = Cohort.of(
    [WHOLE_PERSON, replace(WHOLE_PERSON, id="k2")], [WHOLE_OPENING], [FIRM, Employer(name="B")], [OFFICE]
)


@pytest.mark.parametrize(
    ("people", "column"),
    [
        ([candidate(id="")], "id"),
        ([candidate(id="k1"), candidate(id="k2"), candidate(id="k1")], "id"),
        ([candidate(id="k2"), candidate(id="k1", extent=(80, 50))], "extent"),
    ],
)
def test_a_fault_of_a_person_names_the_person_and_the_column(people: list[Candidate], column: str) -> None:
    with pytest.raises(CohortFault) as fault:
        cohort(people, [opening()])
    assert fault.value.code is ErrorCode.COHORT
    assert fault.value.facts == {"id": people[-1].id, "column": column}


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"id": ""}, "id"),
        ({"id": "p0"}, "id"),
        ({"extent": (100, 50)}, "extent"),
        ({"seats": -1}, "seats"),
        ({"seats": 5, "extent": (50, 100)}, "extent"),
        ({"seats": 9, "extent": (91, 91)}, "extent"),
        ({"trades": ()}, "trades"),
        ({"employer": 1}, "employer"),
        ({"employer": -1}, "employer"),
        ({"training_office": 1}, "training_office"),
        ({"training_office": -2}, "training_office"),
    ],
)
def test_a_fault_of_an_opening_names_the_opening_and_the_column(cells: dict[str, Any], column: str) -> None:
    faulty = replace(opening(), **cells)
    with pytest.raises(CohortFault) as fault:
        Cohort.of([candidate()], [opening(id="p0"), faulty], [FIRM], [OFFICE])
    assert fault.value.facts == {"id": faulty.id, "column": column}


@pytest.mark.parametrize(
    "cells",
    [
        {"seats": 0},
        {"seats": 5, "extent": (50, 50)},
        {"seats": 5, "extent": None},
        {"seats": 9, "extent": (50, 90)},
        {"seats": 10, "extent": (50, 100)},
        {"training_office": 0},
        {"training_office": None},
    ],
)
def test_what_an_opening_may_be(cells: dict[str, Any]) -> None:
    assert len(Cohort.of([candidate()], [opening(**cells)], [FIRM], [OFFICE]).openings) == 1


def test_a_cohort_may_be_empty() -> None:
    assert len(Cohort.of([], [], []).people) == 0


def test_rows_are_sorted_by_id() -> None:
    ids = ["k10", "k2", "K3", "k1"]
    found = cohort([candidate(id=one) for one in ids], [opening(id=one) for one in ids])
    assert found.people.id.tolist() == found.openings.id.tolist() == ["K3", "k1", "k10", "k2"]


def test_columns_and_row_views_build_the_same_cohort() -> None:
    people, places = [candidate(id="k2"), candidate(id="k1")], [opening()]
    by_columns = Cohort.of(People.of(people), Openings.of(places), [FIRM])
    assert by_columns.digest() == Cohort.of(people, places, [FIRM]).digest()


def test_the_order_of_the_needs_does_not_matter_and_each_changes_the_digest() -> None:
    needs = [NEED, replace(NEED, id="B2")]
    first, other = (Cohort.of([], [], [FIRM], needs=order) for order in (needs, needs[::-1]))
    assert first.needs == other.needs
    assert first.digest() == other.digest() != Cohort.of([], [], [FIRM], needs=needs[:1]).digest()


@pytest.mark.parametrize(
    ("needs", "column"),
    [
        ((NEED, NEED), "id"),
        ((replace(NEED, id=""),), "id"),
        ((replace(NEED, employer=1),), "employer"),
        ((replace(NEED, employer=-1),), "employer"),
    ],
)
def test_a_need_has_a_number_of_its_own_and_a_firm_of_the_cohort(
    needs: tuple[Need, ...], column: str
) -> None:
    with pytest.raises(CohortFault) as caught:
        Cohort.of([], [], [FIRM], needs=needs)
    assert caught.value.facts["column"] == column


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*[candidates(f"k{number}") for number in range(4)]),
    st.tuples(*[openings(f"p{number}") for number in range(3)]),
    st.data(),
)
def test_the_digest_does_not_depend_on_the_order_of_the_rows(
    people: tuple[Candidate, ...], places: tuple[Opening, ...], data: st.DataObject
) -> None:
    turned = cohort(data.draw(st.permutations(people)), data.draw(st.permutations(places)))
    assert turned.digest() == cohort(people, places).digest()


def test_the_digest_does_not_depend_on_how_wide_a_column_of_ids_is() -> None:
    wide = People.of([candidate(id="k1"), candidate(id="a-much-longer-id")]).take([0])
    assert Cohort.of(wide, [opening()], [FIRM]).digest() == cohort([candidate(id="k1")], [opening()]).digest()


@pytest.mark.parametrize("name", [field.name for field in fields(People)])
def test_the_digest_follows_every_column_of_people(name: str) -> None:
    for changed in _changed(WHOLE.people, name):
        assert replace(WHOLE, people=changed).digest() != WHOLE.digest()


@pytest.mark.parametrize("name", [field.name for field in fields(Openings)])
def test_the_digest_follows_every_column_of_openings(name: str) -> None:
    for changed in _changed(WHOLE.openings, name):
        assert replace(WHOLE, openings=changed).digest() != WHOLE.digest()


@pytest.mark.parametrize(
    "change",
    [
        {"employers": (FIRM,)},
        {"employers": (Employer(name="B"), FIRM)},
        {"employers": (replace(FIRM, sector=Sector.PUBLIC), Employer(name="B"))},
        {"employers": (replace(FIRM, organisation_number="1"), Employer(name="B"))},
        {"training_offices": ()},
        {"training_offices": (TrainingOffice(name="Kontor B"),)},
        {"needs": (NEED,)},
        {"needs": (replace(NEED, told=date(2026, 11, 3)),)},
        {"programme": Programme(id="open", name="Annen")},
        {"programme": replace(OPEN_PROGRAMME, start_to=date(2027, 3, 1))},
    ],
)
def test_the_digest_follows_all_else(change: dict[str, Any]) -> None:
    assert replace(WHOLE, **change).digest() != WHOLE.digest()


def test_a_skill_moved_from_one_person_to_the_next_changes_the_digest() -> None:
    def of(first: Sequence[int], second: Sequence[int]) -> str:
        people = [candidate(id="k1", skills=frozenset(first)), candidate(id="k2", skills=frozenset(second))]
        return cohort(people, [opening()]).digest()

    assert of([1, 2], [3]) != of([1], [2, 3])


def _changed(table: Table, name: str) -> list[Table]:
    """The table with one value of a column changed, and for lists with the rows cut elsewhere."""
    return [replace(table, **{name: column}) for column in _columns_unlike(getattr(table, name))]


def _columns_unlike(column: Any) -> list[Any]:
    if isinstance(column, Ragged):
        values, offsets = column.values.copy(), column.offsets.copy()
        values[0] += 1
        offsets[1] -= 1
        return [replace(column, values=values), replace(column, offsets=offsets)]
    other = column.copy()
    last = (-1,) * other.ndim
    kind = other.dtype.kind
    other[last] = "x" if kind == "U" else not other[last] if kind == "b" else other[last] + 1
    assert not np.array_equal(other, column)
    return [other]
