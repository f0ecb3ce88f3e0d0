"""An office's own list, made up, parted in its key and the list without names."""

from pathlib import Path
from typing import Any

from matching.files.out.key_file import Split, split_list
from matching.files.out.workbook_out import workbook_bytes
from tests.builders import ON
from tests.files.written import CATALOGUE, REFUSED_NUMBER, Row, table, write_csv

PERSON: Row = {
    "Navn": "Kari Eksempel",
    "Fødselsnummer": REFUSED_NUMBER,
    "Mobil": "+47 00 00 00 00",
    "Bosted": "3443",
    "Kompetanse": "skyvelære",
    "Merknad": "trives ute",
    "Favorittfarge": "rød",
}


def parted(folder: Path, *rows: Row, seed: int = 1) -> Split:
    """A list of these rows, parted."""
    return split_list(write_csv(folder / "egen.csv", table(rows)), CATALOGUE, seed=seed)


def saved(folder: Path, name: str, *tables: Any) -> Path:
    """Tables as a workbook of that name."""
    (folder / name).write_bytes(workbook_bytes(tables, title=name, on=ON))
    return folder / name
