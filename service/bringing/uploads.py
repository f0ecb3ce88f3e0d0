"""Lists somebody brings in, what they would change in a round shown, and then kept as it was shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from matching.catalogue.catalogue import Catalogue
from matching.files.lists.openings import OpeningsList
from matching.files.out.understood import (
    Understood,
    understood_needs,
    understood_openings,
    understood_people,
)
from matching.screen.given import Lists
from service.store.decisions import By
from service.store.hiding import hide
from service.store.lists import difference, merge
from service.store.rows import NEEDS, OPENINGS, PEOPLE, Difference, Kind, ListRow


@dataclass(frozen=True, eq=False)
class Upload:
    """Lists that were read and have no fault, as rows to be kept."""

    rows: Mapping[Kind, tuple[ListRow, ...]]
    closed: frozenset[str]
    """Ids of people with an address restriction, in plain form; nothing else of them was looked at."""

    @classmethod
    def of(cls, lists: Lists, catalogue: Catalogue) -> "Upload":
        """Lists as they were read, the rows that are sound as they would be kept."""
        seats = lists.seats
        rows = {
            PEOPLE: list_rows(PEOPLE, understood_people(lists.people, catalogue)),
            OPENINGS: opening_rows(seats.listed, catalogue),
        }
        if seats.needed:
            rows[NEEDS] = list_rows(NEEDS, understood_needs(seats.needed, catalogue))
        return cls(rows, lists.people.sheet.withheld)

    def differences(self, connection: Connection, round_key: int) -> dict[Kind, Difference]:
        """What each list would change in a round; nothing is kept."""
        return {
            kind: difference(connection, round_key, kind, rows, self.closed)
            for kind, rows in self.rows.items()
        }

    def keep(
        self, connection: Connection, round_key: int, unit: str, shown: Mapping[Kind, str], by: By
    ) -> dict[Kind, Difference]:
        """The lists kept; `shown`: the digests of the differences as they were shown.

        Raises:
            ListFault: as merge does; nothing is kept then.
        """
        hide(connection, unit, self.closed, by)
        return {
            kind: merge(connection, round_key, kind, rows, by, expected=shown[kind])
            for kind, rows in self.rows.items()
        }


def opening_rows(listed: OpeningsList, catalogue: Catalogue) -> tuple[ListRow, ...]:
    """The openings of a list that are sound, as they would be kept."""
    rows = list_rows(OPENINGS, understood_openings(listed, catalogue))
    return tuple(
        ListRow(row.id, row.cells, {"firm": row.cells["bedrift"], "tenths": tenths})
        for row, tenths in zip(rows, listed.openings.seats.tolist(), strict=True)
    )


def list_rows(kind: Kind, told: Understood) -> tuple[ListRow, ...]:
    """The rows of a list that are sound, as they would be kept."""
    return tuple(ListRow(cells[kind.heading], cells) for cells in told.cells())
