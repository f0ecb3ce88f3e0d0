"""O*NET's ratings of interests and a catalogue in, the catalogue with the interests of its trades out."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Final

from matching.catalogue.tables import TABLES, Row, cells
from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.domain.people import INTERESTS
from matching.files.imports.imported import Imported, imported, read_base
from matching.files.imports.official import read_official

FILES: Final = ("Interests.txt", "Interests.xlsx", "Interests.csv")
"""What the file is called in the downloads; the first of them there is read."""
COLUMNS: Final = ("O*NET-SOC Code", "Element ID", "Scale ID", "Data Value")
SCALE: Final = "OI"
"""Occupational interests; the other scale of the file orders them."""
PLACES: Final = MappingProxyType({f"1.B.1.{letter}": place for place, letter in enumerate("abcdef")})
"""Element of the content model to its place among R I A S E C."""
LEAST, GREATEST = 1, 7
LICENCE: Final = "CC BY 4.0 (riasec)"
_NAMED: Final = re.compile(r"O\*NET [\d.]+, " + re.escape(LICENCE))
_TENTH: Final = Decimal("0.1")

Ratings = Mapping[str, Mapping[int, Decimal]]
"""Of each occupation, its ratings by place among R I A S E C."""


def import_onet(folder: Path, base: Path | None, *, release: str) -> Imported:
    """The interests of every trade whose nearest occupation is rated; the others stay as they are.

    Raises:
        FileFault: the file is missing, cannot be read, or has a rating that is none.
    """
    ratings, before = read_ratings(folder), read_base(base)
    trades = before.tables["trades"]
    rated = {code for code, found in ratings.items() if len(found) == INTERESTS}
    rows = [_rated(row, ratings[row["onet"]], release) if row["onet"] in rated else row for row in trades]
    moved = sum(row["riasec"] != old["riasec"] for row, old in zip(rows, trades, strict=True))
    found = sum(row["onet"] in rated for row in trades)
    without = sum(not row["onet"] for row in trades)
    counts = {
        "occupations": len(ratings),
        "trades": len(trades),
        "found": found,
        "changed": moved,
        "not_found": len(trades) - found - without,
        "without": without,
    }
    return imported(before, {"trades": rows}, counts)


def read_ratings(folder: Path) -> Ratings:
    """The ratings of a download, or of the file itself.

    Raises:
        FileFault: the file is missing, cannot be read, or has a rating that is none.
    """
    there = [folder / name for name in FILES if (folder / name).is_file()]
    path = folder if folder.is_file() else (there or [folder / FILES[0]])[0]
    ratings: dict[str, dict[int, Decimal]] = {}
    for number, row in read_official(path, COLUMNS):
        place = PLACES.get(row["Element ID"].strip())
        if place is not None and row["Scale ID"].strip() == SCALE:
            rating = _rating(path, number, row["Data Value"].strip())
            ratings.setdefault(row["O*NET-SOC Code"].strip(), {})[place] = rating
    return ratings


def _rating(path: Path, number: int, value: str) -> Decimal:
    where: dict[str, Fact] = {"file": path.name, "row": number, "column": "Data Value", "value": value}
    try:
        rating = Decimal(value)
    except InvalidOperation:
        raise FileFault(ErrorCode.CELL_NOT_A_NUMBER, **where) from None
    if not (rating.is_finite() and LEAST <= rating <= GREATEST):
        raise FileFault(ErrorCode.CELL_OUT_OF_RANGE, **where, least=LEAST, greatest=GREATEST)
    return rating


def _rated(row: Row, ratings: Mapping[int, Decimal], release: str) -> Row:
    """A trade with its interests in tenths of a step, and where they are from."""
    told = f"O*NET {release}, {LICENCE}"
    texts = [f"{ratings[place].quantize(_TENTH, ROUND_HALF_UP).normalize():f}" for place in range(INTERESTS)]
    assumed, source = [one for one in cells("trades", row, "assumed") if one != "riasec"], row["source"]
    if source == "assumption":
        assumed = [one for one in TABLES["trades"].columns if row[one] and one not in _NEVER_ASSUMED]
        source = told
    elif _NAMED.search(source):
        source = _NAMED.sub(told, source)
    else:
        source = f"{source}; {told}"
    return {**row, "riasec": " ".join(texts), "assumed": ";".join(assumed), "source": source}


_NEVER_ASSUMED: Final = ("key", "riasec", "assumed", "source", "valid_from")
