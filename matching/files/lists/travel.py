"""The user's own journey times: a table of municipalities and minutes in, Travel out."""

from pathlib import Path
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.travel import Travel
from matching.domain.answers import BLANK, TravelMode
from matching.domain.cells import numbers
from matching.domain.errors import ErrorCode, Fact, PolicyFault
from matching.files.fields import amounts
from matching.files.fields.field import Field, Table, read_fields, read_table
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.municipalities import municipality

SHEET: Final = "Reisetid"
_ORIGIN, _DESTINATION = "fra", "til"
_MODES: Final = {TravelMode.CAR: "bil", TravelMode.TRANSIT: "kollektiv"}
_LONGEST: Final = 1440


def read_travel(path: Path, catalogue: Catalogue) -> Travel:
    """A table with the columns fra, til, bil and kollektiv in; minutes one way, in that direction, out.

    A blank, and a pair of municipalities that is not there, is not known.

    Raises:
        FileFault: the file as a whole cannot be read.
        PolicyFault: a row is wrong or stands twice; the facts name the first one.
    """
    fields = _fields(catalogue)
    table = read_table(read_fields(path, SHEET, fields), fields)
    for fault in table.order(()):
        raise _fault(table, fault.row, fault.column, fault.value, fault.code, dict(fault.facts))
    return Travel.of_matrix(len(catalogue.municipalities), _times(table))


def _fields(catalogue: Catalogue) -> tuple[Field, ...]:
    place = municipality(Lexicons.of(catalogue).municipalities)
    minutes = amounts.minutes(0, _LONGEST)
    return (
        Field(_ORIGIN, place, {_ORIGIN: numbers}, required=True),
        Field(_DESTINATION, place, {_DESTINATION: numbers}, required=True),
        *(Field(heading, minutes, {heading: numbers}) for heading in _MODES.values()),
    )


def _times(table: Table) -> dict[tuple[TravelMode, int, int], int]:
    origins, destinations = table.columns[_ORIGIN].tolist(), table.columns[_DESTINATION].tolist()
    first: dict[tuple[int, int], int] = {}
    for row, pair in enumerate(zip(origins, destinations, strict=True)):
        if first.setdefault(pair, row) != row:
            number, other = (int(table.sheet.rows[one]) for one in (row, first[pair]))
            value = table.sheet.text(row, _DESTINATION)
            raise _fault(table, number, _DESTINATION, value, ErrorCode.ID_TWICE, {"other": other})
    return {
        (mode, *pair): int(table.columns[heading][row])
        for mode, heading in _MODES.items()
        for pair, row in first.items()
        if table.columns[heading][row] != BLANK
    }


def _fault(
    table: Table, row: int, column: str, value: str, problem: ErrorCode, facts: dict[str, Fact]
) -> PolicyFault:
    return PolicyFault(
        ErrorCode.TRAVEL_MATRIX,
        file=table.sheet.file,
        sheet=table.sheet.name,
        row=row,
        column=column,
        value=value,
        problem=problem,
        **facts,
    )
