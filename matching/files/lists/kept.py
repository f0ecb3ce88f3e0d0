"""Rows of lists that were read once and kept, cell by cell, in; the cohort they make out, by the same reader."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import RowFault
from matching.domain.people import People
from matching.domain.policy import NeedsFilled
from matching.domain.programme import Programme
from matching.files.headings.sheet import Sheet
from matching.files.lists import needs, openings, people
from matching.files.lists.needs import needs_in
from matching.files.lists.openings import openings_in
from matching.files.lists.people import people_in
from matching.files.lists.seats import Seats, seats_of
from matching.files.source.grid import Texts

Cells = Mapping[str, str]
"""What stands in a row, by heading; a blank may be left out."""

KEPT: Final = ""
"""The name of the file kept rows are told to be in."""


class KeptFault(Exception):
    """Rows that were sound when they were kept and are not now: the catalogue has changed, or the store has."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__(len(faults))
        self.faults = tuple(faults)


def cohort_of(everybody: People, seats: Seats, programme: Programme) -> Cohort:
    """The lists of a round in, its cohort out."""
    return Cohort.of(
        everybody,
        seats.openings,
        seats.employers,
        seats.listed.training_offices,
        programme,
        seats.needs,
    )


def kept_people(rows: Sequence[Cells], catalogue: Catalogue) -> People:
    """Rows of people that were kept in, their columns out.

    Raises:
        FileFault: there are none.
        KeptFault: a row can no longer be read.
    """
    found = people_in(sheet_of(people.SHEET, rows), catalogue)
    if found.faults:
        raise KeptFault(found.faults)
    return found.people


def kept_cohort(
    rows: Mapping[str, Sequence[Cells]],
    catalogue: Catalogue,
    programme: Programme,
    filled: NeedsFilled,
    known: People | None = None,
) -> Cohort:
    """Rows that were kept, by the name of their list, in; the cohort they make out.

    `known`: the people, where their rows were read before.

    Raises:
        FileFault: there are no people, or no openings.
        KeptFault: a row can no longer be read.
    """
    everybody = kept_people(rows[people.SHEET], catalogue) if known is None else known
    needed = rows.get(needs.SHEET)
    needs_list = needs_in(sheet_of(needs.SHEET, needed), catalogue) if needed else None
    listed = openings_in(sheet_of(openings.SHEET, rows[openings.SHEET]), catalogue, needs_list)
    seats = seats_of(listed, needs_list, filled)
    if seats.faults:
        raise KeptFault(seats.faults)
    return cohort_of(everybody, seats, programme)


def sheet_of(name: str, rows: Sequence[Cells]) -> Sheet:
    """Rows as a sheet: their headings in the order one meets them, counted from 1."""
    headings = dict.fromkeys(heading for row in rows for heading in row)
    columns = {heading: Texts.of([row.get(heading, "") for row in rows]) for heading in headings}
    return Sheet(KEPT, name, np.arange(1, len(rows) + 1), columns)
