"""A folder of data files in, their rows as text out: which tables there are and what their cells may hold."""

import csv
import io
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

from matching.catalogue.columns import DAY, FREE, KEY, NUMBER, ORIGIN, TEXT, TEXTS, Column, Table
from matching.catalogue.findings import CatalogueCode, CatalogueFinding
from matching.domain.answers import HIGHEST_EFFORT_LEVEL, WorkHours
from matching.domain.people import INTERESTS
from matching.domain.reference import LETTERS, ContractPath

Row = Mapping[str, str]
Tables = Mapping[str, tuple[Row, ...]]
"""Rows by the name of their table, in the order of the file."""

LINE: Final = ""
"""The name a row keeps the number of its line under."""

HOURS: Final[Mapping[str, frozenset[WorkHours]]] = MappingProxyType(
    {
        "day": frozenset({WorkHours.DAY}),
        "evening": frozenset({WorkHours.EVENING}),
        "shift": frozenset({WorkHours.SHIFT}),
        "maybe-evening": frozenset({WorkHours.DAY, WorkHours.EVENING}),
        "maybe-shift": frozenset({WorkHours.DAY, WorkHours.SHIFT}),
    }
)
ROOM_IN_A_SET: Final = 31
"""Bits of a 32-bit column of a cohort, less its sign."""
ESCO_ADDRESS: Final = r"http://data\.europa\.eu/esco/(skill/[0-9a-f-]{36}|isced-f/[0-9]{1,4})"
"""A skill or a group of skills, or a field of knowledge."""
IN_FULL, A_LITTLE = "yes", "no"
"""Whether a schooling gives its skills in full."""


LIST: Final = Table(columns={"key": KEY, "label_nb": TEXT, "synonyms": TEXTS, **ORIGIN}, room=ROOM_IN_A_SET)

TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        "contexts": LIST,
        "certificates": LIST,
        "areas": LIST,
        "leisure": Table(
            columns={
                "key": KEY,
                "label_nb": TEXT,
                "synonyms": TEXTS,
                "areas": Column(apart=";", refers="areas"),
                **ORIGIN,
            },
            room=ROOM_IN_A_SET,
        ),
        "licences": Table(
            columns={
                "class": Column(required=True, form="[A-Z0-9]+"),
                "satisfies": Column(apart=";", refers="licences"),
                **ORIGIN,
            },
            key="class",
            names=("class",),
            room=ROOM_IN_A_SET,
        ),
        "language_levels": Table(
            columns={
                "level": TEXT,
                "rank": Column(required=True, form="[0-9]+", within=(1, 20)),
                "label_nb": TEXT,
                "synonyms": TEXTS,
                **ORIGIN,
            },
            key="level",
            names=("level", "label_nb", "synonyms"),
        ),
        "effort_groups": Table(
            columns={
                "text": TEXT,
                "levels": Column(required=True, apart=";", form=f"none|[0-{HIGHEST_EFFORT_LEVEL}]"),
                **ORIGIN,
            },
            key="text",
            names=("text",),
        ),
        "skills": Table(
            columns={
                "key": KEY,
                "label_nb": TEXT,
                "label_en": TEXT,
                "kind": Column(required=True, choices=("group", "skill")),
                "broader": Column(refers="skills"),
                "beside": Column(apart=";", refers="skills"),
                "synonyms": TEXTS,
                "esco_uri": Column(form=ESCO_ADDRESS),
                "esco_label": FREE,
                **ORIGIN,
            },
        ),
        "trades": Table(
            columns={
                "key": KEY,
                "code": Column(form="[A-Z]{3}[0-9]{4}"),
                "name": TEXT,
                "synonyms": TEXTS,
                "styrk08": Column(form="[0-9]{4}"),
                "months_in_firm": Column(required=True, form="[0-9]+", within=(12, 48)),
                "paths": Column(required=True, apart=";", choices=tuple(ContractPath)),
                "family": KEY,
                "must": Column(required=True, apart=";", refers="skills"),
                "nice": Column(apart=";", refers="skills"),
                "onet": Column(form=r"[0-9]{2}-[0-9]{4}\.[0-9]{2}"),
                "riasec": Column(
                    required=True,
                    apart=" ",
                    repeats=True,
                    exactly=INTERESTS,
                    form=r"[0-9](\.[0-9])?",
                    within=(1, 7),
                ),
                "context": Column(required=True, apart=";", refers="contexts"),
                "areas": Column(apart=";", refers="areas"),
                "licence": Column(apart=";", refers="licences"),
                "norwegian": Column(refers="language_levels"),
                "shift": Column(required=True, choices=tuple(HOURS)),
                "certificates": Column(apart=";", refers="certificates"),
                **ORIGIN,
            },
            names=("key", "name", "synonyms", "code"),
        ),
        "occupations": Table(
            columns={
                "key": KEY,
                "styrk08": Column(form="[0-9]{4}"),
                "label_nb": TEXT,
                "label_en": FREE,
                "synonyms": TEXTS,
                "must": Column(apart=";", refers="skills"),
                "nice": Column(apart=";", refers="skills"),
                **ORIGIN,
            },
        ),
        "schooling": Table(
            columns={
                "key": KEY,
                "label_nb": TEXT,
                "synonyms": TEXTS,
                "gives": Column(apart=";", refers="skills"),
                "in_full": Column(required=True, choices=(IN_FULL, A_LITTLE)),
                **ORIGIN,
            },
        ),
        "municipalities": Table(
            columns={
                "code": NUMBER,
                "name": TEXT,
                "county_code": Column(required=True, form="[0-9]{2}"),
                "county": TEXT,
                "centre": TEXT,
                "geoname": Column(form="[0-9]+"),
                "lat": Column(required=True, form=r"[0-9]+(\.[0-9]+)?", within=(57.9, 71.2)),
                "lon": Column(required=True, form=r"[0-9]+(\.[0-9]+)?", within=(4.4, 31.2)),
                "synonyms": TEXTS,
                **ORIGIN,
            },
            key="code",
            names=(),
        ),
        "municipality_changes": Table(
            columns={
                "old": NUMBER,
                "name": TEXT,
                "new": Column(required=True, apart=";", refers="municipalities"),
                "out_of_use": DAY,
                **ORIGIN,
            },
            key="old",
            names=(),
        ),
        "interest_form": Table(
            columns={
                "key": KEY,
                "statement": TEXT,
                "interest": Column(required=True, choices=LETTERS),
                **ORIGIN,
            },
            names=("key", "statement"),
        ),
        "measures": Table(
            columns={
                "key": KEY,
                "label_nb": TEXT,
                "longest_months": Column(form="[0-9]+", within=(1, 60)),
                "percent_by_year": Column(apart=";", repeats=True, form="[0-9]+", within=(1, 100)),
                "oldest_at_start": Column(form="[0-9]+", within=(15, 67)),
                "valid_to": Column(day=True),
                **ORIGIN,
            },
            names=(),
        ),
    }
)
"""Every data file by its name without `.csv`; docs/catalogue.md tells what the columns mean."""


def cells(table: str, row: Row, column: str) -> tuple[str, ...]:
    """The values of one cell of a row."""
    return TABLES[table].columns[column].values(row[column])


def read_tables(folder: Traversable) -> tuple[Tables, tuple[CatalogueFinding, ...]]:
    """The rows of every table of a folder, and what kept a file or a row from being read."""
    read = {name: _read(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    return (
        {name: rows for name, (rows, _) in read.items()},
        tuple(finding for _, findings in read.values() for finding in findings),
    )


def _read(file: Traversable, table: Table) -> tuple[tuple[Row, ...], list[CatalogueFinding]]:
    """The rows that have all their cells, trimmed; the number of its line stands in each under a blank name."""
    if not file.is_file():
        return (), [CatalogueFinding(CatalogueCode.FILE_MISSING, file.name)]
    try:
        reader = csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), strict=True)
        if len(reader.fieldnames or ()) < len(ORIGIN):  # empty, or parted by something else than commas
            return (), [CatalogueFinding(CatalogueCode.FILE_UNREADABLE, file.name)]
        missing = [name for name in table.columns if name not in (reader.fieldnames or ())]
        if missing:
            return (), [
                CatalogueFinding.of(CatalogueCode.COLUMN_MISSING, file.name, column=", ".join(missing))
            ]
        rows = [{**row, LINE: str(reader.line_num)} for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error):
        return (), [CatalogueFinding(CatalogueCode.FILE_UNREADABLE, file.name)]
    whole = [row for row in rows if None not in row and None not in row.values()]
    broken = [row for row in rows if None in row or None in row.values()]
    return (
        tuple({name: cell.strip() for name, cell in row.items()} for row in whole),
        [
            CatalogueFinding.of(CatalogueCode.ROW_CELLS, file.name, int(row[LINE]), row[table.key] or "")
            for row in broken
        ],
    )
