"""Lists somebody brings: read by the reader of files, mended cell by cell, shown as a difference, and then kept.

Nothing of a list that must not be read is kept, and nothing of people who have an address restriction, neither of
those it closes nor of those who were hidden before.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection, select

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.files.fields.rows import Reading
from matching.files.headings.column_names import ColumnQuestion
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.headings.names import key
from matching.files.lists import needs, openings, people
from matching.files.lists.kept import sheet_of
from matching.files.lists.needs import NeedsList, needs_in, read_needs
from matching.files.lists.openings import OpeningsList, openings_in, read_openings
from matching.files.lists.people import closed_people, read_people
from matching.files.lists.seats import seats_of
from matching.files.out.understood import understood_needs, understood_people
from matching.files.source.vocabulary import plain
from service.bringing.columns import unknown_columns
from service.bringing.uploads import list_rows, opening_rows
from service.planning.deciding import in_force
from service.planning.deciding import read as read_policy
from service.store.drafts import OF_PEOPLE, Written
from service.store.lists import rows_of
from service.store.rows import NEEDS, OPENINGS, PEOPLE, Kind, ListRow
from service.store.tables.rounds import person


class ListKind(StrEnum):
    """The lists of a round, by what stands for them in an address."""

    PEOPLE = OF_PEOPLE
    OPENINGS = "lareplasser"
    NEEDS = "behov"

    @property
    def sheet(self) -> str:
        """The name the reader of files has for such a list."""
        return {
            ListKind.PEOPLE: people.SHEET,
            ListKind.OPENINGS: openings.SHEET,
            ListKind.NEEDS: needs.SHEET,
        }[self]

    @property
    def kept(self) -> Kind:
        """The kind of list the store keeps."""
        return {ListKind.PEOPLE: PEOPLE, ListKind.OPENINGS: OPENINGS, ListKind.NEEDS: NEEDS}[self]


@dataclass(frozen=True, eq=False)
class Brought:
    """A list that was brought, as it was read."""

    reading: Reading | None
    """None where nobody in it is to be shown: all have an address restriction, or it is refused."""
    rows: tuple[ListRow, ...]
    """Those that are sound, as they would be kept."""
    faults: tuple[RowFault, ...]
    """Faults of its rows."""
    elsewhere: tuple[RowFault, ...] = ()
    """Faults of another list of the round, that this one brings to light."""
    closed: frozenset[str] = frozenset()
    """Whom it says have an address restriction, in plain form, also where nothing else of it can be read."""
    by_choice: frozenset[str] = frozenset()
    """Those of them it would not close as it stands, with no column chosen to mean anything."""
    refused: FileFault | None = None
    """Why the file as a whole cannot be read, or must not be."""
    unknown: tuple[ColumnQuestion, ...] = ()
    """The columns nobody knows of a file that was refused."""

    @property
    def sound(self) -> bool:
        """Whether nothing has to be mended."""
        return not (self.faults or self.elsewhere)


@dataclass(frozen=True, eq=False)
class Beside:
    """What the round has of other lists, which some lists are read beside."""

    catalogue: Catalogue
    policy: Mapping[str, object]
    needs: NeedsList | None
    openings: OpeningsList | None
    meanings: Meanings = NOTHING_CHOSEN
    """What columns of the list itself are chosen to mean."""

    @classmethod
    def of(cls, connection: Connection, round_key: int, catalogue: Catalogue) -> "Beside":
        """The lists of openings and needs of a round as they are kept."""
        tables = in_force(connection, round_key).tables
        rows = {
            kind: [row.cells for row in rows_of(connection, round_key, kind)] for kind in (NEEDS, OPENINGS)
        }
        needed = needs_in(sheet_of(needs.SHEET, rows[NEEDS]), catalogue) if rows[NEEDS] else None
        sheet = sheet_of(openings.SHEET, rows[OPENINGS]) if rows[OPENINGS] else None
        return cls(catalogue, tables, needed, openings_in(sheet, catalogue, needed) if sheet else None)


def bring(name: str, content: bytes, kind: ListKind, beside: Beside) -> Brought:
    """The content of a file read as a list of a kind, or why it is refused; its own name is told to nobody."""
    ending = Path(name).suffix.casefold()
    with _laid(f"{kind}{ending}", lambda path: path.write_bytes(content)) as path:
        try:
            found = _READERS[kind](path, beside)
        except FileFault as fault:
            unknown = unknown_columns(path, kind.sheet, beside.catalogue)
            closed = _closed(path, kind, beside.meanings)
            found = Brought(None, (), (), closed=closed, refused=fault, unknown=unknown)
        if not (found.closed and beside.meanings.columns):
            return found
        return replace(found, by_choice=found.closed - _closed(path, kind, NOTHING_CHOSEN))


def again(rows: Written, kind: ListKind, beside: Beside) -> Brought:
    """A list that was brought read again, by the same reader.

    Raises:
        FileFault: something was written into it that must not be read.
    """
    with _laid(f"{kind}.csv", lambda path: _write(rows, path)) as path:
        return _READERS[kind](path, beside)


def written(connection: Connection, unit: str, one: Brought, kind: ListKind) -> Written:
    """The cells of a list as they were written, headings first, without people who are hidden; [] without rows."""
    if one.reading is None:
        return []
    sheet = one.reading.sheet
    hidden = _hidden(connection, unit) if kind is ListKind.PEOPLE else set()
    ids = sheet.column(kind.kept.heading)
    numbers = sheet.rows.tolist()
    headings = [str(max(min(numbers) - 1, 1)), *(heading for heading, _ in sheet.written)]
    cells = (
        [str(number), *(texts[row] for _, texts in sheet.written)]
        for row, number in enumerate(numbers)
        if plain(ids[row]) not in hidden
    )
    rows = list(cells)
    return [headings, *rows] if rows else []


def mended(rows: Written, cells: Mapping[tuple[int, int], str], out: Sequence[int]) -> Written:
    """A list with cells written anew, each by the number of its row and the place of its column, and rows out."""
    return [
        [cells.get((int(row[0]), place), text) if place and at else text for place, text in enumerate(row)]
        for at, row in enumerate(rows)
        if not at or int(row[0]) not in out
    ]


def place_of(rows: Written, fault: RowFault) -> int | None:
    """The place of the column a fault is in, counted from 1; None where the list has no such column."""
    named = {key(heading): place for place, heading in enumerate(rows[0]) if place}
    return named.get(key(fault.written or fault.column))


@contextmanager
def _laid(name: str, write: Callable[[Path], object]) -> Iterator[Path]:
    """A list as a file for as long as it is read: the reader is the same for all lists, and takes files."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        yield path


def _closed(path: Path, kind: ListKind, meanings: Meanings) -> frozenset[str]:
    """Whom a list says have an address restriction, in plain form; nobody where it has no cells to look at."""
    try:
        return closed_people(path, meanings) if kind is ListKind.PEOPLE else frozenset()
    except FileFault:
        return frozenset()


def _read_people(path: Path, beside: Beside) -> Brought:
    try:
        found = read_people(path, beside.catalogue, beside.meanings)
    except FileFault as fault:
        closed = closed_people(path, beside.meanings) if fault.code is ErrorCode.FILE_EMPTY else frozenset()
        if not closed:
            raise
        return Brought(None, (), (), closed=closed)
    rows = list_rows(PEOPLE, understood_people(found, beside.catalogue))
    return Brought(found, rows, found.faults, closed=found.sheet.withheld)


def _read_openings(path: Path, beside: Beside) -> Brought:
    found = read_openings(path, beside.catalogue, beside.needs, beside.meanings)
    policy = read_policy(beside.policy, beside.catalogue)
    between = seats_of(found, beside.needs, policy.needs_filled).between
    return Brought(found, opening_rows(found, beside.catalogue), found.faults, between)


def _read_needs(path: Path, beside: Beside) -> Brought:
    found = read_needs(path, beside.catalogue, beside.meanings)
    rows = list_rows(NEEDS, understood_needs(found, beside.catalogue))
    if beside.openings is None:
        return Brought(found, rows, found.faults)
    policy = read_policy(beside.policy, beside.catalogue)
    listed = openings_in(beside.openings.sheet, beside.catalogue, found)
    between = seats_of(listed, found, policy.needs_filled).between
    return Brought(found, rows, (*found.faults, *between), listed.faults)


_READERS: Final = {
    ListKind.PEOPLE: _read_people,
    ListKind.OPENINGS: _read_openings,
    ListKind.NEEDS: _read_needs,
}


def _write(rows: Written, path: Path) -> None:
    """Cells as a file, each row where it stood: empty lines are rows too."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        line = 1
        for number, *cells in rows:
            file.write("\n" * (int(number) - line))
            writer.writerow(cells)
            line = int(number) + 1


def known_people(connection: Connection, unit: str, one: Brought) -> list[int]:
    """The keys of those of a list whom the office knows already: whoever sees the list is shown them."""
    ids = {plain(row.id) for row in one.rows}
    known = connection.execute(select(person.c.key, person.c.id).where(person.c.unit == unit))
    return [row.key for row in known if plain(row.id) in ids]


def _hidden(connection: Connection, unit: str) -> set[str]:
    found = select(person.c.id).where(person.c.unit == unit, person.c.hidden)
    return set(map(plain, connection.execute(found).scalars()))
