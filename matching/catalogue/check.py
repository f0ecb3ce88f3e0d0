"""A folder of data files in, everything found in them out; the loader refuses what is a fault here."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from matching.catalogue import relations
from matching.catalogue.cells import check_cells
from matching.catalogue.findings import CatalogueFinding
from matching.catalogue.programmes import read_programmes
from matching.catalogue.tables import Tables, read_tables

CHECKS: Final = (
    relations.check_room,
    check_cells,
    relations.check_keys,
    relations.check_texts,
    relations.check_work,
    relations.check_tree,
    relations.check_beside,
    relations.check_demands,
    relations.check_counties,
    relations.check_changes,
    relations.check_splits,
    relations.check_measures,
    relations.check_interest_form,
    relations.check_use,
)


def check_catalogue(folder: Path | None = None) -> tuple[CatalogueFinding, ...]:
    """Everything found in a folder laid out as this package's data, or in that: faults first, then notes.

    While a file or row cannot be read nothing else is told: it would only follow from that.
    """
    place = data_folder(folder)
    tables, unread = read_tables(place)
    if unread:
        return unread
    _, programmes = read_programmes(place / "programmes", tables)
    found = (*check_tables(tables), *programmes)
    return tuple(sorted(found, key=lambda finding: finding.is_note))


def check_tables(tables: Tables) -> tuple[CatalogueFinding, ...]:
    """Everything found in tables that are read."""
    return tuple(finding for check in CHECKS for finding in check(tables))


def data_folder(folder: Path | None) -> Traversable:
    """That folder, or the data files of this package."""
    return folder or files("matching.catalogue") / "data"
