"""Municipalities against a list of 2024 beside the project: same numbers and names, centres near each other."""

import csv
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from tests.builders import CATALOGUE

LIST = Path(__file__).parents[3] / "shared" / "data" / "no" / "kommuner_centroid_2024.csv"
FARTHEST_KM = 80
"""Between the middle of a municipality and the town where its people live."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/data/no/kommuner_centroid_2024.csv"),
]


def listed() -> dict[str, dict[str, str]]:
    """Rows of the list by number of municipality."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["kommunenummer"]: row for row in csv.DictReader(file)}


def km(latitude: float, longitude: float, row: dict[str, str]) -> float:
    """Great-circle kilometres to the centre in a row, by the law of haversines."""
    north, other_north = radians(latitude), radians(float(row["lat"]))
    east, other_east = radians(longitude), radians(float(row["lon"]))
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_numbers_and_names_are_those_of_2024() -> None:
    rows = listed()
    for one in CATALOGUE.municipalities:
        assert one.key in rows, f"{one.key} {one.label} is no municipality of 2024"
        # Names in two languages have both, with a dash between.
        names = [name.strip() for name in rows[one.key]["kommunenavn"].split(" - ")]
        assert one.label in (*names, rows[one.key]["kommunenavn"]), f"{one.key} is {names}, not {one.label}"


def test_centres_lie_near_those_of_the_list() -> None:
    rows = listed()
    distances = {
        one.label: km(one.latitude, one.longitude, rows[one.key]) for one in CATALOGUE.municipalities
    }
    far = {name: round(distance) for name, distance in distances.items() if distance > FARTHEST_KM}
    assert not far


def test_all_of_the_two_counties_are_there() -> None:
    ours = {one.key for one in CATALOGUE.municipalities}
    missing = {number: row["kommunenavn"] for number, row in listed().items() if number[:2] in ("34", "50")}
    assert not {number: name for number, name in missing.items() if number not in ours}
