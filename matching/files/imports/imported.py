"""A catalogue with some tables changed in, a folder of data files out."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matching.catalogue.check import check_tables, data_folder
from matching.catalogue.findings import CatalogueFinding
from matching.catalogue.programmes import read_programmes
from matching.catalogue.tables import LINE, TABLES, Row, Tables, read_tables
from matching.files.whole import whole_together

PROGRAMMES: Final = "programmes"


@dataclass(frozen=True, eq=False)
class Base:
    """A catalogue as it is before an import; `folder` is None where it is this package's own."""

    folder: Path | None
    tables: Tables
    unread: tuple[CatalogueFinding, ...]
    """What kept a file or a row of it from being read."""


@dataclass(frozen=True, eq=False)
class Imported:
    """A catalogue as an import leaves it, not written yet, and what came of it."""

    base: Base
    tables: Tables
    """Those that are changed."""
    counts: Mapping[str, int]
    """How many of what, by the name the texts have for it."""
    findings: tuple[CatalogueFinding, ...]
    """Faults and notes of the catalogue as it would be; nothing may be written while one is a fault."""

    @property
    def faults(self) -> tuple[CatalogueFinding, ...]:
        """What must be mended before anything is written."""
        return tuple(finding for finding in self.findings if not finding.is_note)


def read_base(folder: Path | None) -> Base:
    """The catalogue an import adds to: a folder's, or this package's."""
    tables, unread = read_tables(data_folder(folder))
    return Base(folder, tables, unread)


def imported(base: Base, changed: Mapping[str, Iterable[Row]], counts: Mapping[str, int]) -> Imported:
    """New rows of some tables in, the catalogue with them, checked, out."""
    numbered = {name: _numbered(rows) for name, rows in changed.items()}
    tables = {**base.tables, **numbered}
    _, unfit = read_programmes(data_folder(base.folder) / PROGRAMMES, tables)
    findings = base.unread or (*check_tables(tables), *unfit)
    return Imported(base, numbered, counts, findings)


def _numbered(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({**row, LINE: str(line)} for line, row in enumerate(rows, 2))


def names_of(done: Imported) -> list[str]:
    """Every file the folder is to have, by its path in it."""
    return list(_contents(done))


def write_imported(done: Imported, to: Path) -> None:
    """The whole catalogue in a folder, every file of it or none; the others are as they were.

    Raises:
        ValueError: the catalogue has a fault.
        OSError: a file cannot be written.
    """
    if done.faults:
        raise ValueError(done.faults[0])
    contents = _contents(done)
    for folder in {(to / name).parent for name in contents}:
        folder.mkdir(parents=True, exist_ok=True)
    with whole_together([to / name for name in contents]) as parts:
        for part, content in zip(parts, contents.values(), strict=True):
            part.write_bytes(content)


def _contents(done: Imported) -> dict[str, bytes]:
    folder = data_folder(done.base.folder)
    found = {
        f"{name}.csv": _as_csv(name, done.tables[name])
        if name in done.tables
        else (folder / f"{name}.csv").read_bytes()
        for name in TABLES
    }
    programmes = folder / PROGRAMMES
    for file in sorted(programmes.iterdir(), key=lambda one: one.name) if programmes.is_dir() else ():
        if file.name.endswith(".toml"):
            found[f"{PROGRAMMES}/{file.name}"] = file.read_bytes()
    return found


def _as_csv(name: str, rows: Sequence[Row]) -> bytes:
    """Every column the rows have; without a row those the table must have."""
    columns = [column for column in (rows[0] if rows else TABLES[name].columns) if column != LINE]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
