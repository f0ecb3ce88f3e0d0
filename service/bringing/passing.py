"""An opening named on the telephone: a trade and a place in, one row read as a list is; asked about, or kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import RowFault
from matching.files.lists.kept import sheet_of
from matching.files.lists.openings import ID, SHEET, openings_in
from service.bringing.uploads import opening_rows
from service.shown.sight import Sight
from service.store.lists import difference, merge
from service.store.rows import OPENINGS, ListFault, ListRow
from service.store.tables.rounds import opening

BEGINNING: Final = "L-"
"""What the ids the service itself gives openings begin with."""
TRIES: Final = 3
"""How often the next id is looked for, where others keep openings at the same time."""


@dataclass(frozen=True, eq=False)
class Passing:
    """An opening as the reader of lists understood it."""

    id: str
    row: ListRow | None
    """As it would be kept; None where it cannot be read."""
    cohort: Cohort | None
    """The opening with its firm, and nobody beside it."""
    faults: tuple[RowFault, ...]


def read_passing(cells: Mapping[str, str], catalogue: Catalogue, name: str) -> Passing:
    """The cells of one opening by heading, and the id it is to have, in; how it was understood out."""
    listed = openings_in(sheet_of(SHEET, [{ID: name, **cells}]), catalogue)
    if listed.faults:
        return Passing(name, None, None, listed.faults)
    (row,) = opening_rows(listed, catalogue)
    cohort = Cohort.of((), listed.openings, listed.employers, listed.training_offices)
    return Passing(name, row, cohort, ())


def next_id(sight: Sight) -> str:
    """The id an opening would be kept under now."""
    desk, _ = sight.kept
    with desk.database.reading() as connection:
        return _next(connection, sight.round.unit)


def keep_opening(sight: Sight, cells: Mapping[str, str], wanted: str = "") -> Passing:
    """One opening put into a round under the next free id; how it was understood out, kept where it has no fault.

    `wanted`: the id it was to have when it was shown. Where the same opening has that by now, it was sent twice.

    Raises:
        ListFault: `closed`: the round is; `changed`: others keep openings all the time.
    """
    desk, round_key = sight.kept
    for _ in range(TRIES):
        with desk.database.writing() as connection:
            if wanted.startswith(BEGINNING) and _is_kept(connection, sight, cells, wanted):
                return read_passing(cells, desk.catalogue, wanted)
            one = read_passing(cells, desk.catalogue, _next(connection, sight.round.unit))
            if one.row is None:
                return one
            shown = difference(connection, round_key, OPENINGS, [one.row])
            if shown.added == (one.id,) and not shown.changed:
                merge(connection, round_key, OPENINGS, [one.row], desk.by(sight.actor), expected=shown.digest)
                return one
    raise ListFault("changed")


def _is_kept(connection: Connection, sight: Sight, cells: Mapping[str, str], wanted: str) -> bool:
    """Whether an opening stands in the round already, under an id, as it is told of here."""
    desk, round_key = sight.kept
    row = read_passing(cells, desk.catalogue, wanted).row
    if row is None:
        return False
    shown = difference(connection, round_key, OPENINGS, [row])
    return not (shown.added or shown.changed)


def _next(connection: Connection, unit: str) -> str:
    """The next id of our own giving that no opening of an office has."""
    begun = select(opening.c.id).where(opening.c.unit == unit, func.upper(opening.c.id).startswith(BEGINNING))
    numbers = [one[len(BEGINNING) :] for one in connection.execute(begun).scalars()]
    last = max((int(one) for one in numbers if one.isascii() and one.isdigit()), default=0)
    return f"{BEGINNING}{last + 1}"
