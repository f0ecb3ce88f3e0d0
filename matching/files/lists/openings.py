"""A list of openings in, their columns, firms and offices, and the faults of its rows out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, FULL_TIME, TENTHS_IN_A_SEAT, Approval, Sector
from matching.domain.cells import answers, days, numbers
from matching.domain.columns import Ragged
from matching.domain.errors import ErrorCode, RowFault
from matching.domain.openings import ALTERNATIVES, Employer, Openings, TrainingOffice
from matching.files.fields import amounts, builds, choices, dates, told, words
from matching.files.fields.checks import check_ids, check_order, check_pair, places
from matching.files.fields.field import Field, Table, read_fields, read_table
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.municipalities import municipality
from matching.files.fields.rows import Reading, ToRead, rows_to_read
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.headings.sheet import Sheet
from matching.files.lists.demanded import SLIGHT, demanded_fields
from matching.files.lists.needs import NAMED, NeedsList, check_named, statuses

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
_ASKED: Final = ("must", "nice")


@dataclass(frozen=True, eq=False, kw_only=True)
class OpeningsList(Reading):
    """The openings of a file without a fault, their firms and offices, and what became of the other rows."""

    openings: Openings
    employers: tuple[Employer, ...]
    training_offices: tuple[TrainingOffice, ...]
    needs_named: tuple[str, ...] = ()
    """The number of the need each opening comes of, «ingen» for none, empty where nobody has said."""


def read_openings(
    path: Path,
    catalogue: Catalogue,
    needs: NeedsList | None = None,
    meanings: Meanings = NOTHING_CHOSEN,
) -> OpeningsList:
    """A list of openings in, their columns, firms and offices, and the faults of its rows out.

    Firms, one for each name and organisation number, and offices are sorted, whatever the order of the rows.
    `needs` are those the openings may name.

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    sheet = read_fields(path, SHEET, openings_fields(catalogue), meanings=meanings)
    return openings_in(sheet, catalogue, needs, meanings)


def openings_in(
    sheet: Sheet,
    catalogue: Catalogue,
    needs: NeedsList | None = None,
    meanings: Meanings = NOTHING_CHOSEN,
) -> OpeningsList:
    """The texts of a list of openings in, the same out as of its file.

    Raises:
        FileFault: there is no row to read.
    """
    lexicons = Lexicons.of(catalogue, meanings)
    columns = openings_fields(catalogue, lexicons)
    rows = rows_to_read(sheet, ID)
    table = read_table(rows.sheet, columns)
    faults = table.order([*_check(table), *check_named(table, needs)])
    return replace(_list(table, faults, sheet, rows, needs), links=lexicons.links)


def openings_fields(catalogue: Catalogue, lexicons: Lexicons | None = None) -> tuple[Field, ...]:
    """The columns of a list of openings, in the order of the template."""
    lexicons = lexicons or Lexicons.of(catalogue)
    place = municipality(lexicons.municipalities)
    number = choices.unless_none(amounts.organisation_number)
    office = choices.unless_none(amounts.name)
    need = choices.unless_none(amounts.identifier, choices.NONE_AT_ALL)
    municipalities = told.municipality(catalogue.municipalities)
    trade = told.alternatives(catalogue.trades)
    return (
        Field(ID, amounts.identifier, {"id": builds.texts}, told.text, required=True),
        Field(_EMPLOYER[0], amounts.name, {"name": builds.texts}, told.text, required=True),
        Field(_EMPLOYER[1], number, {"organisation_number": builds.texts}, told.text),
        Field(_SECTOR, choices.sector, {"sector": builds.coded(Sector.NOT_KNOWN)}, told.sector),
        Field(
            "lærefag",
            words.alternatives(lexicons.trades),
            {"trades": builds.table(ALTERNATIVES)},
            trade,
            required=True,
        ),
        Field("kommune", place, {"municipality": numbers}, municipalities, required=True),
        Field(SEATS, amounts.seats, {"seats": numbers}, told.tenths, required=True),
        Field(_FROM[0], amounts.percent, {_FROM[1]: numbers}, told.number),
        Field(_TO[0], amounts.percent, {_TO[1]: numbers}, told.number),
        Field("kan deles", choices.yes_or_no, {"sharing": answers}, told.yes_or_no),
        *demanded_fields(catalogue, lexicons),
        Field(_START[0], dates.day, {_START[1]: days}, told.day),
        Field(_LAST_START[0], dates.day, {_LAST_START[1]: days}, told.day),
        Field("godkjenning", choices.approval, {"approval": builds.coded(Approval.NOT_KNOWN)}, told.approval),
        Field("opplæringskontor", office, {"office": builds.texts}, told.text),
        Field(NAMED, need, {"need": builds.texts}, told.text),
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


def _list(
    table: Table, faults: tuple[RowFault, ...], sheet: Sheet, rows: ToRead, needs: NeedsList | None
) -> OpeningsList:
    """The rows without a fault as columns, and the firms and offices they name."""
    sound = table.sound(faults)
    columns = table.at(sound)
    firms = list(zip(columns.pop("name").tolist(), columns.pop("organisation_number").tolist(), strict=True))
    sectors = sorted(zip(firms, columns.pop("sector").tolist(), strict=True))
    known = dict(sectors)  # the greatest of a firm stands: a sector that is known, where one is
    offices, named = columns.pop("office").tolist(), columns.pop("need").tolist()
    slight = _slight(columns)
    firm_places, office_places = _places(firms), _places(name for name in offices if name)
    return OpeningsList(
        openings=Openings(
            **columns,
            employer=np.array([firm_places[firm] for firm in firms], dtype=np.int32),
            training_office=np.array([office_places.get(name, BLANK) for name in offices], dtype=np.int32),
            need=statuses(named, needs),
            slight=slight,
        ),
        employers=tuple(
            Employer(name=name, organisation_number=number, sector=Sector(known[name, number]))
            for name, number in firm_places
        ),
        training_offices=tuple(TrainingOffice(name=name) for name in office_places),
        needs_named=tuple(named),
        sheet=sheet,
        sound=rows.places[sound],
        faults=faults,
        passed_over=rows.passed_over,
    )


def _slight(columns: dict[str, Any]) -> Ragged:
    """Taken out of the columns: of what each opening asks a little in a field, and in full in neither."""
    asked = [_sets(columns[name]) for name in _ASKED]
    little = [_sets(columns.pop(f"{name}{SLIGHT}")) for name in _ASKED]
    in_full = [
        [all_ - some for all_, some in zip(*of, strict=True)] for of in zip(asked, little, strict=True)
    ]
    rows = zip(*little, *in_full, strict=True)
    return Ragged.of(
        sorted((must | nice) - must_full - nice_full) for must, nice, must_full, nice_full in rows
    )


def _sets(column: Ragged) -> list[set[int]]:
    return [set(column.row(row)) for row in range(len(column))]


def _places(things: Iterable[Thing]) -> dict[Thing, int]:
    """Each different thing to its place in sorted order."""
    return {thing: place for place, thing in enumerate(sorted(set(things)))}


def openings_columns(
    openings: Openings, employers: Sequence[Employer], offices: Sequence[TrainingOffice], needs: Sequence[str]
) -> dict[str, Any]:
    """Openings with their firms, offices and the needs they name in, the columns of their list out, by name."""
    columns = {field.name: getattr(openings, field.name) for field in fields(openings)}
    firms = [employers[place] for place in columns.pop("employer").tolist()]
    places = columns.pop("training_office").tolist()
    slight = _sets(columns.pop("slight"))
    enough = {
        f"{name}{SLIGHT}": Ragged.of(
            sorted(asked & little) for asked, little in zip(_sets(columns[name]), slight, strict=True)
        )
        for name in _ASKED
    }
    return (
        columns
        | enough
        | {
            "name": builds.texts([firm.name for firm in firms]),
            "organisation_number": builds.texts([firm.organisation_number for firm in firms]),
            "sector": builds.coded(Sector.NOT_KNOWN)([firm.sector for firm in firms]),
            "office": builds.texts(["" if place == BLANK else offices[place].name for place in places]),
            "need": builds.texts(needs),
        }
    )
