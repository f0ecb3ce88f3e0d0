"""A folder of data files of one's own: a copy of the package's, with rows changed or added."""

import csv
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from matching.catalogue.tables import TABLES


class Folder:
    """A copy of the data files, to be changed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, table: str) -> list[dict[str, str]]:
        with (self.path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        with (self.path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, table: str, key: str, /, **cells: str) -> None:
        """Other texts in the row of that key."""
        rows = self.rows(table)
        changed = [row for row in rows if row[TABLES[table].key] == key]
        assert len(changed) == 1, f"{key} stands {len(changed)} times in {table}"
        assert set(cells) <= set(changed[0])
        changed[0].update(cells)
        self.write(table, rows)

    def add(self, table: str, like: str, /, **cells: str) -> None:
        """One row more, like that of a key but for some cells."""
        rows = self.rows(table)
        self.write(table, [*rows, {**next(row for row in rows if row[TABLES[table].key] == like), **cells}])

    def append(self, file: str, text: str) -> None:
        """Text after the last line of a file."""
        with (self.path / file).open("a", encoding="utf-8") as lines:
            lines.write(text)


def copied(path: Path) -> Folder:
    """A copy of the package's data files at a path that is not there yet."""
    with as_file(files("matching.catalogue") / "data") as data:
        return Folder(Path(shutil.copytree(data, path)))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return copied(tmp_path / "katalog")
