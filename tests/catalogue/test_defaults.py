"""What a firm has not said is what its trade demands: only blanks are filled, and alternatives narrowed."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from matching.catalogue.defaults import complete
from matching.domain.answers import WorkHours
from matching.domain.columns import Ragged
from matching.domain.openings import Opening, Openings
from matching.domain.programme import OPEN_PROGRAMME, Programme
from tests.builders import CATALOGUE, CNC, VESTRE_TOTEN, certificate, level, licence, opening, trade
from tests.drawn import openings, programmes

CARE, DRIVER, COOK = trade("helsearbeiderfaget"), trade("yrkessjaforfaget"), trade("kokkfaget")
B = frozenset({licence("B")})
OF_CARE = Programme(id="test", name="Prøve", trades=("helsearbeiderfaget", "kokkfaget"))
BLANK_OPENING = Opening(id="p1", employer=0, trades=(CARE,), municipality=VESTRE_TOTEN, seats=10)


def filled(place: Opening, programme: Programme = OPEN_PROGRAMME) -> Opening:
    return complete(Openings.of([place]), programme, CATALOGUE).opening(0)


def test_a_blank_opening_demands_what_its_trade_does() -> None:
    found = filled(BLANK_OPENING)
    assert found.norwegian == level("B1")
    assert found.hours == frozenset({WorkHours.DAY, WorkHours.SHIFT})
    assert found.certificates == frozenset({certificate("police-certificate")})
    assert found.licence == frozenset()
    assert filled(replace(BLANK_OPENING, trades=(DRIVER,))).licence == B


def test_what_depends_on_the_trade_fitted_for_stays_blank() -> None:
    found = filled(BLANK_OPENING)
    assert (found.must, found.nice, found.extent, found.start_to) == (None, None, None, None)


def test_nothing_asked_for_is_not_a_blank() -> None:
    said = replace(
        BLANK_OPENING,
        trades=(DRIVER,),
        licence=frozenset(),
        norwegian=0,
        hours=frozenset({WorkHours.DAY}),
        certificates=frozenset(),
    )
    assert filled(said) == said


@pytest.mark.parametrize(
    ("trades", "narrowed"),
    [
        ((CNC, CARE), (CARE,)),
        ((CARE, CNC, COOK), (CARE, COOK)),
        ((COOK, CNC, CARE), (COOK, CARE)),
        ((CARE,), (CARE,)),
        ((CNC,), (CNC,)),
        ((CNC, DRIVER), (CNC, DRIVER)),
    ],
)
def test_alternatives_outside_the_programme_are_dropped_where_one_is_inside(
    trades: tuple[int, ...], narrowed: tuple[int, ...]
) -> None:
    assert filled(replace(BLANK_OPENING, trades=trades), OF_CARE).trades == narrowed


def test_the_first_trade_of_the_programme_fills_the_blanks() -> None:
    place = replace(BLANK_OPENING, trades=(DRIVER, COOK, CARE))
    assert filled(place).licence == B
    assert filled(place, OF_CARE).licence == frozenset()
    assert filled(place, OF_CARE).hours == CATALOGUE.trades[COOK].hours


@pytest.mark.parametrize(
    ("seats", "stated", "expected"),
    [
        (5, None, (50, 50)),
        (8, None, (80, 80)),
        (1, None, (10, 10)),
        (8, (50, 60), (50, 60)),
        (10, None, None),
        (15, None, None),
        (0, None, None),
        (20, (50, 100), (50, 100)),
    ],
)
def test_less_than_one_position_has_the_extent_of_its_seats(
    seats: int, stated: tuple[int, int] | None, expected: tuple[int, int] | None
) -> None:
    assert filled(opening(seats=seats, extent=stated)).extent == expected


@settings(max_examples=150, deadline=None)
@given(openings(), programmes())
def test_only_blanks_are_filled(place: Opening, programme: Programme) -> None:
    found = filled(place, programme)
    for field in fields(Opening):
        before: Any = getattr(place, field.name)
        if field.name != "trades" and before is not None:
            assert getattr(found, field.name) == before, field.name
    assert None not in (found.licence, found.norwegian, found.hours, found.certificates)
    assert set(found.trades) <= set(place.trades)


@settings(max_examples=50, deadline=None)
@given(openings("p1"), openings("p2"), programmes())
def test_what_is_filled_stays_filled_and_rows_do_not_meet(
    one: Opening, other: Opening, programme: Programme
) -> None:
    given_rows = Openings.of([one, other])
    once = complete(given_rows, programme, CATALOGUE)
    twice = complete(once, programme, CATALOGUE)
    for (name, first), (_, second) in zip(once.parts(), twice.parts(), strict=True):
        np.testing.assert_array_equal(first, second, err_msg=name)
    assert once.opening(0) == filled(one, programme)
    assert once.opening(1) == filled(other, programme)


def test_every_column_keeps_its_type() -> None:
    before = Openings.of([BLANK_OPENING])
    after = complete(before, OF_CARE, CATALOGUE)
    for field in fields(Openings):
        column = getattr(before, field.name)
        if not isinstance(column, Ragged):
            assert getattr(after, field.name).dtype == column.dtype, field.name


def test_no_openings_are_no_openings() -> None:
    assert len(complete(Openings.of([]), OF_CARE, CATALOGUE)) == 0
