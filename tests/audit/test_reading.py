"""How an opening is read: room, and what the firm has not said."""

import pytest

from matching.audit.reading import Offer, Round, agreed_extent
from matching.domain.openings import Opening
from matching.domain.policy import Mode, Policy
from tests.builders import CATALOGUE, ON, candidate, certificate, cohort, licence, opening, trade

MEETINGS = Policy(mode=Mode.MEETINGS, people_per_seat=3)


def offered(place: Opening, policy: Policy | None = None) -> Offer:
    return Round(cohort([candidate()], [place]), CATALOGUE, policy or Policy(), ON).offers[0]


@pytest.mark.parametrize(("tenths", "positions"), [(0, 0), (1, 1), (9, 1), (10, 1), (19, 1), (20, 2)])
def test_tenths_of_a_position_make_whole_places_and_a_part_of_one_makes_one(
    tenths: int, positions: int
) -> None:
    place = opening(seats=tenths, extent=None)
    assert offered(place).room == positions
    assert offered(place, MEETINGS).room == 3 * positions


@pytest.mark.parametrize(
    ("tenths", "extent"), [(0, None), (1, (10, 10)), (5, (50, 50)), (9, (90, 90)), (10, None)]
)
def test_a_part_of_a_position_has_the_extent_of_its_seats(
    tenths: int, extent: tuple[int, int] | None
) -> None:
    assert offered(opening(seats=tenths, extent=None)).extent == extent


def test_what_the_firm_has_said_stands() -> None:
    said = offered(opening(trades=(trade("yrkessjaforfaget"),), seats=5, extent=(40, 50)))
    assert (said.extent, said.licence, said.certificates) == ((40, 50), frozenset(), ())


def test_what_the_firm_has_not_said_is_what_the_trade_demands() -> None:
    blank = opening(trades=(trade("yrkessjaforfaget"),), licence=None, certificates=None)
    offer = offered(blank)
    assert offer.licence == {licence("B")}
    assert offer.certificates == (certificate("health-certificate"),)


@pytest.mark.parametrize(
    ("wanted", "offers", "agreed"),
    [
        ((50, 80), (60, 100), (60, 80)),
        ((50, 80), None, (50, 80)),
        (None, (60, 100), (60, 100)),
        (None, None, None),
    ],
)
def test_the_agreed_extent_is_what_both_have_said_they_accept(
    wanted: tuple[int, int] | None, offers: tuple[int, int] | None, agreed: tuple[int, int] | None
) -> None:
    assert agreed_extent(candidate(extent=wanted), offered(opening(extent=offers))) == agreed
