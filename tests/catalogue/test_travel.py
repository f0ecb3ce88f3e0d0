"""Travel minutes: the estimate worked by hand, and a matrix of one's own."""

import numpy as np
import pytest

from matching.catalogue.travel import Travel
from matching.domain.answers import BLANK, TravelMode
from matching.domain.reference import Municipality
from tests.builders import CATALOGUE, municipality

CAR, TRANSIT = TravelMode.CAR, TravelMode.TRANSIT


def place(latitude: float, longitude: float) -> Municipality:
    return Municipality(key="", label="", county="", latitude=latitude, longitude=longitude)


def test_within_one_municipality_the_way_is_4_km() -> None:
    # 5 + 1.3 * 4 = 10.2 minutes by car; 10 + 1.7 * 10.2 = 27.34 by public transport.
    travel = Travel.estimate([place(60, 10)])
    assert (travel.between(CAR, 0, 0), travel.between(TRANSIT, 0, 0)) == (10, 27)


@pytest.mark.parametrize(
    ("north", "east", "car", "transit"),
    [
        # Half a degree of latitude: 6371 * pi / 360 = 55.60 km straight, 72.28 by road: 77.28 minutes, and
        # 10 + 1.7 * 77.28 = 141.37.
        (0.5, 0.0, 77, 141),
        # Half a degree of longitude at 60 degrees north, where cos is 0.5: 27.80 km, 36.14 by road.
        (0.0, 0.5, 41, 80),
        # 0.3 degrees of latitude: 33.36 km, 43.37 by road.
        (0.3, 0.0, 48, 92),
    ],
)
def test_between_two_municipalities_the_way_is_the_great_circle_and_some(
    north: float, east: float, car: int, transit: int
) -> None:
    travel = Travel.estimate([place(60, 10), place(60 + north, 10 + east)])
    assert (travel.between(CAR, 0, 1), travel.between(TRANSIT, 0, 1)) == (car, transit)
    assert travel.estimated


def test_the_estimate_is_the_same_both_ways_and_longer_by_bus() -> None:
    minutes = CATALOGUE.travel.minutes
    assert minutes.shape == (2, len(CATALOGUE.municipalities), len(CATALOGUE.municipalities))
    np.testing.assert_array_equal(minutes, minutes.transpose(0, 2, 1))
    assert (minutes[TRANSIT] > minutes[CAR]).all()
    assert (minutes > 0).all()


def test_known_journeys_are_about_as_long_as_they_are() -> None:
    gjovik, toten, trondheim = municipality("3407"), municipality("3443"), municipality("5001")
    near, far = (CATALOGUE.travel.between(CAR, toten, other) for other in (gjovik, trondheim))
    assert near is not None
    assert far is not None
    assert 15 <= near <= 40
    assert far > 300


def test_a_matrix_of_ones_own_holds_what_is_given_and_nothing_else() -> None:
    travel = Travel.of_matrix(3, {(CAR, 0, 1): 25, (TRANSIT, 1, 0): 0})
    assert not travel.estimated
    assert travel.between(CAR, 0, 1) == 25
    assert travel.between(TRANSIT, 1, 0) == 0
    assert travel.between(CAR, 1, 0) is None, "the way back is not given"
    assert travel.between(CAR, 2, 2) is None
    assert np.count_nonzero(travel.minutes != BLANK) == 2


def test_without_a_way_of_travel_no_time_is_known() -> None:
    assert CATALOGUE.travel.between(None, 0, 0) is None
