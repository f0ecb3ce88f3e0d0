"""Made-up lists of needs, beside lists of openings, as real files read back."""

from pathlib import Path

from matching.domain.errors import RowFault
from matching.domain.policy import NeedsFilled
from matching.files.lists.needs import NeedsList, read_needs
from matching.files.lists.seats import Seats, read_seats
from tests.files.written import CATALOGUE, OPENING, Row, openings_of, table, write_xlsx

NEED: Row = {
    "nummer": "B1",
    "bedrift": "Fabrikk A",
    "lærefag": "CNC-maskineringsfaget",
    "kommune": "3443",
    "kvartal": "1. kvartal 2027",
    "plasser": "1",
    "status": "bekreftet",
}

OTHERS: tuple[Row, ...] = ({"bedrift": "Verft B"}, {"lærefag": "Kokkfaget"}, {"kommune": "3407"})
"""Another firm, trade and place than that of an opening which says nothing of them."""


def needs_of(folder: Path, *rows: Row) -> NeedsList:
    """A list of needs, read back from a workbook; each row is a confirmed need unless it says."""
    return read_needs(write_needs(folder, *rows), CATALOGUE)


def write_needs(folder: Path, *rows: Row) -> Path:
    return write_xlsx(folder / "behov.xlsx", {"Behov": table([{**NEED, **row} for row in rows])})


def seats_of(
    folder: Path,
    needs: tuple[Row, ...],
    openings: tuple[Row, ...],
    filled: NeedsFilled = NeedsFilled.CONFIRMED,
) -> Seats:
    """The seats of a round with these needs and openings; an opening is of another place unless it says."""
    listed = [{**OPENING, "kommune": "0301", **row} for row in openings]
    path = write_xlsx(folder / "plasser.xlsx", {"Læreplasser": table(listed)})
    return read_seats(path, write_needs(folder, *needs), CATALOGUE, filled)


def faults_of_needs(folder: Path) -> tuple[RowFault, ...]:
    """Every fault there is in lists of needs and in what openings say of them."""
    needs: tuple[Row, ...] = ({}, {"nummer": "p1", "kvartal": "snart"}, {"nummer": "p2", "kommune": "3407"})
    openings: tuple[Row, ...] = (
        {"nummer": "p2"},
        {"nummer": "p3", "kommune": "3443"},
        {"nummer": "p4", "behov": "B11"},
        {"nummer": "p5", "behov": "æøå"},
        *({"nummer": f"p{place}", "behov": "B2", **other} for place, other in enumerate(OTHERS, 6)),
    )
    without = openings_of(folder, {"behov": "B1"})
    return (
        *without.faults,
        *seats_of(folder, (*needs, {"nummer": "B2", "kommune": "0301"}), openings).faults,
    )
