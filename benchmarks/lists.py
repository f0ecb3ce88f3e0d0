"""A cohort in, its two lists as csv files out, in the words the reader knows best."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.files.fields.field import Field
from matching.files.headings.shielding import RESTRICTION
from matching.files.lists.openings import openings_columns, openings_fields
from matching.files.lists.people import people_columns, people_fields

PEOPLE, OPENINGS = "kandidater.csv", "lareplasser.csv"


def write_lists(cohort: Cohort, catalogue: Catalogue, folder: Path) -> tuple[Path, Path]:
    """A cohort in, its list of people and its list of openings in a folder out; nobody is shielded."""
    openings = openings_columns(
        cohort.openings, cohort.employers, cohort.training_offices, [""] * len(cohort.openings)
    )
    people = _told(people_fields(catalogue), people_columns(cohort.people))
    people[RESTRICTION] = ["nei"] * len(cohort.people)
    return (
        _write(folder / PEOPLE, people),
        _write(folder / OPENINGS, _told(openings_fields(catalogue), openings)),
    )


def _told(fields: Iterable[Field], columns: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    return {field.heading: field.tell(columns) for field in fields}


def _write(path: Path, columns: Mapping[str, Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(columns)
        rows.writerows(zip(*columns.values(), strict=True))
    return path
