"""The program that places the centres of municipalities: by number, in the right county, or not at all."""

import csv

import pytest

from benchmarks.municipalities import LIST, Place, place

VERDAL = {
    "code": "5038",
    "name": "Verdal",
    "county_code": "50",
    "geoname": "7",
    "lat": "",
    "lon": "",
    "assumed": "",
}
PLACES: dict[str, Place] = {
    "7": {"latitude": 63.79332, "longitude": 11.48170, "admin1code": "21"},
    "8": {"latitude": 60.79574, "longitude": 10.69155, "admin1code": "34"},
}


def test_a_centre_gets_the_coordinates_of_its_place_and_nothing_else_is_changed() -> None:
    assert place([VERDAL], PLACES) == [{**VERDAL, "lat": "63.79332", "lon": "11.4817"}]


def test_coordinates_set_by_hand_stay() -> None:
    row = {**VERDAL, "geoname": "", "lat": "63.8", "lon": "11.5", "assumed": "centre;lat;lon"}
    assert place([row], {}) == [row]


@pytest.mark.parametrize("changes", [{"geoname": "8"}, {"geoname": "9"}, {"geoname": ""}])
def test_a_centre_elsewhere_or_without_a_source_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="5038 Verdal"):
        place([{**VERDAL, **changes}], PLACES)


def test_every_row_of_the_list_says_where_its_coordinates_are_from() -> None:
    with LIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_hand = {"lat", "lon"} <= set(row["assumed"].split(";"))
            assert by_hand != bool(row["geoname"]), row["name"]
            assert by_hand != ("GeoNames" in row["source"]), row["name"]
