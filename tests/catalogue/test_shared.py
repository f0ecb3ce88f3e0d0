"""The catalogue against reference data beside the project: municipalities, trades, O*NET, ESCO and STYRK-08."""

import csv
import gzip
from collections.abc import Iterator
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from tests.builders import CATALOGUE
from tests.catalogue.test_data import rows

SHARED = Path(__file__).parents[3] / "shared" / "data"
MUNICIPALITIES = SHARED / "no" / "kommuner_centroid_2024.csv"
FARTHEST_KM = 80
"""Between the middle of a municipality and the town where its people live."""
RIASEC = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not MUNICIPALITIES.exists(), reason="needs the reference data in ../shared/data"),
]


def listed() -> dict[str, dict[str, str]]:
    """Rows of the list by number of municipality."""
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as file:
        return {row["kommunenummer"]: row for row in csv.DictReader(file)}


def packed(file: str) -> Iterator[dict[str, str]]:
    with gzip.open(SHARED / file, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def interests() -> dict[tuple[str, str], float]:
    """O*NET's ratings of occupational interests, by occupation and interest."""
    return {
        (row["O*NET-SOC Code"], row["Element Name"]): float(row["Data Value"])
        for row in packed("onet/interests.csv.gz")
        if row["Scale ID"] == "OI"
    }


def km(latitude: float, longitude: float, row: dict[str, str]) -> float:
    """Great-circle kilometres to the centre in a row, by the law of haversines."""
    north, other_north = radians(latitude), radians(float(row["lat"]))
    east, other_east = radians(longitude), radians(float(row["lon"]))
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_the_municipalities_are_those_of_2024_all_357() -> None:
    assert {one.key for one in CATALOGUE.municipalities} == set(listed())


def test_names_are_those_of_2024_in_every_language_of_theirs() -> None:
    official = listed()
    for one in CATALOGUE.municipalities:
        # Names in two or three languages stand beside each other, with a dash between.
        names = {name.strip() for name in official[one.key]["kommunenavn"].split(" - ")}
        assert one.label in names
        assert names <= {one.label, *one.synonyms}, one.key
        assert official[one.key]["kommunenavn"] in (one.label, *one.synonyms), one.key


def test_centres_lie_near_those_of_the_list() -> None:
    official = listed()
    distances = {
        one.label: km(one.latitude, one.longitude, official[one.key]) for one in CATALOGUE.municipalities
    }
    far = {name: round(distance) for name, distance in distances.items() if distance > FARTHEST_KM}
    assert not far


def test_names_of_trades_are_those_of_the_list() -> None:
    with (SHARED / "no" / "laerefag_navikt.csv").open(encoding="utf-8", newline="") as file:
        names = {row["laerefag"].removeprefix("Vg3 ") for row in csv.DictReader(file)}
    assert not {trade.label for trade in CATALOGUE.trades} - names


def test_interests_are_those_of_the_occupation_named_rounded_to_tenths() -> None:
    for row in rows("trades.csv"):
        for interest, score in zip(RIASEC, row["riasec"].split(), strict=True):
            assert abs(interests()[row["onet"], interest] - float(score)) <= 0.05 + 1e-9, row["key"]


def test_codes_of_occupations_are_in_styrk_08() -> None:
    with gzip.open(SHARED / "no" / "styrk08_to_esco_no.csv.gz", "rt", encoding="utf-8") as lines:
        text = lines.read()
    for trade in CATALOGUE.trades:
        assert not trade.styrk08 or f"/norwegian-occupations/{trade.styrk08}," in text, trade.key


def test_a_skill_that_is_in_esco_has_its_address_and_its_label() -> None:
    labels = {row["uri"]: row["label_en"] for row in packed("esco/skills.csv.gz")}
    named = [row for row in rows("skills.csv") if row["esco_uri"]]
    assert len(named) >= 24
    assert len({row["esco_uri"] for row in named}) == len(named), "one skill of ESCO is one of ours"
    for row in named:
        assert labels.get(row["esco_uri"]) == row["esco_label"], row["key"]
