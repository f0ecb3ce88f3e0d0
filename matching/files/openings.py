"""A list of openings in, their columns, firms and offices, and the faults of its rows out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, FULL_TIME, TENTHS_IN_A_SEAT, Approval, Sector
from matching.domain.cells import answers, days, masks, numbers
from matching.domain.columns import Rows
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.domain.openings import ALTERNATIVES, Employer, Openings, TrainingOffice
from matching.files import amounts, builds, choices, dates, words
from matching.files.checks import check_ids, check_order, check_pair, places
from matching.files.field import Field, Table, read_table
from matching.files.sheet import read_sheet
from matching.files.vocabulary import Vocabulary

Thing = TypeVar("Thing", str, tuple[str, str])

SHEET: Final = "Læreplasser"
ID: Final = "nummer"
SEATS: Final = "plasser"

_EMPLOYER: Final = ("bedrift", "organisasjonsnummer")
_SECTOR: Final = "sektor"
_FROM: Final = ("prosent fra", "extent_from")
_TO: Final = ("prosent til", "extent_to")
_START: Final = ("start fra", "start_from")
_LAST_START: Final = ("start til", "start_to")


@dataclass(frozen=True, eq=False)
class OpeningsList:
    """The openings of a file without a fault, their firms and offices, and every fault of the others."""

    openings: Openings
    employers: tuple[Employer, ...]
    training_offices: tuple[TrainingOffice, ...]
    faults: tuple[RowFault, ...]
    rows: int
    """Rows with an opening, those with a fault included."""


def read_openings(path: Path, catalogue: Catalogue) -> OpeningsList:
    """A list of openings in, their columns, firms and offices, and the faults of its rows out.

    Firms, one for each name and organisation number, and offices are sorted, whatever the order of the rows.

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    fields = openings_fields(catalogue)
    headings = [field.heading for field in fields]
    sheet = read_sheet(path, SHEET, headings, {field.heading for field in fields if field.required})
    if not len(sheet):
        raise FileFault(ErrorCode.FILE_EMPTY, file=sheet.file, sheet=sheet.name)
    table = read_table(sheet, fields)
    faults = table.order(list(_check(table)))
    return _list(table, table.sound(faults), faults)


def openings_fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of a list of openings, in the order of the template."""
    municipality = words.municipality(catalogue.municipalities)
    trades, skills = Vocabulary.of(catalogue.trades), words.set_of(Vocabulary.of(catalogue.skills))
    licences = words.licence_classes(Vocabulary.of(catalogue.licences))
    norwegian = choices.language_level(catalogue.levels)
    certificates = words.set_of(Vocabulary.of(catalogue.certificates))
    number = choices.unless_none(amounts.organisation_number)
    office = choices.unless_none(amounts.name)
    return (
        Field(ID, amounts.identifier, {"id": builds.texts}, required=True),
        Field(_EMPLOYER[0], amounts.name, {"name": builds.texts}, required=True),
        Field(_EMPLOYER[1], number, {"organisation_number": builds.texts}),
        Field(_SECTOR, choices.sector, {"sector": builds.coded(Sector.NOT_KNOWN)}),
        Field("lærefag", words.alternatives(trades), {"trades": builds.table(ALTERNATIVES)}, required=True),
        Field("kommune", municipality, {"municipality": numbers}, required=True),
        Field(SEATS, amounts.seats, {"seats": numbers}, required=True),
        Field(_FROM[0], amounts.percent, {_FROM[1]: numbers}),
        Field(_TO[0], amounts.percent, {_TO[1]: numbers}),
        Field("kan deles", choices.yes_or_no, {"sharing": answers}),
        Field("må", skills, {"must": builds.sets, "must_known": builds.given}),
        Field("fordel", skills, {"nice": builds.sets, "nice_known": builds.given}),
        Field("førerkort", licences, {"licence": masks}),
        Field("norsk", norwegian, {"norwegian": numbers}),
        Field("skift", choices.hours_of_the_work, {"hours": masks}),
        Field("attest", certificates, {"certificates": masks}),
        Field(_START[0], dates.day, {_START[1]: days}),
        Field(_LAST_START[0], dates.day, {_LAST_START[1]: days}),
        Field("godkjenning", choices.approval, {"approval": builds.coded(Approval.NOT_KNOWN)}),
        Field("opplæringskontor", office, {"office": builds.texts}),
    )


def _check(table: Table) -> Iterator[RowFault]:
    yield from check_ids(table, ID)
    yield from _check_sectors(table)
    yield from check_pair(table, _FROM[0], _TO[0])
    yield from check_order(table, _FROM, _TO)
    yield from _check_room(table)
    yield from check_order(table, _START, _LAST_START)


def _check_sectors(table: Table) -> Iterator[RowFault]:
    """One firm has one sector; every row of a firm with two names the first row of the other one."""
    sectors = table.columns["sector"]
    stated: dict[tuple[str, str], dict[int, list[int]]] = {}
    for row in places(table.read(*_EMPLOYER, _SECTOR) & (sectors != Sector.NOT_KNOWN)):
        stated.setdefault(_employer(table, row), {}).setdefault(int(sectors[row]), []).append(row)
    for of_firm in stated.values():
        for sector, rows in of_firm.items() if len(of_firm) > 1 else ():
            other = min(row for others, rows in of_firm.items() if others != sector for row in rows)
            for row in rows:
                yield table.fault(row, _SECTOR, ErrorCode.SECTOR_DIFFERS, other=int(table.sheet.rows[other]))


def _check_room(table: Table) -> Iterator[RowFault]:
    """A place of less than one position offers no more than it is."""
    tenths, greatest = table.columns["seats"], table.columns[_TO[1]]
    room = tenths * (FULL_TIME // TENTHS_IN_A_SEAT)
    part = table.read(SEATS, _TO[0]) & (tenths > 0) & (tenths < TENTHS_IN_A_SEAT)
    for row in places(part & (greatest > room)):
        yield table.fault(row, _TO[0], ErrorCode.EXTENT_ABOVE_SEATS, greatest=int(room[row]))


def _employer(table: Table, row: int) -> tuple[str, str]:
    """Name and organisation number of the firm of one row."""
    return str(table.columns["name"][row]), str(table.columns["organisation_number"][row])


def _list(table: Table, sound: Rows, faults: tuple[RowFault, ...]) -> OpeningsList:
    """The rows without a fault as columns, and the firms and offices they name."""
    columns = table.at(sound)
    firms = list(zip(columns.pop("name").tolist(), columns.pop("organisation_number").tolist(), strict=True))
    sectors = sorted(zip(firms, columns.pop("sector").tolist(), strict=True))
    known = dict(sectors)  # the greatest of a firm stands: a sector that is known, where one is
    offices = columns.pop("office").tolist()
    firm_places, office_places = _places(firms), _places(name for name in offices if name)
    return OpeningsList(
        openings=Openings(
            **columns,
            employer=np.array([firm_places[firm] for firm in firms], dtype=np.int32),
            training_office=np.array([office_places.get(name, BLANK) for name in offices], dtype=np.int32),
        ),
        employers=tuple(
            Employer(name=name, organisation_number=number, sector=Sector(known[name, number]))
            for name, number in firm_places
        ),
        training_offices=tuple(TrainingOffice(name=name) for name in office_places),
        faults=faults,
        rows=len(table.sheet),
    )


def _places(things: Iterable[Thing]) -> dict[Thing, int]:
    """Each different thing to its place in sorted order."""
    return {thing: place for place, thing in enumerate(sorted(set(things)))}
