"""A list of needs in, the needs and their firms, and the faults of its rows out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, Approval, NeedStatus
from matching.domain.cells import date_of, days, numbers
from matching.domain.columns import Int8
from matching.domain.errors import ErrorCode, RowFault
from matching.domain.needs import Need, Quarter
from matching.domain.openings import Employer
from matching.files.fields import amounts, builds, choices, dates, told
from matching.files.fields.checks import check_ids, places
from matching.files.fields.field import Field, Table, Told, read_fields, read_table
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.municipalities import municipality
from matching.files.fields.quarters import quarter, tell_quarter
from matching.files.fields.rows import Reading, rows_to_read
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.headings.sheet import Sheet
from matching.files.source.vocabulary import nearest, plain

SHEET: Final = "Behov"
ID: Final = "nummer"
NAMED: Final = "behov"
"""The column of a list of openings that names the need each comes of."""
MISTAKES: Final = 50
"""More numbers than these that are in no list mean another list, in which the nearest is not looked for."""

_FIRM: Final = ("bedrift", "organisasjonsnummer")
_TRADE: Final = "lærefag"
_MUNICIPALITY: Final = "kommune"


@dataclass(frozen=True, eq=False, kw_only=True)
class NeedsList(Reading):
    """The needs of a file without a fault, their firms, and what became of the other rows."""

    needs: tuple[Need, ...]
    employers: tuple[Employer, ...]
    table: Table
    """Every row that was read."""

    @cached_property
    def by_id(self) -> Mapping[str, Need]:
        """The needs by their numbers."""
        return {one.id: one for one in self.needs}

    def fault(self, need: Need, code: ErrorCode, **facts: str) -> RowFault:
        """A fault of one of the needs found by looking at other lists too."""
        return self.table.fault(self._places[need.id], ID, code, **facts)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {str(name): row for row, name in enumerate(self.table.columns["id"])}


def read_needs(path: Path, catalogue: Catalogue, meanings: Meanings = NOTHING_CHOSEN) -> NeedsList:
    """A list of needs in, the needs and their firms, and the faults of its rows out.

    Firms, one for each name and organisation number, are sorted, whatever the order of the rows.

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    sheet = read_fields(path, SHEET, needs_fields(catalogue), meanings=meanings)
    return needs_in(sheet, catalogue, meanings)


def needs_in(sheet: Sheet, catalogue: Catalogue, meanings: Meanings = NOTHING_CHOSEN) -> NeedsList:
    """The texts of a list of needs in, the same out as of its file.

    Raises:
        FileFault: there is no row to read.
    """
    lexicons = Lexicons.of(catalogue, meanings)
    fields = needs_fields(catalogue, lexicons)
    rows = rows_to_read(sheet, ID)
    table = read_table(rows.sheet, fields)
    faults = table.order(list(check_ids(table, ID)))
    sound = table.sound(faults)
    columns = table.at(sound)
    firms = list(zip(columns["name"].tolist(), columns["organisation_number"].tolist(), strict=True))
    place = {firm: place for place, firm in enumerate(sorted(set(firms)))}
    return NeedsList(
        needs=tuple(_need(columns, row, place[firm]) for row, firm in enumerate(firms)),
        employers=tuple(Employer(name=name, organisation_number=number) for name, number in place),
        table=table,
        sheet=sheet,
        sound=rows.places[sound],
        faults=faults,
        passed_over=rows.passed_over,
        links=lexicons.links,
    )


def needs_fields(catalogue: Catalogue, lexicons: Lexicons | None = None) -> tuple[Field, ...]:
    """The columns of a list of needs, in the order of the template."""
    lexicons = lexicons or Lexicons.of(catalogue)
    trade, place = lexicons.trades.find, municipality(lexicons.municipalities)
    number = choices.unless_none(amounts.organisation_number)
    municipalities = told.municipality(catalogue.municipalities)
    in_quarter = {"year": builds.part(0, numbers), "quarter": builds.part(1, numbers)}
    return (
        Field(ID, amounts.identifier, {"id": builds.texts}, told.text, required=True),
        Field(_FIRM[0], amounts.name, {"name": builds.texts}, told.text, required=True),
        Field(_FIRM[1], number, {"organisation_number": builds.texts}, told.text),
        Field(_TRADE, trade, {"trade": numbers}, told.entry(catalogue.trades), required=True),
        Field(_MUNICIPALITY, place, {"municipality": numbers}, municipalities, required=True),
        Field("kvartal", quarter, in_quarter, Told(tell_quarter)),
        Field("plasser", amounts.seats, {"seats": numbers}, told.tenths, required=True),
        Field(
            "status", choices.need_status, {"status": builds.coded(NeedStatus.NOT_KNOWN)}, told.need_status
        ),
        Field("kilde", amounts.name, {"source": builds.texts}, told.text),
        Field("dato", dates.day, {"told": days}, told.day),
        Field("godkjenning", choices.approval, {"approval": builds.coded(Approval.NOT_KNOWN)}, told.approval),
    )


def _need(columns: Mapping[str, Any], row: int, employer: int) -> Need:
    cells = {name: column[row] for name, column in columns.items()}
    year, number = int(cells["year"]), int(cells["quarter"])
    return Need(
        id=str(cells["id"]),
        employer=employer,
        trade=int(cells["trade"]),
        municipality=int(cells["municipality"]),
        seats=int(cells["seats"]),
        quarter=None if year == BLANK else Quarter(year, number),
        status=NeedStatus(int(cells["status"])),
        source=str(cells["source"]),
        told=date_of(int(cells["told"])),
        approval=Approval(int(cells["approval"])),
    )


def check_named(table: Table, needs: NeedsList | None) -> Iterator[RowFault]:
    """A need that a row of a list of openings names is in the list of needs, and is of the same place."""
    named = table.columns["need"]
    rows = places(table.read(NAMED) & (named != "") & (named != choices.NONE_AT_ALL))
    if needs is None:
        yield from (table.fault(row, NAMED, ErrorCode.NEEDS_NOT_GIVEN) for row in rows)
        return
    numbers_given = set(needs.table.columns["id"].tolist())  # those of rows with a fault too, told already
    comparable = table.read(*_FIRM, _TRADE, _MUNICIPALITY)
    likely = len(set(named[rows].tolist()) - numbers_given) <= MISTAKES
    for row, name in zip(rows, named[rows].tolist(), strict=True):
        if name not in numbers_given:
            near = nearest(name, sorted(numbers_given)) if likely else None
            yield table.fault(row, NAMED, ErrorCode.NEED_NOT_LISTED, nearest=near)
        elif name in needs.by_id and comparable[row]:
            part = _apart(table, row, needs.by_id[name], needs)
            if part:
                yield table.fault(row, NAMED, ErrorCode.NEED_OF_ANOTHER, part=part)


def statuses(named: Iterable[str], needs: NeedsList | None) -> Int8:
    """The status of each need that openings name: BLANK where none is, not known where its own row has a fault."""
    known: dict[str, int] = {one.id: one.status for one in needs.needs} if needs else {}
    known |= dict.fromkeys(("", choices.NONE_AT_ALL), BLANK)
    return np.array([known.get(name, NeedStatus.NOT_KNOWN) for name in named], dtype=np.int8)


def _apart(table: Table, row: int, need: Need, needs: NeedsList) -> str | None:
    """What of a row of a list of openings is another than the need has."""
    cells = {
        name: table.columns[name][row] for name in ("name", "organisation_number", "trades", "municipality")
    }
    firm = Employer(name=str(cells["name"]), organisation_number=str(cells["organisation_number"]))
    if not same_firm(firm, needs.employers[need.employer]):
        return "firm"
    if need.trade not in cells["trades"]:
        return "trade"
    return "municipality" if need.municipality != cells["municipality"] else None


def same_firm(one: Employer, other: Employer) -> bool:
    """Whether two lists mean the same firm: by organisation number where both have it, else by name."""
    if one.organisation_number and other.organisation_number:
        return one.organisation_number == other.organisation_number
    return plain(one.name) == plain(other.name)
